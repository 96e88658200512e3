"""Structured dosage and short doses as meanings: all of what they say, or the reason why not."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m1_to_ep.national_clause import TIMES_OF_DAY, WEEKDAYS, WhyNot
from converter.conversion.m1_to_ep.national_meaning import phases_meaning, short_meaning
from converter.conversion.m1_to_ep.short_dose import Standing, read_short
from converter.dosage.canonical import line, read_line
from converter.model.meaning import Clause
from converter.model.national import DosingPhase, NationalDose, NationalQuantity, ShortDoseGiven
from tests.builders.exchange import steady
from tests.builders.loaded import loaded
from tests.builders.medicines import codes, notes
from tests.conversion.m1_to_ep.test_dosage_words import dose, phase, so_many

NOV = [date(2026, 11, day) for day in range(1, 31)]
DAY, FOUR_HOURS = so_many("1", "Døgn"), so_many("4", "Time")
CEILING = (so_many("8"), so_many("8"), DAY, FOUR_HOURS)


WORDS = loaded().vocabulary
MISSING = {
    *(
        "bukkalfilm",
        "bukkaltablett",
        "film",
        "hgl",
        "implantat",
        "innlegg",
        "instillasjon",
        "kompress",
        "kule",
        "pipette",
    ),
    *("pute", "tampong", "tråd", "tyggekapsel", "Uteritorie", "øyelamell"),
    *("KIU", "dosetrinn", "orale morfinekvivalenter"),
}
"""Terms of list 7480 that no text of the vocabulary is written with."""


def said(*phases: DosingPhase) -> str | WhyNot:
    """The canonical line of structured dosage, or why it has none."""
    found = phases_meaning(phases, WORDS, notes())
    return found if isinstance(found, WhyNot) else line(found)


def alone(**changes: object) -> NationalDose:
    """A dose at no interval."""
    return replace(dose(interval=None), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("doses", "meaning"),
    [
        ((dose(),), "dose=1 tablet; freq=1/d"),
        ((dose(so_many("2")),), "dose=2 tablet; freq=1/d"),
        ((dose(so_many("0.50", "ml")),), "dose=0.5 ml; freq=1/d"),
        ((dose(so_many("10", "8")),), "dose=10 ml; freq=1/d"),
        ((dose(so_many("2", "Dråper")),), "dose=2 drop; freq=1/d"),
        ((dose(interval=so_many("8", "Time")),), "dose=1 tablet; every=8 h"),
        ((dose(interval=so_many("24", "Time")),), "dose=1 tablet; every=24 h"),
        ((dose(interval=so_many("1", "Time")),), "dose=1 tablet; every=1 h"),
        ((dose(interval=so_many("30", "minutt")),), "dose=1 tablet; every=30 min"),
        ((dose(interval=so_many("2", "Døgn")),), "dose=1 tablet; every=2 d"),
        ((dose(interval=so_many("7", "Døgn")),), "dose=1 tablet; every=7 d"),
        ((dose(interval=so_many("1", "Måned")),), "dose=1 tablet; freq=1/mo"),
        ((dose(interval=so_many("3", "Måned")),), "dose=1 tablet; every=3 mo"),
        ((dose(interval=so_many("1", "År")),), "dose=1 tablet; freq=1/yr"),
        ((dose(clock="08:00:00", exact=True),), "dose=1 tablet; at=08:00"),
        ((alone(clock="08:00:00"),), "dose=1 tablet; at=08:00"),
        ((dose(time_of_day="5"),), "dose=1 tablet; at=evening"),
        ((dose(clock="20:30:00"), dose(clock="08:00:00")), "dose=1 tablet; at=08:00,20:30"),
        (tuple(dose(time_of_day=c) for c in "531"), "dose=1 tablet; at=morning,noon,evening"),
        (tuple(dose(time_of_day=c) for c in "642"), "dose=1 tablet; at=forenoon,afternoon,night"),
        ((dose(time_of_day="1"), dose(clock="20:00:00")), "dose=1 tablet; at=morning,20:00"),
        (
            (dose(so_many("1"), time_of_day="5"), dose(so_many("2"), time_of_day="1")),
            "plan=2 tablet@morning,1 tablet@evening",
        ),
        ((dose(time_of_day="5", interval=so_many("2", "Døgn")),), "dose=1 tablet; every=2 d; at=evening"),
        ((alone(weekdays=("1",)),), "dose=1 tablet; days=mon"),
        ((alone(weekdays=("5", "1", "3")),), "dose=1 tablet; days=mon,wed,fri"),
        ((alone(weekdays=("1",)), alone(weekdays=("4",))), "dose=1 tablet; days=mon,thu"),
        ((alone(weekdays=("2",), time_of_day="1"),), "dose=1 tablet; at=morning; days=tue"),
        (
            (alone(weekdays=("2",), time_of_day="1"), alone(weekdays=("2",), time_of_day="5")),
            "dose=1 tablet; at=morning,evening; days=tue",
        ),
        (
            (alone(weekdays=("1", "2")), alone(amount=so_many("2"), weekdays=("6", "7"))),
            "[dose=1 tablet; days=mon,tue] + [dose=2 tablet; days=sat,sun]",
        ),
        (
            (alone(weekdays=("1", "2"), time_of_day="1"), alone(weekdays=("2",), time_of_day="5")),
            "[dose=1 tablet; at=morning; days=mon] + [dose=1 tablet; at=morning,evening; days=tue]",
        ),
        ((dose(days_on=21, days_off=7),), "dose=1 tablet; freq=1/d; cycle=21 d on,7 d off"),
        ((alone(time_of_day="1", days_on=5, days_off=2),), "dose=1 tablet; at=morning; cycle=5 d on,2 d off"),
        ((alone(needed=CEILING),), "dose=1 tablet; gap=atLeast 4 h; asNeeded=yes; max=8 tablet/d"),
    ],
)
def test_one_phase(doses: tuple[NationalDose, ...], meaning: str) -> None:
    """All that its doses say; its first day alone is the treatment period's."""
    assert said(phase(*doses)) == meaning
    assert said(phase(*doses, start=NOV[0])) == meaning
    found = phases_meaning((phase(*doses),), WORDS, notes())
    assert found == read_line(meaning)


