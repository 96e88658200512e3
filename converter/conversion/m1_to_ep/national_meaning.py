"""Structured dosage (Dosering) and confirmed short doses as a meaning: whole, or not at all and why."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from converter.conversion.m1_to_ep.national_clause import Unsaid, WhyNot, phase_clauses, span, unit_key
from converter.conversion.m1_to_ep.short_dose import ShortSaid
from converter.conversion.session import Notes
from converter.dosage.cda import meaning_of
from converter.dosage.vocabulary import Vocabulary
from converter.model.dosage import Dose, Schedule
from converter.model.meaning import Clause, Meaning, Order, Span
from converter.model.national import DosingPhase


def phases_meaning(phases: tuple[DosingPhase, ...], vocabulary: Vocabulary, notes: Notes) -> Meaning | WhyNot:
    """What structured dosage means, or why that cannot be said.

    A single phase's days are its length where both are given; its first day alone belongs to the treatment period.

    Args:
        phases: as read; one after the other where there are several.
        vocabulary: the words, for units.
        notes: tables; a draft row that is used is noted.
    """
    try:
        clauses = [phase_clauses(p, vocabulary, notes) for p in phases]
        lengths = [_length(p) for p in phases]
        if not clauses:
            raise Unsaid(WhyNot.EMPTY)
        if len(phases) == 1 and len(clauses[0]) > 1:
            return Meaning(clauses[0], Order.TOGETHER, Clause(length=lengths[0]))
        if any(len(found) != 1 for found in clauses):
            raise Unsaid(WhyNot.PHASES)
        _check_turn(phases)
    except Unsaid as unsaid:
        return unsaid.why
    in_turn = tuple(replace(found[0], length=length) for found, length in zip(clauses, lengths, strict=True))
    return Meaning(in_turn, Order.ONE if len(in_turn) == 1 else Order.THEN)


def short_meaning(said: ShortSaid, vocabulary: Vocabulary) -> Meaning | None:
    """What a confirmed short dose means by its row; None where the row has no structure, for its text says more."""
    row = said.row
    if row is None or row.dose is None or row.timing is None:
        return None
    unit = "" if said.unit is None else unit_key(said.unit.term, vocabulary)
    if unit is None:
        return None
    return meaning_of(Schedule(Dose(*row.dose, unit), row.timing, row.days), unit)


def _check_turn(phases: Sequence[DosingPhase]) -> None:
    """Each phase but the last has both days, and the next begins on the day after."""
    for phase, following in pairwise(phases):
        if phase.start is None or phase.end is None or following.start is None:
            raise Unsaid(WhyNot.PHASES)
        if (following.start - phase.end).days != 1:
            raise Unsaid(WhyNot.PHASES)


def _length(phase: DosingPhase) -> Span | None:
    """For how many days, the first and the last included."""
    if phase.end is None:
        return None
    if phase.start is None or phase.end < phase.start:
        raise Unsaid(WhyNot.PHASES)
    return span(Decimal((phase.end - phase.start).days + 1), "d")
