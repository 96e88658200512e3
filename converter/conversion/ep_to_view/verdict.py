"""Whether a foreign prescription can be dispensed in Norway, and what the pharmacist must know first."""

from datetime import date

from converter.conversion.session import Notes
from converter.enrichment.medicines import MedicinesRegister
from converter.formats.cda.foreign import well_formed
from converter.model.coded import Coded
from converter.model.foreign_prescription import DocumentKind, ForeignPrescription

KEPT = frozenset({"A", "B"})
"""Prescription groups that are not dispensed on a prescription from abroad (list 7421)."""
AT = "/ClinicalDocument/component"
ATC = "2.16.840.1.113883.6.73"
ATC_LEVEL_5 = 7


def judge(prescription: ForeignPrescription, register: MedicinesRegister, on: date, notes: Notes) -> None:
    """Notes why it is not dispensable, and warnings.

    Args:
        prescription: as read.
        register: asked for the group of Norwegian products with the same ATC code.
        on: the day in Norway.
        notes: collects findings.
    """
    if prescription.kind is DocumentKind.PDF:
        notes.add("view-only-a-page", AT)
    elif prescription.kind is DocumentKind.EPSOS:
        notes.add("view-epsos", "/ClinicalDocument")
    if prescription.kind is not DocumentKind.PDF:
        _status(prescription, notes)
        _essentials(prescription, notes)
        _group(prescription, register, notes)
    if prescription.valid_until is None and prescription.kind is not DocumentKind.PDF:
        notes.add("view-validity-missing", AT)
    if prescription.valid_until is not None and prescription.valid_until < on:
        notes.add("view-expired", AT)
    if prescription.valid_from is not None and prescription.valid_from > on:
        notes.add("view-not-yet-valid", AT)
    for path in prescription.unread:
        notes.add("view-part-unread", path)
    if prescription.faults:
        notes.add("view-form-faults", "/ClinicalDocument")


def _status(prescription: ForeignPrescription, notes: Notes) -> None:
    """eHDSI CDA v8.0.0, template `1.3.6.1.4.1.12559.11.10.1.3.1.3.2`: active or completed, and nothing negated."""
    if prescription.negated or prescription.status not in {"", "active", "completed"}:
        notes.add("view-not-active", AT)
    elif prescription.status == "completed":
        notes.add("view-completed", AT)


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


def _group(prescription: ForeignPrescription, register: MedicinesRegister, notes: Notes) -> None:
    """By the groups of Norwegian packages with the same code; where FEST has none, a person must find out."""
    codes = atc_codes(prescription)
    if not codes:
        notes.add("view-atc-missing", AT)
        return
    for code in codes:
        found = register.find_by_atc(code)
        if any({m.group, m.brand_group} & KEPT for m in found):
            notes.add("view-group-a-b", AT)
        elif not found:
            notes.add("view-group-unknown", AT)


def atc_codes(prescription: ForeignPrescription) -> tuple[str, ...]:
    """The product's ATC code, and those of its substances; level 5 only, for a shorter one names no substance."""
    product = prescription.product
    if product is None:
        return ()
    parts = [s.code for p in product.shown_parts for s in p.substances]
    concepts = [product.atc, *(s.code for s in product.substances), *parts]
    codes = [c.code for c in concepts if isinstance(c, Coded) and c.system == ATC and len(c.code) == ATC_LEVEL_5]
    return tuple(dict.fromkeys(codes))
