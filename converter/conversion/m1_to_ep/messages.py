"""Opens a message down to the prescriptions in it: an M1, an M9.4, an M9.6 or a plain list; each through the gate.

A plain list is an element `M1List` (no namespace) of `MsgHead` or `Base64Container` elements, each one whole M1.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from converter.conversion.paths import RESEPT
from converter.formats.norway.m1_extension import Extension, is_extension, read_extension
from converter.formats.norway.m1_versions import READ, as_v25, version_of
from converter.formats.norway.m94 import read_m94
from converter.formats.norway.m96 import Listing, read_m96
from converter.formats.norway.msghead import (
    BASE64_CONTAINER,
    MSGHEAD,
    Envelope,
    decode_attachment,
    open_envelope,
    read_person,
)
from converter.formats.xml import parse
from converter.model.finding import Finding, Problem, finding
from converter.model.identity_number import NATIONAL_NUMBERS

MESSAGE_M1, MESSAGE_M94, MESSAGE_M96 = "ERM1", "ERM94", "ERM96"
CONTAINERS = frozenset({MESSAGE_M94, MESSAGE_M96})
M1_LIST = "M1List"
LISTED = frozenset({f"{{{MSGHEAD}}}MsgHead", BASE64_CONTAINER})
MAX_PRESCRIPTIONS = 500
DOCUMENT = f"{{{MSGHEAD}}}Document"

Gate = Callable[[etree._Element], list[Finding]]


@dataclass(frozen=True, slots=True)
class Found:
    """An M1 in a message, and what its container says of it.

    Attributes:
        envelope: its own MsgHead.
        resept: the `Resept` element, under version 2.5's names.
        extension: of M1, from a further document; None without one.
        status: list 7408, where an M9.4 states it.
        in_container: whether it came in an M9.4.
        listed_status: list 7408, where an M9.6 states it; `none` where it does not, None outside one.
        dispensed: whether an M9.6 tells of earlier dispenses.
        others: documents that were not read.
        special_permit: whether the container tells of an application for one.
        reserved: whether the container says that the patient has reserved against access.
        status_word: what stands beside the status of the container (DN).
    """

    envelope: Envelope
    resept: etree._Element
    extension: Extension | None = None
    status: str = ""
    in_container: bool = False
    listed_status: str | None = None
    dispensed: bool = False
    others: int = 0
    special_permit: bool = False
    reserved: bool = False
    status_word: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: each prescription in it as found, or why it was not. `is_list` where several may be in it."""

    items: tuple[Found | Problem, ...]
    is_list: bool

    def single(self) -> Found:
        """The one prescription.

        Raises:
            Problem: `several-prescriptions`, `no-prescription`, or what is wrong with it.
        """
        for item in () if self.is_list else self.items:
            if isinstance(item, Problem):
                raise item
        if len(self.items) != 1:
            raise Problem([finding("several-prescriptions" if self.items else "no-prescription", "/MsgHead/Document")])
        if isinstance(self.items[0], Problem):
            raise self.items[0]
        return self.items[0]


def open_message(data: bytes, gate: Gate) -> Message:
    """Opens a message.

    Args:
        data: as received.
        gate: the faults of a document by the Norwegian schemas.

    Raises:
        Problem: it is something else, or its container breaks its schema.
    """
    root = parse(data)
    if root.tag == M1_LIST:
        return _plain_list(root, gate)
    envelope = open_envelope(root)
    if envelope.type_code == MESSAGE_M1:
        return Message((_m1(root, envelope, gate),), is_list=False)
    if envelope.type_code == MESSAGE_M94:
        return _download(root, envelope, gate)
    if envelope.type_code == MESSAGE_M96:
        return _listing(root, envelope, gate)
    raise Problem([finding("message-type-not-supported", "/MsgHead/MsgInfo/Type")])


def _plain_list(root: etree._Element, gate: Gate) -> Message:
    children = list(root.iterchildren(etree.Element))
    if len(children) > MAX_PRESCRIPTIONS:
        raise Problem([finding("list-too-long", f"/{M1_LIST}", most=MAX_PRESCRIPTIONS)])
    if not children:
        raise Problem([finding("list-malformed", f"/{M1_LIST}")])

    def one(child: etree._Element) -> Found:
        if child.tag not in LISTED:
            raise Problem([finding("list-malformed", f"/{M1_LIST}")])
        data = decode_attachment(child) if child.tag == BASE64_CONTAINER else _alone(child)
        return _attached(*_opened(data), gate)

    return Message(_each_once([_or_problem(one, child) for child in children]), is_list=True)


def _alone(element: etree._Element) -> bytes:
    return bytes(etree.tostring(element, encoding="UTF-8", xml_declaration=True, with_tail=False))


def _or_problem(read: Callable[[etree._Element], Found], element: etree._Element) -> Found | Problem:
    try:
        return read(element)
    except Problem as problem:
        return problem


def _opened(data: bytes) -> tuple[etree._Element, Envelope]:
    root = parse(data)
    return root, open_envelope(root)


