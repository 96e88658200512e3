"""The route EU eP -> view: a prescription of another country in Norwegian. It never becomes a Norwegian message."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import partial

from babel import Locale

from converter.conversion.answer import Answer, Made, answered
from converter.conversion.converter import Converter
from converter.conversion.ep_to_view.aside import aside_view
from converter.conversion.ep_to_view.contradictions import contradictions, note, settled
from converter.conversion.ep_to_view.dosage_plausible import can_be_meant
from converter.conversion.ep_to_view.dosage_words import say_dosage
from converter.conversion.ep_to_view.narrative_agreement import contradicted
from converter.conversion.ep_to_view.narrative_medicine import other_medicine
from converter.conversion.ep_to_view.norwegian_instruction import note_instruction
from converter.conversion.ep_to_view.persons import (
    AUTHOR,
    own_words,
    patient_view,
    tell_authors,
    tell_display,
    whole_name,
)
from converter.conversion.ep_to_view.substitution import permission
from converter.conversion.ep_to_view.suggestions import foreign_product, suggest
from converter.conversion.ep_to_view.verdict import judge
from converter.conversion.ep_to_view.view import PrescriberView, ProductView, SubstanceView, View
from converter.conversion.ep_to_view.words import FOREIGN, NORWEGIAN, Shown, amount, shown, strength
from converter.conversion.medicine.amounts import has_ambiguous_layers
from converter.conversion.medicine.comparison import contradicts, strength_unread
from converter.conversion.session import Notes, Session
from converter.formats.cda.foreign_ep import read_foreign_ep
from converter.formats.cda.form_faults import ids_repeat
from converter.formats.cda.opened import parse_cda
from converter.model.coded import Coded, Null, Quantity, norwegian_number
from converter.model.finding import Severity
from converter.model.foreign_prescription import ForeignPart, ForeignPrescriber, ForeignPrescription, ForeignProduct
from converter.model.layers import counts_containers, is_ambiguous
from converter.model.product import Ingredient, PackageLayer
from converter.model.signs import SIGNS
from converter.model.written import Written
from converter.model.zone import day_in_norway
from converter.rules.ep_to_view import EP_TO_VIEW

MAX_EP = 12_000_000
"""Bytes of an eP: one that holds a PDF of several megabytes in base64."""
COUNTRIES = Locale.parse("nb").territories
UNNAMED, UNREAD, NO_SUBSTANCES = "uten navn", "innholdet i pakningen kan ikke leses", "virkestoff ikke oppgitt"
LANGUAGES = Locale.parse("nb").languages


def ep_to_view(data: bytes, converter: Converter, at: datetime) -> Answer[View]:
    """Shows an ePrescription of another country.

    Args:
        data: the document as received.
        converter: tables, register and schemas.
        at: the moment, with time zone; validity is judged by the day in Norway.

    Returns:
        The answer: converted where it is shown, whatever speaks against dispensing it (`verdict`). Never raises for
        input of any kind; a failure of ours is a `defect`.
    """
    return answered(converter, at, lambda session: show(data, session))


def show(data: bytes, session: Session) -> Made[View]:
    """The view of an eP, and what speaks against dispensing it: first what forbids it.

    Raises:
        Problem: it cannot be opened.
    """
    converter, notes = session.converter, session.notes
    root = parse_cda(data, MAX_EP)
    valid = not ids_repeat(root) and converter.foreign.schema.validate(root)
    prescription = read_foreign_ep(root, converter.foreign.names)
    if not valid and not prescription.faults:
        notes.add("view-form-faults", "/ClinicalDocument")
    judge(prescription, session.register, converter.rules[EP_TO_VIEW.name], session.at, notes)
    doubts = contradictions(prescription, converter.tables)
    note(doubts, notes)
    aside = notes.aside()
    stated = foreign_product(prescription.product, aside)
    if stated is not None and (contradicts(stated) or strength_unread(stated) or has_ambiguous_layers(stated)):
        notes.take_drafts(aside, "/ClinicalDocument/component")
    if stated is not None and contradicts(stated):
        notes.add("view-strength-contradicts", "/ClinicalDocument/component")
    if stated is not None and strength_unread(stated):
        notes.add("view-strength-unread", "/ClinicalDocument/component")
    if stated is not None and has_ambiguous_layers(stated):
        notes.add("view-package-ambiguous", "/ClinicalDocument/component")
    for what_no, what_en in (*contradicted(prescription), *other_medicine(prescription, converter.tables)):
        notes.add("view-narrative-contradicts", "/ClinicalDocument/component", what_no=what_no, what_en=what_en)
    fits = partial(can_be_meant, product=prescription.product, converter=converter, notes=notes)
    dosage = say_dosage(prescription.dosage, converter.vocabulary, notes, fits)
    note_instruction(prescription, converter.vocabulary, notes)
    tell_authors(prescription, notes)
    if prescription.replaces:
        notes.add("view-replaces-another", "/ClinicalDocument/relatedDocument")
    authors = tuple([_prescriber(author, notes) for author in prescription.authors])
    view = View(
        prescription=settled(prescription, doubts),
        country=country_name(prescription.country),
        language=_language(prescription.language),
        patient=patient_view(prescription, day_in_norway(session.at), notes),
        prescriber=authors[0] if len(authors) == 1 else None,
        product=_product(prescription, notes),
        packages="" if prescription.packages is None else norwegian_number(prescription.packages),
        dosage=dosage,
        route=shown(prescription.route, "route", notes),
        substitution=_substitution(prescription, notes),
        suggestions=() if doubts.of_product else suggest(prescription, session),
        authors=authors,
        aside=aside_view(prescription, notes),
    )
    if unseen_in(view):
        notes.add("document-holds-signs")
    found = sorted(notes.findings, key=lambda f: f.severity is Severity.REMARK)
    return Made(found, details=view, shown=True)


def unseen_in(value: object) -> bool:
    """Whether any text of a view holds what nobody sees."""
    if isinstance(value, str):
        return SIGNS.search(value) is not None
    if isinstance(value, Written):
        return unseen_in(value.text)  # which holds every part's
    if isinstance(value, tuple):
        return any(map(unseen_in, value))
    return is_dataclass(value) and any(unseen_in(getattr(value, field.name)) for field in fields(value))


def _substitution(prescription: ForeignPrescription, notes: Notes) -> Shown:
    """What is permitted, in the document's own words where they say it too; what contradicts itself is told."""
    permitted = permission(prescription, notes.tables)
    if permitted.unknown:
        notes.add("view-substitution-unknown", "/ClinicalDocument/component")
    elif permitted.contradicts:
        notes.add("view-substitution-contradicts", "/ClinicalDocument/component")
    said, strictest = prescription.substitution, permitted.concept
    same = strictest is None or (isinstance(said, Coded) and said.code == strictest.code)
    if not same and strictest is not None and isinstance(said, Coded):
        strictest = replace(strictest, words=said.words)
    return shown(said if same else strictest, "substitution", notes)