@pytest.mark.parametrize(
    ("doses", "why"),
    [
        ((dose(so_many(None)),), WhyNot.AMOUNT),
        ((dose(so_many("0")),), WhyNot.AMOUNT),
        ((dose(so_many("-1")),), WhyNot.AMOUNT),
        ((dose(so_many("1", "nowhere")),), WhyNot.UNIT),
        ((dose(so_many("1", "")),), WhyNot.UNIT),
        ((dose(so_many("1", "0")),), WhyNot.UNIT),
        ((dose(so_many("1", "dosetrinn")),), WhyNot.UNIT),
        ((dose(infusion=(so_many("50", "ml"), "Time")),), WhyNot.INFUSION),
        ((dose(clock="08:00:01"),), WhyNot.MOMENT),
        ((dose(clock="08:00:00Z"),), WhyNot.MOMENT),
        ((dose(clock="08:00:00", time_of_day="1"),), WhyNot.MOMENT),
        ((dose(time_of_day="7"),), WhyNot.MOMENT),
        ((dose(time_of_day="1", exact=True),), WhyNot.MOMENT),
        ((dose(exact=True),), WhyNot.MOMENT),
        ((alone(),), WhyNot.INTERVAL),
        ((dose(interval=so_many("1", "Uke")),), WhyNot.INTERVAL),
        ((dose(interval=so_many("30", "Sekund")),), WhyNot.INTERVAL),
        ((dose(interval=so_many("1.5", "Døgn")),), WhyNot.INTERVAL),
        ((dose(interval=so_many("0", "Døgn")),), WhyNot.INTERVAL),
        ((dose(interval=so_many(None, "Døgn")),), WhyNot.INTERVAL),
        ((dose(clock="08:00:00"), alone(clock="20:00:00")), WhyNot.INTERVAL),
        ((dose(time_of_day="1", interval=so_many("12", "Time")),), WhyNot.INTERVAL),
        ((dose(time_of_day="1", interval=so_many("1", "Måned")),), WhyNot.INTERVAL),
        ((dose(weekdays=("1",)),), WhyNot.INTERVAL),
        ((dose(), dose()), WhyNot.DOSES),
        ((dose(time_of_day="1"), dose()), WhyNot.DOSES),
        ((dose(time_of_day="1"), dose(time_of_day="1")), WhyNot.DOSES),
        ((alone(weekdays=("1",)), alone(weekdays=("1", "2"))), WhyNot.DOSES),
        ((dose(time_of_day="1"), dose(so_many("1", "ml"), time_of_day="5")), WhyNot.UNIT),
        ((alone(weekdays=("1",)), alone(amount=so_many("1", "ml"), weekdays=("2",))), WhyNot.UNIT),
        ((alone(weekdays=("8",)),), WhyNot.WEEKDAYS),
        ((alone(weekdays=("1", "8")),), WhyNot.WEEKDAYS),
        ((alone(weekdays=("1",)), alone(time_of_day="1")), WhyNot.WEEKDAYS),
        ((dose(days_on=21),), WhyNot.CYCLE),
        ((dose(days_off=7),), WhyNot.CYCLE),
        ((dose(days_on=0, days_off=7),), WhyNot.CYCLE),
        ((dose(days_on=21, days_off=0),), WhyNot.CYCLE),
        ((alone(days_on=21, days_off=7, weekdays=("1",)),), WhyNot.CYCLE),
        ((dose(days_on=21, days_off=7, interval=so_many("2", "Døgn")),), WhyNot.CYCLE),
        ((dose(days_on=21, days_off=7, interval=so_many("1", "Måned")),), WhyNot.CYCLE),
        ((dose(time_of_day="1", days_on=5, days_off=2), dose(time_of_day="5")), WhyNot.CYCLE),
        ((alone(days_on=21, days_off=7),), WhyNot.INTERVAL),
        ((dose(needed=CEILING),), WhyNot.NEEDED),
        ((alone(needed=CEILING), alone(needed=CEILING)), WhyNot.NEEDED),
        ((alone(needed=CEILING), alone(time_of_day="1")), WhyNot.NEEDED),
        ((alone(time_of_day="1"), alone(needed=CEILING)), WhyNot.NEEDED),
        ((alone(needed=CEILING, weekdays=("1",)),), WhyNot.NEEDED),
        ((alone(needed=CEILING, days_on=1),), WhyNot.NEEDED),
        ((alone(needed=(so_many("8"), so_many("2"), DAY, FOUR_HOURS)),), WhyNot.NEEDED),
        ((alone(needed=(so_many("8"), so_many("8"), so_many("24", "Time"), FOUR_HOURS)),), WhyNot.NEEDED),
        ((alone(needed=(so_many("8", "ml"), so_many("8", "ml"), DAY, FOUR_HOURS)),), WhyNot.NEEDED),
        ((alone(amount=so_many("9"), needed=CEILING),), WhyNot.NEEDED),
        ((alone(needed=(so_many("0"), *CEILING[1:])),), WhyNot.AMOUNT),
        ((alone(needed=(*CEILING[:3], so_many("0", "Time"))),), WhyNot.INTERVAL),
        ((alone(needed=(*CEILING[:2], so_many(None, "Døgn"), FOUR_HOURS)),), WhyNot.INTERVAL),
    ],
)
def test_what_has_no_meaning(doses: tuple[NationalDose, ...], why: WhyNot) -> None:
    """One thing that cannot be said, and nothing is."""
    assert said(phase(*doses)) is why


