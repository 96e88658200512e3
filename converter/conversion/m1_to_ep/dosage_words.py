"""Structured dosage in words, English and Norwegian. What a word of ours cannot say exactly has no words at all."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from converter.conversion.m1_to_ep.dose_unit import DOSAGE, find_unit, in_english, in_norwegian
from converter.conversion.session import Notes
from converter.model.coded import for_people
from converter.model.national import DosingPhase, NationalDose, NationalQuantity

TIMES_OF_DAY = "time-of-day-8325"
AT = frozenset({"midday", "night"})
"""English says `at` of these times of day, and `in the` of the others."""
WEEKDAYS = {
    "1": ("Mondays", "mandager"),
    "2": ("Tuesdays", "tirsdager"),
    "3": ("Wednesdays", "onsdager"),
    "4": ("Thursdays", "torsdager"),
    "5": ("Fridays", "fredager"),
    "6": ("Saturdays", "lørdager"),
    "7": ("Sundays", "søndager"),
}
"""List 9082 in the plural."""
PERIODS = {
    "minutt": ("minute", "minutes", "minutt", "minutter"),
    "time": ("hour", "hours", "time", "timer"),
    "døgn": ("day", "days", "døgn", "døgn"),
    "måned": ("month", "months", "måned", "måneder"),
    "år": ("year", "years", "år", "år"),
}
"""Units of time (list 9088), by code in lower case: one and several, English and Norwegian."""
DAY = "døgn"
ONE = Decimal(1)
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:00(\.0+)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The same instruction in both languages."""

    english: str
    norwegian: str

    def __add__(self, other: "Words") -> "Words":
        return Words(self.english + other.english, self.norwegian + other.norwegian)


NOTHING = Words("", "")


def say_phases(phases: tuple[DosingPhase, ...], notes: Notes) -> Words | None:
    """All phases in words; None where any of them cannot be said whole."""
    if not phases or any(p.by_rule or not p.doses for p in phases):
        return None
    if len(phases) > 1 and not _follow(phases):
        return None
    said = [_phase(p, notes) for p in phases]
    if any(s is None for s in said):
        return None
    if len(phases) == 1:
        return said[0]
    parts = [_from_to(p) + s for p, s in zip(phases, said, strict=True) if s is not None]
    return Words("; then ".join(p.english for p in parts), "; deretter ".join(p.norwegian for p in parts))


def _follow(phases: tuple[DosingPhase, ...]) -> bool:
    """Whether each phase has a first day and ends before the next begins; else no `then` would be true."""
    for phase, following in pairwise(phases):
        if phase.start is None or following.start is None:
            return False
        if following.start <= (phase.end or phase.start):
            return False
    return True


def _from_to(phase: DosingPhase) -> Words:
    """The days of one of several phases; the days of a single phase are the treatment period's."""
    start, end = phase.start, phase.end
    english = (f"from {start.isoformat()} " if start else "") + (f"to {end.isoformat()} " if end else "")
    norwegian = (f"fra {start.isoformat()} " if start else "") + (f"til {end.isoformat()} " if end else "")
    return Words(english.strip() + ": ", norwegian.strip() + ": ") if english else NOTHING


def _phase(phase: DosingPhase, notes: Notes) -> Words | None:
    said = [_dose(d, notes) for d in phase.doses]
    intervals = {d.interval for d in phase.doses}
    if any(s is None for s in said) or len(intervals) > 1:
        return None
    whole = [s for s in said if s is not None]
    joined = Words(_list([w.english for w in whole], "and"), _list([w.norwegian for w in whole], "og"))
    timed = any(d.clock or d.time_of_day or d.weekdays or d.days_on is not None for d in phase.doses)
    if any(d.needed for d in phase.doses):
        every = (
            NOTHING if intervals == {None} else None
        )  # needed, and every so often: which of them counts, is not said
    else:
        every = _every(next(iter(intervals)), timed)
    if every is None:
        return None
    days = _days(phase)
    return joined + every + days


def _list(items: list[str], last: str) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def _days(phase: DosingPhase) -> Words:
    """For how many days, the first and the last included."""
    if phase.start is None or phase.end is None or phase.end < phase.start:
        return NOTHING
    count = (phase.end - phase.start).days + 1
    return Words(f" for {count} day{'s' if count > 1 else ''}", f" i {count} dag{'er' if count > 1 else ''}")


