"""An eD with every field that eDs received so far had, and every leaf of it; all values are invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from lxml import etree

from tests.builders.back import handed_out
from tests.builders.messages import m1
from tests.builders.numbers import number_for

H = "{urn:hl7-org:v3}"
SUPPLY_PATH = "ClinicalDocument/component/structuredBody/component/section/entry/supply"
NESTED = ("asContent/containerPackagedProduct/", "translation/")
"""What may stand in itself; the register has it once."""
ADDRESS = (
    '<addr use="WP"><streetAddressLine>Ordet 1</streetAddressLine><streetName>Ordet</streetName>'
    "<houseNumber>1</houseNumber><city>Gdańsk</city><state>Ordet</state><postalCode>80-001</postalCode>"
    "<country>PL</country></addr>"
)
PHONE = '<telecom use="WP" value="tel:+48123456789"/>'
NAMES = "<name><given>Zofia</given><family>Nowak</family>"
PERSON = (
    f'<assignedPerson classCode="PSN" determinerCode="INSTANCE">{NAMES}<suffix>mgr</suffix></name></assignedPerson>'
)
CODED = 'codeSystemName="Ordet" codeSystemVersion="1"'
RAW: dict[str, str] = {
    '<typeId root="2.16.840.1.113883.1.3"': '<realmCode code="PL"/><typeId root="2.16.840.1.113883.1.3"',
    "<addr><city>Gdańsk</city><country>PL</country></addr>": ADDRESS,
    f'<addr nullFlavor="NI"/><telecom nullFlavor="NI"/><assignedPerson>{NAMES}</name></assignedPerson>': (
        ADDRESS + PHONE + PERSON
    ),
    '<representedOrganization><id root="2.16.840.1.113883.3.9999.2" extension="77"/>': (
        '<representedOrganization classCode="ORG" determinerCode="INSTANCE">'
        '<id root="2.16.840.1.113883.3.9999.2" extension="77"/>'
    ),
    '<telecom nullFlavor="NI"/><addr use="WP">': PHONE + '<addr use="WP">',
    '<languageCode code="pl-PL"/>': (
        '<languageCode code="pl-PL"/><setId root="2.16.840.1.113883.3.9999.6" extension="S-1"/>'
        '<versionNumber value="1"/>'
    ),
    'displayName="Pharmacists"/>': (
        f'{CODED} displayName="Pharmacists"><translation code="F" codeSystem="2.16.840.1.113883.3.9999.7" '
        'codeSystemName="Ordet" displayName="Farmaceuta"/></functionCode>'
    ),
    'displayName="Medication dispensed.extended Document"/>': (
        f'{CODED} displayName="Medication dispensed.extended Document"><translation code="60593-1" '
        'codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC" displayName="Realizacja"/></code>'
    ),
    "<component><structuredBody><component><section>": (
        '<relatedDocument typeCode="XFRM"><parentDocument classCode="DOCCLIN" moodCode="EVN">'
        '<id root="2.16.840.1.113883.3.9999.8" extension="P-1"/></parentDocument></relatedDocument>'
        '<component><structuredBody classCode="DOCBODY" moodCode="EVN"><component typeCode="COMP">'
        '<section classCode="DOCSECT" moodCode="EVN">'
    ),
    "<title>Dispensation</title><text>Wydano</text>": (
        '<title>Dispensation</title><text mediaType="text/x-hl7-text+xml">Wydano<table><tbody><tr><th>Ordet</th>'
        '<td>Ordet</td></tr></tbody></table><paragraph><content ID="c1" styleCode="Bold">Ordet</content></paragraph>'
        "</text>"
    ),
    '<supply classCode="SPLY" moodCode="EVN">': '<supply classCode="SPLY" moodCode="EVN" negationInd="false">',
    '<quantity value="1" unit="1"/><product': '<statusCode code="completed"/><quantity value="1" unit="1"/><product',
    '<substanceAdministration classCode="SBADM" moodCode="INT">': (
        '<substanceAdministration classCode="SBADM" moodCode="INT" negationInd="false">'
    ),
    '<order moodCode="RQO">': '<order classCode="ACT" moodCode="RQO">',
    "<inFulfillmentOf>": '<inFulfillmentOf typeCode="FLFS">',
    "</manufacturedMaterial></manufacturedProduct></product>": (
        '</manufacturedMaterial><manufacturerOrganization classCode="ORG" determinerCode="INSTANCE">'
        "<name>Ordet</name></manufacturerOrganization></manufacturedProduct></product>"
    ),
    '<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.30"/><name>Nurofen': (
        '<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.30"/><code code="N1" '
        'codeSystem="2.16.840.1.113883.3.9999.9" codeSystemName="Ordet" displayName="Nurofen Forte"/><name>Nurofen'
    ),
}
SUPPLY = (
    '<participant typeCode="PRF" contextControlCode="OP"><participantRole classCode="LIC">'
    '<id root="2.16.840.1.113883.3.9999.10" extension="1"/><scopingEntity classCode="ORG">'
    '<id root="2.16.840.1.113883.3.9999.11" extension="1"/></scopingEntity></participantRole></participant>'
)
LAYERS = (("10", "{Tablet}"), ("3", "1"))
FOUR = m1(quantity="4")
BORN = date(2003, 12, 31)
D_NUMBER = m1(
    quantity="4", patient_ids=((number_for(BORN, d_number=True), "DNR"),), birth_date=BORN.isoformat(), sex="1"
)


@dataclass(frozen=True)
class Place:
    """A leaf: its path in the register, the number of its element in the document, and its attribute or none."""

    path: str
    element: int
    attribute: str


@cache
def full(message: bytes = FOUR, *, of_author: bool = False) -> bytes:
    """The document; it converts beside its M1.

    Args:
        message: the M1.
        of_author: whether the performer leaves time and organisation to the author.
    """
    ed = handed_out(
        message,
        name="Nurofen Forte",
        lot="X1",
        strength="400 mg forte",
        layers=LAYERS,
        package_code=("1.3.160", "05900000000017"),
        package_name="Nurofen 30",
        substituted=True,
        raw=RAW,
    )
    root = etree.fromstring(
        ed.replace(b'<entryRelationship typeCode="REFR">', SUPPLY.encode() + b'<entryRelationship typeCode="REFR">')
    )
    if of_author:
        performer = next(root.iter(f"{H}performer"))
        for name in ("time", "representedOrganization"):
            element = next(performer.iter(f"{H}{name}"))
            element.getparent().remove(element)  # type: ignore[union-attr]
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def short(path: str) -> str:
    """A path as the register has it: what is in the supply from there on, and what stands in itself once."""
    inner = path.replace(SUPPLY_PATH, "supply") if path.startswith(SUPPLY_PATH) else path
    for part in NESTED:
        while part * 2 in inner:
            inner = inner.replace(part * 2, part)
    return inner


def leaves_of(root: etree._Element) -> Iterator[Place]:
    """Every text and attribute."""
    for number, element in enumerate(root.iter(etree.Element)):
        line = [etree.QName(e).localname for e in (*reversed(list(element.iterancestors())), element)]
        for name in element.attrib:
            yield Place(short(f"{'/'.join(line)}/@{etree.QName(name).localname}"), number, str(name))
        if (element.text or "").strip():
            yield Place(short("/".join(line)), number, "")


def with_value(document: bytes, place: Place, value: str) -> bytes:
    """The document with another value at a place."""
    root = etree.fromstring(document)
    element = list(root.iter(etree.Element))[place.element]
    if place.attribute:
        element.set(place.attribute, value)
    else:
        element.text = value
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
