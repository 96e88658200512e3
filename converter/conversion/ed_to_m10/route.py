"""The route eD -> M10: a dispensation abroad becomes a Norwegian dispensing report, a discarded one its annulment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from converter.conversion.answer import Answer, Decision, Made, answered, decide
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.brand import other_name
from converter.conversion.ed_to_m10.consumption import Consumption, consume, unsaid_content
from converter.conversion.ed_to_m10.contradicted import Contradicted, contradicted, more_substances
from converter.conversion.ed_to_m10.group import PATH, Strict, strict_of
from converter.conversion.ed_to_m10.known import Recall, known_of_m1, nothing_known
from converter.conversion.ed_to_m10.m10 import build_m10, national_patient
from converter.conversion.ed_to_m10.reported_package import reported_package
from converter.conversion.limits import minutes_ahead, minutes_ahead_of_day, times_prescribed
from converter.conversion.medicine.amounts import has_ambiguous_layers, has_whole_pieces, splits_pieces, with_units
from converter.conversion.medicine.comparison import (
    Agreement,
    Comparison,
    compare,
    contradicts,
    name_contradicts,
    other_substance,
    strength_unread,
)
from converter.conversion.session import Notes, Session
from converter.formats.cda.ed_reader import normalise_discard, read_ed, require_ed
from converter.formats.cda.foreign import SIGNS_REMOVED
from converter.formats.cda.opened import parse_cda
from converter.formats.norway.m10_writer import with_patient
from converter.model.dispensation import Dispensation
from converter.model.finding import Finding, Problem, Severity, finding
from converter.model.known import Answered, Known, PrescriptionFacts
from converter.model.product import Product
from converter.rules.ed_to_m10 import ED_TO_M10, DispensationFacts
from converter.rules.rule import Effect, holding

QUANTITY = "/ClinicalDocument/component/structuredBody/component/section/entry/supply/quantity"
NOT_LATIN, NAME_OF_M1 = "ed-name-not-latin", "ed-name-of-prescription"
ENDS = frozenset({Effect.FINISH, Effect.LEAVE_OPEN})
"""What a refused dispensation does not bring about."""
AGAINST = {
    "said-though-forbidden": "Byttet, enda rekvirenten har reservert seg mot bytte",
    "other-name-though-forbidden": "Et annet navn enn det forskrevne, og rekvirenten har reservert seg mot bytte",
}
"""What is said in the M10 of a product against the prescriber's reservation, by the fact `substitution`."""


@dataclass(frozen=True, slots=True)
class Dispensed:
    """What ed-to-m10 tells of an eD that could be read.

    Attributes:
        dispensation: the eD as read.
        known: what was known of its prescription.
        consumption: amounts, for a dispensation whose prescription is known.
        finished: Avsluttet of the M10.
        answered: what the record had, where the same eD was answered before.
    """

    dispensation: Dispensation
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
) -> Answer[Dispensed]:
    """Converts an eDispensation, or its discard, to an M10, or says why not.

    Args:
        data: the eD as received.
        converter: tables, rules, register and schemas.
        at: the moment of conversion, with time zone.
        m1: the prescription that was dispensed, where it is at hand; it goes before what the record knows of it.
        recall: asks the exchange record.

    Returns:
        The answer. Never raises for input of any kind; a failure of ours is a `defect`.
    """
    answer = answered(converter, at, lambda session: _made(data, session, m1, recall))
    return replace(answer, findings=tuple(of_dispensation(f) for f in answer.findings))


def _made(data: bytes, session: Session, m1: bytes | None, recall: Recall) -> Made[Dispensed]:
    dispensation, remarks = open_ed(data, session.converter)
    given = None if m1 is None else known_of_m1(m1, dispensation, session)
    remembered = recall(dispensation, given)
    if isinstance(remembered, Answered):
        return _repeated(dispensation, remembered, given, session)
    known = _together(given, remembered)
    if known is None:
        rules = holding(session.converter.rules[ED_TO_M10.name], DispensationFacts("unknown").as_facts(), session.today)
        return Made([*remarks, *(r.finding() for r in rules)], None, Dispensed(dispensation))
    return _reported(dispensation, known, remarks, session)