def _attached(root: etree._Element, envelope: Envelope, gate: Gate) -> Found:
    if envelope.type_code in CONTAINERS:
        raise Problem([finding("container-in-container", "/MsgHead/MsgInfo/Type")])
    if envelope.type_code != MESSAGE_M1:
        raise Problem([finding("message-type-not-supported", "/MsgHead/MsgInfo/Type")])
    return _m1(root, envelope, gate)


def _download(root: etree._Element, envelope: Envelope, gate: Gate) -> Message:
    """An M9.4: a status, and one M1; dispensing reports may be attached too."""
    download = read_m94(envelope)
    if download is None:
        raise Problem([finding("m94-version-not-supported", "/MsgHead/Document/RefDoc/Content")])
    _pass(root, gate)
    opened = [_opened(decode_attachment(a)) for a in download.attachments]
    inner = [(r, e) for r, e in opened if e.type_code == MESSAGE_M1]
    if len(inner) > 1:
        raise Problem([finding("several-prescriptions", "/MsgHead/Document")])
    patient = None if envelope.patient is None else read_person(envelope.patient)
    numbers = frozenset(i.value for i in patient.ids if i.type in NATIONAL_NUMBERS) if patient else frozenset()
    found = [
        replace(
            _of_patient(m1, numbers),
            status=download.status,
            status_word=download.word,
            in_container=True,
            others=m1.others + len(envelope.payloads) - 2,
            special_permit=download.special_permit,
        )
        for m1 in [_m1(r, e, gate) for r, e in inner]
    ]
    return Message(tuple(found), is_list=False)


def _listing(root: etree._Element, envelope: Envelope, gate: Gate) -> Message:
    """An M9.6: the state of several prescriptions, and their M1s."""
    listing = read_m96(envelope)
    if listing is None:
        raise Problem([finding("m96-version-not-supported", "/MsgHead/Document/RefDoc/Content")])
    _pass(root, gate)
    attachments = [p for p in envelope.payloads if p.tag == BASE64_CONTAINER]

    def one(attachment: etree._Element) -> Found:
        return _of_patient(_stated(_attached(*_opened(decode_attachment(attachment)), gate), listing), listing.numbers)

    return Message(_each_once([_or_problem(one, a) for a in attachments]), is_list=True)


def _each_once(items: list[Found | Problem]) -> tuple[Found | Problem, ...]:
    """The items; each of several of one ReseptId is refused, for which of them holds is not said."""
    ids = [None if isinstance(i, Problem) else i.envelope.message_id.casefold() for i in items]
    again = Problem([finding("several-prescriptions", "/MsgHead/MsgInfo/MsgId")])
    return tuple(again if i is not None and ids.count(i) > 1 else item for i, item in zip(ids, items, strict=True))


def _of_patient(m1: Found, numbers: frozenset[str]) -> Found:
    """The M1, whose patient must be that of its container, where both give national numbers.

    Raises:
        Problem: `patient-differs-from-container`.
    """
    if numbers and m1.envelope.patient is not None:
        own = {i.value for i in read_person(m1.envelope.patient).ids if i.type in NATIONAL_NUMBERS}
        if own and not own & numbers:
            raise Problem([finding("patient-differs-from-container", "/MsgHead/MsgInfo/Patient/Ident")])
    return m1


def _stated(m1: Found, listing: Listing) -> Found:
    """The M1 with what the list says of it; one that the list does not name has a status that no rule lets through."""
    key = m1.envelope.message_id.casefold()
    return replace(
        m1,
        listed_status=listing.statuses.get(key) or "none",
        status_word=listing.words.get(key, ""),
        dispensed=key in listing.dispensed,
        special_permit=key in listing.permits,
        reserved=listing.reserved,
    )


def _m1(root: etree._Element, envelope: Envelope, gate: Gate) -> Found:
    prescriptions = [p for p in envelope.payloads if etree.QName(p).localname == "Resept"]
    if not prescriptions:
        raise Problem([finding("no-prescription", "/MsgHead/Document")])
    for prescription in prescriptions:
        if prescription.tag not in READ:
            known = version_of(prescription) or "?"
            raise Problem([finding("m1-version-not-supported", RESEPT, version=known)])
    if len(prescriptions) > 1:
        raise Problem([finding("several-prescriptions", "/MsgHead/Document")])
    extension = _take_extension(root, envelope)
    _pass(root, gate)
    others = len(envelope.payloads) - 1 - (extension is not None)
    return Found(envelope, as_v25(prescriptions[0]), extension, others=others)


def _take_extension(root: etree._Element, envelope: Envelope) -> Extension | None:
    """Reads the extension and takes its document out of the tree: M1's schema set has no place for it."""
    found = [p for p in envelope.payloads if is_extension(p)]
    if not found:
        return None
    if len(found) > 1:
        raise Problem([finding("several-extensions", "/MsgHead/Document")])
    extension = read_extension(found[0])
    document = next(found[0].iterancestors(DOCUMENT))
    if len([p for p in envelope.payloads if document in p.iterancestors(DOCUMENT)]) > 1:
        return extension  # with other content beside it: the gate will refuse the document
    root.remove(document)
    return extension


def _pass(root: etree._Element, gate: Gate) -> None:
    if faults := gate(root):
        raise Problem(faults)
