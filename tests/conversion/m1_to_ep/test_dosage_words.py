"""Structured dosage in words: both languages say all of it, or nothing is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from converter.conversion.m1_to_ep.dosage_words import say_phases
from converter.conversion.m1_to_ep.dose_unit import find_unit, in_english, in_norwegian
from converter.model.national import DosingPhase, NationalDose, NationalQuantity
from tests.builders.loaded import loaded
from tests.builders.medicines import codes, notes

NOV = [date(2026, 11, day) for day in range(1, 31)]


def so_many(value: str | None, unit: str = "tablett") -> NationalQuantity:
    """An amount."""
    return NationalQuantity(None if value is None else Decimal(value), unit)


DAILY = so_many("1", "Døgn")
HOUR, DAY = so_many("4", "Time"), so_many("1", "Døgn")
NEEDED = (so_many("8"), so_many("2"), DAY, HOUR)


def dose(amount: NationalQuantity | None = None, **changes: object) -> NationalDose:
    """One tablet every day."""
    given: dict[str, object] = {"amount": amount or so_many("1"), "interval": DAILY, **changes}
    return NationalDose(**given)  # type: ignore[arg-type]


def phase(*doses: NationalDose, start: date | None = None, end: date | None = None) -> DosingPhase:
    """A phase of these doses; one tablet a day where none is given."""
    return DosingPhase(start, end, doses or (dose(),))


def said(*phases: DosingPhase) -> tuple[str, str] | None:
    """The words in English and Norwegian."""
    words = say_phases(phases, notes())
    return None if words is None else (words.english, words.norwegian)


@pytest.mark.parametrize(
    ("given", "english", "norwegian"),
    [
        (dose(), "1 tablet daily", "1 tablett daglig"),
        (dose(so_many("2")), "2 tablets daily", "2 tabletter daglig"),
        (dose(so_many("0.5")), "0.5 tablet daily", "0,5 tablett daglig"),
        (dose(so_many("10", "ml")), "10 mL daily", "10 ml daglig"),
        (dose(interval=so_many("8", "Time")), "1 tablet every 8 hours", "1 tablett hver 8. time"),
        (dose(interval=so_many("1", "Time")), "1 tablet every hour", "1 tablett hver time"),
        (dose(interval=so_many("2", "Døgn")), "1 tablet every 2 days", "1 tablett hver 2. døgn"),
        (dose(interval=so_many("1", "Måned")), "1 tablet every month", "1 tablett hver måned"),
        (dose(interval=so_many("1.5", "Time")), "1 tablet every 1.5 hours", "1 tablett hver 1,5 timer"),
        (dose(interval=so_many("30", "Minutt")), "1 tablet every 30 minutes", "1 tablett hver 30. minutt"),
        (dose(interval=so_many("2", "År")), "1 tablet every 2 years", "1 tablett hver 2. år"),
        (dose(clock="08:00:00"), "1 tablet at 08:00", "1 tablett kl. 08:00"),
        (dose(clock="23:59:00.0", exact=True), "1 tablet at exactly 23:59", "1 tablett nøyaktig kl. 23:59"),
        (dose(clock="08:00:00", interval=None), "1 tablet at 08:00", "1 tablett kl. 08:00"),
        (
            dose(clock="08:00:00", interval=so_many("2", "Døgn")),
            "1 tablet at 08:00 every 2 days",
            "1 tablett kl. 08:00 hver 2. døgn",
        ),
        (dose(time_of_day="1"), "1 tablet in the morning", "1 tablett morgen"),
        (dose(time_of_day="3"), "1 tablet at midday", "1 tablett midt på dagen"),
        (dose(time_of_day="6"), "1 tablet at night", "1 tablett natt"),
        (dose(time_of_day="5", interval=None), "1 tablet in the evening", "1 tablett kveld"),
        (
            dose(weekdays=("1", "3", "5")),
            "1 tablet on Mondays, Wednesdays and Fridays",
            "1 tablett på mandager, onsdager og fredager",
        ),
        (dose(weekdays=("7",), interval=None), "1 tablet on Sundays", "1 tablett på søndager"),
        (
            dose(days_on=21, days_off=7),
            "1 tablet, 21 days with and 7 days without, in turn",
            "1 tablett, 21 dager på og 7 dager av, vekselvis",
        ),
        (
            dose(days_on=1, days_off=1, interval=None),
            "1 tablet, 1 days with and 1 days without, in turn",
            "1 tablett, 1 dager på og 1 dager av, vekselvis",
        ),
        (
            dose(so_many("500", "ml"), infusion=(so_many("50", "ml"), "Time")),
            "500 mL, infused at 50 mL per hour daily",
            "500 ml, infunderes med 50 ml per time daglig",
        ),
        (
            dose(needed=NEEDED, interval=None),
            "1 tablet as needed, at most 8 tablets in 24 hours and 2 tablets in 1 day, with at least 4 hours between",
            "1 tablett ved behov, høyst 8 tabletter i døgnet og 2 tabletter på 1 døgn, med minst 4 timer mellom",
        ),
    ],
)
def test_one_dose(given: NationalDose, english: str, norwegian: str) -> None:
    """Amount, time and what else it says, the same in both."""
    assert said(phase(given)) == (english, norwegian)


@pytest.mark.parametrize(
    "given",
    [
        dose(so_many(None)),
        dose(so_many("0")),
        dose(so_many("-1")),
        dose(so_many("1", "nowhere")),
        dose(so_many("1", "0")),
        dose(interval=None),
        dose(interval=so_many("1", "Uke i måne")),
        dose(interval=so_many(None, "Døgn")),
        dose(interval=so_many("0", "Døgn")),
        dose(interval=so_many("-1", "Time")),
        dose(clock="08:00:01"),
        dose(clock="08:00:00Z"),
        dose(clock="24:00:00"),
        dose(clock="08:00:00", time_of_day="1"),
        dose(time_of_day="9"),
        dose(weekdays=("8",)),
        dose(weekdays=("1", "8")),
        dose(days_on=21),
        dose(days_off=7),
        dose(days_on=0, days_off=7),
        dose(days_on=21, days_off=0),
        dose(infusion=(so_many("0", "ml"), "Time")),
        dose(infusion=(so_many("50", "ml"), "nowhere")),
        dose(needed=NEEDED),
        dose(needed=(so_many("0"), *NEEDED[1:]), interval=None),
        dose(needed=(NEEDED[0], so_many("0"), *NEEDED[2:]), interval=None),
        dose(needed=(*NEEDED[:2], so_many("0", "Døgn"), HOUR), interval=None),
        dose(needed=(*NEEDED[:3], so_many("0", "Time")), interval=None),
    ],
)
def test_a_dose_of_which_one_thing_cannot_be_said(given: NationalDose) -> None:
    """Then nothing is, for half an instruction is another one."""
    assert said(phase(given)) is None


@pytest.mark.parametrize(
    ("doses", "english"),
    [
        (
            (dose(clock="08:00:00"), dose(so_many("2"), clock="20:00:00")),
            "1 tablet at 08:00 and 2 tablets at 20:00",
        ),
        (
            (dose(time_of_day="1"), dose(time_of_day="3"), dose(time_of_day="5")),
            "1 tablet in the morning, 1 tablet at midday and 1 tablet in the evening",
        ),
        ((dose(clock="08:00:00"), dose(clock="20:00:00", interval=None)), None),
        ((dose(time_of_day="1"), dose(time_of_day="9")), None),
        ((dose(), dose(needed=NEEDED)), None),
        ((dose(interval=None), dose(needed=NEEDED, interval=None)),
         "1 tablet and 1 tablet as needed, at most 8 tablets in 24 hours and 2 tablets in 1 day, with at least 4 hours"
         " between"),
        ((dose(), dose(time_of_day="1")), "1 tablet and 1 tablet in the morning"),
    ],
)  # fmt: skip
def test_several_doses_have_one_interval(doses: tuple[NationalDose, ...], english: str | None) -> None:
    """And each must be said."""
    found = said(phase(*doses))
    assert (found and found[0]) == english


@pytest.mark.parametrize(
    ("start", "end", "english", "norwegian"),
    [
        (NOV[0], NOV[9], " for 10 days", " i 10 dager"),
        (NOV[0], NOV[0], " for 1 day", " i 1 dag"),
        (NOV[0], NOV[1], " for 2 days", " i 2 dager"),
        (NOV[0], None, "", ""),
        (None, NOV[9], "", ""),
        (NOV[9], NOV[0], "", ""),
    ],
)
def test_a_phase_says_how_long(start: date | None, end: date | None, english: str, norwegian: str) -> None:
    """Where it has a first and a last day, both included."""
    assert said(phase(start=start, end=end)) == (f"1 tablet daily{english}", f"1 tablett daglig{norwegian}")


FIRST, SECOND = phase(start=NOV[0], end=NOV[2]), phase(dose(so_many("2")), start=NOV[3])


def test_phases_that_follow_each_other_are_said_in_turn() -> None:
    """With their days."""
    assert said(FIRST, SECOND) == (
        "from 2026-11-01 to 2026-11-03: 1 tablet daily for 3 days; then from 2026-11-04: 2 tablets daily",
        "fra 2026-11-01 til 2026-11-03: 1 tablett daglig i 3 dager; deretter fra 2026-11-04: 2 tabletter daglig",
    )


@pytest.mark.parametrize(
    "phases",
    [
        (),
        (replace(FIRST, by_rule=True),),
        (replace(FIRST, doses=()),),
        (FIRST, replace(SECOND, by_rule=True)),
        (FIRST, replace(SECOND, start=None)),
        (replace(FIRST, start=None), SECOND),
        (FIRST, replace(SECOND, start=NOV[2])),
        (replace(FIRST, end=None, start=NOV[3]), SECOND),
        (SECOND, FIRST),
        (FIRST, replace(SECOND, doses=(dose(so_many("0")),))),
        (FIRST, SECOND, replace(SECOND, start=NOV[3])),
    ],
    ids=["none", "by rule", "no doses", "one by rule", "no first day", "no first day of the first", "overlap",
         "same first day", "backwards", "one unsaid", "third overlaps"],
)  # fmt: skip
def test_phases_that_cannot_be_said_in_turn(phases: tuple[DosingPhase, ...]) -> None:
    """No `then` would be true, or something is left out."""
    assert said(*phases) is None


def test_a_phase_without_last_day_ends_when_the_next_begins() -> None:
    """It began before."""
    assert said(replace(FIRST, end=None), SECOND) is not None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("tablett", "13"),
        ("Tabletter", "13"),
        (" TABLETT ", "13"),
        ("13", "13"),
        ("8", "8"),
        ("ml", "8"),
        ("", None),
        (" ", None),
        ("0", None),
        ("(Ingen)", None),
        ("nowhere", None),
    ],
)
def test_a_unit_is_found_by_term_plural_or_code(given: str, code: str | None) -> None:
    """None is no unit."""
    found = find_unit(given, notes())
    assert (found and found.code) == code


def test_a_draft_word_that_is_used_is_told() -> None:
    """Of a unit and of a time of day; one that is reviewed is not."""
    for given, drafts in ((dose(), 0), (dose(time_of_day="2"), 1), (dose(so_many("1", "plaster")), 1)):
        noted = notes()
        assert say_phases((phase(given),), noted) is not None
        assert codes(noted).count("draft-row-used") == drafts


@pytest.mark.parametrize(
    ("low", "high", "english", "norwegian"),
    [
        ("1", "1", "1 tablet", "1 tablett"),
        ("1", "2", "1-2 tablets", "1-2 tabletter"),
        ("0.5", "1", "0.5-1 tablet", "0,5-1 tablett"),
        ("1.50", "1.50", "1.5 tablets", "1,5 tabletter"),
    ],
)
def test_so_many_of_a_unit(low: str, high: str, english: str, norwegian: str) -> None:
    """Plural where there is more than one."""
    unit = loaded().tables.texts("dose-words-7480").row("13")
    assert unit is not None
    assert in_english(Decimal(low), Decimal(high), unit) == english
    assert in_norwegian(Decimal(low), Decimal(high), unit) == norwegian


@pytest.mark.parametrize("code", ["8", "17"])
def test_an_abbreviation_has_no_plural(code: str) -> None:
    """`10 mL`."""
    unit = loaded().tables.texts("dose-words-7480").row(code)
    assert unit is not None
    assert in_english(Decimal(10), Decimal(10), unit) == f"10 {unit.english}"
    assert in_norwegian(Decimal(10), Decimal(10), unit) == f"10 {unit.term}"
