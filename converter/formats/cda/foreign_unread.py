"""What a prescription item holds that its reader does not read: told, so that nothing is dropped in silence.

Source: eHDSI CDA v8.0.0, templates `1.3.6.1.4.1.12559.11.10.1.3.1.3.2` (item) and `.30` (material); what CDA has beside
them (a highest dose, a rate, repeats, a precondition, a risk) changes how a medicine is to be used or handed out.
"""

from lxml import etree

from converter.formats.cda.elements import H, P
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_beside import READ
from converter.formats.cda.names import HL7, PHARM
from converter.formats.cda.strict import is_null

UNCLEAR = "ed-structure-unclear"
ONCE = (H + "statusCode", H + "routeCode", H + "doseQuantity")
SUPPLY = frozenset(H + t for t in ("templateId", "id", "statusCode", "effectiveTime", "independentInd", "quantity"))
INSTRUCTIONS = frozenset({"PINSTRUCT", "FINSTRUCT"})
SUBSTITUTION = "SUBST"

SAYS_NOTHING = frozenset(H + t for t in ("realmCode", "typeId", "templateId", "id"))
PRODUCT = frozenset({*SAYS_NOTHING, H + "manufacturedMaterial", H + "manufacturerOrganization"})
KNOWN_OF_MATERIAL = {
    H + "manufacturedMaterial": frozenset({H + "code", H + "name", H + "lotNumberText"})
    | {P + t for t in ("desc", "formCode", "expirationTime", "asContent", "asSpecializedKind", "part", "ingredient")},
    P + "asContent": frozenset({P + "quantity", P + "containerPackagedProduct"}),
    P + "containerPackagedProduct": frozenset(P + t for t in ("code", "name", "formCode", "asContent")),
    P + "part": frozenset({P + "id", P + "quantity", P + "partProduct"}),
    P + "partProduct": frozenset(P + t for t in ("code", "name", "formCode", "asContent", "asSpecializedKind"))
    | {P + "ingredient"},
    P + "ingredient": frozenset({P + "quantity", P + "ingredientSubstance"}),
    P + "ingredientSubstance": frozenset({P + "code", P + "name"}),
}
"""What the reader of products reads of each element; an expiry is of a package that is not there yet."""
ACT = frozenset({*SAYS_NOTHING, *(H + t for t in ("code", "text", "statusCode"))})
SPACES = frozenset({HL7, PHARM})
NARRATIVE, SECTION = H + "text", H + "section"
OF_PERSONS = frozenset({H + "patientRole", H + "patient"})
MOST_UNKNOWN = 20
SUBSTITUTION_SAYS = ACT | {H + "effectiveTime", H + "value"}


def note_unread(section: etree._Element, item: etree._Element, reading: Reading) -> None:
    """Notes each thing that stands in the section, its item or its supply and is not read; null says nothing.

    Args:
        section: of the prescription.
        item: its substanceAdministration.
        reading: collects the places.
    """
    for entry in section.iterchildren(H + "entry"):
        _others(entry, frozenset({item.tag, H + "templateId"}), reading)
    _others(item, READ, reading)
    for product in item.iterfind(f"{H}consumable/{H}manufacturedProduct"):
        _others(product, PRODUCT, reading)
        for element in product.iter(*KNOWN_OF_MATERIAL):
            _others(element, KNOWN_OF_MATERIAL[str(element.tag)] | SAYS_NOTHING, reading)
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
            else:
                _others(statement, ACT if statement.tag == H + "act" else SUBSTITUTION_SAYS, reading)


def note_unknown(root: etree._Element, reading: Reading) -> None:
    """Notes what no schema has, anywhere but in a narrative: an extension may say that it is taken back.

    Of a name that another namespace has too (`sdtc:statusCode`) the path has the name. Children of the patient are told
    by who reads persons. A bounded number: one is enough to look at the document.

    Args:
        root: the document.
        reading: collects the places, and knows the names.
    """
    found = 0
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if not isinstance(element.tag, str):
            continue
        if element.tag == NARRATIVE and (above := element.getparent()) is not None and above.tag == SECTION:
            walk.skip_subtree()
            continue
        name = etree.QName(element)
        if name.namespace in SPACES and name.localname in reading.names:
            continue
        walk.skip_subtree()
        parent = element.getparent()
        if parent is None or parent.tag in OF_PERSONS or is_null(element):
            continue
        reading.note(UNCLEAR, element)
        found += 1
        if found == MOST_UNKNOWN:
            return


def _others(parent: etree._Element, known: frozenset[str], reading: Reading) -> None:
    for child in parent.iterchildren(etree.Element):
        if child.tag not in known and not is_null(child):
            reading.note(UNCLEAR, child)


def _read(statement: etree._Element) -> bool:
    """Whether it is one of the statements that are read, or says nothing."""
    code = next(statement.iterchildren(H + "code"), None)
    given = "" if code is None else code.get("code", "")
    if statement.tag == H + "act":
        return given in INSTRUCTIONS
    return statement.tag == H + "observation" and given == SUBSTITUTION
