"""TRANSLATE: a Norwegian prescription, enriched by a register, becomes the exchange part in EU codes."""

import re
from collections.abc import Set
from dataclasses import replace
from datetime import date
from decimal import Decimal

from converter.conversion.m1_to_ep.amount_plausible import check_amount
from converter.conversion.m1_to_ep.dispenser import tell_dispenser
from converter.conversion.m1_to_ep.dosage import fitting, translate_dosage
from converter.conversion.m1_to_ep.dosage_plausible import PURPOSES, plausible
from converter.conversion.m1_to_ep.dosage_reading import BY_RULE
from converter.conversion.m1_to_ep.dose_by_form import coded_by_form
from converter.conversion.m1_to_ep.party import Numbers, translate_patient, translate_prescriber
from converter.conversion.medicine.agreement import same_medicine
from converter.conversion.medicine.identified import identified
from converter.conversion.medicine.name_brand import check_names
from converter.conversion.medicine.product import translate_product
from converter.conversion.paths import AMOUNT, FORSKRIVNING, MEDICINE, PRESCRIBED, RESEPT
from converter.conversion.session import Notes, Session
from converter.dosage.indication import read_indication
from converter.model.coded import Bilingual, Coded, plain
from converter.model.dosage import Dosage
from converter.model.medicine import VARENR, Medicine
from converter.model.national import Kind, NationalPrescription, NationalQuantity
from converter.model.prescription import Exchange
from converter.model.product import Product
from converter.rules.m1_to_ep import M1_TO_EP
from converter.terminology.form_facts import ROUTES

TOLD_BY_RULE = {"KomLegemdlAdm": "home-care"}
"""What a rule tells where there is one, by the fact it is of: once is enough."""
MAX_QUANTITY_DIGITS = 12
SMALLEST_QUANTITY = Decimal("0.1")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\s]+")
ONE = Decimal(1)
EXCHANGED = frozenset({Kind.PACKAGE, Kind.BRAND, Kind.SUBSTANCE})
"""The kinds that have a place in an eP; rules exclude mixtures and goods, and Reseptformidleren refuses Legemiddeldose
(error 259)."""


def translate(national: NationalPrescription, registered: Medicine | None, session: Session) -> Exchange | None:
    """The exchange part; None, with every reason noted, where it cannot be made.

    Args:
        national: the prescription as read.
        registered: what the register knows of its varenr, or of the FEST id of a brand or substance.
        session: identifiers, language and moment; its notes collect findings.
    """
    identifiers, notes = session.converter.identifiers, session.notes
    _note_withheld(national, {rule.fact for rule in session.converter.rules[M1_TO_EP.name]}, notes)
    exchanged = national.medicine.kind in EXCHANGED
    if national.medicine.kind is Kind.DOSE:
        notes.add("kind-not-supported", FORSKRIVNING)
    packages, amount = _quantity(national, notes)
    dosage = translate_dosage(national, session.converter.vocabulary, notes)
    _check_content(national, dosage, session.today, notes)
    trusted = registered if registered and same_medicine(national.medicine, registered, notes) else None
    if registered and (registered.replaced_by or registered.withdrawn):
        notes.add("varenr-outgoing", f"{MEDICINE}/Varenr" if national.medicine.varenr else MEDICINE)
        if not registered.withdrawn:
            trusted = None  # the record is that of the package which replaces it, and not what was signed
    medicine = national.medicine if trusted or not registered else replace(national.medicine, varenr="")
    numbers = Numbers(session.today, session.converter.production)
    patient = translate_patient(national.patient, numbers, notes)
    prescriber = translate_prescriber(
        national.prescriber, national.verified, national.specialty, national.organisation, identifiers, notes
    )
    described = medicine.kind is Kind.PACKAGE or (exchanged and amount is not None)
    product = translate_product(medicine, amount, trusted, identifiers.varenr_root, notes) if described else None
    if exchanged:
        check_names(national.medicine, trusted, notes)
    route = _route(trusted, product, notes)
    if product is not None:
        dosage = coded_by_form(dosage, product.form, national, session)
        dosage = plausible(fitting(dosage, product.form, notes, trusted), national, product, route, session)
        check_amount(ONE if packages is None else packages, product, dosage, notes)
        identified(product, trusted, notes)
    told = tell_dispenser(national, trusted, product, session)
    if product is not None and product.parts and packages is not None and packages != packages.to_integral_value():
        notes.add("combination-contradicts", f"{PRESCRIBED}/Antall")
    if notes.rejects or patient is None or prescriber is None or product is None or told.refused:
        return None
    if packages is None:
        return None
    first_day = national.first_day()
    notes.chose("first-day", "earliest" if first_day == national.valid_from else "written")
    return Exchange(
        document_id=identifiers.document(national.prescription_id),
        prescription_id=identifiers.prescription(national.prescription_id),
        item_id=identifiers.prescription(national.prescription_id),
        made_at=session.moment,
        language=session.converter.language,
        written_on=national.written_on,
        valid_from=first_day,
        valid_until=national.valid_until,
        patient=patient,
        prescriber=prescriber,
        contact_point=identifiers.contact_point,
        product=product,
        packages=packages,
        substitution=told.substitution,
        dosage=dosage,
        route=route,
        indication=national.indication,
        indication_english=_indication(national.indication, session),
        use=_use(national.use, notes),
        no_combination=national.no_combination,
        by_substance=medicine.kind is Kind.SUBSTANCE,
        to_dispenser=told.words,
    )


