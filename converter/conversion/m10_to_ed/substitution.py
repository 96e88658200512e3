"""Whether the medicine is the one prescribed: by numbers that both countries have, else by the pharmacist's word."""

from converter.conversion.ep_to_view.substitution import Permission
from converter.conversion.medicine.comparison import Agreement, Comparison
from converter.conversion.session import Notes
from converter.enrichment.medicines import MedicinesRegister
from converter.model.foreign_prescription import ForeignProduct
from converter.model.medicine import Medicine
from converter.model.substitution import Permitted, Substituted

GTIN = "1.3.160"
"""Code system of article numbers (GS1), as foreign prescriptions name packages by."""
GTIN_13 = 13
VARENR, ANSWER = "/dispense/varenr", "/dispense/substituted"
NOT_SUBSTITUTED = "dispense-not-substituted"
SAME_MEDICINE = frozenset({Substituted.BRAND, Substituted.GENERIC})
"""Answers that leave substance and strength as they were prescribed."""


def same_product(
    product: ForeignProduct | None, medicine: Medicine, register: MedicinesRegister, varenr_root: str
) -> Agreement:
    """Whether the package is of the product that the prescription names by a number that Norway has too.

    FEST has no marketing authorisation: what packages share is their brand.

    Args:
        product: as prescribed; its own code and those of its packages are looked at.
        medicine: what was handed out.
        register: asked whose the number is.
        varenr_root: code system of Norwegian package numbers.

    Returns:
        Unknown where no number is of both countries.
    """
    if product is None:
        return Agreement.UNKNOWN
    codes = [c for c in (product.code, *(layer.code for layer in product.layers or ())) if c is not None]
    named = [m for c in codes if c.system == varenr_root and (m := register.find(c.code)) is not None]
    named += [m for c in codes if c.system == GTIN for m in register.find_by_ean(c.code.lstrip("0").zfill(GTIN_13))]
    found = {_same(medicine, one) for one in named}
    return found.pop() if len(found) == 1 else Agreement.UNKNOWN


def _same(one: Medicine, other: Medicine) -> Agreement:
    if one.varenr == other.varenr:
        return Agreement.SAME
    if not one.brand_id or not other.brand_id:
        return Agreement.UNKNOWN
    return Agreement.SAME if one.brand_id == other.brand_id else Agreement.OTHER


def settle(
    answer: Substituted | None, permitted: Permission, product: Agreement, same: Comparison, names: bool, notes: Notes
) -> Substituted | None:
    """What the eD says of substitution; whatever speaks against it is noted.

    Args:
        answer: the pharmacist's; None where the question was not answered.
        permitted: by the prescriber.
        product: whether the products are the same by number.
        same: how substance, strength and form compare.
        names: whether the names are the same.
        notes: collects findings.

    Returns:
        The answer, or what the numbers say where there is none; None where neither says anything.
    """
    answered = answer or (Substituted.NONE if product is Agreement.SAME else None)
    _permitted(answered, permitted, same, notes)
    contradicted = {True: Agreement.SAME, False: Agreement.OTHER}
    if answered is not None and product is contradicted[answered.happened]:
        notes.add("dispense-substitution-contradicts", ANSWER)
    _compared(answered, same, notes)
    by_word = answered is Substituted.NONE and product is Agreement.UNKNOWN and not names
    if by_word and permitted.kind is Permitted.FORBIDDEN:
        notes.add("dispense-same-by-word", ANSWER)
    return answered


def _permitted(answered: Substituted | None, permitted: Permission, same: Comparison, notes: Notes) -> None:
    """What the prescriber permits."""
    if permitted.kind is Permitted.FORBIDDEN:
        if answered is None:
            notes.add("dispense-substitution-unanswered", ANSWER)
        elif answered.happened:
            notes.add("dispense-substitution-forbidden", ANSWER)
    elif permitted.kind is Permitted.GENERIC and answered is Substituted.OTHER and same.atc is not Agreement.SAME:
        notes.add("dispense-substitution-generic-only", ANSWER)


def _compared(answered: Substituted | None, same: Comparison, notes: Notes) -> None:
    """The answer against what substance, strength and form say."""
    differs = Agreement.OTHER in {same.atc, same.strength, same.form}
    if differs and not (answered and answered.happened):
        notes.add(NOT_SUBSTITUTED, VARENR)
    elif answered in SAME_MEDICINE and Agreement.OTHER in {same.atc, same.strength}:
        notes.add("dispense-not-generic", ANSWER)
    elif same.atc is Agreement.OTHER:
        notes.add("dispense-other-substance", VARENR)
    elif differs:
        notes.add("dispense-other-product", VARENR)
    elif Agreement.UNKNOWN in {same.atc, same.strength, same.form}:
        notes.add("dispense-not-compared", VARENR)
    elif answered is Substituted.OTHER:
        notes.add("dispense-substitution-not-seen", ANSWER)
    if answered is None and not differs:
        notes.add("dispense-substitution-unsaid", ANSWER)
