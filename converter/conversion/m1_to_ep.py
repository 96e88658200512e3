"""The route M1 -> eP."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import etree

from converter.conversion.converter import Converter
from converter.conversion.failure import where_failed
from converter.conversion.notes import Notes
from converter.conversion.outcome import Decision, Outcome, decide
from converter.conversion.paths import ELEMENTS
from converter.conversion.read_back import read_back
from converter.conversion.translate import translate
from converter.enrichment.lookup import groups_of_ingredients, look_up
from converter.enrichment.medicines import MedicinesRegister, age_in_days
from converter.formats.cda.ep_writer import write_ep
from converter.formats.cda.narrative import rows
from converter.formats.norway.m1 import M1, read_m1
from converter.formats.norway.m94 import read_m94
from converter.formats.norway.msghead import Envelope, decode_attachment, open_envelope
from converter.formats.xml import parse
from converter.model.finding import Finding, Problem, finding
from converter.model.national import NationalPrescription
from converter.rules.facts import CallerSays, gather
from converter.rules.rule import apply

OSLO = ZoneInfo("Europe/Oslo")
RESEPT = f"{{{M1}}}Resept"
MESSAGE_M1, MESSAGE_M94 = "ERM1", "ERM94"
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NOBODY = CallerSays()


@dataclass(frozen=True, slots=True)
class _Found:
    """The M1 in a message, and what its container says of it."""

    envelope: Envelope
    resept: etree._Element
    status: str
    in_container: bool
    others: int
    special_permit: bool = False


def m1_to_ep(data: bytes, converter: Converter, at: datetime, caller: CallerSays = NOBODY) -> Outcome:
    """Converts a Norwegian prescription to an EU ePrescription, or says why not.

    Args:
        data: the message as received: an M1 in its MsgHead, or an M9.4 with one attached.
        converter: tables, rules, register and schemas; the register as it answers now is used to the end.
        at: the moment of conversion, with time zone.
        caller: what the caller says of status and access.

    Returns:
        The outcome. Never raises for input of any kind; a failure of ours is a `defect`.
    """
    versions = converter.versions
    age: list[Finding] = []
    repeats: int | None = None
    try:
        # One register for the whole conversion: another may take its place at any time.
        register = converter.register.snapshot()
        versions, age = converter.versions_of(register), _age(register, converter, at)
        found = _find_m1(data, converter)
        national = _read(found)
        repeats = national.facts.repeats
        moment = at.astimezone(OSLO).replace(microsecond=0)
        findings, document = _convert(national, found.others, converter, register, moment, caller)
    except Problem as problem:
        findings, document = list(problem.findings), None
    except Exception as failure:  # the boundary: whatever fails, nothing leaves and nothing of the message is told
        findings, document = [finding("unexpected-failure", where_failed(failure))], None
    findings += age
    decision = decide(findings)
    return Outcome(decision, tuple(findings), versions, document if decision is Decision.CONVERTED else None, repeats)


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
) -> tuple[list[Finding], bytes | None]:
    registered = look_up(register, national.medicine)
    ingredients = groups_of_ingredients(register, national.medicine)
    findings = apply(converter.rules, gather(national, registered, ingredients, caller), at.date())
    notes = Notes(converter.tables, ELEMENTS[national.medicine.kind])
    if others:
        notes.add("document-not-read", "/MsgHead/Document")
    exchange = translate(national, registered, converter.identifiers, converter.language, at, notes)
    if converter.identifiers.pending:
        notes.add("identifiers-pending")
    findings += notes.findings
    if decide(findings) is not Decision.CONVERTED:
        return findings, None
    if exchange is None:
        raise AssertionError("a prescription that cannot be translated must say why")
    lines = rows(exchange)
    document = write_ep(exchange, lines)
    return findings + read_back(document, exchange, lines, converter.eu), document


def _find_m1(data: bytes, converter: Converter) -> _Found:
    """Opens the message down to its one M1, through the schema gate at each level.

    Raises:
        Problem: it is something else, has none or several, or breaks its schema.
    """
    root = parse(data)
    outer = open_envelope(root)
    if outer.type_code == MESSAGE_M1:
        resept = _single_m1(root, outer, converter)
        return _Found(outer, resept, "", in_container=False, others=len(outer.payloads) - 1)
    if outer.type_code != MESSAGE_M94:
        raise Problem([finding("message-type-not-supported", "/MsgHead/MsgInfo/Type")])
    download = read_m94(outer)
    if download is None:
        raise Problem([finding("m94-version-not-supported", "/MsgHead/Document/RefDoc/Content")])
    _pass_gate(root, converter)
    inner = []
    for attachment in download.attachments:
        attached = parse(decode_attachment(attachment))
        envelope = open_envelope(attached)
        if envelope.type_code == MESSAGE_M1:
            inner.append((attached, envelope))
    if len(inner) != 1:
        code = "several-prescriptions" if inner else "no-prescription"
        raise Problem([finding(code, "/MsgHead/Document")])
    attached, envelope = inner[0]
    resept = _single_m1(attached, envelope, converter)
    others = len(outer.payloads) + len(envelope.payloads) - 3
    return _Found(
        envelope, resept, download.status, in_container=True, others=others, special_permit=download.special_permit
    )


def _single_m1(root: etree._Element, envelope: Envelope, converter: Converter) -> etree._Element:
    prescriptions = [p for p in envelope.payloads if p.tag.endswith("}Resept")]
    if not prescriptions:
        raise Problem([finding("no-prescription", "/MsgHead/Document")])
    if any(p.tag != RESEPT for p in prescriptions):
        raise Problem([finding("m1-version-not-supported", "/MsgHead/Document/RefDoc/Content/Resept")])
    if len(prescriptions) > 1:
        raise Problem([finding("several-prescriptions", "/MsgHead/Document")])
    _pass_gate(root, converter)
    return prescriptions[0]


def _pass_gate(root: etree._Element, converter: Converter) -> None:
    if faults := converter.norway.check(root):
        raise Problem(faults)


def _read(found: _Found) -> NationalPrescription:
    if not UUID.fullmatch(found.envelope.message_id):
        raise Problem([finding("prescription-id-malformed", "/MsgHead/MsgInfo/MsgId")])
    national = read_m1(found.envelope, found.resept, found.status, found.in_container)
    if not found.special_permit:
        return national
    return replace(national, facts=replace(national.facts, special_permit=True))
