"""One phase of structured dosage (Dosering) as clauses of a meaning: whole, or not at all and why.

Each dose is an amount of list 7480 at an hour, a part of the day (8325) or an interval (9088), on weekdays (9082), in a
cycle of days, or when needed (forskrivning/2013-10-08). Only the lists' own codes and terms are read.
"""

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from converter.conversion.m1_to_ep.dose_unit import find_unit
from converter.conversion.m1_to_ep.structured_dose import read_hour
from converter.conversion.session import Notes
from converter.dosage.tokens import normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import WEEK, Amount, Bound, Clause, Cycle, Frequency, Moment, Per, Planned, Rate, Span
from converter.model.national import DosingPhase, NationalDose, NationalQuantity

TIMES_OF_DAY = {"1": "morning", "2": "forenoon", "3": "noon", "4": "afternoon", "5": "evening", "6": "night"}
"""List 8325: keys of `mappings/dosage/times.yaml`."""
WEEKDAYS = dict(zip("1234567", WEEK, strict=True))
"""List 9082."""
INTERVALS = {"minutt": "min", "time": "h", "døgn": "d", "måned": "mo", "år": "yr"}
"""List 9088 in lower case; seconds are in no dosage."""
ONCE_IN = {"d": Per.DAY, "mo": Per.MONTH, "yr": Per.YEAR}
"""Every day is once a day, and so on (corpus of dosage phrases)."""
NEEDED = ("yes",)
ONE, DAILY = Decimal(1), Frequency()


class WhyNot(StrEnum):
    """Why a structure has no meaning of ours."""

    EMPTY = "empty"  # no phase, or one without doses
    RULE = "rule"  # it depends on weight, age or the like
    AMOUNT = "amount"  # none, or none above zero
    UNIT = "unit"  # unknown, or in no row of the vocabulary
    INFUSION = "infusion"
    MOMENT = "moment"  # an hour with seconds or a zone, an unknown part of the day, or both at once
    INTERVAL = "interval"  # unknown, broken, beside weekdays, or not the same for all doses
    WEEKDAYS = "weekdays"  # unknown, or not said for all doses
    CYCLE = "cycle"  # half said, or not the same for all doses
    DOSES = "doses"  # several at one time, or at no time
    NEEDED = "needed"  # two different ceilings, or beside an interval or another dose
    PHASES = "phases"  # a day missing, a gap, an overlap, an end without a beginning


class Unsaid(Exception):
    """What cannot be said, for a reason."""

    def __init__(self, why: WhyNot) -> None:
        self.why = why
        super().__init__(why)


def phase_clauses(phase: DosingPhase, vocabulary: Vocabulary, notes: Notes) -> tuple[Clause, ...]:
    """One clause, or several side by side where weekdays have different doses; how long is not in it.

    Raises Unsaid.
    """
    if phase.by_rule:
        raise Unsaid(WhyNot.RULE)
    if not phase.doses:
        raise Unsaid(WhyNot.EMPTY)
    if any(d.infusion is not None for d in phase.doses):
        raise Unsaid(WhyNot.INFUSION)
    amounts = tuple(_amount(d.amount, vocabulary, notes) for d in phase.doses)
    needed = phase.doses[0].needed
    if any(d.needed is not None for d in phase.doses):
        if len(phase.doses) > 1 or needed is None:
            raise Unsaid(WhyNot.NEEDED)
        clauses: tuple[Clause, ...] = (_as_needed(phase.doses[0], amounts[0], vocabulary, notes),)
    else:
        clauses = _fixed(phase.doses, amounts)
    return clauses


def unit_key(term: str, vocabulary: Vocabulary) -> str | None:
    """The unit's row by its Norwegian term in list 7480."""
    word = vocabulary.whole("units", tokens_of(normalised(term)))
    return None if word is None else word.value


def _every(clause: Clause, value: Decimal, unit: str) -> Clause:
    """The clause at an interval; one of a day, a month or a year is once in it."""
    if value == 1 and unit in ONCE_IN:
        return replace(clause, frequency=Frequency(per=ONCE_IN[unit]))
    return replace(clause, every=span(value, unit))


def span(value: Decimal, unit: str) -> Span:
    """So long, exactly."""
    return Span(value, value, unit)


def _amount(quantity: NationalQuantity, vocabulary: Vocabulary, notes: Notes) -> Amount:
    if quantity.value is None or quantity.value <= 0:
        raise Unsaid(WhyNot.AMOUNT)
    row = find_unit(quantity.unit, notes)
    unit = None if row is None else unit_key(row.term, vocabulary)
    if unit is None:
        raise Unsaid(WhyNot.UNIT)
    return Amount(quantity.value, quantity.value, unit)


def _fixed(doses: tuple[NationalDose, ...], amounts: tuple[Amount, ...]) -> tuple[Clause, ...]:
    moments = tuple(_moment(d) for d in doses)
    cycle = _cycle(doses)
    if any(d.weekdays for d in doses):
        if any(d.interval is not None for d in doses):
            raise Unsaid(WhyNot.INTERVAL)
        clauses = _on_weekdays(doses, amounts, moments)
    else:
        clauses = (_regular(doses, amounts, moments),)
    if cycle is not None and any(c.every is not None or c.frequency not in {None, DAILY} for c in clauses):
        raise Unsaid(WhyNot.CYCLE)
    return tuple(replace(clause, cycle=cycle) for clause in clauses)


