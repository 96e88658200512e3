"""What made an answer, as it is told."""

from typing import Self

from pydantic import Field

from converter.answers.shape import Shape
from converter.conversion.converter import Versions


class VersionsAnswer(Shape):
    """What made the answer."""

    software: str = Field(description="Version, and after a plus sign the commit where it is known.")
    tables: str = Field(description="SHA-256 over code tables, rules and identifiers.")
    fest: str = Field(description="When the medicines register's content was fetched from FEST.")
    fest_is_demo: bool
    pending_identifiers: tuple[str, ...] = Field(
        description="Identifiers that are placeholders until Norway assigns them."
    )

    @classmethod
    def of(cls, versions: Versions) -> Self:
        """The answer's part about versions."""
        return cls(
            software=versions.build,
            tables=versions.tables,
            fest=versions.fest,
            fest_is_demo=versions.fest_is_demo,
            pending_identifiers=versions.pending_identifiers,
        )
