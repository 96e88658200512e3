"""Whether the product may be exchanged, and what the dispenser is told in words."""

from dataclasses import dataclass, replace
from datetime import date

from converter.conversion.m1_to_ep.deciding import MERKNAD, decides, kind_of_note
from converter.conversion.medicine.strength_counts import counts_words
from converter.conversion.paths import FORSKRIVNING, PRESCRIBED
from converter.conversion.session import Session
from converter.model.coded import Coded
from converter.model.medicine import GenericGroup, Medicine
from converter.model.national import Kind, NationalPrescription
from converter.model.prescription import FORM, NOTE, OF_STRENGTH, SUBSTITUTION, TREATMENT, ToDispenser
from converter.model.product import Product
from converter.rules.m1_to_ep import M1_TO_EP, NOTE_OF_REIMBURSEMENT
from converter.rules.rule import Effect
from converter.terminology.policy import SUBSTITUTION as FILE
from converter.terminology.policy_shapes import SubstitutionCase
from converter.terminology.policy_words import squeezed

FORBIDDEN = "N"
"""eHDSISubstitutionCode: none."""
RESERVED = "1"
"""List 1101: yes, the prescriber reserves against substitution; 2 and nothing are the same (R0908)."""
AS_LISTED = {FORBIDDEN: "1", "G": "2"}
"""Code of list 1101 by that of eHDSISubstitutionCode."""
OVER = "The treatment period that the prescriber set ended on {end}. Make sure that the medicine is still to be used."
SENT = "The prescriber wrote this note to the pharmacy (in Norwegian, not translated):"
ONLY = ("kun", "bare")
"""Before the brand in a note: this one and no other."""
NOT_SENT = "The prescriber wrote a note to the pharmacy, which was not sent."
NOT_SENT_REIMBURSEMENT = (
    "The prescriber wrote a note to the pharmacy. It speaks of Norwegian reimbursement and was not sent; "
    "it may say more than that."
)


LISTED = frozenset({Kind.PACKAGE, Kind.BRAND})
"""What Norway has exchange groups of."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of substitution in code, where anything is, and to the dispenser in words.

    `refused` says that BytteresRekvirent has a code that cannot be read.
    """

    substitution: Coded | None
    words: tuple[ToDispenser, ...]
    refused: bool = False


def tell_dispenser(
    national: NationalPrescription, trusted: Medicine | None, product: Product | None, session: Session
) -> Told:
    """What an eP says of substitution, form and strength, of a treatment that is over, and the prescriber's note.

    Args:
        national: as it was read.
        trusted: the register's record of what was signed; absent where it has none or means another medicine.
        product: what is sent of it; None where it cannot be said.
        session: tables, rules and day; its notes collect what is found.
    """
    notes, path = session.notes, f"{PRESCRIBED}/BytteresRekvirent"
    stated, kind = national.substitution, national.medicine.kind
    note = (
        *_form(national, trusted, session),
        *_strength(national, trusted, product, session),
        *_treatment(national, session.today),
        *_note(national, session),
    )
    for text, place in ((national.dosage.text, "DosVeiledEnkel"), (national.indication, "Bruksomrade")):
        if text and decides("reimbursement", session, f"{FORSKRIVNING}/{place}", text):
            notes.add("text-of-reimbursement", f"{FORSKRIVNING}/{place}")
    if stated and notes.aside().translate("substitution-1101", stated, path) is None:
        notes.add("substitution-unmapped", path, file=notes.file_of("substitution-1101"))
        return Told(None, note, refused=True)
    case = _case(stated, kind, trusted, session)
    if case == "reserved" and kind is Kind.SUBSTANCE:
        notes.add("substitution-contradicts", path)
    row = session.converter.policy.substitution[case]
    if row.status == "draft":
        notes.draft(FILE, case, path)
    if case == "unknown" and kind in LISTED:
        notes.add("substitution-not-known", path)
    words = () if not row.english else (ToDispenser(SUBSTITUTION, row.english, _condition(case, trusted)),)
    code = row.subst
    if code and code != FORBIDDEN and _on_substitution(national, session):
        notes.add("substitution-noted", MERKNAD)
        code = ""
    silent = "substance" if case == "substance" else "listed"
    notes.chose("substitution", "none" if not code else "stated" if stated else silent)
    return Told(_coded(code, stated, session, path), (*words, *note))


