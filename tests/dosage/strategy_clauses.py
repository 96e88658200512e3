"""A clause drawn at random, step by step: what is taken, how often, when needed, for how long, what goes with it."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from converter.model.meaning import (
    DAY_OF,
    WEEK,
    Amount,
    Bound,
    Clause,
    Cycle,
    Frequency,
    Limit,
    Moment,
    Often,
    Per,
    Rate,
    Span,
)
from tests.dosage.strategy_parts import (
    ACTS_BY_UNIT,
    FOOD_MOMENTS,
    HOURS,
    SITED,
    TIMINGS,
    Keys,
    amounts,
    frequencies,
    several_moments,
    spans,
)


@st.composite
def whats(draw: st.DrawFn, keys: Keys) -> Clause:
    """What is taken, and where: the fields from dose to site, plan aside."""
    kind = draw(st.sampled_from(["dose"] * 7 + ["total"] * 2 + ["layer", "act"]))
    site = draw(st.sampled_from(keys.sites)) if draw(st.integers(0, 2)) == 0 else ""
    route = draw(st.sampled_from(keys.routes)) if not site and draw(st.integers(0, 2)) == 0 else ""
    if kind == "layer":
        return Clause(layer=draw(st.sampled_from(keys.layers)), act="apply", site=site)
    if kind == "act":
        return Clause(act="" if route else draw(st.sampled_from(["apply", "massage"])), site=site, route=route)
    unit = draw(st.sampled_from(keys.counted * 2 + keys.measured))
    amount = draw(amounts(unit, unit in keys.counted))
    if kind == "total":
        whole = amount if amount.high > 1 or unit in keys.measured else Amount(Decimal(2), Decimal(2), unit)
        site = site if unit in SITED else ""
        split = draw(st.sampled_from([None, None, 2, 3, 4]))
        per = draw(st.sampled_from([Per.DAY, Per.DAY, Per.WEEK]))
        return Clause(total=Rate(whole, per), split=split if per is Per.DAY else None, site=site, route=route)
    site = site if unit in SITED else ""
    equal = None
    if unit in keys.counted and not amount.is_range and draw(st.integers(0, 7)) == 0:
        equal = Amount(amount.low * 100, amount.low * 100, "mg")
    act = draw(st.sampled_from(("", "", *ACTS_BY_UNIT.get(unit, ())))) if not route else ""
    return Clause(dose=amount, equal=equal, act=act, site=site, route=route)


@st.composite
def timed(draw: st.DrawFn, clause: Clause, keys: Keys) -> Clause:
    """The clause with how often it is taken."""
    if clause.total is not None:
        return clause
    kind = draw(st.sampled_from(TIMINGS))
    if kind == "day":
        return replace(clause, frequency=draw(frequencies()))
    if kind == "per":
        frequency = draw(frequencies(draw(st.sampled_from([Per.WEEK, Per.WEEK, Per.MONTH, Per.YEAR]))))
        at = draw(st.sampled_from(keys.times)) if frequency.per is Per.WEEK and draw(st.booleans()) else ""
        return replace(clause, frequency=frequency, at=(Moment(at),) if at else ())
    if kind == "every":
        span = draw(spans("h h d wk mo", 12).filter(lambda s: s.low > 1 or s.low == s.high))
        return replace(clause, every=span if span.low > 1 or span.unit == "h" else replace(span, unit="h"))
    if kind == "at":
        return replace(clause, at=draw(several_moments(keys)))
    if kind == "days":
        named = draw(st.sets(st.sampled_from(WEEK), min_size=1, max_size=6))
        weekdays = tuple(d for d in WEEK if d in named)
        return replace(clause, days=weekdays, at=draw(several_moments(keys)) if draw(st.integers(0, 2)) == 0 else ())
    if kind == "same":
        same = draw(st.sampled_from([("same", Per.WEEK), ("same date", Per.MONTH)]))
        return replace(clause, days=(same[0],), frequency=Frequency(per=same[1]))
    if kind == "fixed":
        once = draw(several_moments(keys).filter(lambda m: not m[0].name.startswith(("each", "snacks"))))[:1]
        return replace(clause, frequency=Frequency(Often.ONCE), at=once)
    if kind == "week":
        return replace(clause, frequency=draw(daily()), days_per_week=draw(st.integers(2, 6)))
    if kind == "gap":
        gap = draw(spans("h", 6, (Bound.EXACT, Bound.AT_LEAST), ranges=False))
        return replace(clause, frequency=draw(frequencies().filter(lambda f: f.high < 4)), gap=gap)
    if kind == "every-at":
        days = Decimal(draw(st.integers(2, 6)))
        every = Span(days, days, draw(st.sampled_from(["d", "wk"])))
        return replace(clause, every=every, at=(Moment(draw(st.sampled_from(keys.times))),))
    repeat = draw(spans("d wk", 6, (Bound.EXACT, Bound.AT_LEAST))) if draw(st.booleans()) else None
    return replace(clause, frequency=Frequency(Often.ONCE), repeat=repeat)


def daily() -> st.SearchStrategy[Frequency]:
    """So many times a day, exactly."""
    return st.integers(1, 4).map(lambda n: Frequency(low=n, high=n))


@st.composite
def needed(draw: st.DrawFn, clause: Clause, keys: Keys) -> Clause:
    """The clause as something that is taken when needed, with its limits."""
    reasons = draw(st.lists(st.sampled_from(keys.reasons), max_size=2, unique=True))
    clause = replace(clause, as_needed=tuple(reasons) or ("yes",), split=None)
    repeated = clause.frequency is None and clause.every is None and not clause.at and not clause.total
    if repeated and draw(st.integers(0, 2)) == 0:
        clause = replace(clause, may_repeat=draw(spans("min h h d", 30, (Bound.EXACT, Bound.AT_LEAST))))
    elif clause.gap is None and repeated and draw(st.integers(0, 3)) == 0:
        clause = replace(clause, gap=draw(spans("h", 12, (Bound.EXACT, Bound.AT_LEAST))))
    times = _times_a_day(clause)
    if clause.dose is not None and times and draw(st.booleans()):
        per = draw(st.sampled_from([Per.DAY, Per.DAY, Per.DAY, Per.WEEK, None])) if repeated else Per.DAY
        number = clause.dose.high * draw(st.integers(times, times + 4))
        clause = replace(clause, most=Rate(Amount(number, number, clause.dose.unit), per))
    return clause


def _times_a_day(clause: Clause) -> int:
    """How many doses a day there may be at most, two where it is not said; 0 where it is no matter of days."""
    if clause.every is not None:
        return int(24 / clause.every.low) + 1 if clause.every.unit == "h" else 0
    if clause.frequency is not None:
        return max(clause.frequency.high, 2) if clause.frequency.per is Per.DAY else 0
    return 0 if clause.days else max(len(clause.at), 2)


def goes_into(clause: Clause, length: Span) -> bool:
    """Whether a length has room for more than one of the clause's periods."""
    periods = [HOURS[clause.frequency.per]] if clause.frequency is not None else []
    periods += [HOURS["wk"]] if clause.days or clause.days_per_week else []
    periods += [HOURS[clause.every.unit] * clause.every.high] if clause.every is not None else []
    periods += [HOURS[clause.total.per or "d"]] if clause.total is not None else []
    return all(length.low * HOURS[length.unit] > period for period in periods)


