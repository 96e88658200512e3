"""Reads an ePrescription of any country for showing: everything that can be read, and the places of what cannot.

Structured documents of wave 6 and later in full, those of the epSOS age in the same shape, and those that hold a PDF.
"""

import base64
import binascii
from collections.abc import Set
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.epsos import as_later, is_epsos
from converter.formats.cda.foreign import OF_TEXTS, Reading
from converter.formats.cda.foreign_aside import words_aside
from converter.formats.cda.foreign_author import country_of, read_author, read_authors
from converter.formats.cda.foreign_dosage import read_dosage
from converter.formats.cda.foreign_order import note_not_standing, read_order, read_supply, status_of
from converter.formats.cda.foreign_party import read_recipient
from converter.formats.cda.foreign_person import is_partial, read_person
from converter.formats.cda.foreign_product import CONTENT, DENOMINATOR, INGREDIENT, NUMERATOR, read_material, usable
from converter.formats.cda.foreign_said import read_said
from converter.formats.cda.foreign_section import others, prescription_section
from converter.formats.cda.foreign_substitution import read_choice, read_substitutions
from converter.formats.cda.foreign_unread import note_unknown, note_unread
from converter.formats.cda.foreign_validity import read_validity
from converter.formats.cda.foreign_words import found_in, read_words, words_of
from converter.formats.cda.form_faults import note_form_faults
from converter.formats.cda.names import ED_DOCUMENT, EP_DOCUMENT, HL7, OF_CDA
from converter.formats.xml import root_path
from converter.model.finding import Problem, Severity, finding
from converter.model.foreign_prescription import (
    DocumentKind,
    DocumentWords,
    ForeignPrescription,
    ForeignProduct,
)

AUTHOR = H + "author"
ID, CODE, TEXT, TIME = H + "id", H + "code", H + "text", H + "time"
PDF_DOCUMENT = "1.3.6.1.4.1.12559.11.10.1.3.1.1.6"
DOCUMENTS = frozenset({EP_DOCUMENT, PDF_DOCUMENT})
EP_CODE = "57833-6"
DISPENSED = frozenset({"60593-1", "60590-7"})
"""LOINC: a medication dispensed, document and section (eHDSI eDispensation)."""
PDF_START = b"%PDF-"
MAX_AUTHORS = 20
REPLACING = frozenset({"RPLC", "APND"})
"""HL7 ActRelationshipType of a document that replaces another or adds to it; XFRM is what a translation comes from."""
UNCLEAR = "ed-structure-unclear"


def read_foreign_ep(root: etree._Element, names: Set[str]) -> ForeignPrescription:
    """Reads a document.

    Args:
        root: as parsed; nothing else need be right.
        names: element names that may stand in paths.

    Raises:
        Problem: `not-an-ep` where it is a document of another kind, `ep-several-items` where it holds several.
    """
    templates = {t.get("root") for t in root.iterchildren(H + "templateId")}
    code = next(root.iterchildren(CODE), None)
    called = "" if code is None else code.get("code", "").strip()
    of_ep = templates & DOCUMENTS or called == EP_CODE
    if root.tag != f"{{{HL7}}}ClinicalDocument" or not of_ep or called in DISPENSED or ED_DOCUMENT in templates:
        raise Problem([finding("not-an-ep", root_path(root))])
    reading = Reading(names | OF_CDA)
    reading.take_signs(root)
    epsos = is_epsos(root)
    document = as_later(root) if epsos else root
    body = reading.way(document, H + "component", H + "nonXMLBody", unclear=UNCLEAR)
    note_form_faults(document, reading)
    kind = DocumentKind.PDF if body is not None else DocumentKind.EPSOS if epsos else DocumentKind.STRUCTURED
    head = _head(document, kind, reading)
    if body is not None:
        pdf = _pdf(body, reading)
        words = DocumentWords() if pdf is not None else DocumentWords(words_of(body, reading))
        return _finished(head, reading, words, pdf=pdf)
    return _structured(document, head, reading)


def _head(root: etree._Element, kind: DocumentKind, reading: Reading) -> dict[str, object]:
    author = next(root.iterchildren(H + "author"), None)
    made = reading.moment(next(root.iterchildren(H + "effectiveTime"), None))
    signed = None if author is None else next(author.iterchildren(TIME), None)
    written, moment = reading.day(signed, UNCLEAR), reading.moment(signed)
    born = next(root.iterfind(f"{H}recordTarget/{H}patientRole/{H}patient/{H}birthTime"), None)
    if not is_partial(born):
        reading.day(born, UNCLEAR)
    authors = read_authors(root, reading)
    prescriber = None if author is None else read_author(author, reading)
    language = next(root.iterchildren(H + "languageCode"), None)
    custodian = next((e for c in root.iterchildren(H + "custodian") for e in c.iter(H + "country")), None)
    country = prescriber.country if prescriber and prescriber.country else country_of(custodian, reading)
    return {
        "kind": kind,
        "document_id": reading.identifier(next(root.iterchildren(ID), None)),
        "country": country,
        "language": "" if language is None else language.get("code", "").strip(),
        "made_at": None if made is None else made.instant,
        "written_on": written,
        "written_at": None if moment is None else moment.instant,
        "patient": read_recipient(root, reading),
        "person": read_person(root, reading, None if made is None else made.day),
        "authors": authors[:MAX_AUTHORS],
        "authors_cut": len(authors) > MAX_AUTHORS,
        "prescriber": prescriber,
    }


