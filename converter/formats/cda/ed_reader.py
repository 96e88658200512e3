"""Reads an eDispensation as other countries really write it (eHDSI CDA, wave 6 and later), and its DISCARD variant.

The discard is the eD sent again with two values overwritten (dossier, 5.3), which makes it invalid by construction:
they are put back before anything else looks at it.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from lxml import etree

from converter.formats.cda.ed_event import note_unhappened
from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Moment, Reading
from converter.formats.cda.foreign_party import read_pharmacy, read_recipient
from converter.formats.cda.foreign_product import read_product, usable
from converter.formats.cda.foreign_said import read_said
from converter.formats.cda.form_faults import note_form_faults
from converter.formats.cda.names import ED_DOCUMENT, EP_DOCUMENT, EPSOS, HL7
from converter.formats.cda.opened import parse_cda
from converter.model.coded import Coded, Identifier
from converter.model.dispensation import Dispensation, EdIdentity
from converter.model.finding import Finding, Problem, finding

DISCARD_TEMPLATE, DISCARD_CODE = f"{ED_DOCUMENT}-DISCARD", "DISCARD-60593-1"
ED_CODE = "60593-1"
CODE, TEMPLATE_ID, TIME, ID = H + "code", H + "templateId", H + "time", H + "id"
SECTION = tuple(H + t for t in ("component", "structuredBody", "component", "section"))
SUBSTITUTION = "SUBST"
UNCLEAR = "ed-structure-unclear"
WHOLE_PACKAGES = "1"
MAX_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class ReadEd:
    """An eD as read, and the remarks about its form."""

    dispensation: Dispensation
    remarks: tuple[Finding, ...]


def normalise_discard(root: etree._Element) -> bool:
    """Puts the two overwritten values of a DISCARD eD back, in place; whether it was one.

    Raises:
        Problem: `ed-discard-half` where only one of them was overwritten.
    """
    templates = [t for t in root.iterchildren(TEMPLATE_ID) if t.get("root") == DISCARD_TEMPLATE]
    codes = [c for c in root.iterchildren(CODE) if c.get("code") == DISCARD_CODE]
    if not templates and not codes:
        return False
    if not templates or not codes:
        raise Problem([finding("ed-discard-half", "/ClinicalDocument")])
    templates[0].set("root", ED_DOCUMENT)
    codes[0].set("code", ED_CODE)
    return True


def require_ed(root: etree._Element) -> None:
    """Refuses what is no eD of wave 6 or later.

    Raises:
        Problem: `not-an-ed`, `ep-instead-of-ed`, or `epsos-not-supported` for the namespace used before wave 6.
    """
    if root.tag != f"{{{HL7}}}ClinicalDocument":
        raise Problem([finding("not-an-ed")])
    if next(root.iter(f"{{{EPSOS}}}*"), None) is not None:
        raise Problem([finding("epsos-not-supported", "/ClinicalDocument")])
    templates = {t.get("root") for t in root.iterchildren(TEMPLATE_ID)}
    if EP_DOCUMENT in templates:
        raise Problem([finding("ep-instead-of-ed", "/ClinicalDocument/templateId")])
    if ED_DOCUMENT not in templates:
        raise Problem([finding("not-an-ed", "/ClinicalDocument/templateId")])


def identify(data: bytes) -> tuple[Identifier | None, datetime | None]:
    """Identifier and moment of a document that may be anything; absent where they cannot be read."""
    try:
        root = parse_cda(data)
    except Problem:
        return None, None
    reading = Reading()
    reading.take_signs(root)
    made = reading.moment(next(root.iterchildren(H + "effectiveTime"), None))
    return reading.identifier(next(root.iterchildren(ID), None)), None if made is None else made.instant


def read_identity(root: etree._Element, prescription_root: str, names: Set[str]) -> EdIdentity:
    """Reads of an eD that `require_ed` has passed which one it is, and nothing of what was dispensed.

    A discard is the eD as the pharmacy's own country has it, in its codes and words (dossier of the connector, 4.1):
    what it says beside this need not be what was sent before.

    Args:
        root: `ClinicalDocument`, its discard undone.
        prescription_root: the root under which the own country's prescriptions are identified.
        names: element names that findings may show in paths.

    Raises:
        Problem: with everything found, where document, prescription or patient is not clear.
    """
    reading = Reading(names)
    for part in root.iterchildren(ID, H + "inFulfillmentOf", H + "recordTarget"):
        reading.take_signs(part)
    document_id = _document_id(root, reading)
    patient = read_recipient(root, reading)
    prescription = _prescription(root, prescription_root, reading)
    if reading.refuses or document_id is None or patient is None or prescription is None:
        raise Problem(reading.findings)
    return EdIdentity(document_id, prescription, patient)


def read_ed(
    root: etree._Element, prescription_root: str, names: Set[str], *, discards: bool, item: Identifier | None = None
) -> ReadEd:
    """Reads an eD that `require_ed` has passed.

    Args:
        root: `ClinicalDocument`, its discard undone.
        prescription_root: the root under which the own country's prescriptions are identified.
        names: element names that findings may show in paths.
        discards: whether it was a discard.
        item: the one item of the prescription, where it has another id than the prescription itself.

    Raises:
        Problem: with everything found, where the substance is not clear: which prescription, what product, how much,
            when, by whom, for whom.
    """
    reading = Reading(names)
    reading.take_signs(root)
    note_form_faults(root, reading)
    note_unhappened(root, reading, discards=discards)
    document_id = _document_id(root, reading)
    made = reading.moment(reading.only(root, H + "effectiveTime", UNCLEAR))
    patient = read_recipient(root, reading)
    prescription = _prescription(root, prescription_root, reading)
    supply = _supply(root, reading)
    if supply is None:
        raise Problem(reading.findings)
    packages = _packages(supply, reading)
    when = _dispensed(supply, root, reading)
    pharmacy = read_pharmacy(supply, root, reading)
    manufactured = reading.way(supply, H + "product", H + "manufacturedProduct", unclear="ed-product-unclear")
    if manufactured is None:
        reading.note("ed-product-unclear", supply)
    product = None if manufactured is None else read_product(manufactured, reading)
    if prescription is not None:
        _check_item(supply, item or prescription, reading)
    substituted = _substituted(supply)
    if reading.refuses or document_id is None or patient is None or prescription is None or packages is None:
        raise Problem(reading.findings)
    if when is None or pharmacy is None or product is None or manufactured is None:
        raise Problem(reading.findings)
    what, code, lot = product
    return ReadEd(
        Dispensation(
            document_id=document_id,
            discards=discards,
            made_at=None if made is None else made.instant,
            prescription_id=prescription,
            patient=patient,
            dispensed_on=when.day,
            dispensed_at=when.instant,
            packages=packages,
            product=what,
            pharmacy=pharmacy,
            product_code=code if isinstance(code, Coded) else None,
            batch=lot,
            substituted=substituted,
            said=read_said(manufactured, reading),
        ),
        tuple(reading.findings),
    )


def _document_id(root: etree._Element, reading: Reading) -> Identifier | None:
    found = reading.identifier(reading.only(root, ID, UNCLEAR))
    if found is None:
        reading.note("ed-document-id-missing", "/ClinicalDocument/id")
    return found


def _prescription(root: etree._Element, own_root: str, reading: Reading) -> Identifier | None:
    """The one prescription that the order names, under the own country's root."""
    orders = [o for f in root.iterchildren(H + "inFulfillmentOf") for o in f.iterchildren(H + "order")]
    given = {i for o in orders for e in o.iterchildren(ID) if (i := reading.identifier(e)) is not None}
    place = "/ClinicalDocument/inFulfillmentOf/order"
    if not given:
        reading.note("ed-prescription-missing", place)
        return None
    if len(given) > 1:
        reading.note("ed-prescription-several", place)
        return None
    found = given.pop()
    if found.root != own_root or not found.extension:
        reading.note("ed-prescription-foreign", place)
        return None
    return found


