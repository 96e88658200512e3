"""Words of a prescription that stand where no value and no instruction is read: shown as they are, and told.

Of a choice, a supply, a condition, a reason, a further name of the medicine: whatever holds text in the entries of the
prescription's section, but for what is shown elsewhere.
"""

from collections.abc import Iterator, Set
from itertools import islice

from lxml import etree

from converter.formats.cda.elements import H, P
from converter.formats.cda.foreign import ORIGINAL_TEXT, Reading
from converter.formats.cda.strucdoc import Notes, render
from converter.model.coded import Coded
from converter.model.foreign_prescription import AsideWords, ForeignProduct, SaidAbout

ENTRY, TEXT, CODE = H + "entry", H + "text", H + "code"
ACT, OBSERVATION, AUTHOR = H + "act", H + "observation", H + "author"
INSTRUCTIONS, SUBSTITUTION = frozenset({"PINSTRUCT", "FINSTRUCT"}), "SUBST"
ABOUT = {
    H + "precondition": SaidAbout.CONDITION,
    H + "supply": SaidAbout.SUPPLY,
    H + "routeCode": SaidAbout.ROUTE,
    H + "doseQuantity": SaidAbout.DOSE,
    H + "effectiveTime": SaidAbout.DOSE,
    H + "consumable": SaidAbout.MEDICINE,
    H + "product": SaidAbout.MEDICINE,
    P + "quantity": SaidAbout.AMOUNT,
    ACT: SaidAbout.INSTRUCTION,
    OBSERVATION: SaidAbout.STATEMENT,
}
"""What words in an element are about; the innermost decides."""
WITH_THEIR_CODE = frozenset({H + "routeCode", P + "formCode"})
"""Coded values whose own words are shown beside them."""
MAKER = frozenset({H + "manufacturerOrganization", P + "manufacturerOrganization"})
"""Its name is shown; where it is found is of no matter."""
IN_BASE64, WORDS = "B64", "text/"
UNCLEAR = "ed-structure-unclear"
MOST, MOST_LETTERS = 60, 200_000
"""More than any prescription has; that there are more is told."""


def is_base64(text: etree._Element) -> bool:
    """Whether an element holds no words but bytes, or says that it does."""
    return text.get("representation") == IN_BASE64 or not text.get("mediaType", WORDS).startswith(WORDS)


def words_aside(
    section: etree._Element, item: etree._Element, product: ForeignProduct | None, reading: Reading
) -> tuple[tuple[AsideWords, ...], bool]:
    """All such words, in document order; a bounded number, and whether there are more.

    Args:
        section: of the prescription; item: its substanceAdministration.
        product: as it is shown.
        reading: reads texts, and notes what holds bytes.
    """
    shown = _shown(product)
    found: list[AsideWords] = []
    letters = 0
    for about, element in islice(_all(section, item, shown, reading), MOST + 1):
        if len(found) == MOST or letters > MOST_LETTERS:
            return tuple(found), True
        if is_base64(element):
            reading.note(UNCLEAR, element)
            continue
        words = render(reading, Notes(), element)
        letters += len(words.text)
        if words.text:
            found.append(AsideWords(about, words, reading.path(element)))
    return tuple(found), False


def _shown(product: ForeignProduct | None) -> frozenset[str]:
    """The words of a medicine that the view has."""
    if product is None:
        return frozenset()
    held = product.shown_parts
    substances = [*product.substances, *(s for part in held for s in part.substances)]
    parts = [part.name for part in held]
    layers = [*(product.layers or ()), *(layer for part in held for layer in part.layers or ())]
    coded = [c for c in (product.form, product.atc) if isinstance(c, Coded)]
    words = [product.name, product.strength_text, *parts, *(s.name for s in substances)]
    words += [w for layer in layers for w in (layer.name, layer.content.text)] + [c.words for c in coded]
    return frozenset(w.casefold() for w in (*words, *(c.display for c in coded)) if w)


def _all(
    section: etree._Element, item: etree._Element, shown: Set[str], reading: Reading
) -> Iterator[tuple[SaidAbout, etree._Element]]:
    for entry in section.iterchildren(ENTRY):
        for about, element in _texts(entry, SaidAbout.STATEMENT):
            if _is_read(element, item):
                continue
            if about in {SaidAbout.MEDICINE, SaidAbout.AMOUNT} and reading.text(element).casefold() in shown:
                continue
            yield about, element


def _texts(parent: etree._Element, about: SaidAbout) -> Iterator[tuple[SaidAbout, etree._Element]]:
    """The outermost elements with words in them, and what those are about."""
    for child in parent.iterchildren(etree.Element):
        if child.tag in MAKER or child.tag == AUTHOR:
            continue
        if (child.text or "").strip() or any((inner.tail or "").strip() for inner in child):
            yield about, child
        else:
            inside = ABOUT.get(str(child.tag), about)
            chosen = child.tag == OBSERVATION and _code(child) == SUBSTITUTION
            yield from _texts(child, SaidAbout.SUBSTITUTION if chosen else inside)


def _is_read(element: etree._Element, item: etree._Element) -> bool:
    """Whether it is among the instructions, or beside its code."""
    parent = element.getparent()
    if parent is None or parent is item:
        return element.tag == TEXT
    if element.tag == ORIGINAL_TEXT and parent.tag in WITH_THEIR_CODE and parent.getparent() is item:
        return bool(parent.get("code", "").strip()) and parent.get("nullFlavor") is None
    relation = parent.getparent()
    of_item = relation is not None and relation.getparent() is item
    return element.tag == TEXT and parent.tag == ACT and of_item and _code(parent) in INSTRUCTIONS


def _code(statement: etree._Element) -> str:
    code = next(statement.iterchildren(CODE), None)
    return "" if code is None else code.get("code", "").strip()
