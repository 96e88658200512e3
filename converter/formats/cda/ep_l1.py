"""An eP as CDA level 1 (eHDSI v8.0.0, template 1.3.6.1.4.1.12559.11.10.1.3.1.1.6): the header of the level 3 document,
and the page of the prescription as PDF for its body. Written, and read back."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, fields

from lxml import etree

from converter.formats.cda import elements as e
from converter.formats.cda import names as n
from converter.formats.cda.elements import H, under
from converter.formats.cda.ep_header_reader import EpHeader, read_header
from converter.formats.cda.ep_header_writer import TAIL, write_header
from converter.formats.cda.repeats import differing_in_header
from converter.formats.format import Check, Format, Written
from converter.formats.xml import parse
from converter.model.finding import Finding, Problem, finding
from converter.model.prescription import Exchange

BODY_HEAD = (
    '<component><nonXMLBody classCode="DOCBODY" moodCode="EVN"><text mediaType="application/pdf" representation="B64">'
)
BODY_TAIL = "</text></nonXMLBody></component>"
BODY = {"classCode": "DOCBODY", "moodCode": "EVN"}
TEXT = {"mediaType": "application/pdf", "representation": "B64"}


@dataclass(frozen=True, slots=True)
class CdaEpL1:
    """The format; `check` is the schema gate for EU documents, `page` the format of its body."""

    check: Check
    page: Format[Exchange]
    media_type: str = "application/xml"

    def write(self, meant: Exchange) -> Written:
        """The document.

        Raises:
            Problem: as the page's format does.
        """
        page = self.page.write(meant)
        body = b64encode(page.document).decode("ascii")
        document = f"{write_header(meant, n.EP_L1_DOCUMENT)}{BODY_HEAD}{body}{BODY_TAIL}{TAIL}".encode()
        return Written(document, lambda: read_back(document, meant, page, self.check))


def read_back(document: bytes, meant: Exchange, page: Written, check: Check) -> list[Finding]:
    """The defects of a written document: its header says what was meant, and its body is the page, which does too.

    Args:
        document: the bytes about to leave.
        meant: the value they were written from.
        page: the page that is its body.
        check: the schema gate for EU documents.
    """
    try:
        root = parse(document)
        if faults := check(root):
            return faults
        header, body = read_header(root), _body(root)
        parent = e.ii(under(root, H + "relatedDocument", H + "parentDocument", H + "id"))
    except Problem as problem:
        return [finding("read-back-differs", f.path) for f in problem.findings]
    differing = [*differing_in_header(document), *_differing(header, meant)]
    if [t.get("root") for t in root.iterchildren(H + "templateId")] != [n.EP_L1_DOCUMENT]:
        differing.append("templateId")
    if parent != meant.prescription_id:
        differing.append("relatedDocument")
    if body != page.document:
        differing.append("component")
    return [finding("read-back-differs", f"/{place}") for place in differing] or page.read_back()


def _differing(header: EpHeader, meant: Exchange) -> list[str]:
    return [f.name for f in fields(EpHeader) if getattr(header, f.name) != getattr(meant, f.name)]


def _body(root: etree._Element) -> bytes:
    """The body's PDF.

    Raises:
        Problem: `ep-unreadable` where it is not there once, and as base64.
    """
    body = under(root, H + "component", H + "nonXMLBody")
    text = under(body, H + "text")
    if dict(body.items()) != BODY or dict(text.items()) != TEXT or len(text) or len(body) != 1:
        raise e.unreadable(body)
    try:
        return b64decode(text.text or "", validate=True)
    except NotBase64:
        raise e.unreadable(text) from None
