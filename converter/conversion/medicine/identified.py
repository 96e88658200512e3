"""That a product is told by more than its name."""

from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.medicine import Medicine
from converter.model.product import Product

NAMES = len("N02B")
"""ATC: the first two levels (`N`, `N02`) are of an organ and a therapy; from the third on, of alike medicines."""


def identified(product: Product, registered: Medicine | None, notes: Notes) -> None:
    """Notes `medicine-not-identified` where neither substance, ATC code nor a known product says what it is.

    A name alone is of no use abroad: the same name is another medicine in another country. Nor is an ATC code of the
    first two levels.
    """
    parts = any(part.ingredients for part in product.parts)
    coded = product.atc is not None and len(product.atc.code) >= NAMES
    named = coded or product.ingredients or product.substances or parts
    if not named and registered is None:
        notes.add("medicine-not-identified", MEDICINE)
