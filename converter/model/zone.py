"""The zone that Norwegian days are days of, and the years that a day of a prescription can be in."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
YEARS = range(1900, 3000)
"""Well inside what a moment can be moved between zones, or a day by years; anything beyond is a slip of the pen."""

UNMOVED = timedelta(0)


def by_norway(moment: datetime) -> datetime:
    """A moment, which has its zone, by Norway's clock, to the second, under its distance from UTC.

    Under the zone's name, a time of the hour that autumn repeats is equal to none of another zone (PEP 495), not even
    to the same moment read back.
    """
    local = moment.astimezone(OSLO).replace(microsecond=0)
    return local.replace(tzinfo=timezone(local.utcoffset() or UNMOVED), fold=0)


def day_in_norway(moment: datetime) -> date:
    """The day that it is in Norway at a moment, which has its zone."""
    return moment.astimezone(OSLO).date()
