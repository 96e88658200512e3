"""Meanings that a text could say, drawn at random: every field, every shape, every order, from given keys of rows."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from converter.model.meaning import (
    NOTHING,
    STOP,
    WEEK,
    Amount,
    Clause,
    Meaning,
    Order,
    Per,
    Phase,
    Rate,
    Span,
)
from tests.dosage.strategy_clauses import besides, bounded, daily, goes_into, is_once, needed, timed, whats
from tests.dosage.strategy_parts import (
    FEW,
    SITED,
    Keys,
    amounts,
    plans,
    several_moments,
    spans,
)


@st.composite
def singles(draw: st.DrawFn, keys: Keys) -> Meaning:
    """A single clause."""
    kind = draw(st.sampled_from(["timed"] * 6 + ["needed"] * 3 + ["plan", "plan", "unitless", "ceiling", "alone"]))
    if kind == "plan":
        clause = Clause(plan=draw(plans(keys)))
    elif kind == "unitless":
        clause = Clause(dose=draw(amounts("", True)))
        at = draw(several_moments(keys)) if draw(st.booleans()) or clause.dose.is_range else ()
        clause = replace(clause, at=at) if at else replace(clause, frequency=draw(daily()))
        return Meaning((draw(besides(clause, keys)),))
    elif kind == "ceiling":
        unit = draw(st.sampled_from(keys.counted))
        number = Decimal(draw(st.integers(2, 8)))
        reasons = (draw(st.sampled_from(("yes", *keys.reasons))),)
        return Meaning((Clause(as_needed=reasons, most=Rate(Amount(number, number, unit), Per.DAY)),))
    elif kind == "alone":
        return Meaning((draw(whats(keys).filter(lambda c: c.dose is not None)),))
    else:
        clause = draw(whats(keys))
        unbound = kind == "needed" and draw(st.booleans())
        clause = clause if unbound else draw(timed(clause, keys))
        clause = draw(needed(clause, keys)) if kind == "needed" and not is_once(clause) else clause
        if unbound and not clause.as_needed:
            clause = draw(timed(clause, keys))
    return Meaning((draw(besides(draw(bounded(clause, keys)), keys)),))


@st.composite
def phases(draw: st.DrawFn, keys: Keys) -> Meaning:
    """Clauses one after the other: each but the last with a length, or all named by days or weeks; a stop at times."""
    first = draw(whats(keys).filter(lambda c: c.layer == "" and c.equal is None))
    number = draw(st.integers(2, 3))
    named = draw(st.integers(0, 3)) == 0
    unit = draw(st.sampled_from(["day", "week"]))
    clauses, start = [], 1
    bare = replace(first, site="", route="") if first.dose or first.total or first.act else first
    for place in range(number):
        clause = draw(timed(_other(bare, place), keys).filter(lambda c: not is_once(c) and c.gap is None))
        if named:
            end = start + draw(st.integers(0, 5))
            clause, start = replace(clause, phase=Phase(unit, start, end)), end + 1
        elif place < number - 1 or draw(st.booleans()):
            length = draw(spans("d d wk mo", 14, ranges=False))
            length = length if goes_into(clause, length) else Span(Decimal(3), Decimal(3), "yr")
            clause = replace(clause, length=length)
        clauses.append(clause)
    if clauses[-1].length is not None and draw(st.booleans()):
        clauses.append(STOP)
    shared = Clause(site=first.site, route=first.route) if bare != first else NOTHING
    return Meaning(tuple(clauses), Order.THEN, draw(besides(shared, keys)))


def _other(clause: Clause, place: int) -> Clause:
    """The same with another amount for each phase."""
    if clause.dose is not None:
        return replace(clause, dose=replace(clause.dose, low=clause.dose.low + place, high=clause.dose.high + place))
    if clause.total is not None:
        amount = clause.total.amount
        amount = replace(amount, low=amount.low + place, high=amount.high + place)
        return replace(clause, total=replace(clause.total, amount=amount))
    return clause


@st.composite
def together(draw: st.DrawFn, keys: Keys) -> Meaning:
    """Clauses side by side: a regular dose and one when needed, doses on different weekdays, or in different places."""
    kind = draw(st.sampled_from(["needed", "days", "sites"]))
    unit = draw(st.sampled_from([u for u in keys.counted if kind != "sites" or u in SITED]))
    one, other = draw(amounts(unit, True)), draw(amounts(unit, True))
    most = None
    if kind == "days":
        named = draw(st.sets(st.sampled_from(WEEK), min_size=1, max_size=5))
        rest = tuple(d for d in WEEK if d not in named)
        clauses = (
            Clause(dose=one, days=tuple(d for d in WEEK if d in named)),
            Clause(dose=other, days=rest if draw(st.booleans()) else rest[:1]),
        )
    elif kind == "sites":
        sites = draw(st.sampled_from([(one, two) for one in keys.sites for two in keys.sites if _opposite(one, two)]))
        clauses = (
            draw(timed(Clause(dose=one, site=sites[0]), keys).filter(lambda c: not is_once(c) and c.gap is None)),
            draw(timed(Clause(dose=other, site=sites[1]), keys).filter(lambda c: not is_once(c) and c.gap is None)),
        )
    else:
        regular = draw(timed(Clause(dose=one), keys).filter(lambda c: not is_once(c) and c.gap is None))
        reasons = draw(st.lists(st.sampled_from(keys.reasons), max_size=2, unique=True))
        clauses = (regular, Clause(dose=other, as_needed=tuple(reasons) or ("yes",)))
        number = (one.high + other.high) * 2
        most = Rate(Amount(number, number, unit), Per.DAY) if draw(st.booleans()) else None
    common = draw(besides(Clause(most=most, as_needed=("",)), keys))
    return Meaning(clauses, Order.TOGETHER, replace(common, as_needed=()))


def _opposite(one: str, other: str) -> bool:
    """Whether two places are the left and the right of a pair: none holds the other."""
    left, right = sorted((one, other))
    return left.startswith("left ") and right == left.replace("left", "right", 1)


def meanings(keys: Keys = FEW) -> st.SearchStrategy[Meaning]:
    """Any meaning that a text could say."""
    return st.one_of(singles(keys), singles(keys), singles(keys), phases(keys), together(keys))
