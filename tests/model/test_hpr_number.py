"""One rule for HPR numbers, in every route: zeros in front do not make another person."""

import pytest

from converter.model.hpr_number import read_hpr_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9144900", "9144900"),
        ("009144900", "9144900"),
        ("007", "7"),
        ("123", "123"),
        ("999999999", "999999999"),
        ("0999999999", "999999999"),
    ],
)
def test_a_number_is_read_without_zeros_in_front(text: str, number: str) -> None:
    """One to nine digits after the zeros."""
    assert read_hpr_number(text) == number


@pytest.mark.parametrize("text", ["", "0", "0000", "1000000000", "12a", " 12", "12 ", "-12", "1.2", "١٢٣", "1²"])
def test_what_is_none_is_none(text: str) -> None:
    """Nothing but zeros, too many digits, or anything that is no ASCII digit."""
    assert read_hpr_number(text) is None
