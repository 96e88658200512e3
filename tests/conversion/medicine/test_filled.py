"""Containers that FEST counts by what fills them: 50 E in a vial is one vial; a powder's strength is of its vial."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.medicine.product import translate_product
from converter.model.medicine import Medicine, PackageContent, RegisterQuantity, SubstanceStrength
from converter.model.product import Product
from tests.builders.exchange import steady
from tests.builders.medicines import codes, content, known, listed, notes, signed, size, substance

POWDER, SOLUTION = "Pulver til injeksjonsvæske, oppløsning", "Injeksjonsvæske, oppløsning"
FORMS = {POWDER: "789", SOLUTION: "816"}
VIAL, AMPOULE, PEN, SYRINGE, BOTTLE = "37", "161", "25", "27", "106"
ML = RegisterQuantity(Decimal(1), "ml")


def record(held: PackageContent, *substances: SubstanceStrength, form: str = POWDER, long: str = "") -> Medicine:
    """A register's record whose name has no number."""
    return known(
        name_form_strength="Fikt",
        brand_name="Fikt",
        atc=listed("M03AX01", "7180", "Botulinumtoksin"),
        form=listed(FORMS[form], "7448", form),
        form_long=long or form,
        contents=(held,),
        substances=substances,
    )


def made(registered: Medicine, *sizes: tuple[str, str]) -> Product:
    """What is sent of it; with the register's own size where none is signed."""
    noted = notes()
    given_ = signed(
        name_form_strength="Fikt",
        brand_name="Fikt",
        atc=registered.atc,
        form=registered.form,
        sizes=tuple([size(text, unit, "Fikt") for text, unit in sizes]),
    )
    product = translate_product(given_, None, registered, "2.16", noted)
    assert product is not None, codes(noted)
    return product


def layers(product: Product) -> list[str]:
    """The layers, innermost first."""
    return [f"{layer.content.value} {layer.content.unit}" for layer in product.layers]


def strengths(product: Product) -> list[str]:
    """The strengths, as number and unit."""
    both = [(i.strength.numerator, i.strength.denominator) for i in product.ingredients]
    return [f"{a.value} {a.unit} {a.text}".strip() + f" / {b.value} {b.unit}" for a, b in both]


@pytest.mark.parametrize(
    ("value", "unit", "container", "strength", "piece"),
    [
        ("50", "E", VIAL, "50 1 units / 1 {Vial}", "{Vial}"),
        ("5000", "IE", AMPOULE, "5000 [IU] / 1 {Ampoule}", "{Ampoule}"),
        ("1", "mill IE", VIAL, "1 10*6.[IU] / 1 {Vial}", "{Vial}"),
        ("500", "IU", SYRINGE, "500 [IU] / 1 {Syringe}", "{Syringe}"),
    ],
)
@pytest.mark.parametrize("signed_size", [None, "{}", "10 x {}", "10x{}"])
def test_units_of_effect_fill_a_container(
    value: str, unit: str, container: str, strength: str, piece: str, signed_size: str | None
) -> None:
    """As the facts have it of Botox: the content is one vial, and not 50 of anything; the strength is per vial."""
    ten = signed_size is None or "10" in signed_size
    held = content(value, unit, container, count=10 if ten else None)
    sizes = [] if signed_size is None else [(signed_size.format(value), unit)]
    product = made(record(held, substance(value, unit)), *sizes)
    assert layers(product) == ([f"1 {piece}", "10 1"] if ten else [f"1 {piece}"])
    assert strengths(product) == [strength]
    assert f"{value} " in product.layers[-1].name


def test_a_total_is_of_the_registers_containers() -> None:
    """500 E are ten times 50; five times 100 are other vials, and stay units in words."""
    registered = record(content("50", "E", VIAL, count=10), substance("50", "E"))
    assert layers(made(registered, ("500", "E"))) == ["1 {Vial}", "10 1"]
    assert layers(made(registered, ("5 x 100", "E"))) == ["100 1", "5 1"]
    assert layers(made(registered, ("50", "E"))) == ["50 1"]


