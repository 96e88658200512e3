"""Whether an item of another country's document is an order that stands: mood, status, negation and null, everywhere.

Sources: eHDSI CDA v8.0.0, template `1.3.6.1.4.1.12559.11.10.1.3.1.3.2` (item INT, supply RQO, active or completed);
HL7 ActMood: INT and RQO order, EVN tells of what was done, the others propose, define or wish.
"""

from collections.abc import Iterator

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.model.foreign_prescription import Order

RELATION, SUPPLY, STATUS = H + "entryRelationship", H + "supply", H + "statusCode"
ORDERS, EVENT = frozenset({"INT", "RQO"}), "EVN"
STATED = frozenset({*ORDERS, EVENT})
"""Moods of what stands beside an order and is said to be so: an instruction (INT), a choice that was made (EVN)."""
STANDING = frozenset({"", "active", "completed", "normal", "new"})
"""HL7 ActStatus: what was neither ended early nor taken back."""
NOT_NEGATED = frozenset({"false", "0"})
UNCLEAR = "ed-structure-unclear"
PRODUCT = (H + "consumable", H + "manufacturedProduct", H + "manufacturedMaterial")


def read_supply(item: etree._Element) -> etree._Element | None:
    """The supply that is an order, else the first; None where there is none. The others are told as not read."""
    found = [s for r in item.iterchildren(RELATION) for s in r.iterchildren(SUPPLY)]
    return next((s for s in found if kind_of(s) == "order"), found[0] if found else None)


def read_order(item: etree._Element, supply: etree._Element | None) -> Order:
    """What item and supply are.

    Args:
        item: its substanceAdministration, in the document.
        supply: as `read_supply` finds it.
    """
    statements = [item, *([] if supply is None else [supply])]
    deciding = [*_around(item), *_product(item)]
    if supply is not None:
        relation = supply.getparent()
        deciding += [supply, *([] if relation is None else [relation])]
    kinds = [kind_of(s) for s in statements]
    kinds += ["null"] if any(e.get("nullFlavor") is not None for e in deciding) else []
    own = [status_of(e) for e in item.iterchildren(STATUS)] or [""]
    of_supply = [] if supply is None else [status_of(e) for e in supply.iterchildren(STATUS)]
    return Order(
        kinds=tuple(dict.fromkeys(kinds)),
        statuses=(*own, *(s for s in of_supply if s)),
        negated=any(negated(e) for e in deciding),
    )


def status_of(element: etree._Element) -> str:
    """The code of a status; none where it is null and says that the order stands, for then it does not say so."""
    code = element.get("code", "").strip()
    return "" if element.get("nullFlavor") is not None and code in STANDING else code


def kind_of(statement: etree._Element) -> str:
    """`order`, `event` or `other`, by moodCode; the schema tells where there is none."""
    mood = statement.get("moodCode", "").strip()
    return "order" if mood in ORDERS or not mood else "event" if mood == EVENT else "other"


def negated(element: etree._Element) -> bool:
    """Whether it says that it is not so; what is no truth value is taken for it."""
    return element.get("negationInd", "false").strip() not in NOT_NEGATED


def stands(statement: etree._Element) -> bool:
    """Whether a statement beside the order (an instruction, a choice) is said: not null, negated nor taken back."""
    relation = statement.getparent()
    said = [statement] if relation is None else [statement, relation]
    if any(e.get("nullFlavor") is not None for e in said):
        return False
    status = {e.get("code", "").strip() for e in statement.iterchildren(STATUS)}
    mood = statement.get("moodCode", "").strip()
    return not any(negated(e) for e in said) and status <= STANDING and (mood in STATED or not mood)


def note_not_standing(item: etree._Element, reading: Reading) -> None:
    """Notes instructions that are negated, taken back or only proposed: they are shown, and may not hold."""
    for status in (e for r in item.iter(H + "supply", item.tag) for e in r.iterchildren(STATUS)):
        if status.get("nullFlavor") is not None and status.get("code") is not None:
            reading.note(UNCLEAR, status)
    for act in (a for r in item.iterchildren(RELATION) for a in r.iterchildren(H + "act")):
        if not stands(act):
            reading.note(UNCLEAR, act)


def _around(item: etree._Element) -> Iterator[etree._Element]:
    yield item
    yield from item.iterancestors()


def _product(item: etree._Element) -> Iterator[etree._Element]:
    element: etree._Element | None = item
    for tag in PRODUCT:
        element = None if element is None else next(element.iterchildren(tag), None)
        if element is None:
            return
        yield element
