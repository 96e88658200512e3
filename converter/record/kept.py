"""What is kept sealed, and its JSON: a prescription's facts; of a dispensation, its amount and its report."""

from dataclasses import dataclass
from fractions import Fraction

from pydantic import TypeAdapter

from converter.model.known import EarlierDispensation, PrescriptionFacts


@dataclass(frozen=True, slots=True)
class KeptDispensation:
    """What is kept of a dispensation.

    Attributes:
        amount: what was handed out, as a fraction (`30`, `1/2`) of `of`; empty where it cannot be compared.
        finished: whether it finished the prescription.
        report: the M10 without its patient.
        report_hash: keyed hash of the whole M10, in hexadecimal.
        annulment, annulment_hash: the same of the M10 that annuls it; empty until it is discarded.
    """

    amount: str
    of: str
    finished: bool
    report: str
    report_hash: str
    annulment: str = ""
    annulment_hash: str = ""

    def earlier(self) -> EarlierDispensation:
        """The amount, as consumption counts it."""
        return EarlierDispensation(Fraction(self.amount) if self.amount else None, self.of)


_FACTS = TypeAdapter(PrescriptionFacts)
_DISPENSE = TypeAdapter(KeptDispensation)


def facts_json(facts: PrescriptionFacts) -> bytes:
    """The facts as JSON, UTF-8."""
    return _FACTS.dump_json(facts)


def read_facts(data: bytes) -> PrescriptionFacts:
    """The facts again.

    Raises:
        pydantic.ValidationError: it is something else.
    """
    return _FACTS.validate_json(data)


def dispensation_json(kept: KeptDispensation) -> bytes:
    """A dispensation as JSON, UTF-8."""
    return _DISPENSE.dump_json(kept)


def read_dispensation(data: bytes) -> KeptDispensation:
    """The dispensation again; raises as `read_facts`."""
    return _DISPENSE.validate_json(data)
