"""What is asked: whose prescriptions, and in which messages they are."""

import re
from dataclasses import dataclass

from converter.model.coded import Identifier
from converter.model.finding import Problem, finding
from converter.rules.m1_to_ep import CallerSays

CX = re.compile(r"(?P<number>[^^&]{1,64})\^{3}&(?P<root>[0-2](?:\.(?:0|[1-9][0-9]*)){1,32})&ISO")
"""HL7 v2 CX with an assigning authority by its OID, as OpenNCP's SearchCriteria has a patient:
`01010112345^^^&2.16.578.1.12.4.1.4.1&ISO` (dossier on the connector, section 1.2)."""
PATIENT = "/patient"


@dataclass(frozen=True, slots=True)
class Source:
    """A message with prescriptions of the patient: an M9.6, an M9.4, an M1 or an M1List.

    Attributes:
        data: as received.
        caller: what the caller says of each prescription in it.
        is_list: whether it is all that there is to list: where it cannot be read, nothing is known. Of others each
            stands for itself.
    """

    data: bytes
    caller: CallerSays
    is_list: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a connector asks for.

    Attributes:
        patient: whose prescriptions.
        patient_id: the patient as asked, to be repeated as it stands.
        sources: the messages.
    """

    patient: Identifier
    patient_id: str
    sources: tuple[Source, ...]


def read_patient(given: str) -> Identifier:
    """A patient as country B asks for one.

    Args:
        given: HL7 v2 CX.

    Raises:
        Problem: `patient-id-malformed`.
    """
    found = CX.fullmatch(given)
    if found is None:
        raise Problem([finding("patient-id-malformed", PATIENT)])
    return Identifier(found["root"], found["number"])
