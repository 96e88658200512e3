"""The route Norwegian dispense of an EU prescription -> eD."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from converter.conversion.answer import Answer, Decision, Made, answered, decide
from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.route import show
from converter.conversion.ep_to_view.substitution import permission
from converter.conversion.ep_to_view.verdict import GROUP_DOUBTS
from converter.conversion.ep_to_view.view import View
from converter.conversion.limits import times_prescribed
from converter.conversion.m10_to_ed.compared import compare_with, named_alike
from converter.conversion.m10_to_ed.facts import gather, in_use
from converter.conversion.m10_to_ed.pharmacy import pharmacist_id, pharmacy_of
from converter.conversion.m10_to_ed.prescribed import recipient_of, repeated
from converter.conversion.m10_to_ed.same_person import check_report
from converter.conversion.m10_to_ed.substitution import (
    Names,
    named_by_number,
    of_another_substance,
    same_product,
    settle,
)
from converter.conversion.medicine.amounts import amount_of, splits_pieces
from converter.conversion.medicine.comparison import Comparison
from converter.conversion.medicine.product import product_of
from converter.conversion.session import Notes, Session
from converter.model.ed import Ed, Entered
from converter.model.finding import Severity
from converter.model.layers import holds_pieces, is_bare_one
from converter.model.medicine import Medicine
from converter.model.product import Product
from converter.model.substitution import Substituted
from converter.model.zone import OSLO, by_norway, day_in_norway
from converter.rules.m10_to_ed import M10_TO_ED
from converter.rules.rule import apply

DISPENSE = "/dispense"


def m10_to_ed(ep: bytes, entered: Entered, converter: Converter, at: datetime) -> Answer[None]:
    """Makes the eD of a Norwegian dispense of a foreign prescription, or says why not.

    Args:
        ep: the prescription as received.
        entered: what the pharmacy says that it handed out.
        converter: tables, identifiers, register and schemas.
        at: the moment, with time zone.

    Returns:
        The answer. Never raises for input of any kind; a failure of ours is a `defect`.
    """
    return answered(converter, at, lambda session: _made(ep, _by_now(entered, at), session))


def _made(ep: bytes, entered: Entered, session: Session) -> Made[None]:
    # Valid when handed out, not when reported.
    shown = show(ep, replace(session, at=min(_latest(entered), session.at)).anew())
    findings = [f for f in shown.findings if f.severity is not Severity.REMARK or f.code in GROUP_DOUBTS]
    if shown.details is None:
        return Made(findings)
    medicine = session.register.find(entered.varenr)
    check_report(entered.report, shown.details.prescription, session)
    ed, times = _ed(entered, shown.details, medicine, session)
    facts = gather(entered, shown.details.prescription, medicine, times, session.at)
    findings += apply(session.converter.rules[M10_TO_ED.name], facts.as_facts(), session.today)
    if session.converter.identifiers.pending:
        session.notes.add("identifiers-pending")
    findings += session.notes.findings
    if decide(findings) is not Decision.CONVERTED:
        return Made(findings)
    if ed is None:
        raise AssertionError("a dispense that makes no eD must say why")
    written = session.converter.ed.write(ed)
    return Made([*findings, *written.read_back()], written.document)


def _ed(entered: Entered, view: View, medicine: Medicine | None, session: Session) -> tuple[Ed | None, Fraction | None]:
    """All that the eD says, None, with every reason noted, where it cannot be made; and what `_amounts` returns."""
    converter, notes, prescription = session.converter, session.notes, view.prescription
    _check_entered(entered, medicine, notes)
    dispensed, prescribed = _dispensed(medicine, session), _prescribed(view, notes)
    patient = recipient_of(prescription.patient, converter.tables)
    if patient is None:
        notes.add("dispense-patient-incomplete", "/ClinicalDocument/recordTarget")
    pharmacy = pharmacy_of(entered.pharmacy, converter.identifiers.prescriber_country, notes, f"{DISPENSE}/pharmacy")
    number = pharmacist_id(entered.hpr_number, notes, f"{DISPENSE}/pharmacist")
    times = substituted = None
    if prescribed is not None and dispensed is not None and medicine is not None:
        same = compare_with(view.prescription, prescribed, dispensed, notes)
        substituted = _settled(entered, view, medicine, dispensed, same, session)
        times = _amounts(entered, view, prescribed, dispensed, same, notes)
    order = prescription.prescription_id
    if order is None or patient is None or pharmacy is None or number is None:
        return None, times
    if prescribed is None or dispensed is None:
        return None, times
    ed = Ed(
        document_id=converter.identifiers.ed(pharmacy.id, entered.number),
        made_at=session.moment,
        language=converter.language,
        patient=patient,
        order=order,
        item=prescription.item_id or order,
        prescribed=prescribed,
        dispensed=dispensed,
        packages=entered.packages,
        batch=entered.batch,
        dispensed_at=by_norway(entered.dispensed_at),
        substituted=substituted,
        pharmacist=entered.pharmacist,
        pharmacist_id=number,
        pharmacy=pharmacy,
        contact_point=converter.identifiers.contact_point,
    )
    return ed, times


def _settled(
    entered: Entered, view: View, medicine: Medicine, dispensed: Product, same: Comparison, session: Session
) -> Substituted | None:
    """What was substituted, by what the prescriber permits, the pharmacist says and the codes show."""
    product, register = view.prescription.product, session.register
    numbered = named_by_number(product, register, session.converter.identifiers.varenr_root)
    if of_another_substance(numbered, product):
        session.notes.add("dispense-number-of-another-substance", "/ClinicalDocument/component")
    names = Names(
        product is not None and _letters(product.name) == _letters(medicine.brand_name),
        named_alike(dispensed, view.prescription),
    )
    permitted = permission(view.prescription, session.converter.tables)
    return settle(entered.substituted, permitted, same_product(numbered, medicine), same, names, session.notes)


def _letters(name: str) -> str:
    return " ".join(name.casefold().split())


def _prescribed(view: View, notes: Notes) -> Product | None:
    """The prescribed product as an eD repeats it; None, and the reason noted, where it cannot be said."""
    path, aside = "/ClinicalDocument/component", notes.aside()
    product = repeated(view.prescription.product, aside)
    notes.take_drafts(aside, path)
    if product is None:
        notes.add("dispense-prescribed-unsayable", path)
    return product


def _dispensed(medicine: Medicine | None, session: Session) -> Product | None:
    """The package in EU terms; None where it is not known, or, the reason noted, where it cannot be said."""
    if medicine is None:
        return None
    path, aside = f"{DISPENSE}/varenr", session.notes.aside()
    product = product_of(medicine, session.converter.identifiers.varenr_root, aside)
    session.notes.take_drafts(aside, path)
    if product is None:
        session.notes.add("dispense-product-unsayable", path)
    return product


def _by_now(entered: Entered, at: datetime) -> Entered:
    """A dispense of today whose hour is not told was made by now, though it be morning."""
    now = at.astimezone(OSLO)
    today = day_in_norway(entered.dispensed_at) == now.date()
    return replace(entered, dispensed_at=now) if entered.day_only and today and entered.dispensed_at > now else entered


def _latest(entered: Entered) -> datetime:
    """The end of the day on which it was handed out: validity is of days, and an hour may be told by the hour only."""
    return entered.dispensed_at.astimezone(OSLO).replace(hour=23, minute=59, second=59)


def _check_entered(entered: Entered, medicine: Medicine | None, notes: Notes) -> None:
    if entered.packages <= 0 or entered.packages.as_tuple().exponent not in range(-3, 7):
        notes.add("dispense-packages-unusable", f"{DISPENSE}/packages")
    if not in_use(medicine):
        notes.add("dispense-varenr-unknown", f"{DISPENSE}/varenr")


def _amounts(
    entered: Entered, view: View, prescribed: Product, dispensed: Product, same: Comparison, notes: Notes
) -> Fraction | None:
    """What is handed out against what is prescribed; by packages only, as a multiple, where amounts do not compare."""
    if entered.packages > 0 and entered.packages % 1 and splits_pieces(entered.packages, dispensed):
        notes.add("dispense-packages-unusable", f"{DISPENSE}/packages")
    wanted = None if view.prescription.packages is None else amount_of(view.prescription.packages, prescribed)
    given = amount_of(entered.packages, dispensed)
    unsaid = is_bare_one(prescribed.layers) and holds_pieces(dispensed.layers)  # one piece, or one package
    if wanted is None or given is None or wanted.of != given.of or not same.amounts_compare or unsaid:
        notes.add("dispense-amount-not-compared", f"{DISPENSE}/packages")
        times = times_prescribed(entered.packages, view.prescription.packages)
        if times is not None and times > 1:
            notes.add("dispense-more-packages", f"{DISPENSE}/packages")
        return times
    if given.value > wanted.value:
        notes.add("dispense-too-much", f"{DISPENSE}/packages")
    return None
