"""What is counted of messages or packages, as JSON. Nothing of a message is in it but codes."""

from typing import Literal, Self

from pydantic import Field

from converter.answers.shape import Bilingual, Shape
from converter.answers.versions import VersionsAnswer
from converter.conversion.answer import Decision
from converter.coverage.counted import Coverage, OfFolder, OfRegister, OfUse
from converter.coverage.outcome import Has
from converter.coverage.tally import Count, Reason, Step
from converter.coverage.use import Wrong
from converter.coverage.words import ReasonWords, in_both


class CountAnswer(Shape):
    """A number of prescriptions, and the same weighted by use."""

    number: int
    used: int | None = Field(description="Weighted by the file of use; null without one.")


class FunnelAnswer(Shape):
    """A step of the funnel: what is in it is in the one before."""

    step: Step
    count: CountAnswer


class HasAnswer(Shape):
    """Of the converted, how many have something and how many lack it."""

    what: Has
    having: CountAnswer
    lacking: CountAnswer


class ReasonAnswer(Shape):
    """Why prescriptions are lost, or lack something."""

    lost: str = Field(description="excluded, rejected, defect, or what the eP lacks.")
    code: str = Field(description="Of the rule or finding; `not-told` where none tells why.")
    text: Bilingual
    count: CountAnswer = Field(description="A prescription with several reasons counts at each.")
    examples: tuple[str, ...] = Field(description="Of a register: the first varenr, the most used first.")


class BadLineAnswer(Shape):
    """A line of the file of use that was left out."""

    line: int
    wrong: Wrong


class UseAnswer(Shape):
    """What of the file of use weighed."""

    used: int
    bad_lines: tuple[BadLineAnswer, ...]
    unknown: tuple[str, ...] = Field(description="Varenr that the register does not have.")
    not_in_use: tuple[str, ...] = Field(description="Varenr of packages that are withdrawn or outgoing.")

    @classmethod
    def of(cls, use: OfUse) -> Self:
        """The answer's part about use."""
        bad = tuple(BadLineAnswer(line=b.line, wrong=b.wrong) for b in use.bad)
        return cls(used=use.used, bad_lines=bad, unknown=use.unknown, not_in_use=use.not_in_use)


class PackagesAnswer(Shape):
    """Packages of the register that were not counted: nobody can prescribe them."""

    withdrawn: int
    outgoing: int
    use: UseAnswer | None

    @classmethod
    def of(cls, register: OfRegister) -> Self:
        """The answer's part about the register."""
        use = None if register.use is None else UseAnswer.of(register.use)
        return cls(withdrawn=register.withdrawn, outgoing=register.outgoing, use=use)


class FilesAnswer(Shape):
    """The files of a folder."""

    read: int
    not_an_m1: int
    why: dict[str, int] = Field(description="Files that are no M1, by the code of why.")

    @classmethod
    def of(cls, folder: OfFolder) -> Self:
        """The answer's part about the files."""
        return cls(read=folder.files, not_an_m1=sum(folder.others.values()), why=dict(folder.others))


class CoverageAnswer(Shape):
    """All numbers; the four decisions add up to `all`."""

    source: Literal["messages", "register"]
    all: CountAnswer
    decisions: dict[Decision, CountAnswer]
    converted: tuple[HasAnswer, ...]
    funnel: tuple[FunnelAnswer, ...]
    reasons: tuple[ReasonAnswer, ...]
    files: FilesAnswer | None = Field(description="Of messages; else null.")
    packages: PackagesAnswer | None = Field(description="Of a register; else null.")
    versions: VersionsAnswer

    @classmethod
    def of(cls, coverage: Coverage, words: ReasonWords) -> Self:
        """The answer, with the words of each reason."""

        def count(found: Count) -> CountAnswer:
            return CountAnswer(number=found.number, used=found.used if coverage.weighted else None)

        def reason(found: Reason) -> ReasonAnswer:
            norwegian, english = in_both(found.code, words)
            return ReasonAnswer(
                lost=found.lost,
                code=found.code,
                text=Bilingual(no=norwegian, en=english),
                count=count(found.count),
                examples=found.examples,
            )

        return cls(
            source="messages" if coverage.folder is not None else "register",
            all=count(coverage.whole),
            decisions={one: count(found) for one, found in coverage.decisions.items()},
            converted=tuple(
                HasAnswer(what=has, having=count(found), lacking=count(coverage.converted - found))
                for has, found in coverage.has.items()
            ),
            funnel=tuple(FunnelAnswer(step=step, count=count(found)) for step, found in coverage.funnel.items()),
            reasons=tuple(reason(found) for found in coverage.reasons),
            files=None if coverage.folder is None else FilesAnswer.of(coverage.folder),
            packages=None if coverage.register is None else PackagesAnswer.of(coverage.register),
            versions=VersionsAnswer.of(coverage.versions),
        )
