"""The route eD -> M10: a dispensation abroad becomes a Norwegian dispensing report, a discarded one its annulment."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from lxml import etree

from converter.conversion.answer import Answer, Decision, Made, answered, decide
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.asked import USUAL, Asked
from converter.conversion.ed_to_m10.brand import other_name
from converter.conversion.ed_to_m10.consumption import Consumption, consume, unsaid_content
from converter.conversion.ed_to_m10.contradicted import Contradicted, contradicted, more_substances
from converter.conversion.ed_to_m10.discard import discard_facts, take_back
from converter.conversion.ed_to_m10.dispensed import Dispensed, dispensed, of_dispensation
from converter.conversion.ed_to_m10.group import PATH, Strict, strict_of
from converter.conversion.ed_to_m10.known import Recall, known_of_m1, nothing_known, together
from converter.conversion.ed_to_m10.m10 import build_m10
from converter.conversion.ed_to_m10.repeated import repeated
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
from converter.formats.cda.ed_reader import normalise_discard, read_ed, read_identity, require_ed
from converter.formats.cda.foreign import SIGNS_REMOVED
from converter.formats.cda.opened import parse_cda
from converter.model.dispensation import Dispensation, EdIdentity
from converter.model.finding import Finding, Problem, finding
from converter.model.known import Answered, Known, PrescriptionFacts
from converter.model.product import Product
from converter.rules.ed_to_m10 import ED_TO_M10, DispensationFacts
from converter.rules.rule import Effect, apply, holding

QUANTITY = "/ClinicalDocument/component/structuredBody/component/section/entry/supply/quantity"
ORDER = "/ClinicalDocument/inFulfillmentOf/order/id"
ENDS = frozenset({Effect.FINISH, Effect.LEAVE_OPEN})
"""What a refused dispensation does not bring about."""
AGAINST = {
    "said-though-forbidden": "Byttet, enda rekvirenten har reservert seg mot bytte",
    "other-name-though-forbidden": "Et annet navn enn det forskrevne, og rekvirenten har reservert seg mot bytte",
}
"""What is said in the M10 of a product against the prescriber's reservation, by the fact `substitution`."""


def ed_to_m10(
    data: bytes,
    converter: Converter,
    at: datetime,
    m1: bytes | None = None,
    recall: Recall = nothing_known,
    asked: Asked = USUAL,
) -> Answer[Dispensed]:
    """Converts an eDispensation, or its discard, to an M10, or says why not.

    Args:
        data: the eD as received.
        converter: tables, rules, register and schemas.
        at: the moment of conversion, with time zone.
        m1: the prescription that was dispensed, where it is at hand; it goes before what the record knows of it.
        recall: asks the exchange record.
        asked: what comes beside it.

    Returns:
        The answer. Never raises for input of any kind; a failure of ours is a `defect`.
    """
    answer = answered(converter, at, lambda session: _made(data, session, m1, recall, asked))
    return replace(answer, findings=tuple(of_dispensation(f) for f in answer.findings))


def _made(data: bytes, session: Session, m1: bytes | None, recall: Recall, asked: Asked) -> Made[Dispensed]:
    root = parse_cda(data)
    discards = normalise_discard(root)
    require_ed(root)
    if discards and (made := _taken_back(root, session, m1, asked)) is not None:
        return made
    dispensation, remarks = open_ed(root, session.converter, discards=discards)
    given = None if m1 is None else known_of_m1(m1, dispensation.identity, dispensation.dispensed_on, session)
    asked.compare(dispensation.identity, session.notes)
    remembered = recall(dispensation, given)
    if isinstance(remembered, Answered):
        return repeated(dispensed(dispensation), remembered, given, session, asked)
    known = together(given, remembered)
    if known is None:
        unknown = DispensationFacts("unknown").as_facts()
        found = apply(session.converter.rules[ED_TO_M10.name], unknown, session.today)
        return Made([*remarks, *found, *session.notes.findings], None, dispensed(dispensation))
    return _reported(dispensation, known, remarks, session, asked)


