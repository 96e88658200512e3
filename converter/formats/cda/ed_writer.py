"""Writes an eDispensation: CDA level 3, eHDSI implementation guide v8.0.0; and the DISCARD variant of one of ours.

Written as escaped text like `ep_writer`, and read back by the reader of foreign eDs before it leaves.
"""

from converter.formats.cda import names as n
from converter.formats.cda import parts
from converter.formats.cda.ed_reader import DISCARD_CODE, DISCARD_TEMPLATE, ED_CODE
from converter.formats.cda.product_writer import write_product
from converter.formats.xml import esc
from converter.model.coded import Coded, Null, for_people, plain
from converter.model.dispensation import Recipient
from converter.model.ed import Ed
from converter.model.party import Organisation
from converter.model.substitution import Substituted

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<ClinicalDocument xmlns="{n.HL7}" xmlns:pharm="{n.PHARM}" xmlns:xsi="{n.XSI}">'
    '<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>'
    f'<templateId root="{n.ED_DOCUMENT}"/>'
)
KIND = (
    f'<code code="{ED_CODE}" codeSystem="{n.LOINC}" displayName="Medication dispensed.extended Document"/>'
    "<title>eDispensation</title>"
)
CONFIDENTIALITY = f'<confidentialityCode code="N" codeSystem="{n.CONFIDENTIALITY}" displayName="normal"/>'
ROLE = Coded("2262", "2.16.840.1.113883.2.9.6.2.7", "Pharmacists")
SECTION_CODE = (
    f'<code code="60590-7" codeSystem="{n.LOINC}" displayName="Medication dispensed.brief Document"/>'
    "<title>Dispensation</title>"
)
SUPPLY_HEAD = (
    '<entry typeCode="COMP"><supply classCode="SPLY" moodCode="EVN">'
    f'<templateId root="{n.ED_ENTRY}"/><templateId root="{n.IHE_SUPPLY}"/><templateId root="{n.CCD_SUPPLY}"/>'
)
SUBSTITUTION = "substitution"
SUBSTITUTED = (
    '<entryRelationship typeCode="COMP"><act classCode="ACT" moodCode="EVN">'
    f'<code code="SUBST" codeSystem="{n.ACT_CLASS}" displayName="Substitution"/>'
    f'<text><reference value="#{SUBSTITUTION}"/></text></act></entryRelationship>'
)
"""Its presence says that it was substituted (template 1.3.6.1.4.1.12559.11.10.1.3.1.3.3), and the narrative how."""
HOW: dict[Substituted | None, str] = {
    None: "not stated",
    Substituted.NONE: "none: the medicine prescribed",
    Substituted.BRAND: "another brand of the same substance and strength",
    Substituted.GENERIC: "generic: the same substance and strength of another maker",
    Substituted.OTHER: "another substance, strength or form than prescribed",
}
"""What happened, in the words of the narrative."""
PERSON_NULLS = '<addr nullFlavor="NI"/><telecom nullFlavor="NI"/>'