FIRST, SECOND = phase(start=NOV[0], end=NOV[6]), phase(dose(so_many("2")), start=NOV[7])


def test_phases_in_turn() -> None:
    """Each for as long as it is; the last until further notice, or for its days."""
    assert said(FIRST, SECOND) == "[dose=1 tablet; freq=1/d; for=7 d] >> [dose=2 tablet; freq=1/d]"
    last = replace(SECOND, end=NOV[7])
    assert said(FIRST, last) == "[dose=1 tablet; freq=1/d; for=7 d] >> [dose=2 tablet; freq=1/d; for=1 d]"
    assert said(FIRST) == "dose=1 tablet; freq=1/d; for=7 d"
    weekend = phase(alone(weekdays=("1",)), alone(amount=so_many("2"), weekdays=("2",)), start=NOV[0], end=NOV[6])
    assert said(weekend) == "[dose=1 tablet; days=mon] + [dose=2 tablet; days=tue]; for=7 d"


@pytest.mark.parametrize(
    ("phases", "why"),
    [
        ((), WhyNot.EMPTY),
        ((replace(FIRST, doses=()),), WhyNot.EMPTY),
        ((replace(FIRST, by_rule=True),), WhyNot.RULE),
        ((replace(FIRST, start=None),), WhyNot.PHASES),
        ((replace(FIRST, end=NOV[0] - timedelta(1)),), WhyNot.PHASES),
        ((FIRST, replace(SECOND, start=NOV[6])), WhyNot.PHASES),
        ((FIRST, replace(SECOND, start=NOV[8])), WhyNot.PHASES),
        ((FIRST, replace(SECOND, start=None)), WhyNot.PHASES),
        ((replace(FIRST, end=None), SECOND), WhyNot.PHASES),
        ((SECOND, FIRST), WhyNot.PHASES),
        ((FIRST, replace(SECOND, by_rule=True)), WhyNot.RULE),
        ((FIRST, replace(SECOND, doses=(alone(weekdays=("1",)), alone(amount=so_many("2"), weekdays=("2",))))),
         WhyNot.PHASES),
    ],
)  # fmt: skip
def test_phases_that_do_not_follow(phases: tuple[DosingPhase, ...], why: WhyNot) -> None:
    """A gap may be a pause or a slip; an overlap may be a sum."""
    assert said(*phases) is why


