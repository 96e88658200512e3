"""How much was prescribed and how much was handed out, so that the two can be compared."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from converter.conversion.medicine.strength_said import plain_strength
from converter.conversion.session import Notes
from converter.model.coded import Quantity
from converter.model.layers import is_ambiguous
from converter.model.measure import Measure, counts, measured
from converter.model.product import PackageLayer, Product
from converter.terminology.code_table import text_key

WORDS = "package-unit-words"
COUNTED = "1"


def resolved(quantity: Quantity, notes: Notes, path: str) -> Quantity:
    """An amount whose unit `1` with a word (`tablets`) is said by the unit of that word, where a table knows it."""
    if quantity.unit != COUNTED or not quantity.text:
        return quantity
    unit = notes.translate(WORDS, text_key(quantity.text), path)
    return quantity if unit is None else Quantity(quantity.value, unit.code)


def with_units(product: Product, notes: Notes, path: str) -> Product:
    """The product with the units in words resolved: those of its layers, of its parts' layers and of its strength."""
    plain = plain_strength(product.strength_text, notes, path)
    if plain != product.strength_text:
        product = replace(product, strength_plain=plain)
    if product.parts:
        parts = tuple([replace(p, layers=_resolved(p.layers, notes, path)) for p in product.parts])
        return replace(product, parts=parts)
    return replace(product, layers=_resolved(product.layers, notes, path))


def _resolved(layers: tuple[PackageLayer, ...], notes: Notes, path: str) -> tuple[PackageLayer, ...]:
    inner, *outer = layers
    return (
        replace(inner, content=resolved(inner.content, notes, path)),
        *[replace(layer, content=_outer(layer.content, notes, path)) for layer in outer],
    )


def _outer(content: Quantity, notes: Notes, path: str) -> Quantity:
    """What an outer layer counts. A word for pieces stays: unit 1 without one would count the containers inside."""
    found = resolved(content, notes, path)
    return content if found.unit == COUNTED else found


def amount_of(packages: Decimal, product: Product) -> Measure | None:
    """What so many packages hold; None where that is not known.

    So it is where a unit is not known, where an outer layer may count what is inside it or the containers of it, and
    where a combination pack holds several things.
    """
    if product.parts or not product.layers or is_ambiguous(product.layers):
        return None
    inner = measured(product.layers[0].content)
    if inner is None:
        return None
    outer = Fraction(1)
    for layer in product.layers[1:]:
        outer *= Fraction(layer.content.value)
    return inner.times(outer * Fraction(packages))


def has_ambiguous_layers(product: Product) -> bool:
    """Whether the package, or one of the parts of a combination pack, does not say how much it holds."""
    return is_ambiguous(product.layers) or any(is_ambiguous(part.layers) for part in product.parts)


def splits_pieces(packages: Decimal, product: Product) -> bool:
    """Whether a fraction of a package cuts what cannot be cut: pieces, or a container that holds one amount."""
    if packages == packages.to_integral_value():
        return False
    amount = amount_of(packages, product)
    return amount is None or not counts(amount.of) or amount.value.denominator != 1


def has_whole_pieces(product: Product) -> bool:
    """Whether a package holds a whole number of what it counts in pieces."""
    for layers in (product.layers, *(p.layers for p in product.parts)):
        inner = measured(layers[0].content) if layers else None
        if inner is not None and counts(inner.of) and inner.value.denominator != 1:
            return False
    return True
