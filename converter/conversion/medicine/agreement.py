"""Whether a register's record means the medicine that was signed.

Asked once: where it does not, nothing of the record is used (but for the rules, where the stricter source wins), and
its number is not sent, for a pharmacist who looks it up would find another medicine.
"""

from converter.conversion.medicine.name_strength import NameSays, name_says
from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine
from converter.model.strength_numbers import resolved
from converter.model.strength_writing import same_counts, same_numbers, same_writing

GROUP = 3
"""Characters of an ATC code that name the therapeutic group: `M01`."""


def same_medicine(medicine: PrescribedMedicine, registered: Medicine, notes: Notes) -> bool:
    """Whether name with strength, brand, ATC code and dose form are the same; each difference is noted.

    Two differences together contradict the prescription, which is then refused; so does another number in the name,
    another name where no ATC code tells that the substance is the same, and an ATC code of another therapeutic group:
    WHO moves a substance within its group far more often than out of it. What is only written otherwise (`20 000 IE`
    and `20000 IE`, `0,5` and `0,50`, `1 g` and `1000 mg`, `50 mg/1 ml` and `50 mg pr ml`) is no difference; where a
    number may be two (`20.000 IE`), the register's strength decides which it is.
    """
    brand = medicine.brand_name
    own, known = medicine.name_form_strength, registered.name_form_strength
    ours, theirs = _decided(own, registered), _decided(known, registered)
    other_name = _plain(own) != _plain(known) and not any(same_writing(a, b) for a in ours for b in theirs)
    other_brand = bool(brand and registered.brand_name) and _plain(brand) != _plain(registered.brand_name)
    own_atc = "" if medicine.atc is None else medicine.atc.code
    known_atc = "" if registered.atc is None else registered.atc.code
    no_atc = not own_atc or not known_atc
    other_atc = bool(own_atc and known_atc) and own_atc != known_atc
    other_group = other_atc and own_atc[:GROUP] != known_atc[:GROUP]
    other_form = bool(medicine.form and registered.form and registered.form.code != medicine.form.code)
    other_numbers = other_name and not any(same_numbers(a, b) for a in ours for b in theirs)
    if other_numbers and same_counts(own, known) and _says(own, registered) and _says(known, registered):
        other_numbers = False
    alone = other_numbers or (other_name and no_atc) or other_group
    if alone or (other_name or other_brand) + other_atc + other_form > 1:
        notes.add("register-contradicts", f"{MEDICINE}/Varenr" if medicine.varenr else MEDICINE)
        return False
    if other_name or other_brand:
        notes.add("name-differs-from-register", f"{MEDICINE}/NavnFormStyrke")
    if other_atc:
        notes.add("atc-differs-from-register", f"{MEDICINE}/Atc")
    if other_form:
        notes.add("form-differs-from-register", f"{MEDICINE}/LegemiddelformKort")
    return not (other_name or other_brand or other_atc or other_form)


def _says(name: str, registered: Medicine) -> bool:
    """Whether a name says the strengths of the register's record, in whatever order and unit."""
    substances = (*registered.substances, *[s for c in registered.contents for s in c.substances])
    return name_says(name, registered.brand_name, substances, registered.contents) is NameSays.SAME


def _decided(name: str, registered: Medicine) -> tuple[str, ...]:
    """A name with a number that may be two, as the register's strength has it; as it is where that does not decide."""
    return tuple([text for text in resolved(name) if _says(text, registered)]) or (name,)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