def country_name(code: str) -> str:
    """A country in Norwegian (CLDR); the code where it is none."""
    return str(COUNTRIES.get(code, code))


def _language(code: str) -> str:
    return str(LANGUAGES.get(code.partition("-")[0].lower(), code))


def _prescriber(prescriber: ForeignPrescriber, notes: Notes) -> PrescriberView:
    place = prescriber.address
    tell_display(prescriber.role, AUTHOR, notes)
    parts = () if place is None else (place.street, f"{place.postal_code} {place.city}".strip())
    return PrescriberView(
        name=prescriber.whole_name or whole_name(prescriber.name),
        role=shown(prescriber.role, "professional-role", notes),
        specialty=own_words(prescriber.specialty),
        organisation=prescriber.organisation,
        address=", ".join(p for p in parts if p),
        telecoms=tuple(t.value for t in prescriber.telecoms),
        country=country_name(prescriber.country),
        other_names=prescriber.other_names,
    )


def _product(prescription: ForeignPrescription, notes: Notes) -> ProductView | None:
    product = prescription.product
    if product is None:
        return None
    return ProductView(
        name=product.name,
        code=None if product.code is None else (product.code.code, product.code.system),
        strength=product.strength_text,
        form=shown(product.form, "dose-form", notes),
        atc=shown(product.atc, "active-ingredient", notes),
        substances=tuple([_substance(s.name, s.code, s.strength, notes) for s in product.substances]),
        layers=_layers(product.layers or (), notes),
        one=_total(product, Decimal(1), notes),
        whole="" if prescription.packages is None else _total(product, prescription.packages, notes),
        package=_package(product),
        parts=tuple([_part(p, notes) for p in product.shown_parts]),
        manufacturer=product.manufacturer,
    )


