"""Days so many months, or so much of a day, from another: months and years by the calendar, the rest by its length."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

MONTHS = {"mo": 1, "a": 12, "mo_g": 1, "a_g": 12, "mo_j": 1, "a_j": 12}
"""UCUM: months and years."""
DAYS = {"d": Decimal(1), "wk": Decimal(7), "h": 1 / Decimal(24), "min": 1 / Decimal(1440), "s": 1 / Decimal(86400)}
"""UCUM: how many days in each."""
A_YEAR = 12
MOST_MONTHS = 10**5


def months_from(day: date, value: Decimal, unit: str, sign: int = 1) -> date | None:
    """The day so many months or years after another, or with -1 before it; None where the length is of other units.

    The last day of a month that has none of that number.

    Raises:
        ValueError: no calendar has the day.
    """
    if unit not in MONTHS or value != value.to_integral_value() or value >= MOST_MONTHS:
        return None
    months = day.year * A_YEAR + day.month - 1 + sign * int(value) * MONTHS[unit]
    year, month = divmod(months, A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
