"""How much of a prescription is used: what was handed out now and before, against all that was prescribed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from converter.conversion.medicine.amounts import amount_of
from converter.conversion.medicine.comparison import Comparison
from converter.model.known import Known
from converter.model.layers import holds_pieces, is_bare_one
from converter.model.product import Product


@dataclass(frozen=True, slots=True)
class Consumption:
    """Amounts in units of `of`; each absent where it is not known or cannot be compared.

    Attributes:
        now: handed out by this dispensation.
        one: prescribed for one dispense.
        allowed: what the last eP was for: one dispense, or what was left of one.
        whole: prescribed for all dispenses, repeats included.
        before: handed out by earlier dispensations that stand; at least so much, where `whole_before` is false.
        of: what is measured, as `model.measure` has it.
        whole_before: whether every earlier dispensation could be counted.
    """

    now: Fraction | None
    one: Fraction | None
    whole: Fraction | None
    before: Fraction | None
    of: str = ""
    whole_before: bool = True
    allowed: Fraction | None = None

    @property
    def amount(self) -> str:
        """The fact `amount` of the rules."""
        if self.now is None or self.one is None or self.whole is None:
            return "unknown"
        if self.now > (self.one if self.allowed is None else self.allowed):
            return "beyond-one-dispense"
        if self.before is not None and self.before + self.now > self.whole:
            return "beyond-all"
        return "within"

    @property
    def used_up(self) -> str:
        """The fact `used-up`."""
        if self.now is None or self.whole is None or self.before is None:
            return "unknown"
        if self.before + self.now >= self.whole:
            return "yes"
        return "no" if self.whole_before else "unknown"

    @property
    def used_up_before(self) -> str:
        """The fact `used-up-before`; empty where it is not known."""
        if self.whole is None or self.before is None:
            return ""
        return "yes" if self.before >= self.whole else "no"

    @property
    def remaining(self) -> Fraction | None:
        """What is left after this dispensation."""
        if self.now is None or self.whole is None or self.before is None or not self.whole_before:
            return None
        return self.whole - self.before - self.now


def unsaid_content(product: Product, prescribed: Product | None) -> bool:
    """Whether a package of bare `1` may be one piece or one whole package: where what is prescribed has several."""
    if product.parts or prescribed is None:
        return False
    return is_bare_one(product.layers) and holds_pieces(prescribed.layers)


def consume(packages: Decimal, product: Product, known: Known, comparison: Comparison) -> Consumption:
    """The consumption by a dispensation.

    Args:
        packages: how many were handed out.
        product: of what, its units resolved.
        known: the prescription and its earlier dispensations.
        comparison: how the product compares with the prescribed one.
    """
    facts = known.facts
    prescribed = None
    if facts.product is not None and facts.packages is not None:
        prescribed = amount_of(facts.packages, facts.product)
    if prescribed is None:
        return Consumption(None, None, None, None)
    one, of = prescribed.value, prescribed.of
    whole = one * (facts.repeats + 1)
    counted = [e.amount for e in known.earlier if e.amount is not None and e.of == of]
    before = sum(counted, Fraction(0))
    clear = comparison.amounts_compare and not unsaid_content(product, facts.product)
    now = amount_of(packages, product) if clear else None
    return Consumption(
        now=now.value if now is not None and now.of == of else None,
        one=one,
        whole=whole,
        before=before,
        of=of,
        whole_before=len(counted) == len(known.earlier),
        allowed=one * Fraction(facts.share),
    )
