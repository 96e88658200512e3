"""Spellings of units: each is the unit that a table says, and case counts."""

import pytest

from converter.conversion.ep_to_view.units import eu_unit, unit_of_word
from converter.conversion.session import Notes
from tests.builders.loaded import loaded

READ = {
    "mL": "mL",
    "ml": "mL",
    "l": "L",
    "[iU]": "[IU]",
    "[IU]": "[IU]",
    "hr": "h",
    "[drp]": "{Drop}",
    "{Tablet}": "{Tablet}",
    "{tablet}": "{Tablet}",
    "{tablets}": "{Tablet}",
    "{Tablett}": "{Tablet}",
    "{tabletter}": "{Tablet}",
    "{Plaster}": "{Plaster}",
}
NOT_READ = (
    "MG",
    "ML",
    "HR",
    "mcg",
    "IU",
    "",
    "{",
    "{}",
    "{half tablet}",
    "{Tabletten}",
    "{plaster}",
    "tablet",
    "[iu]x",
    "1 mg",
)


def notes() -> Notes:
    """Of the shipped tables."""
    return Notes(loaded().tables)


@pytest.mark.parametrize("written", READ)
def test_a_spelling_is_read_as_the_unit_that_it_is(written: str) -> None:
    """In UCUM's other code, in small letters, in several, in Norwegian."""
    assert eu_unit(written, notes()) == READ[written]


@pytest.mark.parametrize("written", NOT_READ)
def test_what_no_table_has_is_no_unit(written: str) -> None:
    """`{plaster}` is a word of two."""
    assert eu_unit(written, notes()) == ""


def test_every_unit_of_the_value_sets_is_itself() -> None:
    """But for UCUM's drop, which is one that is counted."""
    tables = loaded().tables
    units = tables.value_set("eHDSIUnit").terms
    assert {unit for unit in units if eu_unit(unit, notes()) != unit} == {"[drp]"}
    for term in tables.value_set("eHDSIQuantityUnit").terms.values():
        assert eu_unit(f"{{{term}}}", notes()) == f"{{{term}}}"


def test_only_reviewed_words_are_words_of_a_unit_and_pieces_are_none() -> None:
    """A draft may be of another: `compresse` is a dressing in French."""
    for word in ("compresse", "tabletten", "dose", "pcs", "stk", ""):
        assert unit_of_word(word, notes()) == ""
    assert unit_of_word("Suppositories", notes()) == "{Suppository}"
