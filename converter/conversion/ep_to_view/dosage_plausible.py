"""Whether the structured dosage of a foreign prescription can be meant of its medicine: what cannot is not said."""

from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.words import DOCUMENT, SETS
from converter.conversion.session import Notes
from converter.dosage.plausible import judged
from converter.model.coded import Coded, Null
from converter.model.foreign_prescription import ForeignProduct
from converter.model.meaning import Meaning

PIECES = "piece-by-form"


def can_be_meant(meaning: Meaning, product: ForeignProduct | None, converter: Converter, notes: Notes) -> bool:
    """Whether no limit speaks against it: by the ATC code, by each substance's code, and by the dose form.

    Args:
        meaning: whole.
        product: as read; None where it could not be, and then amounts alone are held against the limits.
        converter: tables and limits.
        notes: the draft rows by which it cannot be meant are noted.
    """
    form = None if product is None else _form(product.form, converter)
    pieces = converter.tables.table(PIECES)
    codes = _codes(product) or ("",)
    found = [judged(meaning, code, form, converter.limits, pieces) for code in codes]
    for file, key in sorted({row for one in found for row in one.drafts}):
        notes.draft(file, key, DOCUMENT)
    return not any(one.reasons for one in found)


def _codes(product: ForeignProduct | None) -> tuple[str, ...]:
    """Codes of eHDSIActiveIngredient, which are ATC's."""
    if product is None:
        return ()
    concepts = (product.atc, *(s.code for s in product.substances))
    return tuple(dict.fromkeys(c.code.strip().upper() for c in concepts if isinstance(c, Coded)))


def _form(form: Coded | Null, converter: Converter) -> Coded | None:
    """The form by the value set's own English term, for its kind is known by that."""
    known = converter.tables.value_set(SETS["dose-form"])
    if not isinstance(form, Coded) or form.system not in {"", known.system}:
        return None
    return known.find(form.code)
