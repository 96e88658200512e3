"""What the readable part says of a strength, in English."""

from dataclasses import replace
from decimal import Decimal

import pytest

from converter.formats.cda.narrative import SEE_ORIGINAL, STRENGTH, STRENGTH_IN_REGISTER, rows
from converter.model.coded import Bilingual, Coded, Quantity, Ratio
from converter.model.product import Ingredient, Product
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fikt Tab", ""),
        ("Fikt kit", ""),
        ("", ""),
        ("Fikt Tab 5 mikrog", SEE_ORIGINAL),
        ("Fikt forte Tab", SEE_ORIGINAL),
        ("Fikt Tab ½ tablett", SEE_ORIGINAL),
        ("Fikt fem milligram", SEE_ORIGINAL),
        ("Fikt Mite", SEE_ORIGINAL),
        ("400 mg", "400 mg"),
    ],
)
def test_the_original_is_pointed_to_only_where_it_says_something(text: str, wanted: str) -> None:
    """A name and a form beside `see original` would be looked at for nothing."""
    assert english(product(ingredients=(), strength_text=text)) == wanted


def test_what_the_register_says_stands_in_a_row_of_its_own() -> None:
    """Beside the signed words, in both languages; read back with the rest."""
    said = Bilingual("nicotinamide 20 mg NE", "nikotinamid 20 mg NE")
    given = product(ingredients=(), strength_text="Fikt Tab").with_register(said, None)
    lines = rows(replace(prescribed(), product=given), wording_of(loaded().tables))
    found = [(line.label, line.english, line.original) for line in lines if line.id == STRENGTH_IN_REGISTER]
    assert found == [("Strength, in the Norwegian register", "nicotinamide 20 mg NE", "nikotinamid 20 mg NE")]
    assert english(given) == ""


def test_a_share_is_said_without_what_it_is_per() -> None:
    """`70 % v/v`, and never `per 1`."""
    share = Ratio(Quantity(Decimal(70), "%{vol}", "% v/v"), Quantity(Decimal(1), "1"))
    assert english(product(ingredients=(Ingredient("ethanol", share),))) == "70 % v/v"


def test_a_number_is_not_said_beside_a_substance_that_it_may_not_count() -> None:
    """The register names iron, its number is not the name's: `100 mg` of ferrous sulfate would be another dose."""
    given = product(ingredients=(), strength_text="100 mg")
    assert english(given) == "100 mg"
    assert english(replace(given, substances=("Ferrous sulfate",))) == SEE_ORIGINAL
    told = replace(given, substances=("ibuprofen",)).with_register(
        Bilingual("ibuprofen 100 mg", "ibuprofen 100 mg"), None
    )
    assert english(told) == "100 mg"
