"""The facts that rules test of a dispensation that comes back."""

from dataclasses import dataclass

from converter.rules.rule import Effect, Fact
from converter.rules.table import Vocabulary

FACTS = {
    "amount": "within, beyond-one-dispense, beyond-all, or unknown where it cannot be compared with what is prescribed",
    "atc": "same, other or unknown: the substance handed out against the one prescribed",
    "discard": "of a discard: recorded, unrecorded or unasked, whether the exchange record has the eD taken back",
    "dispensed": "in-time, before-written, before-first-day, after-last-day or after-today",
    "form": "same, other or unknown: the dose form handed out against the one prescribed",
    "may-leave": "no where a rule of m1-to-ep keeps the prescription in Norway",
    "packages": "plausible, or implausible: more of them than a pharmacy ever hands out for one prescription",
    "patient": "same or other: the eD's patient against the prescription's",
    "prescription": "known or unknown: from the M1 beside the eD, or from the exchange record",
    "strength": "same, other or unknown: the strength handed out against the one prescribed",
    "substitution": "none, said (act SUBST), or said-though-forbidden by the prescriber",
    "used-up": "yes, no or unknown: whether this and earlier dispensations make up all that was prescribed",
    "used-up-before": "yes where earlier dispensations had made it up already",
}
"""Every fact a rule may test, and what it says."""

ED_TO_M10 = Vocabulary(
    "ed-to-m10", FACTS, frozenset(), frozenset({Effect.REJECT, Effect.REMARK, Effect.FINISH, Effect.LEAVE_OPEN})
)
"""What the rules of `ed-to-m10` may speak of."""


@dataclass(frozen=True, slots=True)
class DispensationFacts:
    """One dispensation's facts, each a value of `FACTS`; empty where the prescription is not known."""

    prescription: str
    patient: str = ""
    may_leave: str = ""
    dispensed: tuple[str, ...] = ()
    amount: str = ""
    packages: str = ""
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
            "packages": _said(self.packages),
            "patient": _said(self.patient),
            "prescription": _said(self.prescription),
            "strength": _said(self.strength),
            "substitution": _said(self.substitution),
            "used-up": _said(self.used_up),
            "used-up-before": _said(self.used_up_before),
        }


def _said(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
