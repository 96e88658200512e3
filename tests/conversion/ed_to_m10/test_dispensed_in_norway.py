"""What the message around the M1 tells of dispenses counts when a dispensation comes back."""

from fractions import Fraction
from pathlib import Path

import pytest

from converter.conversion.ed_to_m10.m10 import report_id
from converter.model.coded import Identifier
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from converter.record.sending import send
from tests.builders.back import LATER, back, handed_out, reasons, report_of, told
from tests.builders.dispenses import m10
from tests.builders.dispenses import told as listed
from tests.builders.loaded import details_of, loaded
from tests.builders.messages import AT, m1, m94, m96
from tests.builders.pharmacy import DOCUMENT_ROOT
from tests.builders.records import opened

TWO = m1(quantity="2")


@pytest.mark.parametrize(
    ("around", "refused", "finished"),
    [
        (TWO, set(), False),
        (m94(TWO), set(), False),
        (m94(TWO, m10("1")), set(), True),
        (m94(TWO, m10("2")), {"dispensed-too-much", "dispensed-when-used-up"}, False),
        (m96(TWO, raw=listed("1")), set(), True),
        (m96(TWO, raw=listed("2")), {"dispensed-too-much", "dispensed-when-used-up"}, False),
        (m94(TWO, m10("1", message_id=report_id(Identifier(DOCUMENT_ROOT, "D-1")))), set(), False),
    ],
)
def test_norwegian_dispenses_count(around: bytes, refused: set[str], finished: bool) -> None:
    """One package comes back of two; an M10 of this very eD is no earlier one."""
    answer = back(handed_out(TWO), around)
    assert reasons(answer) == refused
    if not refused:
        assert report_of(answer).finished is finished


def test_what_cannot_be_counted_leaves_the_prescription_open() -> None:
    """An attachment that cannot be read may be a report."""
    answer = back(handed_out(TWO), m94(TWO, b"hello"))
    assert not report_of(answer).finished
    assert "prescription-left-open" in told(answer)


def test_the_record_s_own_are_counted_once_with_the_attached(tmp_path: Path) -> None:
    """Its M10 is attached too; a Norwegian one beside it is another."""
    three = m1(quantity="3")
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as record:
        send(three, loaded(), record, AT)
        first = receive(handed_out(three), loaded(), record, LATER)
        assert first.document is not None
        again = _arrives(record, three, "D-2", m94(three, first.document))
        assert again == (Fraction(30), False)
        assert _arrives(record, three, "D-3", m94(three, first.document, m10("1"))) == (Fraction(90), None)


def _arrives(record: ExchangeRecord, message: bytes, number: str, around: bytes) -> tuple[Fraction | None, bool | None]:
    """What was handed out before, and whether the report finishes the prescription; None where it is refused."""
    answer = receive(handed_out(message, number=number), loaded(), record, LATER, around)
    if answer.document is None:
        known = details_of(answer).known
        assert known is not None
        return sum((e.amount or Fraction(0) for e in known.earlier), Fraction(0)), None
    used = details_of(answer).consumption
    assert used is not None
    return used.before, report_of(answer).finished
