"""Writes an AppRec 1.0 (2004-11-21): the application receipt in the shape that Reseptformidleren answers with."""

from dataclasses import dataclass
from datetime import datetime

from converter.formats.xml import esc

APPREC = "http://www.kith.no/xmlstds/apprec/2004-11-21"


@dataclass(frozen=True, slots=True)
class ReceiptError:
    """One reason: a code of a system (OID), and its text."""

    code: str
    system: str
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A refusal (status 2 of list 8258).

    Attributes:
        sender, receiver: names of the institutions; sender_id: organisation number of the sender.
        original_kind, original_name, original_issued, original_id: of the message that is refused.
    """

    id: str
    made_at: datetime
    software: str
    sender: str
    sender_id: str
    receiver: str
    errors: tuple[ReceiptError, ...]
    original_kind: str
    original_name: str
    original_issued: datetime
    original_id: str


def write_receipt(receipt: Receipt) -> bytes:
    """The receipt, UTF-8. The same values give the same bytes."""
    errors = "".join(
        f'<Error V="{esc(e.code)}" S="{esc(e.system)}" DN="{esc(e.text)}"{_original_text(e.more)}/>'
        for e in receipt.errors
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<AppRec xmlns="{APPREC}">'
        '<MsgType V="APPREC" DN="Applikasjonskvittering"/><MIGversion>1.0 2004-11-21</MIGversion>'
        f"<SoftwareName>e-prescription-converter</SoftwareName><SoftwareVersion>{esc(receipt.software)}</SoftwareVersion>"
        f"<GenDate>{receipt.made_at.isoformat(timespec='seconds')}</GenDate><Id>{esc(receipt.id)}</Id>"
        f"<Sender><HCP><Inst><Name>{esc(receipt.sender)}</Name><Id>{esc(receipt.sender_id)}</Id>"
        '<TypeId V="ENH" DN="Organisasjonsnummeret i Enhetsregister"/></Inst></HCP></Sender>'
        f"<Receiver><HCP><Inst><Name>{esc(receipt.receiver)}</Name></Inst></HCP></Receiver>"
        f'<Status V="2" DN="Avvist"/>{errors}<OriginalMsgId>'
        f'<MsgType V="{esc(receipt.original_kind)}" DN="{esc(receipt.original_name)}"/>'
        f"<IssueDate>{receipt.original_issued.isoformat(timespec='seconds')}</IssueDate>"
        f"<Id>{esc(receipt.original_id)}</Id></OriginalMsgId></AppRec>\n"
    )
    return text.encode("utf-8")


def _original_text(text: str) -> str:
    return f' OT="{esc(text)}"' if text else ""