def _reported(dispensation: Dispensation, known: Known, remarks: list[Finding], session: Session) -> Made[Dispensed]:
    """The M10 of a dispensation whose prescription is known."""
    converter, notes = session.converter, session.notes
    product = with_units(dispensation.product, notes, QUANTITY)
    _check_amounts(dispensation, product, known.facts, notes)
    if contradicts(product):
        notes.add("ed-strength-contradicts", PATH)
    elif name_contradicts(product):
        notes.add("ed-name-strength-differs", PATH)
    if strength_unread(product):
        notes.add("ed-strength-unread", PATH)
    if has_ambiguous_layers(product):
        notes.add("ed-package-ambiguous", PATH)
    if unsaid_content(product, known.facts.product):
        notes.add("ed-package-bare", PATH)
    found = contradicted(dispensation, product, session.notes.tables)
    if found.substance or other_substance(product):
        notes.add("ed-substance-contradicts", PATH)
    if found.form:
        notes.add("ed-form-contradicts", f"{PATH}/manufacturedProduct/manufacturedMaterial/formCode")
    strict = strict_of(dispensation, known.facts, session)
    comparison = _compared(dispensation, product, known.facts, found, strict)
    consumption = consume(dispensation.packages, product, known, comparison)
    substitution = _substitution(dispensation, product, known.facts)
    facts = _facts(dispensation, known, comparison, consumption, substitution, session.at)
    rules = holding(converter.rules[ED_TO_M10.name], facts.as_facts(), session.today)
    effects = {rule.effect for rule in rules}
    finished = Effect.FINISH in effects and Effect.LEAVE_OPEN not in effects
    if not known.facts.group:
        notes.add("dispensed-group-unknown", "/ClinicalDocument/inFulfillmentOf/order/id")
    if not known.remembered:
        notes.add("ed-register-unasked")
    if known.supplied and not dispensation.discards:
        notes.add("dispensation-possible-repeat", "/ClinicalDocument/id")
    if known.same_signed is False:
        notes.add("m1-differs-from-record", "/ClinicalDocument/inFulfillmentOf/order/id")
    if known.same_name is False:
        notes.add("ed-name-differs", "/ClinicalDocument/recordTarget/patientRole/patient/name")
    doubts = _doubts(remarks, substitution)
    reported = reported_package(dispensation, product, known.facts, session, doubts, found, strict)
    report = build_m10(dispensation, reported, known, comparison, session, reserved=substitution in AGAINST)
    if converter.identifiers.pending:
        notes.add("identifiers-pending")
    findings = [*remarks, *(rule.finding() for rule in rules), *notes.findings]
    refused = Dispensed(dispensation, known)
    if decide(findings) is not Decision.CONVERTED or report is None:
        outcomes = {rule.id for rule in rules if rule.effect in ENDS}
        return Made([f for f in findings if f.code not in outcomes], None, refused)
    report = replace(report, finished=finished and not dispensation.discards)
    written = converter.m10.write(report)
    findings += written.read_back()
    if decide(findings) is not Decision.CONVERTED:
        return Made(findings, None, refused)
    used = None if dispensation.discards else consumption
    return Made(findings, written.document, Dispensed(dispensation, known, used, report.finished))


def _compared(
    dispensation: Dispensation, product: Product, facts: PrescriptionFacts, found: Contradicted, strict: Strict
) -> Comparison:
    """How the product compares; nothing is the same as what contradicts itself, or is of group A or B by anything."""
    same = compare(product, facts.product)
    if same.atc is Agreement.SAME and (found.substance or strict.group):
        same = replace(same, atc=Agreement.UNKNOWN)
    if not found.substance and more_substances(dispensation.said, facts.product) is Agreement.OTHER:
        same = replace(same, atc=Agreement.OTHER)
    return replace(same, form=Agreement.UNKNOWN) if found.form else same


