"""Writes the header that an eP has at either level (eHDSI implementation guide v8.0.0): OpenNCP transcodes both."""

from converter.formats.cda import names as n
from converter.formats.cda import parts
from converter.formats.xml import esc
from converter.model.party import Organisation, Patient, Professional
from converter.model.prescription import Exchange

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<ClinicalDocument xmlns="{n.HL7}" xmlns:pharm="{n.PHARM}" xmlns:xsi="{n.XSI}">'
    '<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>'
)
KIND = (
    f'<code code="57833-6" codeSystem="{n.LOINC}" displayName="Prescription for medication"/>'
    "<title>ePrescription</title>"
)
CONFIDENTIALITY = f'<confidentialityCode code="N" codeSystem="{n.CONFIDENTIALITY}" displayName="normal"/>'
TAIL = "</ClinicalDocument>\n"


def write_header(ep: Exchange, template: str) -> str:
    """The document from its start to what stands before its `component`; `template` says of which level it is."""
    return "".join(
        (
            HEAD,
            f'<templateId root="{template}"/>',
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
            "</parentDocument></relatedDocument>",
        )
    )


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
