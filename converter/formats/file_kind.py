"""What a file is that was given where another kind is read: told from how it begins and what its root is."""

from enum import StrEnum

from lxml import etree

from converter.formats.cda.ed_reader import DISCARD_CODE, ED_CODE
from converter.formats.cda.foreign_ep import EP_CODE
from converter.formats.cda.names import HL7
from converter.formats.cda.opened import parse_cda
from converter.formats.norway.msghead import MSGHEAD
from converter.model.finding import Problem

FHIR = "{http://hl7.org/fhir}"
LIMIT = 12_000_000


class FileKind(StrEnum):
    """A kind of file."""

    EP = "ep"
    ED = "ed"
    CDA = "cda"
    M1 = "m1"
    M9 = "m9"
    M10 = "m10"
    NORWEGIAN = "norwegian"
    FEST = "fest"
    FHIR = "fhir"
    PDF = "pdf"
    ARCHIVE = "archive"
    PICTURE = "picture"
    WEB_PAGE = "web-page"
    DISPENSE = "dispense"
    JSON = "json"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


BEGINS = (
    (b"%PDF-", FileKind.PDF),
    (b"PK\x03\x04", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"\x89PNG", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"<!doctype html", FileKind.WEB_PAGE),
    (b"<html", FileKind.WEB_PAGE),
)
"""In lower case, after white space and a byte order mark."""
START = 4096
"""Bytes that are looked at where the root of no XML tells."""
SPACE = 0x20
OF_DISPENSE = (b'"dispensedAt"', b'"varenr"', b'"hprNumber"')
"""What a dispense as a pharmacy's system posts it has (`EnteredShape`), and no other JSON that is known."""
MESSAGES = {"ERM1": FileKind.M1, "ERM94": FileKind.M9, "ERM96": FileKind.M9, "ERM10": FileKind.M10}
DOCUMENTS = {EP_CODE: FileKind.EP, ED_CODE: FileKind.ED, DISCARD_CODE: FileKind.ED}


def file_kind(data: bytes) -> FileKind:
    """What a file is, as far as it shows; `UNKNOWN` where it is XML of another kind, or no XML. Never raises."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        return FileKind.EMPTY
    for begin, kind in BEGINS:
        if start[:16].lower().startswith(begin.lower()):
            return kind
    if start.startswith((b"{", b"[")):
        return _of_json(start[:START])
    if not start.startswith(b"<") and _is_text(start[:START]):
        return FileKind.TEXT
    try:
        return _of_root(parse_cda(data, LIMIT))
    except Problem:
        return FileKind.UNKNOWN


def _of_json(start: bytes) -> FileKind:
    if b'"resourceType"' in start:
        return FileKind.FHIR
    return FileKind.DISPENSE if any(name in start for name in OF_DISPENSE) else FileKind.JSON


def _is_text(start: bytes) -> bool:
    """Whether it is letters, in UTF-8 or an encoding of one byte each; a letter that is cut at the end is no matter."""
    return not any(byte < SPACE and byte not in b"\t\n\r\f" for byte in start)


def _of_root(root: etree._Element) -> FileKind:
    name = etree.QName(root)
    if name.namespace == HL7 and name.localname == "ClinicalDocument":
        codes = [c.get("code", "") for c in root.iterchildren(f"{{{HL7}}}code")]
        return DOCUMENTS.get(codes[0], FileKind.CDA) if codes else FileKind.CDA
    if name.namespace == MSGHEAD:
        types = [t.get("V", "") for t in root.iter(f"{{{MSGHEAD}}}Type")]
        return MESSAGES.get(types[0], FileKind.NORWEGIAN) if types else FileKind.NORWEGIAN
    if root.tag.startswith(FHIR):
        return FileKind.FHIR
    return FileKind.FEST if name.localname == "FEST" else FileKind.UNKNOWN
