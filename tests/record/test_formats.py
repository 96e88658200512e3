"""A prescription that leaves in several formats is one: no conflict, known when it comes back, counted once."""

from datetime import date
from itertools import permutations

import pytest

from converter.conversion.answer import Decision
from converter.conversion.converter import CDA_L1, CDA_L3, PDF
from converter.conversion.m1_to_ep.route import Asked
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from converter.record.sending import send, send_each
from tests.builders.back import LATER, handed_out
from tests.builders.loaded import details_of, loaded, stops
from tests.builders.messages import AT, m1, m96
from tests.builders.numbers import number_for

FOUR = m1(quantity="4")


def leave(record: ExchangeRecord, form: str, message: bytes = FOUR) -> tuple[Decision, set[str], bytes | None]:
    """A prescription is asked for: decision, what stops it, and its document."""
    (answer,) = send(message, loaded(), record, AT, Asked(format=form)).answers
    return answer.decision, stops(answer), answer.document


@pytest.mark.parametrize("order", list(permutations((CDA_L3, CDA_L1, PDF))), ids=" ".join)
def test_in_any_order_it_is_no_conflict(order: tuple[str, ...], record: ExchangeRecord) -> None:
    """Each leaves, and each is kept; the prescription is there once."""
    for form in order:
        decision, found, document = leave(record, form)
        assert (decision, found) == (Decision.CONVERTED, set())
        assert document is not None
    assert record.count() == {"prescription": 1, "sent": 3, "dispensation": 0}


@pytest.mark.parametrize("form", [CDA_L1, PDF])
def test_it_has_left_whatever_the_format(form: str, record: ExchangeRecord) -> None:
    """What comes back is known without an M1 beside it, as after level 3."""
    leave(record, form)
    answer = receive(handed_out(FOUR), loaded(), record, LATER, None)
    assert answer.decision is Decision.CONVERTED
    used = details_of(answer).consumption
    assert used is not None
    assert used.remaining is not None


@pytest.mark.parametrize(("first", "second"), [(CDA_L3, CDA_L1), (CDA_L1, CDA_L3), (PDF, CDA_L1)])
def test_another_prescription_of_its_id_is_a_conflict(first: str, second: str, record: ExchangeRecord) -> None:
    """Another content or patient under a ReseptId that left: refused in every format, whichever left."""
    leave(record, first)
    others = (m1(quantity="3"), m1(quantity="4", patient_ids=((number_for(date(1971, 5, 8)), "FNR"),)))
    for other in others:
        decision, found, document = leave(record, second, other)
        assert (decision, found, document) == (Decision.REJECTED, {"prescription-conflict"}, None)
    assert record.count()["sent"] == 1


def test_the_page_is_of_what_is_left(record: ExchangeRecord) -> None:
    """What came back between the two documents counts: the later one is of the rest, or stays."""
    leave(record, CDA_L3)
    receive(handed_out(FOUR), loaded(), record, LATER, None)
    (answer,) = send(FOUR, loaded(), record, LATER, Asked(format=CDA_L1)).answers
    (other,) = send(FOUR, loaded(), record, LATER, Asked(format=CDA_L3)).answers
    assert (answer.decision, answer.findings) == (other.decision, other.findings)
    assert "dispensed-before" in {f.code for f in answer.findings}


def test_what_cannot_be_shown_is_not_recorded(record: ExchangeRecord) -> None:
    """A letter that the font has not: no page leaves, and none is kept; level 3 may leave afterwards."""
    message = m1(family="\u05d0\u05d1")
    assert leave(record, CDA_L1, message)[1] == {"l1-letter-missing"}
    assert record.count()["prescription"] == 0
    assert leave(record, CDA_L3, message)[0] is Decision.CONVERTED


def test_a_list_of_pages_is_recorded(record: ExchangeRecord) -> None:
    """As one of structured documents is."""
    answers = send_each(m96(FOUR), loaded(), record, AT, Asked(format=CDA_L1)).answers
    assert [a.decision for a in answers] == [Decision.CONVERTED]
    assert record.count()["sent"] == 1
