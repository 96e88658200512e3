"""Synthetic national identity numbers: month + 80, with check digits computed here and not by the code under test."""

from datetime import date

WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
NO_CHECK_DIGIT = 10


def with_check_digits(nine: str) -> str | None:
    """The eleven digits for the first nine; None where modulus 11 gives a 10, for such numbers are not issued."""
    text = nine
    for weights in WEIGHTS:
        remainder = -sum(w * int(c) for w, c in zip(weights, text, strict=True)) % 11
        if remainder == NO_CHECK_DIGIT:
            return None
        text += str(remainder)
    return text


def new_number(
    born: date, individual: int, remainder: int, *, d_number: bool = False, synthetic: int = 80
) -> str | None:
    """A number as issued from 2032, whose first sum leaves `remainder`; None where a control digit would be 10."""
    text = f"{born.day + 40 * d_number:02}{born.month + synthetic:02}{born.year % 100:02}{individual:03}"
    for weights, left in zip(WEIGHTS, (remainder, 0), strict=True):
        digit = (left - sum(w * int(c) for w, c in zip(weights, text, strict=True))) % 11
        if digit == NO_CHECK_DIGIT:
            return None
        text += str(digit)
    return text


def individuals(year: int) -> range:
    """The individual numbers that go with a year of birth (1854-2039), in one run."""
    if year < 1900:
        return range(500, 750)
    return range(500) if year < 2000 else range(500, 1000)


def number_for(born: date, *, d_number: bool = False, synthetic: int = 80, start: int = 0) -> str:
    """A number with right check digits for a date of birth.

    Args:
        born: the date inside it.
        d_number: day + 40.
        synthetic: what is added to the month: 80, 65, 40 or 0.
        start: how many of the usable individual numbers to pass over.
    """
    head = f"{born.day + 40 * d_number:02}{born.month + synthetic:02}{born.year % 100:02}"
    run = individuals(born.year)
    for individual in [*run[start % len(run) :], *run]:
        if (number := with_check_digits(f"{head}{individual:03}")) is not None:
            return number
    raise AssertionError("every date has a number")
