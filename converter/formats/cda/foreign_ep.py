"""Reads an ePrescription of any country for showing: everything that can be read, and the places of what cannot.

Structured documents of wave 6 and later in full, those of the epSOS age in the same shape, and those that hold a PDF.
"""

import base64
import binascii
from collections.abc import Set
from decimal import Decimal

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.epsos import as_later, is_epsos
from converter.formats.cda.foreign import OF_TEXTS, Reading
from converter.formats.cda.foreign_choice import read_choice
from converter.formats.cda.foreign_dosage import read_dosage
from converter.formats.cda.foreign_order import note_not_standing, read_order, read_supply
from converter.formats.cda.foreign_party import read_name, read_recipient
from converter.formats.cda.foreign_person import is_partial, read_person
from converter.formats.cda.foreign_product import DENOMINATOR, NUMERATOR, read_material, usable
from converter.formats.cda.foreign_said import read_said
from converter.formats.cda.foreign_substitution import read_substitutions
from converter.formats.cda.foreign_unread import note_unread, other_sections
from converter.formats.cda.foreign_validity import read_validity
from converter.formats.cda.foreign_words import found_in, read_words, words_of
from converter.formats.cda.form_faults import note_form_faults
from converter.formats.cda.names import EP_DOCUMENT, HL7
from converter.formats.xml import root_path
from converter.model.finding import Problem, Severity, finding
from converter.model.foreign_prescription import (
    DocumentKind,
    DocumentWords,
    ForeignPrescriber,
    ForeignPrescription,
    ForeignProduct,
)
from converter.model.party import Address, PersonName, Telecom

AUTHOR = H + "author"
ID, CODE, TEXT, TIME = H + "id", H + "code", H + "text", H + "time"
PDF_DOCUMENT = "1.3.6.1.4.1.12559.11.10.1.3.1.1.6"
DOCUMENTS = frozenset({EP_DOCUMENT, PDF_DOCUMENT})
EP_CODE = "57833-6"
SECTION = tuple(H + t for t in ("component", "structuredBody", "component", "section"))
PDF_START = b"%PDF-"
MAX_AUTHORS = 20
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
    if root.tag != f"{{{HL7}}}ClinicalDocument" or not (
        templates & DOCUMENTS or (code is not None and code.get("code") == EP_CODE)
    ):
        raise Problem([finding("not-an-ep", root_path(root))])
    reading = Reading(names)
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
    prescriber = None if author is None else _prescriber(author, reading)
    language = next(root.iterchildren(H + "languageCode"), None)
    custodian = next((e for c in root.iterchildren(H + "custodian") for e in c.iter(H + "country")), None)
    country = prescriber.country if prescriber and prescriber.country else _country(custodian, reading)
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
        "authors": _authors(root, author, prescriber, reading),
        "prescriber": prescriber,
    }


def _authors(
    root: etree._Element, first: etree._Element | None, prescriber: ForeignPrescriber | None, reading: Reading
) -> tuple[ForeignPrescriber, ...]:
    """All persons who wrote it, of the document, its section or its item, each once; of a program nothing.

    Args:
        root: the document.
        first: its first author, read as `prescriber`.
        prescriber: of the first author.
        reading: collects what is wrong.
    """
    section = next(root.iterfind("/".join(SECTION)), None)
    inner = () if section is None else section.iterfind(f".//{AUTHOR}")
    found = [
        (author.getparent() is root, read)
        for author in (*root.iterchildren(AUTHOR), *inner)
        if author.get("nullFlavor") is None
        and (read := prescriber if author is first else _prescriber(author, reading)) is not None
    ]
    known = {read.name for of_document, read in found if of_document and read.name is not None}
    named = [read for of_document, read in found if of_document or (read.name is not None and read.name not in known)]
    persons = [read for read in named if read.name is not None]
    return tuple(dict.fromkeys(persons or named))[:MAX_AUTHORS]


