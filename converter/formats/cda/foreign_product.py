"""The medicinal product of a document that another country wrote; what of it breaks form only becomes a remark."""

from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from converter.formats.cda.elements import H, P
from converter.formats.cda.foreign import Reading
from converter.model.coded import Coded, Null, Quantity, Ratio
from converter.model.foreign_prescription import ForeignPart, NamedSubstance
from converter.model.measure import scale_of
from converter.model.product import Ingredient, PackageLayer, Part, Product

MAX_LAYERS = 3
"""eHDSI CDA v8.0.0, template `1.3.6.1.4.1.12559.11.10.1.3.1.3.30`: asContent nests to three."""
MATERIAL, NAME, LOT = H + "manufacturedMaterial", H + "name", H + "lotNumberText"
CODE, PHARM_NAME, DESC, FORM = P + "code", P + "name", P + "desc", P + "formCode"
CONTENT, PACKAGE, QUANTITY = P + "asContent", P + "containerPackagedProduct", P + "quantity"
INGREDIENT, SUBSTANCE = P + "ingredient", P + "ingredientSubstance"
SPECIALIZED, GENERALIZED = P + "asSpecializedKind", P + "generalizedMaterialKind"
PART, PART_PRODUCT = P + "part", P + "partProduct"
INTERNATIONAL, ACTIVITY = "[IU]", "anti-xa"
SAYS_LESS = frozenset({"10*6", INTERNATIONAL})
"""Units that the words beside them make exact: millions of what, and units of which activity."""
NUMERATOR, DENOMINATOR = H + "numerator", H + "denominator"
ORIGINAL_TEXT = H + "originalText"
UNCLEAR, PACKAGE_UNCLEAR = "ed-product-unclear", "ed-package-unclear"
GENERIC = "GRIC"
ATC = "2.16.840.1.113883.6.73"
NO_UNIT = "1"
INACTIVE = frozenset({"IACT", "COLR", "FLVR", "PRSV", "STBL"})
"""HL7 RoleClass: ingredients that are not active ones; whatever else is said is taken for active."""


@dataclass(frozen=True, slots=True)
class ReadMaterial:
    """A product as far as it could be read.

    Attributes:
        product: whole; absent where its name or its package is not clear.
        name, strength_text, form, atc, parts: as in a product, empty or null where not said.
        shown_parts: every part, as far as it could be read.
        layers: absent where how much a package holds is not clear.
        substances: every active substance, with its strength where it is said.
        code, lot: of the product.
    """

    product: Product | None
    name: str
    strength_text: str
    form: Coded | Null
    atc: Coded | None
    layers: tuple[PackageLayer, ...] | None
    parts: tuple[Part, ...]
    shown_parts: tuple[ForeignPart, ...]
    substances: tuple[NamedSubstance, ...]
    code: Coded | None
    lot: str


def read_product(manufactured: etree._Element, reading: Reading) -> tuple[Product, Coded | None, str] | None:
    """Product, its code and its lot number; None, and the reason noted, where it is not clear what it is.

    Args:
        manufactured: `manufacturedProduct`.
        reading: collects what is wrong.
    """
    read = read_material(manufactured, reading)
    return None if read is None or read.product is None else (read.product, read.code, read.lot)


def read_material(manufactured: etree._Element, reading: Reading) -> ReadMaterial | None:
    """What can be read of a product; None, and the reason noted, where there is none."""
    material = reading.only(manufactured, MATERIAL, UNCLEAR)
    if material is None:
        reading.note(UNCLEAR, manufactured)
        return None
    name = reading.text(reading.only(material, NAME, UNCLEAR))
    if not name:
        reading.note("ed-product-unnamed", material)
    read_parts = [_part(e, reading) for e in material.iterchildren(PART)]
    parts = tuple([p for p, _ in read_parts if p is not None])
    layers = _layers(material, reading, needed=not read_parts)
    form = reading.coded(reading.only(material, FORM, UNCLEAR))
    code = reading.coded(reading.only(material, H + "code", UNCLEAR))
    strength, atc = reading.text(reading.only(material, DESC, UNCLEAR)), _atc(material, reading)
    substances = _substances(material, reading)
    whole = _whole(substances)
    product = None if not name or layers is None else Product(name, strength, form, layers, atc, whole, parts=parts)
    return ReadMaterial(
        product=product,
        name=name,
        strength_text=strength,
        form=form,
        atc=atc,
        layers=layers,
        parts=parts,
        shown_parts=tuple([s for _, s in read_parts]),
        substances=substances,
        code=code if isinstance(code, Coded) else None,
        lot=reading.text(reading.only(material, LOT, UNCLEAR)),
    )


