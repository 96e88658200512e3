"""EXPLAIN: what became of each leaf of one message, for people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.found import Found
from converter.conversion.m1_to_ep.messages import open_message
from converter.conversion.m1_to_ep.provenance import leaves_of
from converter.conversion.m1_to_ep.route import USUAL, Asked, each_m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.fields.register import FATES, Fate, FieldRow, Policy
from converter.model.draft_rows import drafts_used
from converter.model.finding import Finding, Problem


@dataclass(frozen=True, slots=True)
class Explained:
    """One leaf of the message.

    Attributes:
        path: as the field register names it.
        row: its row; None where the register does not know the leaf.
        policy: why it stays or is only used; None where it leaves.
        outputs: where it went, as paths of the document without positions; empty where there is no document.
        findings: those that name it.
    """

    path: str
    row: FieldRow | None
    policy: Policy | None
    outputs: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to a message and its leaves; none where the message could not be opened."""

    answer: Answer[Prescribed]
    leaves: tuple[Explained, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The leaves that the register does not know."""
        return tuple(leaf.path for leaf in self.leaves if leaf.row is None)


def explain(data: bytes, converter: Converter, at: datetime, asked: Asked = USUAL) -> tuple[Explanation, ...]:
    """What becomes of each leaf of each prescription in a message; never raises for input of any kind.

    Args:
        data: the message as received.
        converter: tables, rules, register and schemas.
        at: the moment of conversion, with time zone.
        caller: what the caller says of status and access.

    Returns:
        One explanation for each prescription, in the message's order; one without leaves where it cannot be opened.
    """
    answers = each_m1_to_ep(data, converter, at, replace(asked, provenance=True)).answers
    try:
        items = open_message(data, converter.norway.check).items
    except Problem:
        items = ()
    if len(items) != len(answers):
        return tuple(Explanation(answer, ()) for answer in answers)
    return tuple(_of_one(answer, item, converter) for answer, item in zip(answers, items, strict=True))


def _of_one(answer: Answer[Prescribed], item: Found | Problem, converter: Converter) -> Explanation:
    if isinstance(item, Problem):
        return Explanation(answer, ())
    leaves = leaves_of(item.resept, item.extension.leaves if item.extension else ())
    return Explanation(answer, tuple(_explained(path, answer, converter) for path in leaves))


def _explained(path: str, answer: Answer[Prescribed], converter: Converter) -> Explained:
    row = converter.fields.find(path)
    leaves = row is not None and row.fate in {Fate.CARRIED, Fate.TRANSLATED}
    origins = () if answer.details is None else answer.details.provenance or ()
    places = [o.output for o in origins if leaves and o.source == path]
    outputs = tuple(dict.fromkeys(_plain(place) for place in places))
    policy = None if row is None else converter.fields.policy(row)
    return Explained(path, row, policy, outputs, _of_leaf(answer.findings, path))


def _of_leaf(findings: Sequence[Finding], leaf: str) -> tuple[Finding, ...]:
    """The findings of a leaf; of the draft rows that were used, those that were used for it."""
    told = [found for found in findings if not found.rows and _names(found.path, leaf)]
    rows = [row for found in findings for row in found.rows if _names(row.path, leaf)]
    return (*told, *([drafts_used(rows, rows[0].path)] if rows else ()))


def _names(place: str, leaf: str) -> bool:
    """Whether a finding's path is that of a leaf, or of the element that has it as its value."""
    plain = re.sub(r"\[[0-9]+\]", "", place).strip("/").removeprefix("MsgHead/Document/RefDoc/Content/")
    return bool(plain) and leaf in {plain, f"{plain}/@V"}


def _plain(place: str) -> str:
    """The element of a value, by the end of its path without positions: long enough to tell it from others."""
    steps = [step.partition("[")[0] for step in place.split("/") if not step.startswith("@")]
    return "/".join(steps[-3:])


UNKNOWN = {"en": "not in the register of fields", "no": "ikke i feltregisteret"}
DECISIONS = {
    "en": {
        Decision.CONVERTED: "Converted: it may leave Norway.",
        Decision.EXCLUDED: "Excluded: it stays in Norway.",
        Decision.REJECTED: "Rejected: it could not be converted.",
        Decision.DEFECT: "A defect of the converter: nothing was made.",
    },
    "no": {
        Decision.CONVERTED: "Konvertert: den kan forlate Norge.",
        Decision.EXCLUDED: "Utelukket: den blir i Norge.",
        Decision.REJECTED: "Avvist: den kunne ikke konverteres.",
        Decision.DEFECT: "Feil i konverteren: ingenting ble laget.",
    },
}
NOT_SENT = {"en": "Not sent", "no": "Ikke sendt"}
NOWHERE = {"en": "says nothing that this document has", "no": "sier ikke noe som dette dokumentet har"}
NOT_CONVERTED = {"en": "no document was made", "no": "det ble ikke laget noe dokument"}


def fate_words(leaf: Explained, explanation: Explanation, lang: str) -> str:
    """What became of a leaf."""
    if leaf.row is None:
        return UNKNOWN[lang]
    if leaf.policy is None and not leaf.outputs:
        return NOT_SENT[lang]
    english, norwegian = FATES[leaf.row.fate]
    return english if lang == "en" else norwegian


def why_words(leaf: Explained, explanation: Explanation, lang: str) -> str:
    """Where it went, or why it did not."""
    if leaf.row is None:
        return ""
    note = leaf.row.note_en if lang == "en" else leaf.row.note_no
    if leaf.policy is not None:
        reason = leaf.policy.text_en if lang == "en" else leaf.policy.text_no
        return f"{reason} {note}".strip()
    if explanation.answer.document is None:
        return NOT_CONVERTED[lang]
    if not leaf.outputs:
        return f"{NOWHERE[lang]} {note}".strip()
    table = f" ({leaf.row.table})" if leaf.row.table else ""
    return ", ".join(leaf.outputs) + table
