"""A refused dispensation as an AppRec, for a gateway that hands refusals on in Norwegian form."""

from datetime import datetime
from hashlib import sha256
from uuid import uuid5

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.dispensed import Dispensed
from converter.conversion.identifiers import NAMESPACE
from converter.formats.cda.ed_reader import identify
from converter.formats.norway.apprec_writer import Receipt, ReceiptError, write_receipt
from converter.model.finding import Severity
from converter.model.zone import OSLO, by_norway

UNREAD = "ukjent"
"""Where the document could not be read."""
KIND, NAME = "eD", "EU eDispensation"


def receipt_of(answer: Answer[Dispensed], converter: Converter, at: datetime, ed: bytes) -> bytes:
    """The AppRec of an answer without a document: each reason under the OpenNCP code that it corresponds to.

    Args:
        answer: what was refused.
        converter: identifiers.
        at: the moment, with time zone.
        ed: what was refused, as received.
    """
    moment = by_norway(at)
    dispensation = None if answer.details is None else answer.details.dispensation
    sender = converter.identifiers.report.sender
    identifier, made = identify(ed)
    document = UNREAD if identifier is None else f"{identifier.root}^{identifier.extension}"
    receiver = (dispensation.pharmacy.name if dispensation is not None else "") or document
    issued = _local(made) or moment
    codes = converter.identifiers.report.error_codes
    errors = tuple(
        ReceiptError(f.code, codes, f.text_no, f"{f.openncp}: {f.text_en}")
        for f in answer.findings
        if f.severity is not Severity.REMARK
    )
    name = f"apprec|{sha256(ed).hexdigest()}|{moment.isoformat()}"
    return write_receipt(
        Receipt(
            id=str(uuid5(NAMESPACE, name)),
            made_at=moment,
            software=answer.versions.software,
            sender=sender.name,
            sender_id=sender.organisation_number,
            receiver=receiver,
            errors=errors,
            original_kind=KIND,
            original_name=NAME,
            original_issued=issued,
            original_id=document,
        )
    )


def _local(moment: datetime | None) -> datetime | None:
    """A moment by Norway's clock; None for one at the very ends of the calendar, which has none there."""
    try:
        return None if moment is None else moment.astimezone(OSLO)
    except OverflowError:
        return None
