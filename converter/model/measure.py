"""Amounts and strengths made comparable: what is measured, and exactly how much of it.

Source of the scales: UCUM (prefixes and the units themselves). Nothing is converted between dimensions.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from converter.model.coded import Quantity, Ratio

VOLUME, MASS, PIECE, DOSE, DROP, TIME = "mL", "g", "piece", "dose", "drop", "h"
INTERNATIONAL = "[IU]"
_TEN = Fraction(10)
SCALES: dict[str, tuple[str, Fraction]] = {
    "kL": (VOLUME, _TEN**6),
    "L": (VOLUME, _TEN**3),
    "dL": (VOLUME, _TEN**2),
    "cL": (VOLUME, _TEN),
    "mL": (VOLUME, Fraction(1)),
    "cm3": (VOLUME, Fraction(1)),
    "l": (VOLUME, _TEN**3),
    "dl": (VOLUME, _TEN**2),
    "cl": (VOLUME, _TEN),
    "ml": (VOLUME, Fraction(1)),
    "ul": (VOLUME, 1 / _TEN**3),
    "uL": (VOLUME, 1 / _TEN**3),
    "nL": (VOLUME, 1 / _TEN**6),
    "kg": (MASS, _TEN**3),
    "g": (MASS, Fraction(1)),
    "dg": (MASS, 1 / _TEN),
    "cg": (MASS, 1 / _TEN**2),
    "mg": (MASS, 1 / _TEN**3),
    "ug": (MASS, 1 / _TEN**6),
    "ng": (MASS, 1 / _TEN**9),
    "pg": (MASS, 1 / _TEN**12),
    "[IU]": (INTERNATIONAL, Fraction(1)),
    "[iU]": (INTERNATIONAL, Fraction(1)),
    "10*6.[IU]": (INTERNATIONAL, _TEN**6),
    "10*6.[iU]": (INTERNATIONAL, _TEN**6),
    "10*3.[IU]": (INTERNATIONAL, _TEN**3),
    "10*3.[iU]": (INTERNATIONAL, _TEN**3),
    "k[IU]": (INTERNATIONAL, _TEN**3),
    "k[iU]": (INTERNATIONAL, _TEN**3),
    "mol": ("mol", Fraction(1)),
    "mmol": ("mol", 1 / _TEN**3),
    "umol": ("mol", 1 / _TEN**6),
    "meq": ("meq", Fraction(1)),
    "[CFU]": ("cfu", Fraction(1)),
    "h": (TIME, Fraction(1)),
    "d": (TIME, Fraction(24)),
    "GBq": ("Bq", _TEN**9),
    "MBq": ("Bq", _TEN**6),
    "kBq": ("Bq", _TEN**3),
    "Bq": ("Bq", Fraction(1)),
    "m": ("cm", _TEN**2),
    "cm": ("cm", Fraction(1)),
    "mm": ("cm", 1 / _TEN),
    "m2": ("cm2", _TEN**4),
    "cm2": ("cm2", Fraction(1)),
    "mm2": ("cm2", 1 / _TEN**2),
}
OTHERS = {"{Actuation}": DOSE, "{Drop}": DROP}
PIECES = frozenset(
    f"{{{term}}}"
    for term in (
        *("Block", "Cachet", "Capsule", "Chewing gum", "Dressing", "Film", "Implant", "Insert", "Lozenge"),
        *("Lyophilisate", "Matrix", "Pad", "Pastille", "Patch", "Pessary", "Pillule", "Plaster", "Plug", "Sponge"),
        *("Sachet", "Stick", "Strip", "Suppository", "Swab", "Tablet", "Tampon", "Thread"),
    )
)
"""Units of presentation (eHDSIQuantityUnit) that are the medicine itself, one dose or one use each, so that one of them
is a piece whatever it is called; a sachet holds one dose. Another container (Blister, Bottle, Vial) holds an amount
that it does not tell: it compares with its own kind only.
"""
BRACES = re.compile(r"\{[A-Z][A-Za-z ]*\}")
"""A term of eHDSIQuantityUnit as a UCUM annotation."""


Strength = tuple[Fraction, str, str]
"""So much, of what, per what."""


def counts(of: str) -> bool:
    """Whether what is measured is counted: pieces, or containers of one kind."""
    return of == PIECE or of.startswith("{")


@dataclass(frozen=True, slots=True)
class Measure:
    """So much of something: `value` in units of `of`, such as 10 of `mL` or of `piece`."""

    value: Fraction
    of: str

    def times(self, factor: Fraction) -> "Measure":
        """So many times as much."""
        return Measure(self.value * factor, self.of)


def scale_of(unit: str) -> tuple[str, Fraction] | None:
    """What a unit measures, and how much of it one is; None for a unit that is not known."""
    if unit in SCALES:
        return SCALES[unit]
    if unit == "1":
        return PIECE, Fraction(1)
    if unit in PIECES:
        return PIECE, Fraction(1)
    return (OTHERS.get(unit, unit), Fraction(1)) if BRACES.fullmatch(unit) else None


def measured(quantity: Quantity) -> Measure | None:
    """An amount of a package; None where its unit is not known.

    Unit `1` with a word that no table has resolved measures that word, and compares with nothing else.
    """
    if quantity.unit == "1" and quantity.text:
        return Measure(Fraction(quantity.value), f"word {quantity.text.casefold()}")
    scale = scale_of(quantity.unit)
    return None if scale is None else Measure(Fraction(quantity.value) * scale[1], scale[0])


def strength_of(ratio: Ratio) -> Strength | None:
    """A strength as one number, of what, per what; None where a unit is not known or says nothing.

    A unit that is itself a ratio (`[IU]/mL` per 1, dossier section 11) is taken apart first.
    """
    above, _, per = ratio.numerator.unit.partition("/")
    below = ratio.denominator.unit
    if per:
        if below != "1":
            return None
        below = per
    numerator, denominator = scale_of(above), scale_of(below)
    if numerator is None or denominator is None or numerator[0] == PIECE or not ratio.denominator.value:
        return None
    value = Fraction(ratio.numerator.value) * numerator[1] / (Fraction(ratio.denominator.value) * denominator[1])
    return value, numerator[0], denominator[0]
