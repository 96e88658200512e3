"""What ed-to-m10 tells of a dispensation, or of its discard, beside the document."""

from dataclasses import dataclass, replace

from converter.conversion.ed_to_m10.consumption import Consumption
from converter.model.dispensation import Dispensation, EdIdentity
from converter.model.finding import Finding
from converter.model.known import Answered, Known


@dataclass(frozen=True, slots=True)
class Dispensed:
    """What ed-to-m10 tells of an eD that could be read.

    Attributes:
        identity: which eD it is.
        discards: whether it is taken back.
        dispensation: the eD as read; absent of a discard whose eD the record has, for which nothing else is read.
        known: what was known of its prescription.
        consumption: amounts, for a dispensation whose prescription is known.
        finished: Avsluttet of the M10.
        answered: what the record had, where the same eD was answered before.
    """

    identity: EdIdentity
    discards: bool
    dispensation: Dispensation | None = None
    known: Known | None = None
    consumption: Consumption | None = None
    finished: bool = False
    answered: Answered | None = None


def dispensed(dispensation: Dispensation, known: Known | None = None) -> Dispensed:
    """The details of an eD that was read whole."""
    return Dispensed(dispensation.identity, dispensation.discards, dispensation, known)


def of_dispensation(found: Finding) -> Finding:
    """A finding that other routes share, under the OpenNCP code that says the same of a dispensation."""
    return replace(found, openncp=found.openncp.replace("_EP_", "_ED_")) if "_EP_" in found.openncp else found
