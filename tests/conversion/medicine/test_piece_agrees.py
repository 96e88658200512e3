"""A strength without StyrkeNevner and the package say one piece by one word, whatever form, type and EnhetDosering."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from converter.conversion.medicine.product import product_of
from converter.model.coded import Coded
from converter.model.medicine import Medicine, PackageContent, RegisterQuantity
from converter.model.product import Product
from tests.builders.exchange import steady
from tests.builders.loaded import loaded
from tests.builders.medicines import codes, content, known, listed, notes, substance

SOLUTION, POWDER = "Injeksjonsvæske, oppløsning", "Pulver til injeksjonsvæske, oppløsning"
KIT, ORAL_POWDER = "Pulver og væske til injeksjonsvæske, oppløsning", "Pulver til mikstur, oppløsning"
GRANULES, CAPSULES = "Enterodepotgranulat", "Inhalasjonspulver, hard kapsel"
PENNED = f"{SOLUTION} i ferdigfylt penn"
CONTAINERS = ("1", "10", "15", "25", "27", "37", "45", "106", "126", "161", "169", "211", "304")
DOSED = ("1", "8", "11", "80", "81")


def form(term: str) -> Coded:
    """A form of list 7448."""
    terms = loaded().tables.code_list("7448").terms
    return listed(next(code for code, own in terms.items() if own == term), "7448", term)


def record(term: str, held: PackageContent, long: str = "", dosed: tuple[str, ...] = (), per: str = "") -> Medicine:
    """A register's record whose name has no number."""
    return known(
        name_form_strength="Fikt",
        brand_name="Fikt",
        atc=listed("L04AB04", "7180", "Adalimumab"),
        form=form(term),
        form_long=long or term,
        contents=(held,),
        dose_units=tuple([listed(code, "7480") for code in dosed]),
        substances=(substance("40", denominator=RegisterQuantity(Decimal(1), per) if per else None),),
    )


def made(registered: Medicine) -> Product:
    """What is sent of it."""
    noted = notes()
    product = product_of(registered, "2.16", noted)
    assert product is not None, codes(noted)
    return product


def per(product: Product) -> str:
    """What the strength is per; empty where it stands in words."""
    return product.ingredients[0].strength.denominator.unit if product.ingredients else ""


@pytest.mark.parametrize(
    ("registered", "wanted"),
    [
        (record(SOLUTION, content("1", container="25", count=2), PENNED, ("80",)), "{Pen}"),
        (record(SOLUTION, content("2", container="25"), PENNED, ("80",)), "{Pen}"),
        (record(SOLUTION, content("1", container="25"), dosed=("80",)), "{Pen}"),
        (record(SOLUTION, content("1", container="161"), dosed=("1",)), "{Ampoule}"),
        (record(SOLUTION, content("1", container="27"), dosed=("11",)), "{Syringe}"),
        (record(GRANULES, content("60", container="10"), f"{GRANULES} i dosepose"), "{Sachet}"),
        (record(ORAL_POWDER, content("1", container="10", count=20)), "{Sachet}"),
        (record(KIT, content("1", container="27")), "{Syringe}"),
        (record(KIT, content("1", container="304")), "{Pen}"),
        (record(KIT, content("1", container="37")), "{Vial}"),
        (record(CAPSULES, content("30", container="1"), per="dose"), "{Capsule}"),
        (record(CAPSULES, content("30", container="1")), "{Capsule}"),
    ],
)
def test_a_piece_in_strength_and_package(registered: Medicine, wanted: str) -> None:
    """By EnhetDosering, by the long form's container, by the type of package; a dose of a capsule is the capsule."""
    product = made(registered)
    assert (per(product), product.layers[0].content.unit) == (wanted, wanted)


@pytest.mark.parametrize(
    "registered",
    [
        record(SOLUTION, content("1", container="25"), PENNED),
        record(SOLUTION, content("1", container="25"), PENNED, ("80", "8")),
        record(SOLUTION, content("1", container="25"), PENNED, ("11",)),
        record(SOLUTION, content("1", container="27"), PENNED, ("80",)),
        record(SOLUTION, content("1", container="161")),
        record(SOLUTION, content("2", container="161"), dosed=("1",)),
        record(SOLUTION, content("1", container="37"), dosed=("81",)),
        record(GRANULES, content("60", container="10")),
        record(GRANULES, content("60", container="10"), f"{GRANULES} i dosebeholder"),
        record("Inhalasjonspulver", content("1", container="45")),
    ],
)
def test_what_may_hold_many_doses_is_no_denominator(registered: Medicine) -> None:
    """A pen that is dosed in mL too, another container than the form's, pieces in a vial; no draft row carries one."""
    assert per(made(registered)) == ""


@steady(400)
@given(
    st.sampled_from((SOLUTION, POWDER, KIT, ORAL_POWDER, GRANULES, CAPSULES, "Tablett", "Inhalasjonspulver", "Gel")),
    st.sampled_from(("", " i dosepose", " i ferdigfylt penn", " i ferdigfylt sprøyte", " i endosebeholder")),
    st.sampled_from(CONTAINERS),
    st.sampled_from(("1", "2", "30")),
    st.lists(st.sampled_from(DOSED), max_size=2, unique=True).map(tuple),
)
def test_strength_and_package_agree(
    term: str, container_word: str, container: str, amount: str, dosed: tuple[str, ...]
) -> None:
    """Both are of one container, or both of unit 1, or the strength stands in words."""
    registered = record(term, content(amount, container=container), term + container_word, dosed)
    noted = notes()
    product = product_of(registered, "2.16", noted)
    assume(product is not None and product.ingredients)
    assert product is not None
    if "draft-row-used" in codes(noted) and per(product) == "1":
        product = replace(product, ingredients=())  # a type of package that is yet to be reviewed: as unit 1
    assert per(product) in {"", product.layers[0].content.unit}
