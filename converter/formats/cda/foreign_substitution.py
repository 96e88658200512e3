"""What a foreign prescription says of substitution: all of it, and the one thing that is shown, the stricter."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import ORIGINAL_TEXT, TRANSLATION, Reading, readable
from converter.formats.cda.foreign_order import stands
from converter.model.coded import Coded, Null

SYSTEM = "2.16.840.1.113883.5.1070"
FORBIDDEN = "N"
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
    for observation in _statements(item):
        if not stands(observation):
            found.append(NOTHING)
        for value in observation.iterchildren(VALUE):
            found += _codes(value) + _words(value)
        texts = [readable(str(t)) for e in observation.iterchildren(TEXT) for t in e.itertext()]
        found += [Coded("", "", text) for text in texts if text.strip()]
    return tuple(dict.fromkeys(found))


def _statements(item: etree._Element) -> Iterator[etree._Element]:
    """The observations of a choice of substitution."""
    relations = item.iterchildren(H + "entryRelationship")
    for observation in (o for r in relations for o in r.iterchildren(H + "observation")):
        if any(code.get("code", "").strip() == SUBSTITUTION for code in observation.iterchildren(CODE)):
            yield observation


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


def read_choice(item: etree._Element, reading: Reading) -> tuple[Coded | Null, bool]:
    """What is said, and whether it may not hold: null and a code at once, negated, taken back or only proposed.

    What protects is taken: no substitution where any of it says so, or where a permission is negated.

    Args:
        item: its substanceAdministration.
        reading: collects what is wrong.
    """
    said: list[Coded | Null] = []
    doubt = False
    for statement in _statements(item):
        if statement.get("nullFlavor") is not None:
            continue
        values = [v for e in statement.iterchildren(VALUE) for v in _values(e, reading)]
        if not stands(statement):
            doubt = True
            values = [Coded(FORBIDDEN, SYSTEM, "")]
        said += values
    codes = [v for v in said if isinstance(v, Coded)]
    forbidding = next((c for c in codes if c.code == FORBIDDEN and c.system in {SYSTEM, ""}), None)
    first = forbidding or next(iter(codes), next(iter(said), Null.NI))
    return first, doubt or 0 < len(codes) < len(said)


def _values(value: etree._Element, reading: Reading) -> list[Coded | Null]:
    """The value, and each of its translations in the EU's codes that says another."""
    outer = reading.coded(value)
    inner = [t for t in value.iter(TRANSLATION) if t.get("codeSystem", "").strip() == SYSTEM]
    others = [c for t in inner if isinstance(c := reading.coded(t), Coded)]
    own = outer.code if isinstance(outer, Coded) else None
    eu = isinstance(outer, Coded) and outer.system in {SYSTEM, ""}
    different = [c for c in others if c.code != own]
    if not eu and others:  # a national code, or none, beside the EU's
        return [outer, *different] if isinstance(outer, Null) else [replace(c, originals=(outer,)) for c in others]
    return [outer, *different]
