"""How often a day: words that say it for sure are held against the structure, in whatever language."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ep_to_view.times_said import A_DAY, TIMES, another_frequency, times_a_day
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
        ("2 times a week", False),
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
