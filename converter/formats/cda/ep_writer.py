"""Writes an ePrescription: CDA level 3, eHDSI implementation guide v8.0.0.

Written as escaped text rather than a tree: ten times faster, and the result is read back before it leaves.
"""

from converter.formats.cda import names as n
from converter.formats.cda import narrative, parts
from converter.formats.cda.dosage_writer import write_dose, write_times
from converter.formats.cda.narrative import NarrativeRow
from converter.formats.cda.product_writer import write_product
from converter.formats.xml import esc
from converter.model.coded import plain
from converter.model.party import Organisation, Patient, Professional
from converter.model.prescription import Exchange

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<ClinicalDocument xmlns="{n.HL7}" xmlns:pharm="{n.PHARM}" xmlns:xsi="{n.XSI}">'
    '<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>'
    f'<templateId root="{n.EP_DOCUMENT}"/>'
)
KIND = (
    f'<code code="57833-6" codeSystem="{n.LOINC}" displayName="Prescription for medication"/>'
    "<title>ePrescription</title>"
)
CONFIDENTIALITY = f'<confidentialityCode code="N" codeSystem="{n.CONFIDENTIALITY}" displayName="normal"/>'
SECTION_CODE = (
    f'<code code="57828-6" codeSystem="{n.LOINC}" displayName="Prescription list"/><title>Prescriptions</title>'
)
ENTRY_HEAD = (
    '<entry typeCode="COMP"><substanceAdministration classCode="SBADM" moodCode="INT">'
    f'<templateId root="{n.EP_ENTRY}"/><templateId root="{n.CCD_MEDICATION}"/>'
    f'<templateId root="{n.IHE_NORMAL_DOSING}"/>'
)
SUPPLY_HEAD = '<entryRelationship typeCode="COMP"><supply classCode="SPLY" moodCode="RQO">'
INSTRUCTION = (
    '<entryRelationship typeCode="SUBJ" inversionInd="true"><act classCode="ACT" moodCode="INT">'
    f'<templateId root="{n.PATIENT_INSTRUCTION}"/><templateId root="{n.CCD_PATIENT_INSTRUCTION}"/>'
    f'<code code="PINSTRUCT" codeSystem="{n.IHE_ACT_CODE}" codeSystemName="IHEActCode"/>'
    f'<text><reference value="#{narrative.original_id(narrative.DOSAGE)}"/></text>'
    '<statusCode code="completed"/></act></entryRelationship>'
)
DISPENSER_HEAD = (
    '<entryRelationship typeCode="SUBJ" inversionInd="true"><act classCode="ACT" moodCode="INT">'
    f'<templateId root="{n.DISPENSER_INSTRUCTION}"/><templateId root="{n.CCD_DISPENSER_INSTRUCTION}"/>'
    f'<code code="FINSTRUCT" codeSystem="{n.IHE_ACT_CODE}" codeSystemName="IHEActCode"'
    ' displayName="Instruction to the dispenser"/>'
    '<text><reference value="#'
)
DISPENSER_TAIL = '"/></text><statusCode code="completed"/></act></entryRelationship>'
SUBSTITUTION_HEAD = (
    '<entryRelationship typeCode="SUBJ" inversionInd="true"><observation classCode="OBS" moodCode="EVN">'
    f'<code code="SUBST" codeSystem="{n.ACT_CLASS}" displayName="Substitution"/>'
)
CE = ' xsi:type="CE"'


