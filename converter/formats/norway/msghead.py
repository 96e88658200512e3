"""MsgHead v1.2 (2006-05-24): the envelope of every Norwegian message, and who sends it about whom."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from converter.formats.xml import code_of, day, kids, local, path_of, text
from converter.model.finding import Problem, finding
from converter.model.national import (
    NationalOrganisation,
    NationalPerson,
    NationalTelecom,
    TypedId,
    VerifiedProfessional,
)
from converter.model.party import Address
from converter.model.zone import OSLO, YEARS

MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"
BASE64_CONTAINER = "{http://www.kith.no/xmlstds/base64container}Base64Container"
HPR_DATA = "{http://www.ehelse.no/xmlstds/eresept/RfHprData/2019-01-01}RfHprData"
PERSON_ID_LIST = "2.16.578.1.12.4.1.1.8116"
ORGANISATION_ID_LIST = "2.16.578.1.12.4.1.1.9051"

MH = f"{{{MSGHEAD}}}"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
ORGANISATION, PROFESSIONAL = MH + "Organisation", MH + "HealthcareProfessional"
ORGANISATION_NAME, TYPE_PROFESSIONAL = MH + "OrganisationName", MH + "TypeHealthcareProfessional"
FAMILY_NAME, MIDDLE_NAME, GIVEN_NAME = MH + "FamilyName", MH + "MiddleName", MH + "GivenName"
DATE_OF_BIRTH, SEX = MH + "DateOfBirth", MH + "Sex"
IDENT, ID, TYPE_ID = MH + "Ident", MH + "Id", MH + "TypeId"
ADDRESS, STREET, POSTBOX = MH + "Address", MH + "StreetAdr", MH + "Postbox"
CITY, POSTAL_CODE, COUNTRY = MH + "City", MH + "PostalCode", MH + "Country"
TELECOM, TYPE_TELECOM, TELE_ADDRESS = MH + "TeleCom", MH + "TypeTelecom", MH + "TeleAddress"
GEN_DATE = MH + "GenDate"
UNSPECIFIED_ID = "0"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a MsgHead says around its payloads.

    Attributes:
        type_code: message code of list 8279, such as ERM1.
        payloads: the payload elements of all Documents, in order.
        references: the `FileReference` elements: documents that are elsewhere.
    """

    type_code: str
    message_id: str
    sender: etree._Element
    patient: etree._Element | None
    payloads: tuple[etree._Element, ...]
    signature: etree._Element | None
    references: tuple[etree._Element, ...] = ()


def generated_at(root: etree._Element) -> datetime | None:
    """When a message was made (GenDate, the first one in it), by Norway's clock where it has no zone.

    None where it says none, or none of a year that a message can be of.
    """
    found = next(root.iter(GEN_DATE), None)
    try:
        moment = datetime.fromisoformat(text(found))
    except ValueError:
        return None
    if moment.year not in YEARS:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=OSLO)


def open_envelope(root: etree._Element) -> Envelope:
    """Reads the envelope far enough to know what the message is; works before the schema gate.

    Raises:
        Problem: `not-a-msghead` where the root is another element or the envelope lacks its parts.
    """
    if root.tag != MH + "MsgHead":
        raise Problem([finding("not-a-msghead")])
    info = next(root.iterchildren(MH + "MsgInfo"), None)
    parts = {} if info is None else kids(info)
    kind, sender = parts.get(MH + "Type"), parts.get(MH + "Sender")
    if kind is None or sender is None:
        raise Problem([finding("not-a-msghead")])
    return Envelope(
        type_code=kind.get("V", "").strip(),
        message_id=text(parts.get(MH + "MsgId")),
        sender=sender,
        patient=parts.get(MH + "Patient"),
        payloads=tuple(
            [
                payload
                for document in root.iterchildren(MH + "Document")
                for reference in document.iterchildren(MH + "RefDoc")
                for content in reference.iterchildren(MH + "Content")
                for payload in content
            ]
        ),
        signature=next(root.iterchildren(SIGNATURE), None),
        references=tuple(
            [
                elsewhere
                for document in root.iterchildren(MH + "Document")
                for reference in document.iterchildren(MH + "RefDoc")
                for elsewhere in reference.iterchildren(MH + "FileReference")
            ]
        ),
    )


def decode_attachment(container: etree._Element) -> bytes:
    """The bytes inside a Base64Container, exactly as they were signed.

    Raises:
        Problem: `attachment-not-base64`.
    """
    try:
        return base64.b64decode("".join((container.text or "").split()), validate=True)
    except (binascii.Error, ValueError):
        raise Problem([finding("attachment-not-base64", path_of(container))]) from None


