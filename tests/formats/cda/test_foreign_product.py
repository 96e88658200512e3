"""A product that another country wrote: what is read, and each thing that leaves it unclear."""

from decimal import Decimal

import pytest

from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_product import ReadMaterial, read_material, read_product, usable
from converter.model.coded import Coded, Null, Quantity
from converter.model.product import PackageLayer
from tests.builders.snippets import ATC, h, noted

NAME = "<name>Buranisti</name>"


def package(amount: str = '<p:quantity value="30" unit="{Tablet}"/>', inside: str = "", more: str = "") -> str:
    """An asContent; `inside` is the next layer, further out."""
    return f"<p:asContent>{amount}<p:containerPackagedProduct>{more}{inside}</p:containerPackagedProduct></p:asContent>"


def kind(code: str = "M01AE01", system: str = ATC, class_code: str = ' classCode="GRIC"') -> str:
    """An asSpecializedKind."""
    return (
        f'<p:asSpecializedKind{class_code}><p:generalizedMaterialKind><p:code code="{code}" codeSystem="{system}"/>'
        "</p:generalizedMaterialKind></p:asSpecializedKind>"
    )


RATIO = '<p:quantity><numerator value="400" unit="mg"/><denominator value="1" unit="{Tablet}"/></p:quantity>'


def ingredient(class_code: str = "ACTI", quantity: str = RATIO, substance: str = "") -> str:
    """An ingredient."""
    said = substance or (
        f'<p:ingredientSubstance><p:code code="M01AE01" codeSystem="{ATC}"/><p:name>ibuprofen</p:name>'
        "</p:ingredientSubstance>"
    )
    class_said = f' classCode="{class_code}"' if class_code else ""
    return f"<p:ingredient{class_said}>{quantity}{said}</p:ingredient>"


def read(*parts: str, name: str = NAME) -> tuple[ReadMaterial, list[str]]:
    """What is read of a material with a name and these parts, and what was noted."""
    reading = Reading()
    found = read_material(h(f"<x><manufacturedMaterial>{name}{''.join(parts)}</manufacturedMaterial></x>"), reading)
    assert found is not None
    return found, noted(reading)


def test_a_whole_product() -> None:
    """Everything in its own place, and nothing noted."""
    found, codes = read(
        '<code code="7" codeSystem="1.2.3"/><lotNumberText>A1</lotNumberText>',
        '<p:formCode code="10219000" codeSystem="0.4.0.127.0.16.1.1.2.1"/><p:desc>400 mg</p:desc>',
        package(
            more='<p:code code="8" codeSystem="1.2.4"/><p:name>Pakke</p:name><p:formCode code="9" codeSystem="1"/>'
        ),
        kind(),
        ingredient(),
    )
    assert codes == []
    product = found.product
    assert product is not None
    assert (found.name, found.strength_text, found.lot) == ("Buranisti", "400 mg", "A1")
    assert (found.code, found.atc) == (Coded("7", "1.2.3", ""), Coded("M01AE01", ATC, ""))
    assert product.layers == (
        PackageLayer(Quantity(Decimal(30), "{Tablet}"), Coded("9", "1", ""), Coded("8", "1.2.4", ""), "Pakke"),
    )
    assert [(i.name, i.strength.numerator.value) for i in product.ingredients] == [("ibuprofen", 400)]


def test_no_material_is_no_product() -> None:
    """And unclear."""
    reading = Reading()
    assert read_material(h("<x/>"), reading) is None
    assert noted(reading) == ["ed-product-unclear"]
    assert read_product(h("<x/>"), reading) is None


@pytest.mark.parametrize(("name", "content"), [("", package()), (NAME, "")])
def test_a_product_without_name_or_package_is_shown_and_no_product(name: str, content: str) -> None:
    """It cannot be dispensed by."""
    found, codes = read(content, name=name)
    assert found.product is None
    assert codes == (["ed-package-missing"] if name else ["ed-product-unnamed"])


