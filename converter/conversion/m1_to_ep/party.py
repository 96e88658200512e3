"""Patient and prescriber: from national to exchange terms."""

import re
from dataclasses import dataclass, replace
from datetime import date

from converter.conversion.identifiers import Identifiers
from converter.conversion.session import Notes, shown
from converter.model.coded import Coded, Identifier, Null
from converter.model.hpr_number import read_hpr_number
from converter.model.identity_number import HOSPITAL_MONTH, NATIONAL_NUMBERS, IdentityNumber, read_identity_number
from converter.model.national import (
    NationalOrganisation,
    NationalPerson,
    NationalTelecom,
    TypedId,
    VerifiedProfessional,
)
from converter.model.party import Address, Organisation, Patient, PersonName, Professional, Telecom

PATIENT = "/MsgHead/MsgInfo/Patient"
SENDER = "/MsgHead/MsgInfo/Sender/Organisation"
PRESCRIBER = f"{SENDER}/HealthcareProfessional"
SPECIALTY = "/MsgHead/Document/RefDoc/Content/Resept/Spesialitet"

ORGANISATION_TYPES = ("ENH", "RSH", "HER")
"""An eP names its organisation by one identifier; the national register of enterprises first."""

NO_ROLE = "XX"
ORGANISATION_NUMBER = {
    "ENH": re.compile(r"[0-9]{9}"),
    "RSH": re.compile(r"[0-9]{1,9}"),
    "HER": re.compile(r"[0-9]{1,9}"),
}
"""A number of eleven digits may be a person's, and never leaves as an organisation's."""
WORK_ADDRESS = "WP"
"""List 3401: work address."""
WORK_NUMBERS = frozenset({"WP", "WC", "WD"})
"""List 9061: work place, its switchboard, a direct number there."""
TELEPHONE = re.compile(r"\+?[0-9()\.-]+")
"""What eHDSI CDA v8.0.0 allows after `tel:` and `fax:`."""
MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
WORK_PLACE = "WP"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which identity numbers name a patient.

    Attributes:
        today: the day in Norway; nobody is born after it, and numbers are as issued until then.
        national_only: whether those of test persons and a hospital's own name nobody, as in production.
    """

    today: date
    national_only: bool = False


def translate_patient(person: NationalPerson | None, numbers: Numbers, notes: Notes) -> Patient | None:
    """The patient; None, with the reasons noted, where an eP cannot name them."""
    if person is None:
        return None  # a rule excludes: no identity number
    identity = next((i for wanted in NATIONAL_NUMBERS for i in person.ids if i.type == wanted), None)
    if len({i.value for i in person.ids if i.type in NATIONAL_NUMBERS}) > 1:
        notes.add("identity-number-several", f"{PATIENT}/Ident")
        return None
    known = None if identity is None else _identity(identity, numbers, notes)
    born = _birth_date(person, known, numbers.today, notes) if identity is None or known else None
    name = _name(person)
    if name is None:
        notes.add("patient-name-missing", PATIENT)
    root = None if identity is None else notes.translate("identifier-8116", identity.type, PATIENT)
    if identity is None or born is None or name is None or root is None:
        return None
    return Patient(
        ids=(Identifier(root.code, identity.value),),
        name=name,
        birth_date=born,
        gender=notes.translate("gender-3101", person.sex, f"{PATIENT}/Sex") or Null.UNK,
        address=_address(person.address, "", notes),
        telecoms=_telecoms(person.telecoms, "", f"{PATIENT}/TeleCom", notes),
    )


def _identity(identity: TypedId, numbers: Numbers, notes: Notes) -> IdentityNumber | None:
    path = f"{PATIENT}/Ident"
    known = read_identity_number(identity.value, numbers.today)
    if known is None:
        notes.add("identity-number-invalid", path)
        return None
    if known.is_d_number != (identity.type == "DNR"):
        notes.add("identity-number-type", path)
        return None
    if known.synthetic and numbers.national_only:
        notes.add("identity-number-not-national", path)
        return None
    if known.synthetic == HOSPITAL_MONTH:
        notes.add("identity-number-local", path)
    return known


def _birth_date(person: NationalPerson, known: IdentityNumber | None, today: date, notes: Notes) -> date | None:
    """The birth date given or inside the number; a given one that differs is refused, for one of them is wrong."""
    path = f"{PATIENT}/DateOfBirth"
    if known is not None and person.birth_date is not None and not known.may_be_born(person.birth_date):
        notes.add("birth-date-contradicts", path)
        return None
    born = person.birth_date or (known.birth_date if known else None)
    if born is None:
        notes.add("birth-date-unknown", PATIENT)
    elif born > today:
        notes.add("birth-date-in-the-future", path if person.birth_date else f"{PATIENT}/Ident")
        return None
    elif known is not None and not known.century_sure and person.birth_date is None:
        notes.add("birth-century-unsure", f"{PATIENT}/Ident")
    return born


def translate_prescriber(
    person: NationalPerson | None,
    verified: VerifiedProfessional,
    specialty: str,
    organisation: NationalOrganisation,
    identifiers: Identifiers,
    notes: Notes,
) -> Professional | None:
    """The prescriber; None, with the reasons noted, where an eP cannot name them.

    A prescriber's own identity number is never sent, only the HPR number.
    """
    if person is None:
        notes.add("prescriber-missing", SENDER)
        return None
    name = _name(person)
    if name is None:
        notes.add("prescriber-missing", PRESCRIBER)
    number = _hpr_number(person, verified, notes)
    root = notes.translate("identifier-8116", "HPR", f"{PRESCRIBER}/Ident")
    role = _role(person.profession, verified, specialty, notes)
    place = _organisation(organisation, identifiers, notes)
    if name is None or role is None or place is None or root is None or number is None:
        return None
    return Professional(
        ids=(Identifier(root.code, number),),
        name=name,
        role=role,
        organisation=place,
        address=_work_address(person, notes),
        telecoms=_telecoms(_at_work(person.telecoms, notes), WORK_PLACE, f"{PRESCRIBER}/TeleCom", notes),
    )


def _hpr_number(person: NationalPerson, verified: VerifiedProfessional, notes: Notes) -> str | None:
    """The one HPR number that message and verified data give; leading zeros do not make it another."""
    stated = [i.value for i in person.ids if i.type == "HPR"]
    given = stated + [n for n in (verified.hpr_number,) if n]
    notes.chose("hpr", "stated" if stated else "verified")
    numbers = {read_hpr_number(n) for n in given}
    if not numbers or None in numbers:
        notes.add("prescriber-hpr-missing", f"{PRESCRIBER}/Ident")
        return None
    if len(numbers) > 1:
        notes.add("prescriber-hpr-differs", f"{PRESCRIBER}/Ident")
        return None
    return numbers.pop()


def _work_address(person: NationalPerson, notes: Notes) -> Address | None:
    """A prescriber's private address stays."""
    if person.address is not None and person.address_type != WORK_ADDRESS:
        notes.add("private-contact-withheld", f"{PRESCRIBER}/Address")
        return None
    return _address(person.address, "", notes)


