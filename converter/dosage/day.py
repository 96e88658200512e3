"""How much of a clause comes on one day, and how many days lie between its doses: bounds, not guesses."""

from decimal import ROUND_CEILING, Decimal

from converter.model.meaning import WEEK, Amount, Bound, Clause, Frequency, Often, Per, Span

DAYS_IN = {Per.WEEK: 7, Per.MONTH: 28, Per.YEAR: 365}
"""The least that each may have."""
DAYS_OF = {"d": 1, "wk": 7, "mo": 28, "yr": 365}
MINUTES_OF = {"min": 1, "h": 60}
MINUTES_A_DAY = Decimal(24 * 60)
TIMES_OF = {"each meal": 3, "each main meal": 3, "snacks": 2}
"""Moments that come more than once a day, at least so often."""
NEVER_AGAIN = Decimal(10**6)
"""Days after a single dose."""
NOTHING, ONE = Decimal(0), Decimal(1)


def in_a_day(clause: Clause, *, least: bool = False) -> Decimal:
    """The most that a day may have of a clause, in its unit; or the least that a day of taking it is sure to have.

    What says no number of times is one dose. A ceiling of a day bounds the most.
    """
    if clause.total is not None:
        days = DAYS_IN.get(clause.total.per or Per.DAY, 1)
        return (clause.total.amount.low if least else clause.total.amount.high) / days
    doses = [p.amount for p in clause.plan] or ([] if clause.dose is None else [clause.dose])
    whole = sum((_end(a, least) for a in doses), NOTHING)
    most = whole * (1 if clause.plan else _times(clause, least=least))
    ceiling = clause.most
    if not least and ceiling is not None and ceiling.per is Per.DAY and _is_bounded(clause):
        return min(most, ceiling.amount.high)
    return most


def apart(clause: Clause) -> Decimal | None:
    """The least number of days from one dose to the next; None where it is not said.

    Less than one where a day has several.
    """
    if clause.total is not None:
        days = DAYS_IN.get(clause.total.per or Per.DAY, 1)
        return Decimal(days) / (clause.split or 1)
    a_day = max(len(clause.plan), _moments(clause), 1)
    days_apart = _days_apart(clause)
    if days_apart is None:
        return None
    return days_apart if a_day == 1 else min(days_apart, ONE) / a_day


def _days_apart(clause: Clause) -> Decimal | None:
    often = clause.frequency
    if clause.every is not None:
        return _days(clause.every)
    if often is not None and often.kind is Often.ONCE:
        return NEVER_AGAIN if clause.repeat is None else _days(clause.repeat)
    if often is not None and (often.kind is Often.SEVERAL or (often.per is Per.DAY and often.high > 1)):
        return ONE / max(often.high, 2)
    if clause.days and set(clause.days) <= set(WEEK):
        return _between(clause.days)
    if clause.days_per_week is not None:
        return ONE if clause.days_per_week > 1 else Decimal(7)
    if often is not None:
        return Decimal(DAYS_IN.get(often.per, 1)) / often.high
    if clause.at or clause.plan:
        return ONE
    if clause.cycle is not None:
        return _days(clause.cycle.on)
    return None if clause.gap is None else _days(clause.gap)


def _between(days: tuple[str, ...]) -> Decimal:
    """The fewest days between two of these weekdays, the week going round."""
    places = sorted(WEEK.index(d) for d in set(days))
    following = [*places[1:], places[0] + len(WEEK)]
    return Decimal(min(b - a for a, b in zip(places, following, strict=True)))


def _days(span: Span) -> Decimal:
    if span.unit in MINUTES_OF:
        return span.low * MINUTES_OF[span.unit] / MINUTES_A_DAY
    return span.low * DAYS_OF[span.unit]


def _end(amount: Amount, least: bool) -> Decimal:
    return amount.low if least else amount.high


def _times(clause: Clause, *, least: bool) -> Decimal:
    """How often on a day; one where it is not said, and where the least of what is needed is asked for."""
    if least and clause.as_needed:
        return ONE
    moments = Decimal(_moments(clause))
    counted = NOTHING if clause.frequency is None else _counted(clause.frequency, least)
    kept = NOTHING
    if clause.every is not None and clause.every.unit in MINUTES_OF:
        minutes = (clause.every.high if least else clause.every.low) * MINUTES_OF[clause.every.unit]
        kept = (MINUTES_A_DAY / minutes).to_integral_value(rounding=ROUND_CEILING)
    return max(moments, counted, kept, ONE)


def _counted(often: Frequency, least: bool) -> Decimal:
    if often.kind is Often.ONCE:
        return ONE
    if often.kind is Often.SEVERAL:
        return Decimal(2) if often.per is Per.DAY else ONE
    if least and often.bound is Bound.UP_TO:
        return ONE
    times = Decimal(often.low if least else often.high)
    return (times / DAYS_IN.get(often.per, 1)).to_integral_value(rounding=ROUND_CEILING)


def _moments(clause: Clause) -> int:
    return sum(TIMES_OF.get(m.name, 1) for m in clause.at)


def _is_bounded(clause: Clause) -> bool:
    """Whether it is for the patient to take less: then a ceiling ends it."""
    often = clause.frequency
    ranged = often is not None and (often.low != often.high or often.bound is Bound.UP_TO)
    return bool(clause.as_needed) or ranged or (clause.dose is not None and clause.dose.is_range)
