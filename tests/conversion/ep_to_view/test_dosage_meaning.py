"""The structured dosage of a foreign prescription as a meaning: each shape exactly, or the reason why it has none."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ep_to_view.dosage_meaning import Keys, Unsaid, meaning_of
from converter.dosage.canonical import line
from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage
from converter.model.meaning import WEEK, Clause, Frequency, Moment, Often, Per
from converter.model.unread import Unread

EVENTS = {
    "HS": Clause(at=(Moment("bedtime"),)),
    "ACM": Clause(at=(Moment("breakfast", "before"),)),
    "IC": Clause(food=(Moment("between"),)),
}
UNITS = {"{Tablet}": "tablet", "mL": "ml"}
KEYS = Keys(lambda dose: UNITS.get(dose.unit, Unsaid.UNIT), lambda event: EVENTS.get(event.code))
MONDAY = date(2026, 11, 2)


def quantity(value: str, unit: str = "{Tablet}") -> Quantity:
    """An amount."""
    return Quantity(Decimal(value), unit)


ONE = quantity("1")


def every(value: str, unit: str = "d", *, flexible: bool = False, hour: str = "", day: date | None = None) -> DoseTime:
    """An interval."""
    return DoseTime(quantity(value, unit), flexible, hour, day)


def at(code: str) -> DoseTime:
    """An event of the day."""
    return DoseTime(event=Coded(code, "", ""))


def meant(
    *times: DoseTime,
    low: Quantity | None = ONE,
    high: Quantity | None = ONE,
    length: Quantity | None = None,
    start: date | None = None,
    unread: tuple[Unread, ...] = (),
) -> str:
    """The canonical line of the meaning, or why there is none."""
    found = meaning_of(ForeignDosage(low, high, times, start=start, length=length, unread=unread), KEYS)
    return found if isinstance(found, Unsaid) else line(found)


@pytest.mark.parametrize(
    ("time", "when"),
    [
        (every("1"), "freq=1/d"),
        (every("2"), "every=2 d"),
        (every("7"), "every=7 d"),
        (every("1", "wk"), "freq=1/wk"),
        (every("2", "wk"), "every=2 wk"),
        (every("1", "mo"), "freq=1/mo"),
        (every("3", "mo"), "every=3 mo"),
        (every("1", "h"), "every=1 h"),
        (every("8", "h"), "every=8 h"),
        (every("24", "h"), "every=24 h"),
        (every("72", "h"), "every=72 h"),
        (every("30", "min"), "every=30 min"),
    ],
)
def test_an_interval_that_is_kept(time: DoseTime, when: str) -> None:
    """That of one day, week or month is a number of times; 24 hours are hours."""
    assert meant(time) == f"dose=1 tablet; {when}"


@pytest.mark.parametrize(
    ("value", "unit", "when"),
    [
        ("8", "h", "freq=3/d"),
        ("4.8", "h", "freq=5/d"),
        ("24", "h", "freq=1/d"),
        ("1", "d", "freq=1/d"),
        ("0.5", "d", "freq=2/d"),
        ("48", "h", "every=2 d"),
        ("2", "d", "every=2 d"),
        ("1", "wk", "freq=1/wk"),
        ("2", "wk", "every=2 wk"),
        ("1", "mo", "freq=1/mo"),
        ("5", "h", Unsaid.OWN_CHOICE),
        ("36", "h", Unsaid.OWN_CHOICE),
        ("0.7", "d", Unsaid.OWN_CHOICE),
        ("30", "min", Unsaid.OWN_CHOICE),
        ("1.5", "wk", Unsaid.PERIOD),
        ("1.5", "d", Unsaid.PERIOD),
    ],
)
def test_times_of_ones_own_choosing(value: str, unit: str, when: str) -> None:
    """So many a day, or once in so many whole days, weeks or months; once in five hours is neither."""
    found = meant(every(value, unit, flexible=True))
    assert found == (when if isinstance(when, Unsaid) else f"dose=1 tablet; {when}")


@pytest.mark.parametrize(
    ("time", "when"),
    [
        (every("1", hour="08:00"), "at=08:00"),
        (every("1", hour="08:00", day=MONDAY), "at=08:00"),
        (every("24", "h", hour="08:00"), "at=08:00"),
        (every("8", "h", hour="08:30"), "at=00:30,08:30,16:30"),
        (every("12", "h", hour="20:00", day=MONDAY), "at=08:00,20:00"),
        (every("2", hour="08:00"), "every=2 d; at=08:00"),
        (every("1", "wk", hour="08:00", day=MONDAY), "at=08:00; days=mon"),
    ],
)
def test_an_hour_of_the_day(time: DoseTime, when: str) -> None:
    """An interval that divides the day comes round at the same hours every day."""
    assert meant(time) == f"dose=1 tablet; {when}"


@pytest.mark.parametrize(
    "time",
    [
        every("8", "h", flexible=True, hour="08:00"),
        every("1", flexible=True, hour="08:00"),
        every("5", "h", hour="08:00"),
        every("48", "h", hour="08:00"),
        every("30", "min", hour="08:00"),
        every("1.5", "h", hour="08:00"),
    ],
)
def test_an_hour_that_does_not_agree_with_its_interval(time: DoseTime) -> None:
    """Which of them holds, or at which hours it goes on, is not said."""
    assert meant(time) == Unsaid.HOUR


@given(day=st.dates(date(2020, 1, 1), date(2040, 1, 1)), weeks=st.integers(0, 500))
def test_a_weekly_interval_has_the_weekday_of_its_day(day: date, weeks: int) -> None:
    """However many weeks before or after; in days it is the same."""
    lines = {
        meant(every("1", "wk", day=day)),
        meant(every("7", "d", day=day)),
        meant(every("1", "wk", day=day + timedelta(weeks=weeks)), start=day),
    }
    assert lines == {f"dose=1 tablet; days={WEEK[(day - MONDAY).days % 7]}"}


@pytest.mark.parametrize(
    ("value", "unit"), [("2", "d"), ("14", "d"), ("2", "wk"), ("1", "mo"), ("5", "h"), ("72", "h")]
)
def test_a_day_that_is_not_said_leaves_nothing(value: str, unit: str) -> None:
    """Every second day from when? From the first day of treatment: that stands beside it."""
    assert meant(every(value, unit, day=MONDAY)) == Unsaid.DAY
    assert meant(every(value, unit, day=MONDAY), start=date(2026, 11, 1)) == Unsaid.DAY
    assert meant(every(value, unit, day=MONDAY), start=MONDAY) == meant(every(value, unit))


@pytest.mark.parametrize(("value", "unit"), [("1", "d"), ("8", "h"), ("24", "h"), ("1", "h")])
def test_the_day_of_what_comes_round_every_day_is_no_matter(value: str, unit: str) -> None:
    """A first day at most, which stands beside it."""
    assert meant(every(value, unit, day=MONDAY)) == meant(every(value, unit))


@pytest.mark.parametrize(("value", "unit", "when"), [("1", "wk", "freq=1/wk"), ("2", "d", "every=2 d")])
def test_a_day_beside_ones_own_choice_must_be_the_first(value: str, unit: str, when: str) -> None:
    """Any other says what is not one's own to choose."""
    chosen = every(value, unit, flexible=True, day=MONDAY)
    assert meant(chosen) == Unsaid.DAY
    assert meant(chosen, start=MONDAY) == f"dose=1 tablet; {when}"