def _dose(dose: NationalDose, notes: Notes) -> Words | None:
    amount = _amount(dose.amount, notes)
    when = _when(dose, notes)
    more = _weekdays(dose.weekdays), _on_and_off(dose), _infused(dose, notes), _as_needed(dose, notes)
    if amount is None or when is None or any(m is None for m in more):
        return None
    result = amount + when
    for part in more:
        result = result + (part or NOTHING)
    return result


def _amount(quantity: NationalQuantity, notes: Notes) -> Words | None:
    unit = find_unit(quantity.unit, notes)
    if unit is None or quantity.value is None or quantity.value <= 0:
        return None
    value = quantity.value
    return Words(in_english(value, value, unit), in_norwegian(value, value, unit))


def _when(dose: NationalDose, notes: Notes) -> Words | None:
    if dose.clock and dose.time_of_day:
        return None
    if dose.clock:
        if not CLOCK.fullmatch(
            dose.clock
        ):  # with a zone or seconds it is another moment, or a finer one, than these words
            return None
        hour = dose.clock[:5]
        exactly = dose.exact
        return Words(f" at {'exactly ' if exactly else ''}{hour}", f" {'nøyaktig ' if exactly else ''}kl. {hour}")
    if not dose.time_of_day:
        return NOTHING
    times = notes.tables.texts(TIMES_OF_DAY)
    row = notes.worded(times.row(dose.time_of_day), times, DOSAGE)
    if row is None:
        return None
    return Words(f" {'at' if row.english in AT else 'in the'} {row.english}", f" {row.term.lower()}")


def _every(interval: NationalQuantity | None, timed: bool) -> Words | None:
    """How often: said always but for every day beside a time of day."""
    if interval is None:
        return NOTHING if timed else None
    words = _period(interval)
    if words is None:
        return None
    if interval.value == 1 and interval.unit.casefold() == DAY:
        return NOTHING if timed else Words(" daily", " daglig")
    singular = PERIODS[interval.unit.casefold()]
    if interval.value == 1:
        return Words(f" every {singular[0]}", f" hver {singular[2]}")
    number = for_people(interval.value or ONE)
    ordinal = f" hver {number}. {singular[2]}" if number.isdigit() else f" hver {words.norwegian}"
    return Words(f" every {words.english}", ordinal)


def _period(quantity: NationalQuantity) -> Words | None:
    words = PERIODS.get(quantity.unit.casefold())
    if words is None or quantity.value is None or quantity.value <= 0:
        return None
    several = quantity.value != 1
    number = for_people(quantity.value)
    return Words(f"{number} {words[several]}", f"{number.replace('.', ',')} {words[2 + several]}")


def _weekdays(codes: tuple[str, ...]) -> Words | None:
    if not codes:
        return NOTHING
    named = [WEEKDAYS.get(code) for code in codes]
    known = [n for n in named if n is not None]
    if len(known) < len(named):
        return None
    return Words(f" on {_list([n[0] for n in known], 'and')}", f" på {_list([n[1] for n in known], 'og')}")


def _on_and_off(dose: NationalDose) -> Words | None:
    on, off = dose.days_on, dose.days_off
    if on is None and off is None:
        return NOTHING
    if on is None or off is None or on < 1 or off < 1:
        return None
    return Words(f", {on} days with and {off} days without, in turn", f", {on} dager på og {off} dager av, vekselvis")


def _infused(dose: NationalDose, notes: Notes) -> Words | None:
    if dose.infusion is None:
        return NOTHING
    volume, per = dose.infusion
    amount = _amount(volume, notes)
    period = PERIODS.get(per.casefold())
    if amount is None or period is None:
        return None
    return Words(
        f", infused at {amount.english} per {period[0]}", f", infunderes med {amount.norwegian} per {period[2]}"
    )


def _as_needed(dose: NationalDose, notes: Notes) -> Words | None:
    """At most so much in a day and in a period, and at least so long between."""
    if dose.needed is None:
        return NOTHING
    most, most_in, period, least = dose.needed
    in_a_day, in_a_period = _amount(most, notes), _amount(most_in, notes)
    length, between = _period(period), _period(least)
    if in_a_day is None or in_a_period is None or length is None or between is None:
        return None
    return Words(
        f" as needed, at most {in_a_day.english} in 24 hours and {in_a_period.english} in {length.english}, with at"
        f" least {between.english} between",
        f" ved behov, høyst {in_a_day.norwegian} i døgnet og {in_a_period.norwegian} på {length.norwegian}, med minst"
        f" {between.norwegian} mellom",
    )
