"""What a label's number counts where it is not the substance of the name: in words, by texts/strength-words."""

import re
from decimal import Decimal

from converter.conversion.medicine.strength_said import single
from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.coded import for_people
from converter.model.measure import MASS, PIECE, strength_of
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine
from converter.model.product import Product
from converter.terminology.code_table import text_key

WORDS = "strength-words"
MILLIGRAMS = 1000
"""In a gram."""
_SIGNS = re.compile("[\u00ae\u2122\u00a9]")


def counts_words(medicine: PrescribedMedicine, registered: Medicine | None, product: Product, notes: Notes) -> str:
    """The English words of the longest key that fits; empty where there are none.

    Args:
        medicine: what was signed.
        registered: the register's record, only where it means the same medicine.
        product: what is sent of it.
        notes: the tables; a draft row that is used is noted.
    """
    form = medicine.form or (registered.form if registered else None)
    atc = medicine.atc or (registered.atc if registered else None)
    words = text_key(_SIGNS.sub(" ", medicine.brand_name or (registered.brand_name if registered else ""))).split()
    amount = _milligrams(product)
    if form is None or atc is None or not words or not amount:
        return ""
    texts = notes.tables.texts(WORDS)
    keys = [text_key(f"{form.code} {atc.code} {' '.join(words[:n])} {amount} mg") for n in range(len(words), 0, -1)]
    found = notes.worded(next((row for key in keys if (row := texts.row(key)) is not None), None), texts, MEDICINE)
    return "" if found is None else found.english


def _milligrams(product: Product) -> str:
    """Of how many milligrams one piece is, by its one substance's code or else by the words; empty where of none."""
    if len(product.ingredients) > 1 or product.parts:
        return ""
    coded = strength_of(product.ingredients[0].strength) if product.ingredients else None
    said = coded or single(product.strength_text, in_pieces=True)
    if said is None or said[1] != MASS or said[2] != PIECE:
        return ""
    value = said[0] * MILLIGRAMS
    return for_people(Decimal(value.numerator) / Decimal(value.denominator))
