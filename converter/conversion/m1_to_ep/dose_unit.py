"""Units of a dose (list 7480) as messages write them, and their words."""

from decimal import Decimal

from converter.conversion.session import Notes
from converter.model.coded import for_people
from converter.terminology.shapes import TextRow

WORDS = "dose-words-7480"
UNITS = "unit-7480"
DOSAGE = "/MsgHead/Document/RefDoc/Content/Resept/ReseptDokLegemiddel/Forskrivning"
NO_UNIT = "0"
"""List 7480: none."""


def find_unit(given: str, notes: Notes) -> TextRow | None:
    """The unit by its term, its plural or its code; None where it is none of them, or none at all.

    Official samples write the term in `U`, the specification says the code (dossier, section 3.3).
    """
    wanted = given.strip().casefold()
    if not wanted or wanted == NO_UNIT:
        return None
    rows = notes.tables.texts(WORDS)
    by_word = [r for r in rows if wanted in {r.term.casefold(), r.plural.casefold()} and r.code != NO_UNIT]
    return notes.worded(by_word[0] if by_word else rows.row(given.strip()), rows, DOSAGE)


def eu_unit(unit: TextRow, notes: Notes) -> str | None:
    """The EU unit, only where a reviewed row says the same: no other carries a dose."""
    return notes.exact(UNITS, unit.code)


def in_english(low: Decimal, high: Decimal, unit: TextRow) -> str:
    """So many of a unit: `1 tablet`, `1-2 tablets`, `0.5 tablet`, `10 mL`."""
    word = unit.english_plural if high > 1 and unit.english_plural else unit.english
    return f"{_range(low, high)} {word}"


def in_norwegian(low: Decimal, high: Decimal, unit: TextRow) -> str:
    """The same in Norwegian, with decimal comma: `0,5 tablett`, `1-2 tabletter`."""
    word = unit.plural if high > 1 and unit.plural else unit.term
    return f"{_range(low, high)} {word}".replace(".", ",")


def _range(low: Decimal, high: Decimal) -> str:
    return for_people(low) if low == high else f"{for_people(low)}-{for_people(high)}"