@pytest.mark.parametrize("class_code", ["IACT", "COLR", "FLVR", "PRSV", "STBL"])
def test_an_inactive_ingredient_is_no_substance(class_code: str) -> None:
    """Whatever else is said is taken for active, and what is not said too."""
    assert read(package(), ingredient(class_code))[0].substances == ()
    found, _ = read(package(), ingredient(), ingredient(class_code))
    assert len(found.substances) == 1
    for active in ("ACTI", "ACTM", "INGR", ""):
        assert len(read(package(), ingredient(active))[0].substances) == 1


@pytest.mark.parametrize(
    "given",
    [
        ingredient(quantity=""),
        ingredient(quantity='<p:quantity><numerator value="400" unit="mg"/></p:quantity>'),
        ingredient(quantity='<p:quantity><denominator value="1"/></p:quantity>'),
        ingredient(quantity=RATIO.replace('"400"', '"0"')),
        ingredient(quantity=RATIO.replace('"400"', '"-1"')),
        ingredient(quantity=RATIO.replace('"1"', '"0"')),
        ingredient(quantity=RATIO.replace('"400"', '"1000000000"')),
        ingredient(quantity=RATIO.replace('"400"', '"x"')),
        ingredient(substance="<p:nothing/>"),
    ],
)
def test_a_strength_that_is_not_said_whole(given: str) -> None:
    """Of one of several: then of none; the substances are shown."""
    found, codes = read(package(), ingredient(), given)
    assert codes == ["ed-strength-not-said"]
    assert [s.strength is None for s in found.substances] == [False, True]
    assert found.product is not None
    assert found.product.ingredients == ()


def test_a_substance_without_code_has_a_name() -> None:
    """And a unit that is not said is one."""
    given = ingredient(
        quantity='<p:quantity><numerator value="4"/><denominator value="2"/></p:quantity>',
        substance="<p:ingredientSubstance><p:name/><p:name>a</p:name></p:ingredientSubstance>",
    )
    (substance,) = read(package(), given)[0].substances
    assert (substance.name, substance.code) == ("a", Null.NI)
    assert substance.strength is not None
    assert (substance.strength.code, substance.strength.strength.numerator.unit) == (None, "1")
    assert substance.strength.strength.denominator == Quantity(Decimal(2), "1")


@pytest.mark.parametrize(
    ("kinds", "code", "unclear"),
    [
        ("", None, False),
        (kind(), "M01AE01", False),
        (kind(class_code=""), "M01AE01", False),
        (kind(class_code=' classCode="DC"'), None, False),
        (kind(system="1.2.3"), None, False),
        (kind() + kind(), "M01AE01", False),
        (kind() + kind("M01AE02"), "M01AE01", True),
        (kind(system="1.2.3") + kind("M01AE02"), "M01AE02", False),
    ],
)
def test_the_atc_code(kinds: str, code: str | None, unclear: bool) -> None:
    """The one of its class and system; two different ones are unclear."""
    found, codes = read(package(), kinds)
    assert (found.atc and found.atc.code) == code
    assert ("ed-product-unclear" in codes) is unclear


def layers_of(*amounts: str) -> tuple[tuple[str, ...] | None, list[str]]:
    """The numbers of nested contents, innermost first."""
    inside = ""
    for amount in reversed(amounts):
        inside = package(amount, inside)
    found, codes = read(inside)
    return (None if found.layers is None else tuple(str(x.content.value) for x in found.layers)), codes


def q(value: str, unit: str = "") -> str:
    """A quantity."""
    return f'<p:quantity value="{value}"{f" unit={chr(34)}{unit}{chr(34)}" if unit else ""}/>'