@pytest.mark.parametrize(
    ("code", "text", "meaning"),
    [
        ("160", "1 tablett 3 ganger daglig", "dose=1 tablet; freq=3/d"),
        ("223", "10 ml 3 ganger daglig", "dose=10 ml; freq=3/d"),
        ("240", "1-2 tabletter 3 ganger daglig", "dose=1..2 tablet; freq=3/d"),
        ("109", "1 tablett 1 gang daglig i 10 dager", "dose=1 tablet; freq=1/d; for=10 d"),
        ("56", "1 tablett hver 12. time", "dose=1 tablet; every=12 h"),
        ("62", "1 tablett hver uke", "dose=1 tablet; freq=1/wk"),
        ("5458", "1 tablett hver 8. uke", "dose=1 tablet; every=8 wk"),
        ("2", "1 tablett ved sengetid", "dose=1 tablet; at=bedtime"),
        ("5382", "1 tablett før måltidene", "dose=1 tablet; at=before each meal"),
        ("21", "1 tablett kveld", None),
        ("160", "2 tabletter 3 ganger daglig", None),
        ("nowhere", "1 tablett 3 ganger daglig", None),
    ],
)
def test_a_short_dose(code: str, text: str, meaning: str | None) -> None:
    """By its row's structure, where its text confirms it."""
    found = short_meaning(read_short(ShortDoseGiven(code, text), text, notes()), WORDS)
    assert (None if found is None else line(found)) == meaning


