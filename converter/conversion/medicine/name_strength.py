"""The register's strengths, held against those that the signed name says: a number that the name contradicts stays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.medicine import Medicine, PackageContent, SubstanceStrength
from converter.model.national import PrescribedMedicine
from converter.model.product import Ingredient, Part
from converter.model.strength_numbers import resolved
from converter.model.strength_units import (
    DOSE,
    EUROPEAN,
    MASS,
    PERCENT,
    PIECE,
    TIME,
    UNIT,
    VOLUME,
    below_of,
    kind_of,
    unit_of,
)
from converter.model.strength_unlike import unit_like
from converter.model.strength_words import Read, Reading, Said, read_name, read_strengths

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
_NOT_EACH = frozenset({NameSays.OTHER_NUMBER, NameSays.OTHER_UNIT, NameSays.OTHER_COUNT})
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
    kind: str = ""


_Amounts = list[tuple[Fraction, str]]


def name_says(
    name: str, brand: str, substances: Sequence[SubstanceStrength], contents: Sequence[PackageContent] = ()
) -> NameSays:
    """Whether the strengths in a name are the register's.

    Args:
        name: NavnFormStyrke, as signed.
        brand: Varenavn; numbers in it (`NovoMix 30`) are no strengths.
        substances: the register's, with the strengths that would be sent.
        contents: what the register says that the package holds: `900 IE` may be all of a pen of 1.5 mL with 600 IE/mL.

    A number that may be two (`20.000 IE`) is the one that the register has. A number, or a `per`, with a word behind it
    that is no known unit makes the name unreadable.
    """
    words = without_brand(name, brand)
    read = read_name(words)
    if read is None:
        either = [text for text in resolved(words) if read_name(text) is not None]
        same = any(name_says(text, "", substances, contents) is NameSays.SAME for text in either)
        return NameSays.SAME if same else NameSays.UNREADABLE
    if read.doubt:
        return NameSays.UNREADABLE
    readings = tuple([r for r in read.readings if r])
    known = [_known(s) for s in substances]
    amounts = [a for c in contents for a in _amounts(c)]
    ours = [k for k in known if k is not None]
    if not readings:
        return NameSays.NOTHING if _only_counts(read, ours, amounts) else NameSays.UNREADABLE
    if None in known or not _has_room(read, ours, amounts):
        return NameSays.UNREADABLE
    if any(_paired(reading, ours, amounts) for reading in readings):
        return NameSays.SAME
    if all(len(reading) != len(ours) for reading in readings):
        return NameSays.SAME if _names_one_enzyme(readings, ours) else NameSays.OTHER_COUNT
    if _of_a_whole(readings, ours, amounts):
        return NameSays.OTHER_NUMBER
    if any(sorted(s.raw for s in reading) == sorted(k.raw for k in ours) for reading in readings):
        return NameSays.OTHER_UNIT
    alike = any(sorted(s.of for s in reading if s.of) == sorted(k.of for k in ours) for reading in readings)
    bare = any(not s.of for reading in readings for s in reading)
    return NameSays.OTHER_NUMBER if alike or bare else NameSays.OTHER_UNIT


def _only_counts(read: Read, known: list[_Known], amounts: _Amounts) -> bool:
    """Whether the numbers of a name without any strength are what a package holds, or the register's.

    `400 tab` may be a strength; one of something (`1 vaginaltablett`) is none.
    """
    sure = {k.raw for k in known} | {amount for amount, _ in amounts} | {Fraction(1)}
    held = all((amount, of) in amounts for amount, of in read.apart if of == VOLUME)
    return held and sure.issuperset(read.loose)


def _has_room(read: Read, known: list[_Known], amounts: _Amounts) -> bool:
    """Whether a volume or a time in the name, which no strength is per in words, is what a container holds."""
    if all(s.below for reading in read.readings for s in reading):
        return True
    measured = any(k.below == VOLUME for k in known) or any(of == VOLUME for _, of in amounts)
    return all((of == VOLUME and not measured) or (amount, of) in amounts for amount, of in read.apart)


def _names_one_enzyme(readings: tuple[Reading, ...], known: list[_Known]) -> bool:
    """Whether a name says one of the activities of pancreatin alone, which is how it is labelled: by its lipase."""
    if not known or any(k.of != EUROPEAN for k in known):
        return False
    return any(len(r) == 1 and r[0].of in {"", EUROPEAN} and r[0].raw in {k.raw for k in known} for r in readings)


def _of_a_whole(readings: tuple[Reading, ...], known: list[_Known], amounts: _Amounts) -> bool:
    """Whether the name says what is in all of a container, and the register, in each unit of it, of the same thing."""
    held = {of for _, of in amounts}
    return any(
        sorted(s.of for s in reading) == sorted(k.of for k in known)
        and all(s.below in {"", PIECE} for s in reading)
        and all(k.below in held for k in known)
        for reading in readings
    )


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
    """The parts of a combination pack, without strengths where the pack's name says another than theirs.

    A pack's name may say only some of them, and may count what is in it (`1 vaginaltablett + 20 g krem`); a number that
    is neither a part's strength nor what a part holds contradicts them.
    """
    if parts is None or registered is None or not any(p.ingredients for p in parts):
        return parts
    substances = [s for c in registered.contents for s in c.substances]
    brand, name = medicine.brand_name or registered.brand_name, medicine.name_form_strength
    said = name_says(name, brand, substances, registered.contents)
    if said in _NOT_EACH and _of_some(without_brand(name, brand), substances, registered.contents):
        return parts
    said = NameSays.OTHER_NUMBER if said is NameSays.OTHER_COUNT else said
    if said in AGREES:
        return parts
    notes.add(said.value, f"{MEDICINE}/NavnFormStyrke")
    return tuple([replace(p, ingredients=()) for p in parts])


def _of_some(words: str, substances: Sequence[SubstanceStrength], contents: Sequence[PackageContent]) -> bool:
    """Whether each strength in words is another one of the parts', or what a part holds."""
    known = [k for k in map(_known, substances) if k is not None]
    amounts = [a for c in contents for a in _amounts(c)]
    for text in (words, *resolved(words)):
        read = read_name(text)
        for reading in () if read is None else read.readings:
            rest = [s for s in reading if (s.value, s.of) not in amounts and not (not s.of and _is_count(s, amounts))]
            if _among(tuple(rest), known, amounts):
                return True
    return False


