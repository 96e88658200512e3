"""Whether two meanings agree: they are equal, or one says the other more exactly and nothing else.

What counts as more exact is the closed list of docs/dosage-relation.md; anything else that only one of them says, and
any other number, is a difference.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from itertools import permutations

from converter.dosage.normal import comes_once_a_day, exactly, normal
from converter.model.meaning import WEEK, Amount, Clause, Meaning, Order, Per, Span

EXACT_FIELDS = (
    "layer",
    "equal",
    "act",
    "route",
    "site",
    "days_per_week",
    "gap",
    "phase",
    "may_repeat",
    "repeat",
    "most",
    "count",
    "length",
    "until",
    "start",
    "cycle",
    "stop",
)
"""What must be the same, or said by neither."""
TAKEN = ("dose", "total", "split", "plan", "frequency", "every", "at", "days")
"""How much and when: the same, or one more exact as a whole."""
NEEDED = ("yes",)
SAME_DAY, SAME_DATE = ("same",), ("same date",)
DAILY = ("daily",)
MAX_BESIDE = 5
"""Clauses side by side; more are held against each other in their order alone."""

Day = tuple[object, ...]

ONE = Decimal(1)
INTERVAL_OF = {
    Per.WEEK: Span(7 * ONE, 7 * ONE, "d"),
    Per.MONTH: Span(ONE, ONE, "mo"),
    Per.YEAR: Span(ONE, ONE, "yr"),
}
"""The interval, in its one form, that is once in a period, kept."""


class Relation(StrEnum):
    """How two meanings stand to each other."""

    EQUAL = "equal"
    A_MORE_EXACT = "a-more-exact"
    B_MORE_EXACT = "b-more-exact"
    DIFFERENT = "different"


EQUAL, A, B, DIFFERENT = Relation


def relation(a: Meaning, b: Meaning) -> Relation:
    """How two meanings stand to each other. Pure; `relation(b, a)` is the same with A and B in turn."""
    one, other = normal(a), normal(b)
    if one.order is not other.order or len(one.clauses) != len(other.clauses):
        return DIFFERENT
    return _joined((_clauses(one, other), _clause(one.common, other.common)))


def _clauses(a: Meaning, b: Meaning) -> Relation:
    """Clause by clause; of those side by side the order says nothing."""
    orders: Iterable[tuple[Clause, ...]] = (b.clauses,)
    if a.order is Order.TOGETHER and len(b.clauses) <= MAX_BESIDE:
        orders = permutations(b.clauses)
    found = {_joined(_clause(x, y) for x, y in zip(a.clauses, other, strict=True)) for other in orders}
    if EQUAL in found:
        return EQUAL
    agreeing = found - {DIFFERENT}
    return agreeing.pop() if len(agreeing) == 1 else DIFFERENT


def _joined(relations: Iterable[Relation]) -> Relation:
    """More exact in one way only: where each says something that the other does not, neither says all."""
    found = set(relations) - {EQUAL}
    return EQUAL if not found else found.pop() if len(found) == 1 else DIFFERENT


def _clause(a: Clause, b: Clause) -> Relation:
    if any(getattr(a, name) != getattr(b, name) for name in EXACT_FIELDS):
        return DIFFERENT
    return _joined(
        (
            _taken(a, b),
            _more(a.as_needed, b.as_needed, NEEDED),
            _more(a.food, b.food, ()),
            _more(a.purpose, b.purpose, ()),
            _advice(a.advice, b.advice),
        )
    )


def _more(a: tuple[object, ...], b: tuple[object, ...], general: tuple[object, ...]) -> Relation:
    """The one that is not `general` is the more exact."""
    if a == b:
        return EQUAL
    if general and not (a and b):
        return DIFFERENT
    return A if b == general else B if a == general else DIFFERENT


def _advice(a: tuple[str, ...], b: tuple[str, ...]) -> Relation:
    one, other = set(a), set(b)
    return EQUAL if one == other else A if one > other else B if one < other else DIFFERENT


def _taken(a: Clause, b: Clause) -> Relation:
    if all(getattr(a, name) == getattr(b, name) for name in TAKEN):
        return EQUAL
    if _says_all_of(a, b):
        return A
    return B if _says_all_of(b, a) else DIFFERENT


def _says_all_of(exact: Clause, general: Clause) -> bool:
    """Whether what is taken, and when, follows from the more exact clause."""
    if general.total is not None:
        alone = not (general.dose or general.plan or general.frequency or general.every or general.at or general.days)
        return alone and (_divides(exact, general) or _adds_up(exact, general))
    same = exact.dose == general.dose and exact.plan == general.plan
    if not same or exact.total is not None or exact.split is not None or general.split is not None:
        return False
    count = _times_a_day(exact)
    if count is None or count != _times_a_day(general) or _times_differ(exact, general):
        return False
    return _days_say(_day(exact), _day(general))


def _times_differ(exact: Clause, general: Clause) -> bool:
    """Whether the general one names times of the day that are not the exact one's."""
    return bool(general.at) and exact.at != general.at


