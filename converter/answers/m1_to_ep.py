"""What the route M1 -> eP answers: a report, with the document or without, or a list of what became of each."""

from typing import Literal, Self

from pydantic import Field, TypeAdapter

from converter.answers.finding import FindingAnswer, finding_answers
from converter.answers.shape import Shape, absent
from converter.answers.versions import VersionsAnswer
from converter.conversion.answer import Answer, Answers, Decision
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.fields.origins import Kind


class OriginAnswer(Shape):
    """Where one value of a document came from."""

    output: str = Field(description="Path in the document, with positions.")
    kind: Kind
    source: str = Field(description="Leaf of the message, fact of the register, setting, or what it repeats.")
    table: str = Field(description="The table that translated it; empty where none did.")
    row: str = Field(description="The code of the row in that table.")


Origins = tuple[OriginAnswer, ...]


class M1ToEpReport(Shape):
    """What became of a message. The document is not part of it."""

    decision: Decision
    repeats: int | None = Field(description="How often the prescription may be dispensed again, where it can be read.")
    findings: tuple[FindingAnswer, ...]
    versions: VersionsAnswer
    provenance: Origins | None = Field(
        default=None, exclude_if=absent, description="With `report=full`: each value's origin."
    )

    @classmethod
    def of(cls, answer: Answer[Prescribed]) -> Self:
        """The report of an answer."""
        return cls(
            decision=answer.decision,
            repeats=None if answer.details is None else answer.details.repeats,
            findings=finding_answers(answer.findings),
            versions=VersionsAnswer.of(answer.versions),
            provenance=_origins(answer.details),
        )


class M1ToEpAnswer(M1ToEpReport):
    """A conversion that gave a document."""

    decision: Literal[Decision.CONVERTED]
    repeats: int = Field(description="How often the prescription may be dispensed again; repeats stay in Norway.")
    document: str = Field(description="The EU ePrescription: the text of the XML.")

    @classmethod
    def with_document(cls, answer: Answer[Prescribed], document: bytes) -> Self:
        """What is told of an answer that is converted, with its document."""
        return cls(**dict(M1ToEpReport.of(answer)), document=document.decode("utf-8"))


class M1Outcome(Shape):
    """What became of one prescription of a list."""

    position: int = Field(description="Which of the message's prescriptions, from 1.")
    decision: Decision
    repeats: int | None = Field(description="As in a single answer, where the prescription could be read.")
    document: str | None = Field(description="The EU ePrescription: the text of the XML; null where there is none.")
    findings: tuple[FindingAnswer, ...]
    provenance: Origins | None = Field(default=None, exclude_if=absent, description="As in a single answer.")


class M1ToEpList(Shape):
    """What became of each prescription of a message; an M9.6, an M1List, or any with `all=true`."""

    outcomes: tuple[M1Outcome, ...] = Field(min_length=1)
    versions: VersionsAnswer

    @classmethod
    def of(cls, answers: Answers[Prescribed]) -> Self:
        """What is told of a list, in its order."""
        return cls(
            outcomes=tuple(
                [
                    M1Outcome(
                        position=position,
                        decision=answer.decision,
                        repeats=None if answer.details is None else answer.details.repeats,
                        document=None if answer.document is None else answer.document.decode("utf-8"),
                        findings=finding_answers(answer.findings),
                        provenance=_origins(answer.details),
                    )
                    for position, answer in enumerate(answers.answers, 1)
                ]
            ),
            versions=VersionsAnswer.of(answers.versions),
        )


_ORIGINS = TypeAdapter(Origins)


def _origins(details: Prescribed | None) -> Origins | None:
    if details is None or details.provenance is None:
        return None
    return _ORIGINS.validate_python(details.provenance, from_attributes=True)
