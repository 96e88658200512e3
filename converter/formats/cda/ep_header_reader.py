"""Reads the header that an eP of ours has at either level; see `ep_header_writer`."""

from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from converter.formats.cda import elements as e
from converter.formats.cda.elements import H, need, under
from converter.formats.xml import kids
from converter.model.coded import Identifier
from converter.model.party import Organisation, Patient, Professional

ID, NAME, ADDR, TIME = (H + t for t in ("id", "name", "addr", "time"))
CUSTODIAN = tuple(H + t for t in ("assignedCustodian", "representedCustodianOrganization"))


@dataclass(frozen=True, slots=True)
class EpHeader:
    """What the header says, in the fields of `Exchange`."""

    document_id: Identifier
    made_at: datetime
    language: str
    written_on: date
    patient: Patient
    prescriber: Professional
    contact_point: Organisation


def read_header(root: etree._Element) -> EpHeader:
    """Reads it.

    Raises:
        Problem: `ep-unreadable`, with the place.
    """
    head = kids(root)
    author = need(head, H + "author", root)
    author_parts = kids(author)
    return EpHeader(
        document_id=e.ii(need(head, ID, root)),
        made_at=e.stamp(need(head, H + "effectiveTime", root)),
        language=need(head, H + "languageCode", root).get("code", ""),
        written_on=e.day(need(author_parts, TIME, author)),
        patient=_patient(under(need(head, H + "recordTarget", root), H + "patientRole")),
        prescriber=_prescriber(author, author_parts),
        contact_point=e.organisation(under(need(head, H + "custodian", root), *CUSTODIAN)),
    )


def _patient(role: etree._Element) -> Patient:
    role_parts = kids(role)
    person = need(role_parts, H + "patient", role)
    given = kids(person)
    return Patient(
        ids=e.ids(role),
        name=e.name(need(given, NAME, person)),
        birth_date=e.day(need(given, H + "birthTime", person)),
        gender=e.maybe_coded(need(given, H + "administrativeGenderCode", person)),
        address=e.addr(role_parts.get(ADDR)),
        telecoms=e.telecoms(role),
    )


def _prescriber(author: etree._Element, parts: e.Kids) -> Professional:
    assigned = need(parts, H + "assignedAuthor", author)
    given = kids(assigned)
    return Professional(
        ids=e.ids(assigned),
        name=e.name(under(need(given, H + "assignedPerson", assigned), NAME)),
        role=e.coded(need(parts, H + "functionCode", author)),
        organisation=e.organisation(need(given, H + "representedOrganization", assigned)),
        address=e.addr(given.get(ADDR)),
        telecoms=e.telecoms(assigned),
    )
