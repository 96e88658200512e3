"""Judges what Reseptformidleren answered an M10, by the table of its codes (mappings/policy/receipts.yaml)."""

import re
from collections.abc import Mapping
from dataclasses import replace

from converter.formats.norway.apprec_reader import AppRec, read_apprec
from converter.formats.norway.m10_reader import MESSAGE_M10
from converter.formats.xml import canonical, parse
from converter.model.finding import Finding, Problem, finding
from converter.model.receipt import Action, Judged, Noted, ReceiptCode, State
from converter.terminology.policy_shapes import ReceiptAction, ReceiptRow

Judgements = Mapping[str, ReceiptRow]
"""What is done about a refusal, by code of list 7419."""

ACTIONS: Mapping[ReceiptAction, Action] = {
    "accepted": Action.NONE,
    "again": Action.AGAIN,
    "correct": Action.CORRECT,
    "person": Action.PERSON,
}
STRONGEST = (Action.PERSON, Action.CORRECT, Action.AGAIN, Action.NONE)
WHOLE, PARTS = "1", "3"
"""Of list 8258: accepted; accepted with faults in a part."""
CODE = re.compile("[0-9]{1,4}", re.ASCII)
NOT_DISPENSABLE = "ERROR_ED_NOT_DISPENSABLE_EPRESCRIPTION"
NOT_IDENTIFIABLE = "ERROR_ED_EPRESCRIPTION_NOT_IDENTIFIABLE"
NOT_UPDATED = "ERROR_ED_EPRESCRIPTION_NOT_UPDATED"
UNLISTED = ReceiptCode(
    "",
    Action.PERSON,
    "Koden står ikke i konverterens tabell over kodeverk 7419.",
    "The code is not in the converter's table of list 7419.",
    NOT_UPDATED,
)


def judge(data: bytes, rows: Judgements) -> Judged:
    """Reads a receipt and says what it means.

    Args:
        data: the AppRec.
        rows: the table of codes.

    Raises:
        Problem: as `parse` and `read_apprec`, and `apprec-of-another-kind` where it is about no M10.
    """
    root = parse(data)
    read = read_apprec(root)
    if read.kind and read.kind != MESSAGE_M10:
        raise Problem([finding("apprec-of-another-kind", "/AppRec/OriginalMsgId/MsgType")])
    codes = tuple(code_of_list(code, rows) for code in dict.fromkeys(read.codes))
    accepted = _accepted(read, codes)
    action = Action.NONE if accepted else action_of(read.status, codes)
    # What was accepted in part must not be sent again: a person looks at which part.
    told = NOT_UPDATED if read.status == PARTS else next((c.openncp for c in codes if c.action is action), NOT_UPDATED)
    return Judged(
        read.about,
        read.made_at,
        read.status,
        accepted,
        codes,
        action,
        "" if accepted else told or NOT_UPDATED,
        canonical(root),
    )


def code_of_list(code: str, rows: Judgements) -> ReceiptCode:
    """One code: its row, or that there is none; what looks like no code of the list is not repeated."""
    row = rows.get(code)
    if row is None:
        return replace(UNLISTED, code=code if CODE.fullmatch(code) else "")
    return ReceiptCode(code, ACTIONS[row.action], row.no, row.en, row.openncp)


def action_of(status: str, codes: tuple[ReceiptCode, ...]) -> Action:
    """What is done about a refusal: the most careful of what its codes ask for; a person where it gives none."""
    if status in (WHOLE, PARTS) or not codes:
        return Action.PERSON
    return next(action for action in STRONGEST if any(c.action is action for c in codes))


def _accepted(read: AppRec, codes: tuple[ReceiptCode, ...]) -> bool:
    """Accepted without a fault; or refused for having been sent before, and for nothing that is wrong with it."""
    if read.status == WHOLE:
        return not codes
    if read.status == PARTS:
        return False
    actions = {c.action for c in codes}
    return Action.NONE in actions and actions <= {Action.NONE, Action.AGAIN}


def told_abroad(judged: Judged, noted: Noted) -> str:
    """What OpenNCP is told of the dispensation. That a prescription is gone is told of one that left from here only."""
    if judged.openncp == NOT_DISPENSABLE and not noted.left_here:
        return NOT_IDENTIFIABLE
    return judged.openncp


def remarks_of(judged: Judged, noted: Noted) -> tuple[Finding, ...]:
    """What is told of a receipt beside the state of its M10."""
    found = []
    if noted.late:
        found.append(finding("receipt-late", "/AppRec/GenDate"))
    if noted.report.state is State.CONTRADICTED:
        found.append(finding("receipt-contradicts", "/AppRec/Status"))
    if noted.was_refused:
        found.append(finding("receipt-sent-before", "/AppRec/Error"))
    return tuple(found)