def test_every_row_with_a_structure_has_a_meaning() -> None:
    """Of every unit that the vocabulary has: the row's own numbers."""
    row = notes().tables.texts("dose-words-7480").row("13")
    for short in loaded().tables.short_doses["short-dose-7478"]:
        made = read_short(ShortDoseGiven("160", "1 tablett 3 ganger daglig"), "", notes())
        assert made.standing is Standing.CONFIRMED
        found = short_meaning(replace(made, row=short, unit=row), WORDS)
        assert (found is None) is (short.dose is None)
        if found is not None and short.dose is not None:
            assert found.clauses[0].dose is not None
            assert (found.clauses[0].dose.low, found.clauses[0].dose.high) == short.dose


def test_a_unit_of_the_list_that_has_no_row_is_named() -> None:
    """Each other term of list 7480 has its row."""
    without = [
        row.term
        for row in loaded().tables.texts("dose-words-7480")
        if row.code != "0" and said(phase(dose(so_many("1", row.term)))) is WhyNot.UNIT
    ]
    assert set(without) <= MISSING
    assert {"tablett", "kapsel", "ml", "dråpe", "mg", "IE", "dose", "spray"}.isdisjoint(without)


def test_a_draft_unit_is_told() -> None:
    """Of list 7480's words."""
    noted = notes()
    assert not isinstance(phases_meaning((phase(dose(so_many("1", "plaster"))),), WORDS, noted), WhyNot)
    assert "draft-row-used" in codes(noted)


amounts = st.decimals(Decimal("0.25"), Decimal(40), places=2).map(lambda value: NationalQuantity(value, "tablett"))
intervals = st.sampled_from(("Time", "Døgn", "Måned")).flatmap(
    lambda unit: st.integers(1, 30).map(lambda n: NationalQuantity(Decimal(n), unit))
)


@steady(200)
@given(st.lists(amounts, min_size=1, max_size=4), st.data())
def test_every_amount_and_every_time_is_in_the_meaning(
    given_amounts: list[NationalQuantity], data: st.DataObject
) -> None:
    """Nothing is lost on the way, whatever stands in the doses."""
    times = data.draw(st.permutations(sorted(TIMES_OF_DAY)))[: len(given_amounts)]
    days = tuple(sorted(data.draw(st.sets(st.sampled_from(sorted(WEEKDAYS)), max_size=7))))
    doses = [NationalDose(a, time_of_day=t, weekdays=days) for a, t in zip(given_amounts, times, strict=True)]
    found = phases_meaning((DosingPhase(NOV[0], NOV[9], tuple(doses)),), WORDS, notes())
    assert not isinstance(found, WhyNot)
    (clause,) = found.clauses
    said_amounts = [p.amount.low for p in clause.plan]
    if clause.dose is not None:
        said_amounts = [clause.dose.low] * len(doses)
    moments = [p.moment.name for p in clause.plan] or [m.name for m in clause.at]
    wanted = {TIMES_OF_DAY[t]: a.value for a, t in zip(given_amounts, times, strict=True)}
    assert dict(zip(moments, said_amounts, strict=True)) == wanted
    assert clause.days == tuple(WEEKDAYS[d] for d in days)
    assert clause.length is not None
    assert clause.length.low == 10


@steady(100)
@given(amounts, intervals)
def test_an_interval_is_in_the_meaning(amount: NationalQuantity, interval: NationalQuantity) -> None:
    """As an interval, or as once in it."""
    found = phases_meaning((DosingPhase(None, None, (NationalDose(amount, interval),)),), WORDS, notes())
    assert not isinstance(found, WhyNot)
    (clause,) = found.clauses
    rest = replace(clause, dose=None)
    if interval.value == 1 and interval.unit != "Time":
        assert rest == Clause(frequency=clause.frequency)
        assert clause.frequency is not None
        assert clause.frequency.high == 1
    else:
        assert rest == Clause(every=clause.every)
        assert clause.every is not None
        assert clause.every.low == clause.every.high == interval.value
