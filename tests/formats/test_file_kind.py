"""A file of another kind is known for what it is, from how it begins or what its root is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.examples import entered_example, example
from converter.formats.file_kind import FileKind, file_kind

MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"


def message(type_code: str) -> bytes:
    return f'<MsgHead xmlns="{MSGHEAD}"><MsgInfo><Type V="{type_code}"/></MsgInfo></MsgHead>'.encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (example("ep-finnish"), FileKind.EP),
        (b"\xef\xbb\xbf" + example("ep-finnish"), FileKind.EP),
        (example("ed-tablets"), FileKind.ED),
        (example("ed-discard"), FileKind.ED),
        (b'<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="60591-5"/></ClinicalDocument>', FileKind.CDA),
        (b'<ClinicalDocument xmlns="urn:hl7-org:v3"/>', FileKind.CDA),
        (example("m1-tablets"), FileKind.M1),
        (example("m94-example"), FileKind.M9),
        (example("m96-example"), FileKind.M9),
        (message("ERM10"), FileKind.M10),
        (message("APPREC"), FileKind.NORWEGIAN),
        (f'<MsgHead xmlns="{MSGHEAD}"/>'.encode(), FileKind.NORWEGIAN),
        (b'<FEST xmlns="http://www.kith.no/xmlstds/eresept/m30/2014-12-01"/>', FileKind.FEST),
        (b'<Bundle xmlns="http://hl7.org/fhir"/>', FileKind.FHIR),
        (b'{"resourceType": "Bundle"}', FileKind.FHIR),
        (b"%PDF-1.7", FileKind.PDF),
        (b"PK\x03\x04", FileKind.ARCHIVE),
        (b"\x1f\x8b\x08", FileKind.ARCHIVE),
        (b"\x89PNG\r\n", FileKind.PICTURE),
        (b"\xff\xd8\xff\xe0", FileKind.PICTURE),
        (b" <!DOCTYPE HTML><html>", FileKind.WEB_PAGE),
        (b"<HTML>", FileKind.WEB_PAGE),
        (b"", FileKind.EMPTY),
        (b"\xef\xbb\xbf \n", FileKind.EMPTY),
        (b"<x/>", FileKind.UNKNOWN),
        (b"{}", FileKind.JSON),
        (b"[1]", FileKind.JSON),
        (entered_example(), FileKind.DISPENSE),
        (b"<ClinicalDocument/>", FileKind.UNKNOWN),
        (b"hei", FileKind.TEXT),
        ("blåbær".encode("latin-1"), FileKind.TEXT),
        (b"\x00\x01", FileKind.UNKNOWN),
        ("<x/>".encode("utf-16"), FileKind.UNKNOWN),
    ],
)
def test_kinds(data: bytes, kind: FileKind) -> None:
    assert file_kind(data) is kind


@given(st.binary(max_size=200))
def test_any_bytes_have_a_kind(data: bytes) -> None:
    assert file_kind(data) in FileKind
