"""What was handed out against what was prescribed: same, other or unknown, each for one reason."""

import pytest

from converter.conversion.medicine.comparison import Agreement, Comparison, compare, contradicts, other_substance
from converter.model.coded import Coded, Null, Quantity
from converter.model.product import Ingredient, Product
from tests.builders.medicines import ATC, EDQM, IBUPROFEN, TABLET, layer, product, ratio

SAME, OTHER, UNKNOWN = Agreement.SAME, Agreement.OTHER, Agreement.UNKNOWN
NAPROXEN = Coded("M01AE02", ATC, "naproxen")


def ingredient(value: str = "400", code: Coded | None = IBUPROFEN, name: str = "ibuprofen", **more: str) -> Ingredient:
    """A substance with a strength."""
    return Ingredient(name, ratio(value, **more), code)


def worded(text: str, **changes: object) -> Product:
    """A product whose strength is said in words alone."""
    return product(ingredients=(), strength_text=text, **changes)


def test_the_same_product_is_the_same() -> None:
    """In all three, so that amounts of it compare."""
    found = compare(product(), product())
    assert found == Comparison(SAME, SAME, SAME)
    assert found.amounts_compare


def test_the_facts_of_the_rules_are_named_so() -> None:
    """`atc`, `strength` and `form` in the rules of ed-to-m10."""
    assert [a.value for a in Agreement] == ["same", "other", "unknown"]


def test_nothing_prescribed_compares_with_nothing() -> None:
    """Unknown, and no amount stands for another."""
    found = compare(product(), None)
    assert found == Comparison(UNKNOWN, UNKNOWN, UNKNOWN)
    assert not found.amounts_compare


@pytest.mark.parametrize(
    ("atc", "strength", "form", "amounts"),
    [
        (SAME, SAME, OTHER, True),
        (SAME, OTHER, SAME, False),
        (OTHER, SAME, SAME, False),
        (SAME, UNKNOWN, SAME, False),
        (UNKNOWN, SAME, SAME, False),
    ],
)
def test_amounts_compare_by_substance_and_strength(
    atc: Agreement, strength: Agreement, form: Agreement, amounts: bool
) -> None:
    """Both must be the same; the form need not."""
    assert Comparison(atc, strength, form).amounts_compare is amounts


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("M01AE01", "M01AE02", OTHER),
        ("M01AE01", "M01AE", UNKNOWN),
        ("M01AE", "M01AE01", UNKNOWN),
        ("M01AB", "M01AE01", OTHER),
        ("M01AE01", "M01AE01X", OTHER),
        ("M01AE", "M01AE", SAME),
        (None, "M01AE01", UNKNOWN),
        ("M01AE01", None, UNKNOWN),
    ],
)
def test_a_shorter_atc_code_is_a_group_that_may_hold_the_substance(
    one: str | None, other: str | None, agreement: Agreement
) -> None:
    """Two whole codes are two substances."""

    def of(code: str | None) -> Product:
        return product(atc=None if code is None else Coded(code, ATC, ""), ingredients=())

    assert compare(of(one), of(other)).atc is agreement


