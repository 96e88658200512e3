"""The dosage: what of it CDA can say as structure, and English from structure or a known short dose.

The Norwegian text always goes with it. Free text alone is never read.
"""

import re
from dataclasses import replace
from datetime import time
from decimal import Decimal

from converter.conversion.dosage_words import Words, say_phases
from converter.conversion.dose_unit import eu_unit, find_unit, in_english
from converter.conversion.notes import Notes
from converter.model.dosage import Dosage, Dose, Frequency, Schedule, Timing
from converter.model.national import DosingPhase, NationalDose, NationalPrescription, ShortDoseGiven
from converter.terminology.code_table import TextRow
from converter.terminology.short_dose import COUNTED, PLACEHOLDER, ShortDose

PRESCRIBED = "/MsgHead/Document/RefDoc/Content/Resept/ReseptDokLegemiddel/Forskrivning"
SHORT, STRUCTURED = f"{PRESCRIBED}/Kortdose", f"{PRESCRIBED}/Dosering"
SHORT_DOSES = "short-dose-7478"
INTERVAL_UNITS = {"time": "h", "døgn": "d"}
"""List 9088 in lower case to UCUM, where both are of the same length (table unit-9088)."""
FIRST_YEAR = 1900
"""Before it Norway's clock was minutes and seconds from others', which a TS has no room for."""
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]):00(\.0+)?")
A_NUMBER_OF = re.compile(r"([0-9]+(?:[.,][0-9]+)?)(?:\s*-\s*([0-9]+(?:[.,][0-9]+)?))?\s+([^\W\d_]+)")


def translate_dosage(national: NationalPrescription, notes: Notes) -> Dosage:
    """The dosage as it leaves; each reason why it stays text is noted."""
    given = national.dosage
    english, schedule = _short(national.short_dose, given.text, notes)
    notes.chose("dosage-text", "given" if given.text else "structure")
    notes.chose("schedule", "short" if schedule is not None else "structure")
    notes.chose("dosage-english", "short" if english else "none")
    words = say_phases(national.phases, notes)
    if national.phases:
        schedule = _chosen(schedule, national.phases, notes)
        _compare(given.text, words, notes)
    if words is not None:
        given = replace(given, text=given.text or words.norwegian)
        if not english and words.english:
            notes.chose("dosage-english", "structure")
        english = english or words.english
    if schedule is not None and schedule.days is not None and given.end is not None:
        schedule = replace(schedule, days=None)  # the last day says it; an interval has no room for both
    hours = schedule is not None and schedule.timing.frequency is Frequency.CLOCK
    if hours and (given.start is None or given.start.year < FIRST_YEAR):
        notes.add("dosage-as-text", STRUCTURED)
        schedule = None
    return replace(given, english=english, schedule=schedule)


def _short(given: ShortDoseGiven | None, text: str, notes: Notes) -> tuple[str, Schedule | None]:
    """English and structure of a short dose; the unit is the word after the number in its full text."""
    if given is None:
        return "", None
    row = notes.tables.short_doses[SHORT_DOSES].row(given.code)
    if row is None:
        notes.add("short-dose-unknown", SHORT)
        return "", None
    if row.status == "draft":
        notes.add("draft-row-used", SHORT, file=row.file)
    unit = _unit(row, given.text or text, notes)
    if unit is None and PLACEHOLDER in row.english:
        notes.add("short-dose-without-unit", SHORT)
        return "", None
    english = row.english if unit is None else COUNTED.sub(lambda found: _counted(found, unit), row.english)
    schedule = _scheduled(row, unit, notes)
    if schedule is None:
        notes.add("short-dose-as-text", SHORT)
    return english, schedule


def _counted(found: re.Match[str], unit: TextRow) -> str:
    low = Decimal(found[1])
    return in_english(low, Decimal(found[2]) if found[2] else low, unit)


def _unit(row: ShortDose, text: str, notes: Notes) -> TextRow | None:
    """The one unit that the full text counts in, where its first number is the row's own dose."""
    counted = [
        (first, last, unit) for first, last, word in A_NUMBER_OF.findall(text) if (unit := find_unit(word, notes))
    ]
    if not counted or len({unit.code for _, _, unit in counted}) > 1:
        return None
    first, last, unit = counted[0]
    own = COUNTED.search(row.english)
    if own is None or (_number(first), _number(last or first)) != (Decimal(own[1]), Decimal(own[2] or own[1])):
        return None
    return unit


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _scheduled(row: ShortDose, unit: TextRow | None, notes: Notes) -> Schedule | None:
    exact = None if unit is None else eu_unit(unit, notes)
    if row.dose is None or row.timing is None or exact is None or row.status != "approved":
        return None
    return Schedule(Dose(*row.dose, exact), row.timing, row.days)


def _chosen(short: Schedule | None, phases: tuple[DosingPhase, ...], notes: Notes) -> Schedule | None:
    """The short dose's structure, for it is the text's own; else that of the phases."""
    if short is not None:
        return short
    structured = _structured(phases, notes)
    if structured is None:
        notes.add("dosage-as-text", STRUCTURED)
    return structured


def _structured(phases: tuple[DosingPhase, ...], notes: Notes) -> Schedule | None:
    """One phase of one amount, at hours of the day or at an interval: all else is more than CDA's one dose says."""
    if len(phases) != 1 or phases[0].by_rule or not phases[0].doses:
        return None
    doses = phases[0].doses
    dose = _dose(doses, notes)
    timing = _timing(doses)
    return None if dose is None or timing is None else Schedule(dose, timing)


def _dose(doses: tuple[NationalDose, ...], notes: Notes) -> Dose | None:
    amounts = {d.amount for d in doses}
    plain = not any(d.infusion or d.needed or d.weekdays or d.days_on or d.days_off or d.time_of_day for d in doses)
    if len(amounts) != 1 or not plain:
        return None
    amount = amounts.pop()
    unit = find_unit(amount.unit, notes)
    exact = None if unit is None else eu_unit(unit, notes)
    if exact is None or amount.value is None or amount.value <= 0:
        return None
    return Dose(amount.value, amount.value, exact)


def _timing(doses: tuple[NationalDose, ...]) -> Timing | None:
    intervals = {d.interval for d in doses}
    hours = [d.clock for d in doses if d.clock]
    if len(intervals) != 1 or len(hours) not in {0, len(doses)}:
        return None
    interval = intervals.pop()
    unit = None if interval is None else INTERVAL_UNITS.get(interval.unit.casefold())
    if hours:
        daily = interval is None or (unit == "d" and interval.value == 1)
        clock = tuple(sorted({t for h in hours if (t := _time(h))}))
        return Timing(Frequency.CLOCK, clock=clock) if daily and len(clock) == len(hours) else None
    if len(doses) > 1 or interval is None or unit is None or interval.value is None or interval.value <= 0:
        return None
    return Timing(Frequency.EVERY, interval.value, unit)


def _time(hour: str) -> time | None:
    found = CLOCK.fullmatch(hour)
    return None if found is None else time(int(found[1]), int(found[2]))


def _compare(text: str, words: Words | None, notes: Notes) -> None:
    """Whether the structured dosage says in our words what the text says in the prescriber's; else it is told."""
    if text and (words is None or _plain(words.norwegian) != _plain(text)):
        notes.add("dosage-worded-otherwise", STRUCTURED)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
