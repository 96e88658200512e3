"""Reads the medicinal product of an eP or eD; the counterpart of `product_writer`."""

from lxml import etree

from converter.formats.cda.elements import H, P, amount, coded, maybe_coded, one, unreadable, words
from converter.model.coded import Coded, Ratio
from converter.model.product import Ingredient, PackageLayer, Product

MAX_LAYERS = 3


def read_product(manufactured: etree._Element) -> Product:
    """Reads `manufacturedProduct`.

    Raises:
        Problem: `ep-unreadable` with the place that lacks what it must say.
    """
    material = one(manufactured, H + "manufacturedMaterial")
    atc = material.find(f"{P}asSpecializedKind[@classCode='GRIC']/{P}generalizedMaterialKind/{P}code")
    return Product(
        name=words(one(material, H + "name")),
        strength_text=words(material.find(P + "desc")),
        form=coded(one(material, P + "formCode")),
        layers=_layers(material),
        atc=None if atc is None or atc.get("code") is None else coded(atc),
        ingredients=tuple(_ingredient(e) for e in material.iterfind(P + "ingredient")),
    )


def _layers(material: etree._Element) -> tuple[PackageLayer, ...]:
    found: list[PackageLayer] = []
    content: etree._Element | None = one(material, P + "asContent")
    while content is not None:
        if len(found) == MAX_LAYERS:
            raise unreadable(content)
        package = one(content, P + "containerPackagedProduct")
        code = package.find(P + "code")
        found.append(
            PackageLayer(
                content=amount(one(content, P + "quantity")),
                container=maybe_coded(one(package, P + "formCode")),
                code=None if code is None or code.get("code") is None else coded(code),
                name=words(package.find(P + "name")),
            )
        )
        content = package.find(P + "asContent")
    return tuple(found)


def _ingredient(element: etree._Element) -> Ingredient:
    quantity = one(element, P + "quantity")
    substance = one(element, P + "ingredientSubstance")
    return Ingredient(
        name=words(substance.find(P + "name")),
        strength=Ratio(amount(one(quantity, H + "numerator")), amount(one(quantity, H + "denominator"))),
        code=_substance_code(substance),
    )


def _substance_code(substance: etree._Element) -> Coded | None:
    code = substance.find(P + "code")
    return None if code is None or code.get("code") is None else coded(code)
