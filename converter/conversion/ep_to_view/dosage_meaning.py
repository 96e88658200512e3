"""The structured dosage of another country as a meaning, where that is all of it; else the reason why not.

A time is an interval (PIVL_TS), an hour of its day, or an event of the day (EIVL_TS). An interval that is kept
(`hver 8. time`) is another meaning than so many times a day at times of one's own choosing (institutionSpecified).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage
from converter.model.meaning import NOTHING, WEEK, Amount, Clause, Frequency, Meaning, Moment, Per, Span

HOURS_A_DAY = Decimal(24)
DAY, A_WEEK = (Decimal(1), "d"), ((Decimal(1), "wk"), (Decimal(7), "d"))
"""Numbers and units of a day, and of a week in either unit."""
PERIODS = {"min": "min", "h": "h", "d": "d", "wk": "wk", "mo": "mo"}
LENGTHS = {**PERIODS, "a": "yr"}
"""UCUM units of time, as keys of `periods`; a year has been no interval of any prescription that was seen."""
EACH = {"d": Per.DAY, "wk": Per.WEEK, "mo": Per.MONTH}
LEAST, MOST = Decimal("0.0001"), Decimal(10_000_000)
"""Numbers that a dosage can have; beyond them nothing is reckoned."""
DAILY = Clause(frequency=Frequency(per=Per.DAY))


class Unsaid(StrEnum):
    """Why a structure has no meaning here: what it lacks, or what a meaning has no place for."""

    UNREAD = "unread"
    DOSE = "dose"
    UNIT = "unit"
    BARE = "bare"
    WORD = "word"
    NO_TIME = "no-time"
    PERIOD = "period"
    OWN_CHOICE = "own-choice"
    HOUR = "hour"
    DAY = "day"
    EVENT = "event"
    OFFSET = "offset"
    SEVERAL = "several"
    LENGTH = "length"
    ZONE = "zone"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Keys:
    """What codes are called in the vocabulary of dosages.

    Attributes:
        unit: key of `units` for a dose's unit and its words; a reason where none is one and the same.
        event: clause of nothing but the moment of an event of the day (`at`), or its relation to food.
        time: the UCUM unit of time that a spelling stands for.
    """

    unit: Callable[[Quantity], str | Unsaid]
    event: Callable[[Coded], Clause | None]
    time: Callable[[str], str] = str


def meaning_of(dosage: ForeignDosage, keys: Keys) -> Meaning | Unsaid:
    """All that the structure says but the first and the last day, which stand beside it; or why not.

    Args:
        dosage: as read.
        keys: what its codes are called.
    """
    if dosage.times is None or dosage.unread:
        return Unsaid.UNREAD
    dose = _dose(dosage, keys)
    if isinstance(dose, Unsaid):
        return dose
    when = _when(dosage, keys)
    if isinstance(when, Unsaid):
        return when
    length = None if dosage.length is None else _span(dosage.length, LENGTHS, keys)
    if dosage.length is not None and length is None:
        return Unsaid.LENGTH
    return Meaning((replace(when, dose=dose, length=length),))


def _dose(dosage: ForeignDosage, keys: Keys) -> Amount | Unsaid:
    """From least to most, in one unit. Times of no dose are as little a dosage as a dose without times."""
    low, high = dosage.low, dosage.high
    if low is None or high is None or (low.unit, low.text) != (high.unit, high.text):
        return Unsaid.DOSE
    if not (low.value == 0 or _reasonable(low.value)) or not _reasonable(high.value):
        return Unsaid.DOSE
    unit = keys.unit(low)
    return unit if isinstance(unit, Unsaid) else Amount(low.value, high.value, unit)


def _when(dosage: ForeignDosage, keys: Keys) -> Clause | Unsaid:
    """One interval, or several moments of the day, each of which takes the whole dose."""
    clauses: list[Clause] = []
    for time in dosage.times or ():
        clause = _event(time, keys) if time.event is not None else _interval(time, dosage, keys)
        if isinstance(clause, Unsaid):
            return clause
        clauses.append(clause)
    if not clauses:
        return Unsaid.NO_TIME
    if len(clauses) == 1:
        return clauses[0]
    moments = [moment for clause in clauses for moment in clause.at]
    if any(clause != Clause(at=clause.at) or not clause.at for clause in clauses) or len(set(moments)) != len(moments):
        return Unsaid.SEVERAL
    return Clause(at=_in_order(moments))


def _in_order(moments: list[Moment]) -> tuple[Moment, ...]:
    """Hours of the day from the first to the last; with other moments as the document has them."""
    if all(moment.is_hour for moment in moments):
        return tuple(sorted(moments, key=lambda moment: moment.name))
    return tuple(moments)


def _event(time: DoseTime, keys: Keys) -> Clause | Unsaid:
    """From which moment of a meal an offset counts is not said."""
    if time.offset is not None:
        return Unsaid.OFFSET
    clause = keys.event(time.event) if time.event is not None else None
    return Unsaid.EVENT if clause is None else clause


def _interval(time: DoseTime, dosage: ForeignDosage, keys: Keys) -> Clause | Unsaid:
    every = None if time.period is None else _span(time.period, PERIODS, keys)
    if every is None:
        return Unsaid.PERIOD
    if time.hour:
        return Unsaid.HOUR if time.flexible else _at_hour(every, time, dosage)
    return _own_choice(every, time, dosage) if time.flexible else _kept(every, time, dosage)


def _own_choice(every: Span, time: DoseTime, dosage: ForeignDosage) -> Clause | Unsaid:
    """So many times a day. Of whole days, weeks and months the hour is one's own to choose, as in Norwegian."""
    hours = every.low * HOURS_A_DAY if every.unit == "d" else every.low
    if every.unit in {"h", "d"} and hours <= HOURS_A_DAY:
        times = HOURS_A_DAY / hours
        return _times(int(times), Per.DAY) if times == int(times) else Unsaid.OWN_CHOICE
    if every.unit == "h" and hours % HOURS_A_DAY == 0:
        every = Span(hours / HOURS_A_DAY, hours / HOURS_A_DAY, "d")
    if every.unit not in EACH:
        return Unsaid.OWN_CHOICE
    return Unsaid.DAY if time.day not in {None, dosage.start} else _spaced(every)


