"""M9.4 Nedlasting av resept (2010-07-01): a status and the signed M1 it is about."""

from dataclasses import dataclass

from lxml import etree

from converter.formats.norway.msghead import BASE64_CONTAINER, Envelope

M94 = "http://www.kith.no/xmlstds/eresept/m94/2010-07-01"
N = f"{{{M94}}}"


@dataclass(frozen=True, slots=True)
class Download:
    """An M9.4: the prescription's status (list 7408) and its attachments, still encoded."""

    status: str
    attachments: tuple[etree._Element, ...]


def read_m94(envelope: Envelope) -> Download | None:
    """Reads an M9.4 envelope; None where its payload is not a ReseptNedlasting of this version."""
    head = next((p for p in envelope.payloads if p.tag == N + "ReseptNedlasting"), None)
    if head is None:
        return None
    status = head.find(N + "Status")
    return Download(
        status="" if status is None else status.get("V", "").strip(),
        attachments=tuple(p for p in envelope.payloads if p.tag == BASE64_CONTAINER),
    )
