"""When, as it is written: each way that the period of treatment and the frequency stand together."""

from datetime import date
from decimal import Decimal

import pytest

from converter.formats.cda.dosage_writer import write_dose, write_times
from converter.model.dosage import Dosage, Dose, Frequency, Schedule, Timing

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 30)
DAILY = Schedule(Dose(Decimal(1), Decimal(2), "{Tablet}"), Timing(Frequency.EVERY, Decimal(1), "d"))
FOR_DAYS = Schedule(DAILY.dose, DAILY.timing, 10)
LOW, HIGH, WIDTH = '<low value="20261123"/>', '<high value="20261130"/>', '<width value="10" unit="d"/>'
NO_LOW = '<low nullFlavor="UNK"/>'
NOTHING = '<effectiveTime xsi:type="IVL_TS" nullFlavor="UNK"/><effectiveTime nullFlavor="UNK"/>'
NULL_PIVL = '<effectiveTime xsi:type="PIVL_TS" operator="A"><period nullFlavor="UNK"/></effectiveTime>'
EVERY_DAY = '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="1" unit="d"/></effectiveTime>'


def bounds(*inside: str) -> str:
    """The period of treatment."""
    return f'<effectiveTime xsi:type="IVL_TS">{"".join(inside)}</effectiveTime>'


@pytest.mark.parametrize(
    ("schedule", "start", "end", "written"),
    [
        (None, None, None, NOTHING),
        (None, None, LAST, bounds(HIGH) + NULL_PIVL),
        (None, FIRST, None, bounds(LOW) + NULL_PIVL),
        (None, FIRST, LAST, bounds(LOW, HIGH) + NULL_PIVL),
        (DAILY, None, None, bounds(NO_LOW) + EVERY_DAY),
        (DAILY, None, LAST, bounds(HIGH) + EVERY_DAY),
        (DAILY, FIRST, None, bounds(LOW) + EVERY_DAY),
        (DAILY, FIRST, LAST, bounds(LOW, HIGH) + EVERY_DAY),
        (FOR_DAYS, None, None, bounds(WIDTH) + EVERY_DAY),
        (FOR_DAYS, None, LAST, bounds(HIGH) + EVERY_DAY),
        (FOR_DAYS, FIRST, None, bounds(LOW, WIDTH) + EVERY_DAY),
        (FOR_DAYS, FIRST, LAST, bounds(LOW, HIGH) + EVERY_DAY),
    ],
)
def test_period_and_frequency(schedule: Schedule | None, start: date | None, end: date | None, written: str) -> None:
    """A null frequency beside a period is a null PIVL; days are said where no last day is."""
    assert write_times(Dosage("x", start, end, "", schedule)) == written


def test_a_dose_has_both_its_ends_or_is_not_there() -> None:
    """Each with its unit, escaped."""
    low, high = '<low value="1" unit="&lt;x&gt;"/>', '<high value="2" unit="&lt;x&gt;"/>'
    assert write_dose(Dose(Decimal(1), Decimal(2), "<x>")) == f"<doseQuantity>{low}{high}</doseQuantity>"
    assert write_dose(None) == ""
