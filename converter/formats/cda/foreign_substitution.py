"""All that a foreign prescription says of substitution: twice, in words, or in a translation of a null."""

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import ORIGINAL_TEXT, TRANSLATION, readable
from converter.formats.cda.foreign_order import stands
from converter.model.coded import Coded

SUBSTITUTION = "SUBST"
CODE, VALUE, TEXT = H + "code", H + "value", H + "text"
REFERENCE = H + "reference"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
NOTHING = Coded("", "", "")
"""Said, and no code: what is meant is not known."""


def read_substitutions(item: etree._Element) -> tuple[Coded, ...]:
    """Each code, outermost or translation, of each observation SUBST, in the document's order.

    An observation that is null, negated, taken back or only proposed says something that nobody can know, and so do
    words alone and values of other types: they give a code that is none. Words beside a code are its `display`.

    Args:
        item: the `substanceAdministration`.
    """
    found: list[Coded] = []
    relations = item.iterchildren(H + "entryRelationship")
    for observation in (o for r in relations for o in r.iterchildren(H + "observation")):
        if not any(code.get("code", "").strip() == SUBSTITUTION for code in observation.iterchildren(CODE)):
            continue
        if not stands(observation):
            found.append(NOTHING)
        for value in observation.iterchildren(VALUE):
            found += _codes(value) + _words(value)
        texts = [readable(str(t)) for e in observation.iterchildren(TEXT) for t in e.itertext()]
        found += [Coded("", "", text) for text in texts if text.strip()]
    return tuple(dict.fromkeys(found))


def _codes(value: etree._Element) -> list[Coded]:
    codes = [value, *value.iterdescendants(TRANSLATION)]
    return [
        Coded(e.get("code", "").strip(), e.get("codeSystem", "").strip(), e.get("displayName", "").strip())
        for e in codes
        if e.get("code", "").strip() and e.get("nullFlavor") is None
    ]


def _words(value: etree._Element) -> list[Coded]:
    """What a value says without a code: in words, in a display of a null, in a truth value or any other type."""
    said = [readable(e.text or "") for e in (value, *value.iterdescendants(ORIGINAL_TEXT))]
    said += [
        e.get("displayName", "").strip()
        for e in (value, *value.iterdescendants(TRANSLATION))
        if not e.get("code", "").strip() or e.get("nullFlavor") is not None
    ]
    found = [Coded("", "", words) for words in said if words.strip()]
    other = value.get("value") is not None
    return [*found, NOTHING] if other and not found else found