def _indication(text: str, session: Session) -> str:
    """What a medicine is for in English, marked as by rule; empty where it is not known, or the dosage says another."""
    if session.notes.choices["dosage-english"] == PURPOSES:
        return ""
    read = read_indication(text, session.converter.vocabulary)
    for word in read.drafts:
        session.notes.draft(word.file, word.name, f"{FORSKRIVNING}/Bruksomrade")
    return f"{read.english.removeprefix('for ').replace(' and for ', ' and ')} {BY_RULE}" if read.english else ""


def _quantity(national: NationalPrescription, notes: Notes) -> tuple[Decimal | None, NationalQuantity | None]:
    """The number of packages, and the amount where it is given instead; None, and the reason noted, without either.

    A brand or a substance is prescribed by amount: a number of packages beside it says how often, and of what.
    """
    packages, amount = national.packages, national.amount
    by_amount = national.medicine.kind in {Kind.BRAND, Kind.SUBSTANCE}
    if not by_amount and packages is not None:
        if not _is_quantity(packages):
            notes.add("quantity-not-positive", f"{PRESCRIBED}/Antall")
        notes.chose("quantity", "packages")
        return packages, None
    if by_amount and packages is not None and packages != ONE:
        notes.add("amount-ambiguous", f"{PRESCRIBED}/Antall")
    if amount is None:
        if national.medicine.kind in EXCHANGED:
            notes.add("amount-missing" if by_amount else "quantity-missing", PRESCRIBED)
        return None, None
    if not by_amount:
        notes.add("amount-instead-of-packages", AMOUNT)
    notes.chose("quantity", "amount")
    return ONE, amount


def _check_content(national: NationalPrescription, dosage: Dosage, today: date, notes: Notes) -> None:
    if national.medicine.kind is Kind.PACKAGE and not VARENR.fullmatch(national.medicine.varenr):
        notes.add("varenr-malformed", f"{MEDICINE}/Varenr")
    if national.medicine.kind in EXCHANGED and not national.medicine.name_form_strength:
        notes.add("name-form-strength-missing", f"{MEDICINE}/NavnFormStyrke")
    if national.medicine.kind is not Kind.GOODS and not INVISIBLE.sub("", dosage.text):
        structured = bool(national.phases)
        notes.add("dosage-structured-only" if structured else "dosage-missing", FORSKRIVNING)
    if national.facts.repeats < 0:
        notes.add("repeats-negative", f"{PRESCRIBED}/Reiterasjon")
    for code in national.contradictions:
        notes.add(code, FORSKRIVNING)
    if national.dosage.end and national.dosage.end < national.written_on:
        notes.add("treatment-period-contradicts", f"{FORSKRIVNING}/Dosering")
    if national.written_on > today:
        notes.add("written-in-the-future", f"{RESEPT}/Forskrivningsdato")
    if national.first_day() > national.valid_until:
        notes.add("validity-contradicts", f"{RESEPT}/Utloper")


def _is_quantity(packages: Decimal) -> bool:
    """A tenth of a package or more, in at most three decimals (RF: `Antall` may be fractional, as in 2.5)."""
    if len(plain(packages)) > MAX_QUANTITY_DIGITS:
        return False
    decimals = len(plain(packages).partition(".")[2].rstrip("0"))
    return packages >= SMALLEST_QUANTITY and decimals <= 3


def _note_withheld(national: NationalPrescription, ruled: Set[str], notes: Notes) -> None:
    for element in national.facts.withheld:
        if TOLD_BY_RULE.get(element) not in ruled:
            notes.add("element-withheld", RESEPT, element=element)


def _route(registered: Medicine | None, product: Product | None, notes: Notes) -> Coded | None:
    if registered is None or not registered.routes:
        return None
    route = None
    if len(registered.routes) == 1:
        route = notes.translate("route-7477", registered.routes[0].code, MEDICINE)
    if route is None:
        notes.add("route-not-sent", MEDICINE)
    form = None if product is None else product.form
    if route is not None and isinstance(form, Coded) and notes.tables.forms.exclude(form.code, route.code):
        notes.add("route-contradicts-form", MEDICINE)
        if route.code in notes.tables.forms.draft_routes:
            notes.draft(ROUTES, route.code, MEDICINE)
        return None
    return route


def _use(code: str, notes: Notes) -> Bilingual | None:
    if not code:
        return None
    uses = notes.tables.texts("use-9101")
    row = notes.worded(uses.row(code), uses, f"{FORSKRIVNING}/Bruk")
    if row is None:
        notes.add("use-not-sent", f"{FORSKRIVNING}/Bruk")
        return None
    return Bilingual(row.english, row.term)
