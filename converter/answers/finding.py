"""A finding as it is told. It holds nothing of the patient."""

from collections.abc import Iterable
from typing import Self

from pydantic import Field

from converter.answers.shape import Bilingual, Shape
from converter.model.finding import Finding, Severity


class FindingAnswer(Shape):
    """One finding. Quotes no value of the message."""

    code: str = Field(description="Stable code, never reused.")
    severity: Severity
    path: str = Field(description="Where in the message, in local element names; empty where no place applies.")
    text: Bilingual
    hint: Bilingual
    basis: str = Field(description="Legal or policy basis, for rules.")
    openncp: str = Field(description="The OpenNCP error code (9.0.0) that this corresponds to.")

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """A finding's answer."""
        return cls(
            code=finding.code,
            severity=finding.severity,
            path=finding.path,
            text=Bilingual(no=finding.text_no, en=finding.text_en),
            hint=Bilingual(no=finding.hint_no, en=finding.hint_en),
            basis=finding.basis,
            openncp=finding.openncp,
        )


def finding_answers(findings: Iterable[Finding]) -> tuple[FindingAnswer, ...]:
    """The findings' answers, in their order."""
    return tuple([FindingAnswer.of(f) for f in findings])