def _taken_back(root: etree._Element, session: Session, m1: bytes | None, asked: Asked) -> Made[Dispensed] | None:
    """The answer to a discard by which eD it names, whatever else it says; None where its eD must be read."""
    own = session.converter.identifiers
    identity = read_identity(root, own.prescription_root, session.converter.foreign.names)
    _require_prescription(identity, own.prescription_id, [])
    return take_back(identity, m1, session, asked)


def _reported(
    dispensation: Dispensation, known: Known, remarks: list[Finding], session: Session, asked: Asked
) -> Made[Dispensed]:
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
        notes.add("dispensed-group-unknown", ORDER)
    if not known.remembered:
        notes.add("ed-register-unasked")
    if known.supplied and not dispensation.discards:
        notes.add("dispensation-possible-repeat", "/ClinicalDocument/id")
    if known.same_signed is False:
        notes.add("m1-differs-from-record", ORDER)
    if known.same_name is False:
        notes.add("ed-name-differs", "/ClinicalDocument/recordTarget/patientRole/patient/name")
    doubts = _doubts(remarks, substitution)
    reported = reported_package(dispensation, product, known.facts, session, doubts, found, strict)
    report = build_m10(dispensation, reported, known, comparison, session, reserved=substitution in AGAINST)
    if converter.identifiers.pending:
        notes.add("identifiers-pending")
    findings = [*remarks, *(rule.finding() for rule in rules), *notes.findings]
    refused = dispensed(dispensation, known)
    if decide(findings) is not Decision.CONVERTED or report is None:
        outcomes = {rule.id for rule in rules if rule.effect in ENDS}
        return Made([f for f in findings if f.code not in outcomes], None, refused)
    finished = finished and not dispensation.discards
    report = replace(report, finished=finished, conversation=asked.conversation)
    written = converter.m10.write(report)
    findings += written.read_back()
    if decide(findings) is not Decision.CONVERTED:
        return Made(findings, None, refused)
    used = None if dispensation.discards else consumption
    told = replace(refused, consumption=used, finished=finished)
    return Made(findings, written.document, told)


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


def open_ed(root: etree._Element, converter: Converter, *, discards: bool) -> tuple[Dispensation, list[Finding]]:
    """Reads an eD down to its substance; what its form breaks comes as remarks.

    Args:
        root: it, passed by `require_ed`, its discard undone.
        converter: identifiers, and the gate.
        discards: whether it was a discard.

    Raises:
        Problem: its substance is unclear.
    """
    faults = converter.foreign.check(root)
    try:
        read = read_ed(root, converter.identifiers.prescription_root, converter.foreign.names, discards=discards)
    except Problem as problem:
        raise Problem([*faults, *problem.findings]) from None
    found = [*faults, *read.remarks]
    _require_prescription(read.dispensation.identity, converter.identifiers.prescription_id, found)
    return read.dispensation, found


def _require_prescription(identity: EdIdentity, shape: re.Pattern[str], found: list[Finding]) -> None:
    """Refuses what names no ReseptId.

    Raises:
        Problem: `ed-prescription-malformed`, with what was found before.
    """
    order = identity.prescription_id
    if order is None or not shape.fullmatch(order.extension):
        raise Problem([*found, finding("ed-prescription-malformed", ORDER)])


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
    if dispensation.discards:
        return discard_facts(known)
    facts = known.facts
    return DispensationFacts(
        prescription="known",
        patient="same" if known.same_patient else "other",
        may_leave="no" if facts.withheld else "yes",
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
    details = None if before is None else replace(before, consumption=None, finished=False, answered=None)
    return replace(answer, decision=decide(told), findings=told, document=None, details=details)


def _ahead(dispensation: Dispensation, at: datetime) -> Fraction:
    if dispensation.dispensed_at is None:
        return minutes_ahead_of_day(dispensation.dispensed_on, at)
    return minutes_ahead(dispensation.dispensed_at, at)
