"""A meaning as the structure of an eP, where that holds all of it exactly, and the structure as a meaning.

The structure (eHDSI CDA v8.0.0, `1.3.6.1.4.1.12559.11.10.1.3.1.3.2`) is one dose, one timing, a number of days. It has
no place for a maximum, a need, a range of times, a weekday or a site: what says more than the structure stays text.
"""

from collections.abc import Callable
from datetime import time
from decimal import Decimal
from enum import StrEnum

from converter.dosage.canonical import BY_FIELD
from converter.model.dosage import Dose, Schedule, Timing
from converter.model.dosage import Frequency as Counted
from converter.model.meaning import Amount, Bound, Clause, Frequency, Meaning, Moment, Often, Order, Per, Span

HOURS_A_DAY = 24
INTERVALS = ("h", "d", "wk")
BEDTIME = Moment("bedtime")
BEFORE_MEALS = Moment("each meal", "before")
DAYS_IN = {"d": Decimal(1), "wk": Decimal(7)}
EACH = {"d": Per.DAY, "wk": Per.WEEK}
"""Intervals of one that Norwegian says as a number of times: `hver dag`, `hver uke`."""
HELD = ("dose", "frequency", "every", "at", "length")
"""What the structure can hold; of the timings one alone."""


class Reason(StrEnum):
    """Why a meaning stays text: the key of the canonical line that the structure has no room for, or what it lacks."""

    CLAUSES = "clauses"
    NO_DOSE = "no-dose"
    UNIT = "unit"
    TIMING = "timing"
    STOP = "stop"
    LAYER = "dose"
    EQUAL = "eq"
    TOTAL = "total"
    SPLIT = "split"
    PLAN = "plan"
    ACT = "act"
    ROUTE = "route"
    SITE = "site"
    FREQUENCY = "freq"
    EVERY = "every"
    AT = "at"
    DAYS = "days"
    DAYS_PER_WEEK = "daysPerWk"
    GAP = "gap"
    PHASE = "on"
    AS_NEEDED = "asNeeded"
    MAY_REPEAT = "mayRepeat"
    REPEAT = "repeat"
    MOST = "max"
    COUNT = "count"
    LENGTH = "for"
    UNTIL = "until"
    START = "from"
    CYCLE = "cycle"
    FOOD = "food"
    PURPOSE = "purpose"
    ADVICE = "advice"


def schedule_of(meaning: Meaning, unit_code: Callable[[str], str | None]) -> Schedule | Reason:
    """The structure that says all of the meaning, or why there is none.

    Args:
        meaning: of a text; hours of the day need a first day of treatment too, which is the caller's to know.
        unit_code: EU unit of a key of `units`, None where there is none that says the same.
    """
    if meaning.order is not Order.ONE:
        return Reason.CLAUSES
    (clause,) = meaning.clauses
    more = [field for field in clause.said() if field not in HELD]
    if more:
        return Reason.STOP if clause.stop else Reason(BY_FIELD[more[0]].key)
    if clause.dose is None:
        return Reason.NO_DOSE
    unit = unit_code(clause.dose.unit) if clause.dose.unit else None
    if not unit or clause.dose.low <= 0:
        return Reason.UNIT
    timing = _timing(clause)
    if isinstance(timing, Reason):
        return timing
    days = None if clause.length is None else _days(clause.length)
    if clause.length is not None and days is None:
        return Reason.LENGTH
    return Schedule(Dose(clause.dose.low, clause.dose.high, unit), timing, days)


def _timing(clause: Clause) -> Timing | Reason:
    """One way of saying when, and one that is exact."""
    said = [field for field in ("frequency", "every", "at") if field in clause.said()]
    if said == ["frequency"] and clause.frequency is not None:
        return _often(clause.frequency)
    if said == ["every"] and clause.every is not None:
        return _every(clause.every)
    return _at(clause.at) if said == ["at"] else Reason.TIMING


def _often(often: Frequency) -> Timing | Reason:
    """So many times a day, which must divide the day into whole hours; once a week is every week."""
    exact = often.kind is Often.TIMES and often.low == often.high and often.bound is Bound.EXACT
    if exact and often.per is Per.DAY and often.low > 0 and HOURS_A_DAY % often.low == 0:
        return Timing(Counted.PER_DAY, Decimal(often.low))
    if exact and often.per is Per.WEEK and often.low == 1:
        return Timing(Counted.EVERY, Decimal(1), "wk")
    return Reason.FREQUENCY


def _every(span: Span) -> Timing | Reason:
    """An interval that is kept. That of one day or week would come back as a number of times."""
    exact = span.low == span.high and span.bound is Bound.EXACT and span.low > 0
    if not exact or span.unit not in INTERVALS or (span.low == 1 and span.unit in EACH):
        return Reason.EVERY
    return Timing(Counted.EVERY, span.low, span.unit)


def _at(moments: tuple[Moment, ...]) -> Timing | Reason:
    """Hours of the day in order, bedtime, or before each meal."""
    if moments == (BEDTIME,):
        return Timing(Counted.BEDTIME)
    if moments == (BEFORE_MEALS,):
        return Timing(Counted.BEFORE_MEALS)
    hours = [moment.name for moment in moments if moment.is_hour]
    if len(hours) != len(moments) or hours != sorted(set(hours)):
        return Reason.AT
    return Timing(Counted.CLOCK, clock=tuple(time.fromisoformat(hour) for hour in hours))


def _days(length: Span) -> int | None:
    """A length in whole days, None where it is none: a month has no number of them."""
    if length.low != length.high or length.bound is not Bound.EXACT or length.unit not in DAYS_IN:
        return None
    days = length.low * DAYS_IN[length.unit]
    return int(days) if days == int(days) else None


def meaning_of(schedule: Schedule, unit: str) -> Meaning:
    """What a structure means; `unit` is the key of `units` of its dose. An interval of one day or week is a number."""
    dose = Amount(schedule.dose.low, schedule.dose.high, unit)
    length = None if schedule.days is None else Span(Decimal(schedule.days), Decimal(schedule.days), "d")
    timing = schedule.timing
    match timing.frequency:
        case Counted.PER_DAY:
            return Meaning((Clause(dose=dose, frequency=_times(int(timing.value), Per.DAY), length=length),))
        case Counted.EVERY if timing.value == 1 and timing.unit in EACH:
            return Meaning((Clause(dose=dose, frequency=_times(1, EACH[timing.unit]), length=length),))
        case Counted.EVERY:
            every = Span(timing.value, timing.value, timing.unit)
            return Meaning((Clause(dose=dose, every=every, length=length),))
        case Counted.BEDTIME:
            return Meaning((Clause(dose=dose, at=(BEDTIME,), length=length),))
        case Counted.BEFORE_MEALS:
            return Meaning((Clause(dose=dose, at=(BEFORE_MEALS,), length=length),))
        case Counted.CLOCK:
            at = tuple(Moment(f"{hour:%H:%M}") for hour in timing.clock)
            return Meaning((Clause(dose=dose, at=at, length=length),))


def _times(number: int, per: Per) -> Frequency:
    return Frequency(low=number, high=number, per=per)
