"""All that an item says in codes and names, found by reading all of it and not by a list of places.

A narcotic may be told by a class of another kind, in a translation, in a part of a kit or in an active moiety: what a
code stands in decides what it is said of, never whether it is seen.
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from converter.formats.cda.elements import H, P
from converter.formats.cda.foreign import ORIGINAL_TEXT, Reading, readable
from converter.formats.cda.foreign_product import ATC, INACTIVE
from converter.formats.xml import local
from converter.model.coded import Coded
from converter.model.foreign_prescription import Said, SaidCode, SaidOf, SaidSubstance, SaidWords

MANUFACTURED, MATERIAL = H + "manufacturedProduct", H + "manufacturedMaterial"
INGREDIENT, SUBSTANCE = P + "ingredient", P + "ingredientSubstance"
KINDS = frozenset({P + "asSpecializedKind", P + "generalizedMaterialKind"})
PACKAGES = frozenset({P + "asContent", P + "containerPackagedProduct"})
TRANSLATIONS = frozenset({H + "translation", P + "translation"})
NAMES = (H + "name", P + "name", P + "desc", H + "desc", ORIGINAL_TEXT, P + "originalText")
MAKER = frozenset({H + "manufacturerOrganization", P + "manufacturerOrganization", H + "marketingAuthorizationHolder"})
MAX_CODES, MAX_WORDS = 400, 200
"""More than any product has; the rest is noted as not read."""
UNCLEAR, OTHER_CODE = "ed-structure-unclear", "OTH"


def read_said(item: etree._Element, reading: Reading) -> Said:
    """Codes of the whole item; names and substances of its products, wherever they stand.

    Args:
        item: its substanceAdministration.
        reading: notes the item where there is more than is read.
    """
    products = [p for p in item.iter(MANUFACTURED) if next(p.iterancestors(MANUFACTURED), None) is None]
    codes = _codes(item, reading)
    words = list(islice((w for p in products for e in p.iter(etree.Element) for w in _words(e)), MAX_WORDS + 1))
    if len(codes) > MAX_CODES or len(words) > MAX_WORDS:
        reading.note(UNCLEAR, item)
    substances = [s for p in products for e in p.iter(INGREDIENT) if (s := _substance(e, reading)) is not None]
    return Said(tuple(codes[:MAX_CODES]), tuple(words[:MAX_WORDS]), tuple(substances))


def _codes(item: etree._Element, reading: Reading) -> list[SaidCode]:
    found: list[SaidCode] = []
    numbers: dict[etree._Element, int] = {}
    paths: dict[etree._Element, str] = {}
    for element in item.iter(etree.Element):
        code, system = element.get("code", "").strip(), element.get("codeSystem", "").strip()
        if not code and element.get("root", "").strip() == ATC:
            code, system = element.get("extension", "").strip(), ATC
        if not code:
            continue
        outermost = _outermost(element)
        number = numbers.setdefault(outermost, len(numbers))
        of, active = _of(element)
        coded = Coded(code, system, element.get("displayName", "").strip())
        path, stands = _path(element, paths, reading), _stands(element)
        found.append(SaidCode(coded, of, active, number, path, stands=stands))
        if words := reading.own_words(element):  # what the code was chosen for is held against it as its display is
            found.append(SaidCode(Coded(code, system, words), of, active, number, path, stands=stands))
        if len(found) > MAX_CODES:
            break
    return found


def _path(element: etree._Element, paths: dict[etree._Element, str], reading: Reading) -> str:
    """The path of an element; those of what it stands in are found once for all that stands there."""
    parent = element.getparent()
    if parent is None:
        return reading.path(element)
    if parent not in paths:
        paths[parent] = _path(parent, paths, reading)
    name = local(element)
    same = [sibling for sibling in parent if sibling.tag == element.tag]
    number = f"[{same.index(element) + 1}]" if len(same) > 1 else ""
    return f"{paths[parent]}/{name + number if name in reading.names else '?'}"


def _outermost(element: etree._Element) -> etree._Element:
    """The coded element that a translation stands in, over however many of them."""
    while element.tag in TRANSLATIONS:
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


def _stands(element: etree._Element) -> bool:
    """Whether neither it nor what it stands in within the product is null.

    A code that is null because it is another system's (OTH) has its translations, which stand (HL7 data types, CD).
    """
    node: etree._Element | None = element
    while node is not None and node.tag != MANUFACTURED:
        flavor = node.get("nullFlavor")
        if flavor is not None and (node is element or flavor != OTHER_CODE or node.get("code") is not None):
            return False
        node = node.getparent()
    return True


def _of(element: etree._Element) -> tuple[SaidOf, bool]:
    """What it is said of, and whether that is (or may be) active."""
    of = SaidOf.OTHER
    for node in element.iterancestors():
        if node.tag == INGREDIENT:
            return SaidOf.SUBSTANCE, node.get("classCode", "ACTI") not in INACTIVE
        if node.tag in KINDS:
            of = SaidOf.KIND
        elif node.tag in PACKAGES or node.tag in MAKER:
            return SaidOf.OTHER, True
        elif node.tag == MANUFACTURED:
            own = _outermost(element)
            named = own.tag in {H + "code", P + "code", *NAMES}
            return SaidOf.PRODUCT if of is SaidOf.OTHER and named else of, True
    return SaidOf.OTHER, True


def _words(element: etree._Element) -> Iterator[SaidWords]:
    """What an element says in words of its own: its text, and a display that has no code beside it."""
    own = " ".join([element.text or "", *(child.tail or "" for child in element)])
    display = "" if element.get("code", "").strip() else element.get("displayName", "")
    for words in (own, display):
        text = readable(words) if words.strip() else ""
        if text and not any(a.tag in MAKER for a in element.iterancestors()):
            yield SaidWords(text, _of(element)[0])


def _substance(ingredient: etree._Element, reading: Reading) -> SaidSubstance | None:
    """An active ingredient with all codes in it; None where it is said to be no active one."""
    if ingredient.get("classCode", "ACTI") in INACTIVE:
        return None
    substance = next(ingredient.iterchildren(SUBSTANCE), None)
    names = () if substance is None else substance.iterchildren(P + "name", H + "name")
    name = next((t for e in names if (t := reading.text(e))), "")
    return SaidSubstance(name, tuple(_coded(ingredient)))


def _coded(ingredient: etree._Element) -> Iterator[Coded]:
    for element in ingredient.iter(etree.Element):
        if (code := element.get("code", "").strip()) and _nearest(element) is ingredient and _stands(element):
            yield Coded(code, element.get("codeSystem", "").strip(), element.get("displayName", "").strip())


def _nearest(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(INGREDIENT), None)