def _supply(root: etree._Element, reading: Reading) -> etree._Element | None:
    """The one dispensing act of the document."""
    section = reading.way(root, *SECTION, unclear=UNCLEAR)
    supply = reading.way(section, H + "entry", H + "supply", unclear=UNCLEAR)
    if supply is None:
        reading.note(UNCLEAR, "/ClinicalDocument/component" if section is None else section)
        return None
    return supply


def _packages(supply: etree._Element, reading: Reading) -> Decimal | None:
    """How many packages: above zero, unit 1, at most three decimals."""
    element = reading.only(supply, H + "quantity", "ed-quantity-unusable")
    value = reading.value(element)
    decimals = None if value is None else value.normalize().as_tuple().exponent
    unit = "" if element is None else element.get("unit", WHOLE_PACKAGES).strip()
    fits = value is not None and value > 0 and usable(value) and isinstance(decimals, int) and decimals >= -MAX_DECIMALS
    if not fits or unit != WHOLE_PACKAGES:
        reading.note("ed-quantity-unusable", supply if element is None else element)
        return None
    return value


def _dispensed(supply: etree._Element, root: etree._Element, reading: Reading) -> Moment | None:
    """When it was dispensed: the performer's time, else the author's."""
    performer = reading.only(supply, H + "performer", "ed-pharmacy-unclear")
    time = reading.only(performer, TIME, "ed-date-missing")
    moment = _moment_of(time, reading)
    if moment is not None:
        return moment
    if time is not None and time.get("nullFlavor") is None:
        reading.note("ed-date-missing", time)  # said, and not readable: another's time would be a guess
        return None
    author = next(root.iterchildren(H + "author"), None)
    moment = reading.moment(reading.only(author, TIME, "ed-date-missing"))
    if moment is None:
        reading.note("ed-date-missing", supply)
    else:
        reading.note("ed-date-of-author", supply if performer is None else performer)
    return moment


def _moment_of(time: etree._Element | None, reading: Reading) -> Moment | None:
    """A point in time, or an interval within one day."""
    moment = reading.moment(time)
    if moment is not None or time is None:
        return moment
    bounds = [reading.moment(next(time.iterchildren(H + tag), None)) for tag in ("low", "high")]
    said = [b for b in bounds if b is not None]
    return said[-1] if said and len({b.day for b in said}) == 1 else None


def _check_item(supply: etree._Element, expected: Identifier, reading: Reading) -> None:
    """The related prescription item must be that of the prescription: one of ours is one item of the same id."""
    items = [
        item
        for relation in supply.iterchildren(H + "entryRelationship")
        if relation.get("typeCode") == "REFR"
        for item in relation.iterchildren(H + "substanceAdministration")
    ]
    ids = {i for item in items for e in item.iterchildren(ID) if (i := reading.identifier(e)) is not None}
    if not ids:
        reading.note("ed-item-missing", supply)
    elif ids != {expected}:
        reading.note("ed-item-differs", items[0])


def _substituted(supply: etree._Element) -> bool:
    """Whether the eD says that another product was handed out than prescribed (act SUBST)."""
    return any(
        code.get("code") == SUBSTITUTION
        for relation in supply.iterchildren(H + "entryRelationship")
        for act in relation.iterchildren(H + "act", H + "observation")
        if act.get("negationInd") not in {"true", "1"}
        for code in act.iterchildren(CODE)
    )
