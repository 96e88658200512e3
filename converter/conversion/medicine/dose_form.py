"""The dose form: by the register's long form text where that is the same medicine's, else by list 7448."""

from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes, shown
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine
from converter.terminology.code_table import text_key

FORM = f"{MEDICINE}/LegemiddelformKort"
FORM_LIST = "7448"


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

    The long text counts only where both give the short form, which `same_medicine` has then found to be the same.
    """
    national = medicine.form or (registered.form if registered else None)
    if registered and registered.form_long and medicine.form and registered.form:
        by_text = notes.translate("dose-form-long", text_key(registered.form_long), FORM)
        if by_text is not None:
            notes.chose("form", "long")
            listed = None if national is None else notes.tables.code_list(FORM_LIST).find(national.code)
            return Coded(by_text.code, by_text.system, by_text.display, (listed,) if listed else ())
    notes.chose("form", "message" if medicine.form else "register")
    return None if national is None else notes.translate("dose-form-7448", national.code, FORM)
