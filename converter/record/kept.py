"""What is kept sealed, and its JSON: a prescription's facts; of a dispensation, its amount and its report."""

from dataclasses import dataclass
from fractions import Fraction

from pydantic import TypeAdapter

from converter.formats.norway.m10_reader import read_m10
from converter.formats.xml import parse
from converter.model.handed_out import Article, RecordedHandOut
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
        supply: keyed hash of who handed out what, how much and on which day, in hexadecimal; empty in older rows.
        substance: keyed hash of what the eD says, whatever its words, in hexadecimal; empty in older rows.
    """

    amount: str
    of: str
    finished: bool
    report: str
    report_hash: str
    annulment: str = ""
    annulment_hash: str = ""
    supply: str = ""
    substance: str = ""

    def earlier(self) -> EarlierDispensation:
        """The amount, as consumption counts it."""
        return EarlierDispensation(Fraction(self.amount) if self.amount else None, self.of)

    def recorded(self) -> RecordedHandOut:
        """What was handed out, as its M10 says it."""
        report = read_m10(parse(self.report.encode("utf-8")))
        size = report.package.sizes[0] if len(report.package.sizes) == 1 else None
        return RecordedHandOut(
            message_id=report.message_id.casefold(),
            article=Article(
                name=report.package.name_form_strength,
                varenr=report.package.varenr,
                size=None if size is None or size.unit is None else (size.size, size.unit.code),
                is_set=len(report.package.sizes) > 1,
            ),
            packages=report.packages,
            day=report.dispensed_on,
            amount=Fraction(self.amount) if self.amount else None,
            of=self.of,
        )


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
