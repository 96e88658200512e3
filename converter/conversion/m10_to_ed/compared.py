"""The package handed out against the product prescribed: by substance, strength and form, never by name."""

from dataclasses import replace

from converter.conversion.ep_to_view.suggestions import foreign_product
from converter.conversion.medicine.comparison import (
    ATC_LEVEL_5,
    Agreement,
    Comparison,
    compare,
    name_contradicts,
    other_substance,
)
from converter.conversion.session import Notes
from converter.model.coded import Coded
from converter.model.foreign_prescription import ForeignPrescription, NamedSubstance
from converter.model.product import Product
from converter.terminology.substance_identity import another, one_substance
from converter.terminology.tables import Tables

INGREDIENT = "/ingredient"
"""What the path of a substance has; one that was not read may be its strength."""


def compare_with(
    prescription: ForeignPrescription, prescribed: Product, dispensed: Product, notes: Notes
) -> Comparison:
    """How they compare; nothing is the same as what contradicts itself.

    The strength is the one that stands in the prescription: an eD repeats no unit that is none of the EU's, and the
    words beside such a unit are no strength to compare by.

    Args:
        prescription: as read.
        prescribed: its product, as an eD repeats it.
        dispensed: the package.
        notes: the tables; draft rows that are used are noted, and nothing else. Names of substances tell that two are
            not the same, never that they are.
    """
    wanted = _with_atc(prescribed, prescription)
    same = compare(dispensed, wanted)
    aside = notes.aside()
    same = replace(same, strength=_strength(prescription, wanted, dispensed, aside))
    notes.take_drafts(aside, "/ClinicalDocument/component")
    if other_substance(wanted):
        return replace(same, atc=Agreement.UNKNOWN)
    if same.atc is not Agreement.UNKNOWN:
        return same
    found = _by_substances(dispensed, prescription)
    if found is Agreement.UNKNOWN and _named_otherwise(dispensed, prescription, notes.tables):
        found = Agreement.OTHER
    return replace(same, atc=found)


def named_alike(dispensed: Product, prescription: ForeignPrescription) -> bool:
    """Whether each prescribed substance is named as one that is handed out, and each of these as one prescribed.

    Salts are not kept apart, so no amount is compared by it.
    """
    theirs = [_words_of(s.name, s.code) for s in _substances(prescription)]
    inside = [*dispensed.ingredients, *(i for part in dispensed.parts for i in part.ingredients)]
    ours = [_words_of(i.name, i.code) for i in inside] or [[name] for name in dispensed.substances]
    return bool(theirs and ours) and _all_among(theirs, ours) and _all_among(ours, theirs)


def _substances(prescription: ForeignPrescription) -> tuple[NamedSubstance, ...]:
    """Those of the product, and of its parts."""
    product = prescription.product
    if product is None:
        return ()
    return (*product.substances, *(s for part in product.shown_parts for s in part.substances))


def _all_among(those: list[list[str]], these: list[list[str]]) -> bool:
    return all(any(one_substance(a, b) for other in these for a in one for b in other) for one in those)


def _named_otherwise(dispensed: Product, prescription: ForeignPrescription, tables: Tables) -> bool:
    """Whether a prescribed substance without a code is named as another than all that is handed out."""
    codes = {c.code for c in (dispensed.atc, *(i.code for i in dispensed.ingredients)) if c is not None}
    ours = [w for i in dispensed.ingredients for w in _words_of(i.name, i.code)]
    ours += [dispensed.atc.display] if dispensed.atc is not None else []
    for substance in prescription.product.substances if prescription.product is not None else ():
        if codes and another(substance.name, ours, codes, tables.names):
            return True
    return False


def _words_of(name: str, code: object) -> list[str]:
    return [name, code.display] if isinstance(code, Coded) else [name]


def _strength(prescription: ForeignPrescription, wanted: Product, dispensed: Product, notes: Notes) -> Agreement:
    """By the strengths as written; unknown where one was not read, or a name says another."""
    stated = foreign_product(prescription.product, notes)
    unread = any(INGREDIENT in path for path in prescription.unread)
    if stated is None or unread or name_contradicts(stated):
        return Agreement.UNKNOWN
    written = replace(wanted, ingredients=stated.ingredients, strength_plain=stated.strength_plain)
    return compare(dispensed, replace(written, layers=stated.layers)).strength


def _with_atc(prescribed: Product, prescription: ForeignPrescription) -> Product:
    """The prescribed product under the code of its one substance, where it has none of its own."""
    product = prescription.product
    if prescribed.atc is not None or product is None or len(product.substances) != 1:
        return prescribed
    code = product.substances[0].code
    return replace(prescribed, atc=code) if isinstance(code, Coded) else prescribed


def _by_substances(dispensed: Product, prescription: ForeignPrescription) -> Agreement:
    """By the codes of the substances, where both sides have all of them; one substance more is another medicine."""
    product = prescription.product
    theirs = [] if product is None else [s.code for s in product.substances]
    ours = [i.code for i in dispensed.ingredients]
    codes = [c for c in (*ours, *theirs) if isinstance(c, Coded) and len(c.code) == ATC_LEVEL_5]
    if not ours or not theirs or len(codes) < len(ours) + len(theirs) or len({c.system for c in codes}) > 1:
        return Agreement.UNKNOWN
    same = {c.code for c in codes[: len(ours)]} == {c.code for c in codes[len(ours) :]}
    return Agreement.SAME if same else Agreement.OTHER
