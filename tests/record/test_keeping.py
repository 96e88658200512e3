"""How the record keeps: sealed, for a time, under keys that can be changed, and not at all where it cannot."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from converter.model.finding import Problem
from converter.model.zone import day_in_norway
from converter.record.database import open_engine
from converter.record.errors import RecordError
from converter.record.keys import new_key, read_keys
from converter.record.opening import open_record
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from converter.record.schema import require_current, upgrade
from converter.record.tables import METADATA
from converter.settings import read_settings
from tests.builders.back import LATER, handed_out, refused, report_of
from tests.builders.loaded import convert, loaded
from tests.builders.messages import AT, FAMILY, GIVEN, MARKERS, MESSAGE_ID, NUMBER, m1
from tests.builders.records import KEY, OTHER_KEY, opened, settings

ED = handed_out()


def filled(record: ExchangeRecord) -> None:
    """One prescription sent, one dispensation come."""
    record.note_sent((convert(m1()),), AT)
    assert report_of(receive(ED, loaded(), record, LATER)).finished


def test_nothing_in_the_database_can_be_read_without_the_key(record: ExchangeRecord) -> None:
    """Neither patient nor prescription nor product nor pharmacy."""
    filled(record)
    with record.engine.connect() as connection:
        stored = repr([list(connection.execute(text(f"SELECT * FROM {t}"))) for t in METADATA.tables])
    assert "converted" in stored
    # Long enough that a sealed value does not hold them by chance.
    for value in (*MARKERS, NUMBER, FAMILY, GIVEN, MESSAGE_ID, "M01AE01", "Fiktivprofen", "990003", "Apteka"):
        assert value.casefold() not in stored.casefold()


def test_the_patient_is_in_no_sealed_value(record: ExchangeRecord) -> None:
    """Who has the key too learns what was prescribed, and not to whom."""
    filled(record)
    keys = record.rows.keys
    with record.engine.connect() as connection:
        prescriptions = connection.execute(text("SELECT prescription, sealed FROM prescription")).all()
        dispensed = connection.execute(text("SELECT document, sealed FROM dispensation")).all()
    opened_values = b"".join(keys.unseal(bytes(s), bytes(k)) for k, s in [*prescriptions, *dispensed]).decode()
    assert "Fiktivprofen" in opened_values
    for value in (*(m for m in MARKERS if m != MESSAGE_ID), NUMBER, FAMILY, GIVEN):
        assert value not in opened_values


def test_a_sealed_value_opens_in_its_own_row_only() -> None:
    """Swapped, shortened or changed, it does not open."""
    keys = read_keys(KEY)
    sealed = keys.seal(b"fact", b"row 1")
    assert keys.unseal(sealed, b"row 1") == b"fact"
    for wrong, context in ((sealed, b"row 2"), (sealed[:-1], b"row 1"), (sealed[:-1] + b"\0", b"row 1"), (b"", b"")):
        with pytest.raises(RecordError):
            keys.unseal(wrong, context)
    assert keys.seal(b"fact", b"row 1") != sealed


def test_kinds_of_hash_are_apart() -> None:
    keys = read_keys(KEY)
    assert keys.hashes("patient", "a", "b") != keys.hashes("document", "a", "b")
    assert keys.hashes("patient", "a", "b") != keys.hashes("patient", "ab")
    assert keys.hashes("patient", "a") != read_keys(OTHER_KEY).hashes("patient", "a")


@pytest.mark.parametrize("setting", ["x", "", "YQ==", f"{KEY},{KEY}", f"{KEY},", "VGhpcyBrZXk\u00e5"])
def test_a_key_that_is_none_is_said_without_quoting_it(setting: str) -> None:
    with pytest.raises(RecordError) as error:
        read_keys(setting)
    assert "CONVERTER_RECORD_KEY" in str(error.value)
    assert not setting or setting not in str(error.value)


def test_new_keys_are_keys_and_differ() -> None:
    first, second = new_key(), new_key()
    assert first != second
    assert len(read_keys(f"{first},{second}").keys) == 2


def test_a_key_can_be_changed_while_rows_under_the_old_one_live(where: str) -> None:
    """Old rows are found and counted, and new ones are under the new key."""
    four = m1(quantity="4")
    with opened(where, KEY) as record:
        record.note_sent((convert(four),), AT)
        first = receive(handed_out(four, packages="2"), loaded(), record, LATER).document
    with opened(where, f"{OTHER_KEY},{KEY}") as record:
        assert receive(handed_out(four, packages="2"), loaded(), record, LATER).document == first
        assert refused(receive(handed_out(four, number="D-2", packages="3"), loaded(), record, LATER)) == {
            "dispensed-too-much"
        }
        assert report_of(receive(handed_out(four, number="D-3", packages="2"), loaded(), record, LATER)).finished
        taken = receive(handed_out(four, packages="2", discards=True), loaded(), record, LATER)
        assert report_of(taken).annuls
        assert record.count() == {"prescription": 1, "sent": 1, "dispensation": 2}


def test_without_the_key_of_its_rows_a_record_is_not_opened(where: str) -> None:
    """Else all that came before would be unknown, and dispensed once more. Without rows the key may go."""
    with opened(where, KEY) as record:
        filled(record)
    with pytest.raises(RecordError, match="CONVERTER_RECORD_KEY"), opened(where, OTHER_KEY):
        pass
    with opened(where, f"{OTHER_KEY},{KEY}") as record:
        assert record.purge(LATER.replace(year=2030)) == 1
    with opened(where, OTHER_KEY) as record:
        assert record.count()["prescription"] == 0


def test_what_came_of_it_keeps_a_prescription_longer(where: str) -> None:
    """Ten days from the last day, and ten more from a dispensation that came late."""
    late = datetime(2027, 11, 9, 12, tzinfo=LATER.tzinfo)
    with opened(where, days=10) as record:
        record.note_sent((convert(m1()),), AT)
        assert report_of(receive(handed_out(on="20271101"), loaded(), record, late)).finished
        assert record.purge(late + timedelta(days=9)) == 0
        assert report_of(receive(handed_out(on="20271101"), loaded(), record, late + timedelta(days=9))).finished
        assert record.purge(late + timedelta(days=11)) == 1


def test_what_has_lived_out_its_time_is_not_read_and_is_removed(where: str) -> None:
    """The prescription's last day is 2027-11-01; with ten days it is kept until 2027-11-11."""
    last = datetime(2027, 11, 11, 23, 30, tzinfo=LATER.tzinfo)
    with opened(where, days=10) as record:
        filled(record)
        assert record.purge(last) == 0
        assert receive(ED, loaded(), record, last).decision.value == "converted"
        after = last + timedelta(hours=1)
        assert "dispensed-unknown-prescription" in refused(receive(ED, loaded(), record, after))
        assert record.purge(after) == 1
        assert record.count() == {"prescription": 0, "sent": 0, "dispensation": 0}


