"""A Norwegian pharmacy and pharmacist in an EU document: their numbers under their own roots."""

import re

from converter.conversion.session import Notes
from converter.model.coded import Identifier
from converter.model.ed import EnteredPharmacy
from converter.model.hpr_number import read_hpr_number
from converter.model.party import Address, Organisation, Telecom

ORGANISATION_NUMBER = re.compile(r"[0-9]{9}")
HER_ID = re.compile(r"[1-9][0-9]{0,9}")
TELEPHONE = re.compile(r"\+?[0-9]*(?:\([0-9]+\))?[0-9][0-9.-]*")
FEWEST_DIGITS, MOST_DIGITS, MOST_WITHOUT_COUNTRY = 3, 15, 10
"""Of a telephone number (ITU-T E.164: 15 with the country's); more are two numbers, or a number and hours."""
ORGANISATIONS, PERSONS = "identifier-9051", "identifier-8116"


def pharmacy_of(entered: EnteredPharmacy, country: str, notes: Notes, path: str) -> Organisation | None:
    """The pharmacy; None, and the reason noted, where name or number is missing or malformed."""
    kind, number, shape = ("ENH", entered.number, ORGANISATION_NUMBER)
    if not number:
        kind, number, shape = ("HER", entered.her_id, HER_ID)
    root = notes.translate(ORGANISATIONS, kind, path)
    if not entered.name.strip() or not shape.fullmatch(number) or root is None:
        notes.add("dispense-pharmacy-incomplete", path)
        return None
    telephone = "".join(entered.telephone.split())
    if telephone and not _is_telephone(telephone):
        notes.add("dispense-telephone-left-out", f"{path}/telephone")
    telecoms = (Telecom(f"tel:{telephone}", "WP"),) if _is_telephone(telephone) else ()
    address = Address(entered.street, entered.city, entered.postal_code, country)
    return Organisation(Identifier(root.code, number), entered.name.strip(), address, telecoms)


def _is_telephone(text: str) -> bool:
    """Whether it is one number, and nothing beside it."""
    digits = sum(c.isdigit() for c in text)
    most = MOST_DIGITS if text.startswith(("+", "00")) else MOST_WITHOUT_COUNTRY
    return TELEPHONE.fullmatch(text) is not None and FEWEST_DIGITS <= digits <= most


def pharmacist_id(number: str, notes: Notes, path: str) -> Identifier | None:
    """The pharmacist's HPR number under its root; None, and the reason noted, where it is none."""
    root = notes.translate(PERSONS, "HPR", path)
    known = read_hpr_number(number)
    if known is None or root is None:
        notes.add("dispense-pharmacist-incomplete", path)
        return None
    return Identifier(root.code, known)
