"""A rule: one fact, one test, one effect, and the reason in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from converter.model.finding import Finding, Severity

Fact = tuple[str, ...] | date | Fraction | None


class Test(StrEnum):
    """How a fact is tested. `is` and `in` hold when any of the fact's values is listed, `not-in` when any is not.

    A fact that is not there (no value, no day, no number) holds under `missing` only.
    """

    IS = "is"
    IN = "in"
    NOT_IN = "not-in"
    MISSING = "missing"
    BEFORE_TODAY = "before-today"
    AFTER_TODAY = "after-today"
    MORE_THAN = "more-than"


class Effect(StrEnum):
    """What follows when the test holds. FINISH and LEAVE_OPEN say whether a dispensation ends the prescription."""

    EXCLUDE = "exclude"
    WITHHOLD = "withhold"
    REMARK = "remark"
    REJECT = "reject"
    FINISH = "finish"
    LEAVE_OPEN = "leave-open"


SEVERITIES = {Effect.EXCLUDE: Severity.EXCLUDE, Effect.REJECT: Severity.REJECT}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of `mappings/rules/`."""

    id: str
    fact: str
    test: Test
    values: frozenset[str]
    effect: Effect
    reason_no: str
    reason_en: str
    basis: str
    path: str
    openncp: str
    hint_no: str = ""
    hint_en: str = ""

    def holds(self, facts: Mapping[str, Fact], today: date) -> bool:
        """Whether the rule applies.

        Raises:
            KeyError: the fact was not gathered.
        """
        fact = facts[self.fact]
        if self.test is Test.BEFORE_TODAY:
            return isinstance(fact, date) and fact < today
        if self.test is Test.AFTER_TODAY:
            return isinstance(fact, date) and fact > today
        if self.test is Test.MORE_THAN:
            return isinstance(fact, Fraction) and any(fact > int(limit) for limit in self.values)
        values = fact if isinstance(fact, tuple) else ()
        if self.test is Test.MISSING:
            return not values
        if self.test is Test.NOT_IN:
            return not self.values.issuperset(values)
        return not self.values.isdisjoint(values)

    def finding(self) -> Finding:
        """What to say when it applies."""
        severity = SEVERITIES.get(self.effect, Severity.REMARK)
        return Finding(
            self.id,
            severity,
            self.path,
            self.reason_no,
            self.reason_en,
            self.hint_no,
            self.hint_en,
            self.basis,
            self.openncp,
        )


def apply(rules: tuple[Rule, ...], facts: Mapping[str, Fact], today: date) -> list[Finding]:
    """The findings of every rule that applies, in the table's order; not the first only.

    Args:
        rules: the rules of one route.
        facts: the facts of one prescription.
        today: the day of conversion in Norway.
    """
    return [rule.finding() for rule in holding(rules, facts, today)]


def holding(rules: tuple[Rule, ...], facts: Mapping[str, Fact], today: date) -> tuple[Rule, ...]:
    """The rules that apply, in the table's order."""
    return tuple(rule for rule in rules if rule.holds(facts, today))
