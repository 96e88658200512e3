"""The structure of an eP: only where it says all of the meaning, and back to the same."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given, settings

from converter.dosage.canonical import KEYS, line, read_line
from converter.dosage.cda import DAYS_IN, HELD, Reason, meaning_of, schedule_of
from converter.model.dosage import Dose, Schedule, Timing
from converter.model.dosage import Frequency as Counted
from converter.model.meaning import Meaning
from tests.dosage.strategies import meanings

UNITS = {"tablet": "{Tablet}", "ml": "mL", "drop": "[drp]"}


def structure(text: str) -> Schedule | Reason:
    """The structure of a canonical line."""
    return schedule_of(read_line(text), UNITS.get)


ONE = Dose(Decimal(1), Decimal(1), "{Tablet}")


@pytest.mark.parametrize(
    ("text", "timing", "days"),
    [
        ("freq=3/d", Timing(Counted.PER_DAY, Decimal(3)), None),
        ("freq=1/d; for=7 d", Timing(Counted.PER_DAY, Decimal(1)), 7),
        ("freq=24/d; for=2 wk", Timing(Counted.PER_DAY, Decimal(24)), 14),
        ("freq=1/wk", Timing(Counted.EVERY, Decimal(1), "wk"), None),
        ("every=8 h", Timing(Counted.EVERY, Decimal(8), "h"), None),
        ("every=12 h", Timing(Counted.EVERY, Decimal(12), "h"), None),
        ("every=2 d", Timing(Counted.EVERY, Decimal(2), "d"), None),
        ("every=2 wk", Timing(Counted.EVERY, Decimal(2), "wk"), None),
        ("at=08:00,20:30", Timing(Counted.CLOCK, clock=(time(8), time(20, 30))), None),
        ("at=bedtime", Timing(Counted.BEDTIME), None),
        ("at=before each meal", Timing(Counted.BEFORE_MEALS), None),
    ],
)
def test_what_the_structure_holds(text: str, timing: Timing, days: int | None) -> None:
    """One dose, one timing, whole days."""
    assert structure(f"dose=1 tablet; {text}") == Schedule(ONE, timing, days)


def test_a_range_of_doses_is_held() -> None:
    """The dose has a least and a most."""
    found = structure("dose=1..2 ml; freq=2/d")
    assert found == Schedule(Dose(Decimal(1), Decimal(2), "mL"), Timing(Counted.PER_DAY, Decimal(2)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[dose=1 tablet; freq=1/d; for=1 wk] >> [dose=2 tablet; freq=1/d]", "clauses"),
        ("act=apply; freq=1/d", "act"),
        ("freq=1/d", "no-dose"),
        ("dose=1; freq=1/d", "unit"),
        ("dose=1 suppository; freq=1/d", "unit"),
        ("dose=thin layer; freq=1/d", "dose"),
        ("dose=1 tablet", "timing"),
        ("dose=1 tablet; freq=3/wk; at=evening", "timing"),
        ("dose=1 tablet; freq=5/d", "freq"),
        ("dose=1 tablet; freq=7/d", "freq"),
        ("dose=1 tablet; freq=upto 3/d", "freq"),
        ("dose=1 tablet; freq=2..3/d", "freq"),
        ("dose=1 tablet; freq=2/wk", "freq"),
        ("dose=1 tablet; freq=1/mo", "freq"),
        ("dose=1 tablet; freq=once", "freq"),
        ("dose=1 tablet; freq=several/d", "freq"),
        ("dose=1 tablet; every=4..6 h", "every"),
        ("dose=1 tablet; every=3 mo", "every"),
        ("dose=1 tablet; every=30 min", "every"),
        ("dose=1 tablet; at=morning", "at"),
        ("dose=1 tablet; at=08:00,evening", "at"),
        ("dose=1 tablet; at=20:00,08:00", "at"),
        ("dose=1 tablet; at=before bedtime", "at"),
        ("dose=1 tablet; at=15 min before each meal", "at"),
        ("dose=1 tablet; at=before breakfast", "at"),
        ("dose=1 tablet; at=bedtime,08:00", "at"),
        ("dose=1 tablet; freq=1/d; for=1 mo", "for"),
        ("dose=1 tablet; freq=1/d; for=36 h", "for"),
        ("dose=1 tablet; freq=1/d; for=upto 7 d", "for"),
        ("dose=1 tablet; freq=1/d; for=atLeast 7 d", "for"),
        ("dose=1 tablet; freq=1/d; for=7..10 d", "for"),
        ("dose=1 tablet; freq=1/d; for=1.5 d", "for"),
        ("dose=1 tablet; freq=1/d; asNeeded=yes", "asNeeded"),
        ("dose=1 tablet; freq=1/d; max=8 tablet/d", "max"),
        ("dose=1 tablet; eq=500 mg; freq=1/d", "eq"),
        ("dose=1 tablet; route=oral; freq=1/d", "route"),
        ("dose=1 drop; site=left eye; freq=1/d", "site"),
        ("dose=1 tablet; freq=1/wk; days=same", "days"),
        ("dose=1 tablet; freq=1/d; purpose=pain", "purpose"),
        ("dose=1 tablet; freq=1/d; advice=swallow whole", "advice"),
        ("dose=1 tablet; freq=1/d; food=with", "food"),
        ("total=3 tablet/d", "total"),
        ("stop", "stop"),
    ],
)
def test_what_says_more_stays_text(text: str, reason: str) -> None:
    """Each reason by its own word."""
    assert structure(text) == Reason(reason)


def in_days(meaning: Meaning) -> Meaning:
    """The meaning with a length of weeks in days, which are the same."""
    (clause,) = meaning.clauses
    if clause.length is None:
        return meaning
    low = clause.length.low * DAYS_IN[clause.length.unit]
    return Meaning((replace(clause, length=replace(clause.length, low=low, high=low, unit="d")),))


@settings(max_examples=500)
@given(meanings())
def test_a_meaning_comes_back_from_the_structure(meaning: Meaning) -> None:
    """Nothing is lost, and only a meaning that says nothing more has a structure at all."""
    schedule = schedule_of(meaning, lambda key: f"{{{key}}}")
    if isinstance(schedule, Reason):
        return
    (clause,) = meaning.clauses
    assert set(clause.said()) <= set(HELD)
    assert line(meaning_of(schedule, clause.dose.unit)) == line(in_days(meaning))


@pytest.mark.parametrize(("unit", "line_"), [("d", "freq=1/d"), ("wk", "freq=1/wk"), ("h", "every=1 h")])
def test_an_interval_of_one_is_said_as_norwegian_says_it(unit: str, line_: str) -> None:
    """`hver dag` and `hver uke` are numbers of times; `hver time` is an interval."""
    schedule = Schedule(ONE, Timing(Counted.EVERY, Decimal(1), unit))
    assert line(meaning_of(schedule, "tablet")) == f"dose=1 tablet; {line_}"


def test_every_field_has_a_place_or_a_reason() -> None:
    """Of each key of the canonical line it can be said that the structure has no room for it."""
    assert {key.key for key in KEYS} <= {str(reason) for reason in Reason}
