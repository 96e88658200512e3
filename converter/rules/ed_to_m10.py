"""The facts that rules test of a dispensation that comes back."""

from dataclasses import dataclass
from fractions import Fraction

from converter.rules.rule import Effect, Fact, Test
from converter.rules.vocabulary import (
    MINUTES_AHEAD,
    TIMES_PRESCRIBED,
    YES_NO,
    FactRow,
    Stop,
    Vocabulary,
    Words,
    by_name,
)

SAME = Words(("same", "other", "unknown"))

FACTS = by_name(
    FactRow(
        "amount",
        "what is handed out against what is prescribed; unknown where they cannot be compared",
        Words(("within", "beyond-one-dispense", "beyond-all", "unknown")),
    ),
    FactRow("atc", "the substance handed out against the one prescribed", SAME),
    FactRow(
        "discard",
        "of a discard: whether the exchange record has the eD taken back",
        Words(("recorded", "unrecorded", "unasked")),
    ),
    FactRow(
        "dispensed",
        "how the day lies to the prescription's days",
        Words(("in-time", "before-written", "before-first-day", "after-last-day")),
    ),
    FactRow("form", "the dose form handed out against the one prescribed", SAME),
    FactRow("may-leave", "no where a rule of m1-to-ep keeps the prescription in Norway", YES_NO),
    FactRow(
        "minutes-ahead",
        "by how many minutes it is dated after now; of a day alone in whole days, by the EU's earliest clock",
        MINUTES_AHEAD,
    ),
    FactRow("patient", "the eD's patient against the prescription's", Words(("same", "other"))),
    FactRow(
        "prescription",
        "whether the M1 beside the eD, or the exchange record, has it",
        Words(("known", "unknown")),
    ),
    FactRow("strength", "the strength handed out against the one prescribed", SAME),
    FactRow(
        "substitution",
        "whether it is said (act SUBST) or shows in the name, and the prescriber forbade it",
        Words(("none", "said", "said-though-forbidden", "other-name-though-forbidden")),
    ),
    FactRow(
        "used-up",
        "whether this and earlier dispensations make up all that was prescribed",
        Words(("yes", "no", "unknown")),
    ),
    FactRow("times-prescribed", "the number of packages as a multiple of the prescribed", TIMES_PRESCRIBED),
    FactRow("used-up-before", "whether earlier dispensations had made it up already", YES_NO),
)
"""Every fact a rule may test, what it says and what it can be."""

FLOOR = (
    Stop("dispensed-unknown-prescription", "prescription", Test.IS, frozenset({"unknown"}), Effect.REJECT),
    Stop("dispensed-to-another", "patient", Test.IS, frozenset({"other"}), Effect.REJECT),
)
"""No M10 without its prescription, and none on another patient."""
ED_TO_M10 = Vocabulary(
    "ed-to-m10", FACTS, frozenset({Effect.REJECT, Effect.REMARK, Effect.FINISH, Effect.LEAVE_OPEN}), FLOOR
)
"""What the rules of `ed-to-m10` may speak of."""


@dataclass(frozen=True, slots=True)
class DispensationFacts:
    """One dispensation's facts, each a value of `FACTS`; empty where the prescription is not known."""

    prescription: str
    patient: str = ""
    may_leave: str = ""
    dispensed: tuple[str, ...] = ()
    minutes_ahead: Fraction | None = None
    amount: str = ""
    times_prescribed: Fraction | None = None
    atc: str = ""
    strength: str = ""
    form: str = ""
    substitution: str = ""
    used_up: str = ""
    used_up_before: str = ""
    discard: str = ""

    def as_facts(self) -> dict[str, Fact]:
        """The facts by name."""
        return {
            "amount": _said(self.amount),
            "atc": _said(self.atc),
            "discard": _said(self.discard),
            "dispensed": self.dispensed,
            "form": _said(self.form),
            "may-leave": _said(self.may_leave),
            "minutes-ahead": self.minutes_ahead,
            "patient": _said(self.patient),
            "prescription": _said(self.prescription),
            "strength": _said(self.strength),
            "substitution": _said(self.substitution),
            "times-prescribed": self.times_prescribed,
            "used-up": _said(self.used_up),
            "used-up-before": _said(self.used_up_before),
        }


def _said(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
