"""Norwegian national identity numbers: check digits and the date of birth inside them.

Source: Skatteetaten, fødselsnummer and D-nummer: DDMMYYiiikk, k1 and k2 by modulus 11; D-numbers add 40 to the day.
Synthetic test numbers add 80 (Tenor), 65 (NAV) or 40 (NAV, and the health sector's H-numbers) to the month.
"""

from dataclasses import dataclass
from datetime import date

NATIONAL_NUMBERS = ("FNR", "DNR")
"""List 8116: national identity number and D-number, which identify a patient in e-resept. The first goes first."""
LENGTH = 11
K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
D_NUMBER_DAY = 40
SYNTHETIC_MONTHS = (80, 65, 40)


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """What a valid number says of its holder."""

    birth_date: date
    is_d_number: bool


def read_identity_number(text: str) -> IdentityNumber | None:
    """Reads a number; None where length, check digits or date are wrong."""
    if len(text) != LENGTH or not text.isascii() or not text.isdigit():
        return None
    digits = [int(c) for c in text]
    if _check(digits, K1) != digits[9] or _check(digits, K2) != digits[10]:
        return None
    day, month, year, individual = int(text[:2]), int(text[2:4]), int(text[4:6]), int(text[6:9])
    is_d_number = day > D_NUMBER_DAY
    if is_d_number:
        day -= D_NUMBER_DAY
    month -= next((extra for extra in SYNTHETIC_MONTHS if month > extra), 0)
    century = _century(individual, year)
    if century is None:
        return None
    try:
        return IdentityNumber(date(century + year, month, day), is_d_number)
    except ValueError:
        return None


def _check(digits: list[int], weights: tuple[int, ...]) -> int:
    """The check digit by modulus 11; 10, which no digit can be, marks a number that is not issued."""
    return (11 - sum(w * d for w, d in zip(weights, digits, strict=False)) % 11) % 11


def _century(individual: int, year: int) -> int | None:
    """The century by individual number and two-digit year, as Skatteetaten issues them."""
    if individual <= 499:
        return 1900
    if individual <= 749 and year >= 54:
        return 1800
    if year <= 39:
        return 2000
    return 1900 if individual >= 900 else None
