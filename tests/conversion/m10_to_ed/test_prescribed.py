"""The prescribed product as an eD of ours repeats it: in the EU's own codes and terms, or in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from converter.conversion.m10_to_ed.prescribed import concept_of, recipient_of, repeated
from converter.model.coded import Coded, Identifier, Null, Quantity
from converter.model.dispensation import Recipient
from converter.model.foreign_prescription import ForeignPart, ForeignProduct
from converter.model.party import PersonName
from converter.model.product import Ingredient, PackageLayer, Part, Product
from tests.builders.loaded import loaded
from tests.builders.medicines import ATC, EDQM, IBUPROFEN, TABLET, layer, notes, ratio
from tests.conversion.ep_to_view.test_verdict import PRODUCT, SUBSTANCE

TABLES = loaded().tables
GENDER = "2.16.840.1.113883.5.1"
PART = Part("a", TABLET, (layer("4"),), (Ingredient("ibuprofen", ratio(), IBUPROFEN),))
SHOWN = ForeignPart("a", None, TABLET, (SUBSTANCE,), ())


def made(product: ForeignProduct = PRODUCT) -> Product:
    """The product, which can be repeated."""
    found = repeated(product, notes())
    assert found is not None
    return found


def test_a_product_is_repeated() -> None:
    """Name, strength, form, substance and package."""
    found = made()
    assert (found.name, found.strength_text, found.form.code if isinstance(found.form, Coded) else "") == (
        "Buranisti", "400 mg", TABLET.code,
    )  # fmt: skip
    assert found.atc is not None
    assert (found.atc.code, len(found.ingredients), found.layers[0].content) == (
        "M01AE01", 1, Quantity(Decimal(30), "{Tablet}"),
    )  # fmt: skip


@pytest.mark.parametrize("product", [None, replace(PRODUCT, name=""), replace(PRODUCT, layers=None)])
def test_a_product_that_cannot_be_repeated(product: ForeignProduct | None) -> None:
    """Without name or package."""
    assert repeated(product, notes()) is None


@pytest.mark.parametrize(
    ("concept", "code"),
    [
        (Coded("10219000", EDQM, "Foreign words"), "10219000"),
        (Coded("10219000", "1.2.3", "Tablet"), None),
        (Coded("nowhere", EDQM, "Tablet"), None),
        (Null.NI, None),
        (None, None),
    ],
)
def test_a_concept_stands_under_the_eu_s_term(concept: object, code: str | None) -> None:
    """Or is unknown."""
    found = concept_of(concept, "eHDSIDoseForm", TABLES)
    assert found == (Null.UNK if code is None else Coded(code, EDQM, "Tablet"))


@pytest.mark.parametrize(
    ("given", "unit", "text"),
    [
        (layer("30"), "{Tablet}", ""),
        (layer("30", "mL"), "mL", ""),
        (layer("30", "1"), "1", ""),
        (layer("30", "spoon"), "1", "spoon"),
        (layer("30", "{Nothing}"), "1", "Nothing"),
        (layer("30", "spoon", "spoons"), "1", "spoons"),
        (layer("30", "Tablet"), "1", "Tablet"),
    ],
)
def test_a_unit_that_is_not_the_eu_s_becomes_a_word(given: PackageLayer, unit: str, text: str) -> None:
    """The number stays."""
    content = made(replace(PRODUCT, layers=(given,))).layers[0].content
    assert content == Quantity(Decimal(30), unit, text)


@pytest.mark.parametrize(
    ("code", "kept"),
    [
        (Coded("7", "1.2.3", "Pakke"), True),
        (Coded("7", "1.2.3", ""), False),
        (Coded("7", "no root", "Pakke"), False),
        (None, False),
    ],
)
def test_a_package_s_code_is_kept_where_it_can_be_written(code: Coded | None, kept: bool) -> None:
    """With a term and a root; its name stays in any case."""
    found = made(replace(PRODUCT, layers=(replace(layer("30"), code=code, name="Pakke"),))).layers[0]
    assert found.code == (code if kept else None)
    assert found.name == "Pakke"


@pytest.mark.parametrize(
    ("numerator", "denominator", "there"),
    [("mg", "{Tablet}", True), ("spoon", "{Tablet}", False), ("mg", "spoon", False)],
)
def test_a_strength_is_in_the_eu_s_units_or_not_said(numerator: str, denominator: str, there: bool) -> None:
    """Of a product and of a part; one of several that is not leaves none."""
    odd = Ingredient("x", ratio(unit=numerator, of=denominator))
    substances = (SUBSTANCE, replace(SUBSTANCE, strength=odd))
    assert len(made(replace(PRODUCT, substances=substances)).ingredients) == (2 if there else 0)
    part = replace(PART, ingredients=(*PART.ingredients, odd))
    found = made(replace(PRODUCT, parts=(part,), shown_parts=(SHOWN,)))
    assert len(found.parts[0].ingredients) == (2 if there else 0)


@pytest.mark.parametrize(("system", "code"), [(ATC, "M01AE01"), ("1.2.3", None)])
def test_a_code_of_another_system_is_left_out(system: str, code: str | None) -> None:
    """Of the product and of its substance."""
    own = Coded("M01AE01", system, "x")
    strength = Ingredient("ibuprofen", ratio(), own)
    found = made(replace(PRODUCT, atc=own, substances=(replace(SUBSTANCE, strength=strength),)))
    assert [c and c.code for c in (found.atc, found.ingredients[0].code)] == [code, code]
    assert made(replace(PRODUCT, atc=None)).atc is None


@pytest.mark.parametrize(("form", "kept"), [(TABLET, True), (None, False), (Coded("10219000", "1.2.3", ""), False)])
def test_a_part_has_a_form_of_the_eu_s_or_none(form: Coded | None, kept: bool) -> None:
    """And its own name and layers."""
    found = made(replace(PRODUCT, parts=(replace(PART, form=form),), shown_parts=(SHOWN,))).parts[0]
    assert (found.form is not None) is kept
    assert (found.name, found.layers) == ("a", (layer("4"),))


PATIENT = Recipient(
    (Identifier("1.2.3", "x"), Identifier("no root", "y")), PersonName("E", ("A",)), date(1980, 2, 29),
    Coded("F", GENDER, "kvinne"),
)  # fmt: skip


def test_a_patient_is_repeated_under_what_can_be_written() -> None:
    """Identifiers with a root, and the EU's term of the gender."""
    found = recipient_of(PATIENT, TABLES)
    assert found is not None
    assert found.ids == PATIENT.ids[:1]
    assert isinstance(found.gender, Coded)
    assert found.gender.display == "Female"
    assert recipient_of(replace(PATIENT, gender=Null.NI), TABLES) == replace(found, gender=Null.UNK)


@pytest.mark.parametrize(
    "patient",
    [None, replace(PATIENT, name=None), replace(PATIENT, birth_date=None), replace(PATIENT, ids=PATIENT.ids[1:])],
)
def test_a_patient_whom_no_ed_could_name(patient: Recipient | None) -> None:
    """Without number, name or birth date."""
    assert recipient_of(patient, TABLES) is None
