"""The one thing that another country's prescription says of substitution: the stricter, where it says several."""

from dataclasses import replace

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_order import stands
from converter.model.coded import Coded, Null

SYSTEM = "2.16.840.1.113883.5.1070"
FORBIDDEN = "N"
SUBSTITUTION = "SUBST"
RELATION, OBSERVATION, CODE, VALUE = H + "entryRelationship", H + "observation", H + "code", H + "value"


def read_choice(item: etree._Element, reading: Reading) -> tuple[Coded | Null, bool]:
    """What is said, and whether it may not hold: null and a code at once, negated, taken back or only proposed.

    What protects is taken: no substitution where any of it says so, or where a permission is negated.

    Args:
        item: its substanceAdministration.
        reading: collects what is wrong.
    """
    said: list[Coded | Null] = []
    doubt = False
    for statement in (o for r in item.iterchildren(RELATION) for o in r.iterchildren(OBSERVATION)):
        code = next(statement.iterchildren(CODE), None)
        if code is None or code.get("code") != SUBSTITUTION or statement.get("nullFlavor") is not None:
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
    inner = [t for t in value.iter(H + "translation") if t.get("codeSystem", "").strip() == SYSTEM]
    others = [c for t in inner if isinstance(c := reading.coded(t), Coded)]
    own = outer.code if isinstance(outer, Coded) else None
    eu = isinstance(outer, Coded) and outer.system in {SYSTEM, ""}
    different = [c for c in others if c.code != own]
    if not eu and others:  # a national code, or none, beside the EU's
        return [outer, *different] if isinstance(outer, Null) else [replace(c, originals=(outer,)) for c in others]
    return [outer, *different]
