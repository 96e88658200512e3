"""The route M1 -> eP."""

from dataclasses import dataclass, replace
from datetime import datetime

from converter.conversion.answer import Answer, Answers, Decision, Held, Made, answered, answered_each, decide
from converter.conversion.converter import CDA_L3, LEVELS, PDF, Converter
from converter.conversion.m1_to_ep.code_words import compare_words
from converter.conversion.m1_to_ep.deciding import facts_for
from converter.conversion.m1_to_ep.dispensed import PARTLY, Dispensed, dispensed_before, of_what_is_left
from converter.conversion.m1_to_ep.found import Found
from converter.conversion.m1_to_ep.least_data import least_personal
from converter.conversion.m1_to_ep.messages import open_message
from converter.conversion.m1_to_ep.provenance import Unexplained, leaves_of, trace
from converter.conversion.m1_to_ep.reading import read_found
from converter.conversion.m1_to_ep.sent import Prescribed, Sent, facts_of
from converter.conversion.m1_to_ep.signed_content import signed_content
from converter.conversion.m1_to_ep.translate import translate
from converter.conversion.paths import ELEMENTS
from converter.conversion.session import NOBODY, Notes, Session
from converter.enrichment.lookup import look_up
from converter.formats.xml import MAX_BYTES
from converter.model.finding import Finding, Problem, finding
from converter.model.handed_out import Recollect, Recollected, RecordedHandOut, Sending, nothing_recorded
from converter.model.national import NationalPrescription
from converter.model.prescription import Exchange
from converter.rules.m1_to_ep import M1_TO_EP, CallerSays
from converter.rules.rule import holding


@dataclass(frozen=True, slots=True)
class Asked:
    """How an eP is asked for.

    Attributes:
        caller: what the caller says of status and access; holds for each prescription of a message.
        provenance: whether the origin of each value of the document is told; of the structured one only.
        format: of the document, by its name in `Converter.eps`.
        recollect: asks the exchange record which dispensations of a prescription stand.
    """

    caller: CallerSays = NOBODY
    provenance: bool = False
    format: str = CDA_L3
    recollect: Recollect = nothing_recorded


USUAL = Asked()


def m1_to_ep(data: bytes, converter: Converter, at: datetime, asked: Asked = USUAL) -> Answer[Prescribed]:
    """Converts a Norwegian prescription to an EU ePrescription, or says why not.

    Args:
        data: the message as received: an M1 in its MsgHead, or a container with one M1.
        converter: tables, rules, register and schemas; the register as it answers now is used to the end.
        at: the moment of conversion, with time zone.
        asked: how it is asked for.

    Returns:
        The answer. Never raises for input of any kind; a failure of ours is a `defect`.
    """

    def make(session: Session) -> Made[Prescribed]:
        return _one(open_message(data, converter.norway.check).single(), session, asked)

    return answered(converter, at, make, asked.caller)


def each_m1_to_ep(data: bytes, converter: Converter, at: datetime, asked: Asked = USUAL) -> Answers[Prescribed]:
    """Converts each prescription of a message: an M1, an M9.4, an M9.6 or an M1List; arguments as for `m1_to_ep`.

    Returns:
        Their answers; where the message cannot be read, the one that says why. Never raises for input of any kind.
    """

    def find(_: Session) -> tuple[Held, tuple[Found | Problem, ...]]:
        message = open_message(data, converter.norway.check)
        if not message.is_list:
            return Held.ONE, (message.single(),)
        if not message.items:
            raise Problem([finding("no-prescription", "/MsgHead/Document")])
        if len(message.items) > 1 and asked.caller.dispensed is not None:
            raise Problem([finding("dispensed-of-several")])
        return Held.LIST, message.items

    def make(session: Session, item: Found | Problem) -> Made[Prescribed]:
        if isinstance(item, Problem):
            raise item
        return _one(item, session, asked)

    return answered_each(converter, at, find, make, asked.caller)


