"""What a strength is per, where FEST says nothing, a piece or a dose: the form, the container, or 1 with the word."""

from decimal import Decimal

import pytest

from converter.conversion.medicine.pieces import contradicts, piece_unit
from converter.conversion.medicine.strength_per import denominator
from converter.model.coded import Coded, Null, Quantity
from converter.model.medicine import PackageContent, RegisterQuantity
from tests.builders.loaded import loaded
from tests.builders.medicines import content, notes

FORMS = {
    "tablet": "10219000",
    "sachet": "50052500",
    "syringe": "50060300",
    "pen": "50060200",
    "implant": "50029750",
    "single-dose": "50023000",
    "multidose": "13109000",
    "powder": "11205000",
    "kit": "11207000",
    "gum": "10229000",
    "solution": "10105000",
    "turbuhaler": "11109000",
    "diskus": "11111000",
    "handihaler": "11110000",
    "spray": "50037250",
}
VIAL, AMPOULE, SYRINGE, PEN, BLISTER = "37", "161", "24", "25", "169"


def form(name: str) -> Coded:
    """A form of the EU's set."""
    terms = loaded().tables.value_set("eHDSIDoseForm")
    found = terms.find(FORMS[name])
    assert found is not None
    return found


def per(name: str, unit: str, held: PackageContent | None) -> Quantity | None:
    """What a strength of that form is per; FEST's StyrkeNevner is 1 of the unit, or absent."""
    given = RegisterQuantity(Decimal(1), unit) if unit else None
    return denominator(given, form(name), held, notes())


def one(unit: str, text: str = "") -> Quantity:
    """One of it."""
    return Quantity(Decimal(1), unit, text)


@pytest.mark.parametrize(
    ("name", "unit", "held", "wanted"),
    [
        ("tablet", "", content("30"), one("{Tablet}")),
        ("sachet", "", content("13.8", "g", "10"), one("{Sachet}")),
        ("sachet", "ml", content("15", "ml", "10"), one("mL")),
        ("syringe", "", content("2", container=SYRINGE), one("{Syringe}")),
        ("implant", "", content("1"), one("{Syringe}")),
        ("single-dose", "", content("20"), one("{Container}")),
        ("powder", "", content("1", container=VIAL), one("{Vial}")),
        ("powder", "", content("1", container=AMPOULE), one("{Ampoule}")),
        ("handihaler", "", content("90", container=BLISTER), one("{Capsule}")),
        ("turbuhaler", "dose", content("120", "dose"), one("{Actuation}")),
        ("spray", "dose", content("6", "dose"), one("{Container}")),
        ("diskus", "dose", content("60", "dose"), one("1", "dose(s)")),
        ("gum", "", content("105"), one("1", "piece(s)")),
        ("kit", "", content("1", "S"), one("1", "set(s)")),
        ("solution", "klyster", content("7", "klyster"), None),
    ],
)
def test_what_a_strength_is_per(name: str, unit: str, held: PackageContent, wanted: Quantity | None) -> None:
    """The exact unit, else 1 with the package's own word for what it counts."""
    found = per(name, unit, held)
    assert found == wanted or (wanted is None and found == one("1", "enema(s)"))


@pytest.mark.parametrize(
    ("name", "unit", "held"),
    [
        ("pen", "", content("5", container=PEN)),
        ("multidose", "", content("5")),
        ("pen", "", content("1", container=SYRINGE)),
        ("syringe", "", content("1", container=PEN)),
        ("powder", "", content("10", container=VIAL)),
        ("powder", "", content("10", "ml", VIAL)),
        ("solution", "", content("1", container=VIAL)),
        ("solution", "", content("30")),
        ("diskus", "dose", content("1")),
        ("diskus", "dose", None),
        ("gum", "", None),
        ("solution", "klyster", content("30")),
    ],
)
def test_what_is_not_one_dose_or_not_counted_so_is_no_denominator(
    name: str, unit: str, held: PackageContent | None
) -> None:
    """A pen holds many doses; a liquid without StyrkeNevner is so much in nobody knows what."""
    assert per(name, unit, held) is None


@pytest.mark.parametrize(
    ("name", "held", "piece"),
    [
        ("pen", content("5", container=PEN), "{Pen}"),
        ("pen", content("5", container=BLISTER), "{Pen}"),
        ("pen", content("5", container=SYRINGE), None),
        ("powder", content("1", container=VIAL), "{Vial}"),
        ("powder", content("2", container=VIAL), None),
        ("tablet", content("1", container=VIAL), "{Tablet}"),
        ("solution", content("1", container=BLISTER), None),
    ],
)
def test_a_piece_by_form_then_container_then_package(name: str, held: PackageContent, piece: str | None) -> None:
    """A form and a package that name different containers leave no unit."""
    found = piece_unit(form(name), held, notes(), "")
    assert (None if found is None else found.code) == piece


def test_of_a_form_that_is_not_known_the_package_alone_tells() -> None:
    """And nothing contradicts it."""
    held = content("1", container=VIAL)
    found = piece_unit(Null.UNK, held, notes(), "")
    assert found is not None
    assert found.code == "{Vial}"
    assert not contradicts(Null.UNK, held, notes())