def _part(element: etree._Element, reading: Reading) -> tuple[Part | None, ForeignPart]:
    """One product of a combination pack, whole where the pack holds one of it and all is clear; and as it is shown."""
    product = reading.only(element, PART_PRODUCT, UNCLEAR)
    quantity = reading.only(element, QUANTITY, UNCLEAR)
    number = reading.value(quantity)
    if product is None:
        reading.note(PACKAGE_UNCLEAR, element)
        return None, ForeignPart("", number, Null.NI, (), None)
    name = reading.text(reading.only(product, PHARM_NAME, UNCLEAR))
    form = reading.coded(reading.only(product, FORM, UNCLEAR))
    substances = _substances(product, reading)
    layers = _layers(product, reading, needed=True)
    shown = ForeignPart(name, number, form, substances, layers)
    if quantity is not None and number != 1:
        reading.note(PACKAGE_UNCLEAR, element)
        return None, shown
    if layers is None:
        return None, shown
    return Part(name, form if isinstance(form, Coded) else None, layers, _whole(substances)), shown


def _layers(owner: etree._Element, reading: Reading, *, needed: bool) -> tuple[PackageLayer, ...] | None:
    """The package, innermost layer first; None, and the reason noted, where how much it holds is not clear."""
    found: list[PackageLayer] = []
    content = reading.only(owner, CONTENT, PACKAGE_UNCLEAR)
    if content is None:
        if needed:
            reading.note("ed-package-missing", owner)
        return None if needed else ()
    while content is not None:
        if content.get("nullFlavor") is not None:
            reading.note("ed-package-amount-unusable", content)
            return None
        if len(found) == MAX_LAYERS:
            reading.note("ed-package-too-many-layers", content)
            return None
        quantity = reading.only(content, QUANTITY, PACKAGE_UNCLEAR)
        amount = _amount(quantity, content, reading, found[0].content if found else None)
        package = reading.only(content, PACKAGE, PACKAGE_UNCLEAR)
        if amount is None:
            return None
        inside = None if package is None else reading.only(package, CONTENT, PACKAGE_UNCLEAR)
        found.append(_layer(amount, package, reading, outermost=inside is None))
        content = inside
    return tuple(found)


def _layer(amount: Quantity, package: etree._Element | None, reading: Reading, *, outermost: bool) -> PackageLayer:
    if package is None:
        return PackageLayer(amount, Null.NI)
    code = reading.coded(reading.only(package, CODE, PACKAGE_UNCLEAR))
    name = next((t for e in package.iterchildren(PHARM_NAME) if (t := reading.text(e))), "")
    return PackageLayer(
        content=amount,
        container=reading.coded(reading.only(package, FORM, PACKAGE_UNCLEAR)),
        code=code if isinstance(code, Coded) and outermost else None,
        name=name,
    )


def _amount(
    quantity: etree._Element | None, content: etree._Element, reading: Reading, inner: Quantity | None
) -> Quantity | None:
    """What one container holds: above zero, and whole where it counts.

    Args:
        quantity, content: the element, and what it stands in.
        reading: collects what is wrong.
        inner: what the innermost container holds, where this is not it. An outer layer counts, or says over again how
            much there is in the unit of that, which is read as it stands (`model.layers` says what it may mean).
    """
    value = reading.value(quantity)
    if quantity is None or value is None or value <= 0 or not usable(value):
        reading.note("ed-package-amount-unusable", content if quantity is None else quantity)
        return None
    unit = quantity.get("unit", "").strip() or NO_UNIT
    if inner is not None:
        counts = unit == NO_UNIT or unit.startswith("{")  # a word of UCUM counts; a measure cannot
        fits = value == value.to_integral_value() if counts else _same_kind(unit, inner.unit)
        if not fits:
            reading.note("ed-package-amount-unusable", quantity)
            return None
    return Quantity(value, unit, _counted(quantity, reading) if unit == NO_UNIT else "")


