"""MsgHead v1.2 (2006-05-24): the envelope of every Norwegian message, and who sends it about whom."""

import base64
import binascii
from dataclasses import dataclass
from datetime import date

from lxml import etree

from converter.formats.xml import day, local, path_of, text
from converter.model.finding import Problem, finding
from converter.model.national import (
    NationalOrganisation,
    NationalPerson,
    NationalTelecom,
    TypedId,
    VerifiedProfessional,
)
from converter.model.party import Address

MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"
BASE64_CONTAINER = "{http://www.kith.no/xmlstds/base64container}Base64Container"
HPR_DATA = "{http://www.ehelse.no/xmlstds/eresept/RfHprData/2019-01-01}RfHprData"
PERSON_ID_LIST = "2.16.578.1.12.4.1.1.8116"
ORGANISATION_ID_LIST = "2.16.578.1.12.4.1.1.9051"

MH = f"{{{MSGHEAD}}}"
PERSON_NAMES = {MH + "FamilyName", MH + "MiddleName", MH + "GivenName"}
UNSPECIFIED_ID = "0"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a MsgHead says around its payloads.

    Attributes:
        type_code: message code of list 8279, such as ERM1.
        payloads: the payload element of each Document, in order.
        payload_path: where each payload is.
    """

    type_code: str
    message_id: str
    sender: etree._Element
    patient: etree._Element | None
    payloads: tuple[etree._Element, ...]
    signature: etree._Element | None


def open_envelope(root: etree._Element) -> Envelope:
    """Reads the envelope far enough to know what the message is; works before the schema gate.

    Raises:
        Problem: `not-a-msghead` where the root is another element or the envelope lacks its parts.
    """
    if root.tag != MH + "MsgHead":
        raise Problem([finding("not-a-msghead")])
    info = root.find(MH + "MsgInfo")
    kind = None if info is None else info.find(MH + "Type")
    sender = None if info is None else info.find(MH + "Sender")
    if info is None or kind is None or sender is None:
        raise Problem([finding("not-a-msghead")])
    return Envelope(
        type_code=kind.get("V", "").strip(),
        message_id=text(info.find(MH + "MsgId")),
        sender=sender,
        patient=info.find(MH + "Patient"),
        payloads=tuple(
            payload for content in root.iterfind(f"{MH}Document/{MH}RefDoc/{MH}Content") for payload in content
        ),
        signature=root.find("{http://www.w3.org/2000/09/xmldsig#}Signature"),
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
    outer = sender.find(MH + "Organisation")
    assert outer is not None, "the schema gate lets no sender without organisation through"
    chain = [outer]
    while (inner := chain[-1].find(MH + "Organisation")) is not None:
        chain.append(inner)
    holder = next((o for o in reversed(chain) if o.find(MH + "HealthcareProfessional") is not None), chain[-1])
    around = chain[: chain.index(holder) + 1][::-1]
    organisation = NationalOrganisation(
        name=next((n for o in around if (n := text(o.find(MH + "OrganisationName")))), ""),
        ids=tuple(i for o in around for i in _ids(o, ORGANISATION_ID_LIST)),
        address=next((a for o in around if (a := _address(o)) is not None), None),
        telecoms=next((t for o in around if (t := _telecoms(o))), ()),
    )
    professional = holder.find(MH + "HealthcareProfessional")
    return organisation, None if professional is None else read_person(professional)


def read_person(person: etree._Element) -> NationalPerson:
    """A Patient or a HealthcareProfessional."""
    words = {local(child): text(child) for child in person if child.tag in PERSON_NAMES}
    born = text(person.find(MH + "DateOfBirth"))
    sex = person.find(MH + "Sex")
    profession = person.find(MH + "TypeHealthcareProfessional")
    return NationalPerson(
        family=words.get("FamilyName", ""),
        middle=words.get("MiddleName", ""),
        given=words.get("GivenName", ""),
        ids=_ids(person, PERSON_ID_LIST),
        birth_date=_birth_date(person, born) if born else None,
        sex="" if sex is None else sex.get("V", "").strip(),
        profession="" if profession is None else profession.get("V", "").strip(),
        address=_address(person),
        telecoms=_telecoms(person),
    )


def _birth_date(person: etree._Element, born: str) -> date:
    try:
        return day(born)
    except ValueError:
        raise Problem([finding("date-out-of-range", path_of(person) + "/DateOfBirth")]) from None


def _ids(holder: etree._Element, expected_list: str) -> tuple[TypedId, ...]:
    """The identifiers under `holder`; `0` is no identifier (seen as RSH id in official messages).

    Raises:
        Problem: `code-in-wrong-list` where a type is of another list than the place asks for.
    """
    found = []
    for ident in holder.iterfind(MH + "Ident"):
        kind = ident.find(MH + "TypeId")
        value = text(ident.find(MH + "Id"))
        if kind is None or not value or value == UNSPECIFIED_ID:
            continue
        if kind.get("S", "").strip() != expected_list:
            raise Problem([finding("code-in-wrong-list", path_of(kind), list=expected_list.rpartition(".")[2])])
        found.append(TypedId(value, kind.get("V", "").strip()))
    return tuple(found)


def _address(holder: etree._Element) -> Address | None:
    address = holder.find(MH + "Address")
    if address is None:
        return None
    words = {local(child): text(child) for child in address}
    country = address.find(MH + "Country")
    result = Address(
        street=words.get("StreetAdr", "") or words.get("Postbox", ""),
        city=words.get("City", ""),
        postal_code=words.get("PostalCode", ""),
        country="" if country is None else country.get("V", "").strip(),
    )
    return None if result == Address() else result


def _telecoms(holder: etree._Element) -> tuple[NationalTelecom, ...]:
    found = []
    for telecom in holder.iterfind(MH + "TeleCom"):
        kind = telecom.find(MH + "TypeTelecom")
        address = telecom.find(MH + "TeleAddress")
        if address is not None and (value := address.get("V", "").strip()):
            found.append(NationalTelecom(value, "" if kind is None else kind.get("V", "").strip()))
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
