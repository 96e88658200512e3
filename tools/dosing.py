"""Structured dosage (Dosering) that says a meaning exactly, where a Dosering can: the reader's road the other way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from converter.conversion.m1_to_ep.dose_unit import find_unit
from converter.conversion.session import Notes
from converter.dosage.normal import exactly, normal
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import WEEK, Amount, Bound, Clause, Frequency, Meaning, Moment, Order, Per, Planned, Span
from converter.model.national import DosingPhase, NationalDose, NationalQuantity

HELD = {"dose", "plan", "frequency", "every", "at", "days", "cycle", "as_needed", "most", "gap", "length"}
"""What a phase has room for."""
PERIODS = {"min": "Minutt", "h": "Time", "d": "Døgn", "mo": "Måned", "yr": "År"}
"""List 9088."""
ONCE_IN = {Per.DAY: "Døgn", Per.MONTH: "Måned", Per.YEAR: "År"}
PARTS = {"morning": "1", "forenoon": "2", "noon": "3", "afternoon": "4", "evening": "5", "night": "6"}
"""List 8325."""
ONE = Decimal(1)
DAILY = NationalQuantity(ONE, "Døgn")
SPREAD = {
    2: ("morning", "evening"),
    3: ("morning", "noon", "evening"),
    4: ("morning", "noon", "evening", "night"),
}
"""Times of the day of which a number of times may be meant."""


class NoRoom(Exception):
    """A Dosering cannot say this."""


def dosing_of(meaning: Meaning, first: date, vocabulary: Vocabulary, notes: Notes) -> tuple[DosingPhase, ...]:
    """The phases that say the meaning, from this first day; none where a Dosering has no room for all of it.

    Args:
        meaning: whole.
        first: first day of treatment, which a text does not say.
        vocabulary: the words of the units.
        notes: tables.
    """
    one = normal(meaning)
    try:
        if one.order is Order.TOGETHER:
            if set(one.common.said()) - {"length"} or not all(set(c.days) & set(WEEK) for c in one.clauses):
                return ()
            doses = [d for c in one.clauses for d in _doses(c, vocabulary, notes)]
            return (DosingPhase(first, _last(first, one.common.length), tuple(doses)),)
        if one.common.said():
            return ()
        phases: list[DosingPhase] = []
        for clause in one.clauses:
            begins = first if not phases else (phases[-1].end or first) + timedelta(days=1)
            doses = list(_doses(replace(clause, length=None), vocabulary, notes))
            phases.append(DosingPhase(begins, _last(begins, clause.length), tuple(doses)))
    except NoRoom:
        return ()
    return tuple(phases) if all(p.end for p in phases[:-1]) else ()


def instance_of(meaning: Meaning) -> Meaning | None:
    """The meaning with times of the day for a number of times, a weekday for once a week, one dose for a day's total.

    None where there is nothing of that to say more exactly.
    """
    if meaning.order is not Order.ONE:
        return None
    (clause,) = meaning.clauses
    times = exactly(clause.frequency, Per.DAY)
    if clause.dose is not None and times in SPREAD and not clause.at:
        at = tuple(Moment(name) for name in SPREAD[times])
        return Meaning((replace(clause, frequency=None, at=at),))
    if clause.dose is not None and exactly(clause.frequency, Per.WEEK) == 1 and not clause.days:
        return Meaning((replace(clause, frequency=None, days=("mon",)),))
    if clause.total is not None and clause.total.per is Per.DAY and clause.split is None:
        return Meaning((replace(clause, dose=clause.total.amount, total=None, frequency=Frequency()),))
    return None


def _doses(clause: Clause, vocabulary: Vocabulary, notes: Notes) -> Iterator[NationalDose]:
    if set(clause.said()) - HELD or clause.stop or (clause.plan and (clause.dose or clause.at)):
        raise NoRoom
    if clause.as_needed:
        yield _needed(clause, vocabulary, notes)
        return
    if clause.most is not None or clause.gap is not None:
        raise NoRoom
    weekdays = tuple(str(WEEK.index(day) + 1) for day in clause.days if day in WEEK)
    if len(weekdays) != len(clause.days) or (weekdays and (clause.frequency or clause.every or clause.cycle)):
        raise NoRoom
    on, off = (None, None) if clause.cycle is None else (_days(clause.cycle.on), _days(clause.cycle.off))
    interval = _interval(clause)
    planned = clause.plan or tuple(Planned(clause.dose, moment) for moment in clause.at if clause.dose is not None)
    if not planned:
        if clause.dose is None or (interval is None and not weekdays):
            raise NoRoom
        yield NationalDose(
            _quantity(clause.dose, vocabulary, notes), interval, weekdays=weekdays, days_on=on, days_off=off
        )
    for each in planned:
        hour, part = _moment(each.moment)
        yield NationalDose(_quantity(each.amount, vocabulary, notes), interval, hour, part, False, weekdays, on, off)


def _needed(clause: Clause, vocabulary: Vocabulary, notes: Notes) -> NationalDose:
    """One dose when needed: so many a day at most, and so long between at least, which both must be said."""
    said = set(clause.said()) == {"dose", "as_needed", "most", "gap"} and clause.as_needed == ("yes",)
    if not said or clause.dose is None or clause.most is None or clause.gap is None:
        raise NoRoom
    if clause.most.per is not Per.DAY or clause.gap.bound is not Bound.AT_LEAST:
        raise NoRoom
    most = _quantity(clause.most.amount, vocabulary, notes)
    between = _period(replace(clause.gap, bound=Bound.EXACT))
    return NationalDose(_quantity(clause.dose, vocabulary, notes), needed=(most, most, DAILY, between))


def _quantity(amount: Amount, vocabulary: Vocabulary, notes: Notes) -> NationalQuantity:
    word = vocabulary.find("units", amount.unit)
    row = None if word is None else find_unit(word.norwegian, notes)
    if row is None or amount.is_range:
        raise NoRoom
    return NationalQuantity(amount.low, row.term)


def _interval(clause: Clause) -> NationalQuantity | None:
    if clause.frequency is not None and clause.every is not None:
        raise NoRoom
    if clause.every is not None:
        return _period(clause.every)
    if clause.frequency is None:
        return None
    if exactly(clause.frequency, clause.frequency.per) != 1 or clause.frequency.per not in ONCE_IN:
        raise NoRoom
    return NationalQuantity(ONE, ONCE_IN[clause.frequency.per])


def _period(span: Span) -> NationalQuantity:
    if span.low != span.high or span.bound is not Bound.EXACT or span.unit not in PERIODS:
        raise NoRoom
    if span.unit == "min" and span.low % 60 == 0:
        return NationalQuantity(span.low / 60, PERIODS["h"])
    return NationalQuantity(span.low, PERIODS[span.unit])


def _moment(moment: Moment) -> tuple[str, str]:
    """The hour, or the code of the part of the day."""
    if moment.relation or moment.offset is not None:
        raise NoRoom
    if moment.name in PARTS:
        return "", PARTS[moment.name]
    if ":" not in moment.name:
        raise NoRoom
    return f"{moment.name}:00", ""


def _days(span: Span) -> int:
    if span.low != span.high or span.bound is not Bound.EXACT or span.unit != "d":
        raise NoRoom
    return int(span.low)


def _last(first: date, length: Span | None) -> date | None:
    """The last day of so many."""
    return None if length is None else first + timedelta(days=_days(length) - 1)
