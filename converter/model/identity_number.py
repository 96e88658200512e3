"""Norwegian national identity numbers: check digits and the date of birth inside them.

Source: Skatteetaten, fødselsnummer and D-nummer: DDMMYYiiikk, k1 and k2 by modulus 11; D-numbers add 40 to the day.
Synthetic test numbers add 80 (Tenor), 65 (NAV) or 40 (NAV, and the health sector's H-numbers) to the month.

Numbers issued from 2032 (Skatteetaten, Folkeregisterets API-dokumentasjon, "Nytt fødselsnummer fra 2032"): the sum
behind the first control digit may leave 0, 1, 2 or 3, and the individual number tells neither century nor sex. Those
that leave 0 look as the old ones do, which stay valid. None is issued before: until then any other is a slip.
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
HOSPITAL_MONTH = 40
"""Of H-numbers (HIS 1001:2010): given by a hospital, known nowhere else; NAV's test numbers have the same."""
NEW_FROM = date(2032, 1, 1)
REMAINDERS = frozenset({0, 1, 2, 3})
OLD_REMAINDERS = frozenset({0})
IN_TWO_CENTURIES = range(40)
"""Two-digit years that may be of either century, as the old numbers divide them."""


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """What a valid number says of its holder.

    Attributes:
        birth_date: where `century_sure` is false, of the likelier century.
        synthetic: what is added to the month: 80 or 65 of test persons, 40 of them or a hospital's own; 0 of no such.
        century_sure: false of a number that is of the kind issued from 2032.
    """

    birth_date: date
    is_d_number: bool
    synthetic: int = 0
    century_sure: bool = True

    def may_be_born(self, day: date) -> bool:
        """Whether a birth date is the one inside: of whatever century where the number tells none."""
        if self.century_sure:
            return day == self.birth_date
        return (day.day, day.month, day.year % 100) == (
            self.birth_date.day,
            self.birth_date.month,
            self.birth_date.year % 100,
        )


def read_identity_number(text: str, on: date = date.min) -> IdentityNumber | None:
    """Reads a number, as issued until the day `on`; None where length, check digits or date are wrong."""
    if len(text) != LENGTH or not text.isascii() or not text.isdigit():
        return None
    digits = [int(c) for c in text]
    first, second = _remainder(digits, K1), _remainder(digits, K2)
    if second != 0 or first not in (REMAINDERS if on >= NEW_FROM else OLD_REMAINDERS):
        return None
    day, month, year, individual = int(text[:2]), int(text[2:4]), int(text[4:6]), int(text[6:9])
    is_d_number = day > D_NUMBER_DAY
    if is_d_number:
        day -= D_NUMBER_DAY
    synthetic = next((extra for extra in SYNTHETIC_MONTHS if month > extra), 0)
    old = first in OLD_REMAINDERS
    century = _century(individual, year) if old else _likelier_century(individual, year)
    if century is None:
        return None
    try:
        return IdentityNumber(date(century + year, month - synthetic, day), is_d_number, synthetic, old)
    except ValueError:
        return None


def _remainder(digits: list[int], weights: tuple[int, ...]) -> int:
    """What modulus 11 leaves of the digits and the control digit after them (weight 1); a right one leaves 0."""
    return (sum(w * d for w, d in zip(weights, digits, strict=False)) + digits[len(weights)]) % 11


def _likelier_century(individual: int, year: int) -> int:
    """Of a number that does not tell it: as the old individual numbers would, among those who may be alive."""
    return 2000 if year in IN_TWO_CENTURIES and individual > 499 else 1900


def _century(individual: int, year: int) -> int | None:
    """The century by individual number and two-digit year, as Skatteetaten issues them."""
    if individual <= 499:
        return 1900
    if individual <= 749 and year >= 54:
        return 1800
    if year <= 39:
        return 2000
    return 1900 if individual >= 900 else None
