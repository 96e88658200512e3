"""Reads the medicinal product of an eP or eD; the counterpart of `product_writer`."""

from decimal import Decimal

from lxml import etree

from converter.formats.cda.elements import (
    H,
    P,
    amount,
    maybe_coded,
    need,
    optional_coded,
    under,
    unreadable,
    words,
)
from converter.formats.xml import kids
from converter.model.coded import Coded, Quantity, Ratio
from converter.model.product import Ingredient, PackageLayer, Part, Product

MAX_LAYERS = 3
MATERIAL, NAME = H + "manufacturedMaterial", H + "name"
DESC, FORM, CONTENT, PACKAGE = P + "desc", P + "formCode", P + "asContent", P + "containerPackagedProduct"
QUANTITY, CODE, PHARM_NAME, INGREDIENT = P + "quantity", P + "code", P + "name", P + "ingredient"
SUBSTANCE, SPECIALIZED, GENERALIZED = P + "ingredientSubstance", P + "asSpecializedKind", P + "generalizedMaterialKind"
PART, PART_PRODUCT = P + "part", P + "partProduct"
NUMERATOR, DENOMINATOR = H + "numerator", H + "denominator"


def read_product(manufactured: etree._Element) -> Product:
    """Reads `manufacturedProduct`.

    Raises:
        Problem: `ep-unreadable` with the place that lacks what it must say.
    """
    material = under(manufactured, MATERIAL)
    given = kids(material)
    return Product(
        name=words(need(given, NAME, material)),
        strength_text=words(given.get(DESC)),
        form=maybe_coded(need(given, FORM, material)),
        layers=_layers(need(given, CONTENT, material)),
        atc=_atc(material),
        ingredients=tuple([_ingredient(e) for e in material.iterchildren(INGREDIENT)]),
        parts=tuple([_part(e) for e in material.iterchildren(PART)]),
    )


def _part(element: etree._Element) -> Part:
    """A part of which the pack holds one; any other number is not read."""
    parts = kids(element)
    quantity = need(parts, QUANTITY, element)
    if amount(quantity) != Quantity(Decimal(1), "1"):
        raise unreadable(quantity)
    product = need(parts, PART_PRODUCT, element)
    given = kids(product)
    return Part(
        name=words(need(given, PHARM_NAME, product)),
        form=optional_coded(given.get(FORM)),
        layers=_layers(need(given, CONTENT, product)),
        ingredients=tuple([_ingredient(e) for e in product.iterchildren(INGREDIENT)]),
    )


def _atc(material: etree._Element) -> Coded | None:
    for kind in material.iterchildren(SPECIALIZED):
        if kind.get("classCode") == "GRIC":
            return optional_coded(under(kind, GENERALIZED, CODE))
    return None


def _layers(innermost: etree._Element) -> tuple[PackageLayer, ...]:
    found: list[PackageLayer] = []
    content: etree._Element | None = innermost
    while content is not None:
        if len(found) == MAX_LAYERS:
            raise unreadable(content)
        inside = kids(content)
        package = need(inside, PACKAGE, content)
        given = kids(package)
        found.append(
            PackageLayer(
                content=amount(need(inside, QUANTITY, content)),
                container=maybe_coded(need(given, FORM, package)),
                code=optional_coded(given.get(CODE)),
                name=words(given.get(PHARM_NAME)),
            )
        )
        content = given.get(CONTENT)
    return tuple(found)


def _ingredient(element: etree._Element) -> Ingredient:
    given = kids(element)
    quantity = need(given, QUANTITY, element)
    strength = kids(quantity)
    substance = kids(need(given, SUBSTANCE, element))
    return Ingredient(
        name=words(substance.get(PHARM_NAME)),
        strength=Ratio(
            amount(need(strength, NUMERATOR, quantity)),
            amount(need(strength, DENOMINATOR, quantity)),
        ),
        code=optional_coded(substance.get(CODE)),
    )
