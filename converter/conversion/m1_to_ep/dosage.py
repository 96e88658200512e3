"""The dosage: what of it CDA can say as structure, and English from structure or a known short dose.

The Norwegian text always goes with it. Free text alone is never read.
"""

import re
from dataclasses import replace
from datetime import time
from decimal import Decimal

from converter.conversion.m1_to_ep.dosage_words import Words, say_phases
from converter.conversion.m1_to_ep.dose_unit import eu_unit, find_unit, in_english
from converter.conversion.m1_to_ep.short_dose_text import same_term, units_in
from converter.conversion.medicine.package import counted
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null
from converter.model.dosage import Dosage, Dose, Frequency, Schedule, Timing
from converter.model.measure import DROP, VOLUME, scale_of
from converter.model.national import DosingPhase, NationalDose, NationalPrescription, ShortDoseGiven
from converter.terminology.shapes import TextRow
from converter.terminology.short_dose import COUNTED, PLACEHOLDER, ShortDose

PRESCRIBED = "/MsgHead/Document/RefDoc/Content/Resept/ReseptDokLegemiddel/Forskrivning"
SHORT, STRUCTURED = f"{PRESCRIBED}/Kortdose", f"{PRESCRIBED}/Dosering"
SHORT_DOSES = "short-dose-7478"
INTERVAL_UNITS = {"time": "h", "døgn": "d"}
"""List 9088 in lower case to UCUM, where both are of the same length (table unit-9088)."""
FIRST_YEAR = 1900
"""Before it Norway's clock was minutes and seconds from others', which a TS has no room for."""
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]):00(\.0+)?")
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
HOURS_A_DAY = Decimal(24)
HOURS_IN = {"h": Decimal(1), "d": HOURS_A_DAY, "wk": 7 * HOURS_A_DAY}
CONTRADICTED = "(the prescriber's own text, in Norwegian, has other numbers: compare)"
AS_NEEDED = "3"
"""List 9101: when needed."""


def translate_dosage(national: NationalPrescription, notes: Notes) -> Dosage:
    """The dosage as it leaves; each reason why it stays text is noted."""
    given = national.dosage
    if national.amended:
        return _as_written(national, notes)
    english, schedule = _short(national.short_dose, given.text, notes)
    notes.chose("dosage-text", "given" if given.text else "structure")
    notes.chose("schedule", "short" if schedule is not None else "structure")
    notes.chose("dosage-english", "short" if english else "none")
    words = say_phases(national.phases, notes)
    if national.phases:
        structured = _structured(national.phases, notes)
        if schedule is not None and structured is not None and _differ(schedule, structured):
            notes.add("dosage-structures-differ", STRUCTURED)
            notes.chose("dosage-english", "none")
            return given
        schedule = schedule or structured
        if schedule is None:
            notes.add("dosage-as-text", STRUCTURED)
    contradicts = _contradicts(given.text, words, notes)
    if words is not None:
        given = replace(given, text=given.text or words.norwegian)
        if not english and words.english:
            notes.chose("dosage-english", "structure")
        english = english or (f"{words.english} {CONTRADICTED}" if contradicts and words.english else words.english)
    if schedule is not None and schedule.days is not None and given.end is not None:
        schedule = replace(schedule, days=None)  # the last day says it; an interval has no room for both
    hours = schedule is not None and schedule.timing.frequency is Frequency.CLOCK
    if hours and (given.start is None or given.start.year < FIRST_YEAR):
        notes.add("dosage-as-text", STRUCTURED)
        schedule = None
    if schedule is not None and national.use == AS_NEEDED:
        notes.add("dosage-as-text", STRUCTURED if national.phases else SHORT)
        schedule = None
    return replace(given, english=english, schedule=schedule)


def fitting(dosage: Dosage, form: Coded | Null | None, notes: Notes) -> Dosage:
    """The dosage without a structure whose unit cannot be one of this dose form: millilitres of tablets."""
    if dosage.schedule is None or form is None or not counted(form, notes):
        return dosage
    scale = scale_of(dosage.schedule.dose.unit)
    if scale is not None and scale[0] not in {VOLUME, DROP}:
        return dosage
    notes.add("dose-unit-unfit", PRESCRIBED)
    return replace(dosage, schedule=None)


