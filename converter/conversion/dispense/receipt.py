"""A refused dispensation as an AppRec, for a gateway that hands refusals on in Norwegian form."""

from datetime import datetime
from uuid import uuid5

from converter.conversion.converter import Converter
from converter.conversion.dispense.report import NAMESPACE
from converter.conversion.ed_to_m10 import DispenseOutcome
from converter.conversion.zone import OSLO
from converter.formats.norway.apprec_writer import Receipt, ReceiptError, write_receipt
from converter.model.finding import Severity

UNREAD = "ukjent"
"""Where the document could not be read."""
KIND, NAME = "eD", "EU eDispensation"


def receipt_of(outcome: DispenseOutcome, converter: Converter, at: datetime) -> bytes:
    """The AppRec of an outcome without a document: each reason under the OpenNCP code that it corresponds to.

    Args:
        outcome: what was refused.
        converter: identifiers.
        at: the moment, with time zone.
    """
    moment = at.astimezone(OSLO).replace(microsecond=0)
    dispensation, sender = outcome.dispensation, converter.identifiers.report.sender
    document = UNREAD
    receiver = UNREAD
    issued = moment
    if dispensation is not None:
        document = f"{dispensation.document_id.root}^{dispensation.document_id.extension}"
        receiver = dispensation.pharmacy.name or document
        issued = (dispensation.made_at or moment).astimezone(OSLO)
    codes = converter.identifiers.report.error_codes
    errors = tuple(
        ReceiptError(f.code, codes, f.text_no, f"{f.openncp}: {f.text_en}")
        for f in outcome.findings
        if f.severity is not Severity.REMARK
    )
    name = f"apprec|{document}|{moment.isoformat()}|{'|'.join(e.code for e in errors)}"
    return write_receipt(
        Receipt(
            id=str(uuid5(NAMESPACE, name)),
            made_at=moment,
            software=outcome.versions.software,
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
