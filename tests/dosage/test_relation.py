"""When two meanings agree: every row of docs/dosage-relation.md, and that nothing else does."""

from dataclasses import replace
from decimal import Decimal

import pytest

from converter.dosage.canonical import read_line
from converter.dosage.relation import Relation, relation
from converter.model.meaning import Amount, Bound, Clause, Frequency, Meaning, Order, Span

EQUAL, A, B, DIFFERENT = Relation


def of(one: str, other: str) -> Relation:
    """The relation of two canonical lines."""
    return relation(read_line(one), read_line(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dose=1 tablet; freq=3/d; for=7 d", "dose=1 tablet; freq=3/d; for=1 wk"),
        ("dose=1 tablet; freq=3/d; for=7..14 d", "dose=1 tablet; freq=3/d; for=1..2 wk"),
        ("dose=1 tablet; every=14 d", "dose=1 tablet; every=2 wk"),
        ("dose=1 tablet; every=90 min", "dose=1 tablet; every=1.5 h"),
        ("dose=1 tablet; gap=atLeast 1 h; asNeeded=yes", "dose=1 tablet; gap=atLeast 60 min; asNeeded=yes"),
        ("dose=1 tablet; asNeeded=yes; mayRepeat=after 60 min", "dose=1 tablet; asNeeded=yes; mayRepeat=after 1 h"),
        ("dose=1 tablet; freq=1/d; cycle=21 d on,7 d off", "dose=1 tablet; freq=1/d; cycle=3 wk on,1 wk off"),
        ("dose=1 tablet; freq=1/d; until=7 d after travel", "dose=1 tablet; freq=1/d; until=1 wk after travel"),
        ("dose=1 tablet; at=60 min before breakfast", "dose=1 tablet; at=1 h before breakfast"),
        ("dose=1 tablet; freq=1/d; food=60 min before", "dose=1 tablet; freq=1/d; food=1 h before"),
        ("dose=1 tablet; every=1 d", "dose=1 tablet; freq=1/d"),
        ("plan=1 tablet@morning,1 tablet@evening", "dose=1 tablet; at=morning,evening"),
        ("dose=1 tablet; freq=2/d; at=morning,evening", "dose=1 tablet; at=evening,morning"),
        ("dose=1 tablet; freq=2/wk; days=mon,thu", "dose=1 tablet; days=thu,mon"),
        ("dose=1 tablet; asNeeded=yes; max=8/d", "dose=1 tablet; asNeeded=yes; max=8 tablet/d"),
        ("dose=1 tablet; asNeeded=pain|fever", "dose=1 tablet; asNeeded=fever|pain"),
        (
            "dose=1 tablet; freq=1/d; advice=swallow whole,no alcohol",
            "dose=1.0 tablet; freq=1/d; advice=no alcohol,swallow whole",
        ),
        (
            "[dose=1 tablet; days=mon] + [dose=2 tablet; days=tue]",
            "[dose=2 tablet; days=tue] + [dose=1 tablet; days=mon]",
        ),
        (
            "[dose=1 tablet; freq=1/d; for=7 d] >> [dose=2 tablet; freq=1/d]",
            "[dose=1 tablet; freq=1/d; for=1 wk] >> [dose=2 tablet; freq=1/d]",
        ),
    ],
)
def test_what_is_equal(one: str, other: str) -> None:
    """Either way round."""
    assert (of(one, other), of(other, one)) == (EQUAL, EQUAL)


