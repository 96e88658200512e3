"""The facts that rules test: names with plain values, so that a rule needs no code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from converter.model.groups import NEVER_ABROAD, STRICTEST_FIRST
from converter.model.identity_number import NATIONAL_NUMBERS
from converter.model.medicine import Medicine
from converter.model.national import Kind, NationalPerson, NationalPrescription
from converter.rules.plausibility import atc_levels, days_from, is_contraceptive, outside_right
from converter.rules.rule import Effect, Fact, Test
from converter.rules.vocabulary import (
    COUNTED,
    DAYS_VALID,
    MEASURED,
    PACKAGES,
    REPEATS,
    YES_NO,
    Atc,
    Codes,
    Day,
    FactRow,
    Stop,
    Vocabulary,
    Words,
    by_name,
)

ADDRESS, TELEPHONE = "patient-address", "patient-telephone"
NONE, WHOLE, INCOMPLETE, PROTECTED = "none", "whole", "incomplete", "protected"
UNUSABLE = "BAD"
"""List 3401: an address that is known to be wrong."""
NO_POSTAL_CODE = frozenset({"", "0000"})
STATUSES = Codes("7408")
NO_NOTE, NOTE, NOTE_OF_REIMBURSEMENT = "none", "plain", "reimbursement"
NOTES = (NO_NOTE, NOTE, NOTE_OF_REIMBURSEMENT)
GROUPS = Codes("7421")
FACTS = by_name(
    FactRow("atc", "ATC codes of the message and of the register, at every level that they reach", Atc()),
    FactRow("amount-counted", "pieces or doses prescribed in all, by Antall and size or by amount", COUNTED),
    FactRow("amount-mass", "grams prescribed in all, where they are what is counted", MEASURED),
    FactRow("amount-volume", "millilitres prescribed in all, where they are what is counted", MEASURED),
    FactRow("access", "the patient's access control, as the caller or an M9.6 says", Words(("open", "blocked"))),
    FactRow("atc-unregistered", "the same, where the register does not know the product", Atc()),
    FactRow("caller-status", "the status that the caller gives", STATUSES),
    FactRow("dispensing-request", "yes where the prescription is bound to one pharmacy (EkspAnm)", YES_NO),
    FactRow(
        "dispensed",
        "what was handed out before: nothing, whole hand-overs, one partly, all (used-up), how much is not known, or a"
        " report is of another prescription or patient (contradicts)",
        Words(("nothing", "whole", "partly", "used-up", "unknown", "contradicts")),
    ),
    FactRow(
        "days-old", "days since it was written, where its last day is not over and it is no contraceptive", DAYS_VALID
    ),
    FactRow("days-valid", "days from writing to the last day of dispensing", DAYS_VALID),
    FactRow("days-valid-usual", "the same, unless it is a contraceptive", DAYS_VALID),
    FactRow("discontinued", "yes where an extension of M1 says that the treatment was stopped (Seponering)", YES_NO),
    FactRow("doctors-name", "yes where it is in the doctor's own name (RekvLegensNavn)", YES_NO),
    FactRow("goods-name", "yes where it has the name of goods and the register does not know it", YES_NO),
    FactRow(
        "group",
        "prescription groups of the message, of the register's record, and of all that has its ATC code or its names"
        " there",
        GROUPS,
    ),
    FactRow(
        "group-by-atc",
        "the group of all in the register that has the ATC code, where neither message nor record says A or B",
        GROUPS,
    ),
    FactRow(
        "group-by-name",
        "group A or B of all in the register with the brand or the substance that the names are of, where nothing else"
        " says A or B",
        GROUPS,
    ),
    FactRow("group-given", "whether a medicine has a prescription group, in the message or the register", YES_NO),
    FactRow("group-agreement", "whether message and register agree on the group", Words(("same", "differs"))),
    FactRow(
        "guardian-reservation",
        "yes where the patient reserved against guardians (Vergeinnsynsreservasjon)",
        YES_NO,
    ),
    FactRow("home-care", "yes where a home care service administers the medicine (KomLegemdlAdm)", YES_NO),
    FactRow("identity-number", "types of national identity number given for the patient", Words(NATIONAL_NUMBERS)),
    FactRow("item-group", "Varegruppekode; empty for goods", Codes("7402")),
    FactRow("kind", "what is prescribed", Words(tuple([kind.value for kind in Kind]))),
    FactRow("listed-status", "the status in an M9.6; none where it has none", Codes("7408", beside=("none",))),
    FactRow("locked", "yes where LastResept is true", YES_NO),
    FactRow("multidose", "whether the patient has multidose, where the caller says", YES_NO),
    FactRow("outside-right", "professions of a prescriber whose right does not reach this medicine", Codes("9060")),
    FactRow("own-practice", "yes where it is to the doctor's own practice (TilEgenPraksis)", YES_NO),
    FactRow("packages", "the number of packages prescribed (Antall); not there where an amount is", PACKAGES),
    FactRow(ADDRESS, "the patient's address as the message has it", Words((INCOMPLETE, NONE, PROTECTED, WHOLE))),
    FactRow(TELEPHONE, "yes where the message has a telephone number or address of the patient", YES_NO),
    FactRow("pharmacy-note", "what the prescriber's note to the pharmacy (Merknad) speaks of", Words(NOTES)),
    FactRow("preparation-type", "Preparattype, in the message and in the register", Codes("7424")),
    FactRow(
        "prescriber-profession", "professions of the prescriber as verified, or as stated where none was", Codes("9060")
    ),
    FactRow("reference-number", "yes where a RefNr is there", YES_NO),
    FactRow("register", "whether the register has the varenr of a package", Words(("known", "unknown"))),
    FactRow("reimbursement", "yes where the message says anything about reimbursement", YES_NO),
    FactRow("repeats", "yes where Reiterasjon is above 0", YES_NO),
    FactRow("repeats-number", "Reiterasjon", REPEATS),
    FactRow("special-permit", "yes where LegemiddelUtenMt is there", YES_NO),
    FactRow("status", "the status in the M9.4; not there for an M1 alone", STATUSES),
    FactRow("treatment-end", "last day of the treatment period, where every part of the dosage has one", Day()),
    FactRow("use", "kind of use (Bruk)", Codes("9101")),
    FactRow("valid-from", "first day of dispensing", Day()),
    FactRow("valid-until", "last day of dispensing (inclusive)", Day()),
)
"""Every fact a rule may test, what it says and what it can be."""

FLOOR = (
    Stop("excluded-locked", "locked", Test.IS, frozenset({"yes"}), Effect.EXCLUDE),
    Stop("excluded-reference-number", "reference-number", Test.IS, frozenset({"yes"}), Effect.EXCLUDE),
    Stop("excluded-group-a-b", "group", Test.IN, NEVER_ABROAD, Effect.EXCLUDE),
    Stop("excluded-group-missing", "group-given", Test.IS, frozenset({"no"}), Effect.EXCLUDE),
    Stop("excluded-group-unknown", "group", Test.NOT_IN, frozenset(STRICTEST_FIRST), Effect.EXCLUDE),
    Stop("excluded-guardian-reservation", "guardian-reservation", Test.IS, frozenset({"yes"}), Effect.EXCLUDE),
    Stop("excluded-used-up", "dispensed", Test.IS, frozenset({"used-up"}), Effect.EXCLUDE),
    Stop("excluded-dispensed-unknown", "dispensed", Test.IS, frozenset({"unknown"}), Effect.EXCLUDE),
    Stop("excluded-dispensed-contradicts", "dispensed", Test.IS, frozenset({"contradicts"}), Effect.EXCLUDE),
    Stop("withheld-protected-address", ADDRESS, Test.IS, frozenset({PROTECTED}), Effect.WITHHOLD),
    Stop("withheld-note-reimbursement", "pharmacy-note", Test.IN, frozenset({NOTE_OF_REIMBURSEMENT}), Effect.WITHHOLD),
    Stop("excluded-access-blocked", "access", Test.NOT_IN, frozenset({"open"}), Effect.EXCLUDE),
)
"""What never leaves Norway (step 1 policy). A group that is new to list 7421 leaves only after a change here."""
APART = frozenset({ADDRESS, TELEPHONE, "pharmacy-note", "reimbursement", "repeats"})
"""Of these a part of the message can stay in Norway while the rest of it leaves."""
M1_TO_EP = Vocabulary("m1-to-ep", FACTS, frozenset({Effect.EXCLUDE, Effect.WITHHOLD, Effect.REMARK}), FLOOR, APART)
"""What the rules of `m1-to-ep` may speak of."""


@dataclass(frozen=True, slots=True)
class CallerSays:
    """What only the caller can know.

    Attributes:
        status: of list 7408; empty when not said.
        access: `open` or `blocked`; empty when not said.
        multidose: `yes` or `no`; empty when not said.
        dispensed: how many packages, as prescribed, were handed out before, dispenses abroad with them; absent when not
            said.
    """

    status: str = ""
    access: str = ""
    multidose: str = ""
    dispensed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What register and tables say beside the record of what is prescribed.

    Attributes:
        ingredient_groups: the register's prescription groups of what a magistral mixture holds.
        atc_groups: those of all that has an ATC code of the prescription.
        name_groups: groups A and B of the brands and substances that its names are of.
        note: what the note to the pharmacy speaks of, one of `NOTES`.
        goods: whether the name is that of goods.
        totals: how much is prescribed in all, by name of the fact.
        protected: whether the words of the patient's address say that it is.
    """

    ingredient_groups: tuple[str, ...] = ()
    atc_groups: tuple[str, ...] = ()
    name_groups: tuple[str, ...] = ()
    note: str = NO_NOTE
    goods: bool = False
    protected: bool = False
    totals: Mapping[str, Fraction] = field(default_factory=dict)