@pytest.mark.parametrize(
    ("given", "other"),
    [
        (product(ingredients=(ingredient(code=NAPROXEN),)), True),
        (product(), False),
        (product(ingredients=(ingredient(code=NAPROXEN),), atc=None), False),
        (product(ingredients=(ingredient(code=None),)), False),
        (product(ingredients=()), False),
        (product(ingredients=(ingredient(code=NAPROXEN), ingredient())), False),
        (product(ingredients=(ingredient(code=Coded("M01AE02", "1.2.3", "")),)), False),
        (product(ingredients=(ingredient(code=Coded("M01AE", ATC, "")),)), False),
    ],
    ids=["other", "same", "no ATC", "no code", "no substance", "two substances", "other system", "group"],
)
def test_one_substance_with_a_code_of_another_than_its_product(given: Product, other: bool) -> None:
    """Only one substance, of the product's own code system, contradicts it."""
    assert other_substance(given) is other
    assert compare(given, given).atc is (UNKNOWN if other or given.atc is None else SAME)


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (TABLET, Coded("10210000", EDQM, "Capsule"), OTHER),
        (TABLET, Coded("10219000", "1.2.3", "Tablet"), UNKNOWN),
        (TABLET, Null.UNK, UNKNOWN),
        (Null.UNK, TABLET, UNKNOWN),
        (Null.UNK, Null.UNK, UNKNOWN),
    ],
    ids=["other", "other system", "unknown prescribed", "unknown dispensed", "both unknown"],
)
def test_forms_of_one_code_system_compare(one: Coded | Null, other: Coded | Null, agreement: Agreement) -> None:
    """A code of another system is neither the same nor another."""
    assert compare(product(form=one), product(form=other)).form is agreement


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (product(), product(strength_text=""), SAME),
        (product(), product(ingredients=(ingredient("200"),), strength_text=""), OTHER),
        (product(), product(ingredients=(ingredient("0.4", unit="g"),), strength_text=""), SAME),
        (product(), product(ingredients=(ingredient("400", of="mL"),), strength_text=""), OTHER),
        (product(), worded("400 mg"), SAME),
        (product(), worded("200 mg"), OTHER),
        (product(), worded("strong"), UNKNOWN),
        (worded("strong"), worded("Strong"), SAME),
        (worded("strong"), worded("weak"), UNKNOWN),
        (worded(""), worded(""), UNKNOWN),
        (worded("0,5 G"), worded("500 mg"), SAME),
        (worded("5 mg/ml"), worded("5 mg/g"), OTHER),
        (worded("5 mg/ml"), worded("5 mg/ml", layers=(layer("10", "mL"),)), SAME),
        (worded("5 mg", layers=(layer("10", "mL"),)), worded("5 mg"), SAME),
        (worded("5000 mg", layers=(layer("10", "mL"),)), worded("5 g"), UNKNOWN),
        (worded("5000 mg", layers=()), worded("5 g"), UNKNOWN),
        (worded("5000 mg", layers=(layer("10", "spoon"),)), worded("5 g"), UNKNOWN),
        (worded("10 µg"), worded("10 mikrog"), SAME),
        (worded("10 mcg"), worded("0,01 mg"), SAME),
        (worded("10 ie"), worded("10 IU"), SAME),
        (worded("5000 mg/ml", layers=(layer("10", "mL"),)), worded("5 g/ml"), SAME),
        (worded("10 mg 5 mg"), worded("10 mg"), UNKNOWN),
    ],
)
def test_strengths_compare_by_what_they_say(one: Product, other: Product, agreement: Agreement) -> None:
    """In codes, else in words of one number; else only the same words are the same strength. Either way round."""
    assert compare(one, other).strength is agreement
    assert compare(other, one).strength is agreement


def test_a_strength_in_a_unit_that_nobody_knows_is_unknown_whatever_the_words() -> None:
    """Coded strengths of which one cannot be read are not replaced by words."""
    given = product(ingredients=(ingredient(unit="spoon"),), strength_text="400 mg")
    assert compare(given, product(strength_text="")).strength is UNKNOWN


