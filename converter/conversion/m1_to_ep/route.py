"""The route M1 -> eP."""

from datetime import datetime

from converter.conversion.answer import Decision, Outcome, Outcomes, Sent, Versions, decide, where_failed
from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.messages import Found, Message, open_message
from converter.conversion.m1_to_ep.provenance import Origin, Unexplained, leaves_of, trace
from converter.conversion.m1_to_ep.read_back import read_back
from converter.conversion.m1_to_ep.reading import read_found
from converter.conversion.m1_to_ep.sent import facts_of
from converter.conversion.m1_to_ep.translate import translate
from converter.conversion.paths import ELEMENTS
from converter.conversion.session import Notes
from converter.enrichment.lookup import groups_of_ingredients, look_up
from converter.enrichment.medicines import MedicinesRegister, age_in_days
from converter.formats.cda.ep_writer import write_ep
from converter.formats.cda.narrative import rows
from converter.formats.xml import MAX_BYTES
from converter.model.finding import Finding, Problem, finding
from converter.model.national import NationalPrescription
from converter.model.zone import OSLO
from converter.rules.m1_to_ep import M1_TO_EP, CallerSays, gather
from converter.rules.rule import apply

NOBODY = CallerSays()


def m1_to_ep(data: bytes, converter: Converter, at: datetime, caller: CallerSays = NOBODY) -> Outcome:
    """Converts a Norwegian prescription to an EU ePrescription, or says why not.

    Args:
        data: the message as received: an M1 in its MsgHead, or a container with one M1.
        converter: tables, rules, register and schemas; the register as it answers now is used to the end.
        at: the moment of conversion, with time zone.
        caller: what the caller says of status and access.

    Returns:
        The outcome. Never raises for input of any kind; a failure of ours is a `defect`.
    """
    answer = convert_message(data, converter, at, caller, single=True)
    assert isinstance(answer, Outcome)
    return answer


def convert_message(
    data: bytes,
    converter: Converter,
    at: datetime,
    caller: CallerSays = NOBODY,
    *,
    single: bool = False,
    every: bool = False,
    full: bool = False,
) -> Outcome | Outcomes:
    """Converts what is in a message: one outcome, or a list where the message is one that may hold several.

    Args:
        data: the message as received: an M1, an M9.4, an M9.6 or an M1List.
        converter: as for `m1_to_ep`.
        at: as for `m1_to_ep`.
        caller: as for `m1_to_ep`; what is said holds for each prescription.
        single: always one outcome; several prescriptions are then a problem.
        every: always a list.
        full: with the provenance of each value of the documents.

    Returns:
        One outcome where the message itself cannot be read. Never raises for input of any kind.
    """
    versions = converter.versions
    age: list[Finding] = []
    try:
        # One register for the whole message: another may take its place at any time.
        register = converter.register.snapshot()
        versions, age = converter.versions_of(register), _age(register, converter, at)
        message = open_message(data, converter.norway.check)
        items: tuple[Found | Problem, ...] = _items(message, single)
    except Problem as problem:
        return _outcome(list(problem.findings), age, versions)
    except Exception as failure:  # the boundary: whatever fails, nothing leaves and nothing of the message is told
        return _outcome([finding("unexpected-failure", where_failed(failure))], age, versions)
    moment = at.astimezone(OSLO).replace(microsecond=0)
    outcomes = tuple(_one(item, converter, register, moment, caller, age, versions, full=full) for item in items)
    return Outcomes(outcomes, versions) if every or (message.is_list and not single) else outcomes[0]


def _items(message: Message, single: bool) -> tuple[Found | Problem, ...]:
    if single or not message.is_list:
        return (message.single(),)
    if not message.items:
        raise Problem([finding("no-prescription", "/MsgHead/Document")])
    return message.items


def _one(
    item: Found | Problem,
    converter: Converter,
    register: MedicinesRegister,
    at: datetime,
    caller: CallerSays,
    age: list[Finding],
    versions: Versions,
    *,
    full: bool,
) -> Outcome:
    repeats: int | None = None
    document: bytes | None = None
    sent: Sent | None = None
    origins: tuple[Origin, ...] | None = None
    try:
        if isinstance(item, Problem):
            raise item
        national = read_found(item, converter.identifiers)
        repeats = national.facts.repeats
        notes = Notes(converter.tables, ELEMENTS[national.medicine.kind])
        if item.dispensed:
            notes.add("dispensed-before")
        findings, document, sent = _convert(national, item.others, converter, register, at, caller, notes)
        extended = item.extension.leaves if item.extension else ()
        if any(converter.fields.find(leaf) is None for leaf in extended):
            findings.append(finding("leaf-not-in-register"))
        if full and document is not None:
            try:
                origins = trace(document, leaves_of(item.resept, extended), notes, converter.origins)
            except Unexplained:  # the document is right all the same: it was read back
                findings.append(finding("provenance-incomplete"))
    except Problem as problem:
        findings = list(problem.findings)
    except Exception as failure:  # the boundary, for each prescription of its own: the others are still answered
        findings = [finding("unexpected-failure", where_failed(failure))]
    return _outcome(findings, age, versions, document, repeats, origins, sent)


def _outcome(
    findings: list[Finding],
    age: list[Finding],
    versions: Versions,
    document: bytes | None = None,
    repeats: int | None = None,
    origins: tuple[Origin, ...] | None = None,
    sent: Sent | None = None,
) -> Outcome:
    whole = [*findings, *age]
    decision = decide(whole)
    if decision is not Decision.CONVERTED:
        document, origins, sent = None, None, None
    return Outcome(decision, tuple(whole), versions, document, repeats, origins, sent)


def _age(register: MedicinesRegister, converter: Converter, at: datetime) -> list[Finding]:
    """The remark that the register is old, where it is: in every answer, also where the message cannot be read."""
    days, limit = age_in_days(register.version, at), converter.fest_max_age
    return [finding("register-old", days=days, limit=limit)] if days > limit else []


def _convert(
    national: NationalPrescription,
    others: int,
    converter: Converter,
    register: MedicinesRegister,
    at: datetime,
    caller: CallerSays,
    notes: Notes,
) -> tuple[list[Finding], bytes | None, Sent | None]:
    registered = look_up(register, national.medicine)
    ingredients = groups_of_ingredients(register, national.medicine)
    findings = apply(converter.rules[M1_TO_EP.name], gather(national, registered, ingredients, caller), at.date())
    if others:
        notes.add("document-not-read", "/MsgHead/Document")
    exchange = translate(national, registered, converter.identifiers, converter.language, at, notes)
    if converter.identifiers.pending:
        notes.add("identifiers-pending")
    findings += notes.findings
    if decide(findings) is not Decision.CONVERTED:
        return findings, None, None
    if exchange is None:
        raise AssertionError("a prescription that cannot be translated must say why")
    lines = rows(exchange)
    document = write_ep(exchange, lines)
    if len(document) > MAX_BYTES:  # nobody would take it
        return [*findings, finding("document-too-large", limit=MAX_BYTES)], None, None
    sent = Sent(exchange.document_id, exchange.patient.ids[0], facts_of(national, exchange))
    return findings + read_back(document, exchange, lines, converter.eu), document, sent
