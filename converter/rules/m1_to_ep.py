"""The facts that rules test: names with plain values, so that a rule needs no code."""

from dataclasses import dataclass

from converter.model.identity_number import NATIONAL_NUMBERS
from converter.model.medicine import Medicine
from converter.model.national import Kind, NationalPrescription
from converter.rules.rule import Effect, Fact
from converter.rules.table import Vocabulary

FACTS = {
    "access": "the patient's access control: open or blocked, as the caller or an M9.6 says",
    "caller-status": "the status (list 7408) that the caller gives",
    "dispensing-request": "yes where the prescription is bound to one pharmacy (EkspAnm)",
    "discontinued": "yes where an extension of M1 says that the treatment was stopped (Seponering)",
    "doctors-name": "yes where it is in the doctor's own name (RekvLegensNavn)",
    "group": "prescription groups (list 7421) of the message and of the register",
    "group-given": "yes or no: whether a medicine has a prescription group, in the message or the register",
    "group-agreement": "differs where message and register disagree on the group",
    "guardian-reservation": "yes where the patient reserved against guardians' access (Vergeinnsynsreservasjon)",
    "identity-number": "types of national identity number given for the patient: FNR, DNR",
    "item-group": "Varegruppekode (list 7402); empty for goods",
    "kind": "what is prescribed: package, brand, substance, mixture, dose, goods",
    "listed-status": "the status (list 7408) that an M9.6 lists; none where it lists none",
    "locked": "yes where LastResept is true",
    "own-practice": "yes where it is to the doctor's own practice (TilEgenPraksis)",
    "preparation-type": "Preparattype (list 7424), in the message and in the register",
    "prescriber-profession": "professions (list 9060) of the prescriber, in the message and as verified",
    "reference-number": "yes where a RefNr is there",
    "register": "known or unknown: whether the register has the varenr of a package",
    "reimbursement": "yes where the message says anything about reimbursement",
    "repeats": "yes where Reiterasjon is above 0",
    "special-permit": "yes where LegemiddelUtenMt is there",
    "status": "the status (list 7408) in the M9.4; none for an M1 alone",
    "valid-from": "first day of dispensing",
    "valid-until": "last day of dispensing (inclusive)",
}
"""Every fact a rule may test, and what it says."""

DATES = frozenset({"valid-from", "valid-until"})
M1_TO_EP = Vocabulary("m1-to-ep", FACTS, DATES, frozenset({Effect.EXCLUDE, Effect.WITHHOLD, Effect.REMARK}))
"""What the rules of `m1-to-ep` may speak of."""


@dataclass(frozen=True, slots=True)
class CallerSays:
    """What only the caller can know. `status` is of list 7408, `access` is `open` or `blocked`; empty when not said."""

    status: str = ""
    access: str = ""


def gather(
    prescription: NationalPrescription,
    medicine: Medicine | None,
    ingredient_groups: tuple[str, ...],
    caller: CallerSays,
) -> dict[str, Fact]:
    """The facts of one prescription, one entry for each name of `FACTS`.

    Args:
        prescription: as it was read.
        medicine: the register's record of it.
        ingredient_groups: the register's prescription groups of what a magistral mixture holds.
        caller: what the caller says.
    """
    national = prescription.facts
    register_groups = ingredient_groups if medicine is None else (medicine.group, medicine.brand_group)
    prescriber = prescription.prescriber
    stated = () if prescriber is None else (prescriber.profession,)
    return {
        "access": _said(caller.access, "blocked" if national.reserved else ""),
        "caller-status": _said(caller.status),
        "dispensing-request": _yes(national.dispensing_request),
        "discontinued": _yes(national.discontinued),
        "doctors-name": _yes(national.doctors_name),
        "group": _said(*national.groups, *register_groups),
        "group-given": _given(prescription, national.groups, register_groups),
        "group-agreement": _agreement(national.groups, medicine),
        "guardian-reservation": _yes(national.guardian_reservation),
        "identity-number": ()
        if prescription.patient is None
        else tuple(i.type for i in prescription.patient.ids if i.type in NATIONAL_NUMBERS),
        "item-group": (national.item_group,),
        "kind": (prescription.medicine.kind.value,),
        "listed-status": () if national.listed_status is None else (national.listed_status,),
        "locked": _yes(national.locked),
        "own-practice": _yes(national.own_practice),
        "preparation-type": _said(
            national.preparation_type, medicine.preparation_type.code if medicine and medicine.preparation_type else ""
        ),
        "prescriber-profession": _said(*stated, *prescription.verified.professions),
        "reference-number": _yes(national.has_reference_number),
        "register": _known(prescription, medicine),
        "reimbursement": _yes(national.reimbursement),
        "repeats": _yes(national.repeats > 0),
        "special-permit": _yes(national.special_permit),
        "status": (national.status,) if national.in_container else (),
        "valid-from": prescription.first_day(),
        "valid-until": prescription.valid_until,
    }


def _said(*values: str) -> tuple[str, ...]:
    return tuple(v for v in values if v)


def _yes(value: bool) -> tuple[str, ...]:
    return ("yes",) if value else ("no",)


def _known(prescription: NationalPrescription, medicine: Medicine | None) -> tuple[str, ...]:
    if prescription.medicine.kind is not Kind.PACKAGE:
        return ()
    return ("unknown",) if medicine is None else ("known",)


def _given(prescription: NationalPrescription, *groups: tuple[str, ...]) -> tuple[str, ...]:
    """Whether a medicine has a group; goods have none and need none."""
    if prescription.medicine.kind is Kind.GOODS:
        return ()
    return ("yes",) if any(g for some in groups for g in some) else ("no",)


def _agreement(groups: tuple[str, ...], medicine: Medicine | None) -> tuple[str, ...]:
    if medicine is None or not medicine.group:
        return ()
    return ("same",) if set(groups) == {medicine.group} else ("differs",)