def _case(stated: str, kind: Kind, trusted: Medicine | None, session: Session) -> SubstitutionCase:
    if stated == RESERVED:
        return "reserved"
    if kind is Kind.SUBSTANCE:
        return "substance"
    if trusted is None:
        return "unknown"
    group = trusted.generic
    if group is None or not _in_force(group, session.today):
        return "unlisted" if session.register.has_exchange_groups() else "unknown"
    return "conditional" if group.has_remark or group.remark else "listed"


def _on_substitution(national: NationalPrescription, session: Session) -> bool:
    """Whether the note speaks of substitution, or says that it is to be this brand only."""
    brand = squeezed(national.medicine.brand_name)
    said = squeezed(national.note)
    only = bool(brand) and any(f"{word}{brand}" in said for word in ONLY)
    return only or decides("substitution", session, MERKNAD, national.note)


def _in_force(group: GenericGroup, today: date) -> bool:
    """Whether the group, and its having this product, is valid today."""
    starts = [day for day in (group.valid_from, group.member_from) if day is not None]
    ends = [day for day in (group.valid_until, group.member_until) if day is not None]
    return all(day <= today for day in starts) and all(day >= today for day in ends)


def _condition(case: SubstitutionCase, trusted: Medicine | None) -> str:
    """The register's own words of the condition (BeskrivelseByttbarhet)."""
    return "" if case != "conditional" or trusted is None or trusted.generic is None else trusted.generic.remark


def _coded(code: str, stated: str, session: Session, path: str) -> Coded | None:
    """A code that M1 left out is not said to have been there."""
    if not code:
        return None
    target = session.notes.translate("substitution-1101", AS_LISTED[code], path)
    return target if target is None or stated else replace(target, originals=())


def _form(national: NationalPrescription, trusted: Medicine | None, session: Session) -> tuple[ToDispenser, ...]:
    """What the EU's wider form leaves out, where the form is sent as that (table form-words-7448)."""
    form = national.medicine.form or (trusted.form if trusted else None)
    words = session.notes.tables.texts("form-words-7448")
    row = words.row(form.code) if form is not None and session.notes.choices.get("form") != "long" else None
    session.notes.worded(row, words, f"{PRESCRIBED}/LegemiddelformKort")
    if row is None or form is None:
        return ()
    listed = session.notes.tables.code_list("7448").terms[form.code]
    return (ToDispenser(FORM, row.english, listed),)


def _strength(
    national: NationalPrescription, trusted: Medicine | None, product: Product | None, session: Session
) -> tuple[ToDispenser, ...]:
    """What a label's number counts, where that is not the substance (texts/strength-words)."""
    words = "" if product is None else counts_words(national.medicine, trusted, product, session.notes)
    return (ToDispenser(OF_STRENGTH, words),) if words else ()


def _treatment(national: NationalPrescription, today: date) -> tuple[ToDispenser, ...]:
    """That the treatment period is over: the prescription may still be valid, and the dispenser is to ask."""
    end = national.dosage.end
    return () if end is None or end >= today else (ToDispenser(TREATMENT, OVER.format(end=end.isoformat())),)


def _note(national: NationalPrescription, session: Session) -> tuple[ToDispenser, ...]:
    """The prescriber's note, where the rules of `pharmacy-note` let it go; else that there is one."""
    if not national.note:
        return ()
    kind = kind_of_note(national.note, session)
    rules = session.converter.rules[M1_TO_EP.name]
    kept = any(
        rule.effect is not Effect.REMARK and rule.holds({rule.fact: (kind,)}, session.today)
        for rule in rules
        if rule.fact == "pharmacy-note"
    )
    session.notes.chose("note", "withheld" if kept else "sent")
    if not kept:
        return (ToDispenser(NOTE, SENT, national.note),)
    return (ToDispenser(NOTE, NOT_SENT_REIMBURSEMENT if kind == NOTE_OF_REIMBURSEMENT else NOT_SENT),)