def write_ed(ed: Ed) -> bytes:
    """The document, UTF-8. The same values give the same bytes."""
    person = (
        f"{parts.ii('id', ed.pharmacist_id)}{PERSON_NULLS}<assignedPerson>{parts.name(ed.pharmacist)}</assignedPerson>"
    )
    pharmacy = f"<representedOrganization>{_organisation(ed.pharmacy)}</representedOrganization>"
    contact = f"<representedOrganization>{_organisation(ed.contact_point)}</representedOrganization>"
    at, made = parts.stamp(ed.dispensed_at), parts.stamp(ed.made_at)
    text = "".join(
        (
            HEAD,
            parts.ii("id", ed.document_id),
            KIND,
            f'<effectiveTime value="{made}"/>{CONFIDENTIALITY}<languageCode code="{esc(ed.language)}"/>',
            _record_target(ed.patient),
            f'<author>{parts.coded("functionCode", ROLE)}<time value="{at}"/>',
            f"<assignedAuthor>{person}{pharmacy}</assignedAuthor></author>",
            "<custodian><assignedCustodian><representedCustodianOrganization>",
            _organisation(ed.contact_point),
            "</representedCustodianOrganization></assignedCustodian></custodian>",
            f'<legalAuthenticator><time value="{made}"/><signatureCode code="S"/>',
            f"<assignedEntity>{person}{contact}</assignedEntity></legalAuthenticator>",
            '<inFulfillmentOf typeCode="FLFS"><order classCode="ACT" moodCode="RQO">',
            parts.ii("id", ed.order),
            "</order></inFulfillmentOf><component><structuredBody><component><section>",
            f'<templateId root="{n.ED_SECTION}"/>{parts.ii("id", ed.document_id)}{SECTION_CODE}',
            f'<text><paragraph><content ID="dispensed">{esc(summary(ed))}</content></paragraph>',
            f'<paragraph><content ID="{SUBSTITUTION}">{esc(how(ed.substituted))}</content></paragraph></text>',
            f"{SUPPLY_HEAD}{parts.ii('id', ed.document_id)}",
            f'<quantity value="{plain(ed.packages)}" unit="1"/>',
            f'<product typeCode="PRD">{_dispensed(ed)}</product>',
            f'<performer typeCode="PRF"><time value="{at}"/>',
            f"<assignedEntity>{person}{pharmacy}</assignedEntity></performer>",
            '<entryRelationship typeCode="REFR"><substanceAdministration classCode="SBADM" moodCode="INT">',
            f"{parts.ii('id', ed.item)}<consumable>{write_product(ed.prescribed)}</consumable>",
            "</substanceAdministration></entryRelationship>",
            SUBSTITUTED if ed.substituted is not None and ed.substituted.happened else "",
            "</supply></entry></section></component></structuredBody></component></ClinicalDocument>\n",
        )
    )
    return text.encode("utf-8")


def summary(ed: Ed) -> str:
    """What was dispensed, for people: in English, as all pivot documents."""
    package = ed.dispensed.layers[-1].name or ed.dispensed.name
    batch = f", batch {ed.batch}" if ed.batch else ""
    return f"Dispensed: {for_people(ed.packages)} x {package}{batch}"


def how(substituted: Substituted | None) -> str:
    """What is said of substitution, for people."""
    return f"Substitution: {HOW[substituted]}"


def discarded(ed: bytes) -> bytes:
    """The DISCARD variant of an eD of `write_ed`: the same document with two values overwritten (dossier, 5.3)."""
    return ed.replace(f'root="{n.ED_DOCUMENT}"'.encode(), f'root="{DISCARD_TEMPLATE}"'.encode(), 1).replace(
        f'<code code="{ED_CODE}"'.encode(), f'<code code="{DISCARD_CODE}"'.encode(), 1
    )


def _record_target(patient: Recipient) -> str:
    gender = patient.gender if isinstance(patient.gender, Coded) else Null.UNK
    born = "" if patient.birth_date is None else f'<birthTime value="{parts.day(patient.birth_date)}"/>'
    name = "" if patient.name is None else parts.name(patient.name)
    return (
        f"<recordTarget><patientRole>{parts.ids(patient.ids)}{PERSON_NULLS}<patient>{name}"
        f"{parts.coded('administrativeGenderCode', gender)}{born}</patient></patientRole></recordTarget>"
    )


def _organisation(organisation: Organisation) -> str:
    return (
        f"{parts.ii('id', organisation.id)}<name>{esc(organisation.name)}</name>"
        f"{parts.telecom(organisation.telecoms)}{parts.addr(organisation.address)}"
    )


def _dispensed(ed: Ed) -> str:
    """The product; the batch stands right before its package (order of the schema)."""
    product = write_product(ed.dispensed)
    if not ed.batch:
        return product
    return product.replace(
        '<pharm:asContent classCode="CONT">',
        f'<lotNumberText>{esc(ed.batch)}</lotNumberText><pharm:asContent classCode="CONT">',
        1,
    )