def _as_written(national: NationalPrescription, notes: Notes) -> Dosage:
    """A dosage to which an extension adds words: any of them may change the dose, so all of it stays text."""
    notes.add("dosage-amended", SHORT if national.short_dose else STRUCTURED)
    notes.chose("dosage-text", "given")
    notes.chose("dosage-english", "none")
    notes.chose("schedule", "structure")
    return national.dosage


def _short(given: ShortDoseGiven | None, text: str, notes: Notes) -> tuple[str, Schedule | None]:
    """English and structure of a short dose, where its full text is what its code stands for, unit by unit."""
    if given is None:
        return "", None
    row = notes.tables.short_doses[SHORT_DOSES].row(given.code)
    if row is None:
        notes.add("short-dose-unknown", SHORT)
        return "", None
    words = units_in(row.term, given.text or text)
    if words is None or not same_term(row.term, given.shown):
        notes.add("short-dose-text-differs", SHORT)
        return "", None
    if row.status == "draft":
        notes.add("draft-row-used", SHORT, file=row.file)
    units = {w: find_unit(w, notes) for w in words}
    known = {u.code: u for u in units.values() if u is not None}
    if None in units.values() or len(known) > 1 or (not known and PLACEHOLDER in row.english):
        notes.add("short-dose-without-unit", SHORT)
        return "", None
    unit = next(iter(known.values()), None)
    english = row.english if unit is None else COUNTED.sub(lambda found: _counted(found, unit), row.english)
    schedule = _scheduled(row, unit, notes)
    if schedule is None:
        notes.add("short-dose-as-text", SHORT)
    return english, schedule


def _counted(found: re.Match[str], unit: TextRow) -> str:
    low = Decimal(found[1])
    return in_english(low, Decimal(found[2]) if found[2] else low, unit)


def _scheduled(row: ShortDose, unit: TextRow | None, notes: Notes) -> Schedule | None:
    exact = None if unit is None else eu_unit(unit, notes)
    if row.dose is None or row.timing is None or exact is None or row.status != "approved":
        return None
    return Schedule(Dose(*row.dose, exact), row.timing, row.days)


def _differ(short: Schedule, structured: Schedule) -> bool:
    """Whether two structures say different doses, as far as both say how often."""
    one, other = _hours(short.timing), _hours(structured.timing)
    return short.dose != structured.dose or (one is not None and other is not None and one != other)


def _hours(timing: Timing) -> Decimal | None:
    """The hours from dose to dose, on average; None for what is bound to an event."""
    match timing.frequency:
        case Frequency.PER_DAY:
            return HOURS_A_DAY / timing.value
        case Frequency.EVERY:
            return timing.value * HOURS_IN[timing.unit]
        case Frequency.CLOCK:
            return HOURS_A_DAY / len(timing.clock)
        case _:
            return None


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
    plain = all(_is_plain(d) for d in doses)
    if len(amounts) != 1 or not plain:
        return None
    amount = amounts.pop()
    unit = find_unit(amount.unit, notes)
    exact = None if unit is None else eu_unit(unit, notes)
    if exact is None or amount.value is None or amount.value <= 0:
        return None
    return Dose(amount.value, amount.value, exact)


def _is_plain(dose: NationalDose) -> bool:
    """Whether a dose is an amount at an hour or an interval, and nothing more."""
    more = (dose.infusion, dose.needed, dose.days_on, dose.days_off)
    return all(m is None for m in more) and not dose.weekdays and not dose.time_of_day


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


def _contradicts(text: str, words: Words | None, notes: Notes) -> bool:
    """Whether the text has a number that our words for the structure lack; other words alone are only told."""
    if not text or words is None or _plain(words.norwegian) == _plain(text):
        return False
    ours = _numbers(words.norwegian)
    ours |= {HOURS_A_DAY / n for n in ours if n}  # every 8 hours is 3 times a day
    contradicts = not _numbers(text) <= ours
    notes.add("dosage-numbers-differ" if contradicts else "dosage-worded-otherwise", STRUCTURED)
    return contradicts


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(n.replace(",", ".")) for n in NUMBER.findall(text)}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
