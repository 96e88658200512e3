"""Whether a pharmacy's own M10 is of the prescription's patient, and of the prescription: by numbers and birth date."""

from datetime import date

from converter.conversion.m10_to_ed.same_names import compared_names
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


UNNAMED = "XXX"
"""Of list 8116: any other number."""


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
    """By a number that both have, else by birth date, given name and family name together."""
    numbers = _same_number(own, patient, session)
    days = _births(own, session.today)
    born = None if not days or patient.birth_date is None else days == {patient.birth_date}
    names, alike = compared_names((own.given, own.middle), own.family, patient.name)
    known = numbers is True or (born is True and alike)
    if numbers is False or born is False or not known:
        session.notes.add("m10-of-another-patient", PATIENT)
    elif not names:
        session.notes.add("m10-name-differs", PATIENT)


def _same_number(own: NationalPerson, patient: Recipient, session: Session) -> bool | None:
    """Whether they have a number in common; None where none of one kind is on both sides.

    A number of a person that differs is another person's. One of an unnamed kind is outweighed by one that both have:
    it may be a hospital's own.
    """
    types = session.converter.person_types
    theirs = {_plain(i.extension) for i in patient.ids} - {""}
    norwegian = {(types.get(i.root), i.extension) for i in patient.ids if i.root in types}
    found: set[bool] = set()
    beside: set[bool] = set()
    for number in own.ids:
        if number.type in NATIONAL_NUMBERS and any(kind == number.type for kind, _ in norwegian):
            found.add((number.type, number.value) in norwegian)
        elif number.type in ABROAD or _plain(number.value) in theirs:
            (beside if number.type == UNNAMED else found).add(_plain(number.value) in theirs)
    if False in found:
        return False
    return None if not found | beside else True in found | beside


def _births(own: NationalPerson, today: date) -> set[date]:
    """The birth dates that the M10 tells: as such, and inside Norwegian numbers."""
    read = [read_identity_number(i.value, today) for i in own.ids if i.type in NATIONAL_NUMBERS]
    days = {number.birth_date for number in read if number is not None and number.century_sure}
    return days | ({own.birth_date} if own.birth_date is not None else set())


def _plain(number: str) -> str:
    return "".join(c for c in number.casefold() if c.isalnum())
