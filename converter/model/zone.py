"""The zone that Norwegian days are days of."""

from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
