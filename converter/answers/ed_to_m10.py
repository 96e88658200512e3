"""What the route eD -> M10 answers: a report, with the document or without."""

from typing import Literal, Self

from pydantic import Field

from converter.answers.amounts import exact
from converter.answers.finding import FindingAnswer, finding_answers
from converter.answers.shape import Shape
from converter.answers.versions import VersionsAnswer
from converter.conversion.answer import Answer, Decision
from converter.conversion.ed_to_m10.consumption import Consumption
from converter.conversion.ed_to_m10.dispensed import Dispensed


class ConsumptionAnswer(Shape):
    """What of a prescription is used: decimal numbers of `unit`; null where it is not known or cannot be compared."""

    unit: str = Field(description="What is measured: piece, mL, g, dose, [IU] and so on; empty where nothing is.")
    now: str | None = Field(description="Handed out by this dispensation.")
    before: str | None = Field(description="Handed out by earlier ones that stand.")
    one_dispense: str | None = Field(description="Prescribed for one dispense.")
    prescribed: str | None = Field(description="Prescribed for all dispenses, repeats included.")
    remaining: str | None = Field(description="What is left.")

    @classmethod
    def of(cls, used: Consumption) -> Self:
        """The answer's part about amounts."""
        return cls(
            unit=used.of,
            now=exact(used.now),
            before=exact(used.before),
            one_dispense=exact(used.one),
            prescribed=exact(used.whole),
            remaining=exact(used.remaining),
        )


class EdToM10Report(Shape):
    """What became of an eD. The document is not part of it."""

    decision: Decision
    repeated: bool = Field(description="Whether the same eD was answered before; the answer is then the same.")
    finished: bool = Field(description="Whether the report finishes the prescription (Avsluttet).")
    consumption: ConsumptionAnswer | None = Field(description="Null for a discard and for a repeated answer.")
    findings: tuple[FindingAnswer, ...]
    versions: VersionsAnswer

    @classmethod
    def of(cls, answer: Answer[Dispensed]) -> Self:
        """The report of an answer."""
        details = answer.details
        used = None if details is None else details.consumption
        return cls(
            decision=answer.decision,
            repeated=details is not None and details.answered is not None,
            finished=details is not None and details.finished,
            consumption=None if used is None else ConsumptionAnswer.of(used),
            findings=finding_answers(answer.findings),
            versions=VersionsAnswer.of(answer.versions),
        )


class EdToM10Answer(EdToM10Report):
    """A dispensation, or its discard, that gave a report."""

    decision: Literal[Decision.CONVERTED]
    document: str = Field(description="The M10: the text of the XML.")

    @classmethod
    def with_document(cls, answer: Answer[Dispensed], document: bytes) -> Self:
        """What is told of an answer that is converted, with its document."""
        return cls(**dict(EdToM10Report.of(answer)), document=document.decode("utf-8"))
