"""Per cent as amounts: by FEST's alternative where it says the same, by definition where the unit says of what."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.medicine.percent import in_amounts
from converter.model.medicine import RegisterQuantity
from tests.builders.medicines import codes, known, notes, substance


def so_much(value: str, unit: str) -> RegisterQuantity:
    """An amount of a register."""
    return RegisterQuantity(Decimal(value), unit)


def said(value: str, unit: str, alternative: tuple[str, str, str, str] | None = None) -> tuple[str, list[str]]:
    """The strength as it would be sent, and what is told."""
    more: dict[str, object] = {}
    if alternative is not None:
        more["alternative"] = so_much(*alternative[:2])
        more["alternative_denominator"] = so_much(*alternative[2:])
    noted = notes()
    record = in_amounts(known(substances=(substance(value, unit, "Ibuprofen", **more),)), noted)
    assert record is not None
    (found,) = record.substances
    if found.strength is None:
        return "", codes(noted)
    per = "" if found.denominator is None else f" / {found.denominator.value} {found.denominator.unit}"
    return f"{found.strength.value} {found.strength.unit}{per}", codes(noted)


@pytest.mark.parametrize(
    ("value", "unit", "alternative", "wanted"),
    [
        ("5", "Pst", ("50", "mg", "1", "g"), "50 mg / 1 g"),
        ("5", "%", ("50", "mg", "1", "ml"), "50 mg / 1 ml"),
        ("0.1", "% w/w", ("1", "mg", "1", "g"), "1 mg / 1 g"),
        ("1", "% w/w", None, "10 mg / 1 g"),
        ("0.05", "PstWW", None, "0.5 mg / 1 g"),
        ("2.5", "% w/v", None, "25 mg / 1 ml"),
        ("1", "PstWV", ("1", "g", "100", "ml"), "1 g / 100 ml"),
    ],
)
def test_what_is_exact_is_an_amount(
    value: str, unit: str, alternative: tuple[str, str, str, str] | None, wanted: str
) -> None:
    """Nothing is told: it is the same strength."""
    assert said(value, unit, alternative) == (wanted, [])


@pytest.mark.parametrize(
    ("value", "unit", "alternative"),
    [
        ("1", "Pst", None),
        ("1", "%", None),
        ("1", "% v/v", None),
        ("100", "E", ("3.5", "mg", "1", "ml")),
        ("400", "mg", ("40", "mg", "1", "ml")),
    ],
)
def test_what_is_not_per_cent_of_a_weight_stays(
    value: str, unit: str, alternative: tuple[str, str, str, str] | None
) -> None:
    """Plain per cent is of nobody knows what; an alternative of another unit is words."""
    assert said(value, unit, alternative) == (f"{value} {unit}", [])


@pytest.mark.parametrize(
    ("value", "unit", "alternative"),
    [
        ("5", "Pst", ("5", "mg", "1", "g")),
        ("1", "% w/w", ("10", "mg", "1", "ml")),
        ("1", "% w/v", ("10", "mg", "1", "g")),
        ("1", "Pst", ("10", "mmol", "1", "g")),
        ("1", "Pst", ("10", "mg", "1", "dose")),
        ("1", "Pst", ("10", "mg", "0", "g")),
        ("1", "Pst", ("10", "mg Fe", "1", "g")),
    ],
)
def test_two_that_differ_are_neither_said(value: str, unit: str, alternative: tuple[str, str, str, str]) -> None:
    """And that is told."""
    assert said(value, unit, alternative) == ("", ["strength-alternative-differs"])


@given(st.decimals(Decimal("0.001"), Decimal(100), places=3), st.sampled_from(["% w/w", "PstWW", "% w/v", "PstWV"]))
def test_the_amount_is_the_per_cent(value: Decimal, unit: str) -> None:
    """Of a gram or a millilitre, exactly."""
    record = in_amounts(known(substances=(substance(str(value), unit),)), notes())
    assert record is not None
    (found,) = record.substances
    assert found.strength is not None
    assert Fraction(found.strength.value) / 1000 == Fraction(value) / 100


def test_without_a_record_there_is_nothing_to_say() -> None:
    """No register, no strength."""
    assert in_amounts(None, notes()) is None
