"""The strengths that words say, in the spellings of Europe, held against codes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.medicine.comparison import Agreement, compare, contradicts, name_contradicts, strength_unread
from converter.conversion.medicine.strength_said import contradict, plain_strength, readings_of, single
from converter.model.coded import Quantity
from converter.model.measure import Strength
from converter.model.product import Product
from tests.builders.exchange import steady
from tests.builders.medicines import layer, notes, product, ratio
from tests.conversion.medicine.test_comparison import CODED, ingredient

MILLI, MICRO = Fraction(1, 1000), Fraction(1, 1_000_000)
TABLET_400: Strength = (400 * MILLI, "g", "piece")


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("400 mikrogrammaa", "400 ug"),
        ("400 Mikrogramm", "400 ug"),
        ("400 microgrammes", "400 ug"),
        ("400 μικρογραμμάρια", "400 ug"),
        ("400 микрограма", "400 ug"),
        ("400 mkg", "400 ug"),
        ("400 \u00b5g", "400 ug"),
        ("400 \u03bcg", "400 ug"),
        ("400mg", "400mg"),
        ("400 mg", "400 mg"),
        ("0,4 grammaa/ml", "0,4 g/ml"),
        ("5 miligramų/mililitrų", "5 mg/mL"),
        ("100 UI/ml", "100 IU/ml"),
        ("100 unità internazionali/ml", "100 IU/ml"),
        ("400 mg tablettia", "400 mg tablettia"),
        ("vahva", "vahva"),
        ("", ""),
    ],
)
def test_units_of_other_languages_are_told_in_ucum(words: str, plain: str) -> None:
    """Behind a number or a slash; nothing else is touched."""
    assert plain_strength(words, notes(), "") == plain


SAME = (
    *("400 mg", "400mg", "400 MG", "0,4 g", "0.4 g", "400,0 mg", "400.00 mg", "tabl. 400 mg"),
    *("400000 \u00b5g", "400 000 ug"),
)
OTHER = (
    *("400 ug", "400 \u00b5g", "400 \u03bcg", "400 mcg", "400 mikrog", "4 g", "40 mg", "4000 mg", "2400 mg"),
    *("400 IU", "400 mg/ml"),
)


@pytest.mark.parametrize("words", SAME)
def test_the_same_strength_in_another_spelling_contradicts_nothing(words: str) -> None:
    """Whatever the comma, the unit and the blanks."""
    assert not contradict(readings_of(words), [TABLET_400], in_pieces=True)


@pytest.mark.parametrize("words", OTHER)
def test_another_strength_contradicts(words: str) -> None:
    """A microgram for a milligram above all."""
    assert contradict(readings_of(words), [TABLET_400], in_pieces=True)


@pytest.mark.parametrize("words", ["", "strong", "400", "x 400 y", "1-2 mg"])
def test_what_says_no_strength_contradicts_none(words: str) -> None:
    """A bare number is none."""
    assert not contradict(readings_of(words), [TABLET_400], in_pieces=True)


@pytest.mark.parametrize(
    ("words", "value", "contradicts_"),
    [("1.000 mg", 1000, False), ("1.000 mg", 1, False), ("1,000 mg", 1000, False), ("1.000 mg", 500, True)],
)
def test_a_number_that_may_be_a_thousand_agrees_with_either(words: str, value: int, contradicts_: bool) -> None:
    """And with nothing else; by itself it says no strength."""
    assert contradict(readings_of(words), [(value * MILLI, "g", "piece")], in_pieces=True) is contradicts_
    assert single(words, in_pieces=True) is None


@pytest.mark.parametrize(
    ("words", "coded", "wrong"),
    [
        ("5 %", (50 * MILLI, "g", "g"), False),
        ("5 %", (50 * MILLI, "g", "mL"), False),
        ("5 %", (5 * MILLI, "g", "g"), True),
        ("5 %", TABLET_400, False),
        ("10 mg/ml", (10 * MILLI, "g", "mL"), False),
        ("50 mg/5 ml", (10 * MILLI, "g", "mL"), False),
        ("10 mg/ml", (10 * MILLI, "g", "{Vial}"), False),
        ("10 mg/ml", (10 * MILLI, "g", "g"), True),
        ("20 mg/sprøyte", (40 * MILLI, "g", "mL"), False),
        ("20 mg/sprøyte", (40 * MILLI, "g", "{Syringe}"), True),
        ("200 mikrog/dose", (200 * MICRO, "g", "dose"), False),
        ("100 mg", (20 * MILLI, "g", "mL"), False),
    ],
)
def test_denominators_count(words: str, coded: Strength, wrong: bool) -> None:
    """A percentage is so much of a hundred; a whole ampoule may be said without its volume."""
    assert contradict(readings_of(words), [coded], in_pieces=False) is wrong


def test_one_of_several_is_enough_and_none_is_a_contradiction() -> None:
    """`400 mg/10 mg` may be two substances."""
    both = product(ingredients=CODED)
    for words, wrong in (
        ("400 mg/10 mg", False),
        ("400 mg + 10 mg", False),
        ("400 mg", False),
        ("400 mg + 20 mg", True),
    ):
        assert contradicts(Product(both.name, words, both.form, both.layers, both.atc, both.ingredients)) is wrong


@pytest.mark.parametrize("unit", ["mcg", "MG", "%", "mgr", "1", "U"])
def test_a_coded_strength_that_cannot_be_read_is_never_the_same(unit: str) -> None:
    """Whatever the words say; nor is it the same as itself where it has no unit or says a percentage of nothing."""
    given = product(ingredients=(ingredient(unit=unit),), strength_text="400 mg")
    assert strength_unread(given)
    assert compare(given, product()).strength is Agreement.UNKNOWN
    assert compare(product(), given).strength is Agreement.UNKNOWN
    if unit in {"1", "%"}:
        assert compare(given, given).strength is Agreement.UNKNOWN


def test_a_unit_in_a_word_beside_unit_1_is_read_to_the_letter() -> None:
    """An analogue of insulin has units of its own: the same word is the same, another is not known."""
    units = ratio("100", of="mL")
    units = type(units)(Quantity(units.numerator.value, "1", "units"), units.denominator)
    given = product(ingredients=(ingredient(),), strength_text="100 units/ml", layers=(layer("3", "mL"),))
    of_units = type(given.ingredients[0])("insulin", units, None)
    insulin = product(ingredients=(of_units,), strength_text="100 units/ml", layers=(layer("3", "mL"),))
    assert not strength_unread(insulin)
    assert compare(insulin, insulin).strength is Agreement.SAME
    assert compare(insulin, given).strength is Agreement.UNKNOWN


@pytest.mark.parametrize(
    ("name", "differs"),
    [("Ibum 2400 mg Pak", True), ("Ibum 400 mg", False), ("Ibum 0,4 g", False), ("Ibum 24", False), ("Ibum", False)],
)
def test_a_name_that_says_another_strength(name: str, differs: bool) -> None:
    """It is told, and where no words stand between them it is a contradiction of the code."""
    assert name_contradicts(product(name=name)) is differs
    assert contradicts(product(name=name, strength_text="")) is differs
    assert not contradicts(product(name=name))


UNITS = (("mg", MILLI), ("g", Fraction(1)), ("\u00b5g", MICRO), ("mikrogrammaa", MICRO), ("milligramme", MILLI))


@steady(500)
@given(
    st.integers(1, 99_999),
    st.integers(0, 3),
    st.sampled_from(UNITS),
    st.sampled_from((".", ",")),
    st.sampled_from(("", " ", "\u00a0")),
    st.sampled_from((Fraction(1), Fraction(1000), Fraction(1, 1000), Fraction(10))),
)
def test_a_strength_is_the_same_in_every_spelling(
    digits: int, decimals: int, unit: tuple[str, Fraction], point: str, blank: str, factor: Fraction
) -> None:
    """And another where it is ten or a thousand times as much, unless the number itself may be read so."""
    whole = f"{digits:0{decimals + 1}}"
    number = whole[: len(whole) - decimals] + (point + whole[len(whole) - decimals :] if decimals else "")
    word, scale = unit
    words = plain_strength(f"{number}{blank}{word}", notes(), "")
    coded = (Fraction(digits, 10**decimals) * scale * factor, "g", "piece")
    grouped = decimals == 3 and 1 <= len(whole) - decimals <= 3 and whole[0] != "0"  # `1.000`
    wrong = contradict(readings_of(words), [coded], in_pieces=True)
    assert readings_of(words)
    assert wrong is (factor not in ({Fraction(1), Fraction(1000)} if grouped else {Fraction(1)}))
