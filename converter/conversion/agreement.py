"""Whether a register's record means the medicine that was signed.

Asked once: where it does not, nothing of the record is used (but for the rules, where the stricter source wins), and
its number is not sent, for a pharmacist who looks it up would find another medicine.
"""

from converter.conversion.notes import Notes
from converter.conversion.package import MEDICINE
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine


def same_medicine(medicine: PrescribedMedicine, registered: Medicine, notes: Notes) -> bool:
    """Whether name with strength, ATC code and dose form are the same; each difference is noted.

    Another name and another ATC code together contradict the prescription, which is then refused.
    """
    other_name = _plain(medicine.name_form_strength) != _plain(registered.name_form_strength)
    other_atc = bool(medicine.atc and registered.atc and registered.atc.code != medicine.atc.code)
    other_form = bool(medicine.form and registered.form and registered.form.code != medicine.form.code)
    if other_name and other_atc:
        notes.add("register-contradicts", f"{MEDICINE}/Varenr")
        return False
    if other_name:
        notes.add("name-differs-from-register", f"{MEDICINE}/NavnFormStyrke")
    if other_atc:
        notes.add("atc-differs-from-register", f"{MEDICINE}/Atc")
    if other_form:
        notes.add("form-differs-from-register", f"{MEDICINE}/LegemiddelformKort")
    return not (other_name or other_atc or other_form)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
