"""Whether the number of packages can be meant: what it splits, and how long it lasts at the coded dose."""

from decimal import Decimal
from fractions import Fraction

from converter.conversion.medicine.amounts import amount_of
from converter.conversion.paths import PRESCRIBED
from converter.conversion.session import Notes
from converter.model.coded import Quantity, product_of
from converter.model.dosage import Dosage, Frequency, Timing
from converter.model.measure import counts, measured
from converter.model.product import Product

NUMBER = f"{PRESCRIBED}/Antall"
HOURS_A_DAY = 24
MEALS = 3


def check_amount(packages: Decimal, product: Product, dosage: Dosage, notes: Notes) -> None:
    """Refuses a number that splits a piece; tells of one that splits a container, or is gone in less than a day.

    Args:
        packages: the number, or one where an amount is prescribed.
        product: as it leaves; of a combination pack nothing is told, for a fraction of one is refused anyway.
        dosage: as it leaves.
        notes: collects findings.
    """
    if product.parts:
        return
    total = amount_of(packages, product)
    if packages != packages.to_integral_value():
        if total is not None and counts(total.of):
            if total.value.denominator != 1:
                notes.add("quantity-splits-piece", NUMBER)
        elif _containers(packages, product).denominator != 1:
            notes.add("quantity-splits-container", NUMBER)
    schedule = dosage.schedule
    if schedule is None or total is None:
        return
    dose = measured(Quantity(schedule.dose.high, schedule.dose.unit))
    if dose is not None and dose.of == total.of and dose.value * _times_a_day(schedule.timing) > total.value:
        notes.add("amount-under-a-day", NUMBER)


def _containers(packages: Decimal, product: Product) -> Fraction:
    """How many of the innermost containers so many packages hold."""
    return Fraction(packages) * Fraction(product_of(layer.content.value for layer in product.layers[1:]))


def _times_a_day(timing: Timing) -> Fraction:
    """How often a dose is taken in a day; once where it is taken less often."""
    if timing.frequency is Frequency.PER_DAY:
        return max(Fraction(timing.value), Fraction(1))
    if timing.frequency is Frequency.EVERY and timing.unit == "h" and timing.value > 0:
        return max(Fraction(HOURS_A_DAY) / Fraction(timing.value), Fraction(1))
    if timing.frequency is Frequency.CLOCK:
        return Fraction(max(len(timing.clock), 1))
    return Fraction(MEALS if timing.frequency is Frequency.BEFORE_MEALS else 1)
