"""The zone that Norwegian days are days of, and the years that a day of a prescription can be in."""

from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
YEARS = range(1900, 3000)
"""Well inside what a moment can be moved between zones, or a day by years; anything beyond is a slip of the pen."""
