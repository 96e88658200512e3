"""One form for what a meaning says in several ways, so that two meanings can be held against each other.

Only what is the same by definition becomes one form: a week is seven days, an hour sixty minutes, every day is once a
day. A day is not 24 hours here, nor a month 30 days.
"""

from dataclasses import replace
from decimal import Decimal

from converter.model.meaning import (
    WEEK,
    Amount,
    Bound,
    Clause,
    Cycle,
    Frequency,
    Limit,
    Meaning,
    Moment,
    Often,
    Per,
    Planned,
    Rate,
    Span,
)

SMALLER = {"wk": ("d", 7), "h": ("min", 60)}
EVERY_DAY = Span(Decimal(1), Decimal(1), "d")
ONCE_A_DAY = frozenset({"morning", "forenoon", "noon", "afternoon", "evening", "night", "bedtime", "waking"})
MEALS_OF_THE_DAY = frozenset({"breakfast", "lunch", "dinner", "supper", "bedtime"})


def normal(meaning: Meaning) -> Meaning:
    """The meaning with each clause in its one form; the order of clauses stays."""
    return Meaning(tuple(_clause(c) for c in meaning.clauses), meaning.order, _clause(meaning.common))


def comes_once_a_day(moment: Moment) -> bool:
    """Whether a moment is known to come once in every day: a time of day, an hour, a meal that a day has one of."""
    known = MEALS_OF_THE_DAY if moment.relation else ONCE_A_DAY
    return moment.name in known or moment.is_hour


def exactly(frequency: Frequency | None, per: Per) -> int | None:
    """How many times in this period, where that is one number and no bound; None else."""
    if frequency is None or frequency.kind is not Often.TIMES or frequency.per is not per:
        return None
    return frequency.low if frequency.low == frequency.high and frequency.bound is Bound.EXACT else None


def _clause(clause: Clause) -> Clause:
    clause = of_equal_doses(with_unit(clause))
    clause = replace(
        clause,
        every=_span(clause.every),
        gap=_span(clause.gap),
        may_repeat=_span(clause.may_repeat),
        repeat=_span(clause.repeat),
        length=_span(clause.length),
        until=_limit(clause.until),
        start=_limit(clause.start),
        cycle=None if clause.cycle is None else Cycle(_long(clause.cycle.on), _long(clause.cycle.off)),
        at=tuple(sorted((_moment(m) for m in clause.at), key=repr)),
        food=tuple(sorted((_moment(m) for m in clause.food), key=repr)),
        plan=tuple(sorted((Planned(p.amount, _moment(p.moment)) for p in clause.plan), key=lambda p: repr(p.moment))),
        days=tuple(sorted(set(clause.days), key=lambda d: (WEEK.index(d) if d in WEEK else len(WEEK), d))),
        as_needed=tuple(sorted(set(clause.as_needed))),
        purpose=tuple(sorted(set(clause.purpose))),
        advice=tuple(sorted(set(clause.advice))),
    )
    return _without_what_is_implied(clause)


def of_equal_doses(clause: Clause) -> Clause:
    """A plan of equal amounts is one dose at these moments."""
    amounts = {p.amount for p in clause.plan}
    if len(amounts) != 1 or clause.dose is not None or clause.at:
        return clause
    return replace(clause, plan=(), dose=amounts.pop(), at=tuple(p.moment for p in clause.plan))


def with_unit(clause: Clause) -> Clause:
    """A maximum without a unit has that of the dose."""
    if clause.most is None or clause.most.amount.unit or clause.dose is None:
        return clause
    most = clause.most.amount
    return replace(clause, most=Rate(Amount(most.low, most.high, clause.dose.unit), clause.most.per))


def _without_what_is_implied(clause: Clause) -> Clause:
    """Every day is once a day; a number of times that the named times or days have is not said beside them."""
    if clause.every == EVERY_DAY and clause.frequency is None:
        clause = replace(clause, every=None, frequency=Frequency())
    named = len(set(clause.at)) if clause.at and all(comes_once_a_day(m) for m in clause.at) else None
    if named is not None and exactly(clause.frequency, Per.DAY) == named:
        return replace(clause, frequency=None)
    weekdays = len(clause.days) if clause.days and set(clause.days) <= set(WEEK) else None
    if weekdays is not None and exactly(clause.frequency, Per.WEEK) == weekdays:
        return replace(clause, frequency=None)
    return clause


def _span(span: Span | None) -> Span | None:
    return None if span is None else _long(span)


def _long(span: Span) -> Span:
    unit, times = SMALLER.get(span.unit, (span.unit, 1))
    return Span(span.low * times, span.high * times, unit, span.bound)


def _moment(moment: Moment) -> Moment:
    return Moment(moment.name, moment.relation, _span(moment.offset))


def _limit(limit: Limit | None) -> Limit | None:
    return None if limit is None else replace(limit, offset=_span(limit.offset))
