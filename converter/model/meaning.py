"""What a dosage says, whole: the one meaning of free text, short dose and structured dosage, in no language.

Every value that names something (a unit, a time of day, a site) is the key of a row of `mappings/dosage/`; amounts are
exact. What is not said is empty; nothing is inferred.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week, in their order; the keys of `mappings/dosage/weekdays.yaml` that are one day."""
WORKING_DAYS = WEEK[:5]
FOOD = "food"
"""Name of the moment that is an ordinary relation to food; the canonical line leaves it unsaid: `food=with`."""
DAY_OF = "of"
"""Relation of a limit that counts days within an event: `day 16 of cycle`."""


class Per(StrEnum):
    """The period that a number of times, a total or a maximum is counted in."""

    DAY = "d"
    WEEK = "wk"
    MONTH = "mo"
    YEAR = "yr"


class Bound(StrEnum):
    """Whether a length or a number is exact, the most or the least."""

    EXACT = ""
    UP_TO = "upto"
    AT_LEAST = "atLeast"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount from `low` to `high` (the same where it is no range); `unit` is empty where the text has none."""

    low: Decimal
    high: Decimal
    unit: str = ""

    @property
    def is_range(self) -> bool:
        """Whether it goes from one number to another."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount in a period: a total, or a maximum. `per` is None where a maximum is not bound to a period."""

    amount: Amount
    per: Per | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time from `low` to `high` in `unit` (`min`, `h`, `d`, `wk`, `mo`, `yr`), as it was said."""

    low: Decimal
    high: Decimal
    unit: str
    bound: Bound = Bound.EXACT


class Often(StrEnum):
    """The kinds of number of times."""

    TIMES = "times"
    ONCE = "once"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many times in a period; at most `high` where `bound` is UP_TO. ONCE has no numbers, SEVERAL none but `per`."""

    kind: Often = Often.TIMES
    low: int = 1
    high: int = 1
    per: Per = Per.DAY
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in the day, or in relation to an event.

    Attributes:
        name: key of a time of day (`morning`), of an event (`breakfast`, `each meal`, `bedtime`), or an hour, `08:00`.
        relation: `with`, `before` or `after` an event; empty for a time of day, an hour, and at the event itself.
        offset: how long before or after.
    """

    name: str
    relation: str = ""
    offset: Span | None = None

    @property
    def is_hour(self) -> bool:
        """Whether it is an hour of the day, as `08:00`."""
        return self.name[:1].isdigit() and ":" in self.name


@dataclass(frozen=True, slots=True)
class Planned:
    """One of several unequal doses: this amount at this moment."""

    amount: Amount
    moment: Moment


@dataclass(frozen=True, slots=True)
class Phase:
    """The days or weeks by which a phase is named: `day 1`, `day 4..7`, `week 2`."""

    unit: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Limit:
    """A beginning or an end that is not a length: key of a row, or a date; `offset` before or after it."""

    name: str
    offset: Span | None = None
    relation: str = ""

    @property
    def day(self) -> date | None:
        """The date that it is, as `2026-12-24`; None where it is the key of a row."""
        try:
            return date.fromisoformat(self.name)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Cycle:
    """So long with, so long without, in turn."""

    on: Span
    off: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """One instruction. Each field is said once or not at all; the canonical line's key stands where it is another.

    Attributes:
        dose: one dose.
        layer: `thin layer` or `thick layer` instead of an amount (canonical: dose).
        equal: the same dose said in another unit (eq).
        total: an amount a day or week of which it is not said that it is one dose.
        split: into how many doses the total is divided.
        plan: unequal doses at moments of the day.
        act: apply, massage, inject, rinse.
        route: only where said.
        site: where on the body.
        frequency: how often (freq).
        every: an interval that is kept.
        at: moments, each of which takes the whole dose.
        days: weekdays `mon` to `sun`, or `same`, or `same date`.
        days_per_week: on how many days a week (daysPerWk).
        gap: time between doses.
        phase: named by day or week (on).
        as_needed: reasons, or `yes` alone (asNeeded).
        may_repeat: after how long it may be repeated (mayRepeat).
        repeat: after how long it is repeated.
        most: ceiling of the amount (max).
        count: how many times in all.
        length: for how long (for).
        until, start: an end, a beginning (until, from).
        cycle: with and without.
        food: moments related to food, where the times come from elsewhere.
        purpose: what for.
        advice: sentences of the closed list, in the order said.
        stop: nothing is taken any more; all else is empty.
    """

    dose: Amount | None = None
    layer: str = ""
    equal: Amount | None = None
    total: Rate | None = None
    split: int | None = None
    plan: tuple[Planned, ...] = ()
    act: str = ""
    route: str = ""
    site: str = ""
    frequency: Frequency | None = None
    every: Span | None = None
    at: tuple[Moment, ...] = ()
    days: tuple[str, ...] = ()
    days_per_week: int | None = None
    gap: Span | None = None
    phase: Phase | None = None
    as_needed: tuple[str, ...] = ()
    may_repeat: Span | None = None
    repeat: Span | None = None
    most: Rate | None = None
    count: int | None = None
    length: Span | None = None
    until: Limit | None = None
    start: Limit | None = None
    cycle: Cycle | None = None
    food: tuple[Moment, ...] = ()
    purpose: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    stop: bool = False

    @property
    def taken(self) -> tuple[Amount, ...]:
        """What is taken: the dose, the total, each dose of the plan; a maximum is not."""
        total = None if self.total is None else self.total.amount
        found = (self.dose, total, *(planned.amount for planned in self.plan))
        return tuple(amount for amount in found if amount is not None)

    def said(self) -> tuple[str, ...]:
        """Names of the fields that say something, in order."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) not in (None, "", (), False))


NOTHING = Clause()
STOP = Clause(stop=True)


class Order(StrEnum):
    """How clauses stand to each other: one alone, side by side, one after the other."""

    ONE = "one"
    TOGETHER = "+"
    THEN = ">>"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A whole dosage: its clauses, and in `common` what is said for all of them (empty where there is one)."""

    clauses: tuple[Clause, ...]
    order: Order = Order.ONE
    common: Clause = field(default=NOTHING)
