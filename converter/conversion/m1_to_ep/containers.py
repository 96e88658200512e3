"""Prescriptions in an M9.4 and an M9.6: each M1 with what its container says of it, and an outcome for all the rest."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from lxml import etree

from converter.conversion.m1_to_ep.found import (
    MESSAGE_M1,
    Found,
    Gate,
    attached_m1,
    find_m1,
    national_numbers,
    of_patient,
    opened,
    pass_gate,
)
from converter.formats.norway.m10_attached import holds_report, may_tell_of_dispenses, read_attached
from converter.formats.norway.m94 import HEAD, read_m94
from converter.formats.norway.m96 import Listing, list_in, read_m96
from converter.formats.norway.msghead import BASE64_CONTAINER, MSGHEAD, Envelope, decode_attachment
from converter.formats.xml import path_of
from converter.model.finding import Problem, finding
from converter.model.handed_out import AttachedReport

MESSAGE = f"{{{MSGHEAD}}}MsgHead"
MESSAGE_M10 = "erm10"
"""In lower case."""
ATTACHED = frozenset({MESSAGE, BASE64_CONTAINER})
HEAD_AND_M1 = 2
MAX_PRESCRIPTIONS = 500
"""Of one message."""
Item = Found | Problem
T = TypeVar("T")
R = TypeVar("R")


def download(root: etree._Element, envelope: Envelope, gate: Gate) -> tuple[Item, ...]:
    """The prescription of an M9.4, with the dispensing reports attached to it.

    An attachment that cannot be read may be such a report: what was dispensed is then not known.

    Raises:
        Problem: the container itself cannot be read, or holds several M1.
    """
    head = read_m94(envelope)
    if head is None:
        raise Problem([finding("m94-version-not-supported", "/MsgHead/Document/RefDoc/Content")])
    pass_gate(root, gate)
    attachments = [p for p in envelope.payloads if p.tag in ATTACHED]
    messages = [_or_problem(_message, a) for a in attachments]
    read = [m for m in messages if not isinstance(m, Problem)]
    broken = [m for m in messages if isinstance(m, Problem)]
    m1s = [m for m in read if m[1].type_code == MESSAGE_M1]
    if len(m1s) > 1:
        raise Problem([finding("several-prescriptions", "/MsgHead/Document")])
    if not m1s:
        return (*broken[:1], *_elsewhere(envelope.references[:1]))[:1]
    m1 = find_m1(*m1s[0], gate)
    tens = [_or_problem(lambda m: _report(*m, gate), m) for m in read if holds_report(m[1])]
    reports = tuple([t for t in tens if not isinstance(t, Problem)])
    beside = [p for p in envelope.payloads if p.tag not in ATTACHED and p.tag != HEAD]
    others = [m for m in read if m[1].type_code != MESSAGE_M1 and not holds_report(m[1])]
    found = replace(
        of_patient(m1, national_numbers(envelope.patient)),
        status=head.status,
        status_word=head.word,
        in_container=True,
        reports=reports,
        uncounted=m1.uncounted
        or bool(broken or envelope.references)
        or len(reports) < len(tens)
        or any(other.type_code.casefold().startswith(MESSAGE_M10) for _, other in others)
        or any(may_tell_of_dispenses(e) for e in (*beside, *(root for root, _ in others))),
        others=m1.others + len(envelope.payloads) + len(envelope.references) - len(reports) - HEAD_AND_M1,
        special_permit=head.special_permit,
    )
    return (found,)


def listing(root: etree._Element, envelope: Envelope, gate: Gate) -> tuple[Item, ...]:
    """The prescriptions of an M9.6: an item for each attachment, and for each entry whose M1 is not there.

    Raises:
        Problem: the list itself cannot be read.
    """
    element = list_in(envelope)
    if element is None:
        raise Problem([finding("m96-version-not-supported", "/MsgHead/Document/RefDoc/Content")])
    pass_gate(root, gate)
    listed = read_m96(element)

    attachments = [p for p in envelope.payloads if p is not element]
    if max(len(listed.entries), len(attachments) + len(envelope.references)) > MAX_PRESCRIPTIONS:
        raise Problem([finding("list-too-long", path_of(element), most=MAX_PRESCRIPTIONS)])

    def stated(m1: Found) -> Found:
        return of_patient(_stated(m1, listed), listed.numbers)

    items = [attached(lambda a=a: content_of(a), gate, stated) for a in attachments]  # type: ignore[misc]
    items += [("", problem) for problem in _elsewhere(envelope.references)]
    there = {number for number, _ in items}
    missing = [entry for key, entry in listed.entries.items() if key not in there]
    return (*each_once(items), *(Problem([finding("listed-without-m1", entry.path)]) for entry in missing))


def attached(content: Callable[[], bytes], gate: Gate, stated: Callable[[Found], Found]) -> tuple[str, Item]:
    """The M1 of an attachment, or why it is none, with its ReseptId in lower case; empty where it cannot be read.

    Args:
        content: gives the attachment's bytes; may raise Problem.
        gate: the schema gate.
        stated: what is done with the M1; may raise Problem.
    """
    number = ""
    try:
        root, envelope = opened(content())
        number = envelope.message_id.casefold()
        return number, stated(attached_m1(root, envelope, gate))
    except Problem as problem:
        return number, problem


def content_of(attachment: etree._Element) -> bytes:
    """The message in an attachment: encoded as it was signed, or in the container as an element.

    Raises:
        Problem: `attachment-not-base64`, or `attachment-not-a-message` where it is another element.
    """
    if attachment.tag == BASE64_CONTAINER:
        return decode_attachment(attachment)
    if attachment.tag == MESSAGE:
        return bytes(etree.tostring(attachment, encoding="UTF-8", xml_declaration=True, with_tail=False))
    raise Problem([finding("attachment-not-a-message", path_of(attachment))])


def _elsewhere(references: Iterable[etree._Element]) -> list[Problem]:
    return [Problem([finding("attachment-elsewhere", path_of(reference))]) for reference in references]


def _message(attachment: etree._Element) -> tuple[etree._Element, Envelope]:
    return opened(content_of(attachment))


def _or_problem(read: Callable[[T], R], what: T) -> R | Problem:
    try:
        return read(what)
    except Problem as problem:
        return problem


def _report(root: etree._Element, envelope: Envelope, gate: Gate) -> AttachedReport:
    pass_gate(root, gate)
    return read_attached(envelope)


def _stated(m1: Found, listed: Listing) -> Found:
    """The M1 with what the list says of it; one that the list does not name has a status that no rule lets through."""
    entry = listed.entries.get(m1.envelope.message_id.casefold())
    if entry is None:
        return replace(m1, listed_status="none", reserved=listed.reserved)
    return replace(
        m1,
        listed_status=entry.status or "none",
        status_word=entry.word,
        listed=entry.dispenses or (),
        uncounted=m1.uncounted or entry.dispenses is None,
        special_permit=entry.permit,
        reserved=listed.reserved,
    )


def each_once(items: Iterable[tuple[str, Item]]) -> tuple[Item, ...]:
    """The items, each with its ReseptId; of several of one id none is taken, for which of them holds is not said."""
    found = list(items)
    counted = Counter(number for number, _ in found if number)
    again = Problem([finding("several-prescriptions", "/MsgHead/MsgInfo/MsgId")])
    return tuple([again if counted[number] > 1 and isinstance(item, Found) else item for number, item in found])
