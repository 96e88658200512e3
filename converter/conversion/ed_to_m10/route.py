"""The route eD -> M10: a dispensation abroad becomes a Norwegian dispensing report, a discarded one its annulment."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from fractions import Fraction

from converter.conversion.answer import Decision, Versions, decide, where_failed
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.consumption import Consumption, consume
from converter.conversion.ed_to_m10.known import Recall, known_of_m1, nothing_known
from converter.conversion.ed_to_m10.m10 import build_report, national_patient
from converter.conversion.ed_to_m10.reported_package import PATH, reported_package
from converter.conversion.limits import minutes_ahead, minutes_ahead_of_day, times_prescribed
from converter.conversion.medicine.amounts import has_whole_pieces, splits_pieces, with_units
from converter.conversion.medicine.comparison import Comparison, compare, contradicts, other_substance
from converter.conversion.moment import OSLO
from converter.conversion.session import Notes
from converter.enrichment.medicines import MedicinesRegister, age_in_days
from converter.formats.cda.ed_reader import normalise_discard, read_ed, require_ed
from converter.formats.norway.m10_fixed import wrong_in
from converter.formats.norway.m10_reader import read_m10
from converter.formats.norway.m10_writer import with_patient, write_m10
from converter.formats.xml import parse
from converter.model.dispensation import Dispensation
from converter.model.finding import Finding, Problem, finding
from converter.model.known import Answered, Known, PrescriptionFacts
from converter.model.m10 import M10
from converter.model.product import Product
from converter.rules.ed_to_m10 import ED_TO_M10, DispensationFacts
from converter.rules.rule import Effect, holding

QUANTITY = "/ClinicalDocument/component/structuredBody/component/section/entry/supply/quantity"
ENDS = frozenset({Effect.FINISH, Effect.LEAVE_OPEN})
"""What a refused dispensation does not bring about."""


@dataclass(frozen=True, slots=True)
class DispenseOutcome:
    """The answer to one eD.

    Attributes:
        document: the M10, there exactly when `decision` is converted.
        dispensation: the eD as read; absent where it could not be.
        known: what was known of its prescription.
        consumption: amounts, for a dispensation whose prescription is known.
        finished: Avsluttet of the M10.
        answered: what the record had, where the same eD was answered before.
    """

    decision: Decision
    findings: tuple[Finding, ...]
    versions: Versions
    document: bytes | None = None
    dispensation: Dispensation | None = None
    known: Known | None = None
    consumption: Consumption | None = None
    finished: bool = False
    answered: Answered | None = None


def ed_to_m10(
    data: bytes,
    converter: Converter,
    at: datetime,
    m1: bytes | None = None,
    recall: Recall = nothing_known,
) -> DispenseOutcome:
    """Converts an eDispensation, or its discard, to an M10, or says why not.

    Args:
        data: the eD as received.
        converter: tables, rules, register and schemas.
        at: the moment of conversion, with time zone.
        m1: the prescription that was dispensed, where it is at hand; it goes before what the record knows of it.
        recall: asks the exchange record.

    Returns:
        The outcome. Never raises for input of any kind; a failure of ours is a `defect`.
    """
    versions = converter.versions
    try:
        register = converter.register.snapshot()
        versions = converter.versions_of(register)
        return _convert(data, converter, register, at, m1, recall, versions)
    except Problem as problem:
        return _refused(problem.findings, versions)
    except Exception as failure:  # the boundary: whatever fails, nothing leaves and nothing of the message is told
        return _refused((finding("unexpected-failure", where_failed(failure)),), versions)


def _convert(
    data: bytes,
    converter: Converter,
    register: MedicinesRegister,
    at: datetime,
    m1: bytes | None,
    recall: Recall,
    versions: Versions,
) -> DispenseOutcome:
    dispensation, remarks = open_ed(data, converter)
    given = None if m1 is None else known_of_m1(m1, converter, register, dispensation)
    remembered = recall(dispensation, given)
    if isinstance(remembered, Answered):
        return _repeated(dispensation, remembered, converter, versions)
    known = _together(given, remembered)
    days, limit = age_in_days(register.version, at), converter.fest_max_age
    if days > limit:
        remarks.append(finding("register-old", days=days, limit=limit))
    if known is None:
        rules = holding(converter.rules[ED_TO_M10.name], DispensationFacts("unknown").as_facts(), at.date())
        return _refused((*remarks, *(r.finding() for r in rules)), versions, dispensation)
    notes = Notes(converter.tables)
    product = with_units(dispensation.product, notes, QUANTITY)
    _check_amounts(dispensation, product, known.facts, notes)
    if contradicts(product):
        notes.add("ed-strength-contradicts", PATH)
    if other_substance(product):
        notes.add("ed-substance-contradicts", PATH)
    comparison = compare(product, known.facts.product)
    consumption = consume(dispensation.packages, product, known, comparison)
    facts = _facts(dispensation, known, comparison, consumption, at)
    rules = holding(converter.rules[ED_TO_M10.name], facts.as_facts(), at.date())
    effects = {rule.effect for rule in rules}
    finished = Effect.FINISH in effects and Effect.LEAVE_OPEN not in effects
    if not known.facts.group:
        notes.add("dispensed-group-unknown", "/ClinicalDocument/inFulfillmentOf/order/id")
    if not known.remembered:
        notes.add("ed-register-unasked")
    if known.same_name is False:
        notes.add("ed-name-differs", "/ClinicalDocument/recordTarget/patientRole/patient/name")
    reported = reported_package(dispensation, product, known.facts, converter, register, notes)
    moment = at.astimezone(OSLO).replace(microsecond=0)
    report = build_report(
        dispensation, reported, known.facts, comparison, converter, moment, finished=finished, notes=notes
    )
    if converter.identifiers.pending:
        notes.add("identifiers-pending")
    findings = [*remarks, *(rule.finding() for rule in rules), *notes.findings]
    if decide(findings) is not Decision.CONVERTED or report is None:
        outcomes = {rule.id for rule in rules if rule.effect in ENDS}
        return _refused(tuple(f for f in findings if f.code not in outcomes), versions, dispensation, known)
    document = write_m10(report)
    findings += _read_back(document, report, converter)
    if decide(findings) is not Decision.CONVERTED:
        return _refused(tuple(findings), versions, dispensation, known)
    told = tuple(of_dispensation(f) for f in findings)
    used = None if dispensation.discards else consumption
    return DispenseOutcome(Decision.CONVERTED, told, versions, document, dispensation, known, used, report.finished)


def open_ed(data: bytes, converter: Converter) -> tuple[Dispensation, list[Finding]]:
    """Reads an eD down to its substance; what its form breaks comes as remarks.

    Raises:
        Problem: it is none, or its substance is unclear.
    """
    root = parse(data)
    discards = normalise_discard(root)
    require_ed(root)
    faults = converter.foreign.check(root)
    try:
        read = read_ed(root, converter.identifiers.prescription_root, converter.foreign.names, discards=discards)
    except Problem as problem:
        raise Problem([*faults, *problem.findings]) from None
    dispensation = read.dispensation
    if not converter.identifiers.prescription_id.fullmatch(dispensation.prescription_id.extension):
        where = "/ClinicalDocument/inFulfillmentOf/order/id"
        raise Problem([*faults, *read.remarks, finding("ed-prescription-malformed", where)])
    return dispensation, [*faults, *read.remarks]


def _together(given: Known | None, remembered: Known | None) -> Known | None:
    """What the record knows, else the M1; the patient must be the same by both."""
    if given is None or remembered is None:
        return given or remembered
    same = given.same_patient and remembered.same_patient
    # Of what left here the record knows as what; register and rules may have changed since.
    facts = remembered.facts if remembered.remembered else given.facts
    return replace(remembered, facts=facts, same_patient=same, patient=given.patient, same_name=given.same_name)


def _repeated(
    dispensation: Dispensation, answered: Answered, converter: Converter, versions: Versions
) -> DispenseOutcome:
    """The report made before, to the byte: the patient is put back as the eD names them."""
    notes = Notes(converter.tables)
    patient = national_patient(dispensation.patient, converter, notes)
    notes.add("dispensation-repeated", "/ClinicalDocument/id")
    findings = tuple(of_dispensation(f) for f in notes.findings)
    if patient is None:
        return _refused(findings, versions, dispensation)
    document = with_patient(answered.report, patient)
    return DispenseOutcome(
        Decision.CONVERTED, findings, versions, document, dispensation, finished=answered.finished, answered=answered
    )


def _check_amounts(dispensation: Dispensation, product: Product, facts: PrescriptionFacts, notes: Notes) -> None:
    """A fraction of a package is one of pieces, or the very number prescribed; pieces are whole."""
    if not has_whole_pieces(product):
        notes.add("ed-package-amount-unusable", PATH)
    if dispensation.packages == dispensation.packages.to_integral_value():
        return
    if splits_pieces(dispensation.packages, product) and dispensation.packages != facts.packages:
        notes.add("ed-quantity-splits", QUANTITY)
    else:
        notes.add("ed-packages-fractional", QUANTITY)


def _facts(
    dispensation: Dispensation, known: Known, comparison: Comparison, consumption: Consumption, at: datetime
) -> DispensationFacts:
    """The facts of the rules. A discard takes back what was accepted: of it only whose it is and what are asked."""
    facts = known.facts
    patient = "same" if known.same_patient else "other"
    may_leave = "no" if facts.withheld else "yes"
    if dispensation.discards:
        recorded = {True: "recorded", False: "unrecorded", None: "unasked"}[known.dispense_recorded]
        return DispensationFacts("known", patient, may_leave, discard=recorded)
    return DispensationFacts(
        prescription="known",
        patient=patient,
        may_leave=may_leave,
        dispensed=_when(dispensation, facts),
        minutes_ahead=_ahead(dispensation, at),
        amount=consumption.amount,
        times_prescribed=times_prescribed(dispensation.packages, facts.packages),
        atc=comparison.atc.value,
        strength=comparison.strength.value,
        form=comparison.form.value,
        substitution=_substitution(dispensation, facts),
        used_up=consumption.used_up,
        used_up_before=consumption.used_up_before,
    )


def _substitution(dispensation: Dispensation, facts: PrescriptionFacts) -> str:
    if not dispensation.substituted:
        return "none"
    return "said-though-forbidden" if facts.may_substitute is False else "said"


def _when(dispensation: Dispensation, facts: PrescriptionFacts) -> tuple[str, ...]:
    """How the day of dispensing lies to the days of the prescription."""
    day, found = dispensation.dispensed_on, []
    if day < facts.written_on:
        found.append("before-written")
    elif day < facts.valid_from:
        found.append("before-first-day")
    if day > facts.valid_until:
        found.append("after-last-day")
    return tuple(found) or ("in-time",)


def _ahead(dispensation: Dispensation, at: datetime) -> Fraction:
    if dispensation.dispensed_at is None:
        return minutes_ahead_of_day(dispensation.dispensed_on, at)
    return minutes_ahead(dispensation.dispensed_at, at)


def _read_back(document: bytes, meant: M10, converter: Converter) -> list[Finding]:
    """The defects of a written M10; none where it says exactly what was meant."""
    try:
        root = parse(document)
        if faults := converter.norway.check(root):
            return [finding("written-document-invalid", f.path, expected_no="", expected_en="") for f in faults]
        read = read_m10(root)
    except Problem as problem:
        return [finding("read-back-differs", f.path) for f in problem.findings]
    if wrong := wrong_in(root):
        return [finding("read-back-differs", path) for path in wrong]
    differing = [f.name for f in fields(meant) if getattr(read, f.name) != getattr(meant, f.name)]
    return [finding("read-back-differs", f"/{name}") for name in differing]


def _refused(
    findings: tuple[Finding, ...],
    versions: Versions,
    dispensation: Dispensation | None = None,
    known: Known | None = None,
) -> DispenseOutcome:
    """The outcome without a document; each finding under the OpenNCP code of dispensations."""
    told = tuple(of_dispensation(f) for f in findings)
    return DispenseOutcome(decide(list(told)), told, versions, None, dispensation, known)


def refused_with(outcome: DispenseOutcome, findings: tuple[Finding, ...]) -> DispenseOutcome:
    """An outcome that is refused after all, with what it had found beside the reasons."""
    told = (*findings, *outcome.findings)
    return _refused(told, outcome.versions, outcome.dispensation, outcome.known)


def of_dispensation(found: Finding) -> Finding:
    """A finding that other routes share, under the OpenNCP code that says the same of a dispensation."""
    return replace(found, openncp=found.openncp.replace("_EP_", "_ED_")) if "_EP_" in found.openncp else found