def test_tables_are_made_once_and_required(where: str) -> None:
    """Alembic's migrations make what the code's tables say; a database without them is refused."""
    engine = open_engine(where)
    with pytest.raises(RecordError, match="record upgrade"):
        require_current(engine)
    with pytest.raises(RecordError, match="record upgrade"):
        open_record(settings(where))
    upgrade(engine)
    upgrade(engine)
    require_current(engine)
    engine.dispose()


def test_the_migrations_are_the_tables(where: str) -> None:
    """Nothing would be left for another migration to do."""
    engine = open_engine(where)
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_a_record_that_does_not_answer_refuses_and_quotes_nothing(tmp_path: Path) -> None:
    """Neither does an eP leave, nor is an M10 answered."""
    place = tmp_path / "gone.db"
    with opened(f"sqlite:///{place}") as record:
        record.engine.dispose()
        place.write_bytes(b"no database at all, " * 100)
        with pytest.raises(Problem) as problem:
            record.note_sent((convert(m1()),), AT)
        assert [f.code for f in problem.value.findings] == ["record-unavailable"]
        assert refused(receive(ED, loaded(), record, LATER)) == {"record-unavailable"}
        assert not record.answers()
        with pytest.raises(RecordError):
            record.purge(LATER)
        with pytest.raises(RecordError):
            record.count()


@pytest.mark.parametrize("address", ["mysql://u@h/d", "sqlite://?x=1", "nonsense", "postgresql+asyncpg://h:x/d", ""])
def test_an_address_of_another_kind_is_said_without_quoting_it(address: str) -> None:
    with pytest.raises(RecordError, match="CONVERTER_RECORD") as error:
        open_engine(address)
    assert not address or address not in str(error.value)


def test_no_key_no_record() -> None:
    assert open_record(read_settings({"CONVERTER_RECORD": "sqlite:///never.db"})) is None


def test_a_row_changed_in_the_database_is_not_believed(tmp_path: Path) -> None:
    """Sealed values of another row, or altered ones, do not open."""
    place = tmp_path / "r.db"
    with opened(f"sqlite:///{place}") as record:
        filled(record)
        with closing(sqlite3.connect(place)) as connection, connection:
            connection.execute("UPDATE prescription SET sealed = (SELECT sealed FROM dispensation)")
        assert refused(receive(handed_out(number="D-2"), loaded(), record, LATER)) == {"record-unavailable"}


def test_the_last_day_counts_by_norwegian_time() -> None:
    """22:30 UTC in winter is half past eleven the same day in Norway; 23:30 is the next day."""
    assert day_in_norway(datetime(2027, 1, 1, 22, 30, tzinfo=UTC)) == date(2027, 1, 1)
    assert day_in_norway(datetime(2027, 1, 1, 23, 30, tzinfo=UTC)) == date(2027, 1, 2)
