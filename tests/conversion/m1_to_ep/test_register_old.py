"""An old register: a remark in each answer, whatever the decision; and the setting of how old it may be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from converter.conversion.answer import Decision
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.examples import example
from converter.model.finding import Severity
from converter.settings import FEST_MAX_AGE, SettingError, read_settings
from tests.builders.loaded import loaded

MESSAGES = {
    "m1-tablets": Decision.CONVERTED,
    "m1-locked": Decision.EXCLUDED,
    "m1-unmapped-form": Decision.REJECTED,
}


def retrieved() -> datetime:
    """When the demo extract's content was fetched."""
    return loaded().register.version.retrieved


def old(data: bytes, at: datetime, most: int = FEST_MAX_AGE) -> list[tuple[str, str]]:
    """What is said of the register's age: Norwegian and English."""
    outcome = m1_to_ep(data, replace(loaded(), fest_max_age=most), at)
    found = [f for f in outcome.findings if f.code == "register-old"]
    assert all(f.severity is Severity.REMARK and f.hint_no and f.hint_en and not f.path for f in found)
    return [(f.text_no, f.text_en) for f in found]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (timedelta(days=-4000), False),
        (timedelta(seconds=-1), False),
        (timedelta(0), False),
        (timedelta(days=31), False),
        (timedelta(days=32, seconds=-1), False),
        (timedelta(days=32), True),
        (timedelta(days=4000), True),
    ],
)
def test_is_told_when_older_than_the_days_that_are_set(after: timedelta, told: bool) -> None:
    assert bool(old(example("m1-tablets"), retrieved() + after)) is told


def test_says_how_old_it_is_and_how_old_it_may_be() -> None:
    ((norwegian, english),) = old(example("m1-tablets"), retrieved() + timedelta(days=46, hours=5))
    assert norwegian == "Legemiddelregisteret er 46 dager gammelt. Grensen er 31."
    assert english == "The medicines register is 46 days old. The limit is 31."


@pytest.mark.parametrize("most", [1, 21, 22, 99999])
def test_follows_the_setting(most: int) -> None:
    assert bool(old(example("m1-tablets"), datetime(2026, 11, 23, 12, tzinfo=UTC), most)) is (most < 22)


@pytest.mark.parametrize("name", MESSAGES)
def test_changes_no_decision_and_no_document(name: str) -> None:
    at = datetime(2026, 11, 23, 12, tzinfo=UTC)
    young, aged = (m1_to_ep(example(name), replace(loaded(), fest_max_age=n), at) for n in (31, 1))
    assert aged.decision is young.decision is MESSAGES[name]
    assert aged.document == young.document
    assert [f.code for f in aged.findings] == [*(f.code for f in young.findings), "register-old"]


@pytest.mark.parametrize("data", [b"", b"<", b"<MsgHead/>", b"\xff\xfe"])
def test_is_told_also_where_the_message_cannot_be_read(data: bytes) -> None:
    assert len(old(data, retrieved() + timedelta(days=40))) == 1


def test_the_moment_s_zone_does_not_matter() -> None:
    at = (retrieved() + timedelta(days=32)).astimezone(UTC)
    assert old(example("m1-tablets"), at)
    assert not old(example("m1-tablets"), at - timedelta(seconds=1))


def test_versions_are_made_anew_only_for_another_register() -> None:
    converter = loaded()
    assert converter.versions_of(converter.register) is converter.versions


@pytest.mark.parametrize(("text", "days"), [("", 31), ("  ", 31), ("1", 1), (" 14 ", 14), ("99999", 99999)])
def test_the_setting(text: str, days: int) -> None:
    assert read_settings({"CONVERTER_FEST_MAX_AGE": text}).fest_max_age == days
    assert read_settings({}).fest_max_age == 31


@pytest.mark.parametrize(
    "text", ["0", "-1", "+5", "1.5", "31d", "a month", "1e2", "031", "1_0", "١٤", "100000", "9" * 5000]
)
def test_a_setting_that_is_no_number_of_days(text: str) -> None:
    with pytest.raises(SettingError) as told:
        read_settings({"CONVERTER_FEST_MAX_AGE": text})
    assert str(told.value).startswith("CONVERTER_FEST_MAX_AGE: verdien ")
    assert " / The value " in str(told.value)