def _at_work(telecoms: tuple[NationalTelecom, ...], notes: Notes) -> tuple[NationalTelecom, ...]:
    """A prescriber's private numbers stay."""
    found = tuple(t for t in telecoms if t.type in WORK_NUMBERS)
    if len(found) < len(telecoms):
        notes.add("private-contact-withheld", f"{PRESCRIBER}/TeleCom")
    return found


def _role(stated: str, verified: VerifiedProfessional, specialty: str, notes: Notes) -> Coded | None:
    """The verified profession, the stated one where it is among them or none was verified; unknown (XX) is none.

    A speciality may say it more exactly.
    """
    path = f"{PRESCRIBER}/TypeHealthcareProfessional"
    known = [p for p in verified.professions if p != NO_ROLE]
    agrees = not known or stated in {*known, "", NO_ROLE}
    if not agrees:
        notes.add("profession-differs", path)
    candidates = [p for p in ((stated, *known) if agrees else known) if p and p != NO_ROLE]
    if not candidates:
        notes.add("role-missing", path)
        return None
    notes.chose("role", "stated" if candidates[0] == stated else "verified")
    role = notes.translate("profession-9060", candidates[0], path)
    if role is None:
        notes.add("role-unmapped", path, shown=shown(candidates[0]), file=notes.file_of("profession-9060"))
        return None
    return _more_exactly(role, specialty, notes) if specialty else role


