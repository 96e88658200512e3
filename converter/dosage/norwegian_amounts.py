"""Amounts, numbers and lengths of time in Norwegian (bokmål), as prescriptions say them most plainly."""

from decimal import Decimal

from converter.dosage.said import UnsaidError, with_glyph
from converter.dosage.vocabulary import Vocabulary, Word
from converter.model.coded import norwegian_number
from converter.model.meaning import Amount, Bound, Cycle, Frequency, Often, Per, Rate, Span

BOUNDS = {Bound.EXACT: "", Bound.UP_TO: "inntil", Bound.AT_LEAST: "minst"}
PERIODS = {Per.DAY: "daglig", Per.WEEK: "i uken", Per.MONTH: "i måneden", Per.YEAR: "i året"}
IN_ALL = {Per.DAY: "daglig", Per.WEEK: "ukentlig", Per.MONTH: "månedlig", Per.YEAR: "årlig"}
WITHIN = {Per.DAY: "per døgn", Per.WEEK: "per uke", Per.MONTH: "per måned", Per.YEAR: "per år"}
NEUTER = {"min", "yr"}


def amount(value: Amount, vocabulary: Vocabulary) -> str:
    """`1½ tabletter`, `5-10 mg`."""
    unit = vocabulary.word("units", value.unit) if value.unit else None
    pieces = unit is None or unit.counted
    said = (
        with_glyph(each, norwegian_number) if pieces else norwegian_number(each)
        for each in dict.fromkeys((value.low, value.high))
    )
    numbers = "-".join(said)
    return numbers if unit is None else f"{numbers} {named(unit, value.high)}"


def named(unit: Word, number: Decimal) -> str:
    """The word after a number."""
    return unit.plural or unit.norwegian if number > 1 else unit.norwegian


def span(value: Span, vocabulary: Vocabulary) -> str:
    """`inntil 10 dager`, `30-60 minutter`."""
    unit = vocabulary.word("periods", value.unit)
    numbers = "-".join(norwegian_number(each) for each in dict.fromkeys((value.low, value.high)))
    return f"{BOUNDS[value.bound]} {numbers} {named(unit, value.high)}".strip()


def every(value: Span, vocabulary: Vocabulary) -> str:
    """`hver 4.-6. time`, `annenhver dag`. Every one day, week, month or year is a number of times: it has no words."""
    unit = vocabulary.word("periods", value.unit).norwegian
    each, other = ("hvert", "annethvert") if value.unit in NEUTER else ("hver", "annenhver")
    if value.bound is not Bound.EXACT or (value.low == 1 and value.unit not in {"h", "min"}):
        raise UnsaidError("an interval with a bound, or of one day")
    if value.low == value.high == 1:
        return f"{each} {unit}"
    if value.low == value.high == 2 and value.unit != "h":
        return f"{other} {unit}"
    return f"{each} {'-'.join(f'{norwegian_number(n)}.' for n in dict.fromkeys((value.low, value.high)))} {unit}"


def frequency(value: Frequency) -> str:
    """`inntil 3 ganger daglig`, `én gang i uken`, `som engangsdose`."""
    if value.kind is Often.ONCE:
        return "som engangsdose"
    if value.kind is Often.SEVERAL:
        return f"flere ganger {PERIODS[value.per]}"
    if value.low == value.high == 1:
        times = "én gang"
    else:
        times = f"{'-'.join(str(each) for each in dict.fromkeys((value.low, value.high)))} ganger"
    return f"{BOUNDS[value.bound]} {times} {PERIODS[value.per]}".strip()


def most(value: Rate, vocabulary: Vocabulary) -> str:
    """`maks 8 tabletter per døgn`."""
    text = f"maks {amount(value.amount, vocabulary)}"
    return text if value.per is None else f"{text} {WITHIN[value.per]}"


def cycle(value: Cycle, vocabulary: Vocabulary) -> str:
    """`i 21 dager, deretter 7 dagers pause`. The genitive of one stands after that of more."""
    word = vocabulary.word("periods", value.off.unit)
    if value.off.bound is not Bound.EXACT or value.off.low != value.off.high or not word.genitive:
        raise UnsaidError("a pause of no exact length")
    of = word.genitive[1] if value.off.low == 1 and len(word.genitive) > 1 else word.genitive[0]
    return f"i {span(value.on, vocabulary)}, deretter {norwegian_number(value.off.low)} {of} pause"
