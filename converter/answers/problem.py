"""Problem details (RFC 9457): the answer of anything that gave no document."""

from typing import Literal

from pydantic import Field

from converter.answers.finding import FindingAnswer
from converter.answers.m1_to_ep import DispensedAnswer
from converter.answers.shape import Shape, absent
from converter.answers.versions import VersionsAnswer
from converter.conversion.answer import Decision


class ProblemAnswer(Shape):
    """Problem details (RFC 9457) of anything that gave no document."""

    type: str = Field(description="urn:problem-type:e-prescription-converter:<code of the finding that decided>")
    title: str
    title_no: str = Field(description="The title in Norwegian.")
    status: int
    detail: str
    detail_no: str = Field(description="The detail in Norwegian.")
    decision: Literal[Decision.EXCLUDED, Decision.REJECTED, Decision.DEFECT]
    repeats: int | None = Field(description="As in an answer with a document, where the message could be read.")
    dispensed: DispensedAnswer | None = Field(
        default=None, exclude_if=absent, description="What was handed out before, where it was counted."
    )
    findings: tuple[FindingAnswer, ...] = Field(min_length=1, description="All of them, not the first only.")
    versions: VersionsAnswer
