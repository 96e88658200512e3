"""What tells which medicine it is: a name alone does not."""

import pytest

from tests.builders.loaded import convert, stops
from tests.builders.messages import m1


@pytest.mark.parametrize(
    ("atc", "told"),
    [("N", True), ("N02", True), ("", True), ("N02B", False), ("M01AE", False), ("M01AE01", False)],
)
def test_an_atc_code_of_an_organ_or_a_therapy_names_no_medicine(atc: str, told: bool) -> None:
    """From the third level on it is of alike medicines."""
    given = m1(varenr="123456", brand="Ukjentpreparat", name="Ukjentpreparat tab 5 mg", atc=atc or None, atc_name="")
    assert ("medicine-not-identified" in stops(convert(given))) is told
