"""M9.4 Nedlasting av resept (2010-07-01): a status and the signed M1 it is about."""

from dataclasses import dataclass

from lxml import etree

from converter.formats.norway.msghead import BASE64_CONTAINER, Envelope
from converter.formats.xml import word_of
from converter.model.finding import Problem, finding

M94 = "http://www.kith.no/xmlstds/eresept/m94/2010-07-01"
N = f"{{{M94}}}"
HEAD = N + "ReseptNedlasting"
PERMIT = frozenset(
    N + name for name in ("DatoSoknadSendtSLV", "SvarSLVDato", "InnvligetGodkjFritak", "StatusSoknadSlv")
)


@dataclass(frozen=True, slots=True)
class Download:
    """An M9.4: the prescription's status (list 7408) and the word beside it, and its attachments, still encoded.

    `special_permit` is true where anything is said of an application for one (dossier, section 6 m).
    """

    status: str
    word: str
    special_permit: bool
    attachments: tuple[etree._Element, ...]


def read_m94(envelope: Envelope) -> Download | None:
    """Reads an M9.4 envelope; None where its payload is not a ReseptNedlasting of this version.

    Raises:
        Problem: `several-prescriptions` where it states more than one status.
    """
    heads = [p for p in envelope.payloads if p.tag == HEAD]
    if not heads:
        return None
    if len(heads) > 1:
        raise Problem([finding("several-prescriptions", "/MsgHead/Document")])
    status = heads[0].find(N + "Status")
    return Download(
        status="" if status is None else status.get("V", "").strip(),
        word=word_of(status),
        special_permit=any(e.tag in PERMIT for e in heads[0]),
        attachments=tuple(p for p in envelope.payloads if p.tag == BASE64_CONTAINER),
    )
