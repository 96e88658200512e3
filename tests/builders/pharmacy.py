"""A foreign pharmacy of the tests' own: from an eP it writes the eD of what it handed out, by no code of the converter.

Pharmacy, pharmacist and numbers are invented.
"""

import copy
from dataclasses import dataclass, field

from lxml import etree

HL7, PHARM = "urn:hl7-org:v3", "urn:hl7-org:pharm"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
H, P = f"{{{HL7}}}", f"{{{PHARM}}}"
TEMPLATE = "1.3.6.1.4.1.12559.11.10.1.3.1.1.2"
DOCUMENT_ROOT = "2.16.840.1.113883.3.9999.1"
PHARMACY, CITY, COUNTRY = "Apteka Pod Białym Orłem", "Gdańsk", "PL"
FORM = '<pharm:formCode code="{}" codeSystem="0.4.0.127.0.16.1.1.2.1" displayName="{}"/>'


@dataclass(frozen=True, kw_only=True)
class HandOut:
    """The knobs of an eD; `raw_...` are XML. What is None is as the eP has it.

    Attributes:
        layers: (value, unit) of each package layer, innermost first.
        order: root and extension of the prescription; None leaves the order out.
    """

    number: str = "D-1"
    packages: str = "1"
    unit: str = "1"
    on: str = "20261124101500+0100"
    made: str = "20261124101500+0100"
    layers: tuple[tuple[str, str], ...] | None = None
    name: str | None = None
    strength: str | None = None
    form: tuple[str, str] | None = None
    atc: tuple[str, str] | None = None
    ingredients: str | None = None
    package_code: tuple[str, str] | None = None
    package_name: str = ""
    lot: str = ""
    substituted: bool = False
    discards: bool = False
    order: tuple[str, str] | None = ("", "")
    item: tuple[str, str] | None = ("", "")
    patient: str | None = None
    pharmacy: str = PHARMACY
    country: str = COUNTRY
    raw_order: str = ""
    raw_product: str | None = None
    raw_supply: str = ""
    raw: dict[str, str] = field(default_factory=dict)


