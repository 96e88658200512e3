"""Whether what a prescription says of its dosage in several places is the same: only then does more than text leave.

A free text and structured dosage are the same where they are so word for word. A short dose that its full text confirms
stands for the text, and is held against structured dosage as structure: the same dose, as often, for as long.
"""

from decimal import Decimal
from enum import StrEnum
from unicodedata import normalize

from converter.conversion.m1_to_ep.dosage_words import Words
from converter.conversion.m1_to_ep.dose_unit import find_unit
from converter.conversion.m1_to_ep.short_dose import ShortSaid
from converter.conversion.m1_to_ep.structured_dose import is_daily, is_plain, one_amount, read_hour, read_interval
from converter.conversion.session import Notes
from converter.model.dosage import Frequency, Timing
from converter.model.national import DosingPhase, NationalDose

HOURS_A_DAY = Decimal(24)
HOURS_IN = {"h": Decimal(1), "d": HOURS_A_DAY, "wk": 7 * HOURS_A_DAY}


class Relation(StrEnum):
    """How two dosages stand to each other."""

    SAME = "same"
    DIFFERENT = "different"
    UNTOLD = "untold"  # neither can be shown


def word_for_word(text: str, words: Words | None, phases: tuple[DosingPhase, ...]) -> bool:
    """Whether a text is, word for word, all that structured dosage says in Norwegian.

    Case, blanks, composition of letters and a full stop at the end do not count. An end without a beginning is in no
    words of ours.
    """
    said = all(p.end is None or p.start is not None for p in phases)
    return words is not None and said and _plain(words.norwegian) == _plain(text)


def same_structure(short: ShortSaid, phases: tuple[DosingPhase, ...], notes: Notes) -> Relation:
    """A confirmed short dose against structured dosage: all of it must be the same, and nothing be said more."""
    row = short.row
    if row is None or row.dose is None or row.timing is None or short.unit is None:
        return Relation.UNTOLD
    if len(phases) != 1 or phases[0].by_rule or not phases[0].doses:
        return Relation.UNTOLD
    phase = phases[0]
    units = [find_unit(d.amount.unit, notes) for d in phase.doses]
    amounts = {(d.amount.value, u.code) for d, u in zip(phase.doses, units, strict=True) if u is not None}
    if None in units:
        return Relation.UNTOLD
    if amounts != {(row.dose[0], short.unit.code)} or row.dose[0] != row.dose[1]:
        return Relation.DIFFERENT
    if not all(is_plain(d) for d in phase.doses) or one_amount(phase.doses) is None:
        return Relation.UNTOLD
    found = {_as_often(row.timing, phase.doses), _as_long(row.days, phase)}
    return next((r for r in (Relation.DIFFERENT, Relation.UNTOLD) if r in found), Relation.SAME)


def _as_often(timing: Timing, doses: tuple[NationalDose, ...]) -> Relation:
    times = _times_of_day(doses)
    if times is not None:
        if timing.frequency is not Frequency.PER_DAY:
            return Relation.UNTOLD
        return Relation.SAME if timing.value == times else Relation.DIFFERENT
    interval = read_interval(doses[0].interval) if len(doses) == 1 else None
    if interval is None or doses[0].clock or doses[0].time_of_day:
        return Relation.UNTOLD
    hours = _hours(timing)
    if hours is None:
        return Relation.UNTOLD
    if hours != interval.value * HOURS_IN[interval.unit]:
        return Relation.DIFFERENT
    kept = interval.unit == "h" and timing.frequency is not Frequency.EVERY
    return Relation.UNTOLD if kept else Relation.SAME  # three times a day need not be every eight hours


def _times_of_day(doses: tuple[NationalDose, ...]) -> int | None:
    """At how many times of every day; None where that is not all that is said of when."""
    if not all(is_daily(d.interval) for d in doses):
        return None
    hours = {read_hour(d.clock) for d in doses} - {None}
    named = {d.time_of_day for d in doses} - {""}
    return len(doses) if len(doses) in {len(hours), len(named)} and not (hours and named) else None


def _hours(timing: Timing) -> Decimal | None:
    """The hours from dose to dose, on average; None where an event is not known to come so often."""
    match timing.frequency:
        case Frequency.PER_DAY:
            return HOURS_A_DAY / timing.value
        case Frequency.EVERY:
            return timing.value * HOURS_IN[timing.unit]
        case Frequency.BEDTIME:
            return HOURS_A_DAY
        case _:
            return None


def _as_long(days: int | None, phase: DosingPhase) -> Relation:
    if phase.end is None:
        return Relation.SAME if days is None else Relation.UNTOLD
    if phase.start is None or days is None:
        return Relation.UNTOLD
    return Relation.SAME if (phase.end - phase.start).days + 1 == days else Relation.DIFFERENT


def _plain(text: str) -> str:
    return " ".join(normalize("NFC", text).casefold().split()).removesuffix(".")
