"""EXPLAIN: what became of each leaf of one message, for people."""

from dataclasses import dataclass
from datetime import datetime

from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep import NOBODY, convert_message
from converter.conversion.messages import open_message
from converter.conversion.outcome import Outcome
from converter.conversion.provenance import leaves_of
from converter.fields.register import Fate, FieldRow
from converter.model.finding import Problem
from converter.rules.facts import CallerSays


@dataclass(frozen=True, slots=True)
class Explained:
    """One leaf of the message.

    Attributes:
        path: as the field register names it.
        row: its row; None where the register does not know the leaf.
        outputs: where it went, as paths of the document without positions; empty where there is no document.
    """

    path: str
    row: FieldRow | None
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The outcome of a message and its leaves; none where the message could not be opened."""

    outcome: Outcome
    leaves: tuple[Explained, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The leaves that the register does not know."""
        return tuple(leaf.path for leaf in self.leaves if leaf.row is None)


def explain(data: bytes, converter: Converter, at: datetime, caller: CallerSays = NOBODY) -> Explanation:
    """What becomes of each leaf of a message with one prescription; never raises for input of any kind.

    Args:
        data: the message as received.
        converter: tables, rules, register and schemas.
        at: the moment of conversion, with time zone.
        caller: what the caller says of status and access.
    """
    outcome = convert_message(data, converter, at, caller, single=True, full=True)
    assert isinstance(outcome, Outcome)
    try:
        found = open_message(data, converter.norway.check).single()
    except Problem:
        return Explanation(outcome, ())
    leaves = leaves_of(found.resept, found.extension.leaves if found.extension else ())
    return Explanation(outcome, tuple(_explained(path, outcome, converter) for path in leaves))


def _explained(path: str, outcome: Outcome, converter: Converter) -> Explained:
    row = converter.fields.find(path)
    leaves = row is not None and row.fate in {Fate.CARRIED, Fate.TRANSLATED}
    places = [o.output for o in outcome.provenance or () if leaves and o.source == path]
    outputs = tuple(dict.fromkeys(_plain(place) for place in places))
    return Explained(path, row, outputs)


def _plain(place: str) -> str:
    """The element of a value, by the end of its path without positions: long enough to tell it from others."""
    steps = [step.partition("[")[0] for step in place.split("/") if not step.startswith("@")]
    return "/".join(steps[-3:])
