"""How much a package holds, and whether it can be cut."""

from decimal import Decimal
from fractions import Fraction

import pytest

from converter.conversion.medicine.amounts import amount_of, has_whole_pieces, resolved, splits_pieces, with_units
from converter.model.coded import Quantity
from converter.model.measure import Measure
from converter.model.product import Part, Product
from tests.builders.medicines import TABLET, layer, notes, product


def quantity(value: str, unit: str = "1", text: str = "") -> Quantity:
    """An amount."""
    return Quantity(Decimal(value), unit, text)


@pytest.mark.parametrize(
    "given", [quantity("3"), quantity("3", "mL", "tablets"), quantity("3", "1", "hornets")], ids=["1", "unit", "word"]
)
def test_only_a_counted_word_that_a_table_knows_is_resolved(given: Quantity) -> None:
    """All else stays as it is."""
    assert resolved(given, notes(), "") == given


def test_a_counted_word_becomes_its_unit() -> None:
    """`3 tablets` is three of `{Tablet}`, and no word is left beside it."""
    assert resolved(quantity("3", "1", "Tablets"), notes(), "") == quantity("3", "{Tablet}")


def test_the_words_of_outer_layers_are_resolved_too() -> None:
    """What they count shows then; a word for pieces stays, for unit 1 without one counts containers."""
    given = product(layers=(layer("3", "1", "tablets"), layer("2", "1", "tablets"), layer("2", "1", "stk")))
    found = with_units(given, notes(), "")
    assert [x.content for x in found.layers] == [
        quantity("3", "{Tablet}"),
        quantity("2", "{Tablet}"),
        quantity("2", "1", "stk"),
    ]


def test_the_parts_of_a_combination_are_resolved_and_not_the_set() -> None:
    """Its own layer holds one set."""
    part = Part("a", TABLET, (layer("3", "1", "tablets"), layer("2", "1")))
    found = with_units(product(layers=(layer("1", "1", "tablets"),), parts=(part,)), notes(), "")
    assert [x.content for x in found.parts[0].layers] == [quantity("3", "{Tablet}"), quantity("2")]
    assert found.layers == (layer("1", "1", "tablets"),)


def test_an_amount_counts_every_layer() -> None:
    """Two packages of three blisters of ten."""
    assert amount_of(Decimal(2), product(layers=(layer("10"), layer("3", "1")))) == Measure(Fraction(60), "piece")


@pytest.mark.parametrize(
    "given",
    [
        product(layers=()),
        product(layers=(layer("10", "spoon"),)),
        product(parts=(Part("a", TABLET, (layer("3"),)),)),
    ],
    ids=["no layers", "unknown unit", "parts"],
)
def test_an_amount_that_nobody_knows(given: Product) -> None:
    """Nothing is taken for it."""
    assert amount_of(Decimal(1), given) is None


@pytest.mark.parametrize(
    ("packages", "layers", "splits"),
    [
        ("2", (layer("10", "spoon"),), False),
        ("0.5", (layer("10"),), False),
        ("0.5", (layer("5"),), True),
        ("0.5", (layer("10", "mL"),), True),
        ("0.5", (layer("10", "spoon"),), True),
        ("0.5", (layer("10", "{Vial}"),), False),
        ("0.25", (layer("10", "{Vial}"),), True),
    ],
)
def test_a_fraction_cuts_what_is_not_counted_or_does_not_come_out_even(
    packages: str, layers: tuple, splits: bool
) -> None:
    """Half of ten tablets is five; half of ten millilitres is in one bottle."""
    assert splits_pieces(Decimal(packages), product(layers=layers)) is splits


@pytest.mark.parametrize(
    ("layers", "whole"),
    [
        ((layer("10"),), True),
        ((layer("2.5"),), False),
        ((layer("2.5", "mL"),), True),
        ((layer("2.5", "spoon"),), True),
        ((layer("2.5", "{Vial}"),), False),
        ((), True),
    ],
)
def test_pieces_are_whole(layers: tuple, whole: bool) -> None:
    """What is measured need not be."""
    assert has_whole_pieces(product(layers=layers)) is whole


def test_the_pieces_of_each_part_are_whole() -> None:
    """One part of several that is not is enough."""
    parts = (Part("a", TABLET, (layer("3"),)), Part("b", TABLET, (layer("2.5"),)))
    assert has_whole_pieces(product(parts=parts[:1]))
    assert not has_whole_pieces(product(parts=parts))
