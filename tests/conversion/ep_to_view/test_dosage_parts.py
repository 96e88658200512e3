"""The structured dosage of a foreign prescription in Norwegian, from its parts: what is said, and what is not."""

from decimal import Decimal

import pytest

from converter.conversion.ep_to_view.dosage_words import say_dosage
from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage
from tests.builders.medicines import notes


def quantity(value: str, unit: str = "{Tablet}") -> Quantity:
    """An amount."""
    return Quantity(Decimal(value), unit)


ONE = quantity("1")
BEDTIME = Coded("HS", "2.16.840.1.113883.5.139", "")


def every(value: str, unit: str = "d", *, flexible: bool = False, hour: str = "") -> DoseTime:
    """An interval."""
    return DoseTime(quantity(value, unit), flexible, hour)


def said(
    *times: DoseTime, low: Quantity | None = ONE, high: Quantity | None = ONE, length: Quantity | None = None
) -> str:
    """The words of a dose at these times."""
    return say_dosage(ForeignDosage(low, high, times, length=length), notes())


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (every("1"), "hver dag"),
        (every("2"), "hver 2. dag"),
        (every("1", hour="08:00"), "daglig kl. 08:00"),
        (every("2", hour="08:00"), "hver 2. dag kl. 08:00"),
        (every("1", "wk", hour="08:00"), "hver uke kl. 08:00"),
        (every("1", "h"), "hver time"),
        (every("30", "min"), "hver 30. minutt"),
        (every("3", "mo"), "hver 3. måned"),
        (every("8", "h", flexible=True), "3 ganger daglig"),
        (every("24", "h", flexible=True), "1 gang daglig"),
        (every("0.5", flexible=True), "2 ganger daglig"),
        (every("2", flexible=True), "1 gang per 2 dager"),
        (every("1", "wk", flexible=True), "1 gang i uken"),
        (every("2", "wk", flexible=True), "1 gang per 2 uker"),
        (every("1", "mo", flexible=True), "1 gang per 1 måned"),
        (every("8", "h", flexible=True, hour="08:00"), "hver 8. time kl. 08:00"),
        (DoseTime(event=BEDTIME), "ved sengetid"),
    ],
)
def test_a_time(time: DoseTime, words: str) -> None:
    """Of one tablet."""
    assert said(time) == f"1 tablett {words}"


@pytest.mark.parametrize(
    "time",
    [
        DoseTime(),
        every("1", "a"),
        every("1", "s"),
        every("1.5"),
        every("1.5", "wk", flexible=True),
        DoseTime(event=BEDTIME, offset=quantity("5", "min")),
    ],
)
def test_a_time_that_cannot_be_said_leaves_nothing(time: DoseTime) -> None:
    """Alone or beside another."""
    assert said(time) == ""
    assert said(every("1"), time) == ""


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ((every("1", hour="20:00"), every("1", hour="08:00")), "daglig kl. 08:00 og 20:00"),
        ((every("1", hour="20:00"), every("2", hour="08:00")), "daglig kl. 20:00 og hver 2. dag kl. 08:00"),
        ((every("1", hour="20:00"), DoseTime(event=BEDTIME)), "daglig kl. 20:00 og ved sengetid"),
        ((every("1"), every("1", hour="08:00")), "hver dag og daglig kl. 08:00"),
    ],
)
def test_hours_of_the_same_day_are_told_in_one(times: tuple[DoseTime, ...], words: str) -> None:
    """And nothing else is."""
    assert said(*times) == f"1 tablett {words}"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (ONE, ONE, "1 tablett hver dag"),
        (ONE, quantity("2"), "1-2 tabletter hver dag"),
        (quantity("1", "1"), quantity("1", "1"), "1 dose hver dag"),
        (quantity("1", "1"), quantity("2", "1"), "1-2 doser hver dag"),
        (quantity("0.5", "mL"), quantity("0.5", "mL"), "0,5 ml hver dag"),
        (None, None, "hver dag"),
        (ONE, None, "hver dag"),
        (None, ONE, "hver dag"),
        (quantity("5", "mL/h"), quantity("5", "mL/h"), "5 ml/time, hver dag"),
    ],
)
def test_a_dose(low: Quantity | None, high: Quantity | None, words: str) -> None:
    """From least to most; a rate and its times are two statements."""
    assert said(every("1"), low=low, high=high) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (quantity("10", "d"), " i 10 dager"),
        (quantity("1", "d"), " i 1 dag"),
        (quantity("2", "wk"), " i 2 uker"),
        (quantity("1", "a"), " i 1 år"),
    ],
)
def test_a_length(length: Quantity, words: str) -> None:
    """One or several of a unit of time."""
    assert said(every("1"), length=length) == f"1 tablett hver dag{words}"


def test_what_is_not_said_whole_is_not_said() -> None:
    """A length in no unit of time, times that were not read, and nothing at all."""
    assert said(every("1"), length=quantity("10", "s")) == ""
    assert say_dosage(ForeignDosage(ONE, ONE, None), notes()) == ""
    assert said(low=None, high=None) == ""
    assert said(low=None, high=None, length=quantity("10", "d")) == ""
    assert said() == "1 tablett"
    assert said(low=quantity("5", "mL/h"), high=quantity("5", "mL/h")) == "5 ml/time"
