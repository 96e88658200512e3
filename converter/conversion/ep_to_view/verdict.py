"""Whether a foreign prescription can be dispensed in Norway, and what the pharmacist must know first."""

from datetime import date

from converter.conversion.ep_to_view.unread_words import named
from converter.conversion.session import Notes
from converter.enrichment.medicines import MedicinesRegister
from converter.formats.cda.foreign import well_formed
from converter.model.coded import Coded
from converter.model.foreign_prescription import DocumentKind, ForeignPrescription
from converter.rules.ep_to_view import gather
from converter.rules.rule import Rule, apply

AT = "/ClinicalDocument/component"
ATC = "2.16.840.1.113883.6.73"
ATC_LEVEL_5 = 7


def judge(
    prescription: ForeignPrescription, register: MedicinesRegister, rules: tuple[Rule, ...], on: date, notes: Notes
) -> None:
    """Notes why it is not dispensable, and warnings.

    Args:
        prescription: as read.
        register: asked for the group of Norwegian products with the same ATC code.
        rules: of the route.
        on: the day in Norway.
        notes: collects findings.
    """
    if prescription.kind is DocumentKind.PDF:
        notes.add("view-only-a-page", AT)
    else:
        if prescription.kind is DocumentKind.EPSOS:
            notes.add("view-epsos", "/ClinicalDocument")
        _essentials(prescription, notes)
    notes.findings += apply(rules, gather(prescription, *_register_says(prescription, register)), on)
    for path in prescription.unread:
        what_no, what_en = named(path)
        notes.add("view-part-unread", path, what_no=what_no, what_en=what_en)
    for code, path in prescription.texts:
        notes.add(code, path)
    if prescription.faults:
        notes.add("view-form-faults", "/ClinicalDocument")


def _essentials(prescription: ForeignPrescription, notes: Notes) -> None:
    product = prescription.product
    ids = (prescription.prescription_id, prescription.item_id)
    if prescription.prescription_id is None or not all(well_formed(i) for i in ids if i is not None):
        notes.add("view-prescription-unidentified", AT)
    if prescription.patient is None or prescription.patient.name is None:
        notes.add("view-patient-unread", "/ClinicalDocument/recordTarget")
    if product is None or not product.name:
        notes.add("view-product-unread", AT)
    if prescription.packages is None:
        notes.add("view-packages-unread", AT)
    if product is not None and product.layers is None:
        notes.add("view-package-unread", AT)
    if product is not None:
        said = [*product.substances, *(s for p in product.shown_parts for s in p.substances)]
        if not product.strength_text and not any(s.strength is not None for s in said):
            notes.add("view-strength-missing", AT)
    dosage = prescription.dosage
    if dosage.times is None:
        notes.add("view-dosage-unread", AT)
    elif not dosage.times and dosage.low is None and not dosage.instructions:
        notes.add("view-dosage-missing", AT)


def _register_says(
    prescription: ForeignPrescription, register: MedicinesRegister
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of each ATC code whether the register has packages of it, and the groups of those packages and their brands."""
    found = [register.find_by_atc(code) for code in atc_codes(prescription)]
    known = tuple("known" if packages else "unknown" for packages in found) or ("missing",)
    return known, tuple(group for packages in found for m in packages for group in (m.group, m.brand_group))


def atc_codes(prescription: ForeignPrescription) -> tuple[str, ...]:
    """The product's ATC code, and those of its substances; level 5 only, for a shorter one names no substance."""
    product = prescription.product
    if product is None:
        return ()
    parts = [s.code for p in product.shown_parts for s in p.substances]
    concepts = [product.atc, *(s.code for s in product.substances), *parts]
    codes = [c.code for c in concepts if isinstance(c, Coded) and c.system == ATC and len(c.code) == ATC_LEVEL_5]
    return tuple(dict.fromkeys(codes))
