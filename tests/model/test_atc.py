"""ATC codes by their levels, and whose units are no international ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model.atc import has_own_units


@pytest.mark.parametrize(
    ("code", "names", "wanted"),
    [
        ("A10AB01", ("Insulin human",), False),
        ("A10AE01", (), False),
        ("A10AC30", (), False),
        ("A10AB05", (), True),
        ("a10 ae04", (), True),
        ("A10AE54", (), True),
        ("A10AE07", (), True),
        ("A10AB", (), True),
        ("A10A", (), True),
        ("A10BJ02", (), False),
        ("B01AB04", (), False),
        ("", ("Insulin glargine",), True),
        ("A10AB01", ("Insulinlispro", "Insulin lispro"), True),
        ("", ("Insulinglargin",), True),
        ("", ("Insulin (human)",), False),
        ("", ("Aspartic acid",), False),
        ("", (), False),
    ],
)
def test_an_insulin_analogue_has_units_of_its_own(code: str, names: tuple[str, ...], wanted: bool) -> None:
    """By its ATC code, a code above the fifth level included, or by its name."""
    assert has_own_units(code, names) is wanted


@given(st.sampled_from("ABCDEF"), st.integers(0, 99))
def test_every_insulin_but_those_of_species_has(group: str, number: int) -> None:
    """The fifth level of A10A: 01, 02, 03 and 30 are of humans and animals; one that WHO adds is an analogue."""
    assert has_own_units(f"A10A{group}{number:02}") is (number not in {1, 2, 3, 30})
