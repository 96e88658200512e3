"""What an element holds, and nothing else: for values where anything beside what is read makes another of it.

Source: data types of CDA R2 (ANY, QTY, PQ, PQR, IVL, TS). A reader that fails closed asks here before it reads.
"""

from collections.abc import Set

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.names import XSI
from converter.formats.xml import number
from converter.model.coded import Quantity

TYPE = f"{{{XSI}}}type"
NULL, VALUE, UNIT, INCLUSIVE = "nullFlavor", "value", "unit", "inclusive"
TRANSLATION, ORIGINAL_TEXT = H + "translation", H + "originalText"
QUANTITIES = frozenset({"", "PQ", "IVL_PQ", "IVXB_PQ", "SXCM_PQ"})
TRUE, FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})
NOTHING: frozenset[str] = frozenset()


def type_of(element: etree._Element) -> str:
    """The data type that the element names (xsi:type), without its prefix; empty where it names none."""
    return element.get(TYPE, "").rpartition(":")[2]


def holds_only(element: etree._Element, attributes: Set[str], children: Set[str] = NOTHING) -> bool:
    """Whether an element has no attribute and no child but these, its type aside, and no text of its own."""
    if (element.text or "").strip() or not {TYPE, *attributes} >= set(element.keys()):
        return False
    return all(child.tag in children and not (child.tail or "").strip() for child in element)


def has_own_text(element: etree._Element) -> bool:
    """Whether words stand in an element, or between its children."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def is_null(element: etree._Element) -> bool:
    """Whether it says that nothing is said, and nothing else: what is null and has a value says two things."""
    if not holds_only(element, {NULL, "operator"}, {child.tag for child in element}):
        return False
    return element.get(NULL) is not None and all(is_null(child) for child in element)


def says_nothing(element: etree._Element) -> bool:
    """Null, or with nothing but null in it."""
    if is_null(element):
        return True
    bare = holds_only(element, {"operator", "institutionSpecified"}, {child.tag for child in element})
    return bare and all(is_null(child) for child in element)


def read_quantity(element: etree._Element, attributes: Set[str] = NOTHING) -> Quantity | None:
    """A PQ, all of it: number, unit, and the words of the unit in its translations; None where it says anything more.

    Args:
        element: the quantity.
        attributes: others that the caller has read.
    """
    if type_of(element) not in QUANTITIES or not holds_only(element, {VALUE, UNIT, *attributes}, {TRANSLATION}):
        return None
    value = number(element.get(VALUE, ""))
    if value is None:
        return None
    words: set[str] = set()
    for translation in element:
        said = number(translation.get(VALUE, element.get(VALUE, "")))
        if said != value or not holds_only(translation, {VALUE}, {ORIGINAL_TEXT}):
            return None
        for text in translation:
            if len(text) or text.attrib:
                return None
            words.add(" ".join((text.text or "").split()))
    words.discard("")
    if len(words) > 1:
        return None
    return Quantity(value, element.get(UNIT, "").strip() or "1", next(iter(words), ""))
