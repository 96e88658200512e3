"""How much is prescribed in all, by what it is counted in, for the rules on amounts that cannot be meant."""

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from converter.conversion.medicine.package import read_size
from converter.model.national import NationalPrescription

MILLILITRES: Mapping[str, Fraction] = {
    "ml": Fraction(1),
    "milliliter": Fraction(1),
    "l": Fraction(1000),
    "liter": Fraction(1000),
    "mikroliter": Fraction(1, 1000),
}
GRAMS: Mapping[str, Fraction] = {
    "g": Fraction(1),
    "gram": Fraction(1),
    "kg": Fraction(1000),
    "kilogram": Fraction(1000),
    "mg": Fraction(1, 1000),
    "milligram": Fraction(1, 1000),
    "mikrog": Fraction(1, 10**6),
    "mikrogram": Fraction(1, 10**6),
}
MEASURES = {"amount-volume": MILLILITRES, "amount-mass": GRAMS}
COUNTED = "amount-counted"
NOT_COUNTED = ("e", "ie", "iu", "mill", "sq-", "omeq", "gbq", "mbq", "mol", "cm", "m", "time", "enhet", "intern")
"""Units of list 7452, or their beginnings, that are neither pieces nor doses: what they measure has no bound here."""


def totals(national: NationalPrescription) -> dict[str, Fraction]:
    """The largest amount of each fact: pieces or doses, millilitres, grams. What cannot be read is not there.

    Args:
        national: a package by number and size, or an amount.
    """
    found: dict[str, Fraction] = {}
    for value, unit in _amounts(national):
        name, total = _measured(value, unit.casefold())
        if name:
            found[name] = max(total, found.get(name, Fraction(0)))
    return found


def _amounts(national: NationalPrescription) -> list[tuple[Fraction, str]]:
    sizes = [] if national.packages is None else national.medicine.sizes
    amounts = [
        (Fraction(national.packages or 0) * prod((Fraction(n) for n in numbers), start=Fraction(1)), size.unit.code)
        for size in sizes
        if size.unit is not None and (numbers := read_size(size.size)) is not None
    ]
    amount = national.amount
    if amount is not None and amount.value is not None:
        amounts.append((Fraction(amount.value), amount.unit))
    return amounts


def _measured(value: Fraction, unit: str) -> tuple[str, Fraction]:
    for name, scale in MEASURES.items():
        if unit in scale:
            return name, value * scale[unit]
    uncounted = unit in NOT_COUNTED or any(unit.startswith(u) for u in NOT_COUNTED if len(u) > 2)
    return ("", value) if uncounted else (COUNTED, value)