def write_ep(ep: Exchange, lines: tuple[NarrativeRow, ...]) -> bytes:
    """The document, UTF-8, with the given narrative. The same values give the same bytes."""
    text = "".join(
        (
            HEAD,
            parts.ii("id", ep.document_id),
            KIND,
            f'<effectiveTime value="{parts.stamp(ep.made_at)}"/>',
            CONFIDENTIALITY,
            f'<languageCode code="{esc(ep.language)}"/>',
            _record_target(ep.patient),
            _author(ep),
            _custodian(ep.contact_point),
            _legal_authenticator(ep),
            '<relatedDocument typeCode="XFRM"><parentDocument>',
            parts.ii("id", ep.prescription_id),
            "</parentDocument></relatedDocument><component><structuredBody><component><section>",
            f'<templateId root="{n.EP_SECTION}"/>',
            parts.ii("id", ep.prescription_id),
            SECTION_CODE,
            narrative.write(lines),
            _entry(ep),
            "</section></component></structuredBody></component></ClinicalDocument>\n",
        )
    )
    return text.encode("utf-8")


def _record_target(patient: Patient) -> str:
    return (
        f"<recordTarget><patientRole>{parts.ids(patient.ids)}{parts.addr(patient.address)}"
        f"{parts.telecom(patient.telecoms)}<patient>{parts.name(patient.name)}"
        f"{parts.coded('administrativeGenderCode', patient.gender)}"
        f'<birthTime value="{parts.day(patient.birth_date)}"/></patient></patientRole></recordTarget>'
    )


def _author(ep: Exchange) -> str:
    person = ep.prescriber
    return (
        f'<author>{parts.coded("functionCode", person.role)}<time value="{parts.day(ep.written_on)}"/>'
        f"<assignedAuthor>{_person(person)}"
        f"<representedOrganization>{_organisation(person.organisation)}</representedOrganization>"
        "</assignedAuthor></author>"
    )


def _person(person: Professional) -> str:
    return (
        f"{parts.ids(person.ids)}{parts.addr(person.address)}{parts.telecom(person.telecoms)}"
        f"<assignedPerson>{parts.name(person.name)}</assignedPerson>"
    )


def _organisation(organisation: Organisation) -> str:
    return (
        f"{parts.ii('id', organisation.id)}<name>{esc(organisation.name)}</name>"
        f"{parts.telecom(organisation.telecoms)}{parts.addr(organisation.address)}"
    )


def _custodian(contact_point: Organisation) -> str:
    return (
        "<custodian><assignedCustodian><representedCustodianOrganization>"
        f"{_organisation(contact_point)}"
        "</representedCustodianOrganization></assignedCustodian></custodian>"
    )


def _legal_authenticator(ep: Exchange) -> str:
    return (
        f'<legalAuthenticator><time value="{parts.stamp(ep.made_at)}"/><signatureCode code="S"/>'
        f"<assignedEntity>{_person(ep.prescriber)}"
        f"<representedOrganization>{_organisation(ep.contact_point)}</representedOrganization>"
        "</assignedEntity></legalAuthenticator>"
    )


def _entry(ep: Exchange) -> str:
    route = "" if ep.route is None else parts.coded("routeCode", ep.route)
    dose = write_dose(None if ep.dosage.schedule is None else ep.dosage.schedule.dose)
    return (
        f"{ENTRY_HEAD}{parts.ii('id', ep.item_id)}"
        f'<text><reference value="#{narrative.MEDICINE}"/></text><statusCode code="active"/>'
        f"{write_times(ep.dosage)}{route}{dose}"
        f'<consumable typeCode="CSM">{write_product(ep.product)}</consumable>'
        f"{SUPPLY_HEAD}{parts.interval(ep.valid_from, ep.valid_until)}"
        f'<independentInd value="false"/><quantity value="{plain(ep.packages)}" unit="1"/>'
        f"</supply></entryRelationship>{INSTRUCTION}{_to_dispenser(ep)}{_substitution(ep)}"
        "</substanceAdministration></entry>"
    )


def _to_dispenser(ep: Exchange) -> str:
    return "".join(f"{DISPENSER_HEAD}{identifier}{DISPENSER_TAIL}" for identifier in narrative.to_dispenser(ep))


def _substitution(ep: Exchange) -> str:
    if ep.substitution is None:
        return ""
    return f"{SUBSTITUTION_HEAD}{parts.coded('value', ep.substitution, CE)}</observation></entryRelationship>"
