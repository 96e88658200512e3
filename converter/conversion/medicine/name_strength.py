"""The register's strengths, held against those that the signed name says: a number that the name contradicts stays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.medicine import Medicine, PackageContent, SubstanceStrength
from converter.model.national import PrescribedMedicine
from converter.model.product import Ingredient, Part
from converter.model.strength_words import (
    DOSE,
    MASS,
    PERCENT,
    PIECE,
    VOLUME,
    Reading,
    Said,
    below_of,
    read_strengths,
    resolved,
    unit_of,
)

HUNDRED = 100


class NameSays(StrEnum):
    """What a name says of a register's strengths; all but the first two are codes of findings."""

    NOTHING = "nothing"
    SAME = "same"
    OTHER_NUMBER = "name-number-differs"
    OTHER_UNIT = "name-unit-differs"
    OTHER_COUNT = "name-strengths-differ"
    UNREADABLE = "name-strength-unreadable"


AGREES = frozenset({NameSays.NOTHING, NameSays.SAME})
CODES = frozenset(said.value for said in NameSays if said not in AGREES)


@dataclass(frozen=True, slots=True)
class _Known:
    """A register's strength: so much of something, per so much of something (1 of nothing where FEST gives none)."""

    value: Fraction
    of: str
    element: str
    per: Fraction
    below: str
    raw: Fraction


def name_says(
    name: str, brand: str, substances: Sequence[SubstanceStrength], contents: Sequence[PackageContent] = ()
) -> NameSays:
    """Whether the strengths in a name are the register's.

    Args:
        name: NavnFormStyrke, as signed.
        brand: Varenavn; numbers in it (`NovoMix 30`) are no strengths.
        substances: the register's, with the strengths that would be sent.
        contents: what the register says that the package holds: `900 IE` may be all of a pen of 1.5 mL with 600 IE/mL.

    A number that may be two (`20.000 IE`) is the one that the register has.
    """
    words = without_brand(name, brand)
    readings = read_strengths(words)
    if readings is None:
        either = [text for text in resolved(words) if read_strengths(text) is not None]
        same = any(name_says(text, "", substances, contents) is NameSays.SAME for text in either)
        return NameSays.SAME if same else NameSays.UNREADABLE
    readings = tuple([r for r in readings if r])
    if not readings:
        return NameSays.NOTHING
    known = [_known(s) for s in substances]
    if None in known:
        return NameSays.UNREADABLE
    amounts = [a for a in (_amount(c) for c in contents) if a is not None]
    ours = [k for k in known if k is not None]
    if any(_paired(reading, ours, amounts) for reading in readings):
        return NameSays.SAME
    if all(len(reading) != len(ours) for reading in readings):
        return NameSays.OTHER_COUNT
    if any(sorted(s.raw for s in reading) == sorted(k.raw for k in ours) for reading in readings):
        return NameSays.OTHER_UNIT
    alike = any(sorted(s.of for s in reading if s.of) == sorted(k.of for k in ours) for reading in readings)
    bare = any(not s.of for reading in readings for s in reading)
    return NameSays.OTHER_NUMBER if alike or bare else NameSays.OTHER_UNIT


def agreed(
    ingredients: tuple[Ingredient, ...], medicine: PrescribedMedicine, registered: Medicine | None, notes: Notes
) -> tuple[Ingredient, ...]:
    """The ingredients, or none, told why, where the signed name contradicts the register's strengths."""
    if not ingredients or registered is None:
        return ingredients
    brand = medicine.brand_name or registered.brand_name
    said = name_says(medicine.name_form_strength, brand, registered.substances, registered.contents)
    if said in AGREES:
        return ingredients
    notes.add(said.value, f"{MEDICINE}/NavnFormStyrke")
    return ()


def agreed_parts(
    parts: tuple[Part, ...] | None, medicine: PrescribedMedicine, registered: Medicine | None, notes: Notes
) -> tuple[Part, ...] | None:
    """The parts of a combination pack, without strengths where the pack's name says as many others.

    A pack's name may count what is in it (`1 vaginaltablett + 20 g krem`): another count of numbers says nothing.
    """
    if parts is None or registered is None or not any(p.ingredients for p in parts):
        return parts
    substances = [s for c in registered.contents for s in c.substances]
    said = name_says(medicine.name_form_strength, medicine.brand_name or registered.brand_name, substances)
    if said not in {NameSays.OTHER_NUMBER, NameSays.OTHER_UNIT}:
        return parts
    notes.add(said.value, f"{MEDICINE}/NavnFormStyrke")
    return tuple([replace(p, ingredients=()) for p in parts])


def contradicted(notes: Notes) -> bool:
    """Whether a name was found to contradict its register's strengths: the record is then not sure of itself."""
    return any(f.code in CODES for f in notes.findings)


def without_brand(name: str, brand: str) -> str:
    """The name without the brand that it begins with; the whole of it where the brand itself says a strength."""
    plain, start = " ".join(name.split()), " ".join(brand.split())
    begins = plain.casefold().startswith(start.casefold()) and not plain[len(start) : len(start) + 1].isalnum()
    said = read_strengths(start)
    if not begins or said is None or any(s.of for reading in said for s in reading):
        return plain
    return plain[len(start) :].strip()


def _known(substance: SubstanceStrength) -> _Known | None:
    given, per = substance.strength, substance.denominator
    unit = None if given is None else unit_of(given.unit)
    if given is None or unit is None:
        return None
    below, amount = "", Fraction(1)
    if per is not None:
        found = below_of(per.unit)
        if found is None:
            return None
        below, amount = found[0], Fraction(per.value) * found[1]
    of, scale, element = unit
    raw = Fraction(given.value)
    return _Known(raw * scale, of, element, amount, below, raw)


def _amount(content: PackageContent) -> tuple[Fraction, str] | None:
    found = below_of(content.unit.code)
    return None if found is None else (Fraction(content.amount) * found[1], found[0])


def _paired(reading: Reading, known: list[_Known], amounts: list[tuple[Fraction, str]]) -> bool:
    """Whether each strength of a name is another one of the register's, and none is left."""
    if len(reading) != len(known):
        return False
    if not reading:
        return True
    first, rest = reading[0], reading[1:]
    return any(
        _same(first, k, amounts) and _paired(rest, known[:n] + known[n + 1 :], amounts) for n, k in enumerate(known)
    )


def _same(said: Said, known: _Known, amounts: list[tuple[Fraction, str]]) -> bool:
    if not said.of:
        return said.raw == known.raw
    if said.of == PERCENT and known.of == MASS and known.below in {MASS, VOLUME}:
        return said.value / HUNDRED == known.value / known.per  # 1 % is 1 g in 100 g or 100 mL
    if said.of != known.of or (said.element and said.element != known.element):
        return False
    if said.below in {"", DOSE, PIECE}:
        if known.below in {"", DOSE, PIECE}:
            return said.value / said.per == known.value / known.per
        if said.below != DOSE and said.per == 1 and said.value == known.value:
            return True
        return any(
            said.value / said.per == known.value / known.per * amount for amount, of in amounts if of == known.below
        )
    return said.below == known.below and said.value / said.per == known.value / known.per
