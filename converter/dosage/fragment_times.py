"""How often, on which days, how long: what the phrases of time mean."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from converter.dosage.fragment import Fragment
from converter.dosage.fragment_amounts import ONE, PERIODS, Numbers, ordinal_number, whole_numbers
from converter.dosage.lexer import Lexeme
from converter.model.meaning import DAY_OF, WEEK, Bound, Frequency, Limit, Moment, Often, Per, Phase, Span

DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.((?:20)?[0-9]{2})")
HOUR, MINUTE = "h", "min"
GENITIVE = "periods genitive"
"""`7 dagers`, which asks for a noun: pause, mellomrom."""
MOST_BY_SIGN = 8
"""Times a day that `x 8` says; `2 x 10` may be two of ten milligrams."""
MINUTES = Decimal(60)


def _times(numbers: Numbers, per: Per, bound: Bound = Bound.EXACT) -> Frequency | None:
    whole = whole_numbers(numbers)
    if whole is None or (bound is not Bound.EXACT and whole[0] != whole[1]):
        return None
    return Frequency(Often.TIMES, *whole, per, bound)


def so_often(numbers: Numbers, per: Per, bound: Bound = Bound.EXACT) -> Fragment | None:
    frequency = _times(numbers, per, bound)
    return None if frequency is None else ("frequency", frequency)


def times_a_period(numbers: Numbers, period: Lexeme, bound: Bound = Bound.EXACT) -> Fragment | None:
    """`2 ganger/dag`."""
    per = PERIODS.get(period.word.value if period.word else "")
    return None if per is None else so_often(numbers, per, bound)


def often_for(numbers: Numbers, count: Decimal, period: Lexeme | None = None) -> Fragment | None:
    frequency, length = (
        _times(numbers, Per.DAY),
        span_of((count, count), period.word.value if period and period.word else "d"),
    )
    return (
        None
        if frequency is None or length is None or numbers[1] > MOST_BY_SIGN
        else ("both", (("frequency", frequency), ("length", length)))
    )


def span_of(numbers: Numbers, unit: str, bound: Bound = Bound.EXACT) -> Span | None:
    """A length of time; parts of an hour in minutes, any other part of a unit is none."""
    low, high = numbers
    if unit == HOUR and (low != int(low) or high != int(high)):
        low, high, unit = (low * MINUTES).normalize(), (high * MINUTES).normalize(), MINUTE
    if low <= 0 or low != int(low) or high != int(high):
        return None
    return Span(Decimal(int(low)), Decimal(int(high)), unit, bound)


def bounded(span: Span, bound: Bound) -> Span:
    return Span(span.low, span.high, span.unit, bound)


def spanned(numbers: Numbers, period: Lexeme) -> Span | None:
    return span_of(numbers, period.word.value if period.word else "")


def each_of(low: Decimal, period: Lexeme) -> Span | None:
    return spanned((low, low), period)


def each_from_to(low: Decimal, high: Decimal, period: Lexeme) -> Span | None:
    """`hver 1.-2. dag` is refused: every day, or every other."""
    return spanned((low, high), period) if 1 < low < high else None


def each_one(period: Lexeme) -> Span | None:
    """`hver time`; every day, week and month are words of their own."""
    return each_of(ONE, period) if period.word and period.word.value in {HOUR, MINUTE} else None


def times_every(numbers: Numbers, span: Span) -> Fragment | None:
    """`én gang hver 3. måned` says no more than `hver 3. måned`."""
    return ("every", span) if set(numbers) == {ONE} else None


def times_alone(numbers: Numbers) -> Fragment | None:
    return ("frequency", Frequency(Often.ONCE)) if set(numbers) == {ONE} else None


def parts_a_week(numbers: Numbers, noun: Lexeme) -> Fragment | None:
    """`3 kvelder i uken`."""
    frequency = _times(numbers, Per.WEEK)
    if frequency is None or noun.word is None:
        return None
    return ("both", (("frequency", frequency), ("at", (Moment(noun.word.value),))))


def days_a_week(numbers: Numbers, period: Lexeme) -> Fragment | None:
    whole = whole_numbers(numbers)
    if whole is None or whole[0] != whole[1] or not 1 < whole[0] < len(WEEK) or period.word is None:
        return None
    return ("days_per_week", whole[0]) if period.word.value == "d" else None


def other_part(noun: Lexeme) -> Fragment | None:
    """`annenhver kveld`."""
    if noun.word is None:
        return None
    return ("both", (("every", Span(Decimal(2), Decimal(2), "d")), ("at", (Moment(noun.word.value),))))


def every_other_weekday(word: Lexeme) -> Fragment | None:
    """`annenhver mandag`."""
    day = days_of(word)
    if len(day) != 1:
        return None
    return ("both", (("every", Span(Decimal(2), Decimal(2), "wk")), ("days", day)))


def days_of(word: Lexeme) -> tuple[str, ...]:
    if word.word is None:
        return ()
    return word.word.members or (word.word.value,)


def day_to_day(first: Lexeme, last: Lexeme) -> tuple[str, ...] | None:
    """`man-fre`; within a week that begins on Monday."""
    one, other = days_of(first), days_of(last)
    if len(one) != 1 or len(other) != 1 or WEEK.index(one[0]) >= WEEK.index(other[0]):
        return None
    return WEEK[WEEK.index(one[0]) : WEEK.index(other[0]) + 1]


def phase_of(period: Lexeme, low: Decimal, high: Decimal | None = None) -> Fragment | None:
    high = low if high is None else high
    unit = {"d": "day", "wk": "week"}.get(period.word.value if period.word else "")
    whole = whole_numbers((low, high))
    if unit is None or whole is None or not 0 < whole[0] <= whole[1]:
        return None
    return ("phase", Phase(unit, *whole))


def phase_ordinal(count: Decimal | Lexeme, period: Lexeme) -> Fragment | None:
    return phase_of(period, ordinal_number(count) if isinstance(count, Lexeme) else count)


def dated(field: str, word: Lexeme) -> Fragment | None:
    """A day that exists, written `24.12.2026`, `24.12.26` or `2026-12-24`."""
    found = DATE.fullmatch(word.text)
    text = word.text if found is None else f"{found[3]:0>4}-{found[2]:0>2}-{found[1]:0>2}"
    if found is not None and len(found[3]) == 2:
        text = f"20{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    try:
        return (field, Limit(date.fromisoformat(text).isoformat()))
    except ValueError:
        return None


def limited(field: str, relation: str) -> Callable[..., Fragment | None]:
    def limited(*parts: Any) -> Fragment | None:
        span, noun = parts[-2:]
        return (field, Limit(noun.word.value, span, relation)) if noun.word is not None else None

    return limited


def start_day(period: Lexeme, count: Decimal, noun: Lexeme) -> Fragment | None:
    """`fra dag 16 i syklus`."""
    span = spanned((count, count), period)
    if span is None or span.unit != "d" or noun.word is None:
        return None
    return ("start", Limit(noun.word.value, span, DAY_OF))


def length_twice(one: Span, other: Span) -> Fragment | None:
    """`i en uke (7 dager)`: the second, which is the finer, where both are one length."""
    days = {"d": 1, "wk": 7}
    if one.unit not in days or other.unit not in days or one.low != one.high:
        return None
    same = one.low * days[one.unit] == other.low * days[other.unit] and other.low == other.high
    return ("length", other) if same and one.unit != other.unit else None
