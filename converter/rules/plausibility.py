"""Facts of a Norwegian prescription that are reckoned: what it is by its ATC code, its days, its prescriber's right."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from converter.model.atc import levels
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine

CONTRACEPTIVES = frozenset({"G02B", "G03A"})
"""ATC: contraceptives for topical use and hormonal ones. FEST gives them a validity of three years, others one
(Reseptgyldighet, P3Y and P1Y)."""
WHOLE = frozenset({"LE", "TL"})
"""Doctors and dentists (list 9060), whose right does not depend on the medicine (helsepersonelloven section 11)."""
REACH: Mapping[str, frozenset[str]] = {
    "JO": CONTRACEPTIVES,
    "SP": CONTRACEPTIVES,
    "TP": frozenset({"A01A", "N01B"}),
    "OP": frozenset({"S01"}),
}
"""What professions with a limited right prescribe, by ATC: midwives and public health nurses contraception, dental
hygienists for the mouth, opticians for the eye. A draft: the regulation on prescribing names the medicines."""


def atc_levels(prescribed: PrescribedMedicine, registered: Medicine | None) -> tuple[str, ...]:
    """The ATC codes of what was signed and of the register's record, at every level that they reach."""
    codes = (prescribed.atc, None if registered is None else registered.atc)
    return tuple(dict.fromkeys(level for code in codes if code is not None for level in levels(code.code)))


def is_contraceptive(codes: tuple[str, ...]) -> bool:
    """Whether ATC codes with their levels are those of a contraceptive."""
    return not CONTRACEPTIVES.isdisjoint(codes)


def days_from(start: date, end: date) -> Fraction:
    """Days from one day to another; below zero where it comes first."""
    return Fraction((end - start).days)


def outside_right(professions: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    """The professions with a limited right, where none that the prescriber has reaches these ATC codes.

    A medicine without a code is reached by none of them.
    """
    limited = tuple(p for p in professions if p in REACH)
    if WHOLE & set(professions) or any(not REACH[p].isdisjoint(codes) for p in limited):
        return ()
    return limited
