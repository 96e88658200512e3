"""What was handed out, held against what was prescribed: substance, strength and form."""

from dataclasses import dataclass
from enum import StrEnum

from converter.conversion.medicine.strength_said import contradict, in_pieces, readings_of, single, words_of_strength
from converter.model.coded import Coded, Ratio
from converter.model.measure import Strength, strength_of
from converter.model.product import Product
from converter.model.strength_writing import same_writing

ATC_LEVEL_5 = 7
COUNTED, PERCENT = "1", "%"


class Agreement(StrEnum):
    """Whether two things are the same."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the product handed out compares with the one prescribed."""

    atc: Agreement
    strength: Agreement
    form: Agreement

    @property
    def amounts_compare(self) -> bool:
        """Whether an amount of one stands for the same amount of the other: same substance and same strength."""
        return self.atc is Agreement.SAME and self.strength is Agreement.SAME


def compare(dispensed: Product, prescribed: Product | None) -> Comparison:
    """Compares; unknown wherever either side does not say enough. Nothing is taken for the same by guess."""
    if prescribed is None:
        return Comparison(Agreement.UNKNOWN, Agreement.UNKNOWN, Agreement.UNKNOWN)
    return Comparison(
        atc=Agreement.UNKNOWN if other_substance(dispensed) else _atc(dispensed.atc, prescribed.atc),
        strength=_strength(dispensed, prescribed),
        form=_form(dispensed.form, prescribed.form),
    )


def other_substance(product: Product) -> bool:
    """Whether the one substance has a code of another substance than the product's own ATC code."""
    codes = [i.code for i in product.ingredients]
    if len(codes) != 1 or codes[0] is None or product.atc is None or codes[0].system != product.atc.system:
        return False
    return _atc(codes[0], product.atc) is Agreement.OTHER


def _atc(one: Coded | None, other: Coded | None) -> Agreement:
    """By substance (level 5); a shorter code is a group, which may hold the substance."""
    if one is None or other is None:
        return Agreement.UNKNOWN
    if one.code == other.code:
        return Agreement.SAME
    if min(len(one.code), len(other.code)) < ATC_LEVEL_5 and (
        one.code.startswith(other.code) or other.code.startswith(one.code)
    ):
        return Agreement.UNKNOWN
    return Agreement.OTHER


def _form(one: object, other: object) -> Agreement:
    if not isinstance(one, Coded) or not isinstance(other, Coded) or one.system != other.system:
        return Agreement.UNKNOWN
    return Agreement.SAME if one.code == other.code else Agreement.OTHER


def _strength(one: Product, other: Product) -> Agreement:
    """By the strengths of the substances where both sides say all of them, in codes or in words; else to the letter.

    What is coded and cannot be read is never the same by its words: which of the two is meant nobody knows.
    """
    if contradicts(one) or contradicts(other) or _counts_element(one) != _counts_element(other):
        return Agreement.UNKNOWN
    if _unread(one) or _unread(other):
        return (
            Agreement.SAME
            if _as_written(one) is not None and _as_written(one) == _as_written(other)
            else Agreement.UNKNOWN
        )
    ours, theirs = _strengths(one), _strengths(other)
    if ours is not None and theirs is not None:
        if sorted(ours) != sorted(theirs):
            return Agreement.OTHER
        return Agreement.SAME if len(ours) == 1 else _paired(one, other)
    words, other_words = one.strength_text.strip(), other.strength_text.strip()
    same = _plain(words) == _plain(other_words)
    if not same and _said_whole(one) and _said_whole(other):
        same = same_writing(words, other_words)
    return Agreement.SAME if words and same else Agreement.UNKNOWN


def _said_whole(product: Product) -> bool:
    """Whether the words can be read in one way, and say what each strength is per: a piece, or more."""
    found = readings_of(product.strength_text)
    return len(found) == 1 and (in_pieces(product) or all(said.below for said in found[0]))


def _counts_element(product: Product) -> bool:
    """Whether a number is one of an element: 100 mg of iron is no 100 mg of ferrous sulfate."""
    return any(i.counts_element for i in product.ingredients)


def _unread(product: Product) -> bool:
    """Whether a substance has a strength in codes that cannot be read as a number of something known."""
    return any(strength_of(i.strength) is None for i in product.ingredients)


def _as_written(product: Product) -> tuple[Ratio, ...] | None:
    """The coded strengths as they stand; None where one of them has no unit, and so is no strength."""
    ratios = tuple([i.strength for i in product.ingredients])
    bare = any(r.numerator.unit == COUNTED and not r.numerator.text for r in ratios)
    return None if bare or any(r.numerator.unit == PERCENT for r in ratios) else ratios


def strength_unread(product: Product) -> bool:
    """Whether a coded strength has a unit that is none, or none at all; one that is said by a word beside 1 is read."""
    return any(
        strength_of(i.strength) is None and not (i.strength.numerator.unit == COUNTED and i.strength.numerator.text)
        for i in product.ingredients
    )


def contradicts(product: Product) -> bool:
    """Whether the words of a strength, read in every way, say another than each of the codes does.

    The name is asked where there are no such words.
    """
    coded = _coded(product)
    if not coded:
        return False
    found = readings_of(words_of_strength(product)) or readings_of(product.name)
    return contradict(found, coded, in_pieces=in_pieces(product))


def name_contradicts(product: Product) -> bool:
    """Whether the name says another strength than the codes do, or than the words of the strength."""
    found = readings_of(product.name)
    if not found:
        return False
    pieces = in_pieces(product)
    words = single(words_of_strength(product), in_pieces=pieces)
    known = _coded(product) or (() if words is None else (words,))
    return contradict(found, known, in_pieces=pieces)


def _coded(product: Product) -> tuple[Strength, ...]:
    """Every coded strength; none where one of them cannot be read."""
    found = [strength_of(i.strength) for i in product.ingredients]
    known = [s for s in found if s is not None]
    return tuple(known) if len(known) == len(found) else ()


def _paired(one: Product, other: Product) -> Agreement:
    """Several substances: each must have the other side's strength of the same substance."""
    ours, theirs = _by_substance(one), _by_substance(other)
    if ours is None or theirs is None or ours.keys() != theirs.keys():
        return Agreement.UNKNOWN
    return Agreement.SAME if ours == theirs else Agreement.OTHER


def _by_substance(product: Product) -> dict[str, Strength | None] | None:
    """Strengths by the codes of their substances, else by their names; None where one is missing or stands twice."""
    coded = [i.code.code for i in product.ingredients if i.code is not None]
    keys = coded if len(coded) == len(product.ingredients) else [_name(i.name) for i in product.ingredients]
    found = {key: strength_of(i.strength) for key, i in zip(keys, product.ingredients, strict=True)}
    return found if len(found) == len(product.ingredients) and all(found) else None


def _name(name: str) -> str:
    return " ".join(name.casefold().split())


def _strengths(product: Product) -> tuple[Strength, ...] | None:
    """The strengths; None where there are none or one is not known."""
    found = [strength_of(i.strength) for i in product.ingredients]
    known = [s for s in found if s is not None]
    if found:
        return tuple(known) if len(known) == len(found) else None
    said = single(words_of_strength(product), in_pieces=in_pieces(product))
    return None if said is None else (said,)


def _plain(text: str) -> str:
    """Words of a strength without blanks and case, with a decimal point: `0,5 MG` is `0.5mg`."""
    return "".join(text.casefold().split()).replace(",", ".")
