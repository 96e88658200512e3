"""Amounts as JSON tells them."""

from decimal import Decimal, Inexact, localcontext
from fractions import Fraction

from converter.model.coded import plain


def exact(value: Fraction | None) -> str | None:
    """An amount as a decimal number; as a fraction where it has no end."""
    if value is None:
        return None
    with localcontext(prec=100) as exact:
        number = Decimal(value.numerator) / Decimal(value.denominator)
        return str(value) if exact.flags[Inexact] else plain(number)
