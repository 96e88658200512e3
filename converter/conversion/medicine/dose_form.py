"""The dose form: list 7448, said more exactly by the register's long form text where that is the same medicine's."""

import re

from converter.conversion.medicine.form_by_product import by_product, is_by_product
from converter.conversion.medicine.name_strength import without_brand
from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes, shown
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine
from converter.terminology.code_table import text_key
from converter.terminology.form_facts import WORDS, form_key

FORM = f"{MEDICINE}/LegemiddelformKort"
FORM_LIST = "7448"
NORWEGIAN_FORMS = "dose-form"
BEFORE_NUMBER = re.compile(r"\s+(?=[0-9])")


def translate_form(medicine: PrescribedMedicine, registered: Medicine | None, notes: Notes) -> Coded | None:
    """The dose form in EDQM's terms; None, with the reason noted as one to refuse for, where there is none."""
    found = find_form(medicine, registered, notes)
    national = medicine.form or (registered.form if registered else None)
    if found is None and national is None:
        notes.add("dose-form-missing", FORM)
    elif found is None and national is not None:
        notes.add("dose-form-unmapped", FORM, shown=shown(national.code), file=notes.file_of("dose-form-7448"))
    return found


def find_form(medicine: PrescribedMedicine, registered: Medicine | None, notes: Notes) -> Coded | None:
    """The dose form in EDQM's terms, where there is one.

    The long text counts only where both give the short form, which `same_medicine` has then found to be the same, and
    only where it says that form, or the one that the signed name says, more exactly: another release, site or method is
    another form, and the short one stands.
    """
    national = medicine.form or (registered.form if registered else None)
    if registered and registered.form_long and medicine.form and registered.form:
        aside, looked = notes.aside(), notes.aside()
        by_text = aside.translate("dose-form-long", text_key(registered.form_long), FORM)
        if by_text is not None and (
            _more_exact(by_text, medicine.form, registered.form_long, looked)
            or _named(by_text, medicine, registered, looked)
        ):
            notes.take(aside)
            notes.take_drafts(looked, FORM)
            notes.chose("form", "long")
            listed = None if national is None else notes.tables.code_list(FORM_LIST).find(national.code)
            return Coded(by_text.code, by_text.system, by_text.display, (listed,) if listed else ())
        if by_text is not None:
            notes.add("form-long-differs", FORM)
            notes.take_drafts(aside, FORM)
            notes.take_drafts(looked, FORM)
    notes.chose("form", "message" if medicine.form else "register")
    if national is None:
        return None
    if is_by_product(national.code, notes):
        notes.chose("form", "product" if medicine.form else "register-product")
        atc = medicine.atc or (registered.atc if registered else None)
        brand = medicine.brand_name or (registered.brand_name if registered else "")
        return by_product(national, atc.code if atc else "", brand, notes, FORM)
    return notes.translate("dose-form-7448", national.code, FORM)


def _more_exact(long: Coded, short: Coded, text: str, notes: Notes) -> bool:
    """Whether a long form says a short one of list 7448 more exactly: by EDQM's attributes, else by its own words.

    Where the list's form has no EU term of its own, the long text must begin with the list's words, or be an EDQM form
    of that very name: `Smeltetablett` is the Norwegian of two.
    """
    plain = notes.translate("dose-form-7448", short.code, FORM)
    if plain is not None:
        return notes.tables.forms.only_more_exact(long.code, plain.code)
    listed = notes.tables.code_list(FORM_LIST).find(short.code)
    words = "" if listed is None else text_key(listed.display)
    own = notes.tables.norwegian[NORWEGIAN_FORMS].rows.get(long.code)
    called = set() if own is None else {text_key(w) for w in (own.norwegian, *own.also)}
    return bool(words) and (f"{text_key(text)},".startswith((f"{words},", f"{words} i ")) or words in called)


def _named(long: Coded, medicine: PrescribedMedicine, registered: Medicine, notes: Notes) -> bool:
    """Whether the signed name says the long form: `Pentasa Depotgranulat i dosepose 2 g`, whose short form has no word
    for the release."""
    said = form_words(medicine.name_form_strength, medicine.brand_name or registered.brand_name)
    if form_key(said) == form_key(registered.form_long):
        return True
    forms = notes.tables.forms
    if form_key(said) in forms.draft_words:
        notes.draft(WORDS, form_key(said), FORM)
    targets = [notes.translate("dose-form-7448", c, FORM) for c in sorted(forms.words.get(form_key(said), ()))]
    return any(t is not None and forms.only_more_exact(long.code, t.code) for t in targets)


def form_words(name: str, brand: str) -> str:
    """What stands between the brand and the first number of a name: `Depottab` of `Fiktivprofen Depottab 400 mg`."""
    return BEFORE_NUMBER.split(" " + without_brand(name, brand))[0].strip()
