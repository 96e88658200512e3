"""Text, short dose and structured dosage meet in one meaning: what we write of a structure, we read as it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m1_to_ep.dosage_words import say_phases
from converter.conversion.m1_to_ep.national_clause import WhyNot
from converter.conversion.m1_to_ep.national_meaning import phases_meaning, short_meaning
from converter.conversion.m1_to_ep.short_dose import read_short
from converter.dosage.relation import Relation, relation
from converter.dosage.understand import understand
from converter.model.national import DosingPhase, NationalDose, NationalQuantity, ShortDoseGiven
from tests.builders.exchange import steady
from tests.builders.loaded import loaded
from tests.builders.medicines import notes

START, END = date(2026, 11, 1), date(2026, 11, 28)
"""Longer than any interval: an interval that is never over is no dosage."""
WORDS = loaded().vocabulary
AGREE = {Relation.EQUAL, Relation.A_MORE_EXACT}
"""A structure says one dose where the words may say a total of the day."""
AMOUNTS = ("0.5", "1", "1.5", "2", "5", "10")
UNITS = ("tablett", "kapsel", "ml", "dråpe", "mg", "dose", "E", "plaster", "stikkpille", "IE")


def quantity(value: str, unit: str) -> NationalQuantity:
    """An amount."""
    return NationalQuantity(Decimal(value), unit)


DAILY = quantity("1", "Døgn")


@st.composite
def structures(draw: st.DrawFn) -> DosingPhase:
    """A phase of which our words are a usual dosage: times of the day, an interval, weekdays."""
    unit = draw(st.sampled_from(UNITS))
    kind = draw(st.sampled_from(("interval", "times", "hours", "weekdays")))
    amounts = st.sampled_from(AMOUNTS).map(lambda value: quantity(value, unit))
    if kind == "interval":
        interval = quantity(draw(st.sampled_from(("1", "2", "7", "8", "12"))), draw(st.sampled_from(("Time", "Døgn"))))
        doses = [NationalDose(draw(amounts), interval)]
    elif kind == "times":
        codes = sorted(draw(st.sets(st.sampled_from("1345"), min_size=1, max_size=3)))
        doses = [NationalDose(draw(amounts), DAILY, time_of_day=code) for code in codes]
    elif kind == "hours":
        hours = sorted(draw(st.sets(st.integers(0, 23), min_size=1, max_size=3)))
        doses = [NationalDose(draw(amounts), DAILY, clock=f"{hour:02}:00:00") for hour in hours]
    else:
        days = tuple(sorted(draw(st.sets(st.sampled_from("1234567"), min_size=1, max_size=4))))
        doses = [NationalDose(draw(amounts), weekdays=days)]
    return DosingPhase(START, draw(st.sampled_from((None, END))), tuple(doses))


@steady(150)
@given(structures())
def test_our_words_for_a_structure_mean_what_it_means(phase: DosingPhase) -> None:
    """And another amount does not."""
    words, meant = say_phases((phase,), notes()), phases_meaning((phase,), WORDS, notes())
    assert words is not None
    assert not isinstance(meant, WhyNot)
    read = understand(words.norwegian, WORDS)
    assert read.meaning is not None, words.norwegian
    assert relation(meant, read.meaning) in AGREE, words.norwegian
    more = NationalQuantity(Decimal(3), phase.doses[0].amount.unit)
    other = phases_meaning(
        (replace(phase, doses=(replace(phase.doses[0], amount=more), *phase.doses[1:])),), WORDS, notes()
    )
    assert not isinstance(other, WhyNot)
    assert relation(other, read.meaning) is Relation.DIFFERENT


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("93", "1 tablett daglig"),
        ("160", "1 tablett 3 ganger daglig"),
        ("223", "10 ml 3 ganger daglig"),
        ("240", "1-2 tabletter 3 ganger daglig"),
        ("109", "1 tablett 1 gang daglig i 10 dager"),
        ("56", "1 tablett hver 12. time"),
        ("62", "1 tablett hver uke"),
        ("5458", "1 tablett hver 8. uke"),
        ("2", "1 tablett ved sengetid"),
        ("5382", "1 tablett før måltidene"),
    ],
)
def test_a_short_dose_means_what_its_text_does(code: str, text: str) -> None:
    """By its row, and by the grammar."""
    meant = short_meaning(read_short(ShortDoseGiven(code, text), text, notes()), WORDS)
    read = understand(text, WORDS)
    assert meant is not None
    assert read.meaning is not None
    assert relation(meant, read.meaning) is Relation.EQUAL


@pytest.mark.parametrize(
    ("text", "code", "doses", "found"),
    [
        ("10 ml 3 ganger daglig", "223", ("10 ml 1", "10 ml 3", "10 ml 5"), Relation.A_MORE_EXACT),
        ("1 tablett 2 ganger daglig", "130", ("2 tablett 1", "2 tablett 5"), Relation.DIFFERENT),
        ("1 tablett 2 ganger daglig", "130", ("1 tablett 1", "1 tablett 5"), Relation.A_MORE_EXACT),
    ],
)
def test_a_short_dose_and_a_structure(text: str, code: str, doses: tuple[str, ...], found: Relation) -> None:
    """The cases that went wrong."""
    given_doses = tuple(NationalDose(quantity(*d.split()[:2]), DAILY, time_of_day=d.split()[2]) for d in doses)
    structure = phases_meaning((DosingPhase(START, None, given_doses),), WORDS, notes())
    short = short_meaning(read_short(ShortDoseGiven(code, text), text, notes()), WORDS)
    assert not isinstance(structure, WhyNot)
    assert short is not None
    assert relation(structure, short) is found


@pytest.mark.parametrize(
    "text",
    [
        "2 tabletter hver 12. time",
        "1 tablett ukentlig",
        "1 tablett ved behov, maks 4 per døgn",
        "8 tabletter én gang per uke, samme ukedag",
        "8 tabletter hver time",
        "1 tablett daglig i 7 dager",
        "1 tablett 3 ganger daglig",
        "2 tabletter daglig",
    ],
)
@pytest.mark.parametrize("interval", [DAILY, quantity("12", "Time"), quantity("8", "Time")], ids=str)
def test_a_text_of_another_dosage_differs_from_the_structure(text: str, interval: NationalQuantity) -> None:
    """One tablet every day, every 12 or 8 hours: none of these."""
    structure = phases_meaning(
        (DosingPhase(START, None, (NationalDose(quantity("1", "tablett"), interval),)),), WORDS, notes()
    )
    assert not isinstance(structure, WhyNot)
    read = understand(text, WORDS).meaning
    assert read is not None
    assert relation(structure, read) is Relation.DIFFERENT
