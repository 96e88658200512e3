"""The facts that rules test of a Norwegian dispense of a prescription from abroad."""

from dataclasses import dataclass
from fractions import Fraction

from converter.model.groups import NEVER_ABROAD, STRICTEST_FIRST
from converter.rules.rule import Effect, Fact, Test
from converter.rules.vocabulary import (
    MINUTES_AHEAD,
    TIMES_PRESCRIBED,
    YES_NO,
    Codes,
    FactRow,
    Stop,
    Vocabulary,
    Words,
    by_name,
)

FACTS = by_name(
    FactRow(
        "dispensed",
        "how the day lies to the prescription's first days",
        Words(("in-time", "before-written", "before-first-day")),
    ),
    FactRow("group", "prescription groups of the package and its brand; none where it is not in use", Codes("7421")),
    FactRow("minutes-ahead", "by how many minutes the dispense is dated after now", MINUTES_AHEAD),
    FactRow(
        "times-prescribed",
        "the number of packages as a multiple of the prescribed, where what they hold does not compare",
        TIMES_PRESCRIBED,
    ),
    FactRow("veterinary", "yes where the package's ATC code is of ATCvet", YES_NO),
)
"""Every fact a rule may test, what it says and what it can be."""

FLOOR = (
    Stop("dispense-group-a-b", "group", Test.IN, NEVER_ABROAD, Effect.REJECT),
    Stop("dispense-group-unknown", "group", Test.NOT_IN, frozenset(STRICTEST_FIRST), Effect.REJECT),
)
"""What is not dispensed on a prescription from abroad."""
M10_TO_ED = Vocabulary("m10-to-ed", FACTS, frozenset({Effect.REJECT, Effect.REMARK}), FLOOR)
"""What the rules of `m10-to-ed` may speak of."""


@dataclass(frozen=True, slots=True)
class HandedOutFacts:
    """One dispense's facts, as `FACTS` says them; `times_prescribed` absent where the amounts compare."""

    dispensed: str
    groups: tuple[str, ...]
    minutes_ahead: Fraction
    times_prescribed: Fraction | None
    veterinary: bool

    def as_facts(self) -> dict[str, Fact]:
        """The facts by name."""
        return {
            "dispensed": (self.dispensed,),
            "group": tuple(group for group in self.groups if group),
            "minutes-ahead": self.minutes_ahead,
            "times-prescribed": self.times_prescribed,
            "veterinary": ("yes",) if self.veterinary else ("no",),
        }
