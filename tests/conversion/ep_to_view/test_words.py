"""EU concepts and amounts in Norwegian words, each rule alone."""

from decimal import Decimal

import pytest

from converter.conversion.ep_to_view.words import (
    NOTHING,
    SETS,
    Shown,
    amount,
    shown,
    strength,
    terms_of_unit,
    unit,
)
from converter.model.coded import Coded, Null, Quantity, Ratio, norwegian_number
from tests.builders.loaded import loaded
from tests.builders.medicines import EDQM, codes, notes


def quantity(value: str, of: str = "1", text: str = "") -> Quantity:
    """An amount."""
    return Quantity(Decimal(value), of, text)


@pytest.mark.parametrize("table", SETS)
def test_every_table_has_its_value_set(table: str) -> None:
    """So that a concept is looked for where it is from."""
    assert loaded().tables.norwegian[table].rows.keys() <= loaded().tables.value_set(SETS[table]).terms.keys()


@pytest.mark.parametrize(
    ("concept", "wanted"),
    [
        (None, NOTHING),
        (Null.UNK, NOTHING),
        (Coded("10219000", EDQM, "Tablet"), Shown("Tablett", "nb", "10219000")),
        (Coded("10219000", "", "Tablet"), Shown("Tablett", "nb", "10219000")),
        (Coded("10219000", EDQM, "TABLETT"), Shown("Tablett", "nb", "10219000")),
        (Coded("10219000", EDQM, "tabletti"), Shown("Tablett", "nb", "10219000", "tabletti")),
        (
            Coded("10219000", EDQM, "tabletti", (Coded("x", "1", "a"), Coded("y", "2", "b"))),
            Shown("Tablett", "nb", "10219000", "b"),
        ),
        (Coded("10219000", EDQM, ""), Shown("Tablett", "nb", "10219000")),
        (Coded("10219000", "1.2.3", "tabletti"), Shown("tabletti", "", "10219000")),
        (Coded("nowhere", EDQM, "tabletti"), Shown("tabletti", "", "nowhere")),
        (Coded("nowhere", EDQM, ""), Shown("nowhere", "", "nowhere")),
    ],
)
def test_a_concept(concept: Coded | Null | None, wanted: Shown) -> None:
    """In Norwegian where the value set has it, else in the document's own words."""
    assert shown(concept, "dose-form", notes()) == wanted


def test_a_concept_without_norwegian_term_is_shown_in_english() -> None:
    """And marked so."""
    terms = loaded().tables.value_set("eHDSIActiveIngredient").terms
    code = next(c for c in terms if c not in loaded().tables.norwegian["active-ingredient"].rows)
    system = loaded().tables.value_set("eHDSIActiveIngredient").system
    assert shown(Coded(code, system, ""), "active-ingredient", notes()) == Shown(terms[code], "en", code)


@pytest.mark.parametrize(("value", "wanted"), [("2.50", "2,5"), ("10", "10"), ("0.125", "0,125"), ("1E+1", "10")])
def test_a_number(value: str, wanted: str) -> None:
    """With a decimal comma and no zeros at its end."""
    assert norwegian_number(Decimal(value)) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (quantity("1"), "stk"),
        (quantity("2"), "stk"),
        (quantity("2", "1", "hornets"), "hornets"),
        (quantity("1", "{Tablet}"), "tablett"),
        (quantity("2", "{Tablet}"), "tabletter"),
        (quantity("0.5", "{tablet}"), "tablett"),
        (quantity("2", "{Nothing}"), "Nothing"),
        (quantity("2", "{Nothing"), "{Nothing"),
        (quantity("2", "Tablet}"), "Tablet}"),
        (quantity("2", "mL"), "ml"),
        (quantity("2", "spoon"), "spoon"),
    ],
)
def test_a_unit(given: Quantity, wanted: str) -> None:
    """One or several; what nobody has a word for, as it stands."""
    assert unit(given, notes()) == wanted


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("{Tablet}", ("Tablett", "Tablet")),
        ("{tablet}", ("Tablett", "Tablet")),
        ("{half tablet}", ("", "")),
        ("{Tablet", ("", "")),
        ("mL", ("ml", "milliliter")),
        ("spoon", ("", "")),
    ],
)
def test_the_terms_of_a_unit(written: str, terms: tuple[str, str]) -> None:
    """In Norwegian and English; none of what no value set has."""
    assert terms_of_unit(written, notes()) == terms


def test_an_amount() -> None:
    """Number and unit."""
    assert amount(quantity("2.5", "mL"), notes()) == "2,5 ml"


@pytest.mark.parametrize(
    ("above", "below", "wanted"),
    [
        (quantity("400", "mg"), quantity("1", "{Tablet}"), "400 mg per tablett"),
        (quantity("400", "mg"), quantity("2", "{Tablet}"), "400 mg per 2 tabletter"),
        (quantity("400", "mg"), quantity("1"), "400 mg"),
        (quantity("400", "mg"), quantity("2"), "400 mg per 2 stk"),
        (quantity("400", "mg"), quantity("1", "1", "hornet"), "400 mg per hornet"),
        (quantity("400"), quantity("1", "{Tablet}"), "400 (enhet ikke oppgitt) per tablett"),
        (quantity("400", "1", "hornets"), quantity("1", "{Tablet}"), "400 hornets per tablett"),
    ],
)
def test_a_strength(above: Quantity, below: Quantity, wanted: str) -> None:
    """The denominator's number only where it is not one."""
    noted = notes()
    assert strength(Ratio(above, below), noted) == wanted
    assert set(codes(noted)) <= {"draft-row-used"}
