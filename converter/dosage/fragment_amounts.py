"""Numbers and amounts: what the phrases of a dose mean."""

from decimal import Decimal

from converter.dosage.fragment import Fragment
from converter.dosage.lexer import Lexeme
from converter.model.meaning import Amount, Per, Rate

Numbers = tuple[Decimal, Decimal]
FRACTIONS = {"1/2": Decimal("0.5"), "1/4": Decimal("0.25"), "3/4": Decimal("0.75")}
PERIODS = {"d": Per.DAY, "wk": Per.WEEK, "mo": Per.MONTH, "yr": Per.YEAR}
AFTER_A_DOSE = {"NOT_MORE": "most_only", "UPTO": "up_to"}
"""A maximum that stands behind the dose that it limits, or alone."""
ONE = Decimal(1)


def number(word: Lexeme) -> Decimal | None:
    """The number of a numeral; None for one with a leading zero, which only an hour has."""
    if word.word is not None:
        return Decimal(word.word.value)
    whole, _, fraction = word.text.rpartition(" ")
    if fraction in FRACTIONS:
        return Decimal(whole or 0) + FRACTIONS[fraction]
    return Decimal(word.text.replace(",", "."))


def from_to(low: Decimal, high: Decimal) -> Numbers | None:
    return (low, high) if 0 <= low < high else None


def counted(numbers: Numbers, unit: Lexeme) -> Amount | None:
    return amount_of(numbers, unit.word.value if unit.word else "")


def amount_of(numbers: Numbers, unit: str) -> Amount | None:
    return Amount(*numbers, unit) if numbers[0] > 0 else None


def pieces_of(numbers: Numbers, piece: Lexeme, unit: Lexeme) -> Amount | None:
    """`1 stk tablett`: a piece of what is named."""
    return counted(numbers, unit) if piece.word is not None and piece.word.value == "piece" else None


def whole_numbers(numbers: Numbers) -> tuple[int, int] | None:
    low, high = numbers
    return (int(low), int(high)) if low == int(low) and high == int(high) and low >= 1 else None


def ordinal_number(word: Lexeme) -> Decimal:
    return Decimal(word.word.value if word.word else 0)


def most_in(numbers: str, amount: Amount, per: Per | None) -> Fragment:
    return (AFTER_A_DOSE.get(numbers, "most"), Rate(amount, per))


def most_a_period(word: str, amount: Amount, period: Lexeme) -> Fragment | None:
    per = PERIODS.get(period.word.value if period.word else "")
    return most_in(word, amount, per) if per in {Per.DAY, Per.WEEK} else None


def amount_a_period(amount: Amount, period: Lexeme) -> Fragment | None:
    """`20 mg/døgn`."""
    per = PERIODS.get(period.word.value if period.word else "")
    return ("rate", Rate(amount, per)) if per in {Per.DAY, Per.WEEK} and amount.unit else None


def divided_into(count: Decimal) -> Fragment | None:
    return ("split", int(count)) if count > 1 and count == int(count) else None
