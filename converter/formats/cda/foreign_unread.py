"""What a prescription item holds that its reader does not read: told, so that nothing is dropped in silence.

Source: eHDSI CDA v8.0.0, template `1.3.6.1.4.1.12559.11.10.1.3.1.3.2`; what CDA has beside it (a highest dose, a rate,
repeats, a precondition) changes how a medicine is to be used or handed out.
"""

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading

UNCLEAR = "ed-structure-unclear"
ITEM = frozenset(
    H + t
    for t in (
        "templateId",
        "id",
        "code",
        "text",
        "statusCode",
        "effectiveTime",
        "routeCode",
        "doseQuantity",
        "consumable",
        "entryRelationship",
    )
)
ONCE = (H + "statusCode", H + "routeCode", H + "doseQuantity")
SUPPLY = frozenset(H + t for t in ("templateId", "id", "statusCode", "effectiveTime", "independentInd", "quantity"))
INSTRUCTIONS = frozenset({"PINSTRUCT", "FINSTRUCT"})
SUBSTITUTION = "SUBST"


def note_unread(section: etree._Element, item: etree._Element, reading: Reading) -> None:
    """Notes each thing that stands in the section, its item or its supply and is not read; null says nothing.

    Args:
        section: of the prescription.
        item: its substanceAdministration.
        reading: collects the places.
    """
    for entry in section.iterchildren(H + "entry"):
        _others(entry, frozenset({item.tag, H + "templateId"}), reading)
    _others(item, ITEM, reading)
    for tag in ONCE:
        reading.only(item, tag, UNCLEAR)
    supplies = 0
    for relation in item.iterchildren(H + "entryRelationship"):
        for statement in relation.iterchildren(etree.Element):
            if statement.tag == H + "supply":
                supplies += 1
                if supplies > 1:
                    reading.note(UNCLEAR, statement)
                else:
                    _others(statement, SUPPLY, reading)
            elif not _read(statement):
                reading.note(UNCLEAR, statement)


def _others(parent: etree._Element, known: frozenset[str], reading: Reading) -> None:
    for child in parent.iterchildren(etree.Element):
        if child.tag not in known and child.get("nullFlavor") is None:
            reading.note(UNCLEAR, child)


def _read(statement: etree._Element) -> bool:
    """Whether it is one of the statements that are read, or says nothing."""
    code = next(statement.iterchildren(H + "code"), None)
    given = "" if code is None else code.get("code", "")
    if statement.tag == H + "act":
        return given in INSTRUCTIONS
    return statement.tag == H + "observation" and given == SUBSTITUTION
