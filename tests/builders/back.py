"""What comes back to Norway: the default message's eP, the eD of it, and what the route makes of that."""

import re
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from converter.conversion.answer import Answer, Decision
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.ed_to_m10.known import Recall, nothing_known
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.formats.norway.m10_reader import read_m10
from converter.formats.xml import parse
from converter.model.finding import Severity
from converter.model.m10 import M10
from tests.builders.loaded import convert, loaded
from tests.builders.messages import m1
from tests.builders.pharmacy import hand_out

LATER = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Oslo"))
"""The day after the tests' pharmacy dispenses."""


@cache
def ep_of(message: bytes) -> bytes:
    """The eP of a message that converts."""
    document = convert(message).document
    assert document is not None
    return document


def handed_out(message: bytes | None = None, /, **knobs: Any) -> bytes:
    """The eD that the tests' pharmacy writes on the eP of a message, the default one where none is given."""
    return hand_out(ep_of(m1() if message is None else message), **knobs)


def back(
    ed: bytes, message: bytes | None = None, recall: Recall = nothing_known, at: datetime = LATER
) -> Answer[Dispensed]:
    """What becomes of an eD with the M1 beside it, the default one where none is given."""
    return ed_to_m10(ed, loaded(), at, m1() if message is None else message, recall)


def report_of(outcome: Answer[Dispensed]) -> M10:
    """The M10 of an outcome that has one."""
    assert outcome.document is not None, reasons(outcome)
    return read_m10(parse(outcome.document))


def undated(document: bytes | None) -> bytes:
    """An M10 without its GenDate: the one value in which two answers of the same dispensation differ."""
    assert document is not None
    bare, found = re.subn(rb"<GenDate>[^<]{19}\+0[12]:00</GenDate>", b"", document)
    assert found == 1
    return bare


def reasons(outcome: Answer[Dispensed]) -> set[str]:
    """The codes that refuse."""
    return {f.code for f in outcome.findings if f.severity is not Severity.REMARK}


def told(outcome: Answer[Dispensed]) -> set[str]:
    """The codes that only inform."""
    return {f.code for f in outcome.findings if f.severity is Severity.REMARK}


def refused(outcome: Answer[Dispensed]) -> set[str]:
    """The reasons of an outcome that has no document."""
    assert outcome.decision is Decision.REJECTED, outcome.decision
    assert outcome.document is None
    return reasons(outcome)
