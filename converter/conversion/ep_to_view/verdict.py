"""Whether a foreign prescription can be dispensed in Norway, and what the pharmacist must know first."""

from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING
from fractions import Fraction

from converter.conversion.ep_to_view.substances import groups_of
from converter.conversion.ep_to_view.unread_words import named
from converter.conversion.limits import minutes_ahead, minutes_ahead_of_day
from converter.conversion.session import Notes
from converter.enrichment.medicines import MedicinesRegister
from converter.formats.cda.foreign import well_formed
from converter.model.calendar import DAYS, months_from
from converter.model.coded import Coded
from converter.model.foreign_prescription import DocumentKind, ForeignDosage, ForeignPrescription
from converter.model.zone import day_in_norway
from converter.rules.ep_to_view import Asked, gather
from converter.rules.rule import Rule, apply

AT = "/ClinicalDocument/component"
ATC = "2.16.840.1.113883.6.73"
ATC_LEVEL_5 = 7
MOST_DAYS = 100_000
CLOCKS_DIFFER = 5
"""Minutes, as for the author's time (rule `view-written-ahead`)."""
GROUP_DOUBTS = frozenset(
    {
        "view-atc-missing",
        "view-group-unknown",
        "view-group-not-listed",
        "view-atc-group",
        "view-substance-unchecked",
        "view-word-named-a-b",
    }
)
"""What leaves the prescription group open: told again with the eD, where the group of the package decides."""


def judge(
    prescription: ForeignPrescription, register: MedicinesRegister, rules: tuple[Rule, ...], at: datetime, notes: Notes
) -> None:
    """Notes why it is not dispensable, and warnings.

    Args:
        prescription: as read.
        register: asked for the group of Norwegian products with the same ATC code.
        rules: of the route.
        at: the moment, with time zone; days are those in Norway.
        notes: collects findings.
    """
    if prescription.kind is DocumentKind.PDF:
        notes.add("view-only-a-page", AT)
    else:
        if prescription.kind is DocumentKind.EPSOS:
            notes.add("view-epsos", "/ClinicalDocument")
        _essentials(prescription, notes)
    facts = gather(prescription, _asked(prescription, register, notes, at))
    notes.findings += apply(rules, facts, day_in_norway(at))
    if prescription.made_at is not None and minutes_ahead(prescription.made_at, at) > CLOCKS_DIFFER:
        notes.add("view-document-ahead", "/ClinicalDocument")
    if prescription.substitution_doubt:
        notes.add("view-substitution-doubtful", AT)
    of_person = {unread.path for unread in prescription.person.unread}
    for path in [p for p in prescription.unread if p not in of_person]:  # which is told of the person
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
        undivided = prescription.patient is not None and prescription.person.names
        code = "view-name-undivided" if undivided else "view-patient-unread"
        notes.add(code, "/ClinicalDocument/recordTarget")
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
    if dosage.times == () and dosage.low is None and not (dosage.instructions or dosage.unread):
        notes.add("view-dosage-missing", AT)


def _asked(prescription: ForeignPrescription, register: MedicinesRegister, notes: Notes, at: datetime) -> Asked:
    """What register, tables and clock say."""
    found = groups_of(prescription, register, notes.tables)
    written, moment = prescription.written_on, prescription.written_at
    ahead = open_for = None
    if written is not None:
        ahead = minutes_ahead_of_day(written, at) if moment is None else minutes_ahead(moment, at)
        open_for = Fraction((day_in_norway(at) - written).days)
    return Asked(found.atc, found.substances, found.groups, ahead, open_for, _end_of(prescription.dosage))


def _end_of(dosage: ForeignDosage) -> date | None:
    """The last day of a treatment: as said, or by its length from its first; of months and years by the calendar."""
    if dosage.end is not None or dosage.start is None or dosage.length is None:
        return dosage.end
    value, unit = dosage.length.value, dosage.length.unit
    if not 0 < value < MOST_DAYS:
        return None
    try:
        after = months_from(dosage.start, value, unit)
        if after is not None:
            return after - timedelta(1)
        days = value * DAYS[unit]
        return dosage.start + timedelta(max(int(days.to_integral_value(ROUND_CEILING)), 1) - 1)
    except (KeyError, OverflowError, ValueError):  # another unit, or a day that no calendar has
        return None


def atc_codes(prescription: ForeignPrescription) -> tuple[str, ...]:
    """The product's ATC code, and those of its substances; level 5 only, for a shorter one names no substance."""
    product = prescription.product
    if product is None:
        return ()
    parts = [s.code for p in product.shown_parts for s in p.substances]
    concepts = [product.atc, *(s.code for s in product.substances), *parts]
    codes = [c.code for c in concepts if isinstance(c, Coded) and c.system == ATC and len(c.code) == ATC_LEVEL_5]
    return tuple(dict.fromkeys(codes))
