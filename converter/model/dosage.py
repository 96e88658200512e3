"""How the medicine is to be taken: the prescriber's words, and what of them can be said exactly."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from converter.model.meaning import Meaning


class Frequency(StrEnum):
    """What a timing counts by (eHDSI CDA v8.0.0: PIVL_TS and EIVL_TS of `1.3.6.1.4.1.12559.11.10.1.3.1.3.2`).

    PER_DAY is so many times a day, at times of one's own choosing; EVERY is an interval that is kept; BEDTIME and
    BEFORE_MEALS are the events HS and AC of eHDSITimingEvent; CLOCK is at these hours, every day.
    """

    PER_DAY = "per-day"
    EVERY = "every"
    BEDTIME = "bedtime"
    BEFORE_MEALS = "before-meals"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Timing:
    """When a dose is taken.

    Attributes:
        value: times a day, or the length of the interval.
        unit: UCUM unit of an interval: `h`, `d` or `wk`.
        clock: hours of the day in Norway, in order.
    """

    frequency: Frequency
    value: Decimal = Decimal(0)
    unit: str = ""
    clock: tuple[time, ...] = ()


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose, from `low` to `high` (the same where it is no range), in an EU unit."""

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """The same dose at the same times, for so many days or until further notice."""

    dose: Dose
    timing: Timing
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Dosage:
    """Dosage instruction.

    Attributes:
        text: the instruction as the prescriber wrote it, in Norwegian.
        start: first day of treatment, where structured dosage gives one.
        end: last day of treatment, likewise.
        english: the instruction in English, where it follows from structure or from a known short dose.
        schedule: the instruction as structure, where CDA can say all of it.
        meaning: what the text was read as; in no document, and so in no comparison.
    """

    text: str
    start: date | None = None
    end: date | None = None
    english: str = ""
    schedule: Schedule | None = None
    meaning: Meaning | None = field(default=None, compare=False)
