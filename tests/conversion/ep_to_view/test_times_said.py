"""How often a day: words that say it for sure are held against the structure, in whatever language."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ep_to_view.frequency_words import A_DAY, A_WEEK, EVERY, NUMBERS, ONCE, TIMES
from converter.conversion.ep_to_view.times_said import (
    another_frequency,
    dose_of,
    frequency_of,
    says_dosage,
    times_a_day,
)
from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage
from converter.model.unread import Unread
from tests.builders.foreign import foreign, outcome_of


def every(value: str, unit: str) -> DoseTime:
    """An interval."""
    return DoseTime(period=Quantity(Decimal(value), unit))


def at(event: str) -> DoseTime:
    """An event of the day."""
    return DoseTime(event=Coded(event, "2.16.840.1.113883.5.139", ""))


@pytest.mark.parametrize(
    ("times", "often"),
    [
        ((every("8", "h"),), 3),
        ((every("1", "d"),), 1),
        ((every("0.5", "d"),), 2),
        ((every("1", "wk"),), Fraction(1, 7)),
        ((every("1", "d"), every("1", "d")), 2),
        ((at("ACM"), at("HS")), 2),
        ((at("AC"),), None),
        ((at("ACM"), at("C")), None),
        ((every("1", "mo"),), None),
        ((), None),
        (None, None),
    ],
)
def test_times_a_day_of_a_structure(times: tuple[DoseTime, ...] | None, often: Fraction | None) -> None:
    """Intervals and what comes once a day; a meal and a month are not counted."""
    assert times_a_day(ForeignDosage(times=times)) == often


def test_a_structure_that_is_not_all_of_it_is_held_against_nothing() -> None:
    """What is unread may say how often."""
    assert times_a_day(ForeignDosage(times=(every("8", "h"),), unread=(Unread("other", "/x"),))) is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1 tablet 3 times daily", False),
        ("1 tablet 2 times daily", True),
        ("1 tabletti 2 kertaa päivässä", True),
        ("1 Tablette 2x täglich", True),
        ("Ta 1 tablett 1 gang daglig", True),
        ("1 tablet 2-4 times daily", False),
        ("1 tablet 4-6 times daily", True),
        ("1 tablett inntil 4 ganger daglig", False),
        ("1 tablett inntil 2 ganger daglig", True),
        ("1 tablet 2 times daily, then 3 times daily", False),
        ("2 times a week", True),
        ("1 tablet once weekly", True),
        ("1 tablet weekly", True),
        ("1 tablet 3 times a week", True),
        ("1 tablett 3 ganger i uken", True),
        ("1 tabletti kerran viikossa", True),
        ("1 tabletti 1 kerran viikossa", True),
        ("1 Tablette einmal wöchentlich", True),
        ("1 comprimé une fois par semaine", True),
        ("Take 4 tablets once daily", True),
        ("Take one tablet three times daily", False),
        ("Take one tablet two times daily", True),
        ("Ta en tablett tre ganger daglig", False),
        ("Ota yksi tabletti kolme kertaa päivässä", False),
        ("Ota yksi tabletti kaksi kertaa päivässä", True),
        ("1 tablet every 8 hours", False),
        ("1 tablet every 12 hours", True),
        ("1 tablett hver 6. time", True),
        ("1 tabletti 8 tunnin välein", False),
        ("1 comprimé toutes les 12 heures", True),
        ("2-2-2", False),
        ("1-0-1", True),
        ("1 tableta 3krát denně", False),
        ("1 tableta 2krát denně", True),
        ("1 tablet once monthly", True),
        ("1 tablett daglig. Ukentlig kontroll.", False),
        ("1 tablet once daily or once weekly", False),
        ("Use by 2026-11-23", False),
        ("3 Mondays", False),
        ("up to 3 times a day, 1 time a day at least", False),
        ("2 x 400 mg", False),
        ("12 times daily", True),
        ("Max 3 tablets daily", False),
        ("", False),
    ],
)
def test_words_against_every_eight_hours(text: str, other: bool) -> None:
    """Told only where one number of times a day stands there, and the structure's is not it."""
    assert another_frequency(text, ForeignDosage(times=(every("8", "h"),))) is other


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from(TIMES), st.sampled_from(A_DAY))
def test_in_every_language(said: int, meant: int, times: str, a_day: str) -> None:
    """Another number is told, the same is not."""
    dosage = ForeignDosage(times=(every("1", "d"),) * meant)
    assert another_frequency(f"1 tab {said} {times} {a_day}.", dosage) is (said != meant)


@given(st.integers(1, 6), st.integers(1, 12), st.sampled_from(TIMES), st.sampled_from((*A_DAY, *A_WEEK)))
def test_a_number_in_words_is_that_number(said: int, meant: int, times: str, per: str) -> None:
    """Of times a day or a week, in each language and in words of one for both."""
    daily = ForeignDosage(times=(every("1", "d"),) * meant)
    for word in NUMBERS[said]:
        assert another_frequency(f"{word} {times} {per}", daily) is (per in A_WEEK or said != meant)


@pytest.mark.parametrize("per", A_WEEK)
def test_once_a_week_is_never_daily(per: str) -> None:
    """In one word and in two, whatever language the two are of."""
    weekly, daily = ForeignDosage(times=(every("1", "wk"),)), ForeignDosage(times=(every("1", "d"),))
    for word in (*ONCE[1], "1 x"):
        assert another_frequency(f"1 tab {word} {per}", daily)
        assert not another_frequency(f"1 tab {word} {per}", weekly)


def test_every_so_many_hours_is_read_in_each_language() -> None:
    for before, behind in EVERY[4:]:
        if "[" in behind or "?" in behind:
            continue
        found = frequency_of(f"1 tab {before} 6 {behind}".replace("  ", " "))
        assert found is not None, behind
        assert found.least == 4


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("Take 4 tablets once daily", (4, False)),
        ("Take two tablets three times daily", (2, False)),
        ("2 tablets every 8 hours", (2, False)),
        ("2 tablettia kolme kertaa päivässä", (2, False)),
        ("2 comprimidos 3 vezes ao dia", (2, False)),
        ("2 tablety 3krát denně", (2, False)),
        ("2,5 ml 3 times a day", (Fraction(5, 2), True)),
        ("2-2-2", (2, False)),
        ("2-1-2", None),
        ("2 tablets", None),
        ("", None),
    ],
)
def test_the_dose_before_how_often(text: str, dose: tuple[Fraction, bool] | None) -> None:
    assert dose_of(text) == dose


@pytest.mark.parametrize("text", ["Take 1 tablet", "1 tabl. x 3", "max 2 tabl", "1200 mg daily", "Ota 1 tabletti"])
def test_what_is_an_instruction(text: str) -> None:
    assert says_dosage(text)


@pytest.mark.parametrize("text", ["Buranisti 400 mg", "Buranisti 400 mg, 60 tabl", "", "10x10", "Takeda 400 mg"])
def test_what_is_none(text: str) -> None:
    assert not says_dosage(text)


def test_it_is_told_of_a_document() -> None:
    """With what differs, in Norwegian and English."""
    document = foreign().decode().replace("1 tabletti 3 kertaa päivässä", "1 tabletti 2 kertaa päivässä").encode()
    told = [f for f in outcome_of(document).findings if f.code == "view-narrative-contradicts"]
    assert [(f.text_en, "hvor ofte" in f.text_no) for f in told] == [
        (
            "The document's own words say something else than its codes: how often it is taken. Find out which holds.",
            True,
        )
    ]
