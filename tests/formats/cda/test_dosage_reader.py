"""When and how much, read back from an item of ours: each form of it, and each that we would not have written."""

from datetime import date, time
from decimal import Decimal

import pytest

from converter.formats.cda.dosage_reader import read_schedule, read_times
from converter.model.dosage import Dose, Frequency, Schedule, Timing
from converter.model.finding import Problem
from tests.builders.snippets import h

BOUNDS = '<effectiveTime x:type="IVL_TS"><low value="20261123"/>{}</effectiveTime>'
FOR_DAYS, UNTIL = '<width value="10" unit="d"/>', '<high value="20261130"/>'
PERIOD = '<effectiveTime x:type="PIVL_TS"{}><period value="{}" unit="{}"/></effectiveTime>'
EVENT = '<effectiveTime x:type="EIVL_TS"><event code="{}"/></effectiveTime>'
PHASE = '<effectiveTime x:type="PIVL_TS"><phase><low value="{}"/></phase><period value="1" unit="d"/></effectiveTime>'
NULL, NULL_PERIOD = '<effectiveTime nullFlavor="UNK"/>', '<effectiveTime><period nullFlavor="UNK"/></effectiveTime>'
PER_DAY = ' institutionSpecified="true"'
DOSE = '<doseQuantity><low value="1" unit="{Tablet}"/><high value="2" unit="{Tablet}"/></doseQuantity>'
DAILY = Timing(Frequency.PER_DAY, Decimal(1))


def item(*inside: str):
    """An item with these children."""
    return h(f"<substanceAdministration>{''.join(inside)}</substanceAdministration>")


@pytest.mark.parametrize(
    ("bounds", "last", "days"), [("", None, None), (FOR_DAYS, None, 10), (UNTIL, date(2026, 11, 30), None)]
)
def test_bounds_are_a_first_day_and_a_last_one_or_a_number_of_days(
    bounds: str, last: date | None, days: int | None
) -> None:
    """As they were written."""
    assert read_times(item(BOUNDS.format(bounds), NULL)) == (date(2026, 11, 23), last, days, None)


@pytest.mark.parametrize(
    ("times", "timing"),
    [
        ((NULL,), None),
        ((NULL_PERIOD,), None),
        ((EVENT.format("HS"),), Timing(Frequency.BEDTIME)),
        ((EVENT.format("AC"),), Timing(Frequency.BEFORE_MEALS)),
        ((PERIOD.format("", "2", "d"),), Timing(Frequency.EVERY, Decimal(2), "d")),
        ((PERIOD.format(PER_DAY, "8", "h"),), Timing(Frequency.PER_DAY, Decimal(3))),
        ((PERIOD.format(PER_DAY, "24", "h"),), DAILY),
        ((PHASE.format("20261123080000+0100"),), Timing(Frequency.CLOCK, clock=(time(8),))),
        (
            (PHASE.format("20261123080000+0100"), PHASE.format("20261123203000+0100")),
            Timing(Frequency.CLOCK, clock=(time(8), time(20, 30))),
        ),
    ],
)
def test_each_form_of_a_frequency(times: tuple[str, ...], timing: Timing | None) -> None:
    """As we write it."""
    assert read_times(item(BOUNDS.format(""), *times))[3] == timing


@pytest.mark.parametrize(
    "times",
    [
        (),
        (EVENT.format("CM"),),
        (PERIOD.format(PER_DAY, "0", "h"),),
        (PERIOD.format(PER_DAY, "-8", "h"),),
        (PERIOD.format(PER_DAY, "5", "h"),),
        (PERIOD.format("", "2", "d"), PERIOD.format("", "2", "d")),
        (NULL, NULL),
        (NULL_PERIOD, NULL_PERIOD),
        (EVENT.format("HS"), EVENT.format("AC")),
        (PHASE.format("20261123080000+0100"), PERIOD.format("", "2", "d")),
        (PHASE.format("08:00"),),
        ('<effectiveTime x:type="PIVL_TS"/>',),
        ('<effectiveTime x:type="EIVL_TS"/>',),
    ],
)
def test_a_frequency_that_we_would_not_have_written_is_unreadable(times: tuple[str, ...]) -> None:
    """Nothing at all, two where one is, a division that does not come out, an hour that is none."""
    with pytest.raises(Problem) as caught:
        read_times(item(BOUNDS.format(""), *times))
    assert [f.code for f in caught.value.findings] == ["ep-unreadable"]


def test_an_item_without_any_time_is_unreadable() -> None:
    """There is nothing to be before the frequency."""
    with pytest.raises(Problem):
        read_times(item(DOSE))


@pytest.mark.parametrize("days", [None, 10])
def test_a_dose_with_its_frequency_is_a_schedule(days: int | None) -> None:
    """Both ends and the unit; days where they are said."""
    assert read_schedule(item(DOSE), DAILY, days) == Schedule(Dose(Decimal(1), Decimal(2), "{Tablet}"), DAILY, days)


def test_neither_dose_nor_frequency_is_no_schedule() -> None:
    """The text says it all."""
    assert read_schedule(item(), None, None) is None


@pytest.mark.parametrize(
    ("dose", "timing", "days"),
    [
        (DOSE, None, None),
        (DOSE, None, 10),
        ("", DAILY, None),
        ("", DAILY, 10),
        ("", None, 10),
        ('<doseQuantity><low value="1" unit="mL"/><high value="2" unit="L"/></doseQuantity>', DAILY, None),
        ('<doseQuantity><low value="1"/><high value="2" unit="x"/></doseQuantity>', DAILY, None),
        ('<doseQuantity><low value="1"/></doseQuantity>', DAILY, None),
        ('<doseQuantity><high value="1"/></doseQuantity>', DAILY, None),
    ],
)
def test_half_a_schedule_is_unreadable(dose: str, timing: Timing | None, days: int | None) -> None:
    """A dose without its frequency, days without a dose, one end, two units."""
    with pytest.raises(Problem) as caught:
        read_schedule(item(dose), timing, days)
    assert [f.code for f in caught.value.findings] == ["ep-unreadable"]