@pytest.mark.parametrize(
    ("amounts", "numbers"),
    [
        ((q("10", "{Tablet}"),), ("10",)),
        ((q("2.5", "mL"),), ("2.5",)),
        ((q("10", "{Tablet}"), q("3")), ("10", "3")),
        ((q("10", "{Tablet}"), q("3", "1")), ("10", "3")),
        ((q("10", "{Tablet}"), q("3", "{Blister}")), ("10", "3")),
        ((q("10", "{Tablet}"), q("3"), q("2")), ("10", "3", "2")),
        ((q("999999999", "mL"),), ("999999999",)),
        ((q("0.000001", "mL"),), ("0.000001",)),
    ],
)
def test_layers_that_are_clear(amounts: tuple[str, ...], numbers: tuple[str, ...]) -> None:
    """Innermost first; the outer ones count."""
    assert layers_of(*amounts) == (numbers, [])


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        (("",), "ed-package-amount-unusable"),
        ((q("x", "mL"),), "ed-package-amount-unusable"),
        ((q("0", "mL"),), "ed-package-amount-unusable"),
        ((q("-1", "mL"),), "ed-package-amount-unusable"),
        ((q("1000000000", "mL"),), "ed-package-amount-unusable"),
        ((q("0.0000001", "mL"),), "ed-package-amount-unusable"),
        ((q("10", "{Tablet}"), q("2.5")), "ed-package-amount-unusable"),
        ((q("10", "{Tablet}"), q("3", "mL")), "ed-package-amount-unusable"),
        ((q("10", "{Tablet}"), q("3"), q("2"), q("2")), "ed-package-too-many-layers"),
        ((q("10", "{Tablet}") + q("20", "{Tablet}"),), "ed-package-unclear"),
    ],
)
def test_layers_that_are_not(amounts: tuple[str, ...], code: str) -> None:
    """Each for one reason."""
    numbers, codes = layers_of(*amounts)
    assert codes == [code]
    assert numbers is None or code == "ed-package-unclear"


def test_only_the_outermost_layer_has_the_number_of_the_package() -> None:
    """And each its own name."""
    coded = '<p:code code="{}" codeSystem="1.2"/><p:name>{}</p:name>'
    inner = package(q("10", "mL"), package(q("3"), more=coded.format("o", "outer")), coded.format("i", "inner"))
    found, _ = read(inner)
    assert found.layers is not None
    assert [(x.code and x.code.code, x.name) for x in found.layers] == [(None, "inner"), ("o", "outer")]


def test_a_content_without_container_holds_its_amount() -> None:
    """In nothing that is said."""
    found, codes = read(f"<p:asContent>{q('10', 'mL')}</p:asContent>")
    assert found.layers == (PackageLayer(Quantity(Decimal(10), "mL"), Null.NI),)
    assert codes == []


@pytest.mark.parametrize(
    ("unit", "text"), [("", "tablets"), (' unit="1"', "tablets"), (' unit=" "', "tablets"), (' unit="mL"', "")]
)
def test_a_word_stands_beside_unit_one(unit: str, text: str) -> None:
    """And says what it counts; a unit needs none."""
    words = "<translation><originalText/></translation><translation><originalText>tablets</originalText></translation>"
    found, _ = read(package(f'<p:quantity value="10"{unit}>{words}</p:quantity>'))
    assert found.layers is not None
    assert found.layers[0].content.text == text


def part(quantity: str = "", product: str = "") -> str:
    """A part of a combination pack."""
    said = product or f"<p:partProduct><p:name>a</p:name>{package()}{ingredient()}</p:partProduct>"
    return f"<p:part>{quantity}{said}</p:part>"


@pytest.mark.parametrize(
    ("given", "whole", "codes"),
    [
        (part(), True, []),
        (part(q("1")), True, []),
        (part(q("2")), False, ["ed-package-unclear"]),
        (part(q("x")), False, ["ed-package-unclear"]),
        (part(product="<p:nothing/>"), False, ["ed-package-unclear"]),
        (part(product="<p:partProduct><p:name>a</p:name></p:partProduct>"), False, ["ed-package-missing"]),
    ],
)
def test_a_part_is_one_of_what_is_clear(given: str, whole: bool, codes: list[str]) -> None:
    """It is shown in any case; a pack of parts needs no content of its own."""
    found, noted_codes = read(given)
    assert (len(found.parts), len(found.shown_parts)) == (int(whole), 1)
    assert found.shown_parts[0].name in given
    assert found.shown_parts[0].name in {"", "a", "b"}
    assert noted_codes == codes
    assert found.layers == ()
    if whole:
        assert len(found.parts[0].ingredients) == 1


@pytest.mark.parametrize(
    ("value", "fits"),
    [("999999999", True), ("1000000000", False), ("0.000001", True), ("0.0000001", False), ("1.000000000", True)],
)
def test_a_number_of_a_package_s_size(value: str, fits: bool) -> None:
    """Nine digits before the point and six after, zeros at the end not counted."""
    assert usable(Decimal(value)) is fits
