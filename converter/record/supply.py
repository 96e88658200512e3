"""What makes two supplies look like one that was sent twice, under two document ids."""

from fractions import Fraction

from converter.model.coded import Coded, Identifier, Ratio
from converter.model.dispensation import Dispensation, Pharmacy
from converter.model.product import Ingredient, PackageLayer


def supply_of(dispensation: Dispensation) -> tuple[str, ...]:
    """Pharmacy, day, product and number of packages, as texts; the prescription is the row's.

    Names and codes as they came, but for case and white space: what a gateway translates are the terms of codes. The
    batch is left out, and so is the hour: one package may be told of with or without.
    """
    product = dispensation.product
    return (
        _pharmacy(dispensation.pharmacy),
        dispensation.dispensed_on.isoformat(),
        str(Fraction(dispensation.packages)),
        _words(product.name),
        _words(product.strength_text),
        _code(product.atc),
        _code(product.form),
        *sorted(_strength(i) for i in product.ingredients),
        *_layers(product.layers),
    )


def _pharmacy(pharmacy: Pharmacy) -> str:
    if isinstance(pharmacy.id, Identifier):
        return f"{pharmacy.id.root}^{pharmacy.id.extension}"
    return _words(f"{pharmacy.name}, {pharmacy.city}, {pharmacy.country}")


def _layers(layers: tuple[PackageLayer, ...]) -> tuple[str, ...]:
    """What each layer holds; one that counts one says nothing more. The outermost has the package's code."""
    said = [
        f"{Fraction(y.content.value)} {y.content.unit}" for n, y in enumerate(layers) if not n or y.content.value != 1
    ]
    return (*said, _code(layers[-1].code) if layers else "")


def _strength(ingredient: Ingredient) -> str:
    return f"{strength_said(ingredient.strength)} {_code(ingredient.code)}"


def strength_said(strength: Ratio) -> str:
    """A strength as one number and its units: `500 mg/1`."""
    above, below = strength.numerator, strength.denominator
    return f"{Fraction(above.value) / Fraction(below.value)} {above.unit}/{below.unit}"


def _code(concept: object) -> str:
    return concept.code if isinstance(concept, Coded) else ""


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
