"""That a product is told by more than its name."""

from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.medicine import Medicine
from converter.model.product import Product


def identified(product: Product, registered: Medicine | None, notes: Notes) -> None:
    """Notes `medicine-not-identified` where neither substance, ATC code nor a known product says what it is.

    A name alone is of no use abroad: the same name is another medicine in another country.
    """
    parts = any(part.ingredients for part in product.parts)
    named = product.atc is not None or product.ingredients or product.substances or parts
    if not named and registered is None:
        notes.add("medicine-not-identified", MEDICINE)