def _is_count(said: Said, amounts: _Amounts) -> bool:
    return any(said.raw == amount for amount, _ in amounts)


def contradicted(notes: Notes) -> bool:
    """Whether a name was found to contradict its register's strengths: the record is then not sure of itself."""
    return any(f.code in CODES for f in notes.findings)


def without_brand(name: str, brand: str) -> str:
    """The name without the brand that it begins with; the whole of it where the brand itself says a strength.

    So it is where the brand ends with a number whose unit is the next word: `Ibux 400` and `Ibux 400 mg`.
    """
    plain, start = " ".join(name.split()), " ".join(brand.split())
    begins = plain.casefold().startswith(start.casefold()) and not plain[len(start) : len(start) + 1].isalnum()
    said = read_strengths(start)
    if not begins or said is None or any(s.of for reading in said for s in reading):
        return plain
    rest = plain[len(start) :]
    return plain if start[-1:].isdigit() and _goes_on(rest) else rest.strip()


def _goes_on(rest: str) -> bool:
    """Whether what follows a number goes on with it: a sign, or a word that is a unit or begins as one does."""
    following = rest.lstrip()
    return following[:1] in set("/+-%") or unit_like(following) or UNIT_HERE.match(following) is not None


UNIT_HERE = re.compile(UNIT, re.IGNORECASE)


def _known(substance: SubstanceStrength) -> _Known | None:
    given, per = substance.strength, substance.denominator
    unit = None if given is None else unit_of(given.unit)
    if given is None or unit is None:
        return None
    below, amount = "", Fraction(1)
    if per is not None:
        found = below_of(per.unit)
        if found is None or per.value <= 0:
            return None
        below, amount = found[0], Fraction(per.value) * found[1]
    of, scale, element = unit
    raw = Fraction(given.value)
    return _Known(raw * scale, of, element, amount, below, raw, kind_of(given.unit))


def _amounts(content: PackageContent) -> _Amounts:
    """What a container holds; of pieces also how many there are of them in all."""
    found = below_of(content.unit.code)
    if found is None:
        return []
    held, of = Fraction(content.amount) * found[1], found[0]
    if of not in {PIECE, DOSE}:
        return [(held, of)]
    count, multiple = Fraction(content.count or 1), Fraction(content.multiple or 1)
    return [(n, of) for n in {held, count, held * count, held * count * multiple}]


def _paired(reading: Reading, known: list[_Known], amounts: _Amounts) -> bool:
    """Whether each strength of a name is another one of the register's, and none is left."""
    return len(reading) == len(known) and _among(reading, known, amounts)


def _among(reading: Reading, known: list[_Known], amounts: _Amounts) -> bool:
    """Whether each strength of a name is another one of the register's."""
    if not reading:
        return True
    first, rest = reading[0], reading[1:]
    return any(
        _same(first, k, amounts) and _among(rest, known[:n] + known[n + 1 :], amounts) for n, k in enumerate(known)
    )


def _same(said: Said, known: _Known, amounts: _Amounts) -> bool:
    if not said.of:
        return said.raw == known.raw
    if said.kind and known.kind and said.kind != known.kind:
        return False
    if said.of == PERCENT and known.of == MASS and known.below in _PERCENT_OF.get(said.kind, ()):
        return said.value / HUNDRED == known.value / known.per  # 1 % is 1 g in 100 g or 100 mL
    if said.of != known.of or (said.element and said.element != known.element):
        return False
    if said.below not in _OPEN:
        return said.below == known.below and said.value / said.per == known.value / known.per
    if known.below in _OPEN:
        return said.value / said.per == known.value / known.per
    if known.below == TIME:
        return not said.below and said.value == known.value  # so much an hour, said without the hour
    whole = [amount for amount, of in amounts if of == known.below]
    if any(said.value / said.per == known.value / known.per * amount for amount in whole):
        return True
    # FEST implementation guidelines 3.5, 5.5.1: what is taken at once is said per the whole of it, as 0.25 mg/0.19 mL
    at_once = known.per != 1 and said.per == 1 and said.value == known.value
    return at_once and said.below != DOSE and not (said.below == PIECE and whole)


_OPEN = frozenset({"", DOSE, PIECE})
"""What a strength is per where that has no size of its own."""
_PERCENT_OF = {"": (MASS, VOLUME), "w/w": (MASS,), "w/v": (VOLUME,)}
"""What a per cent is of, by what stands beside it."""
