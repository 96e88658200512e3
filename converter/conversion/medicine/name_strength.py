"""The register's strengths, held against those that the signed name says: a number that the name contradicts stays."""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from converter.conversion.medicine.register_strength import Amounts, Known, among, amounts_of, known_of, paired
from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.medicine import Medicine, PackageContent, SubstanceStrength
from converter.model.national import PrescribedMedicine
from converter.model.product import Ingredient, Part
from converter.model.strength_chain import Reading, Said
from converter.model.strength_numbers import resolved
from converter.model.strength_units import EUROPEAN, PIECE, UNIT, VOLUME
from converter.model.strength_unlike import unit_like
from converter.model.strength_words import Read, read_name, read_strengths


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
    known = [known_of(s) for s in substances]
    amounts = amounts_of(contents)
    ours = [k for k in known if k is not None]
    if not readings:
        return NameSays.NOTHING if _only_counts(read, ours, amounts) else NameSays.UNREADABLE
    if None in known or not _has_room(read, ours, amounts):
        return NameSays.UNREADABLE
    if any(paired(reading, ours, amounts) for reading in readings):
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


def _only_counts(read: Read, known: list[Known], amounts: Amounts) -> bool:
    """Whether the numbers of a name without any strength are what a package holds, or the register's.

    `400 tab` may be a strength; one of something (`1 vaginaltablett`) is none.
    """
    sure = {k.raw for k in known} | {amount for amount, _ in amounts} | {Fraction(1)}
    measured = {*amounts, *[(k.value, k.of) for k in known]}
    held = all(volume in measured for volume in read.apart if volume[1] == VOLUME)
    return held and sure.issuperset(read.loose)


def _has_room(read: Read, known: list[Known], amounts: Amounts) -> bool:
    """Whether a volume or a time in the name, which no strength is per in words, is what a container holds."""
    if all(s.below for reading in read.readings for s in reading):
        return True
    measured = any(k.below == VOLUME for k in known) or any(of == VOLUME for _, of in amounts)
    return all((of == VOLUME and not measured) or (amount, of) in amounts for amount, of in read.apart)


def _names_one_enzyme(readings: tuple[Reading, ...], known: list[Known]) -> bool:
    """Whether a name says the largest activity of pancreatin alone, which is how it is labelled: by its lipase."""
    if not known or any(k.of != EUROPEAN for k in known):
        return False
    lipase = max(k.raw for k in known)
    return any(len(r) == 1 and r[0].of in {"", EUROPEAN} and r[0].raw == lipase for r in readings)


def _of_a_whole(readings: tuple[Reading, ...], known: list[Known], amounts: Amounts) -> bool:
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
    known = [k for k in map(known_of, substances) if k is not None]
    amounts = amounts_of(contents)
    for text in (words, *resolved(words)):
        read = read_name(text)
        for reading in () if read is None else read.readings:
            rest = [s for s in reading if (s.value, s.of) not in amounts and not (not s.of and _is_count(s, amounts))]
            if among(tuple(rest), known, amounts):
                return True
    return False


def _is_count(said: Said, amounts: Amounts) -> bool:
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
    return following[:1] in set("/+-%") or unit_like(following) or _UNIT.match(following) is not None


_UNIT = re.compile(UNIT, re.IGNORECASE)
