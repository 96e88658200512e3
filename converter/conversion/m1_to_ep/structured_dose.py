"""Structured dosage (Dosering) as one CDA dose at one CDA time, where that is all it says."""

import re
from datetime import time

from converter.conversion.m1_to_ep.dose_unit import eu_unit, find_unit
from converter.conversion.session import Notes
from converter.model.dosage import Dose, Frequency, Schedule, Timing
from converter.model.national import DosingPhase, NationalDose, NationalQuantity

INTERVAL_UNITS = {"time": "h", "døgn": "d"}
"""List 9088 in lower case to UCUM, where both are of the same length (table unit-9088)."""
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]):00(\.0+)?")


def structured(phases: tuple[DosingPhase, ...], notes: Notes) -> Schedule | None:
    """One phase of one amount, at hours of the day or at an interval: all else is more than CDA's one dose says."""
    if len(phases) != 1 or phases[0].by_rule or not phases[0].doses:
        return None
    doses = phases[0].doses
    dose = _dose(doses, notes)
    timing = _timing(doses)
    return None if dose is None or timing is None else Schedule(dose, timing)


def one_amount(doses: tuple[NationalDose, ...]) -> NationalQuantity | None:
    """The amount that all of these doses have; None where they differ or it is none."""
    amounts = {d.amount for d in doses}
    amount = amounts.pop() if len(amounts) == 1 else None
    return None if amount is None or amount.value is None or amount.value <= 0 else amount


def is_plain(dose: NationalDose) -> bool:
    """Whether a dose is an amount at a time of the day or an interval, and nothing more."""
    more = (dose.infusion, dose.needed, dose.days_on, dose.days_off)
    return all(m is None for m in more) and not dose.weekdays


def read_interval(interval: NationalQuantity | None) -> Timing | None:
    """An interval of hours or days; None where it is none, or of another unit."""
    unit = None if interval is None else INTERVAL_UNITS.get(interval.unit.casefold())
    if interval is None or unit is None or interval.value is None or interval.value <= 0:
        return None
    return Timing(Frequency.EVERY, interval.value, unit)


def is_daily(interval: NationalQuantity | None) -> bool:
    """Whether what is bound to a time of the day is so every day: where no interval is said, or one of a day."""
    timing = read_interval(interval)
    return interval is None or (timing is not None and timing.unit == "d" and timing.value == 1)


def read_hour(hour: str) -> time | None:
    """An hour of the day; None with seconds or a zone, which make it another moment."""
    found = CLOCK.fullmatch(hour)
    return None if found is None else time(int(found[1]), int(found[2]))


def _dose(doses: tuple[NationalDose, ...], notes: Notes) -> Dose | None:
    amount = one_amount(doses)
    if amount is None or not all(is_plain(d) and not d.time_of_day for d in doses):
        return None
    unit = find_unit(amount.unit, notes)
    exact = None if unit is None else eu_unit(unit, notes)
    if exact is None or amount.value is None:
        return None
    return Dose(amount.value, amount.value, exact)


def _timing(doses: tuple[NationalDose, ...]) -> Timing | None:
    intervals = {d.interval for d in doses}
    hours = [d.clock for d in doses if d.clock]
    if len(intervals) != 1 or len(hours) not in {0, len(doses)}:
        return None
    interval = intervals.pop()
    if hours:
        clock = tuple(sorted({t for h in hours if (t := read_hour(h))}))
        return Timing(Frequency.CLOCK, clock=clock) if is_daily(interval) and len(clock) == len(hours) else None
    return None if len(doses) > 1 else read_interval(interval)