@pytest.mark.parametrize(
    ("times", "when"),
    [
        ((at("HS"),), "at=bedtime"),
        ((at("IC"),), "food=between"),
        ((every("1", hour="20:00"), every("1", hour="08:00")), "at=08:00,20:00"),
        ((at("HS"), at("ACM")), "at=bedtime,before breakfast"),
        ((every("1", hour="20:00"), at("ACM")), "at=20:00,before breakfast"),
        ((every("12", "h", hour="08:00"), every("1", hour="14:00")), "at=08:00,14:00,20:00"),
    ],
)
def test_moments_of_the_day_stand_together(times: tuple[DoseTime, ...], when: str) -> None:
    """Hours from the first to the last, others as the document has them."""
    assert meant(*times) == f"dose=1 tablet; {when}"


@pytest.mark.parametrize(
    "times",
    [
        (every("8", "h", flexible=True), every("1", "wk")),
        (every("1"), every("1", hour="08:00")),
        (every("1", hour="20:00"), every("2", hour="08:00")),
        (every("1", hour="08:00"), every("1", hour="08:00")),
        (every("1", "wk", day=MONDAY), every("1", "wk", day=date(2026, 11, 5))),
        (at("HS"), at("HS")),
        (at("ACM"), at("IC")),
    ],
)
def test_times_that_are_not_moments_of_one_day_have_no_meaning_together(times: tuple[DoseTime, ...]) -> None:
    """Whether one is within the other, or also then, is not said."""
    assert meant(*times) == Unsaid.SEVERAL


@pytest.mark.parametrize(
    ("time", "why"),
    [
        (DoseTime(), Unsaid.PERIOD),
        (every("1", "a"), Unsaid.PERIOD),
        (every("1", "s"), Unsaid.PERIOD),
        (every("0"), Unsaid.PERIOD),
        (every("1.5"), Unsaid.PERIOD),
        (at("X1"), Unsaid.EVENT),
        (DoseTime(event=Coded("HS", "", ""), offset=quantity("5", "min")), Unsaid.OFFSET),
    ],
)
def test_a_time_without_meaning_leaves_nothing(time: DoseTime, why: Unsaid) -> None:
    """Alone or beside another."""
    assert meant(time) == why
    assert meant(every("1"), time) == why


