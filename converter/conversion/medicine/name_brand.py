"""The brand (Varenavn), the name (NavnFormStyrke) and the ATC code: whether they can be of one medicine."""

import re

from converter.conversion.medicine.dose_form import BEFORE_NUMBER
from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from converter.model.national import Kind, PrescribedMedicine
from converter.terminology.form_facts import form_key

SUBSTANCE = 7
"""Characters of an ATC code that names a substance."""
WORD = re.compile(r"\w+")


def check_names(medicine: PrescribedMedicine, trusted: Medicine | None, notes: Notes) -> None:
    """Refuses where the names are of two medicines; tells where the name does not begin with the brand.

    The register's own brand and name, as signed, are one medicine's whatever they are called. A name whose first word
    is the brand's, or the ATC code's own term, may be the same by another name.

    Args:
        medicine: what was signed.
        trusted: the register's record, only where it means the same medicine.
        notes: collects findings.
    """
    if trusted is not None:
        return
    name, brand = _plain(medicine.name_form_strength), _plain(medicine.brand_name)
    if brand and name and not _begins(name, brand):
        alike = _first(name) == _first(brand) or name.startswith(brand) or _is_called(name, medicine.atc, notes)
        inside = "PakningsinfoResept/Varenavn" if medicine.kind is Kind.PACKAGE else "Varenavn"
        notes.add("brand-differs-from-name" if alike else "brand-contradicts-name", f"{MEDICINE}/{inside}")
    subjects = {_subject(name, notes)} | ({brand} if medicine.kind is not Kind.SUBSTANCE else set())
    if any(_another(subject, medicine.atc, notes) for subject in subjects if subject):
        notes.add("name-contradicts-atc", f"{MEDICINE}/Atc")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _begins(name: str, brand: str) -> bool:
    return name.startswith(brand) and not name[len(brand) : len(brand) + 1].isalnum()


def _first(text: str) -> str:
    found = WORD.search(text)
    return "" if found is None else found[0]


def _subject(name: str, notes: Notes) -> str:
    """What stands before the form and the numbers of a name: `paracetamol` of `paracetamol tab 500 mg`."""
    words = form_key(BEFORE_NUMBER.split(name)[0]).split()
    for start in range(1, len(words)):
        if " ".join(words[start:]) in notes.tables.forms.words:
            return " ".join(words[:start])
    return " ".join(words)


def _terms(atc: Coded | None, notes: Notes) -> set[str]:
    """What the ATC code's substance is called, in English and Norwegian; none of a group."""
    if atc is None or len(atc.code) != SUBSTANCE:
        return set()
    return {term for term, codes in notes.tables.substances.items() if atc.code in codes}


def _is_called(name: str, atc: Coded | None, notes: Notes) -> bool:
    return any(_begins(name, term) for term in _terms(atc, notes))


def _another(subject: str, atc: Coded | None, notes: Notes) -> bool:
    """Whether a name is another substance's than the ATC code's, by ATC's own terms; of salts nothing is told."""
    codes = notes.tables.substances.get(subject)
    if codes is None or atc is None or len(atc.code) != SUBSTANCE or atc.code in codes:
        return False
    own = _terms(atc, notes)
    return bool(own) and not any(subject in term or term in subject for term in own)