def _substance(name: str, code: Coded | Null, given: Ingredient | None, notes: Notes) -> SubstanceView:
    words = "" if given is None else strength(given.strength, notes)
    known = shown(code, "active-ingredient", notes)
    if not name:
        return SubstanceView(known, words)
    if known.language != NORWEGIAN or not known.text:
        said = () if known.language == FOREIGN else (known.text,)
        return SubstanceView(Shown(name, FOREIGN, known.code, _beside(name, (*said, known.original))), words)
    return SubstanceView(replace(known, original=_beside(known.text, (name, known.original))), words)


def _beside(shown_first: str, others: tuple[str, ...]) -> str:
    """What the document says of a thing besides the word that is shown first, each once; nothing of it is dropped."""
    seen = {shown_first.casefold()}
    kept = [w for w in others if w and not (w.casefold() in seen or seen.add(w.casefold()))]  # type: ignore[func-returns-value]
    return " / ".join(kept)


def _part(part: ForeignPart, notes: Notes) -> str:
    """`1 x Kanest krem: klotrimazol 10 mg per g; 20 g i tube`; what could not be read is said to be so."""
    form = shown(part.form, "dose-form", notes).text.lower()
    named = " ".join(w for w in (part.name, form) if w) or UNNAMED
    head = f"{norwegian_number(part.number)} x {named}" if part.number is not None else named
    substances = [_substance(s.name, s.code, s.strength, notes) for s in part.substances]
    words = [f"{s.name.text} {s.strength}".strip() for s in substances]
    package = [UNREAD] if part.layers is None else _layers(part.layers, notes)
    return f"{head}: {', '.join(words) or NO_SUBSTANCES}; {', '.join(package)}"


def _layers(layers: tuple[PackageLayer, ...], notes: Notes) -> tuple[str, ...]:
    said = []
    for number_of, layer in enumerate(layers):
        container = shown(layer.container, "package", notes).text.lower()
        nested = number_of > 0 and counts_containers(layers, number_of)
        content = f"{norwegian_number(layer.content.value)} av disse" if nested else amount(layer.content, notes)
        said.append(f"{content} i {container}" if container else content)
    return tuple(said)


def _total(product: ForeignProduct, packages: Decimal, notes: Notes) -> str:
    """What so many packages hold, where the layers surely multiply; the unit is the innermost's."""
    whole = foreign_product(product, notes)
    if whole is None or not whole.layers or product.shown_parts:  # a combination pack holds several things
        return ""
    if is_ambiguous(whole.layers):
        return ""
    inner = whole.layers[0].content
    value = inner.value * packages
    for layer in whole.layers[1:]:
        value *= layer.content.value
    return amount(Quantity(value, inner.unit, inner.text), notes)


def _package(product: ForeignProduct) -> tuple[str, ...]:
    said = []
    for layer in product.layers or ():
        if layer.name:
            said.append(layer.name)
        if layer.code is not None:
            said.append(f"{layer.code.code} ({layer.code.system})" if layer.code.system else layer.code.code)
    return tuple(dict.fromkeys(said))
