"""What the route M1 -> eP answers: a report, with the document or without, or a list of what became of each."""

from typing import Literal, Self

from pydantic import Field, TypeAdapter

from converter.answers.amounts import exact
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


class DispensedAnswer(Shape):
    """What was handed out before: decimal numbers of `unit`; null where it is not known."""

    unit: str = Field(description="What is measured: piece, mL, g, dose, [IU] and so on, or package.")
    before: str | None = Field(description="Handed out before, by every source that tells of it.")
    one_dispense: str | None = Field(description="Prescribed for one dispense.")
    prescribed: str | None = Field(description="Prescribed for all dispenses, repeats included.")
    remaining: str | None = Field(description="What is left, this dispense included.")

    @classmethod
    def of(cls, answer: Answer[Prescribed]) -> Self | None:
        """The answer's part about amounts, where the prescription could be translated."""
        found = None if answer.details is None else answer.details.dispensed
        if found is None:
            return None
        return cls(
            unit=found.of,
            before=exact(found.before),
            one_dispense=exact(found.one),
            prescribed=exact(found.whole),
            remaining=exact(found.remaining),
        )


class M1ToEpReport(Shape):
    """What became of a message. The document is not part of it."""

    decision: Decision
    repeats: int | None = Field(description="Reiterasjon: dispenses after the first one, where it can be read.")
    dispensed: DispensedAnswer | None = Field(
        description="What was handed out before; null where it was not counted: the prescription cannot be converted,"
        " or stays for another reason and the exchange record was not asked."
    )
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
            dispensed=DispensedAnswer.of(answer),
            findings=finding_answers(answer.findings),
            versions=VersionsAnswer.of(answer.versions),
            provenance=_origins(answer.details),
        )


class M1ToEpAnswer(M1ToEpReport):
    """A conversion that gave a document."""

    decision: Literal[Decision.CONVERTED]
    repeats: int = Field(description="Reiterasjon: dispenses after the first one; repeats stay in Norway.")
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
    dispensed: DispensedAnswer | None = Field(description="As in a single answer.")
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
                        dispensed=DispensedAnswer.of(answer),
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