def _divides(exact: Clause, general: Clause) -> bool:
    """The same total, divided where the other says nothing of that."""
    when = exact.dose or exact.plan or exact.frequency or exact.every or exact.at or exact.days
    return exact.total == general.total and general.split is None and not when


def _adds_up(exact: Clause, general: Clause) -> bool:
    """Doses of which the sum is the total: of a day in any number, of a week as one dose on one day."""
    total = general.total
    if total is None or exact.total is not None or exact.split is not None or total.amount.is_range:
        return False
    if total.per is Per.WEEK:
        once = _days_say(_day(exact), ("per", Per.WEEK, 1, ()))
        return once and general.split is None and exact.dose == total.amount and _times_a_day(exact) == 1
    if total.per is not Per.DAY or _day(exact) != DAILY:
        return False
    doses = _doses_a_day(exact)
    if doses is None or any(d.is_range or d.unit != total.amount.unit for d in doses):
        return False
    return sum(d.low for d in doses) == total.amount.low and general.split in {None, len(doses)}


def _doses_a_day(clause: Clause) -> tuple[Amount, ...] | None:
    """Every dose of a day; None where they are not all known."""
    if clause.plan:
        moments = [p.moment for p in clause.plan]
        known = len(set(moments)) == len(moments) and all(comes_once_a_day(m) for m in moments)
        return tuple(p.amount for p in clause.plan) if known and clause.dose is None and not clause.at else None
    count = _times_a_day(clause)
    return None if clause.dose is None or count is None else (clause.dose,) * count


def _times_a_day(clause: Clause) -> int | None:
    """How many times on a day on which it is taken; None where that is not one number."""
    daily = exactly(clause.frequency, Per.DAY)
    if clause.at:
        known = len(set(clause.at)) == len(clause.at) and all(comes_once_a_day(m) for m in clause.at)
        return len(clause.at) if known and daily is None else None
    if daily is not None:
        return daily
    day = _day(clause)
    return None if day is None or day == DAILY else 1


def _day(clause: Clause) -> Day | None:
    """On which days it is taken; None where that is not said, or is not a matter of days."""
    if clause.every is not None:
        of_days = clause.every.unit not in {"min", "h"} and not clause.days and clause.frequency is None
        return ("every", clause.every) if of_days else None
    if clause.frequency is None or exactly(clause.frequency, Per.DAY) is not None:
        if clause.days:
            return ("days", clause.days) if set(clause.days) <= set(WEEK) else None
        return DAILY if clause.frequency is not None or clause.at or clause.plan else None
    for per in (Per.WEEK, Per.MONTH, Per.YEAR):
        if (times := exactly(clause.frequency, per)) is not None:
            return ("per", per, times, clause.days)
    return None


def _days_say(exact: Day | None, general: Day | None) -> bool:
    """Whether these days are those, or say them more exactly."""
    if exact is None or general is None:
        return False
    if exact == general:
        return True
    match general, exact:
        case ("per", Per.WEEK, n, ()), ("days", days):
            return isinstance(days, tuple) and len(days) == n
        case ("per", Per.WEEK, 1, days), ("days", (_,)):
            return days == SAME_DAY
        case ("per", Per() as per, 1, ()), ("every", span):
            return span == INTERVAL_OF.get(per)
        case ("per", Per.WEEK, 1, ()), ("per", Per.WEEK, 1, days):
            return days == SAME_DAY
        case ("per", Per.MONTH, 1, ()), ("per", Per.MONTH, 1, days):
            return days == SAME_DATE
        case _:
            return False
