"""How much of a prescription is used: each comparison at its edge, and unknown where one amount is missing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from converter.conversion.ed_to_m10.consumption import Consumption, consume
from converter.conversion.medicine.comparison import Agreement, Comparison
from converter.model.known import EarlierDispensation, Known, PrescriptionFacts
from converter.model.product import Product
from tests.builders.medicines import layer, product

SAME = Comparison(Agreement.SAME, Agreement.SAME, Agreement.SAME)
UNKNOWN = Comparison(Agreement.SAME, Agreement.UNKNOWN, Agreement.SAME)
DAY = date(2026, 11, 1)


def used(
    now: int | None = 30, one: int | None = 30, whole: int | None = 60, before: int | None = 0, counted: bool = True
) -> Consumption:
    """A consumption in pieces."""
    n, o, w, b = (None if x is None else Fraction(x) for x in (now, one, whole, before))
    return Consumption(n, o, w, b, "piece", counted)


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        (used(), "within"),
        (used(now=31), "beyond-one-dispense"),
        (used(before=30), "within"),
        (used(before=31), "beyond-all"),
        (used(now=31, before=60), "beyond-one-dispense"),
        (used(before=None), "within"),
        (used(now=None), "unknown"),
        (used(one=None), "unknown"),
        (used(whole=None), "unknown"),
    ],
)
def test_the_amount(given: Consumption, amount: str) -> None:
    """Of one dispense first, then of all; exactly as much is within."""
    assert given.amount == amount


@pytest.mark.parametrize(
    ("given", "used_up"),
    [
        (used(), "no"),
        (used(before=29), "no"),
        (used(before=30), "yes"),
        (used(before=31), "yes"),
        (used(counted=False), "unknown"),
        (used(before=30, counted=False), "yes"),
        (used(now=None), "unknown"),
        (used(whole=None), "unknown"),
        (used(before=None), "unknown"),
    ],
)
def test_used_up(given: Consumption, used_up: str) -> None:
    """Where what is counted makes up all, what is not counted changes nothing."""
    assert given.used_up == used_up


@pytest.mark.parametrize(
    ("given", "before"),
    [
        (used(before=59), "no"),
        (used(before=60), "yes"),
        (used(before=61), "yes"),
        (used(before=None), ""),
        (used(whole=None), ""),
        (used(now=None), "no"),
    ],
)
def test_used_up_before(given: Consumption, before: str) -> None:
    """By the earlier ones alone."""
    assert given.used_up_before == before


@pytest.mark.parametrize(
    ("given", "remaining"),
    [
        (used(), 30),
        (used(before=20), 10),
        (used(now=None), None),
        (used(whole=None), None),
        (used(before=None), None),
        (used(counted=False), None),
    ],
)
def test_remaining(given: Consumption, remaining: int | None) -> None:
    """Only where every amount is known."""
    assert given.remaining == remaining


def known(
    *earlier: EarlierDispensation, prescribed: Product | None = None, packages: int | None = 2, repeats: int = 0
) -> Known:
    """What is known of a prescription of two packages of thirty tablets."""
    number = None if packages is None else Decimal(packages)
    facts = PrescriptionFacts("x", "C", DAY, DAY, DAY, repeats, number, prescribed or product())
    return Known(facts, True, earlier=earlier)


def test_what_is_handed_out_is_counted_in_what_was_prescribed() -> None:
    """One dispense of it, and as many as there are repeats and one."""
    found = consume(Decimal(1), product(), known(repeats=2), SAME)
    assert found == Consumption(Fraction(30), Fraction(60), Fraction(180), Fraction(0), "piece", allowed=Fraction(60))


@pytest.mark.parametrize(
    ("given", "comparison", "now"),
    [
        (product(), SAME, 30),
        (product(), UNKNOWN, None),
        (product(layers=(layer("5", "mL"),)), SAME, None),
        (product(layers=()), SAME, None),
    ],
    ids=["same", "another strength", "another unit", "unknown amount"],
)
def test_another_product_is_not_counted(given: Product, comparison: Comparison, now: int | None) -> None:
    """Nor one that is measured otherwise."""
    assert consume(Decimal(1), given, known(), comparison).now == now


@pytest.mark.parametrize(
    ("prescribed", "packages"), [(product(layers=()), 2), (product(), None)], ids=["amount", "number"]
)
def test_a_prescription_of_unknown_amount_is_used_by_nothing(prescribed: Product, packages: int | None) -> None:
    """All is unknown."""
    found = consume(Decimal(1), product(), known(prescribed=prescribed, packages=packages), SAME)
    assert found == Consumption(None, None, None, None)


@pytest.mark.parametrize(
    ("earlier", "before", "whole"),
    [
        ((), 0, True),
        ((EarlierDispensation(Fraction(10), "piece"), EarlierDispensation(Fraction(5), "piece")), 15, True),
        ((EarlierDispensation(Fraction(10), "piece"), EarlierDispensation(None, "piece")), 10, False),
        ((EarlierDispensation(Fraction(10), "mL"),), 0, False),
    ],
)
def test_earlier_dispensations_are_counted_where_they_compare(
    earlier: tuple[EarlierDispensation, ...], before: int, whole: bool
) -> None:
    """And it is kept whether all did."""
    found = consume(Decimal(1), product(), known(*earlier), SAME)
    assert (found.before, found.whole_before) == (before, whole)