def _moment(dose: NationalDose) -> Moment | None:
    """The hour or part of the day. GisEksakt says no more of an hour than the hour does; nothing else can be exact."""
    if dose.clock and dose.time_of_day:
        raise Unsaid(WhyNot.MOMENT)
    if dose.clock:
        hour = read_hour(dose.clock)
        if hour is None:
            raise Unsaid(WhyNot.MOMENT)
        return Moment(f"{hour:%H:%M}")
    if dose.exact or (dose.time_of_day and dose.time_of_day not in TIMES_OF_DAY):
        raise Unsaid(WhyNot.MOMENT)
    return Moment(TIMES_OF_DAY[dose.time_of_day]) if dose.time_of_day else None


def _regular(
    doses: tuple[NationalDose, ...], amounts: tuple[Amount, ...], moments: tuple[Moment | None, ...]
) -> Clause:
    """Doses at times of the day, or one dose at an interval."""
    intervals = {d.interval for d in doses}
    if len(intervals) > 1:
        raise Unsaid(WhyNot.INTERVAL)
    interval = intervals.pop()
    clause = _at(amounts, moments)
    if interval is None:
        if not (clause.at or clause.plan):
            raise Unsaid(WhyNot.INTERVAL)
        return clause
    value, unit = _period(interval)
    if not (clause.at or clause.plan):
        return _every(clause, value, unit)
    if unit != "d":
        raise Unsaid(WhyNot.INTERVAL)
    return clause if value == 1 else replace(clause, every=span(value, unit))


def _at(amounts: tuple[Amount, ...], moments: tuple[Moment | None, ...]) -> Clause:
    """Doses at moments, as one dose or as a plan; one dose at no moment."""
    named = [m for m in moments if m is not None]
    if not named and len(amounts) == 1:
        return Clause(dose=amounts[0])
    if len(named) < len(amounts) or len(set(named)) < len(named):
        raise Unsaid(WhyNot.DOSES)
    order = sorted(range(len(named)), key=lambda n: _place(named[n]))
    if len(set(amounts)) == 1:
        return Clause(dose=amounts[0], at=tuple(named[n] for n in order))
    if len({a.unit for a in amounts}) > 1:
        raise Unsaid(WhyNot.UNIT)
    return Clause(plan=tuple(Planned(amounts[n], named[n]) for n in order))


def _place(moment: Moment) -> tuple[bool, int | str]:
    """Parts of the day in their order, then hours in theirs."""
    parts = list(TIMES_OF_DAY.values())
    return (False, parts.index(moment.name)) if moment.name in parts else (True, moment.name)


def _on_weekdays(
    doses: tuple[NationalDose, ...], amounts: tuple[Amount, ...], moments: tuple[Moment | None, ...]
) -> tuple[Clause, ...]:
    """A clause for each different day of the week, in the order of the week."""
    by_day: dict[str, Clause] = {}
    for code, day in WEEKDAYS.items():
        on = [n for n, d in enumerate(doses) if code in d.weekdays]
        if on:
            by_day[day] = _at(tuple(amounts[n] for n in on), tuple(moments[n] for n in on))
    if not all(d.weekdays and set(d.weekdays) <= set(WEEKDAYS) for d in doses):
        raise Unsaid(WhyNot.WEEKDAYS)
    found: dict[Clause, tuple[str, ...]] = {}
    for day, clause in by_day.items():
        found[clause] = (*found.get(clause, ()), day)
    if len({_units(clause) for clause in found}) > 1:
        raise Unsaid(WhyNot.UNIT)
    return tuple(replace(clause, days=days) for clause, days in found.items())


def _units(clause: Clause) -> str:
    return clause.dose.unit if clause.dose is not None else clause.plan[0].amount.unit


def _cycle(doses: tuple[NationalDose, ...]) -> Cycle | None:
    found = {(d.days_on, d.days_off) for d in doses}
    if len(found) > 1:
        raise Unsaid(WhyNot.CYCLE)
    on, off = found.pop()
    if on is None and off is None:
        return None
    if on is None or off is None or on < 1 or off < 1 or any(d.weekdays for d in doses):
        raise Unsaid(WhyNot.CYCLE)
    return Cycle(span(Decimal(on), "d"), span(Decimal(off), "d"))


def _as_needed(dose: NationalDose, amount: Amount, vocabulary: Vocabulary, notes: Notes) -> Clause:
    """At most so much a day, with at least so long between. A ceiling of another period is one more than we can say."""
    fixed = dose.interval is not None or dose.clock or dose.time_of_day or dose.weekdays or dose.exact
    if dose.needed is None or fixed or dose.days_on is not None or dose.days_off is not None:
        raise Unsaid(WhyNot.NEEDED)
    most, most_in, period, least = dose.needed
    a_day, in_period = _amount(most, vocabulary, notes), _amount(most_in, vocabulary, notes)
    if _period(period) != (ONE, "d") or a_day != in_period or a_day.unit != amount.unit or a_day.low < amount.low:
        raise Unsaid(WhyNot.NEEDED)
    value, unit = _period(least)
    between = replace(span(value, unit), bound=Bound.AT_LEAST)
    return Clause(dose=amount, as_needed=NEEDED, most=Rate(a_day, Per.DAY), gap=between)


def _period(quantity: NationalQuantity) -> tuple[Decimal, str]:
    """A whole number of a unit of time."""
    unit = INTERVALS.get(quantity.unit.casefold())
    value = quantity.value
    if unit is None or value is None or value <= 0 or value != value.to_integral_value():
        raise Unsaid(WhyNot.INTERVAL)
    return value, unit
