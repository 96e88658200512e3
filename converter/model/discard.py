"""What OpenNCP says of a discard beside its document (DiscardDispenseDetails)."""

from dataclasses import dataclass

from converter.model.coded import Identifier
from converter.model.patient_asked import PatientAsked


@dataclass(frozen=True, slots=True)
class DiscardDetails:
    """The two of its fields that something depends on.

    Its date arrives twelve hours off in the afternoon (pattern with `hh`), its own id is new with every try, and who
    asks for it is the gateway's to judge: none of them decides anything here.

    Attributes:
        dispensation: dispenseId, the id of the eD.
        patient: patientId.
    """

    dispensation: Identifier
    patient: PatientAsked


def read_ed_id(text: str) -> Identifier | None:
    """An id as OpenNCP joins it, `root^extension`, or the root alone where there is no extension; None for others."""
    root, _, extension = text.strip().partition("^")
    if not root or "^" in extension or any(c.isspace() for c in text.strip()):
        return None
    return Identifier(root, extension)
