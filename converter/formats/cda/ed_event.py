"""Whether what an eD tells of has happened: mood, status, negation and null flavor of the acts that say so.

Source: HL7 CDA R2 and RIM: `moodCode` EVN is an event, `statusCode` completed one that is over, `negationInd` true that
it did not happen, `nullFlavor` on an act that it is not said. An eD that says so anywhere from the document to the
product makes no report; nor does it take one back, for only a DISCARD does.
"""

from collections.abc import Iterator

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading

EVENT = "EVN"
HAPPENED = frozenset({"completed", "active"})
"""ActStatus of a dispensing act; `active` because countries write it of what they report at once."""
TAKEN_BACK = frozenset({"aborted", "cancelled", "nullified", "obsolete"})
"""What a discard may say of the dispense that it takes back."""
ORDERS = ("INT", "RQO")
"""Moods of what was prescribed."""
DENIED = frozenset({"true", "1"})
BODY = ("component", "structuredBody", "component", "section")
PRODUCT = ("product", "manufacturedProduct", "manufacturedMaterial")
ITEM = H + "substanceAdministration"


def note_unhappened(root: etree._Element, reading: Reading, *, discards: bool) -> None:
    """Notes each place that says that nothing was dispensed, or does not say that something was.

    Args:
        root: `ClinicalDocument`.
        reading: collects what is wrong.
        discards: whether it takes a dispense back: its status may say so then.
    """
    for element in _chain(root):
        if element.get("nullFlavor") is not None:
            reading.note("ed-act-null", element)
        if element.get("negationInd", "").strip() in DENIED:
            reading.note("ed-act-negated", element)
        if element.tag != ITEM and element.get("moodCode", EVENT) != EVENT:
            reading.note("ed-not-an-event", element)
    for supply in _supplies(root):
        if supply.get("moodCode") is None:
            reading.note("ed-not-an-event", supply)
        for status in supply.iterchildren(H + "statusCode"):
            code = status.get("code", "").strip()
            if status.get("nullFlavor") is None and code not in HAPPENED and not (discards and code in TAKEN_BACK):
                reading.note("ed-act-not-completed", status)
        for item in _items(supply):
            statuses = [s.get("code", "") for s in item.iterchildren(H + "statusCode") if s.get("nullFlavor") is None]
            if item.get("moodCode", ORDERS[0]) not in ORDERS or not HAPPENED.issuperset(statuses):
                reading.note("ed-item-not-an-order", item)


def _chain(root: etree._Element) -> Iterator[etree._Element]:
    """The document, what leads to the dispensing act, the act, its product, and the item that it was dispensed on."""
    yield root
    yield from _below(root, BODY)
    for section in _reached(root, BODY):
        yield from _below(section, ("entry",))
    for supply in _supplies(root):
        yield supply
        yield from _below(supply, PRODUCT)
        yield from _items(supply)


def _items(supply: etree._Element) -> Iterator[etree._Element]:
    for relation in supply.iterchildren(H + "entryRelationship"):
        if relation.get("typeCode") == "REFR":
            yield from relation.iterchildren(ITEM)


def _supplies(root: etree._Element) -> Iterator[etree._Element]:
    for entry in _reached(root, (*BODY, "entry")):
        yield from entry.iterchildren(H + "supply")


def _below(parent: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Every element on the way, whatever number of them there is."""
    for depth in range(1, len(names) + 1):
        yield from _reached(parent, names[:depth])


def _reached(parent: etree._Element, names: tuple[str, ...]) -> Iterator[etree._Element]:
    found: list[etree._Element] = [parent]
    for name in names:
        found = [child for element in found for child in element.iterchildren(H + name)]
    yield from found