def _prescriber(author: etree._Element, reading: Reading) -> ForeignPrescriber | None:
    assigned = next(author.iterchildren(H + "assignedAuthor"), None)
    if assigned is None:
        return None
    person = next(assigned.iterchildren(H + "assignedPerson"), None)
    organisation = next(assigned.iterchildren(H + "representedOrganization"), None)
    address = None if organisation is None else next(organisation.iterchildren(H + "addr"), None)
    own = next(assigned.iterchildren(H + "addr"), None)
    sources = [e for e in (organisation, assigned) if e is not None]
    telecoms = [
        Telecom(t.get("value", "").strip(), t.get("use", ""))
        for s in sources
        for t in s.iterchildren(H + "telecom")
        if t.get("nullFlavor") is None and t.get("value")
    ]
    said = [a for a in (address, own) if a is not None]
    country = next((c for a in said if (c := _country(next(a.iterchildren(H + "country"), None), reading))), "")
    return ForeignPrescriber(
        name=None if person is None else read_name(person, reading) or _any_name(person, reading),
        role=reading.coded(next(author.iterchildren(H + "functionCode"), None)),
        specialty=reading.coded(next(assigned.iterchildren(CODE), None)),
        organisation="" if organisation is None else reading.text(next(organisation.iterchildren(H + "name"), None)),
        organisation_id=None if organisation is None else reading.identifier(next(organisation.iterchildren(ID), None)),
        address=next((found for a in said if (found := _address(a, reading)) is not None), None),
        telecoms=tuple(dict.fromkeys(telecoms)),
        country=country,
    )


def _any_name(person: etree._Element, reading: Reading) -> PersonName | None:
    """A name that is not told in family and given, as it stands."""
    said = next((t for e in person.iterchildren(H + "name") if (t := reading.text(e))), "")
    return PersonName(said, ()) if said else None


def _country(element: etree._Element | None, reading: Reading) -> str:
    written = reading.text(element).upper()
    return written if len(written) == len("NO") and written.isascii() and written.isalpha() else ""


def _address(element: etree._Element, reading: Reading) -> Address | None:
    def part(tag: str) -> str:
        return ", ".join(t for e in element.iterchildren(H + tag) if (t := reading.text(e)))

    found = Address(part("streetAddressLine"), part("city"), part("postalCode"), part("country"))
    return found if found.street or found.city or found.postal_code else None


def _structured(root: etree._Element, head: dict[str, object], reading: Reading) -> ForeignPrescription:
    section = reading.way(root, *SECTION, unclear=UNCLEAR)
    items = [] if section is None else [i for e in section.iterchildren(H + "entry") for i in e]
    administrations = [i for i in items if i.tag == H + "substanceAdministration"]
    if len(administrations) > 1:
        raise Problem([finding("ep-several-items", reading.path(administrations[1]))])
    if section is None or not administrations:
        reading.note(UNCLEAR, "/ClinicalDocument/component")
        return _finished(head, reading, read_words(root, section, None, reading))
    item = administrations[0]
    words = read_words(root, section, item, reading)
    manufactured = reading.way(item, H + "consumable", H + "manufacturedProduct", unclear=UNCLEAR)
    supply = read_supply(item)
    validity = read_validity(supply, reading)
    substitution, doubt = read_choice(item, reading)
    order = read_order(item, supply)
    note_not_standing(item, reading)
    note_unread(section, item, reading)
    status = next(item.iterchildren(H + "statusCode"), None)
    return _finished(
        head,
        reading,
        words,
        other_sections(root, section, reading),
        prescription_id=reading.identifier(next(section.iterchildren(ID), None)),
        item_id=reading.identifier(next(item.iterchildren(ID), None)),
        product=None if manufactured is None else _product(manufactured, reading),
        packages=_packages(supply, reading),
        valid_from=validity.first,
        valid_until=validity.last,
        dosage=read_dosage(item, tuple([w.text for w in words.to_patient]), reading),
        route=reading.coded(next(item.iterchildren(H + "routeCode"), None)),
        substitution=substitution,
        substitutions=read_substitutions(item),
        status="" if status is None else status.get("code", "").strip(),
        negated=order.negated,
        order=order,
        validity=validity,
        substitution_doubt=doubt,
        said=read_said(item, reading),
        to_dispenser=tuple([w.text for w in words.to_dispenser]),
    )


def _finished(
    head: dict[str, object],
    reading: Reading,
    words: DocumentWords,
    sections: tuple[tuple[str, str], ...] = (),
    **more: object,
) -> ForeignPrescription:
    unread = tuple(dict.fromkeys(f.path for f in reading.findings if f.severity is Severity.REJECT))
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
