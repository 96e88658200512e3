"""The medicine: from M1's words and a register's record to a product in EU codes."""

from decimal import Decimal

from converter.conversion.medicine.combination import build_parts, is_combination
from converter.conversion.medicine.dose_form import FORM_LIST, find_form, translate_form
from converter.conversion.medicine.name_form import check_name_form
from converter.conversion.medicine.name_strength import agreed, agreed_parts
from converter.conversion.medicine.package import amount_layer, build_layers
from converter.conversion.medicine.percent import in_amounts
from converter.conversion.medicine.pieces import with_containers
from converter.conversion.medicine.register_words import with_words
from converter.conversion.medicine.strength import has_several_strengths, ingredients_of, substance_names
from converter.conversion.paths import AMOUNT, MEDICINE
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null, Quantity
from converter.model.medicine import Medicine
from converter.model.national import Kind, NationalQuantity, PrescribedMedicine
from converter.model.product import PackageLayer, Product

ATC_PATH = f"{MEDICINE}/Atc"
SUBSTANCES, OF_SUBSTANCE = "eHDSIActiveIngredient", len("M01AE01")
"""ATC: a code of the fifth level is of a substance, or of several; a shorter one is of a group."""
ONE = Quantity(Decimal(1), "1")


def translate_product(
    medicine: PrescribedMedicine,
    amount: NationalQuantity | None,
    registered: Medicine | None,
    varenr_root: str,
    notes: Notes,
) -> Product | None:
    """The product; None, with the reasons noted, where it cannot be said.

    Args:
        medicine: what was signed.
        amount: what was prescribed of it, where no number of packages was.
        registered: the register's record, only where it means the same medicine.
        varenr_root: code system of package numbers.
        notes: collects findings.
    """
    recorded, registered = registered, with_containers(in_amounts(registered, notes), notes)
    combined = is_combination(medicine, registered)
    make = _combination if combined else _single
    product = make(medicine, amount, registered, varenr_root, notes)
    return None if product is None else with_words(product, medicine, registered, recorded, notes)


def _single(
    medicine: PrescribedMedicine,
    amount: NationalQuantity | None,
    registered: Medicine | None,
    varenr_root: str,
    notes: Notes,
) -> Product | None:
    """A package of one product, or an amount of it."""
    name = _name(medicine, registered, notes)
    if not name:
        notes.add("product-name-missing", MEDICINE)
    atc = _atc(medicine, registered, notes)
    form = translate_form(medicine, registered, notes)
    if form is None:
        return None
    check_name_form(medicine, registered, form, notes)
    layers: tuple[PackageLayer, ...] | None
    if amount is None:
        layers = build_layers(medicine, registered, form, varenr_root, notes)
    else:
        layer = amount_layer(amount, form, notes)
        notes.chose("size", "amount")
        layers = None if layer is None else (layer,)
    if layers is None or not name:
        return None
    ingredients = agreed(ingredients_of(registered, form, atc, notes), medicine, registered, notes)
    return Product(
        name=name,
        strength_text=strength_text(medicine, _signed_name(medicine) or name, notes),
        form=form,
        layers=layers,
        atc=atc,
        ingredients=ingredients,
        substances=() if ingredients else substance_names(registered, notes),
        several_strengths=has_several_strengths(registered, notes),
    )


def _combination(
    medicine: PrescribedMedicine,
    amount: NationalQuantity | None,
    registered: Medicine | None,
    varenr_root: str,
    notes: Notes,
) -> Product | None:
    """A combination pack: one set of its parts; its own form may be unknown, and its strengths are its parts'."""
    if amount is not None:
        notes.add("amount-ambiguous", AMOUNT)
        return None
    atc = _atc(medicine, registered, notes)
    parts = agreed_parts(build_parts(medicine, registered, atc, notes), medicine, registered, notes)
    name = _name(medicine, registered, notes)
    if parts is None or not name:
        return None
    notes.chose("size", "parts")
    notes.chose("parts", "message" if len(medicine.sizes) > 1 else "register")
    label = medicine.name_form_strength
    package = Coded(medicine.varenr, varenr_root, label) if medicine.varenr else None
    return Product(
        name=name,
        strength_text=strength_text(medicine, name, notes),
        form=find_form(medicine, registered, notes) or Null.UNK,
        layers=(PackageLayer(ONE, Null.UNK, package, label),),
        atc=atc,
        parts=parts,
    )


def _name(medicine: PrescribedMedicine, registered: Medicine | None, notes: Notes) -> str:
    """The brand; of a medicine prescribed by substance its substances in English, where the register knows them.

    Where it does not, ATC's own term: the prescription's words are Norwegian, and may be anything.
    """
    if medicine.kind is Kind.SUBSTANCE:
        whole = registered is not None and all(s.name_english for s in registered.substances)
        names = " + ".join(substance_names(registered, notes)) if whole else ""
        candidates = {"substances": names, "atc": _atc_term(medicine, notes)}
    else:
        candidates = {"brand": medicine.brand_name, "register": registered.brand_name if registered else ""}
    choice = next((choice for choice, name in candidates.items() if name), "whole")
    notes.chose("name", choice)
    return candidates.get(choice, medicine.name_form_strength)


def _atc_term(medicine: PrescribedMedicine, notes: Notes) -> str:
    """The English name of an ATC code that is of a substance; empty of a group, which names none."""
    code = medicine.atc.code if medicine.atc else ""
    return notes.tables.value_set(SUBSTANCES).terms.get(code, "") if len(code) == OF_SUBSTANCE else ""


def _signed_name(medicine: PrescribedMedicine) -> str:
    """The name that NavnFormStyrke begins with where a substance is prescribed: ATC's own term for it."""
    return medicine.atc.display if medicine.kind is Kind.SUBSTANCE and medicine.atc else ""


def strength_text(medicine: PrescribedMedicine, name: str, notes: Notes) -> str:
    """The strength in the prescription's words: NavnFormStyrke without its brand and short form.

    `Ibux Tab 400 mg` is `400 mg`. Where the three do not follow each other to the letter the whole is kept: nothing is
    cut by guess.
    """
    whole = medicine.name_form_strength
    forms, code = notes.tables.code_list(FORM_LIST), medicine.form.code if medicine.form else ""
    terms = [forms.short.get(code, ""), forms.terms.get(code, "")]
    for term in terms:
        start = f"{name} {term} ".casefold()
        rest = whole[len(start) :]
        if term and whole.casefold().startswith(start) and rest[:1].isdigit():
            return rest
    return whole


def _atc(medicine: PrescribedMedicine, registered: Medicine | None, notes: Notes) -> Coded | None:
    own = medicine.atc or (registered.atc if registered else None)
    notes.chose("atc", "message" if medicine.atc else "register")
    if own is None:
        return None
    concept = notes.tables.value_set("eHDSIActiveIngredient").find(own.code)
    if concept is None:
        notes.add("atc-not-sent", ATC_PATH)
        return None
    return Coded(concept.code, concept.system, concept.display, (own,) if own.display else ())


def product_of(medicine: Medicine, varenr_root: str, notes: Notes) -> Product | None:
    """The package in EU terms; None, with the reasons noted, where FEST or the tables do not say enough.

    Args:
        medicine: the register's record.
        varenr_root: code system of package numbers.
        notes: collects findings.
    """
    given = PrescribedMedicine(
        kind=Kind.PACKAGE,
        name_form_strength=medicine.name_form_strength,
        brand_name=medicine.brand_name,
        varenr=medicine.varenr,
        atc=medicine.atc,
        form=medicine.form,
    )
    return translate_product(given, None, medicine, varenr_root, notes)
