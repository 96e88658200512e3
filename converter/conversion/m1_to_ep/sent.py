"""What is told of an eP beside its document, and what the exchange record keeps of one that leaves."""

from dataclasses import dataclass, field

from converter.conversion.m1_to_ep.dispensed import Dispensed
from converter.conversion.m1_to_ep.provenance import Origin
from converter.model.coded import Identifier
from converter.model.handed_out import RecordedHandOut, Sending
from converter.model.known import PrescriptionFacts
from converter.model.national import NationalPrescription
from converter.model.prescription import Exchange

SUBSTITUTION_FORBIDDEN = "N"


@dataclass(frozen=True, slots=True)
class Sent:
    """What the exchange record keeps of an eP that leaves.

    Attributes:
        document_id: its identifier.
        sending: whose prescription it is, and what was signed.
        facts: what a dispensation is held against: the prescription as for a first hand-over.
        recorded: the dispensations that it was made in the knowledge of.
    """

    document_id: Identifier
    sending: Sending
    facts: PrescriptionFacts
    recorded: tuple[RecordedHandOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Prescribed:
    """What m1-to-ep tells of a prescription that could be read.

    Attributes:
        repeats: Reiterasjon: how often it may be dispensed after the first time.
        dispensed: what was handed out before and what is left, where it can be translated.
        provenance: where each value of the document came from; there where it was asked for and there is a document.
        sent: for the exchange record, where there is a document.
    """

    repeats: int
    dispensed: Dispensed | None = None
    provenance: tuple[Origin, ...] | None = None
    sent: Sent | None = field(default=None, repr=False)


def facts_of(
    national: NationalPrescription, exchange: Exchange | None, withheld: tuple[str, ...] = ()
) -> PrescriptionFacts:
    """The facts of a prescription; those of its product only where it can be said in EU terms."""
    groups = dict.fromkeys(g for g in national.facts.groups if g)
    return PrescriptionFacts(
        prescription_id=national.prescription_id,
        group=next(iter(groups)) if len(groups) == 1 else "",
        written_on=national.written_on,
        valid_from=national.first_day(),
        valid_until=national.valid_until,
        repeats=max(national.facts.repeats, 0),
        packages=None if exchange is None else exchange.packages,
        product=None if exchange is None else exchange.product,
        may_substitute=None
        if exchange is None or exchange.substitution is None
        else exchange.substitution.code != SUBSTITUTION_FORBIDDEN,
        form=national.medicine.form,
        withheld=withheld,
    )
