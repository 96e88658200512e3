"""What makes two supplies look like one that was sent twice, under two document ids."""

from fractions import Fraction

from converter.model.coded import Coded, Identifier
from converter.model.dispensation import Dispensation, Pharmacy
from converter.model.product import PackageLayer


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
        *(_layer(layer) for layer in product.layers),
    )


def _pharmacy(pharmacy: Pharmacy) -> str:
    if isinstance(pharmacy.id, Identifier):
        return f"{pharmacy.id.root}^{pharmacy.id.extension}"
    return _words(f"{pharmacy.name}, {pharmacy.city}, {pharmacy.country}")


def _layer(layer: PackageLayer) -> str:
    return f"{Fraction(layer.content.value)} {layer.content.unit} {_code(layer.code)}"


def _code(concept: object) -> str:
    return concept.code if isinstance(concept, Coded) else ""


def _words(text: str) -> str:
    return " ".join(text.casefold().split())
