"""Amounts, numbers and lengths of time in English, as a pharmacist prints them on a label."""

from decimal import Decimal

from converter.dosage.said import UnsaidError, listed, with_glyph
from converter.dosage.vocabulary import Vocabulary, Word
from converter.model.coded import for_people
from converter.model.meaning import Amount, Bound, Frequency, Often, Per, Rate, Span

NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
TIMES = {1: "once", 2: "twice"}
PARTS = {Decimal("0.25"): "a quarter of", Decimal("0.5"): "half", Decimal("0.75"): "three quarters of"}
BOUNDS = {Bound.EXACT: "", Bound.UP_TO: "up to", Bound.AT_LEAST: "at least"}
PERIODS = {Per.DAY: "daily", Per.WEEK: "a week", Per.MONTH: "a month", Per.YEAR: "a year"}
IN_ALL = {Per.DAY: "daily", Per.WEEK: "weekly", Per.MONTH: "monthly", Per.YEAR: "yearly"}
WITHIN = {Per.DAY: "in 24 hours", Per.WEEK: "in a week", Per.MONTH: "in a month", Per.YEAR: "in a year"}


def in_words(value: int) -> str:
    """`three`; digits above twelve."""
    return NUMBERS[value] if value < len(NUMBERS) else str(value)


def amount(value: Amount, vocabulary: Vocabulary) -> str:
    """`1½ tablets`, `half a tablet`, `5 to 10 mg`."""
    unit = vocabulary.word("units", value.unit) if value.unit else None
    if unit is not None and unit.counted and value.low == value.high and value.low in PARTS:
        return f"{PARTS[value.low]} {article(unit.english)} {unit.english}"
    pieces = unit is None or unit.counted
    ends = dict.fromkeys((value.low, value.high))
    said = (with_glyph(each, for_people) if pieces else for_people(each) for each in ends)
    numbers = " to ".join(said)
    return f"{numbers} {named(unit, value.high)}" if unit is not None else numbers


def named(unit: Word, number: Decimal) -> str:
    """The unit after a number."""
    return unit.english_plural or unit.english if number > 1 else unit.english


def article(noun: str) -> str:
    """`a` or `an`, by the first letter."""
    return "an" if noun[:1].casefold() in set("aeio") else "a"


def span(value: Span, vocabulary: Vocabulary) -> str:
    """`up to 10 days`, `30 to 60 minutes`."""
    unit = vocabulary.word("periods", value.unit)
    numbers = " to ".join(for_people(each) for each in dict.fromkeys((value.low, value.high)))
    return f"{BOUNDS[value.bound]} {numbers} {named(unit, value.high)}".strip()


def every(value: Span, vocabulary: Vocabulary) -> str:
    """`every 4 to 6 hours`, `every other day`."""
    if value.bound is not Bound.EXACT:
        raise UnsaidError("an interval with a bound")
    if value.low == value.high == 1:
        return f"every {vocabulary.word('periods', value.unit).english}"
    if value.low == value.high == 2 and value.unit == "d":
        return "every other day"
    return f"every {span(value, vocabulary)}"


def frequency(value: Frequency) -> str:
    """`up to three times daily`, `once or twice a week`, `as a single dose`."""
    if value.kind is Often.ONCE:
        return "as a single dose"
    period = PERIODS[value.per]
    if value.kind is Often.SEVERAL:
        return f"several times {period}"
    return f"{BOUNDS[value.bound]} {_times(value.low, value.high)} {period}".strip()


def _times(low: int, high: int) -> str:
    if (low, high) == (1, 2):
        return "once or twice"
    if low == high:
        return TIMES.get(low, f"{in_words(low)} times")
    return f"{in_words(low)} to {in_words(high)} times"


def most(value: Rate, vocabulary: Vocabulary) -> str:
    """`8 tablets in 24 hours`."""
    text = amount(value.amount, vocabulary)
    return text if value.per is None else f"{text} {WITHIN[value.per]}"


def any_of(words: tuple[str, ...]) -> str:
    """`pain, fever or cough`."""
    return listed(words, "or")
