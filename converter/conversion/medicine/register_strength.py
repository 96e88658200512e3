"""A register's strength, held against one that a signed name says: the same, in whatever unit and per whatever."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from converter.model.medicine import PackageContent, SubstanceStrength
from converter.model.strength_chain import Reading, Said
from converter.model.strength_units import DOSE, MASS, PERCENT, PIECE, TIME, VOLUME, below_of, kind_of, unit_of

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Known:
    """A register's strength: so much of something, per so much of something (1 of nothing where FEST gives none)."""

    value: Fraction
    of: str
    element: str
    per: Fraction
    below: str
    raw: Fraction
    kind: str = ""


Amounts = list[tuple[Fraction, str]]
"""So much of what, as a container holds it."""


def known_of(substance: SubstanceStrength) -> Known | None:
    """A register's strength made comparable; None where its unit, or what it is per, is not known."""
    given, per = substance.strength, substance.denominator
    unit = None if given is None else unit_of(given.unit)
    if given is None or unit is None:
        return None
    below, amount = "", Fraction(1)
    if per is not None:
        found = below_of(per.unit)
        if found is None or per.value <= 0:
            return None
        below, amount = found[0], Fraction(per.value) * found[1]
    of, scale, element = unit
    raw = Fraction(given.value)
    return Known(raw * scale, of, element, amount, below, raw, kind_of(given.unit))


def _amounts_of(content: PackageContent) -> Amounts:
    """What a container holds; of pieces also how many there are of them in all."""
    found = below_of(content.unit.code)
    if found is None:
        return []
    held, of = Fraction(content.amount) * found[1], found[0]
    if of not in {PIECE, DOSE}:
        return [(held, of)]
    count, multiple = Fraction(content.count or 1), Fraction(content.multiple or 1)
    return [(n, of) for n in {held, count, held * count, held * count * multiple}]


def amounts_of(contents: Sequence[PackageContent]) -> Amounts:
    """What each content's container holds."""
    return [a for c in contents for a in _amounts_of(c)]


def paired(reading: Reading, known: list[Known], amounts: Amounts) -> bool:
    """Whether each strength of a name is another one of the register's, and none is left."""
    return len(reading) == len(known) and among(reading, known, amounts)


def among(reading: Reading, known: list[Known], amounts: Amounts) -> bool:
    """Whether each strength of a name is another one of the register's."""
    if not reading:
        return True
    first, rest = reading[0], reading[1:]
    return any(
        _same(first, k, amounts) and among(rest, known[:n] + known[n + 1 :], amounts) for n, k in enumerate(known)
    )


def _same(said: Said, known: Known, amounts: Amounts) -> bool:
    if not said.of:
        return said.raw == known.raw
    if said.kind and known.kind and said.kind != known.kind:
        return False
    if said.of == PERCENT and known.of == MASS and known.below in _PERCENT_OF.get(said.kind, ()):
        return said.value / HUNDRED == known.value / known.per  # 1 % is 1 g in 100 g or 100 mL
    if said.of != known.of or (said.element and said.element != known.element):
        return False
    if said.below not in _OPEN:
        return said.below == known.below and said.value / said.per == known.value / known.per
    if known.below in _OPEN:
        return said.value / said.per == known.value / known.per
    if known.below == TIME:
        return not said.below and said.value == known.value  # so much an hour, said without the hour
    whole = [amount for amount, of in amounts if of == known.below]
    if any(said.value / said.per == known.value / known.per * amount for amount in whole):
        return True
    # FEST implementation guidelines 3.5, 5.5.1: what is taken at once is said per the whole of it, as 0.25 mg/0.19 mL
    at_once = known.per != 1 and said.per == 1 and said.value == known.value
    return at_once and said.below != DOSE and not (said.below == PIECE and whole)


_OPEN = frozenset({"", DOSE, PIECE})
"""What a strength is per where that has no size of its own."""
_PERCENT_OF = {"": (MASS, VOLUME), "w/w": (MASS,), "w/v": (VOLUME,)}
"""What a per cent is of, by what stands beside it."""
