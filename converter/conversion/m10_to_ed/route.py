"""The route Norwegian dispense of an EU prescription -> eD."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from converter.conversion.answer import Decision, Versions, decide, where_failed
from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.route import View, ViewOutcome, ep_to_view
from converter.conversion.limits import times_prescribed
from converter.conversion.m10_to_ed.facts import gather, in_use
from converter.conversion.m10_to_ed.pharmacy import pharmacist_id, pharmacy_of
from converter.conversion.m10_to_ed.prescribed import recipient_of, repeated
from converter.conversion.medicine.amounts import amount_of, splits_pieces
from converter.conversion.medicine.comparison import Agreement, Comparison, compare
from converter.conversion.medicine.product import product_of
from converter.conversion.moment import OSLO
from converter.conversion.session import Notes
from converter.enrichment.medicines import MedicinesRegister
from converter.formats.cda.ed_reader import read_ed, require_ed
from converter.formats.cda.ed_writer import write_ed
from converter.formats.xml import parse
from converter.model.coded import Coded
from converter.model.ed import Ed, Entered
from converter.model.finding import Finding, Problem, Severity, finding
from converter.model.medicine import Medicine
from converter.model.product import Product
from converter.rules.m10_to_ed import M10_TO_ED
from converter.rules.rule import apply

FORBIDDEN = "N"
NOT_SUBSTITUTED = "dispense-not-substituted"
DISPENSE = "/dispense"


@dataclass(frozen=True, slots=True)
class EdOutcome:
    """The answer to one dispense. `document` is the eD, there exactly when `decision` is converted."""

    decision: Decision
    findings: tuple[Finding, ...]
    versions: Versions
    document: bytes | None = None


def ep_to_ed(ep: bytes, entered: Entered, converter: Converter, at: datetime) -> EdOutcome:
    """Makes the eD of a Norwegian dispense of a foreign prescription, or says why not.

    Args:
        ep: the prescription as received.
        entered: what the pharmacy says that it handed out.
        converter: tables, identifiers, register and schemas.
        at: the moment, with time zone.

    Returns:
        The outcome. Never raises for input of any kind; a failure of ours is a `defect`.
    """
    versions = converter.versions
    try:
        register = converter.register.snapshot()
        versions = converter.versions_of(register)
        shown = ep_to_view(ep, converter, min(entered.dispensed_at, at))  # valid when handed out, not when reported
        return _made(shown, _by_now(entered, at), converter, register, at, versions)
    except Problem as problem:
        return EdOutcome(decide(list(problem.findings)), problem.findings, versions)
    except Exception as failure:  # the boundary: whatever fails, nothing leaves and nothing of the document is told
        found = finding("unexpected-failure", where_failed(failure))
        return EdOutcome(Decision.DEFECT, (found,), versions)


def _made(
    shown: ViewOutcome,
    entered: Entered,
    converter: Converter,
    register: MedicinesRegister,
    at: datetime,
    versions: Versions,
) -> EdOutcome:
    notes = Notes(converter.tables)
    findings = [f for f in shown.findings if f.severity is not Severity.REMARK]
    view = shown.view
    if view is None:
        return EdOutcome(decide(findings), tuple(findings), versions)
    medicine = register.find(entered.varenr)
    _check_entered(entered, medicine, notes)
    aside = Notes(converter.tables)
    prescribed = repeated(view.prescription.product, aside)
    dispensed = None
    if medicine is not None:
        dispensed = product_of(medicine, converter.identifiers.varenr_root, aside)
        if dispensed is None:
            notes.add("dispense-product-unsayable", f"{DISPENSE}/varenr")
    if prescribed is None:
        notes.add("dispense-prescribed-unsayable", "/ClinicalDocument/component")
    patient = recipient_of(view.prescription.patient, converter.tables)
    if patient is None:
        notes.add("dispense-patient-incomplete", "/ClinicalDocument/recordTarget")
    pharmacy = pharmacy_of(entered.pharmacy, converter.identifiers.prescriber_country, notes, f"{DISPENSE}/pharmacy")
    number = pharmacist_id(entered.hpr_number, notes, f"{DISPENSE}/pharmacist")
    times = None
    if prescribed is not None and dispensed is not None:
        times = _compare(entered, view, prescribed, dispensed, notes)
    facts = gather(entered, view.prescription, medicine, times, at)
    findings += apply(converter.rules[M10_TO_ED.name], facts.as_facts(), at.astimezone(OSLO).date())
    if converter.identifiers.pending:
        notes.add("identifiers-pending")
    findings += notes.findings
    if decide(findings) is not Decision.CONVERTED:
        return EdOutcome(decide(findings), tuple(findings), versions)
    prescription = view.prescription
    assert patient is not None
    assert prescription.prescription_id is not None
    assert prescribed is not None
    assert dispensed is not None
    assert pharmacy is not None
    assert number is not None
    ed = Ed(
        document_id=converter.identifiers.dispense(entered.number),
        made_at=at.astimezone(OSLO).replace(microsecond=0),
        language=converter.language,
        patient=patient,
        order=prescription.prescription_id,
        item=prescription.item_id or prescription.prescription_id,
        prescribed=prescribed,
        dispensed=dispensed,
        packages=entered.packages,
        batch=entered.batch,
        dispensed_at=entered.dispensed_at.astimezone(OSLO).replace(microsecond=0),
        substituted=entered.substituted,
        pharmacist=entered.pharmacist,
        pharmacist_id=number,
        pharmacy=pharmacy,
        contact_point=converter.identifiers.contact_point,
    )
    document = write_ed(ed)
    findings += _read_back(document, ed, converter)
    decision = decide(findings)
    return EdOutcome(decision, tuple(findings), versions, document if decision is Decision.CONVERTED else None)


def _by_now(entered: Entered, at: datetime) -> Entered:
    """A dispense of today whose hour is not told was made by now, though it be morning."""
    now = at.astimezone(OSLO)
    today = entered.dispensed_at.astimezone(OSLO).date() == now.date()
    return replace(entered, dispensed_at=now) if entered.day_only and today and entered.dispensed_at > now else entered


def _check_entered(entered: Entered, medicine: Medicine | None, notes: Notes) -> None:
    if entered.packages <= 0 or entered.packages.as_tuple().exponent not in range(-3, 7):
        notes.add("dispense-packages-unusable", f"{DISPENSE}/packages")
    if not in_use(medicine):
        notes.add("dispense-varenr-unknown", f"{DISPENSE}/varenr")


def _compare(entered: Entered, view: View, prescribed: Product, dispensed: Product, notes: Notes) -> Fraction | None:
    """The product handed out against the one prescribed: what differs must be a substitution, and be allowed.

    Returns what `_amounts` does.
    """
    same = compare(dispensed, _with_atc(prescribed, view))
    other = Agreement.OTHER in {same.atc, same.strength, same.form}
    if same.atc is Agreement.OTHER:
        notes.add(
            "dispense-other-substance" if entered.substituted else "dispense-not-substituted", f"{DISPENSE}/varenr"
        )
    elif other:
        notes.add("dispense-other-product" if entered.substituted else "dispense-not-substituted", f"{DISPENSE}/varenr")
    elif Agreement.UNKNOWN in {same.atc, same.strength, same.form}:
        notes.add("dispense-not-compared", f"{DISPENSE}/varenr")
    if entered.substituted and view.substitution.code == FORBIDDEN:
        notes.add("dispense-substitution-forbidden", f"{DISPENSE}/substituted")
    return _amounts(entered, view, prescribed, dispensed, same, notes)


def _with_atc(prescribed: Product, view: View) -> Product:
    """The prescribed product under the code of its one substance, where it has none of its own."""
    product = view.prescription.product
    if prescribed.atc is not None or product is None or len(product.substances) != 1:
        return prescribed
    code = product.substances[0].code
    return replace(prescribed, atc=code) if isinstance(code, Coded) else prescribed


def _amounts(
    entered: Entered, view: View, prescribed: Product, dispensed: Product, same: Comparison, notes: Notes
) -> Fraction | None:
    """What is handed out against what is prescribed; by packages only, as a multiple, where amounts do not compare."""
    if entered.packages > 0 and entered.packages % 1 and splits_pieces(entered.packages, dispensed):
        notes.add("dispense-packages-unusable", f"{DISPENSE}/packages")
    wanted = None if view.prescription.packages is None else amount_of(view.prescription.packages, prescribed)
    given = amount_of(entered.packages, dispensed)
    if wanted is None or given is None or wanted.of != given.of or not same.amounts_compare:
        notes.add("dispense-amount-not-compared", f"{DISPENSE}/packages")
        return times_prescribed(entered.packages, view.prescription.packages)
    if given.value > wanted.value:
        notes.add("dispense-too-much", f"{DISPENSE}/packages")
    return None


def _read_back(document: bytes, meant: Ed, converter: Converter) -> list[Finding]:
    """The defects of a written eD: it must pass its schema and say to our own reader what was entered."""
    try:
        root = parse(document)
        if faults := converter.eu.check(root):
            return faults
        require_ed(root)
        read = read_ed(root, meant.order.root, converter.foreign.names, discards=False, item=meant.item)
    except Problem as problem:
        return [finding("read-back-differs", f.path) for f in problem.findings]
    if read.remarks:
        return [finding("read-back-differs", f.path) for f in read.remarks]
    said = read.dispensation
    pairs: dict[str, tuple[object, object]] = {
        "id": (said.document_id, meant.document_id),
        "order": (said.prescription_id, meant.order),
        "patient": (said.patient.ids, meant.patient.ids),
        "name": (said.patient.name, meant.patient.name),
        "born": (said.patient.birth_date, meant.patient.birth_date),
        "at": (said.dispensed_at, meant.dispensed_at),
        "made": (said.made_at, meant.made_at),
        "packages": (said.packages, meant.packages),
        "product": (_plain(said.product), _plain(meant.dispensed)),
        "batch": (said.batch, meant.batch),
        "substituted": (said.substituted, meant.substituted),
        "pharmacy": ((said.pharmacy.id, said.pharmacy.name), (meant.pharmacy.id, meant.pharmacy.name)),
    }
    return [finding("read-back-differs", f"/{name}") for name, (one, other) in pairs.items() if one != other]


def _plain(product: Product) -> Product:
    """A product without what an eD does not say of it: the names of substances that have no strength."""
    return replace(product, substances=())
