"""How a dispensation is asked to be reported: what comes beside its document, and how the record is asked."""

from collections.abc import Callable
from dataclasses import dataclass

from converter.conversion.session import Notes
from converter.model.conversation import Conversation
from converter.model.discard import DiscardDetails
from converter.model.dispensation import EdIdentity, Recipient
from converter.model.known import Reported
from converter.model.patient_asked import PatientAsked

PATIENT = "/ClinicalDocument/recordTarget/patientRole/id"
FindReported = Callable[[EdIdentity], Reported | None]
"""Asks the exchange record for the dispensation that a discard names; None where it knows nothing of its prescription.

It may refuse (`Problem`).
"""


def nothing_reported(_: EdIdentity) -> None:
    """The record that remembers nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What comes beside an eD.

    Attributes:
        patient: for whom it is asked, as the gateway knows them.
        conversation: what the M10 answers.
        details: what is said of a discard beside its document, or in its stead.
        reported: asks the exchange record for what a discard takes back.
    """

    patient: PatientAsked | None = None
    conversation: Conversation | None = None
    details: DiscardDetails | None = None
    reported: FindReported = nothing_reported

    def compare(self, identity: EdIdentity, notes: Notes) -> None:
        """Notes where what comes beside a document is about another patient or another dispensation."""
        if any(asked is not None and not is_of(asked, identity.patient) for asked in self.patients()):
            notes.add("patient-asked-differs", PATIENT)
        if self.details is not None and self.details.dispensation != identity.document_id:
            notes.add("discard-details-differ", "/ClinicalDocument/id")

    def patients(self) -> tuple[PatientAsked | None, ...]:
        """Everyone for whom it is asked."""
        return self.patient, None if self.details is None else self.details.patient


def is_of(asked: PatientAsked, person: Recipient) -> bool:
    """Whether a patient asked for is the document's: one of its numbers, under its own root where one is said."""
    return any(i.extension == asked.number and asked.root in ("", i.root) for i in person.ids)


USUAL = Asked()
"""Nothing comes beside it, and no record is asked."""