def _more_exactly(role: Coded, specialty: str, notes: Notes) -> Coded:
    """The speciality's role where it is within the profession's: ISCO-08 2212 is within 221 by its digits."""
    row = notes.tables.table("specialty-7426").row(specialty)
    if row is None or row.target is None or not row.target.code.startswith(role.code):
        notes.decided(row, SPECIALTY)
        notes.add("specialty-not-sent", SPECIALTY, shown=shown(specialty))
        return role
    if row.target.code == role.code:
        return role
    exact = notes.translate("specialty-7426", specialty, SPECIALTY)
    if exact is None:
        return role
    notes.chose("role", "specialty")
    return replace(exact, originals=(*role.originals, *exact.originals))


def _organisation(organisation: NationalOrganisation, identifiers: Identifiers, notes: Notes) -> Organisation | None:
    usable = [i for i in organisation.ids if (p := ORGANISATION_NUMBER.get(i.type)) and p.fullmatch(i.value)]
    chosen = next((i for wanted in ORGANISATION_TYPES for i in usable if i.type == wanted), None)
    root = None if chosen is None else notes.translate("identifier-9051", chosen.type, f"{SENDER}/Ident")
    if chosen is None or root is None or not organisation.name:
        notes.add("organisation-incomplete", SENDER)
        return None
    country = identifiers.prescriber_country
    return Organisation(
        id=Identifier(root.code, chosen.value),
        name=organisation.name,
        address=_address(organisation.address, country, notes) or Address(country=country),
        telecoms=_telecoms(organisation.telecoms, WORK_PLACE, f"{SENDER}/TeleCom", notes),
    )


def _name(person: NationalPerson) -> PersonName | None:
    if not person.family or not person.given:
        return None
    return PersonName(person.family, tuple(g for g in (person.given, person.middle) if g))


def _address(address: Address | None, country: str, notes: Notes) -> Address | None:
    """The address with `country`, or with the one it gives where that is a country code; None where nothing is left."""
    if address is None:
        return None
    given = notes.tables.table("country-9043").row(address.country)
    stated = given.target.code if given is not None and given.target is not None else ""
    if stated and not country:
        notes.decided(given, PATIENT)
    notes.used.append(("country-9043", address.country, stated))
    result = Address(address.street, address.city, address.postal_code, country or stated)
    return None if result == Address() else result


def _telecoms(given: tuple[NationalTelecom, ...], use: str, path: str, notes: Notes) -> tuple[Telecom, ...]:
    """Numbers and addresses in the format that eHDSI allows; `use` says what all of them are, or the table does."""
    found = []
    for telecom in given:
        value = _uri(telecom.value)
        if value is None:
            notes.add("telecom-not-sent", path)
            continue
        kind = notes.tables.table("telecom-9061").row(telecom.type)
        exact = kind is not None and kind.target is not None and kind.relation == "equivalent"
        stated = kind.target.code if exact and kind is not None and kind.target is not None else ""
        if exact and not use:
            notes.decided(kind, path)
        notes.used.append(("telecom-9061", telecom.type, stated))
        found.append(Telecom(value, use or stated))
    return tuple(dict.fromkeys(found))


def _uri(text: str) -> str | None:
    """The number or address as a URI without blanks; None where its format is not allowed."""
    scheme, colon, rest = "".join(text.replace("%20", "").split()).partition(":")
    if not colon:
        scheme, rest = "tel", scheme
    scheme = scheme.lower()
    if scheme in {"tel", "fax"} and TELEPHONE.fullmatch(rest):
        return f"{scheme}:{rest}"
    if scheme == "mailto" and MAIL.fullmatch(rest):
        return f"{scheme}:{rest}"
    return None
