"""Whatever sequence of eDs, repeats and discards comes, with an M1 beside them or not: an answer, never a defect."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Decision
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from tests.builders.back import LATER, handed_out, reasons, refused, report_of, undated
from tests.builders.exchange import steady
from tests.builders.loaded import convert, loaded
from tests.builders.messages import AT, m1
from tests.builders.records import opened

MESSAGE = m1(quantity="4")
OWN = "<given>Ingebjørgine</given><family>Kvistdalsen</family>"
CYRILLIC = {OWN: "<given>Ингебьёргине</given><family>Квистдалсен</family>"}
OTHER_NAME = MESSAGE.replace(b"Kvistdalsen", b"Kvistdal")
BESIDE = (None, MESSAGE, OTHER_NAME)


def ed(number: str, cyrillic: bool, discards: bool) -> bytes:
    """One of the eDs."""
    return handed_out(MESSAGE, number=number, raw=CYRILLIC if cyrillic else {}, discards=discards)


STEPS = st.lists(
    st.tuples(st.sampled_from(["D-1", "D-2"]), st.booleans(), st.sampled_from(BESIDE)), min_size=1, max_size=7
)


@steady(200)
@given(STEPS, st.booleans(), st.booleans())
def test_no_sequence_is_a_defect(steps: list[tuple[str, bool, bytes | None]], cyrillic: bool, sent: bool) -> None:
    """The same document is answered with the bytes of the first time but for GenDate, or refused."""
    first: dict[tuple[str, bool], bytes] = {}
    with TemporaryDirectory() as folder, opened(f"sqlite:///{Path(folder) / 'r.db'}") as record:
        if sent:
            record.note_sent((convert(MESSAGE),), AT)
        for hours, (number, discards, beside) in enumerate(steps):
            outcome = receive(ed(number, cyrillic, discards), loaded(), record, LATER + timedelta(hours=hours), beside)
            assert outcome.decision is not Decision.DEFECT, reasons(outcome)
            if outcome.document is None:
                assert reasons(outcome)
                continue
            made = undated(outcome.document)
            assert first.setdefault((number, discards), made) == made


@pytest.mark.parametrize("discards", [False, True])
def test_a_name_that_is_not_latin_is_answered_as_the_first_time(record: ExchangeRecord, discards: bool) -> None:
    """First without the M1, as the record knows the prescription; then with it: the same bytes."""
    record.note_sent((convert(MESSAGE),), AT)
    receive(ed("D-1", True, False), loaded(), record, LATER)
    one = receive(ed("D-1", True, discards), loaded(), record, LATER)
    again = receive(ed("D-1", True, discards), loaded(), record, LATER, MESSAGE)
    assert one.document is not None
    assert again.document == one.document


def test_an_answer_by_the_name_of_another_m1_is_refused(record: ExchangeRecord) -> None:
    """Which M1 it was nobody can say."""
    first = receive(ed("D-1", True, False), loaded(), record, LATER, MESSAGE)
    assert report_of(first).patient.family == "Kvistdalsen"
    again = receive(ed("D-1", True, False), loaded(), record, LATER, OTHER_NAME)
    assert refused(again) == {"dispensation-repeated-without-m1"}


def test_a_discard_of_what_never_came_is_refused_though_no_ep_left_here(record: ExchangeRecord) -> None:
    """The record knows the prescription by the M1 beside another eD; nothing is kept, so that the eD may still come."""
    receive(ed("D-1", False, False), loaded(), record, LATER, MESSAGE)
    assert refused(receive(ed("D-2", False, True), loaded(), record, LATER)) == {"discard-of-unknown"}
    assert report_of(receive(ed("D-2", False, False), loaded(), record, LATER)).packages