def _kept(every: Span, time: DoseTime, dosage: ForeignDosage) -> Clause | Unsaid:
    """An interval from one dose to the next. On which day it comes round is said, stands beside it, or is no matter."""
    if time.day is not None and _weekly(every):
        return Clause(days=(WEEK[time.day.weekday()],))
    return _spaced(every) if _any_day(every) or time.day in {None, dosage.start} else Unsaid.DAY


def _at_hour(every: Span, time: DoseTime, dosage: ForeignDosage) -> Clause | Unsaid:
    """An interval that divides the day comes round at the same hours every day; a longer one at this hour."""
    if every.unit == "min":
        return Unsaid.HOUR
    if every.unit == "h":
        return _hours_of_day(int(every.low), time.hour) if _any_day(every) else Unsaid.HOUR
    clause = _kept(every, time, dosage)
    if isinstance(clause, Unsaid):
        return clause
    return replace(NOTHING if clause == DAILY else clause, at=(Moment(time.hour),))


def _hours_of_day(every: int, first: str) -> Clause:
    hour, minute = int(first[:2]), first[2:]
    hours = range(hour % every, int(HOURS_A_DAY), every)
    return Clause(at=tuple(Moment(f"{each:02}{minute}") for each in hours))


def _spaced(every: Span) -> Clause | Unsaid:
    """An interval of one day, week or month is a number of times; part of a day, week or month is none of these."""
    if every.low != int(every.low):
        return Unsaid.PERIOD
    return _times(1, EACH[every.unit]) if every.low == 1 and every.unit in EACH else Clause(every=every)


def _weekly(every: Span) -> bool:
    return (every.low, every.unit) in A_WEEK


def _any_day(every: Span) -> bool:
    """Whether it comes round on every day, at the same hours."""
    if every.unit == "h":
        return every.low == int(every.low) and HOURS_A_DAY % every.low == 0
    return (every.low, every.unit) == DAY


def _times(number: int, per: Per) -> Clause:
    return Clause(frequency=Frequency(low=number, high=number, per=per))


def _span(quantity: Quantity, units: dict[str, str], keys: Keys) -> Span | None:
    unit = units.get(keys.time(quantity.unit))
    return Span(quantity.value, quantity.value, unit) if unit is not None and _reasonable(quantity.value) else None


def _reasonable(value: Decimal) -> bool:
    return LEAST <= value <= MOST
