"""What the route M10 -> eD answers."""

from typing import Literal, Self

from pydantic import Field

from converter.answers.finding import FindingAnswer, finding_answers
from converter.answers.shape import Shape
from converter.answers.versions import VersionsAnswer
from converter.conversion.answer import Answer, Decision


class M10ToEdAnswer(Shape):
    """An eD that was made."""

    decision: Literal[Decision.CONVERTED]
    document: str = Field(description="The eDispensation: the text of the XML.")
    findings: tuple[FindingAnswer, ...]
    versions: VersionsAnswer

    @classmethod
    def with_document(cls, answer: Answer[None], document: bytes) -> Self:
        """What is told of an answer that is converted, with its document."""
        return cls(
            decision=Decision.CONVERTED,
            document=document.decode("utf-8"),
            findings=finding_answers(answer.findings),
            versions=VersionsAnswer.of(answer.versions),
        )
