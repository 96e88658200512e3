"""Whether the medicine is the one prescribed: by numbers that both countries have, else by the pharmacist's word."""

from dataclasses import dataclass

from converter.conversion.ep_to_view.substitution import Permission
from converter.conversion.medicine.comparison import Agreement, Comparison
from converter.conversion.session import Notes
from converter.enrichment.medicines import MedicinesRegister
from converter.model.atc import plain_atc
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


@dataclass(frozen=True, slots=True)
class Names:
    """What is named the same on both sides.

    Attributes:
        brand: the brand.
        substances: each substance, in whatever language.
    """

    brand: bool
    substances: bool


def named_by_number(
    product: ForeignProduct | None, register: MedicinesRegister, varenr_root: str
) -> tuple[Medicine, ...]:
    """The Norwegian packages that the prescription names by a number that Norway has too.

    Args:
        product: as prescribed; its own code and those of its packages are looked at.
        register: asked whose the number is.
        varenr_root: code system of Norwegian package numbers.
    """
    if product is None:
        return ()
    codes = [c for c in (product.code, *(layer.code for layer in product.layers or ())) if c is not None]
    named = [m for c in codes if c.system == varenr_root and (m := register.find(c.code)) is not None]
    named += [m for c in codes if c.system == GTIN for m in register.find_by_ean(c.code.lstrip("0").zfill(GTIN_13))]
    return tuple(named)


def of_another_substance(named: tuple[Medicine, ...], product: ForeignProduct | None) -> bool:
    """Whether a package that the prescription names has another ATC code than the prescription says."""
    atc = None if product is None or product.atc is None else plain_atc(product.atc.code)
    own = {plain_atc(m.atc.code) for m in named if m.atc is not None}
    return atc is not None and any(not (code.startswith(atc) or atc.startswith(code)) for code in own)


def same_product(named: tuple[Medicine, ...], medicine: Medicine) -> Agreement:
    """Whether the package is of the product that the prescription names by number; unknown where it names none.

    FEST has no marketing authorisation: what packages share is their brand.
    """
    found = {_same(medicine, one) for one in named}
    return found.pop() if len(found) == 1 else Agreement.UNKNOWN


def _same(one: Medicine, other: Medicine) -> Agreement:
    if one.varenr == other.varenr:
        return Agreement.SAME
    if not one.brand_id or not other.brand_id:
        return Agreement.UNKNOWN
    return Agreement.SAME if one.brand_id == other.brand_id else Agreement.OTHER


def settle(
    answer: Substituted | None, permitted: Permission, product: Agreement, same: Comparison, names: Names, notes: Notes
) -> Substituted | None:
    """What the eD says of substitution; whatever speaks against it is noted.

    Args:
        answer: the pharmacist's; None where the question was not answered.
        permitted: by the prescriber.
        product: whether the products are the same by number.
        same: how substance, strength and form compare.
        names: what is named the same.
        notes: collects findings.

    Returns:
        The answer, or what the numbers say where there is none; None where neither says anything.
    """
    answered = answer or (Substituted.NONE if product is Agreement.SAME else None)
    _permitted(answered, permitted, product, same, names, notes)
    contradicted = {True: Agreement.SAME, False: Agreement.OTHER}
    if answered is not None and product is contradicted[answered.happened]:
        notes.add("dispense-substitution-contradicts", ANSWER)
    _compared(answered, same, notes)
    by_word = answered is Substituted.NONE and product is Agreement.UNKNOWN and not names.brand
    if by_word and permitted.kind is Permitted.FORBIDDEN:
        notes.add("dispense-same-by-word", ANSWER)
    return answered


def _permitted(
    answered: Substituted | None,
    permitted: Permission,
    product: Agreement,
    same: Comparison,
    names: Names,
    notes: Notes,
) -> None:
    """What the prescriber permits; a substance that is not known to be the same is not permitted for it."""
    known = same.atc is Agreement.SAME or (same.atc is Agreement.UNKNOWN and names.substances)
    if permitted.kind is Permitted.FORBIDDEN:
        if answered is None:
            notes.add("dispense-substitution-unanswered", ANSWER)
        elif answered.happened or Agreement.OTHER in {same.atc, same.strength, same.form}:
            notes.add("dispense-substitution-forbidden", ANSWER)
        elif not known and product is not Agreement.SAME and not names.brand:
            notes.add("dispense-substance-not-known", ANSWER)
    elif permitted.kind is Permitted.GENERIC and answered is not None:
        other = answered is Substituted.OTHER and same.atc is not Agreement.SAME
        if other or (answered in SAME_MEDICINE and same.atc is Agreement.UNKNOWN and not names.substances):
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
