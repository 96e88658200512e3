"""The dose form where list 7448 has one word for two: brand and substance decide (table dose-form-by-product)."""

from converter.conversion.session import Notes
from converter.model.coded import Coded
from converter.terminology.joins import BY_PRODUCT, FORM_LIST
from converter.terminology.product_forms import brand_words


def key_of(form: str, atc: str, brand: str, notes: Notes) -> str:
    """The longest key of the table that fits: form, ATC code and first words of the brand; empty where none does.

    Args:
        form: code of list 7448.
        atc: of the medicine; empty where it has none.
        brand: its name; empty where a substance is prescribed.
        notes: the tables.
    """
    words = brand_words(brand)
    keys = [f"{form} {atc} {' '.join(words[:count])}" for count in range(len(words), 0, -1)]
    table = notes.tables.table(BY_PRODUCT)
    return next((k for key in (*keys, f"{form} {atc}", form) if table.row(k := key.lower()) is not None), "")


def by_product(form: Coded, atc: str, brand: str, notes: Notes, path: str) -> Coded | None:
    """The form of a product in EDQM's terms, with the list's own beside it; None where its row has none.

    Args:
        form: of list 7448, one that the table has.
        atc, brand: as `key_of`.
        notes: the tables; a draft row that is used is noted.
        path: where a finding points.
    """
    found = notes.translate(BY_PRODUCT, key_of(form.code, atc, brand, notes), path)
    listed = notes.tables.code_list(FORM_LIST).find(form.code)
    return None if found is None else Coded(found.code, found.system, found.display, (listed,) if listed else ())


def is_by_product(form: str, notes: Notes) -> bool:
    """Whether the form of list 7448 is one that brand and substance decide."""
    return any(key.partition(" ")[0] == form for key in notes.tables.table(BY_PRODUCT).rows)