CODED = (ingredient("400"), ingredient("10", NAPROXEN, "naproxen"))
NAMED = (ingredient("400", None), ingredient("10", None, "Naproxen"))


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (CODED, CODED[::-1], SAME),
        (CODED, (ingredient("10"), ingredient("400", NAPROXEN, "naproxen")), OTHER),
        (CODED, (ingredient("400"), ingredient("20", NAPROXEN, "naproxen")), OTHER),
        (CODED, CODED[:1], OTHER),
        (CODED, (ingredient("400"), ingredient("10", Coded("M01AE09", ATC, ""))), UNKNOWN),
        (CODED, NAMED, UNKNOWN),
        (NAMED, (ingredient("400", None, "IBUPROFEN "), ingredient("10", None, " naproxen")), SAME),
        (NAMED, (ingredient("10", None), ingredient("400", None, "naproxen")), OTHER),
        (CODED, (ingredient("400", None), ingredient("10", NAPROXEN, "naproxen")), UNKNOWN),
        ((ingredient("400"), ingredient("10")), (ingredient("400"), ingredient("10")), UNKNOWN),
        ((ingredient("400"), ingredient("10")), CODED, UNKNOWN),
        (CODED, (ingredient("400"), ingredient("10")), UNKNOWN),
        ((ingredient("400", None, ""), NAMED[1]), (ingredient("400", None, ""), NAMED[1]), UNKNOWN),
        (CODED, (ingredient("400"), ingredient("10", NAPROXEN, "naproxen", unit="spoon")), UNKNOWN),
    ],
    ids=[
        "another order", "swapped", "another strength", "one missing", "another substance", "codes against names",
        "names", "names swapped", "one without code", "one substance twice", "twice against once",
        "once against twice", "no name", "unit unknown",
    ],
)  # fmt: skip
def test_several_substances_compare_each_with_its_own(
    one: tuple[Ingredient, ...], other: tuple[Ingredient, ...], agreement: Agreement
) -> None:
    """Not as a heap of numbers."""
    found = compare(product(ingredients=one, strength_text=""), product(ingredients=other, strength_text=""))
    assert found.strength is agreement


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (product(strength_text="200 mg"), True),
        (product(strength_text="400 mg"), False),
        (product(strength_text="strong"), False),
        (product(strength_text="200 mg", ingredients=()), False),
        (product(strength_text="200 mg", ingredients=CODED), True),
        (product(strength_text="10 mg", ingredients=CODED), False),
        (product(strength_text="200 mg", ingredients=(ingredient(unit="spoon"),)), False),
    ],
    ids=["other", "same", "no number", "no code", "neither of two", "one of two", "unit unknown"],
)
def test_words_that_say_another_strength_than_the_code(given: Product, wrong: bool) -> None:
    """Which of the two is meant nobody knows, so nothing is compared with it."""
    assert contradicts(given) is wrong
    if wrong:
        assert compare(given, product()).strength is UNKNOWN
        assert compare(product(), given).strength is UNKNOWN


def test_a_strength_per_more_than_one_is_divided() -> None:
    """800 mg in two tablets is 400 mg in one."""
    given = product(ingredients=(Ingredient("ibuprofen", ratio("800", per="2"), IBUPROFEN),), strength_text="")
    assert compare(given, product()).strength is SAME
    assert given.ingredients[0].strength.denominator == Quantity(ratio(per="2").denominator.value, "{Tablet}")


def test_a_number_of_an_element_is_not_one_of_its_salt() -> None:
    """100 mg of iron against 100 mg of ferrous sulfate: not the same, and not known to be other."""
    iron = product(ingredients=(Ingredient("iron (Fe) as ferrous sulfate", ratio("100")),), strength_text="100 mg")
    salt = product(ingredients=(Ingredient("Ferrous sulfate", ratio("100")),), strength_text="100 mg")
    assert compare(salt, iron).strength is Agreement.UNKNOWN
    assert compare(iron, iron).strength is Agreement.SAME
    assert compare(product(ingredients=(), strength_text="100 mg"), iron).strength is Agreement.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("400 mg/30 mg", "400 mg + 30 mg", SAME),
        ("400 mg/30 mg", "0,4 g/30 mg", SAME),
        ("400 mg/30 mg", "400 mg/40 mg", UNKNOWN),
        ("50 mg/ml", "50 mg pr ml", SAME),
        ("50 mg/ml", "100 mg/2 ml", SAME),
        ("400 mg/d", "400 mg/d", SAME),  # to the letter
        ("400 mg/d", "400 mg", UNKNOWN),
        ("1/2 mg", "0,5 mg", UNKNOWN),  # or two substances
        ("20.000 IE", "20 000 IE", UNKNOWN),  # or twenty
        ("ca. 400 mg", "400 mg", UNKNOWN),
        ("400 mg daglig", "400 mg", UNKNOWN),
    ],
)
def test_strengths_in_words_are_the_same_however_they_are_written(one: str, other: str, same: Agreement) -> None:
    """Where each can be read in one way; nothing is guessed."""
    assert compare(worded(one), worded(other)).strength is same
    assert compare(worded(other), worded(one)).strength is same