def gather(
    prescription: NationalPrescription,
    medicine: Medicine | None,
    found: Found,
    caller: CallerSays,
    today: date,
) -> dict[str, Fact]:
    """The facts of one prescription, one entry for each name of `FACTS`; `dispensed` has no value before it is counted.

    Args:
        prescription: as it was read.
        medicine: the register's record of it.
        found: what register and tables say beside it.
        caller: what the caller says.
        today: the day in Norway.
    """
    national = prescription.facts
    register_groups = found.ingredient_groups if medicine is None else (medicine.group, medicine.brand_group)
    own_groups = (*national.groups, *register_groups)
    prescriber = prescription.prescriber
    stated = () if prescriber is None else (prescriber.profession,)
    professions = _said(*(prescription.verified.professions or stated))
    codes = atc_levels(prescription.medicine, medicine)
    usual = not is_contraceptive(codes)
    valid = days_from(prescription.written_on, prescription.valid_until)
    return {
        "amount-counted": found.totals.get("amount-counted"),
        "amount-mass": found.totals.get("amount-mass"),
        "amount-volume": found.totals.get("amount-volume"),
        "access": _said(caller.access, "blocked" if national.reserved else ""),
        "atc": codes,
        "atc-unregistered": codes if medicine is None else (),
        "caller-status": _said(caller.status),
        "dispensing-request": _yes(national.dispensing_request),
        "dispensed": (),
        "days-old": days_from(prescription.written_on, today) if usual and prescription.valid_until >= today else None,
        "days-valid": valid,
        "days-valid-usual": valid if usual else None,
        "discontinued": _yes(national.discontinued),
        "doctors-name": _yes(national.doctors_name),
        "goods-name": _yes(found.goods and medicine is None),
        "group": _said(*own_groups, *found.atc_groups, *found.name_groups),
        "group-given": _given(prescription, national.groups, register_groups),
        "group-agreement": _agreement(national.groups, medicine),
        "group-by-atc": () if NEVER_ABROAD & set(own_groups) else found.atc_groups,
        "group-by-name": () if NEVER_ABROAD & {*own_groups, *found.atc_groups} else found.name_groups,
        "guardian-reservation": _yes(national.guardian_reservation),
        "home-care": _yes(national.home_care),
        "identity-number": ()
        if prescription.patient is None
        else tuple(i.type for i in prescription.patient.ids if i.type in NATIONAL_NUMBERS),
        "item-group": (national.item_group,),
        "kind": (prescription.medicine.kind.value,),
        "listed-status": () if national.listed_status is None else (national.listed_status,),
        "locked": _yes(national.locked),
        "multidose": _said(caller.multidose),
        "outside-right": outside_right(professions, codes),
        "own-practice": _yes(national.own_practice),
        "packages": None if prescription.packages is None else Fraction(prescription.packages),
        ADDRESS: (address_of(prescription.patient, found.protected),),
        TELEPHONE: _yes(prescription.patient is not None and bool(prescription.patient.telecoms)),
        "preparation-type": _said(
            national.preparation_type, medicine.preparation_type.code if medicine and medicine.preparation_type else ""
        ),
        "pharmacy-note": (found.note,),
        "prescriber-profession": professions,
        "reference-number": _yes(national.has_reference_number),
        "register": _known(prescription, medicine),
        "reimbursement": _yes(national.reimbursement),
        "repeats": _yes(national.repeats > 0),
        "repeats-number": Fraction(national.repeats),
        "special-permit": _yes(national.special_permit),
        "status": (national.status,) if national.in_container else (),
        "treatment-end": prescription.dosage.end,
        "use": _said(prescription.use),
        "valid-from": prescription.first_day(),
        "valid-until": prescription.valid_until,
    }


def address_of(person: NationalPerson | None, protected: bool) -> str:
    """What an address is: protected by its words, incomplete where street, town or postal code is missing."""
    if person is None or person.address is None:
        return NONE
    given = person.address
    if protected:
        return PROTECTED
    if not (given.street or given.city or given.postal_code):
        return NONE
    whole = given.street and given.city and given.postal_code not in NO_POSTAL_CODE
    return WHOLE if whole and person.address_type != UNUSABLE else INCOMPLETE


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
