"""Whether what an eD tells of has happened: mood, status, negation and null flavor of the acts that say so.

Source: HL7 CDA R2 and RIM: `moodCode` EVN is an event, `statusCode` completed one that is over, `negationInd` true that
it did not happen, `nullFlavor` on an act that it is not said. An eD that says so anywhere from the document to the
product makes no report; nor does it take one back, for only a DISCARD does.
"""

from collections.abc import Iterator

from lxml import etree

from converter.formats.cda.elements import H, P
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
ORDER, PATIENT = ("inFulfillmentOf", "order"), ("recordTarget", "patientRole")
OF_PRODUCT = tuple(
    P + name
    for name in (
        *("asContent", "containerPackagedProduct", "ingredient", "ingredientSubstance"),
        *("asSpecializedKind", "generalizedMaterialKind", "part", "partProduct", "quantity"),
    )
)
SAYING = ("value", "code", "extension")
"""Attributes by which an element says anything."""


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
    _note_null(root, reading)
    for order in _reached(root, ORDER):
        if order.get("negationInd", "").strip() in DENIED:
            reading.note("ed-act-negated", order)
        if order.get("moodCode", ORDERS[0]) not in ORDERS:
            reading.note("ed-item-not-an-order", order)
    for supply in _supplies(root):
        if supply.get("moodCode") is None:
            reading.note("ed-not-an-event", supply)
        for status in supply.iterchildren(H + "statusCode"):
            code = status.get("code", "").strip()
            null = status.get("nullFlavor") is not None
            happened = code in HAPPENED or (discards and code in TAKEN_BACK)
            if code if null else not happened:  # null and a code at once say neither
                reading.note("ed-act-not-completed", status)
        for item in _items(supply):
            statuses = [s.get("code", "") for s in item.iterchildren(H + "statusCode") if s.get("nullFlavor") is None]
            if item.get("moodCode", ORDERS[0]) not in ORDERS or not HAPPENED.issuperset(statuses):
                reading.note("ed-item-not-an-order", item)


def _note_null(root: etree._Element, reading: Reading) -> None:
    """Notes what is marked as not said, or as denied, and says something all the same: nobody knows which holds."""
    for element in _beside(root):
        if element.get("nullFlavor") is not None and _says_something(element):
            reading.note("ed-act-null", element)
        if element.get("negationInd", "").strip() in DENIED:
            reading.note("ed-act-negated", element)


def _beside(root: etree._Element) -> Iterator[etree._Element]:
    """Whose and which prescription, who and when, and what the product is."""
    for way in (ORDER, PATIENT):
        yield from _below(root, way)
    for supply in _supplies(root):
        yield from _below(supply, ("performer", "assignedEntity", "representedOrganization"))
        yield from _reached(supply, ("performer", "time"))
        yield from (r for r in supply.iterchildren(H + "entryRelationship") if r.get("typeCode") == "REFR")
        for material in _reached(supply, PRODUCT):
            yield from material.iter(*OF_PRODUCT)


def _says_something(element: etree._Element) -> bool:
    return any(e.get(name, "").strip() for e in element.iter(etree.Element) for name in SAYING)


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
