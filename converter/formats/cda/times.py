"""HL7 times (TS) as documents of any country write them: one reader for all of them.

Source: HL7 Version 3 Data Types, TS: `YYYY[MM[DD[HH[MM[SS[.U...]]]]]][+|-ZZ[zz]]`. A time may end at any of its parts,
a second has a fraction of any length, and a zone may be of whole hours.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import IntEnum

STAMP = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<month>[0-9]{2})(?:(?P<day>[0-9]{2})"
    r"(?:(?P<hour>[0-9]{2})(?:(?P<minute>[0-9]{2})(?:(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]+))?)?)?)?)?)?"
    r"(?P<sign>[+-])?(?(sign)(?P<zone>[0-9]{2})(?P<zone_minute>[0-9]{2})?)"
)
LEAP_SECOND, MICROSECONDS, DECEMBER = 60, 6, 12
_ZONE_MINUTES = 59


class Precision(IntEnum):
    """Where a time ends."""

    YEAR = 4
    MONTH = 6
    DAY = 8
    HOUR = 10
    MINUTE = 12
    SECOND = 14


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as it was written.

    Attributes:
        first, last: the days that it may be: one day where it is said to the day, else all of its month or year.
        precision: where it ends; a fraction belongs to its second.
        clock: hour and minute as written, `08:00`; empty where no hour is said.
        instant: the moment, where hour and zone are said; what is finer than a microsecond is cut.
    """

    first: date
    last: date
    precision: Precision
    clock: str = ""
    instant: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day as written; None where the time is less precise."""
        return self.first if self.precision >= Precision.DAY else None

    @property
    def zone_missing(self) -> bool:
        """Whether an hour is said and no zone."""
        return self.precision >= Precision.HOUR and self.instant is None


def read_stamp(text: str) -> Stamp | None:
    """A TS; None for what is none, or no time of the calendar."""
    found = STAMP.fullmatch(text.strip()) if text.isascii() else None
    if found is None:
        return None
    part = {name: int(value) for name, value in found.groupdict().items() if value and name not in {"sign", "fraction"}}
    try:
        first = date(part["year"], part.get("month", 1), part.get("day", 1))
        if "month" not in part:
            return Stamp(first, date(first.year, DECEMBER, 31), Precision.YEAR)
        if "day" not in part:
            return Stamp(first, _end_of_month(first), Precision.MONTH)
        if "hour" not in part:
            _zone(part, found["sign"])
            return Stamp(first, first, Precision.DAY)
        second = part.get("second", 0)
        second -= second == LEAP_SECOND  # no clock here has one; the day is the same
        micro = int((found["fraction"] or "")[:MICROSECONDS].ljust(MICROSECONDS, "0"))
        clock = time(part["hour"], part.get("minute", 0), second, micro, _zone(part, found["sign"]))
    except ValueError:
        return None
    ends = next(p for name, p in _ENDS if name in part)
    instant = None if clock.tzinfo is None else datetime.combine(first, clock)
    return Stamp(first, first, ends, f"{clock:%H:%M}", instant)


_ENDS = (("second", Precision.SECOND), ("minute", Precision.MINUTE), ("hour", Precision.HOUR))


def _end_of_month(first: date) -> date:
    following = (
        first.replace(day=28) + timedelta(days=4) if first.year < date.max.year or first.month < DECEMBER else None
    )
    return date.max if following is None else following - timedelta(days=following.day)


def _zone(part: dict[str, int], sign: str | None) -> timezone | None:
    """The zone; None where none is said.

    Raises:
        ValueError: no zone is a day or more away, or has an hour of sixty minutes.
    """
    if sign is None:
        return None
    hours, minutes = part["zone"], part.get("zone_minute", 0)
    if minutes > _ZONE_MINUTES:
        raise ValueError
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if sign == "-" else away)