def _same_kind(one: str, other: str) -> bool:
    """Whether two units measure the same: both volumes, or the same word that is no unit of UCUM."""
    ours, theirs = scale_of(one), scale_of(other)
    return one == other or (ours is not None and theirs is not None and ours[0] == theirs[0])


def usable(value: Decimal) -> bool:
    """Whether a number is of a size that a package can have: at most 9 digits before the point, 6 after."""
    exponent = value.normalize().as_tuple().exponent
    return value.adjusted() < 9 and isinstance(exponent, int) and exponent >= -6


def _counted(quantity: etree._Element, reading: Reading) -> str:
    """What unit `1` counts, from `translation/originalText`."""
    words = [reading.text(e) for t in quantity if isinstance(t.tag, str) for e in t.iter(ORIGINAL_TEXT)]
    return next((w for w in words if w), "")


def _atc(material: etree._Element, reading: Reading) -> Coded | None:
    """The ATC code; several different ones are unclear."""
    found: dict[str, Coded] = {}
    for kind in material.iterchildren(SPECIALIZED):
        if kind.get("classCode", GENERIC) != GENERIC:
            continue
        code = reading.coded(reading.way(kind, GENERALIZED, CODE, unclear=UNCLEAR))
        if isinstance(code, Coded) and code.system == ATC:
            found.setdefault(code.code, code)
    if len(found) > 1:
        reading.note(UNCLEAR, material)
    return next(iter(found.values()), None)


def _whole(substances: tuple[NamedSubstance, ...]) -> tuple[Ingredient, ...]:
    """All active substances with their strengths, or none: some of several would look like the whole."""
    said = [s.strength for s in substances if s.strength is not None]
    return tuple(said) if len(said) == len(substances) else ()


def _substances(owner: etree._Element, reading: Reading) -> tuple[NamedSubstance, ...]:
    """All active substances, each with its strength where it is said; null and empty says nothing."""
    said = [e for e in owner.iterchildren(INGREDIENT) if e.get("classCode", "ACTI") not in INACTIVE]
    active = [e for e in said if e.get("nullFlavor") is None]
    if any(len(e) for e in said if e not in active):  # null, and yet it says something
        reading.note(UNCLEAR, said[0])
    return tuple([_substance(e, reading) for e in active])


def _substance(element: etree._Element, reading: Reading) -> NamedSubstance:
    quantity = reading.only(element, QUANTITY, UNCLEAR)
    numerator = _part_of_ratio(reading.only(quantity, NUMERATOR, UNCLEAR), reading)
    denominator = _part_of_ratio(reading.only(quantity, DENOMINATOR, UNCLEAR), reading)
    substance = reading.only(element, SUBSTANCE, UNCLEAR)
    code = Null.NI if substance is None else reading.coded(reading.only(substance, CODE, UNCLEAR))
    names = () if substance is None else substance.iterchildren(PHARM_NAME)
    name = next((t for e in names if (t := reading.text(e))), "")
    if numerator is None or denominator is None or substance is None:
        reading.note("ed-strength-not-said", element)
        return NamedSubstance(name, code)
    known = code if isinstance(code, Coded) else None
    return NamedSubstance(name, code, Ingredient(name, Ratio(numerator, denominator), known))


def _part_of_ratio(element: etree._Element | None, reading: Reading) -> Quantity | None:
    value = reading.value(element)
    if element is None or value is None or value <= 0 or not usable(value):
        return None
    unit = element.get("unit", "").strip() or NO_UNIT
    words = _counted(element, reading) if unit in {NO_UNIT, *SAYS_LESS} else ""
    return Quantity(value, unit, words if unit != INTERNATIONAL or ACTIVITY in words.casefold() else "")