def is_once(clause: Clause) -> bool:
    """Whether a clause is for one time."""
    return clause.frequency is not None and clause.frequency.kind is Often.ONCE


@st.composite
def bounded(draw: st.DrawFn, clause: Clause, keys: Keys) -> Clause:
    """The clause with an end, a beginning or a cycle."""
    kind = draw(st.sampled_from(["", "", "", "length", "length", "until", "start", "cycle", "count"]))
    if kind == "" or is_once(clause) or clause.may_repeat is not None:
        return clause
    if kind == "length":
        length = draw(spans("d d wk mo yr", 31, Bound))
        return replace(clause, length=length) if goes_into(clause, length) else clause
    if kind == "count":
        return replace(clause, count=draw(st.integers(2, 12))) if not clause.as_needed else clause
    if kind == "cycle":
        on, off = draw(spans("d wk mo", 31, ranges=False)), draw(spans("d wk", 14, ranges=False))
        return replace(clause, cycle=Cycle(on, off)) if not clause.as_needed and goes_into(clause, on) else clause
    offset = draw(spans("d wk", 7))
    if kind == "until":
        ends = [Limit(u) for u in keys.until] + [Limit("2026-12-24"), Limit("2027-02-01")]
        ends += [Limit(e, offset, "after") for e in keys.ends_offset]
        return replace(clause, until=draw(st.sampled_from(ends)))
    day = Decimal(draw(st.integers(1, 28)))
    starts = [Limit(s) for s in keys.starts] + [Limit("2026-12-24"), Limit("cycle", Span(day, day, "d"), DAY_OF)]
    starts += [Limit(s, offset, "before") for s in keys.starts_offset]
    return replace(clause, start=draw(st.sampled_from(starts)))


@st.composite
def besides(draw: st.DrawFn, clause: Clause, keys: Keys) -> Clause:
    """The clause with food, purpose and advice."""
    meals = any(m.relation and m.name != "bedtime" for m in (*clause.at, *(p.moment for p in clause.plan)))
    if not meals and draw(st.integers(0, 3)) == 0:
        food = [*FOOD_MOMENTS, *((Moment(f),) for f in keys.food)]
        clause = replace(clause, food=draw(st.sampled_from(food)))
    if not clause.as_needed and draw(st.integers(0, 2)) == 0:
        clause = replace(clause, purpose=(draw(st.sampled_from(keys.purposes)),))
    if draw(st.integers(0, 2)) == 0:
        advice = draw(st.lists(st.sampled_from(keys.advice), min_size=1, max_size=3, unique=True))
        clause = replace(clause, advice=tuple(advice))
    return clause
