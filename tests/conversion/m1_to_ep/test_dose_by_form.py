"""A dose in a word of the form: coded where the form is that, held back where it is another."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from converter.conversion.m1_to_ep.dosage_plausible import units_differ
from converter.conversion.m1_to_ep.dose_by_form import unit_of_form
from converter.conversion.m1_to_ep.dose_of_another_form import is_of_another_form
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.conversion.medicine.form_units import dose_fits
from converter.conversion.session import Notes
from converter.dosage.understand import understand
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.coded import Coded, Quantity, Ratio
from converter.model.meaning import Meaning
from converter.model.product import Ingredient, PackageLayer, Product
from tests.builders.loaded import loaded

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
TABLES, WORDS = loaded().tables, loaded().vocabulary
FORMS = "dose-form-7448"


def form(term: str) -> Coded:
    """The EU form of a term of list 7448, with its original."""
    (row,) = [row for row in TABLES.table(FORMS) if row.term == term and row.target is not None]
    assert row.target is not None
    return row.target


def meant(text: str) -> Meaning:
    """What a dosage means."""
    meaning = understand(text, WORDS).meaning
    assert meaning is not None
    return meaning


@pytest.mark.parametrize(
    ("unit", "term", "coded"),
    [
        ("chewable tablet", "Tyggetablett", "{Tablet}"),
        ("prolonged-release tablet", "Depottablett", "{Tablet}"),
        ("patch", "Depotplaster", "{Patch}"),
        ("dose", "Inhalasjonsaerosol, suspensjon", "{Actuation}"),
        ("inhalation", "Inhalasjonsaerosol, suspensjon", "{Actuation}"),
        ("spray", "Nesespray, oppløsning", "{Actuation}"),
        ("chewable tablet", "Depottablett", None),
        ("orodispersible tablet", "Tablett", None),
        ("dose", "Tablett", None),
        ("spray", "Tablett", None),
        ("patch", "Tablett", None),
        ("sachet", "Tablett", None),
    ],
)
def test_a_word_is_a_piece_of_the_form_that_it_names(unit: str, term: str, coded: str | None) -> None:
    """And of no other; a dose or a spray is one actuation of a metered form."""
    assert unit_of_form(unit, form(term), WORDS, Notes(TABLES)) == coded


def test_what_a_word_is_coded_as_is_a_dose_of_the_form() -> None:
    """Of every word and every form of the table: never a unit that the form cannot have."""
    notes, coded = Notes(TABLES), 0
    for row in TABLES.table(FORMS):
        for unit in WORDS.kinds["units"] if row.target is not None else ():
            assert row.target is not None
            found = unit_of_form(unit, row.target, WORDS, notes)
            if found is not None:
                assert dose_fits(found, row.target, notes), (unit, row.code)
                coded += 1
    assert coded > 100


@pytest.mark.parametrize(
    ("text", "term", "another"),
    [
        ("1 tyggetablett daglig", "Depottablett", True),
        ("1 brusetablett daglig", "Tablett", True),
        ("1 sublingvaltablett ved behov", "Tablett", True),
        ("1 depottablett daglig", "Tablett", True),
        ("1 enterotablett daglig", "Tablett", True),
        ("1 tablett daglig", "Depottablett", False),
        ("1 depottablett daglig", "Depottablett", False),
        ("1 tyggetablett daglig", "Tyggetablett", False),
        ("1 filmdrasjert tablett daglig", "Tablett", False),
        ("1 pose daglig", "Tablett", False),
    ],
)
def test_a_word_of_a_form_that_is_taken_in_another_way_contradicts(text: str, term: str, another: bool) -> None:
    """Chewed, dissolved, under the tongue, or of another release; a coat makes no difference, nor does a plain word."""
    assert is_of_another_form(meant(text), form(term), WORDS, TABLES) is another
    assert not is_of_another_form(meant(text), None, WORDS, TABLES)


def product(numerator: Quantity) -> Product:
    """A product of that strength per millilitre."""
    strength = Ratio(numerator, Quantity(Decimal(1), "mL"))
    layer = PackageLayer(Quantity(Decimal(3), "mL"), form("Tablett"))
    return Product("X", "X", form("Tablett"), (layer,), ingredients=(Ingredient("insulin", strength),))


@pytest.mark.parametrize(
    ("text", "numerator", "differ"),
    [
        ("10 IE daglig", Quantity(Decimal(100), "1", "units"), True),
        ("10 E daglig", Quantity(Decimal(100), "1", "units"), False),
        ("10 IE daglig", Quantity(Decimal(100), "[IU]"), False),
        ("10 IE daglig. Maks 20 IE per døgn", Quantity(Decimal(30), "10*6", "million units"), True),
        ("1 tablett daglig", Quantity(Decimal(100), "1", "units"), False),
    ],
)
def test_a_unit_of_an_analogue_is_no_international_unit(text: str, numerator: Quantity, differ: bool) -> None:
    """A dose in IE beside a strength in units of its own is not said."""
    assert units_differ(meant(text), product(numerator)) is differ


def test_a_dose_in_ie_of_a_product_in_units_leaves_in_norwegian_alone() -> None:
    """From the message to the eP: no code, no English dose, and the pharmacist is told why."""
    message = (Path(__file__).parents[2] / "golden/strength-in-units/m1.xml").read_text(encoding="utf-8")
    start, end = message.index("<DosVeiledEnkel>"), message.index("</DosVeiledEnkel>")
    answer = m1_to_ep(f"{message[:start]}<DosVeiledEnkel>10 IE daglig{message[end:]}".encode(), loaded(), AT)
    assert answer.document is not None
    dosage = read_ep(parse(answer.document)).prescription.dosage
    assert (dosage.text, dosage.schedule) == ("10 IE daglig", None)
    assert dosage.english.startswith("Units differ: ")
    assert "dosage-units-differ" in {f.code for f in answer.findings}
