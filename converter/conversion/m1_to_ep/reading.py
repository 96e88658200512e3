"""A prescription found in a message, read into national terms with what its container says of it."""

from dataclasses import replace

from converter.conversion.identifiers import Identifiers
from converter.conversion.m1_to_ep.found import Found
from converter.formats.norway.m1 import extended, read_m1
from converter.model.finding import Problem, finding
from converter.model.national import NationalPrescription


def read_found(found: Found, identifiers: Identifiers) -> NationalPrescription:
    """Reads what `open_message` found.

    Raises:
        Problem: `prescription-id-malformed`, or with every fault of substance found.
    """
    if not identifiers.prescription_id.fullmatch(found.envelope.message_id):
        raise Problem([finding("prescription-id-malformed", "/MsgHead/MsgInfo/MsgId")])
    national = read_m1(found.envelope, found.resept, found.status, found.in_container)
    if found.extension is not None:
        national = extended(national, found.extension)
    if not found.special_permit and found.listed_status is None:
        return national
    facts = replace(
        national.facts,
        special_permit=national.facts.special_permit or found.special_permit,
        listed_status=found.listed_status,
        reserved=found.reserved,
    )
    return replace(national, facts=facts)