def open_ed(data: bytes, converter: Converter) -> tuple[Dispensation, list[Finding]]:
    """Reads an eD down to its substance; what its form breaks comes as remarks.

    Raises:
        Problem: it is none, or its substance is unclear.
    """
    root = parse_cda(data)
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
    # Of what left here the record knows as what; register and rules may have changed since. What it knows only from
    # beside an eD is asked anew, unless the M1 is another now.
    facts = remembered.facts if remembered.remembered or remembered.same_signed is False else given.facts
    earlier = remembered.earlier
    if given.counted is not None:
        earlier = given.counted(remembered.standing, remembered.elsewhere).earlier
    return replace(
        remembered,
        facts=facts,
        same_patient=same,
        patient=given.patient,
        earlier=earlier,
        same_name=given.same_name,
        name=given.name,
    )


def _repeated(dispensation: Dispensation, kept: Answered, given: Known | None, session: Session) -> Made[Dispensed]:
    """The report made before, to the byte: the patient is put back as then, by the M1's name or by the eD's own.

    It is refused where the name was of an M1 that is not beside it now; a defect where it can be no name's.
    """
    notes = session.notes
    notes.add("dispensation-repeated", "/ClinicalDocument/id")
    document, own_name = None, True
    for known in (given, None) if given is not None else (None,):
        aside = replace(session, notes=notes.aside())
        patient = national_patient(dispensation.patient, aside, known)
        made = None if patient is None else with_patient(kept.report, patient)
        own_name = own_name and not {NOT_LATIN, NAME_OF_M1}.intersection(f.code for f in aside.notes.findings)
        if made is not None and kept.is_report(made):
            document = made
        if document is not None or known is None:
            notes.take(aside.notes)
            break
    if document is None and not any(f.severity is Severity.REJECT for f in notes.findings):
        notes.add("read-back-differs" if own_name else "dispensation-repeated-without-m1", "/MsgHead")
    answered_before = None if document is None else kept
    details = Dispensed(dispensation, finished=kept.finished and document is not None, answered=answered_before)
    return Made(notes.findings, document, details)


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
    dispensation: Dispensation,
    known: Known,
    comparison: Comparison,
    consumption: Consumption,
    substitution: str,
    at: datetime,
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
        substitution=substitution,
        used_up=consumption.used_up,
        used_up_before=consumption.used_up_before,
    )


def _substitution(dispensation: Dispensation, product: Product, facts: PrescriptionFacts) -> str:
    """The fact `substitution`."""
    if dispensation.substituted:
        return "said-though-forbidden" if facts.may_substitute is False else "said"
    if facts.may_substitute is False and other_name(product, facts.product):
        return "other-name-though-forbidden"
    return "none"


def _doubts(remarks: list[Finding], substitution: str) -> tuple[str, ...]:
    """What whoever reads the M10 must know beside what was handed out: they see no findings."""
    found = []
    if substitution in AGAINST:
        found.append(AGAINST[substitution])
    if any(f.code == SIGNS_REMOVED and f.path.startswith(PATH) for f in remarks):
        found.append("Usynlige tegn i navn eller tekst er tatt bort")
    return tuple(found)


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


def refused_with(answer: Answer[Dispensed], findings: Sequence[Finding]) -> Answer[Dispensed]:
    """An answer that is refused after all, with what it had found beside the reasons."""
    told = tuple(of_dispensation(f) for f in (*findings, *answer.findings))
    before = answer.details
    details = None if before is None else Dispensed(before.dispensation, before.known)
    return replace(answer, decision=decide(told), findings=told, document=None, details=details)


def _ahead(dispensation: Dispensation, at: datetime) -> Fraction:
    if dispensation.dispensed_at is None:
        return minutes_ahead_of_day(dispensation.dispensed_on, at)
    return minutes_ahead(dispensation.dispensed_at, at)


def of_dispensation(found: Finding) -> Finding:
    """A finding that other routes share, under the OpenNCP code that says the same of a dispensation."""
    return replace(found, openncp=found.openncp.replace("_EP_", "_ED_")) if "_EP_" in found.openncp else found
