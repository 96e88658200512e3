"""Strengths in per cent as what they are: so much in a gram or a millilitre, by AlternativStyrke or by definition.

Source: FEST implementation guidelines 3.5 (2024), 5.5.3: a strength in per cent has an alternative, weight by weight or
weight by volume, which says the same again. 1 % w/w is 10 mg/g, and 1 % w/v is 10 mg/mL; plain per cent is neither.
"""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.coded import for_people
from converter.model.medicine import Medicine, RegisterQuantity, SubstanceStrength
from converter.model.strength_units import MASS, below_of, unit_of

EXACT_OPERATORS = frozenset({"", "L"})
"""List 7445: `L` is equal; interval, less and greater are not one strength."""
BY_WEIGHT, BY_VOLUME = frozenset({"PstWW", "% w/w"}), frozenset({"PstWV", "% w/v"})
PERCENT = frozenset({"Pst", "%"}) | BY_WEIGHT | BY_VOLUME
"""List 9090; by volume and volume (`% v/v`) is no weight."""
MG_OF_ONE = Decimal(10)
"""Milligrams in a gram or a millilitre that is 1 %."""
HUNDRED = 100
VOLUME = "mL"


def in_amounts(registered: Medicine | None, notes: Notes) -> Medicine | None:
    """The record with its strengths in per cent said as amounts, wherever that is exact; the others as they are.

    Where the alternative is another strength than the per cent, neither is said, and it is told.
    """
    if registered is None:
        return None
    contents = tuple(replace(c, substances=_each(c.substances, notes)) for c in registered.contents)
    return replace(registered, substances=_each(registered.substances, notes), contents=contents)


def _each(substances: tuple[SubstanceStrength, ...], notes: Notes) -> tuple[SubstanceStrength, ...]:
    return tuple(_amount(s, notes) for s in substances)


def _amount(substance: SubstanceStrength, notes: Notes) -> SubstanceStrength:
    given = substance.strength
    if given is None or given.unit not in PERCENT or substance.denominator is not None:
        return substance
    if substance.operator not in EXACT_OPERATORS or substance.upper is not None:
        return substance  # an interval of per cent is none of milligrams, of which its end is not said
    alternative, per = substance.alternative, substance.alternative_denominator
    if alternative is not None and per is not None:
        if not _same(given, alternative, per):
            notes.add("strength-alternative-differs", MEDICINE)
            return replace(substance, strength=None)
        return replace(substance, strength=alternative, denominator=per)
    below = "g" if given.unit in BY_WEIGHT else "ml" if given.unit in BY_VOLUME else ""
    if alternative is not None or not below:
        return substance
    amount = RegisterQuantity(Decimal(for_people(given.value * MG_OF_ONE)), "mg")
    return replace(substance, strength=amount, denominator=RegisterQuantity(Decimal(1), below))


def _same(given: RegisterQuantity, alternative: RegisterQuantity, per: RegisterQuantity) -> bool:
    """Whether an alternative is that per cent: in the weight or the volume that the unit says, or in either."""
    of, below = unit_of(alternative.unit), below_of(per.unit)
    if of is None or below is None or of[0] != MASS or of[2] or per.value <= 0:
        return False
    wanted = {MASS} if given.unit in BY_WEIGHT else {VOLUME} if given.unit in BY_VOLUME else {MASS, VOLUME}
    amount = Fraction(alternative.value) * of[1] / (Fraction(per.value) * below[1])
    return below[0] in wanted and amount == Fraction(given.value) / HUNDRED
