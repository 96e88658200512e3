"""A prescription's short dose (list 7478): what it says, where its full text is what its code stands for."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from converter.conversion.m1_to_ep.dose_unit import eu_unit, find_unit, in_english
from converter.conversion.m1_to_ep.short_dose_text import same_term, units_in
from converter.conversion.paths import FORSKRIVNING
from converter.conversion.session import Notes
from converter.model.dosage import Dose, Schedule
from converter.model.national import ShortDoseGiven
from converter.terminology.shapes import TextRow
from converter.terminology.short_dose import COUNTED, PLACEHOLDER, ShortDose

SHORT = f"{FORSKRIVNING}/Kortdose"
SHORT_DOSES = "short-dose-7478"


class Standing(StrEnum):
    """How a short dose's code stands to its full text."""

    ABSENT = "absent"  # there is no short dose
    UNKNOWN = "unknown"  # its code is not known
    UNCOUNTED = "uncounted"  # the text is what the code stands for, but has no unit of list 7480, or two
    DIFFERS = "differs"  # the text is not what the code stands for
    CONFIRMED = "confirmed"  # the text is what the code stands for


@dataclass(frozen=True, slots=True)
class ShortSaid:
    """What a short dose says.

    Attributes:
        standing: all else is empty where it is not CONFIRMED.
        english: the full text in English; empty where the table has none.
        row: its row.
        unit: of its dose (7480), where it counts one.
    """

    standing: Standing
    english: str = ""
    row: ShortDose | None = None
    unit: TextRow | None = None


def read_short(given: ShortDoseGiven | None, text: str, notes: Notes) -> ShortSaid:
    """What a short dose says, unit by unit; each reason why it says nothing is noted.

    Args:
        given: the short dose.
        text: the prescriber's free text, which stands for a full text that is not given.
        notes: tables and findings.
    """
    if given is None:
        return ShortSaid(Standing.ABSENT)
    row = notes.tables.short_doses[SHORT_DOSES].row(given.code)
    if row is None:
        notes.add("short-dose-unknown", SHORT)
        return ShortSaid(Standing.UNKNOWN)
    words = units_in(row.term, given.text or text)
    if words is None and given_as_term(row.term, given, text):
        notes.add("short-dose-without-unit", SHORT)
        return ShortSaid(Standing.UNCOUNTED)
    if words is None or not same_term(row.term, given.shown):
        notes.add("short-dose-text-differs", SHORT)
        return ShortSaid(Standing.DIFFERS)
    if row.status == "draft":
        notes.draft(row.file, row.code, SHORT)
    units = {w: find_unit(w, notes) for w in words}
    known = {u.code: u for u in units.values() if u is not None}
    if None in units.values() or len(known) > 1 or (not known and PLACEHOLDER in row.english):
        notes.add("short-dose-without-unit", SHORT)
        return ShortSaid(Standing.UNCOUNTED)
    unit = next(iter(known.values()), None)
    english = row.english if unit is None else COUNTED.sub(lambda found: _counted(found, unit), row.english)
    return ShortSaid(Standing.CONFIRMED, english, row, unit)


def given_as_term(term: str, given: ShortDoseGiven, text: str) -> bool:
    """Whether a short dose's text and short form are nothing but its code's term."""
    full = given.text or text
    return bool(full.strip()) and same_term(term, full) and same_term(term, given.shown)


def schedule_of(said: ShortSaid, notes: Notes) -> Schedule | None:
    """The structure of a short dose; None, and noted, where CDA cannot say all of it."""
    row = said.row
    exact = None if said.unit is None else eu_unit(said.unit, notes)
    if row is None or row.dose is None or row.timing is None or exact is None or row.status != "approved":
        if row is not None:
            notes.add("short-dose-as-text", SHORT)
        return None
    return Schedule(Dose(*row.dose, exact), row.timing, row.days)


def _counted(found: re.Match[str], unit: TextRow) -> str:
    low = Decimal(found[1])
    return in_english(low, Decimal(found[2]) if found[2] else low, unit)
