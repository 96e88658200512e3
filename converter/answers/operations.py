"""What the service answers an operator: whether it lives, and with what it would answer."""

from typing import Literal

from pydantic import Field

from converter.answers.shape import Bilingual, Shape
from converter.answers.versions import VersionsAnswer


class LiveAnswer(Shape):
    """The service lives."""

    status: Literal["live"]


class WarningAnswer(Shape):
    """Something that an operator should know."""

    code: str
    text: Bilingual


class ReadyAnswer(Shape):
    """The service answers, and with what."""

    status: Literal["ready", "unready"]
    versions: VersionsAnswer
    register_date: str = Field(description="When the content of the register in use was fetched from FEST.")
    register_age_days: int
    register_max_age_days: int = Field(description="Days after which the register counts as old.")
    draft_rows: int
    record: Literal["off", "answers", "silent"] = Field(description="The exchange record; silent is not ready.")
    warnings: tuple[WarningAnswer, ...]
