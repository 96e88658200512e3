"""Outcomes, counted: how many, and weighted by how much each package is used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from converter.conversion.answer import Decision
from converter.coverage.outcome import Has, Outcome
from converter.coverage.reasons import reasons

EXAMPLES = 5
"""Packages named for each reason."""


class Step(StrEnum):
    """The funnel, from all to what arrives whole; each step counts what is in the one before."""

    ALL = "all"
    NOT_EXCLUDED = "notExcluded"
    CONVERTED = "converted"
    FORM = "form"
    STRENGTH = "strength"
    DOSE = "dose"
    ENGLISH = "english"


NEEDS = {Step.FORM: Has.FORM, Step.STRENGTH: Has.STRENGTH, Step.DOSE: Has.DOSE, Step.ENGLISH: Has.ENGLISH}
"""What the steps after conversion ask for, one after the other."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of prescriptions, and the same weighted by use (0 where no use is known)."""

    number: int = 0
    used: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.number + other.number, self.used + other.used)

    def __sub__(self, other: "Count") -> "Count":
        return Count(self.number - other.number, self.used - other.used)


NONE = Count()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why prescriptions do not arrive, or not whole.

    Attributes:
        lost: `excluded`, `rejected`, `defect`, or what the eP lacks (`Has`).
        code: of the rule or finding.
        count: prescriptions that have it. One that has several counts at each.
        examples: the first packages that have it, by varenr, the most used first; none of messages.
    """

    lost: str
    code: str
    count: Count
    examples: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts outcomes as they come; `use` is how much each varenr is used."""

    use: Mapping[str, int] = field(default_factory=dict)
    whole: Count = NONE
    decisions: dict[Decision, Count] = field(default_factory=dict)
    has: dict[Has, Count] = field(default_factory=dict)
    funnel: dict[Step, Count] = field(default_factory=dict)
    why: dict[tuple[str, str], Count] = field(default_factory=dict)
    examples: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Counts one more."""
        weight = self.use.get(outcome.varenr, 0)
        one = Count(1, weight)
        self.whole += one
        self.decisions[outcome.decision] = self.decisions.get(outcome.decision, NONE) + one
        for step in steps_of(outcome):
            self.funnel[step] = self.funnel.get(step, NONE) + one
        for has in outcome.has:
            self.has[has] = self.has.get(has, NONE) + one
        for key in lost(outcome):
            self.why[key] = self.why.get(key, NONE) + one
            if outcome.varenr:
                named = self.examples.setdefault(key, [])
                named.append((-weight, outcome.varenr))
                named.sort()
                del named[EXAMPLES:]

    def reasons(self) -> tuple[Reason, ...]:
        """All reasons, by what is lost, the most used and most frequent first."""
        found = [
            Reason(what, code, count, tuple(varenr for _, varenr in self.examples.get((what, code), ())))
            for (what, code), count in self.why.items()
        ]
        return tuple(sorted(found, key=lambda r: (LOST.index(r.lost), -r.count.used, -r.count.number, r.code)))


LOST = (Decision.EXCLUDED.value, Decision.REJECTED.value, Decision.DEFECT.value, *(has.value for has in Has))
"""What reasons are told for, in this order."""


def steps_of(outcome: Outcome) -> tuple[Step, ...]:
    """The steps of the funnel that an outcome comes to."""
    if outcome.decision is Decision.EXCLUDED:
        return (Step.ALL,)
    if outcome.decision is not Decision.CONVERTED:
        return (Step.ALL, Step.NOT_EXCLUDED)
    found = [Step.ALL, Step.NOT_EXCLUDED, Step.CONVERTED]
    for step, need in NEEDS.items():
        if need not in outcome.has:
            break
        found.append(step)
    return tuple(found)


def lost(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """What an outcome loses, each with its reason's code."""
    if outcome.decision is not Decision.CONVERTED:
        return tuple((outcome.decision.value, code) for code in outcome.codes)
    return tuple((has.value, code) for has in Has if has not in outcome.has for code in reasons(outcome.codes, has))