def _structured(root: etree._Element, head: dict[str, object], reading: Reading) -> ForeignPrescription:
    section = prescription_section(root, reading)
    items = [] if section is None else [i for e in section.iterchildren(H + "entry") for i in e]
    administrations = [i for i in items if i.tag == H + "substanceAdministration"]
    if len(administrations) > 1:
        raise Problem([finding("ep-several-items", reading.path(administrations[1]))])
    if section is None or not administrations:
        reading.note(UNCLEAR, "/ClinicalDocument/component")
        beside = () if section is None else others(root, section, None, None, reading)
        return _finished(head, reading, read_words(root, section, None, reading), beside)
    item = administrations[0]
    for section_code in section.iterchildren(CODE):
        if section_code.get("code", "").strip() in DISPENSED:
            reading.note(UNCLEAR, section_code)
    words = read_words(root, section, item, reading)
    manufactured = reading.way(item, H + "consumable", H + "manufacturedProduct", unclear=UNCLEAR)
    supply = read_supply(item)
    validity = read_validity(supply, reading)
    substitution, doubt = read_choice(item, reading)
    order = read_order(item, supply)
    note_not_standing(item, reading)
    note_unread(section, item, reading)
    note_unknown(root, reading)
    status = next(item.iterchildren(H + "statusCode"), None)
    product = None if manufactured is None else _product(manufactured, reading)
    titles = [reading.text(t) for e in (root, section) for t in e.iterchildren(H + "title")]
    aside, cut = words_aside(section, item, product, reading)
    words = replace(words, aside=aside, cut=words.cut or cut)
    return _finished(
        head,
        reading,
        words,
        others(root, section, item, supply, reading),
        prescription_id=reading.identifier(next(section.iterchildren(ID), None)),
        item_id=reading.identifier(next(item.iterchildren(ID), None)),
        product=product,
        packages=_packages(supply, reading),
        valid_from=validity.first,
        valid_until=validity.last,
        dosage=read_dosage(item, tuple([w.text for w in words.to_patient]), reading),
        route=reading.coded(next(item.iterchildren(H + "routeCode"), None)),
        substitution=substitution,
        substitutions=read_substitutions(item),
        status="" if status is None else status_of(status),
        negated=order.negated,
        order=order,
        validity=validity,
        substitution_doubt=doubt,
        said=read_said(item, reading),
        titles=tuple(dict.fromkeys(filter(None, titles))),
        replaces=any(r.get("typeCode") in REPLACING for r in root.iterchildren(H + "relatedDocument")),
        to_dispenser=tuple([w.text for w in words.to_dispenser]),
    )


def _finished(
    head: dict[str, object],
    reading: Reading,
    words: DocumentWords,
    sections: tuple[tuple[str, str], ...] = (),
    **more: object,
) -> ForeignPrescription:
    told = {path for _, path in sections}
    refused = [f.path for f in reading.findings if f.severity is Severity.REJECT]
    unread = tuple([path for path in dict.fromkeys(refused) if path not in told])
    texts = tuple([(f.code, f.path) for f in reading.findings if f.code in OF_TEXTS])
    faults = sum(f.severity is Severity.REMARK for f in reading.findings)
    return ForeignPrescription(
        **head,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
        narrative=words.narrative.lines,
        words=words,
        unread=unread,
        texts=(*texts, *sections, *((code, "/ClinicalDocument/component") for code in found_in(words))),
        faults=faults,
    )


def _product(manufactured: etree._Element, reading: Reading) -> ForeignProduct | None:
    read = read_material(manufactured, reading)
    if read is None:
        return None
    for element in manufactured.iter(CONTENT, INGREDIENT):
        if element.get("nullFlavor") is not None:
            reading.note(UNCLEAR, element)
    for amount in manufactured.iter(NUMERATOR, DENOMINATOR):
        value = reading.value(amount)
        if amount.get("value") is not None and (value is None or value <= 0):
            reading.note(UNCLEAR, amount)
    maker = next(manufactured.iterchildren(H + "manufacturerOrganization"), None)
    return ForeignProduct(
        name=read.name,
        code=read.code,
        strength_text=read.strength_text,
        form=read.form,
        atc=read.atc,
        substances=read.substances,
        layers=read.layers,
        parts=read.parts if len(read.parts) == len(read.shown_parts) else (),  # some would look like all
        shown_parts=read.shown_parts,
        manufacturer="" if maker is None else reading.text(next(maker.iterchildren(H + "name"), None)),
    )


def _packages(supply: etree._Element | None, reading: Reading) -> Decimal | None:
    quantities = [] if supply is None else list(supply.iterchildren(H + "quantity"))
    if len({reading.value(q) for q in quantities}) > 1:  # which of them is meant?
        reading.note("ed-quantity-unusable", quantities[1])
        return None
    quantity = next(iter(quantities), None)
    value = reading.value(quantity)
    counts = quantity is not None and quantity.get("unit", "1").strip() == "1"
    if quantity is None or value is None or value <= 0 or not usable(value) or not counts:
        reading.note("ed-quantity-unusable", "/ClinicalDocument/component" if quantity is None else quantity)
        return None
    return value


def _pdf(body: etree._Element, reading: Reading) -> bytes | None:
    """The PDF; None, and told, where it is none."""
    text = next(body.iterchildren(TEXT), None)
    written = "" if text is None else "".join(str(t) for t in text.itertext())
    try:
        data = base64.b64decode("".join(written.split()), validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data.startswith(PDF_START):
        reading.note(UNCLEAR, body if text is None else text)
        return None
    return data
