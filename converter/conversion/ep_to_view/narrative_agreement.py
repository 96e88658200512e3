"""A document's own words against its entry: numbers that both say for sure, and that differ.

Only what leaves no doubt is read of the words: of the text that the item refers to as its own, the one strength and
the one number of pieces in it, where it names the medicine; lines of the narrative that a label says to be strength,
packages or total; an instruction that begins with so many units so many times. A number that may be a thousand times
another (`1.000`), a strength per something, and a second number of the same kind leave doubt. How often it is taken
is read by `times_said`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from converter.conversion.ep_to_view.labelled import AMOUNT, PACKAGES, STRENGTH, labelled
from converter.conversion.ep_to_view.times_said import PIECE, another_frequency, dose_of, says_dosage
from converter.model.coded import Quantity
from converter.model.foreign_prescription import ForeignPrescription, ForeignProduct
from converter.model.measure import MASS, scale_of
from converter.model.written import Kind

DOSE = ("dosen", "the dose")
OFTEN = ("hvor ofte den tas", "how often it is taken")
NUMBER = r"(?<![0-9.,/\u00d7x-])(?<![\u00d7x] )([0-9]{1,6}(?:[.,][0-9]{1,3})?)"
MASSES: dict[str, Fraction] = {
    "mg": Fraction(1, 1000),
    **dict.fromkeys(("mcg", "ug", "\u00b5g", "\u03bcg", "mikrog", "mikrogram", "microgram"), Fraction(1, 10**6)),
    **dict.fromkeys(("micrograms", "mikrogrammaa"), Fraction(1, 10**6)),
}
"""Grams in each; a gram itself is as often an amount."""
OF_MASS = re.compile(
    NUMBER + r"\s?(" + "|".join(sorted(MASSES, key=len, reverse=True)) + r")\b(?!\s*(?:/|per\b|pr\b))", re.I
)
PER_PIECE = re.compile(r"\s*/\s*1?\s*\{?(?:tablet|capsule)s?\}?", re.I)
"""What a strength of one piece may stand per, and is the same without."""
OF_PIECES = re.compile(NUMBER + r"\s?" + PIECE, re.I)
SENTENCE = re.compile(r"[.;]\s+|\n")
THOUSANDS = 3
WHOLE = re.compile(
    r"([0-9]{1,6})(?:\s*\([^()]*\)|\s*(?:packages?|packs?|pakninger?|pakker?|pkt|pkg|f\u00f6rpackning(?:ar)?|pakkausta?)\b.*)?"
)
"""A number of packages, alone or with a word for them; `1 of 2` and `60 tablets` are none for sure."""


def contradicted(prescription: ForeignPrescription) -> tuple[tuple[str, str], ...]:
    """What the words and the entry have different numbers for, Norwegian and English.

    Args:
        prescription: as read; one whose narrative holds other sections' words too is read by its item's own text alone.
    """
    product, words = prescription.product, prescription.words
    if product is None or product.shown_parts:
        return ()
    if any(w.has(Kind.DELETED) for w in (words.narrative, words.of_item, *words.to_patient)):
        return ()  # which words hold is for a person to say
    found = []
    lines = labelled(prescription)
    own = _of_item(prescription)
    of_packages = [] if any(map(says_dosage, own)) else own  # a number of pieces may be of a dose
    of_strength = [part for part in own if not says_dosage(part)]
    if _another(_masses([*of_strength, *lines.get(STRENGTH, ())]), _strengths(product)):
        found.append(STRENGTH)
    if _another(_pieces([*of_packages, *lines.get(AMOUNT, ())]), _amounts(product, prescription.packages)):
        found.append(AMOUNT)
    packages = {Fraction(m[1]) for line in lines.get(PACKAGES, ()) if (m := WHOLE.fullmatch(line))}
    if prescription.packages is not None and _another(packages, {Fraction(prescription.packages)}):
        found.append(PACKAGES)
    if any(_other_dose(w.text, prescription) for w in words.to_patient):
        found.append(DOSE)
    if any(another_frequency(w.text, prescription.dosage) for w in words.to_patient):
        found.append(OFTEN)
    return tuple(found)


def _another(said: set[Fraction], entry: set[Fraction]) -> bool:
    """Whether the words say one number, and the entry only others."""
    return len(said) == 1 and bool(entry) and not said & entry


def _of_item(prescription: ForeignPrescription) -> list[str]:
    """The sentences of the text that the item refers to as its own, where it names the medicine."""
    words, product = prescription.words, prescription.product
    said = words.of_item.text
    instructions = [w.text for w in (*words.to_patient, *words.to_dispenser)]
    if product is None or any(i in said for i in instructions):
        return []
    substances = [s.name for s in product.substances] if len(product.substances) == 1 else []
    names = [n.split()[0].casefold() for n in (product.name, *substances) if n.split()]
    return SENTENCE.split(said) if any(name in said.casefold() for name in names) else []


def _masses(texts: list[str]) -> set[Fraction]:
    """The strengths of one piece in texts, in grams; none where one of them is in doubt."""
    found = set()
    for text in texts:
        for number, unit in OF_MASS.findall(PER_PIECE.sub("", text)):
            if (value := _value(number)) is None:
                return set()
            found.add(value * MASSES[unit.casefold()])
    return found


def _pieces(texts: list[str]) -> set[Fraction]:
    values = [_value(number) for text in texts for number in OF_PIECES.findall(PER_PIECE.sub("", text))]
    return {v for v in values if v is not None} if None not in values else set()


def _value(number: str) -> Fraction | None:
    whole, _, rest = number.replace(",", ".").partition(".")
    return None if len(rest) == THOUSANDS else Fraction(Decimal(f"{whole}.{rest or 0}"))


def _strengths(product: ForeignProduct) -> set[Fraction]:
    """The strength of one piece by code and in the entry's words; empty where it is none of one substance by mass."""
    if len(product.substances) > 1:
        return set()
    found = _masses([product.strength_text])
    for strength in [s.strength.strength for s in product.substances if s.strength is not None]:
        scale = scale_of(strength.numerator.unit)
        if scale is None or scale[0] != MASS or strength.denominator.value != 1 or not _counts(strength.denominator):
            return set()
        found.add(Fraction(strength.numerator.value) * scale[1])
    return found


def _counts(quantity: Quantity) -> bool:
    return quantity.unit == "1" or quantity.unit.startswith("{")


def _amounts(product: ForeignProduct, packages: Decimal | None) -> set[Fraction]:
    """Every number of pieces that the layers and the packages can be said to make."""
    layers = product.layers or ()
    if not layers or packages is None or not _counts(layers[0].content):
        return set()
    numbers = [Fraction(layer.content.value) for layer in layers]
    made = set(_products(numbers))
    return made | {n * Fraction(packages) for n in made}


def _products(numbers: list[Fraction]) -> Iterator[Fraction]:
    for start in range(len(numbers)):
        one = Fraction(1)
        for number in numbers[start:]:
            one *= number
            yield one


def _other_dose(text: str, prescription: ForeignPrescription) -> bool:
    low, high = prescription.dosage.low, prescription.dosage.high
    said = dose_of(text)
    if said is None or low is None or high is None:
        return False
    value, millilitres = said
    same_kind = low.unit == "mL" if millilitres else _counts(low)
    return same_kind and not Fraction(low.value) <= value <= Fraction(high.value)
