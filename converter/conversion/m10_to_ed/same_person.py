"""Whether a pharmacy's own M10 is of the prescription's patient, and of the prescription: by numbers and birth date."""

from collections.abc import Iterable
from datetime import date
from unicodedata import combining, normalize

from converter.conversion.session import Session
from converter.model.coded import Identifier
from converter.model.dispensation import Recipient
from converter.model.ed import OwnReport
from converter.model.foreign_prescription import ForeignPrescription
from converter.model.identity_number import NATIONAL_NUMBERS, read_identity_number
from converter.model.national import NationalPerson

PATIENT, RESEPT_ID = (
    "/MsgHead/MsgInfo/Patient",
    "/MsgHead/Document/RefDoc/Content/Utleveringsrapport/Utlevering/ReseptId",
)
ABROAD = frozenset({"UID", "SEF", "DKF", "XXX"})
"""Types of list 8116 that a number of another country has; those of passports and insurers are no person's."""


def check_report(report: OwnReport | None, prescription: ForeignPrescription, session: Session) -> None:
    """Notes where the M10 is another's, or of another prescription; and what it says otherwise than the JSON.

    Args:
        report: what the M10 says; nothing is asked where there is none.
        prescription: as read.
        session: its tables tell the roots of Norwegian numbers.
    """
    if report is None:
        return
    notes = session.notes
    if not _same_prescription(report.prescription_id, prescription):
        notes.add("m10-of-another-prescription", RESEPT_ID)
    if prescription.patient is not None:
        _check_patient(report.patient, prescription.patient, session)
    for name in report.differs:
        notes.add("dispense-differs-from-m10", f"/dispense/{name}")


def _same_prescription(number: str, prescription: ForeignPrescription) -> bool:
    """By the prescription's id or its item's: the extension, the whole, or a root that stands alone."""
    ids = [i for i in (prescription.prescription_id, prescription.item_id) if i is not None]
    names = {name.casefold() for i in ids for name in _names(i)}
    return number.casefold() in names


def _names(identifier: Identifier) -> tuple[str, ...]:
    if not identifier.extension:
        return (identifier.root,)
    whole = f"{identifier.root}^{identifier.extension}"
    return (identifier.extension, whole, whole.replace("^", "^^^"))


def _check_patient(own: NationalPerson, patient: Recipient, session: Session) -> None:
    numbers = _same_number(own, patient, session)
    days = _births(own, session.today)
    born = None if not days or patient.birth_date is None else days == {patient.birth_date}
    names, alike = _compared_names(own, patient)
    known = numbers is True or (born is True and alike)
    if numbers is False or born is False or not known:
        session.notes.add("m10-of-another-patient", PATIENT)
    elif not names:
        session.notes.add("m10-name-differs", PATIENT)


def _same_number(own: NationalPerson, patient: Recipient, session: Session) -> bool | None:
    """Whether they have a number in common; None where none of one kind is on both sides."""
    types = session.converter.person_types
    theirs = {_plain(i.extension) for i in patient.ids} - {""}
    norwegian = {(types.get(i.root), i.extension) for i in patient.ids if i.root in types}
    found: set[bool] = set()
    for number in own.ids:
        if number.type in NATIONAL_NUMBERS and any(kind == number.type for kind, _ in norwegian):
            found.add((number.type, number.value) in norwegian)
        elif number.type in ABROAD or _plain(number.value) in theirs:
            found.add(_plain(number.value) in theirs)
    return None if not found else False not in found


def _births(own: NationalPerson, today: date) -> set[date]:
    """The birth dates that the M10 tells: as such, and inside Norwegian numbers."""
    read = [read_identity_number(i.value, today) for i in own.ids if i.type in NATIONAL_NUMBERS]
    days = {number.birth_date for number in read if number is not None and number.century_sure}
    return days | ({own.birth_date} if own.birth_date is not None else set())


def _compared_names(own: NationalPerson, patient: Recipient) -> tuple[bool, bool]:
    """Whether the names are the same, and whether they have a word in common: order and letters differ by country."""
    if patient.name is None:
        return True, False
    ours = _words((own.family, own.middle, own.given))
    theirs = _words((patient.name.family, *patient.name.given))
    return ours == theirs, bool(ours & theirs)


def _words(parts: Iterable[str]) -> set[str]:
    plain = "".join(c for c in normalize("NFKD", " ".join(parts).casefold()) if not combining(c))
    return set("".join(c if c.isalnum() else " " for c in plain).split())


def _plain(number: str) -> str:
    return "".join(c for c in number.casefold() if c.isalnum())