@pytest.mark.parametrize(
    ("held", "given_", "form"),
    [
        (content("500", "IE", VIAL), substance("100", "IE", denominator=ML), SOLUTION),
        (content("50", "E", VIAL), substance("100", "E"), POWDER),
        (content("50", "E", VIAL), substance("50", "IE"), POWDER),
        (content("50", "E", BOTTLE), substance("50", "E"), POWDER),
        (content("300", "E", PEN), substance("300", "E"), SOLUTION),
        (content("50", "E", "1"), substance("50", "E"), POWDER),
    ],
)
def test_an_amount_that_says_something_of_its_own_stays(
    held: PackageContent, given_: SubstanceStrength, form: str
) -> None:
    """Per mL, another number or unit, a container of many doses, or none named."""
    product = made(record(held, given_, form=form))
    assert product.layers[0].content.value == held.amount
    assert all("{" not in s for s in strengths(product))


def test_a_form_that_names_another_container_is_not_overruled() -> None:
    """A solution in a pre-filled pen, in a vial by the package: which it is, is not known."""
    registered = record(
        content("50", "E", VIAL), substance("50", "E"), form=SOLUTION, long=f"{SOLUTION} i ferdigfylt penn"
    )
    assert (layers(made(registered)), strengths(made(registered))) == (["50 1"], [])


@pytest.mark.parametrize(
    ("given_", "held", "wanted"),
    [
        ((substance("1", "g"),), content("1", "g", VIAL, count=10), ["1 g / 1 {Vial}"]),
        ((substance("500", "mg"),), content("0.52", "g", VIAL), ["500 mg / 1 {Vial}"]),
        (
            (substance("4", "g", name="Piperacillin"), substance("500", "mg", name="Tazobactam")),
            content("4.5", "g", VIAL),
            ["4 g / 1 {Vial}", "500 mg / 1 {Vial}"],
        ),
        ((substance("100", "mg"),), content("100", "mg", AMPOULE), ["100 mg / 1 {Ampoule}"]),
        ((substance("2", "g"),), content("1", "g", VIAL), []),
        ((substance("1", "g"),), content("1", "g", BOTTLE), []),
        ((substance("1", "g"),), content("1", "ml", VIAL), []),
    ],
)
def test_the_strength_of_a_powder_is_of_its_vial(
    given_: tuple[SubstanceStrength, ...], held: PackageContent, wanted: list[str]
) -> None:
    """FEST implementation guidelines 3.5, 5.5.2: of what is in it; never more than it holds."""
    assert strengths(made(record(held, *given_))) == wanted


def test_a_liquid_by_weight_in_a_vial_is_no_powder() -> None:
    """So much in what, is not said."""
    assert strengths(made(record(content("1", "g", VIAL), substance("1", "g"), form=SOLUTION))) == []


@steady(200)
@given(
    st.sampled_from(["E", "IE", "IU", "mill IE"]),
    st.integers(1, 100000),
    st.integers(1, 20),
    st.sampled_from([VIAL, AMPOULE, PEN, SYRINGE, BOTTLE, "1"]),
    st.sampled_from([1, 2]),
)
def test_no_unit_is_lost(unit: str, value: int, count: int, container: str, times: int) -> None:
    """Whatever fills what: the effect of a package follows from strength and layers, or stands in words."""
    registered = record(content(str(value), unit, container, count=count), substance(str(value * times), unit))
    product = made(registered)
    filled = product.layers[0].content.unit.startswith("{")
    if filled:
        assert times == 1
        assert product.ingredients[0].strength.numerator.value == value
        assert product.content_of_one_package() == count
    else:
        assert product.content_of_one_package() == value * count
    assert f"{value} " in product.layers[-1].name