@pytest.mark.parametrize(
    ("general", "exact"),
    [
        ("dose=1 tablet; freq=3/d", "dose=1 tablet; at=morning,noon,evening"),
        ("dose=1..2 tablet; freq=2/d", "dose=1..2 tablet; at=08:00,20:00"),
        ("dose=1 tablet; freq=1/d", "dose=1 tablet; at=bedtime"),
        ("dose=1 tablet; freq=2/d", "dose=1 tablet; at=with breakfast,30 min before bedtime"),
        ("dose=thin layer; freq=2/d", "dose=thin layer; at=morning,evening"),
        ("dose=1 tablet; days=mon,thu", "dose=1 tablet; at=morning; days=mon,thu"),
        ("dose=1 tablet; freq=2/d; days=mon", "dose=1 tablet; at=morning,evening; days=mon"),
        ("dose=1 tablet; every=2 d", "dose=1 tablet; every=2 d; at=evening"),
        ("dose=1 tablet; freq=3/wk", "dose=1 tablet; days=mon,wed,fri"),
        ("dose=1 tablet; freq=1/wk", "dose=1 tablet; at=morning; days=mon"),
        ("dose=1 tablet; freq=1/wk", "dose=1 tablet; every=7 d"),
        ("dose=1 tablet; freq=1/wk", "dose=1 tablet; every=1 wk"),
        ("dose=1 tablet; freq=1/mo", "dose=1 tablet; every=1 mo"),
        ("dose=1 tablet; freq=1/yr", "dose=1 tablet; every=1 yr"),
        ("dose=1 tablet; freq=1/wk", "dose=1 tablet; freq=1/wk; days=same"),
        ("dose=1 tablet; freq=1/mo", "dose=1 tablet; freq=1/mo; days=same date"),
        ("dose=1 tablet; freq=1/wk; days=same", "dose=1 tablet; days=mon"),
        ("total=3 tablet/d", "total=3 tablet/d; split=3"),
        ("total=3 tablet/d", "dose=1 tablet; freq=3/d"),
        ("total=3 tablet/d", "dose=3 tablet; freq=1/d"),
        ("total=3 tablet/d", "dose=1.5 tablet; at=morning,evening"),
        ("total=3 tablet/d", "plan=2 tablet@morning,1 tablet@evening"),
        ("total=3 tablet/d; split=2", "plan=2 tablet@morning,1 tablet@evening"),
        ("total=3 tablet/d; split=3", "dose=1 tablet; freq=3/d"),
        ("total=4 tablet/wk", "dose=4 tablet; freq=1/wk"),
        ("total=4 tablet/wk", "dose=4 tablet; days=mon"),
        ("total=4 tablet/wk", "dose=4 tablet; every=7 d; at=evening"),
        ("dose=1 tablet; asNeeded=yes", "dose=1 tablet; asNeeded=pain"),
        ("dose=1 tablet; freq=1/d", "dose=1 tablet; freq=1/d; purpose=allergy"),
        ("dose=1 tablet; freq=1/d", "dose=1 tablet; freq=1/d; food=with"),
        ("dose=1 tablet; freq=1/d", "dose=1 tablet; freq=1/d; advice=swallow whole"),
        ("dose=1 tablet; freq=1/d; advice=swallow whole", "dose=1 tablet; freq=1/d; advice=no alcohol,swallow whole"),
        ("dose=1 tablet; freq=1/d", "dose=1 tablet; at=morning; food=with; purpose=allergy; advice=swallow whole"),
        (
            "[total=2 tablet/d; for=7 d] >> [dose=1 tablet; freq=1/d]",
            "[dose=1 tablet; freq=2/d; for=1 wk] >> [dose=1 tablet; at=evening]",
        ),
        (
            "[dose=1 tablet; freq=1/d] + [dose=1 tablet; asNeeded=yes]; max=4 tablet/d",
            "[dose=1 tablet; asNeeded=pain] + [dose=1 tablet; at=morning]; max=4 tablet/d",
        ),
    ],
)
def test_what_is_more_exact(general: str, exact: str) -> None:
    """Either way round."""
    assert (of(general, exact), of(exact, general)) == (B, A)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dose=1 tablet; every=8 h", "dose=1 tablet; freq=3/d"),
        ("dose=1 tablet; every=8 h", "dose=1 tablet; at=06:00,14:00,22:00"),
        ("dose=1 tablet; every=24 h", "dose=1 tablet; freq=1/d"),
        ("dose=1 tablet; every=72 h", "dose=1 tablet; every=3 d"),
        ("dose=1 tablet; freq=1/d; for=30 d", "dose=1 tablet; freq=1/d; for=1 mo"),
        ("dose=1 tablet; freq=1/d; for=12 mo", "dose=1 tablet; freq=1/d; for=1 yr"),
        ("dose=1 tablet; freq=1/wk", "dose=1 tablet; freq=1/d"),
        ("dose=1 tablet; freq=7/wk", "dose=1 tablet; freq=1/d"),
        ("dose=1 tablet; days=mon", "dose=1 tablet; freq=1/d"),
        ("dose=1 tablet; freq=2/wk", "dose=1 tablet; days=mon"),
        ("dose=1 tablet; freq=upto 3/d", "dose=1 tablet; freq=3/d"),
        ("dose=1 tablet; freq=2..3/d", "dose=1 tablet; freq=3/d"),
        ("dose=1 tablet; freq=several/d", "dose=1 tablet; freq=3/d"),
        ("dose=1 tablet; freq=upto 2/d", "dose=1 tablet; at=morning,evening"),
        ("dose=1 tablet; freq=3/d", "dose=1 tablet; at=with each meal"),
        ("dose=1 tablet; freq=1/d", "dose=1 tablet; at=with each meal"),
        ("dose=1 tablet; freq=3/d", "dose=1 tablet; at=morning,evening"),
        ("dose=1 tablet; at=morning", "dose=1 tablet; at=08:00"),
        ("dose=1 tablet; at=evening", "dose=1 tablet; at=bedtime"),
        ("dose=1 tablet; at=morning", "dose=1 tablet; at=evening"),
        ("dose=1 tablet; every=2 d", "dose=1 tablet; every=2 d; at=morning,evening"),
        ("dose=1 tablet; every=2 wk", "dose=1 tablet; freq=1/wk"),
        ("dose=1 tablet; freq=2/wk", "dose=1 tablet; freq=2/wk; days=same"),
        ("dose=1..2 tablet; freq=1/d", "dose=1 tablet; freq=1/d"),
        ("dose=1 tablet; freq=1/d", "dose=1 capsule; freq=1/d"),
        ("dose=1 tablet; freq=1/d", "dose=1; freq=1/d"),
        ("dose=1 piece; freq=1/d", "dose=1 tablet; freq=1/d"),
        ("dose=1 g; freq=1/d", "dose=1000 mg; freq=1/d"),
        ("dose=5 IU; freq=1/d", "dose=5 unit; freq=1/d"),
        ("dose=thin layer; freq=1/d", "dose=thick layer; freq=1/d"),
        ("total=2 tablet/d", "dose=2 tablet; freq=2/d"),
        ("total=2 tablet/d", "dose=2 tablet; at=morning,evening"),
        ("total=2 tablet/d", "dose=1 capsule; freq=2/d"),
        ("total=2 tablet/d", "dose=2 tablet; freq=upto 1/d"),
        ("total=2 tablet/d", "dose=2 tablet"),
        ("total=2 tablet/d", "dose=2 tablet; every=2 d"),
        ("total=2 tablet/d", "dose=2 tablet; freq=1/wk"),
        ("total=2 tablet/d", "dose=2 tablet; days=mon"),
        ("total=2 tablet/d", "dose=0.25 tablet; every=3 h"),
        ("total=2 tablet/d", "total=2 tablet/wk"),
        ("total=2 tablet/d", "plan=2 tablet@morning,1 tablet@evening"),
        ("total=3 tablet/d", "plan=2 tablet@with breakfast,1 tablet@with each meal"),
        ("total=2..4 tablet/d", "dose=1..2 tablet; freq=2/d"),
        ("total=3 tablet/d; split=3", "plan=2 tablet@morning,1 tablet@evening"),
        ("total=3 tablet/d; split=3", "total=3 tablet/d; split=2"),
        ("total=4 tablet/wk", "dose=2 tablet; days=mon,thu"),
        ("total=4 tablet/wk", "dose=1 tablet; freq=4/wk"),
        ("total=4 tablet/wk", "dose=4 tablet; freq=1/d"),
        ("total=4 tablet/wk", "dose=2 tablet; at=morning,evening; days=mon"),
        ("total=7 tablet/wk", "dose=1 tablet; freq=1/d"),
        ("plan=2 tablet@morning,1 tablet@evening", "plan=1 tablet@morning,2 tablet@evening"),
        ("plan=2 tablet@morning,1 tablet@evening", "dose=1.5 tablet; freq=2/d"),
        ("dose=1 tablet; asNeeded=pain", "dose=1 tablet; asNeeded=fever"),
        ("dose=1 tablet; asNeeded=pain", "dose=1 tablet; asNeeded=pain|fever"),
        ("dose=1 tablet; freq=1/d; purpose=allergy", "dose=1 tablet; freq=1/d; purpose=asthma"),
        ("dose=1 tablet; freq=1/d; purpose=pain", "dose=1 tablet; freq=1/d; asNeeded=pain"),
        ("dose=1 tablet; freq=1/d; food=with", "dose=1 tablet; freq=1/d; food=before"),
        ("dose=1 tablet; freq=1/d; advice=chew", "dose=1 tablet; freq=1/d; advice=swallow whole"),
        ("dose=1 tablet; freq=1/d; advice=chew", "dose=1 tablet; at=morning"),
        ("dose=1 tablet; freq=2/d", "[dose=1 tablet; at=morning] + [dose=1 tablet; at=evening]"),
        (
            "[dose=1 tablet; days=mon] + [dose=2 tablet; days=tue]",
            "[dose=2 tablet; days=mon] + [dose=1 tablet; days=tue]",
        ),
        (
            "[dose=1 tablet; freq=1/d; for=7 d] >> [dose=2 tablet; freq=1/d; for=7 d]",
            "[dose=2 tablet; freq=1/d; for=7 d] >> [dose=1 tablet; freq=1/d; for=7 d]",
        ),
        (
            "[dose=1 tablet; freq=1/d; for=7 d] >> [dose=2 tablet; freq=1/d]",
            "[dose=1 tablet; freq=1/d; for=7 d] >> [stop]",
        ),
        (
            "[dose=1 tablet; freq=1/d; for=7 d] >> [dose=2 tablet; freq=1/d]",
            "[dose=1 tablet; freq=1/d; for=7 d] + [dose=2 tablet; freq=1/d]",
        ),
        (
            "[dose=1 tablet; at=morning] + [dose=2 tablet; asNeeded=yes]",
            "[dose=1 tablet; freq=1/d] + [dose=2 tablet; asNeeded=pain]",
        ),
    ],
)
def test_what_differs(one: str, other: str) -> None:
    """Either way round; each could lead to another treatment, or is said by neither in full."""
    assert (of(one, other), of(other, one)) == (DIFFERENT, DIFFERENT)


