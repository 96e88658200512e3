"""Numbers of packages that cannot be meant: what they split, and how long they last."""

from decimal import Decimal

import pytest

from converter.conversion.m1_to_ep.amount_plausible import check_amount
from converter.model.dosage import Dosage, Dose, Frequency, Schedule, Timing
from tests.builders.loaded import convert, remarks, stops
from tests.builders.medicines import codes, layer, notes, product
from tests.builders.messages import m1


def told(packages: str, *layers: object, dosage: Dosage = Dosage("x")) -> list[str]:  # noqa: B008
    """What is noted of so many packages of these layers."""
    noted = notes()
    check_amount(Decimal(packages), product(layers=layers), dosage, noted)
    return codes(noted)


def daily(dose: str, unit: str, timing: Timing) -> Dosage:
    """A coded dosage."""
    return Dosage("x", schedule=Schedule(Dose(Decimal(1), Decimal(dose), unit), timing))


@pytest.mark.parametrize(
    ("packages", "layers", "wanted"),
    [
        ("2", (layer("30"),), []),
        ("2.0000000", (layer("30"),), []),
        ("0.5", (layer("30"),), []),
        ("0.25", (layer("30"),), ["quantity-splits-piece"]),
        ("0.333", (layer("30"),), ["quantity-splits-piece"]),
        ("2.5", (layer("100", "mL"),), ["quantity-splits-container"]),
        ("0.5", (layer("3", "mL"), layer("10", "1")), []),
        ("0.5", (layer("3", "mL"), layer("5", "1")), ["quantity-splits-container"]),
    ],
)
def test_a_fraction_of_a_package(packages: str, layers: tuple[object, ...], wanted: list[str]) -> None:
    """Whole pieces and whole containers are nothing to tell."""
    assert told(packages, *layers) == wanted


THREE, CLOCK = Timing(Frequency.PER_DAY, Decimal(3)), Timing(Frequency.BEFORE_MEALS)


@pytest.mark.parametrize(
    ("packages", "dosage", "wanted"),
    [
        ("1", daily("1", "{Tablet}", THREE), []),
        ("1", daily("2", "{Tablet}", THREE), ["amount-under-a-day"]),
        ("2", daily("2", "{Tablet}", THREE), []),
        ("1", daily("2", "{Tablet}", CLOCK), ["amount-under-a-day"]),
        ("1", daily("6", "{Tablet}", Timing(Frequency.EVERY, Decimal(1), "wk")), ["amount-under-a-day"]),
        ("1", daily("1", "{Tablet}", Timing(Frequency.EVERY, Decimal(4), "h")), ["amount-under-a-day"]),
        ("1", daily("9", "mL", THREE), []),
        ("1", Dosage("x"), []),
    ],
)
def test_what_is_gone_in_less_than_a_day(packages: str, dosage: Dosage, wanted: list[str]) -> None:
    """Five tablets at the coded dose; what does not compare is not told of."""
    assert told(packages, layer("5"), dosage=dosage) == wanted


def test_far_more_packages_than_anybody_is_given_are_told() -> None:
    """By a row of the rules."""
    assert "remark-implausibly-many" in remarks(convert(m1(quantity="100000")))
    assert "remark-implausibly-many" not in remarks(convert(m1(quantity="50")))
    assert "quantity-splits-piece" in stops(convert(m1(quantity="0.25")))
