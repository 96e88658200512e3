"""What the readable part says of a strength, in English."""

from dataclasses import replace

import pytest

from converter.formats.cda.narrative import SEE_ORIGINAL, STRENGTH, rows
from converter.model.coded import Coded
from converter.model.product import Product
from converter.terminology.english import wording_of
from tests.builders.loaded import loaded
from tests.builders.meant import prescribed
from tests.builders.medicines import ATC, product


def english(given: Product) -> str:
    """The English of the row of the strength; empty where there is none."""
    lines = rows(replace(prescribed(), product=given), wording_of(loaded().tables))
    return next((line.english for line in lines if line.id == STRENGTH), "")


@pytest.mark.parametrize(
    ("code", "wanted"),
    [("A10AB01", "100 international units per mL"), ("A10AE04", SEE_ORIGINAL), ("A10A", SEE_ORIGINAL)],
)
def test_the_units_of_an_insulin_analogue_are_not_said_as_international_ones(code: str, wanted: str) -> None:
    """IE in words: of human insulin it is that, of an analogue the Norwegian stands."""
    given = product(ingredients=(), strength_text="100 IE/ml", atc=Coded(code, ATC, "insulin"))
    assert english(given) == wanted
