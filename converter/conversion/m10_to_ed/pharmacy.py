"""A Norwegian pharmacy and pharmacist in an EU document: their numbers under their own roots."""

import re

from converter.conversion.session import Notes
from converter.model.coded import Identifier
from converter.model.ed import EnteredPharmacy
from converter.model.hpr_number import read_hpr_number
from converter.model.party import Address, Organisation, Telecom

ORGANISATION_NUMBER = re.compile(r"[0-9]{9}")
HER_ID = re.compile(r"[1-9][0-9]{0,9}")
TELEPHONE = re.compile(r"\+?[0-9()\.-]+")
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
    if telephone and not TELEPHONE.fullmatch(telephone):
        notes.add("dispense-telephone-left-out", f"{path}/telephone")
    telecoms = (Telecom(f"tel:{telephone}", "WP"),) if TELEPHONE.fullmatch(telephone) else ()
    address = Address(entered.street, entered.city, entered.postal_code, country)
    return Organisation(Identifier(root.code, number), entered.name.strip(), address, telecoms)


def pharmacist_id(number: str, notes: Notes, path: str) -> Identifier | None:
    """The pharmacist's HPR number under its root; None, and the reason noted, where it is none."""
    root = notes.translate(PERSONS, "HPR", path)
    known = read_hpr_number(number)
    if known is None or root is None:
        notes.add("dispense-pharmacist-incomplete", path)
        return None
    return Identifier(root.code, known)
