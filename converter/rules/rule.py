"""A rule: one fact, one test, one effect, and the reason in words."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field, StringConstraints

from converter.model.finding import Finding, Severity
from converter.sources.shape import Filled, Name, Shape

Fact = tuple[str, ...] | date | Fraction | None


class Test(StrEnum):
    """How a fact is tested. `is` and `in` hold when any of the fact's values is listed, `not-in` when any is not, and
    `none-in` when it has values and none of them is.

    A fact that is not there (no value, no day, no number) holds under `missing` only.
    """

    IS = "is"
    IN = "in"
    NOT_IN = "not-in"
    NONE_IN = "none-in"
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


OpenNcp = Annotated[str, StringConstraints(pattern=r"^([A-Z]+(_[A-Z]+)+|[0-9]{4})$")]
ANY_LISTED = frozenset({Test.IS, Test.IN})
SEVERITIES = {Effect.EXCLUDE: Severity.EXCLUDE, Effect.REJECT: Severity.REJECT}


class Rule(Shape):
    """One rule."""

    id: Name = Field(description="Stable code of the finding; never reused.")
    fact: Name = Field(description="What is tested; the facts and their values are listed in docs/rules.md.")
    test: Test
    values: tuple[Filled, ...] = Field(
        description="What the fact is held against: values it can have, one number for more-than; empty for others."
    )
    effect: Effect
    unless: str = Field(default="", description="Of a remark: the rule that says more, beside which it is not told.")
    path: str = Field(description="Where in the message the reason lies; empty where it is not in the message.")
    reason_no: Filled
    reason_en: Filled
    hint_no: str = Field(default="", description="What to do about it, where something can be done.")
    hint_en: str = Field(default="", description="The same in English; both or neither.")
    basis: Filled = Field(description="Law, specification or policy.")
    openncp: OpenNcp = Field(description="The OpenNCP error this corresponds to.")

    def holds(self, facts: Mapping[str, Fact], today: date) -> bool:
        """Whether the rule applies.

        Raises:
            KeyError: the fact was not gathered.
        """
        fact, test = facts[self.fact], self.test
        if test in ANY_LISTED:
            return isinstance(fact, tuple) and not set(fact).isdisjoint(self.values)
        if test is Test.NOT_IN:
            return isinstance(fact, tuple) and not set(fact).issubset(self.values)
        if test is Test.NONE_IN:
            return isinstance(fact, tuple) and bool(fact) and set(fact).isdisjoint(self.values)
        if test is Test.MISSING:
            return not isinstance(fact, tuple) or not fact
        if test is Test.MORE_THAN:
            return isinstance(fact, Fraction) and any(fact > int(limit) for limit in self.values)
        if test is Test.BEFORE_TODAY:
            return isinstance(fact, date) and fact < today
        return isinstance(fact, date) and fact > today

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
    """The rules that apply, in the table's order; without remarks beside a rule that says more (`unless`)."""
    found = [rule for rule in rules if rule.holds(facts, today)]
    said = {rule.id for rule in found}
    return tuple(rule for rule in found if rule.unless not in said)