def read_sender(sender: etree._Element) -> tuple[NationalOrganisation, NationalPerson | None]:
    """The sending organisation and the health professional in it.

    A nested organisation (department, service) holds the professional in some hospitals' messages: the innermost that
    has one is taken, and what it lacks is taken from the one around it.
    """
    chain = [kids(organisation) for organisation in _nested(sender)]
    holder = next((n for n in reversed(range(len(chain))) if PROFESSIONAL in chain[n]), len(chain) - 1)
    around = chain[holder::-1]
    organisation = NationalOrganisation(
        name=next((n for o in around if (n := text(o.get(ORGANISATION_NAME)))), ""),
        ids=tuple([i for o in around for i in _ids(o.get(IDENT), ORGANISATION_ID_LIST)]),
        address=next((a for o in around if (a := _address(o.get(ADDRESS))) is not None), None),
        telecoms=next((t for o in around if (t := _telecoms(o.get(TELECOM)))), ()),
    )
    professional = chain[holder].get(PROFESSIONAL)
    return organisation, None if professional is None else read_person(professional)


def _nested(sender: etree._Element) -> list[etree._Element]:
    """The sender's organisation and those nested in it, outermost first."""
    found = list(sender.iterchildren(ORGANISATION))
    while inner := list(found[-1].iterchildren(ORGANISATION)):
        found += inner
    return found


def read_person(person: etree._Element) -> NationalPerson:
    """A Patient or a HealthcareProfessional."""
    given = kids(person)
    born = text(given.get(DATE_OF_BIRTH))
    return NationalPerson(
        family=text(given.get(FAMILY_NAME)),
        middle=text(given.get(MIDDLE_NAME)),
        given=text(given.get(GIVEN_NAME)),
        ids=_ids(given.get(IDENT), PERSON_ID_LIST),
        birth_date=_birth_date(person, born) if born else None,
        sex=code_of(given.get(SEX)),
        profession=code_of(given.get(TYPE_PROFESSIONAL)),
        address=_address(given.get(ADDRESS)),
        address_type=_address_type(given.get(ADDRESS)),
        telecoms=_telecoms(given.get(TELECOM)),
    )


def _address_type(address: etree._Element | None) -> str:
    return "" if address is None else code_of(next(address.iterchildren(MH + "Type"), None))


def _birth_date(person: etree._Element, born: str) -> date:
    try:
        return day(born)
    except ValueError:
        raise Problem([finding("date-out-of-range", path_of(person) + "/DateOfBirth")]) from None


def _run(first: etree._Element | None) -> Iterator[etree._Element]:
    """An element and its following siblings of the same name: the schema keeps repeated elements together."""
    if first is not None:
        yield first
        yield from first.itersiblings(first.tag)


def _ids(first: etree._Element | None, expected_list: str) -> tuple[TypedId, ...]:
    """The identifiers from the first Ident on; `0` is no identifier (seen as RSH id in official messages).

    Raises:
        Problem: `code-in-wrong-list` where a type is of another list than the place asks for.
    """
    found = []
    for ident in _run(first):
        parts = kids(ident)
        kind, value = parts.get(TYPE_ID), text(parts.get(ID))
        if kind is None or not value or value == UNSPECIFIED_ID:
            continue
        if kind.get("S", "").strip() != expected_list:
            raise Problem([finding("code-in-wrong-list", path_of(kind), list=expected_list.rpartition(".")[2])])
        found.append(TypedId(value, kind.get("V", "").strip()))
    return tuple(found)


def _address(address: etree._Element | None) -> Address | None:
    if address is None:
        return None
    parts = kids(address)
    result = Address(
        street=text(parts.get(STREET)) or text(parts.get(POSTBOX)),
        city=text(parts.get(CITY)),
        postal_code=text(parts.get(POSTAL_CODE)),
        country=code_of(parts.get(COUNTRY)),
    )
    return None if result == Address() else result


def _telecoms(first: etree._Element | None) -> tuple[NationalTelecom, ...]:
    found = []
    for telecom in _run(first):
        parts = kids(telecom)
        if value := code_of(parts.get(TELE_ADDRESS)):
            found.append(NationalTelecom(value, code_of(parts.get(TYPE_TELECOM))))
    return tuple(found)


def read_verified(signature: etree._Element | None) -> VerifiedProfessional:
    """The prescriber's number and professions as Reseptformidleren verified them, where the signature carries them.

    Source: RfHprData 2019-01-01, in the object that Reseptformidleren adds to the signature.
    """
    data = None if signature is None else next(signature.iter(HPR_DATA), None)
    if data is None:
        return VerifiedProfessional()
    number = next((text(e) for e in data if local(e) == "HPR-nummer"), "")
    professions = (text(e) for e in data.iter() if isinstance(e.tag, str) and local(e) == "Helsepersonellkategori")
    return VerifiedProfessional(number, tuple(p for p in professions if p))