ALONE = (
    "eq=15 mg",
    "act=apply",
    "route=oral",
    "site=left eye",
    "daysPerWk=5",
    "gap=atLeast 6 h",
    "on=day 1",
    "asNeeded=yes",
    "mayRepeat=after 2 h",
    "repeat=after 2 wk",
    "max=8 tablet/d",
    "count=5",
    "for=7 d",
    "until=pack empty",
    "from=first day of period",
    "cycle=21 d on,7 d off",
)


@pytest.mark.parametrize("said", ALONE)
def test_what_only_one_says_is_a_difference(said: str) -> None:
    """Whatever it is that the list does not name."""
    clause = read_line("dose=1 tablet; freq=3/d").clauses[0]
    more = read_line(said).clauses[0]
    one = Meaning((clause,))
    other = Meaning((replace(clause, **{name: getattr(more, name) for name in more.said()}),))
    assert relation(one, other) is relation(other, one) is DIFFERENT


def test_order_and_number_of_clauses_count() -> None:
    """A clause more is another treatment."""
    one = read_line("dose=1 tablet; freq=1/d").clauses[0]
    alone, twice = Meaning((one,)), Meaning((one, one), Order.TOGETHER)
    assert relation(alone, twice) is DIFFERENT
    assert relation(twice, replace(twice, order=Order.THEN)) is DIFFERENT


def test_many_clauses_side_by_side_are_held_in_their_order() -> None:
    """No more orders than can be looked at."""
    clauses = tuple(Clause(dose=Amount(Decimal(n), Decimal(n), "tablet"), frequency=Frequency()) for n in range(1, 9))
    many = Meaning(clauses, Order.TOGETHER)
    assert relation(many, many) is EQUAL
    assert relation(many, replace(many, clauses=clauses[::-1])) is DIFFERENT
    few = replace(many, clauses=clauses[:4])
    assert relation(few, replace(few, clauses=clauses[3::-1])) is EQUAL


def test_bounds_count() -> None:
    """Up to so long is not so long."""
    span = Span(Decimal(7), Decimal(7), "d")
    clause = Clause(dose=Amount(Decimal(1), Decimal(1), "tablet"), frequency=Frequency(), length=span)
    upto = replace(clause, length=replace(span, bound=Bound.UP_TO))
    assert relation(Meaning((clause,)), Meaning((upto,))) is DIFFERENT