def hand_out(ep: bytes, **knobs: object) -> bytes:
    """The eD of what the pharmacy handed out on an eP; the arguments are the attributes of `HandOut`."""
    given = HandOut(**knobs)  # type: ignore[arg-type]
    root = etree.fromstring(ep)
    prescribed = root.find(f".//{H}substanceAdministration")
    assert prescribed is not None
    identifier = prescribed.find(f"{H}id")
    assert identifier is not None
    own = (identifier.get("root", ""), identifier.get("extension", ""))
    product = prescribed.find(f"{H}consumable/{H}manufacturedProduct")
    assert product is not None
    target = copy.deepcopy(root.find(f"{H}recordTarget"))
    assert target is not None
    if given.patient is not None:
        target.find(f"{H}patientRole/{H}id").set("extension", given.patient)  # type: ignore[union-attr]
    handed_out = _product(copy.deepcopy(product), given)
    text = _document(given, own, _xml(target), handed_out, _xml(_bare(product)))
    for old, new in given.raw.items():
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def _xml(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _bare(product: etree._Element) -> etree._Element:
    return copy.deepcopy(product)


def _product(product: etree._Element, given: HandOut) -> str:
    if given.raw_product is not None:
        return given.raw_product
    material = product.find(f"{H}manufacturedMaterial")
    assert material is not None
    if given.name is not None:
        material.find(f"{H}name").text = given.name  # type: ignore[union-attr]
    if given.strength is not None:
        material.find(f"{P}desc").text = given.strength  # type: ignore[union-attr]
    if given.form is not None:
        _swap(material, f"{P}formCode", FORM.format(*given.form))
    if given.lot:
        _after(material, f"{P}formCode", f"<lotNumberText>{given.lot}</lotNumberText>")
    if given.layers is not None or given.package_code is not None:
        _swap(material, f"{P}asContent", _layers(_content(material, given), given))
    if given.atc is not None:
        code = f'<pharm:code code="{given.atc[0]}" codeSystem="2.16.840.1.113883.6.73" displayName="{given.atc[1]}"/>'
        _swap(material.find(f"{P}asSpecializedKind/{P}generalizedMaterialKind"), f"{P}code", code)
    if given.ingredients is not None:
        for ingredient in material.findall(f"{P}ingredient"):
            material.remove(ingredient)
        for element in _parsed(given.ingredients):
            material.append(element)
    return _xml(product)


def _content(material: etree._Element, given: HandOut) -> tuple[tuple[str, str], ...]:
    """The layers as the eP has them, where nothing else is asked for."""
    if given.layers is not None:
        return given.layers
    return tuple(
        (c.find(f"{P}quantity").get("value", ""), c.find(f"{P}quantity").get("unit", ""))  # type: ignore[union-attr]
        for c in material.iter(f"{P}asContent")
    )


def _layers(layers: tuple[tuple[str, str], ...], given: HandOut) -> str:
    (value, unit), *outer = layers
    inner = _layers(tuple(outer), given) if outer else ""
    code = name = ""
    if not outer and given.package_code is not None:
        root, number = given.package_code
        code = f'<pharm:code code="{number}" codeSystem="{root}" displayName="package"/>'
    if not outer and given.package_name:
        name = f"<pharm:name>{given.package_name}</pharm:name>"
    return (
        f'<pharm:asContent classCode="CONT"><pharm:quantity value="{value}" unit="{unit}"/>'
        '<pharm:containerPackagedProduct classCode="CONT" determinerCode="KIND">'
        f'{code}{name}<pharm:formCode nullFlavor="UNK"/>{inner}</pharm:containerPackagedProduct></pharm:asContent>'
    )


def _parsed(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(f'<x xmlns="{HL7}" xmlns:pharm="{PHARM}" xmlns:xsi="{XSI}">{xml}</x>'))


def _swap(parent: etree._Element | None, tag: str, xml: str) -> None:
    assert parent is not None
    old = parent.find(tag)
    assert old is not None
    parent.replace(old, _parsed(xml)[0])


def _after(parent: etree._Element, tag: str, xml: str) -> None:
    found = parent.find(tag)
    assert found is not None
    found.addnext(_parsed(xml)[0])


def _identifier(given: tuple[str, str] | None, own: tuple[str, str]) -> str:
    if given is None:
        return ""
    root, extension = given if any(given) else own
    return f'<id root="{root}" extension="{extension}"/>'


def _document(given: HandOut, own: tuple[str, str], target: str, product: str, prescribed: str) -> str:
    template, code = (f"{TEMPLATE}-DISCARD", "DISCARD-60593-1") if given.discards else (TEMPLATE, "60593-1")
    address = f"<addr><city>{CITY}</city><country>{given.country}</country></addr>"
    organisation = (
        f'<representedOrganization><id root="2.16.840.1.113883.3.9999.2" extension="77"/><name>{given.pharmacy}</name>'
        f'<telecom nullFlavor="NI"/>{address}</representedOrganization>'
    )
    person = (
        '<id root="2.16.840.1.113883.3.9999.3" extension="1001"/><addr nullFlavor="NI"/><telecom nullFlavor="NI"/>'
        f"<assignedPerson><name><given>Zofia</given><family>Nowak</family></name></assignedPerson>{organisation}"
    )
    substitution = (
        '<entryRelationship typeCode="COMP"><act classCode="ACT" moodCode="EVN">'
        '<code code="SUBST" codeSystem="2.16.840.1.113883.5.6" codeSystemName="ActClass" displayName="Substitution"/>'
        "</act></entryRelationship>"
    )
    order = _identifier(given.order, own)
    item = _identifier(given.item, own)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ClinicalDocument xmlns="{HL7}" xmlns:pharm="{PHARM}"'
        f' xmlns:xsi="{XSI}"><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>'
        f'<templateId root="{template}"/><id root="{DOCUMENT_ROOT}" extension="{given.number}"/>'
        f'<code code="{code}" codeSystem="2.16.840.1.113883.6.1" displayName="Medication dispensed.extended Document"/>'
        f'<title>eDispensation</title><effectiveTime value="{given.made}"/>'
        '<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25" displayName="normal"/>'
        f'<languageCode code="pl-PL"/>{target}'
        '<author><functionCode code="2262" codeSystem="2.16.840.1.113883.2.9.6.2.7" displayName="Pharmacists"/>'
        f'<time value="{given.made}"/><assignedAuthor>{person}</assignedAuthor></author>'
        '<custodian><assignedCustodian><representedCustodianOrganization><id root="2.16.840.1.113883.3.9999"/>'
        f'<name>Centrum</name><telecom nullFlavor="NI"/>{address}</representedCustodianOrganization>'
        f'</assignedCustodian></custodian><legalAuthenticator><time value="{given.made}"/><signatureCode code="S"/>'
        f"<assignedEntity>{person}</assignedEntity></legalAuthenticator>"
        f'<inFulfillmentOf><order moodCode="RQO">{order}{given.raw_order}</order></inFulfillmentOf>'
        "<component><structuredBody><component><section>"
        '<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.2.2"/>'
        f'<id root="2.16.840.1.113883.3.9999.4" extension="{given.number}"/>'
        '<code code="60590-7" codeSystem="2.16.840.1.113883.6.1" displayName="Medication dispensed.brief Document"/>'
        "<title>Dispensation</title><text>Wydano</text>"
        '<entry typeCode="COMP"><supply classCode="SPLY" moodCode="EVN">'
        '<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.3"/><templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.7.3"/>'
        '<templateId root="2.16.840.1.113883.10.20.1.34"/>'
        f'<id root="2.16.840.1.113883.3.9999.5" extension="{given.number}"/>'
        f'<quantity value="{given.packages}" unit="{given.unit}"/><product typeCode="PRD">{product}</product>'
        f'<performer typeCode="PRF"><time value="{given.on}"/><assignedEntity>{person}</assignedEntity></performer>'
        '<entryRelationship typeCode="REFR"><substanceAdministration classCode="SBADM" moodCode="INT">'
        f"{item}<consumable>{prescribed}</consumable></substanceAdministration></entryRelationship>"
        f"{substitution if given.substituted else ''}{given.raw_supply}</supply></entry></section></component>"
        "</structuredBody></component></ClinicalDocument>\n"
    )
