"""Whether a register's record means the medicine that was signed.

Asked once: where it does not, nothing of the record is used (but for the rules, where the stricter source wins), and
its number is not sent, for a pharmacist who looks it up would find another medicine.
"""

import re

from converter.conversion.notes import Notes
from converter.conversion.paths import MEDICINE
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine

NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def same_medicine(medicine: PrescribedMedicine, registered: Medicine, notes: Notes) -> bool:
    """Whether name with strength, brand, ATC code and dose form are the same; each difference is noted.

    Two differences together contradict the prescription, which is then refused; so does another number in the name, and
    another name where no ATC code tells that the substance is the same.
    """
    brand = medicine.brand_name
    own, known = _plain(medicine.name_form_strength), _plain(registered.name_form_strength)
    other_name = own != known
    other_brand = bool(brand and registered.brand_name) and _plain(brand) != _plain(registered.brand_name)
    no_atc = medicine.atc is None or registered.atc is None
    other_atc = bool(medicine.atc and registered.atc and registered.atc.code != medicine.atc.code)
    other_form = bool(medicine.form and registered.form and registered.form.code != medicine.form.code)
    other_numbers = other_name and NUMBER.findall(own) != NUMBER.findall(known)
    if other_numbers or (other_name and no_atc) or (other_name or other_brand) + other_atc + other_form > 1:
        notes.add("register-contradicts", f"{MEDICINE}/Varenr")
        return False
    if other_name or other_brand:
        notes.add("name-differs-from-register", f"{MEDICINE}/NavnFormStyrke")
    if other_atc:
        notes.add("atc-differs-from-register", f"{MEDICINE}/Atc")
    if other_form:
        notes.add("form-differs-from-register", f"{MEDICINE}/LegemiddelformKort")
    return not (other_name or other_brand or other_atc or other_form)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