def _one(found: Found, session: Session, asked: Asked) -> Made[Prescribed]:
    national = read_found(found, session.converter.identifiers)
    details = Prescribed(national.facts.repeats)
    try:
        return _converted(found, national, details, session.anew(ELEMENTS[national.medicine.kind]), asked)
    except Problem as problem:
        return Made(problem.findings, None, details)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was found of a prescription before anything is written.

    Attributes:
        national: as it was signed, with the protecting readings and the least personal data.
        first: its exchange part, as for a first dispense; None where it cannot be made.
        before: what was handed out before.
        recorded: the dispensations that the exchange record has.
        findings: of rules, words and the message.
    """

    national: NationalPrescription
    first: Exchange | None
    before: Dispensed | None
    recorded: tuple[RecordedHandOut, ...]
    findings: tuple[Finding, ...]

    @property
    def stays(self) -> bool:
        """Whether it may not leave by what was found."""
        return decide(self.findings) is not Decision.CONVERTED


def _judged(found: Found, read: NationalPrescription, session: Session, recollect: Recollect) -> _Judged:
    """A prescription held against register, words, rules and, where it would leave, the exchange record."""
    converter, notes = session.converter, session.notes
    registered = look_up(session.register, read.medicine)
    if found.others:
        notes.add("document-not-read", "/MsgHead/Document")
    compared = compare_words(found, read, converter.words, session.register)
    rules = converter.rules[M1_TO_EP.name]
    facts = compared.stricter(facts_for(compared.national, registered, session, session.caller, session.today))
    held = holding(rules, facts, session.today)
    national = least_personal(compared.national, held)
    noted = (*national.noted, *compared.findings)
    first = translate(national, registered, session)
    judged = _Judged(national, first, None, (), (*(rule.finding() for rule in held), *noted))
    if first is None:
        return judged
    asked = not notes.rejects and not judged.stays  # of what stays anyway the record need not answer
    recollected = recollect(_sending(found, first)) if asked else Recollected()
    if recollected.replaces:
        notes.add("record-replaced")
    before = dispensed_before(found, national, first, recollected.dispenses, session, recollected.elsewhere)
    if before.told:
        notes.add("dispensed-before")
    held = holding(rules, {**facts, "dispensed": before.facts}, session.today)
    told = before if asked or recollect is nothing_recorded else None
    return _Judged(national, first, told, recollected.dispenses, (*(rule.finding() for rule in held), *noted))


def _converted(
    found: Found, read: NationalPrescription, details: Prescribed, session: Session, asked: Asked
) -> Made[Prescribed]:
    converter, notes = session.converter, session.notes
    judged = _judged(found, read, session, asked.recollect)
    national, first, before = judged.national, judged.first, judged.before
    details = replace(details, dispensed=before)
    exchange = first if judged.stays else _what_is_left(first, before, notes)
    if converter.identifiers.pending:
        notes.add("identifiers-pending")
    findings = [*judged.findings, *notes.findings]
    extended = found.extension.leaves if found.extension else ()
    unknown = [finding("leaf-not-in-register")] if any(converter.fields.find(x) is None for x in extended) else []
    if decide(findings) is not Decision.CONVERTED:
        return Made([*findings, *unknown], None, details)
    if exchange is None or first is None or before is None:
        raise AssertionError("a prescription that cannot be translated must say why")
    exchange = replace(
        exchange, document_id=converter.identifiers.document(national.prescription_id, LEVELS[asked.format])
    )
    try:
        written = converter.eps[asked.format].write(exchange)
    except Problem as problem:  # it cannot be said in this format, and what was found before still holds
        return Made([*findings, *problem.findings, *unknown], None, details)
    if len(written.document) > MAX_BYTES:  # nobody would take it
        return Made([*findings, finding("document-too-large", limit=MAX_BYTES), *unknown], None, details)
    findings += [*written.read_back(), *unknown]
    if decide(findings) is not Decision.CONVERTED:
        return Made(findings, None, details)
    kept = facts_of(national, first)
    kept = replace(kept, share=str(before.share), outside=str(before.outside), outside_of=before.of)
    sent = Sent(exchange.document_id, _sending(found, exchange), kept, judged.recorded)
    details = replace(details, sent=sent)
    if asked.provenance and asked.format == CDA_L3:
        details, more = _traced(written.document, found, details, session)
        findings += more
    return Made(findings, written.document, details, text=asked.format != PDF)  # its letters were read back


def _sending(found: Found, exchange: Exchange) -> Sending:
    return Sending(exchange.prescription_id.extension, exchange.patient.ids[0], lambda: signed_content(found))


def _what_is_left(exchange: Exchange | None, before: Dispensed | None, notes: Notes) -> Exchange | None:
    """The exchange part for this hand-over: whole, or what is left of it where a rule lets that leave."""
    if exchange is None or before is None:
        return None
    if PARTLY not in before.facts:
        return exchange
    left = of_what_is_left(exchange, before)
    notes.chose("size" if exchange.product.by_amount else "quantity", "rest")
    notes.add("dispensed-rest-sent" if left is not None else "dispensed-rest-unsayable")
    return left


def _traced(document: bytes, found: Found, details: Prescribed, session: Session) -> tuple[Prescribed, list[Finding]]:
    extended = found.extension.leaves if found.extension else ()
    try:
        origins = trace(document, leaves_of(found.resept, extended), session.notes, session.converter.origins)
    except Unexplained:  # the document is right all the same: it was read back
        return details, [finding("provenance-incomplete")]
    return replace(details, provenance=origins), []
