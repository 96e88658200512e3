"""How much is prescribed in all: told where nobody can mean it, whatever it is counted in and however it is said."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m1_to_ep.amount_total import totals
from converter.model.coded import Coded
from converter.model.national import Kind, NationalQuantity, PackageSize, PrescribedMedicine
from tests.builders.exchange import steady
from tests.builders.loaded import convert, remarks
from tests.builders.messages import m1
from tests.rules.test_m1_to_ep_facts import prescription

AMOUNT = {"quantity": None, "varenr": "000012"}
UNKNOWN = {"varenr": "000012"}


@pytest.mark.parametrize(
    ("knobs", "wanted"),
    [
        ({}, ""),
        ({**AMOUNT, "kind": "substance", "amount": ("100000", "stk")}, "remark-much-counted"),
        ({**AMOUNT, "kind": "brand", "amount": ("100000", "stk")}, "remark-much-counted"),
        ({**AMOUNT, "kind": "substance", "amount": ("10000", "stk")}, ""),
        ({**UNKNOWN, "size": "100000"}, "remark-much-counted"),
        ({**UNKNOWN, "size": "30 x 1000"}, "remark-much-counted"),
        ({**UNKNOWN, "size": "1000", "quantity": "50"}, "remark-much-counted"),
        ({**UNKNOWN, "size": "100", "quantity": "50"}, ""),
        (
            {**UNKNOWN, "size": "30000", "unit": "ml", "form": "9", "name": "Fiktivprofen mikst 20 mg/ml"},
            "remark-much-volume",
        ),
        ({**UNKNOWN, "size": "30000", "unit": "g", "form": "46", "name": "Fiktivprofen gel 5 %"}, "remark-much-mass"),
        ({"repeats": "99"}, "remark-many-repeats"),
        ({"repeats": "12"}, ""),
    ],
)
def test_an_amount_that_nobody_means_is_told(knobs: dict[str, object], wanted: str) -> None:
    """By a row for each."""
    told = {c for c in remarks(convert(m1(**knobs))) if c.startswith(("remark-much", "remark-many"))}
    assert told == ({wanted} if wanted else set())


UNITS = {"stk": "amount-counted", "dose": "amount-counted", "ml": "amount-volume", "g": "amount-mass", "IE": ""}


@steady(400)
@given(
    st.lists(st.integers(1, 2000), min_size=1, max_size=3),
    st.decimals("0.1", 100, places=1),
    st.sampled_from(sorted(UNITS)),
)
def test_the_total_is_number_times_size(numbers: list[int], packages: Decimal, unit: str) -> None:
    """Of all its layers; of units that measure an effect nothing is said."""
    size = PackageSize("", " x ".join(map(str, numbers)), Coded(unit, "", ""))
    medicine = PrescribedMedicine(Kind.PACKAGE, sizes=(size,))
    whole = Fraction(packages)
    for number in numbers:
        whole *= number
    wanted = {UNITS[unit]: whole} if UNITS[unit] else {}
    assert totals(prescription(medicine=medicine, packages=packages, amount=None)) == wanted


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (NationalQuantity(Decimal(2), "L"), {"amount-volume": 2000}),
        (NationalQuantity(Decimal(500), "mg"), {"amount-mass": Fraction(1, 2)}),
        (NationalQuantity(Decimal(5), "tabletter"), {"amount-counted": 5}),
        (NationalQuantity(Decimal(5), ""), {"amount-counted": 5}),
        (NationalQuantity(Decimal(5), "mill IE"), {}),
        (NationalQuantity(None, "stk"), {}),
        (None, {}),
    ],
)
def test_an_amount_is_what_it_says(amount: NationalQuantity | None, wanted: dict[str, object]) -> None:
    """In millilitres, grams or pieces."""
    assert totals(prescription(medicine=PrescribedMedicine(Kind.SUBSTANCE), packages=None, amount=amount)) == wanted
