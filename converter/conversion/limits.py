"""What the limits of the rules are held against: how far after now a dispense is dated, and how much more it is."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

EASTERNMOST = timezone(timedelta(hours=4))
"""Réunion, UTC+4: no place in the EU/EEA has a later date."""
MICROSECOND = timedelta(microseconds=1)
MINUTES_A_DAY = 24 * 60


def minutes_ahead(moment: datetime, at: datetime) -> Fraction:
    """By how many minutes a moment lies after now; below zero where it lies before."""
    ahead = moment.astimezone(UTC) - at.astimezone(UTC)  # of one zone, clocks are subtracted, and not moments (PEP 495)
    return Fraction(ahead // MICROSECOND, timedelta(minutes=1) // MICROSECOND)


def minutes_ahead_of_day(day: date, at: datetime) -> Fraction:
    """The same of a day without an hour: whole days, and none while it is that day somewhere in the EU/EEA."""
    return Fraction((day - at.astimezone(EASTERNMOST).date()).days * MINUTES_A_DAY)


def times_prescribed(packages: Decimal, prescribed: Decimal | None) -> Fraction:
    """How many times the prescribed number of packages; of one package where the number is not known."""
    return Fraction(packages) / Fraction(max(prescribed or Decimal(1), Decimal(1)))
