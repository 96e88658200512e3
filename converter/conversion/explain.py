"""EXPLAIN: what became of each leaf of one message, for people."""

import re
from dataclasses import dataclass
from datetime import datetime

from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep import NOBODY, convert_message
from converter.conversion.messages import Found, open_message
from converter.conversion.outcome import Outcome
from converter.conversion.provenance import leaves_of
from converter.fields.register import Fate, FieldRow
from converter.model.finding import Finding, Problem
from converter.rules.facts import CallerSays


@dataclass(frozen=True, slots=True)
class Explained:
    """One leaf of the message.

    Attributes:
        path: as the field register names it.
        row: its row; None where the register does not know the leaf.
        outputs: where it went, as paths of the document without positions; empty where there is no document.
        findings: those that name it.
    """

    path: str
    row: FieldRow | None
    outputs: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The outcome of a message and its leaves; none where the message could not be opened."""

    outcome: Outcome
    leaves: tuple[Explained, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The leaves that the register does not know."""
        return tuple(leaf.path for leaf in self.leaves if leaf.row is None)


def explain(data: bytes, converter: Converter, at: datetime, caller: CallerSays = NOBODY) -> tuple[Explanation, ...]:
    """What becomes of each leaf of each prescription in a message; never raises for input of any kind.

    Args:
        data: the message as received.
        converter: tables, rules, register and schemas.
        at: the moment of conversion, with time zone.
        caller: what the caller says of status and access.

    Returns:
        One explanation for each prescription, in the message's order; one without leaves where it cannot be opened.
    """
    answer = convert_message(data, converter, at, caller, full=True)
    outcomes = (answer,) if isinstance(answer, Outcome) else answer.outcomes
    try:
        items = open_message(data, converter.norway.check).items
    except Problem:
        items = ()
    if len(items) != len(outcomes):
        return tuple(Explanation(outcome, ()) for outcome in outcomes)
    return tuple(_of_one(outcome, item, converter) for outcome, item in zip(outcomes, items, strict=True))


def _of_one(outcome: Outcome, item: Found | Problem, converter: Converter) -> Explanation:
    if isinstance(item, Problem):
        return Explanation(outcome, ())
    leaves = leaves_of(item.resept, item.extension.leaves if item.extension else ())
    return Explanation(outcome, tuple(_explained(path, outcome, converter) for path in leaves))


def _explained(path: str, outcome: Outcome, converter: Converter) -> Explained:
    row = converter.fields.find(path)
    leaves = row is not None and row.fate in {Fate.CARRIED, Fate.TRANSLATED}
    places = [o.output for o in outcome.provenance or () if leaves and o.source == path]
    outputs = tuple(dict.fromkeys(_plain(place) for place in places))
    return Explained(path, row, outputs, tuple(f for f in outcome.findings if _names(f.path, path)))


def _names(place: str, leaf: str) -> bool:
    """Whether a finding's path is that of a leaf, or of the element that has it as its value."""
    plain = re.sub(r"\[[0-9]+\]", "", place).strip("/").removeprefix("MsgHead/Document/RefDoc/Content/")
    return bool(plain) and leaf in {plain, f"{plain}/@V"}


def _plain(place: str) -> str:
    """The element of a value, by the end of its path without positions: long enough to tell it from others."""
    steps = [step.partition("[")[0] for step in place.split("/") if not step.startswith("@")]
    return "/".join(steps[-3:])