@pytest.mark.parametrize(
    ("low", "high", "dose"),
    [
        (ONE, ONE, "dose=1 tablet"),
        (ONE, quantity("2"), "dose=1..2 tablet"),
        (quantity("0.5", "mL"), quantity("0.5", "mL"), "dose=0.5 ml"),
    ],
)
def test_a_dose(low: Quantity, high: Quantity, dose: str) -> None:
    """From least to most."""
    assert meant(every("1"), low=low, high=high) == f"{dose}; freq=1/d"


@pytest.mark.parametrize(
    ("low", "high", "why"),
    [
        (None, None, Unsaid.DOSE),
        (ONE, None, Unsaid.DOSE),
        (None, ONE, Unsaid.DOSE),
        (ONE, quantity("2", "mL"), Unsaid.DOSE),
        (quantity("5", "mL/h"), quantity("5", "mL/h"), Unsaid.UNIT),
        (quantity("1", "1"), quantity("1", "1"), Unsaid.UNIT),
    ],
)
def test_no_dose_or_one_without_a_unit_leaves_nothing(low: Quantity | None, high: Quantity | None, why: Unsaid) -> None:
    """A time alone says when to take nobody knows how much."""
    assert meant(every("1"), low=low, high=high) == why


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (quantity("10", "d"), "for=10 d"),
        (quantity("2", "wk"), "for=2 wk"),
        (quantity("3", "mo"), "for=3 mo"),
        (quantity("1", "a"), "for=1 yr"),
        (quantity("2", "h"), "for=2 h"),
    ],
)
def test_a_length(length: Quantity, words: str) -> None:
    """In the unit it was said in."""
    assert meant(every("1"), length=length) == f"dose=1 tablet; freq=1/d; {words}"


@pytest.mark.parametrize("number", ["1E+40", "1E+999999999", "1E-40", "1E-999999999", "10000001", "0.00001"])
def test_numbers_that_no_dosage_has_are_not_reckoned_with(number: str) -> None:
    """XML may say them in a few characters."""
    for unit in ("h", "d", "wk", "min"):
        for flexible in (True, False):
            assert meant(every(number, unit, flexible=flexible)) == Unsaid.PERIOD
    assert meant(every("1"), length=quantity(number, "d")) == Unsaid.LENGTH
    assert meant(every("1"), high=quantity(number)) == Unsaid.DOSE
    assert meant(every("1"), low=quantity(number), high=quantity(number)) == Unsaid.DOSE


def test_what_is_not_all_of_it_is_nothing() -> None:
    """A length in no unit of time, times that were not read, a dose without times, and what is said beside."""
    assert meant(every("1"), length=quantity("10", "s")) == Unsaid.LENGTH
    assert meaning_of(ForeignDosage(ONE, ONE, None), KEYS) is Unsaid.UNREAD
    assert meant() == Unsaid.NO_TIME
    assert meant(every("1"), unread=(Unread("precondition", "/x"),)) == Unsaid.UNREAD


QUANTITIES = st.builds(
    Quantity,
    st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal(0)),
    st.sampled_from(["{Tablet}", "mL", "1", "h", "d", "wk", "mo", "min", "a", "s", "", "mg/h"]),
)
TIMES = st.builds(
    DoseTime,
    st.none() | QUANTITIES,
    st.booleans(),
    st.sampled_from(["", "08:00", "23:59"]),
    st.none() | st.dates(),
    st.none() | st.sampled_from(["HS", "ACM", "IC", "X"]).map(lambda code: Coded(code, "", "")),
    st.none() | QUANTITIES,
)


@given(
    st.builds(
        ForeignDosage,
        st.none() | QUANTITIES,
        st.none() | QUANTITIES,
        st.none() | st.lists(TIMES, max_size=3).map(tuple),
        st.none() | st.dates(),
        st.none() | st.dates(),
        st.none() | QUANTITIES,
    )
)
def test_every_structure_has_a_meaning_or_a_reason(dosage: ForeignDosage) -> None:
    """Whatever its numbers: nothing is raised, and a meaning has the dose, the length and one clause."""
    found = meaning_of(dosage, KEYS)
    if isinstance(found, Unsaid):
        return
    (clause,) = found.clauses
    assert clause.dose is not None
    assert dosage.low is not None
    assert dosage.high is not None
    assert (clause.dose.low, clause.dose.high) == (dosage.low.value, dosage.high.value)
    assert (clause.length is None) == (dosage.length is None)
    assert {"frequency", "every", "at", "days", "food"} & set(clause.said())


@given(hours=st.integers(1, 24).filter(lambda n: 24 % n == 0))
def test_so_many_times_a_day_fill_the_day(hours: int) -> None:
    """Times and hours between them multiply to a day."""
    found = meaning_of(ForeignDosage(ONE, ONE, (every(str(hours), "h", flexible=True),)), KEYS)
    assert not isinstance(found, Unsaid)
    often = found.clauses[0].frequency
    assert often == Frequency(Often.TIMES, 24 // hours, 24 // hours, Per.DAY)
