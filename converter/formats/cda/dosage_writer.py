"""Writes when and how much: the times of treatment, then the dose (template `...3.1.3.2`)."""

from datetime import date, datetime
from decimal import Decimal

from converter.formats.cda import names as n
from converter.formats.cda import parts
from converter.formats.xml import esc
from converter.model.coded import plain
from converter.model.dosage import Dosage, Dose, Frequency, Timing
from converter.model.zone import OSLO

HOURS_A_DAY = Decimal(24)
EVENTS = {Frequency.BEDTIME: "HS", Frequency.BEFORE_MEALS: "AC"}
"""Events of eHDSITimingEvent 8.1.0."""
EVENT = (
    f'<effectiveTime xsi:type="EIVL_TS" operator="A"><event code="{{}}" codeSystem="{n.TIMING_EVENT}"/></effectiveTime>'
)
UNKNOWN_PERIOD = '<effectiveTime xsi:type="IVL_TS"><low nullFlavor="UNK"/></effectiveTime>'
"""Beside a frequency the period itself may not be null (rule dtr1-3-QTY), but its bound may."""
UNKNOWN = '<effectiveTime xsi:type="PIVL_TS" operator="A"><period nullFlavor="UNK"/></effectiveTime>'


def write_times(dosage: Dosage) -> str:
    """The period of treatment and the frequency, which is obligatory.

    A null frequency beside a period must be a null PIVL (dossier, 4.3). Days are the width of the period, where no last
    day is given.
    """
    start, end = dosage.start, dosage.end
    schedule = dosage.schedule
    if schedule is None:
        if start is None and end is None:
            return parts.interval(None, None) + '<effectiveTime nullFlavor="UNK"/>'
        return parts.interval(start, end) + UNKNOWN
    if schedule.days is not None and end is None:
        return _for_days(start, schedule.days) + _frequency(schedule.timing, start)
    period = parts.interval(start, end) if start or end else UNKNOWN_PERIOD
    return period + _frequency(schedule.timing, start)


def write_dose(dose: Dose | None) -> str:
    """`doseQuantity`, both bounds always; nothing where there is no structure."""
    if dose is None:
        return ""
    return f"<doseQuantity>{_bound('low', dose.low, dose.unit)}{_bound('high', dose.high, dose.unit)}</doseQuantity>"


def _bound(tag: str, value: Decimal, unit: str) -> str:
    return f'<{tag} value="{plain(value)}" unit="{esc(unit)}"/>'


def _for_days(start: date | None, days: int) -> str:
    low = f'<low value="{parts.day(start)}"/>' if start else ""
    return f'<effectiveTime xsi:type="IVL_TS">{low}<width value="{days}" unit="d"/></effectiveTime>'


def _frequency(timing: Timing, start: date | None) -> str:
    if timing.frequency in EVENTS:
        return EVENT.format(EVENTS[timing.frequency])
    if timing.frequency is Frequency.PER_DAY:
        return _period(plain(HOURS_A_DAY / timing.value), "h", ' institutionSpecified="true"')
    if timing.frequency is Frequency.EVERY:
        return _period(plain(timing.value), timing.unit, "")
    if start is None:
        raise AssertionError("hours of the day need a first day")
    first = [datetime.combine(start, hour, OSLO) for hour in timing.clock]
    return "".join(
        '<effectiveTime xsi:type="PIVL_TS" operator="A" institutionSpecified="false">'
        f'<phase><low value="{parts.stamp(moment)}"/></phase><period value="1" unit="d"/></effectiveTime>'
        for moment in first
    )


def _period(value: str, unit: str, specified: str) -> str:
    return (
        f'<effectiveTime xsi:type="PIVL_TS" operator="A"{specified}>'
        f'<period value="{value}" unit="{unit}"/></effectiveTime>'
    )
