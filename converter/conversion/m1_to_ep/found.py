"""An M1 found in a message, with what its container says of it."""

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from converter.conversion.paths import RESEPT
from converter.formats.norway.m1_extension import Extension, is_extension, read_extension
from converter.formats.norway.m1_versions import READ, as_v25, version_of
from converter.formats.norway.m10_attached import may_tell_of_dispenses
from converter.formats.norway.msghead import MSGHEAD, Envelope, open_envelope, read_person
from converter.formats.xml import parse
from converter.model.finding import Finding, Problem, finding
from converter.model.handed_out import AttachedReport, ListedDispenses
from converter.model.identity_number import NATIONAL_NUMBERS

MESSAGE_M1, MESSAGE_M94, MESSAGE_M96 = "ERM1", "ERM94", "ERM96"
CONTAINERS = frozenset({MESSAGE_M94, MESSAGE_M96})
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
        listed: what an M9.6 tells of earlier dispenses.
        reports: the M10s that are attached to an M9.4.
        uncounted: whether the container tells of something that may be a dispense and cannot be read.
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
    listed: tuple[ListedDispenses, ...] = ()
    reports: tuple[AttachedReport, ...] = ()
    uncounted: bool = False
    others: int = 0
    special_permit: bool = False
    reserved: bool = False
    status_word: str = ""


def opened(data: bytes) -> tuple[etree._Element, Envelope]:
    """A message inside another; raises as `parse` and `open_envelope`."""
    root = parse(data)
    return root, open_envelope(root)


def attached_m1(root: etree._Element, envelope: Envelope, gate: Gate) -> Found:
    """The M1 in a message of a list.

    Raises:
        Problem: it is something else, or as `find_m1`.
    """
    if envelope.type_code in CONTAINERS:
        raise Problem([finding("container-in-container", "/MsgHead/MsgInfo/Type")])
    if envelope.type_code != MESSAGE_M1:
        raise Problem([finding("message-type-not-supported", "/MsgHead/MsgInfo/Type")])
    return find_m1(root, envelope, gate)


def find_m1(root: etree._Element, envelope: Envelope, gate: Gate) -> Found:
    """The prescription in an M1's MsgHead.

    Raises:
        Problem: there is none, several, one of another version, or it breaks its schema.
    """
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
    pass_gate(root, gate)
    others = len(envelope.payloads) - 1 - (extension is not None) + len(envelope.references)
    beside = [p for p in envelope.payloads if p is not prescriptions[0] and not is_extension(p)]
    uncounted = any(may_tell_of_dispenses(p) for p in beside)
    return Found(envelope, as_v25(prescriptions[0]), extension, others=others, uncounted=uncounted)


def pass_gate(root: etree._Element, gate: Gate) -> None:
    """Raises Problem, with each fault, where a message breaks its schema."""
    if faults := gate(root):
        raise Problem(faults)


def national_numbers(patient: etree._Element | None) -> frozenset[str]:
    """A patient's national numbers; raises as `read_person`."""
    return (
        frozenset()
        if patient is None
        else frozenset(i.value for i in read_person(patient).ids if i.type in NATIONAL_NUMBERS)
    )


def of_patient(m1: Found, numbers: frozenset[str]) -> Found:
    """The M1, whose patient must be that of its container, where both give national numbers.

    Raises:
        Problem: `patient-differs-from-container`.
    """
    own = national_numbers(m1.envelope.patient) if numbers else frozenset()
    if own and not own & numbers:
        raise Problem([finding("patient-differs-from-container", "/MsgHead/MsgInfo/Patient/Ident")])
    return m1


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
