"""A prescription found in a message, read into national terms with what its container says of it."""

from dataclasses import replace

from converter.conversion.identifiers import Identifiers
from converter.conversion.m1_to_ep.found import Found
from converter.formats.norway.m1 import extended, read_m1
from converter.formats.norway.m1_extension import PATH as EXTENSION
from converter.formats.signs import take_signs
from converter.formats.xml import path_of
from converter.model.finding import Finding, Problem, finding
from converter.model.national import NationalPrescription
from converter.model.signs import GARBLED, SIGNS

MOST_PLACES = 10
"""Of one kind that are told: a path costs a walk over siblings, and nobody reads thousands."""


def read_found(found: Found, identifiers: Identifiers) -> NationalPrescription:
    """Reads what `open_message` found.

    Raises:
        Problem: `prescription-id-malformed`, or with every fault of substance found.
    """
    if not identifiers.prescription_id.fullmatch(found.envelope.message_id):
        raise Problem([finding("prescription-id-malformed", "/MsgHead/MsgInfo/MsgId")])
    noted = _unseen(found)
    national = read_m1(found.envelope, found.resept, found.status, found.in_container)
    if found.extension is not None:
        national = extended(national, found.extension)
    national = replace(national, noted=noted)
    if not found.special_permit and found.listed_status is None:
        return national
    facts = replace(
        national.facts,
        special_permit=national.facts.special_permit or found.special_permit,
        listed_status=found.listed_status,
        reserved=found.reserved,
    )
    return replace(national, facts=facts)


def _unseen(found: Found) -> tuple[Finding, ...]:
    """What nobody sees in what is read: refused where it turns a text or is in a code, else taken out and told.

    Of the whole message but what is not read; a text whose encoding was confused is told, and stays as it was signed.
    """
    signs = take_signs(found.envelope.sender, found.envelope.patient, found.resept)
    noted = [
        finding(code, path_of(element))
        for code, elements in (
            ("text-controls", (*signs.codes, *signs.turning)),
            ("text-signs-removed", signs.unseen),
            ("text-garbled", signs.garbled),
        )
        for element in elements[:MOST_PLACES]
    ]
    words = () if found.extension is None else (found.extension.instruction, *found.extension.additions)
    if any(map(SIGNS.search, words)):  # read before: they stand as they were
        noted.append(finding("text-controls", EXTENSION))
    if any(map(GARBLED.search, words)):
        noted.append(finding("text-garbled", EXTENSION))
    return tuple(noted)
