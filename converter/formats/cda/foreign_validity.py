"""The days on which another country's prescription may be dispensed: every bound that HL7's intervals of time have.

Source: HL7 data types R1, IVL_TS: low, high, width, center, inclusive; TS may end at the month or the year.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.model.calendar import DAYS, months_from
from converter.model.foreign_prescription import Validity

TIME, LOW, HIGH, WIDTH, CENTER = H + "effectiveTime", H + "low", H + "high", H + "width", H + "center"
BOUNDS = frozenset({TIME, LOW, HIGH, WIDTH, CENTER})
UNCLEAR = "ed-structure-unclear"
PARTIAL = re.compile(r"([0-9]{4})([0-9]{2})?(?:[+-][0-9]{2,4})?")
"""A TS that ends at the year or the month."""
MIDNIGHT = re.compile(r"[0-9]{8}(?:0{2,6}(?:\.0+)?)?(?:[+-][0-9]{2,4})?")
"""A TS of a day, or of its first moment."""
NOT_INCLUSIVE = frozenset({"false", "0"})
OPERATORS = frozenset({"I", "A"})
"""HL7 SetOperator: what is within. What excludes (E) or spans (H, P) is no bound that we read."""
ONE_DAY = timedelta(1)
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class _Bound:
    """A day, and whether only its month or year is said."""

    day: date
    partial: bool = False


def read_validity(supply: etree._Element | None, reading: Reading) -> Validity:
    """The validity that a supply says; each place that cannot be read is noted.

    Args:
        supply: of the item; None where it has none.
        reading: collects what is wrong.
    """
    times = [] if supply is None else list(supply.iterchildren(TIME))
    for element in (e for t in times for e in (t, *t.iterchildren(etree.Element))):
        nothing = element.get("nullFlavor") is not None
        if (nothing and _says(element)) or (not nothing and element.tag not in BOUNDS):
            reading.note(UNCLEAR, element)  # null and a day at once, or what is no bound (parts of SXPR_TS)
    found = [_interval(t, reading) for t in times if t.get("nullFlavor") is None]
    firsts = [v.first for v in found if v.first is not None]
    lasts = [v.last for v in found if v.last is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    twice = len(set(firsts)) > 1 or len(set(lasts)) > 1
    crossed = first is not None and last is not None and first > last
    return Validity(
        first=first,
        last=last,
        partial=any(v.partial for v in found),
        contradicts=twice or crossed or any(v.contradicts for v in found),
    )


def _says(element: etree._Element) -> bool:
    """Whether it holds a value, in itself or in anything within it."""
    return any(e.get("value") is not None for e in element.iter(etree.Element))


def _interval(time: etree._Element, reading: Reading) -> Validity:
    """One interval; a moment alone, or what is excluded, is no bound and is noted."""
    parts = {t: list(time.iterchildren(t)) for t in (LOW, HIGH, WIDTH, CENTER)}
    if time.get("value") is not None or time.get("operator", "I") not in OPERATORS:
        reading.note(UNCLEAR, time)
        return Validity()
    lows = [b for e in parts[LOW] if (b := _bound(e, reading, last=False)) is not None]
    highs = [b for e in parts[HIGH] if (b := _bound(e, reading, last=True)) is not None]
    low, high = max((b.day for b in lows), default=None), min((b.day for b in highs), default=None)
    partial = any(b.partial for b in (*lows, *highs))
    twice = len({b.day for b in lows}) > 1 or len({b.day for b in highs}) > 1
    width = _said(parts[WIDTH], reading)
    center = _said(parts[CENTER], reading)
    if width is None and center is None:
        return Validity(low, high, partial, twice)
    try:
        if center is not None:
            reckoned = _around(center, width, reading)
        elif width is not None:
            reckoned = _by_width(low, high, width, reading)
    except (OverflowError, ValueError, ArithmeticError):  # a day that no calendar has
        reckoned = None
    if reckoned is None:
        reading.note(UNCLEAR, time)
        return Validity(low, high, partial, twice)
    first, last = reckoned
    differs = (low is not None and low != first) or (high is not None and high != last)
    narrow_first = first if low is None else max(low, first)
    narrow_last = last if high is None else min(high, last)
    return Validity(narrow_first, narrow_last, partial, twice or differs)


def _said(elements: list[etree._Element], reading: Reading) -> etree._Element | None:
    """The one that is not null; a second is noted."""
    said = [e for e in elements if e.get("nullFlavor") is None and e.get("value") is not None]
    if len(said) > 1:
        reading.note(UNCLEAR, said[1])
    return said[0] if said else None


def _bound(element: etree._Element, reading: Reading, *, last: bool) -> _Bound | None:
    """A bound as the first or the last day that it allows; of a month or a year the widest."""
    if element.get("nullFlavor") is not None:
        return None
    given = element.get("value", "").strip()
    open_end = element.get("inclusive", "true").strip() in NOT_INCLUSIVE
    matched = PARTIAL.fullmatch(given)
    try:
        if matched is not None:
            return _Bound(_of_month(int(matched[1]), matched[2], last=last, within=not open_end), True)
        day = reading.day(element, UNCLEAR)
        if day is None:
            return None
        if open_end and last and MIDNIGHT.fullmatch(given):
            day -= ONE_DAY
        if open_end and not last and len(given.partition("+")[0].partition("-")[0]) <= len("20261101"):
            day += ONE_DAY
    except (OverflowError, ValueError):
        reading.note(UNCLEAR, element)
        return None
    return _Bound(day)


def _of_month(year: int, month: str | None, *, last: bool, within: bool) -> date:
    """The last or first day of a month or a year; where that is not within, the day on the other side of it."""
    begin = date(year, int(month) if month else 1, 1)
    until = int(month) if month else DECEMBER
    end = date(year, until, monthrange(year, until)[1])
    if last:
        return end if within else begin - ONE_DAY
    return begin if within else end + ONE_DAY


def _by_width(low: date | None, high: date | None, width: etree._Element, reading: Reading) -> tuple[date, date] | None:
    """First and last day: thirty days from the first are the first and twenty-nine after it. None without a day."""
    if low is not None:
        return low, _after(low, width, reading, 1) - ONE_DAY
    return None if high is None else (_after(high, width, reading, -1) + ONE_DAY, high)


def _around(center: etree._Element, width: etree._Element | None, reading: Reading) -> tuple[date, date] | None:
    """First and last day about a middle; None without a width."""
    middle = reading.day(center, UNCLEAR)
    if middle is None or width is None:
        return None
    days = (_after(middle, width, reading, 1) - middle).days
    return middle - timedelta(days // 2), middle + timedelta((days - 1) // 2 if days else 0)


def _after(day: date, width: etree._Element, reading: Reading, sign: int) -> date:
    """The day so long after (or, with sign -1, before) another; months and years by the calendar.

    Raises:
        ValueError: the width is no length of time of at least a day, in a unit that is known.
        OverflowError: no calendar has the day.
    """
    value, unit = reading.value(width), width.get("unit", "").strip()
    if value is None or value <= 0:
        raise ValueError
    moved = months_from(day, value, unit, sign)
    if moved is not None:
        return moved
    if unit not in DAYS or value * DAYS[unit] < 1:
        raise ValueError
    return day + sign * timedelta(int(value * DAYS[unit]))
