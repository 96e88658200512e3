"""All that a foreign prescription says of substitution: it may say it twice, or hide it in a translation of a null."""

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import TRANSLATION
from converter.model.coded import Coded

SUBSTITUTION = "SUBST"
CODE, VALUE = H + "code", H + "value"
NOT_NEGATED = frozenset({"false", "0"})
NOTHING = Coded("", "", "")
"""Said, and no code: what is meant is not known."""


def read_substitutions(item: etree._Element) -> tuple[Coded, ...]:
    """Each code, outermost or translation, of each observation SUBST, in the document's order.

    An observation that is negated says something that nobody can know: it gives a code that is none.

    Args:
        item: the `substanceAdministration`.
    """
    found: list[Coded] = []
    relations = item.iterchildren(H + "entryRelationship")
    for observation in (o for r in relations for o in r.iterchildren(H + "observation")):
        if not any(code.get("code", "").strip() == SUBSTITUTION for code in observation.iterchildren(CODE)):
            continue
        if observation.get("negationInd", "false").strip() not in NOT_NEGATED:
            found.append(NOTHING)
        found += [code for value in observation.iterchildren(VALUE) for code in _codes(value)]
    return tuple(dict.fromkeys(found))


def _codes(value: etree._Element) -> list[Coded]:
    codes = [value, *value.iterdescendants(TRANSLATION)]
    return [
        Coded(e.get("code", "").strip(), e.get("codeSystem", "").strip(), e.get("displayName", "").strip())
        for e in codes
        if e.get("code", "").strip() and e.get("nullFlavor") is None
    ]
