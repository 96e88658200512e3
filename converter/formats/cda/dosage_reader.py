"""Reads when and how much; the counterpart of `dosage_writer`."""

from datetime import date, datetime, time
from decimal import Decimal

from lxml import etree

from converter.formats.cda import elements as e
from converter.formats.cda.elements import H, need, unreadable
from converter.formats.cda.names import XSI
from converter.formats.xml import kids
from converter.model.dosage import Dose, Frequency, Schedule, Timing

EFFECTIVE_TIME, DOSE = H + "effectiveTime", H + "doseQuantity"
LOW, HIGH, WIDTH = H + "low", H + "high", H + "width"
PERIOD, PHASE, EVENT = H + "period", H + "phase", H + "event"
TYPE = f"{{{XSI}}}type"
HOURS_A_DAY = Decimal(24)
EVENTS = {"HS": Frequency.BEDTIME, "AC": Frequency.BEFORE_MEALS}


def read_times(item: etree._Element) -> tuple[date | None, date | None, int | None, Timing | None]:
    """First day, last day, days and frequency of an item; absent where the document does not say them.

    Raises:
        Problem: `ep-unreadable` at what this converter would not have written.
    """
    times = list(item.iterchildren(EFFECTIVE_TIME))
    if not times:
        raise unreadable(item)
    start, end = e.interval(times[0])
    width = next(times[0].iterchildren(WIDTH), None)
    days = None if width is None else int(e.value(width))
    return start, end, days, _timing(times[1:], times[0])


def read_schedule(item: etree._Element, timing: Timing | None, days: int | None) -> Schedule | None:
    """The structure: dose and frequency together, or none of them."""
    quantity = next(item.iterchildren(DOSE), None)
    if quantity is None and timing is None and days is None:
        return None
    if quantity is None or timing is None:
        raise unreadable(item)
    given = kids(quantity)
    low, high = need(given, LOW, quantity), need(given, HIGH, quantity)
    if low.get("unit", "") != high.get("unit", ""):
        raise unreadable(quantity)
    return Schedule(Dose(e.value(low), e.value(high), low.get("unit", "")), timing, days)


def _timing(times: list[etree._Element], period_of: etree._Element) -> Timing | None:
    if len(times) == 1 and (times[0].get("nullFlavor") or _null_period(times[0])):
        return None
    if len(times) == 1 and times[0].get(TYPE) == "EIVL_TS":
        event = need(kids(times[0]), EVENT, times[0])
        frequency = EVENTS.get(event.get("code", ""))
        if frequency is None:
            raise unreadable(event)
        return Timing(frequency)
    hours = [_hour(t) for t in times]
    if times and all(hour is not None for hour in hours):
        return Timing(Frequency.CLOCK, clock=tuple(h for h in hours if h is not None))
    if len(times) != 1:
        raise unreadable(period_of)
    period = need(kids(times[0]), PERIOD, times[0])
    value, unit = e.value(period), period.get("unit", "")
    if times[0].get("institutionSpecified") == "true":
        if value <= 0 or HOURS_A_DAY % value:
            raise unreadable(period)
        return Timing(Frequency.PER_DAY, HOURS_A_DAY / value)
    return Timing(Frequency.EVERY, value, unit)


def _null_period(element: etree._Element) -> bool:
    period = next(element.iterchildren(PERIOD), None)
    return period is not None and period.get("nullFlavor") is not None


def _hour(element: etree._Element) -> time | None:
    """The hour of a daily PIVL with a phase."""
    phase = next(element.iterchildren(PHASE), None)
    if phase is None:
        return None
    low = need(kids(phase), LOW, phase)
    try:
        return datetime.strptime(low.get("value", ""), "%Y%m%d%H%M%S%z").time()
    except ValueError:
        raise unreadable(low) from None
