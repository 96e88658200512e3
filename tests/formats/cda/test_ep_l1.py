"""The level 1 document: the header of level 3, the page for its body; a slip in either is caught before it leaves."""

import re
from base64 import b64decode, b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from lxml import etree

from converter.conversion.answer import Decision
from converter.conversion.converter import CDA_L1, CDA_L3, PDF
from converter.conversion.m1_to_ep.route import Asked, m1_to_ep
from converter.formats.cda import ep_l1
from converter.formats.cda.ep_l1 import CdaEpL1, read_back
from converter.formats.format import Written
from converter.formats.pdf import ep as page_format
from converter.formats.pdf import typesetting
from converter.formats.pdf.ep_sheet import sheet_of
from converter.formats.pdf.sheet import Sheet
from converter.model.prescription import Exchange
from converter.terminology.english import wording_of
from tests.builders.exchange import exchanges, steady
from tests.builders.loaded import leaks, loaded
from tests.builders.meant import prescribed
from tests.builders.messages import AT, MARKERS, MESSAGE_ID, m1
from tests.builders.pages import V3, level_1, made

CUSTODIAN = "legalAuthenticator/representedOrganization"
"""What is the contact point, as the custodian is."""
HEADS = ("templateId", "id")
"""What of the header differs between the pair."""


def head(document: bytes) -> dict[str, list[bytes]]:
    """The children of the document but its body, by name."""
    found: dict[str, list[bytes]] = {}
    for child in etree.fromstring(document):
        found.setdefault(etree.QName(child).localname, []).append(etree.tostring(child, method="c14n"))
    found.pop("component")
    return found


def test_the_header_is_that_of_level_3() -> None:
    """But for template and id: codes, parties, times and the source that both name are the same to the byte."""
    one, other = head(level_1(m1())), head(made(m1(), CDA_L3) or b"")
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set(HEADS)
    assert f'extension="{MESSAGE_ID}.L1"'.encode() in one["id"][0]
    assert f'extension="{MESSAGE_ID}.L3"'.encode() in other["id"][0]
    assert f'extension="{MESSAGE_ID}"'.encode() in one["relatedDocument"][0]
    assert one["templateId"] == [
        b'<templateId xmlns="urn:hl7-org:v3" xmlns:pharm="urn:hl7-org:pharm" '
        b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" root="1.3.6.1.4.1.12559.11.10.1.3.1.1.6"></templateId>'
    ]


def test_the_body_is_the_page() -> None:
    """In base64, with the attributes that the rule asks for, and nothing beside it."""
    root = etree.fromstring(level_1(m1()))
    (component,) = root.iterchildren(f"{V3}component")
    (body,) = component
    (text,) = body
    assert (body.tag, dict(body.items())) == (f"{V3}nonXMLBody", {"classCode": "DOCBODY", "moodCode": "EVN"})
    assert (text.tag, dict(text.items())) == (f"{V3}text", {"mediaType": "application/pdf", "representation": "B64"})
    assert b64decode(text.text or "") == made(m1(), PDF)


def _changed(pattern: str, to: str) -> tuple[bytes, bytes]:
    return pattern.encode(), to.encode()


@pytest.mark.parametrize(
    ("slip", "place"),
    [
        (_changed(r"<family>[^<]*", "<family>X"), "patient"),
        (_changed(r'<birthTime value="1971', '<birthTime value="1972'), "patient"),
        (_changed(r'(<functionCode code=")221', r"\g<1>222"), "prescriber"),
        (_changed(r'(<author>.*?<time value=")2026', r"\g<1>2025"), "written_on"),
        (_changed(r"\.L1\"", '.L3"'), "document_id"),
        (_changed(r'<languageCode code="en-GB"', '<languageCode code="nb-NO"'), "language"),
        (_changed(r'(<effectiveTime value=")2026', r"\g<1>2025"), "legalAuthenticator/time"),
        (_changed(r'(<legalAuthenticator><time value=")2026', r"\g<1>2025"), "legalAuthenticator/time"),
        (_changed(r"(<representedCustodianOrganization>.*?<name>)N", r"\g<1>M"), CUSTODIAN),
        (_changed(r'(<parentDocument><id root="[^"]*" extension=")7', r"\g<1>8"), "relatedDocument"),
        (_changed(r"3\.1\.1\.6\"", '3.1.1.1"'), "templateId"),
        (_changed(r"JVBERi0", "JVBERi1"), "component"),
        (_changed(r'mediaType="application/pdf"', 'mediaType="text/plain"'), "ClinicalDocument/component/nonXMLBody"),
        (_changed(r'moodCode="EVN"', ""), "ClinicalDocument/component/nonXMLBody"),
        (_changed(r"JVBERi0", "JVB*Ri0"), "ClinicalDocument/component/nonXMLBody/text"),
    ],
)
def test_a_slip_of_the_writer_is_a_defect(slip: tuple[bytes, bytes], place: str) -> None:
    """Told by its place and no value of the message; the first that differs is this one."""
    meant = replace(prescribed(), document_id=replace(prescribed().document_id, extension=f"{MESSAGE_ID}.L1"))
    form = loaded().eps[CDA_L1]
    assert isinstance(form, CdaEpL1)
    page, document = form.page.write(meant), form.write(meant).document
    changed = re.sub(*slip, document, count=1, flags=re.DOTALL)
    assert changed != document
    assert read_back(document, meant, page, form.check) == []
    found = read_back(changed, meant, page, form.check)
    assert [f.severity.value for f in found] == ["defect"] * len(found)
    assert found[0].path == f"/{place}" or found[0].code == "written-document-invalid"


def test_a_page_that_says_something_else_does_not_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line left out, or that of another: its text is compared, in the document and alone."""
    for form in (CDA_L1, PDF):
        for count in (0, 2):
            with monkeypatch.context() as patch:
                patch.setattr(page_format, "typeset", lambda sheet, of=count: usual(shortened(sheet, of)))
                answer = m1_to_ep(m1(), loaded(), AT, Asked(format=form))
            assert answer.decision is Decision.DEFECT
            assert answer.document is None
            assert [f.path for f in answer.findings if f.code == "read-back-differs"] == ["/pdf"]
            assert leaks(answer, MARKERS) == []


usual = typesetting.typeset


def shortened(sheet: Sheet, block: int) -> Sheet:
    """The sheet without the last line of a block."""
    lines = sheet.blocks[block].lines[:-1]
    blocks = [replace(b, lines=lines) if n == block else b for n, b in enumerate(sheet.blocks)]
    return replace(sheet, blocks=tuple(blocks))


@pytest.mark.parametrize("document", [b"", b"%PDF-1.4\n%%EOF\n", b"<a/>"])
def test_what_is_no_pdf_is_a_defect(document: bytes) -> None:
    """Whatever was to be said."""
    written = loaded().eps[PDF].write(prescribed())
    sheet = sheet_of(prescribed(), wording_of(loaded().tables))
    assert written.read_back() == []
    assert [f.code for f in page_format.read_back(document, sheet)] == ["read-back-differs"]


@steady(60)
@given(exchanges)
def test_a_header_is_read_as_it_was_written(prescription: Exchange) -> None:
    """For every prescription of the model; the page is stood in for."""
    page = Written(b"%PDF-stands-in", list)

    class Standing:
        media_type = "application/pdf"

        def write(self, meant: Exchange) -> Written:
            return page

    written = CdaEpL1(loaded().eu.check, Standing()).write(prescription)
    assert written.read_back() == []
    assert written.document.count(b64encode(page.document)) == 1
    assert ep_l1.BODY_HEAD.encode() in written.document
