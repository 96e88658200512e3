"""The brand (Varenavn), the name (NavnFormStyrke) and the ATC code: whether they can be of one medicine."""

import re
from collections.abc import Container

from converter.conversion.medicine.dose_form import BEFORE_NUMBER
from converter.conversion.paths import MEDICINE
from converter.conversion.session import Notes
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from converter.model.national import Kind, PrescribedMedicine
from converter.terminology.form_facts import WORDS, form_key
from converter.terminology.substance_words import is_of, substances_in, word_key

SUBSTANCE = 7
"""Characters of an ATC code that names a substance."""
QUALIFIERS = frozenset(
    {"comp", "compositum", "forte", "minor", "mite", "junior", "plus", "mix", "duo", "novum", "baby", "barn", "extra"}
)
"""Words of brands that make another medicine, or another strength, of it: `Cozaar Comp`, `Paralgin Forte`."""
RELEASE = ("retard", "depot", "prolongatum", "sr", "xr", "cr")
"""Words of brands for a release, which a name may say in another of them, or in the form."""
MIXTURE = re.compile(r"\b(?:and|og|with|med|combinations?|kombinasjone?r?|other|andre|various|diverse|incl|inkl)\b|,")
"""What stands in ATC's terms of more than one substance."""
FIRST_MIXTURE = 50
"""ATC: the number at the end of a code is 50 or more where a substance is combined with others."""
FLUIDS = "B05"
"""ATC: infusions, whose codes are of groups (electrolytes, carbohydrates) that many substances are in."""
CARRIERS = frozenset({"natriumklorid", "sodium chloride", "glukose", "glucose", "sterilt vann"})
"""What a medicine may be in, as its name says after it."""
DIGITS = re.compile(r"[0-9]+")


def check_names(medicine: PrescribedMedicine, trusted: Medicine | None, notes: Notes) -> None:
    """Refuses where the names are of two medicines; tells where the name does not begin with the brand.

    The register's own brand and name, as signed, are one medicine's whatever they are called. A name whose first word
    is the brand's, or the ATC code's own term, may be the same by another name, unless a number or a word that makes
    another medicine of it (`NovoMix 30`, `Cozaar Comp`) stands in one of the two only.

    Args:
        medicine: what was signed.
        trusted: the register's record, only where it means the same medicine.
        notes: collects findings.
    """
    if trusted is not None:
        return
    name, brand = word_key(medicine.name_form_strength), word_key(medicine.brand_name)
    if brand and name:
        inside = "PakningsinfoResept/Varenavn" if medicine.kind is Kind.PACKAGE else "Varenavn"
        words, drafts = notes.tables.forms.words, notes.tables.forms.draft_words
        subject, form = _subject(medicine.name_form_strength, words)
        code = _compared(name, brand, subject, medicine, notes)
        if form in drafts:
            reviewed, _ = _subject(medicine.name_form_strength, words.keys() - drafts)
            if code != _compared(name, brand, reviewed, medicine, notes):
                notes.draft(WORDS, form, f"{MEDICINE}/{inside}")
        if code:
            notes.add(code, f"{MEDICINE}/{inside}")
    texts = [medicine.name_form_strength] + ([brand] if medicine.kind is not Kind.SUBSTANCE else [])
    if any(_another(_head(text), medicine.atc, notes) for text in texts):
        notes.add("name-contradicts-atc", f"{MEDICINE}/Atc")


def _compared(name: str, brand: str, subject: str, medicine: PrescribedMedicine, notes: Notes) -> str:
    """The finding of a name and a brand, as `word_key` writes them; none where the name begins with the brand.

    `subject` is what stands before the form in the name.
    """
    joined, start = name.replace(" ", ""), brand.replace(" ", "")
    begins = joined.startswith(start) and not (start[-1].isdigit() and joined[len(start) :][:1].isdigit())
    if begins:
        rest = joined[len(start) :]
        whole = _begins(name, brand) or any(start == "".join(name.split()[:n]) for n in range(1, len(name.split()) + 1))
        more = _qualifiers(subject) - _qualifiers(brand) or (not whole and rest.startswith(tuple(QUALIFIERS)))
        return "brand-contradicts-name" if more else "" if whole else "brand-differs-from-name"
    if _is_called(name, medicine.atc, notes):
        return "brand-differs-from-name"
    alike = name.split()[0] == brand.split()[0] or (bool(subject) and f" {brand}".endswith(f" {subject}"))
    return "brand-differs-from-name" if alike and not _unlike(brand, name, subject) else "brand-contradicts-name"


def _unlike(brand: str, name: str, subject: str) -> bool:
    """Whether a number or a qualifier stands in one of a brand and a name only; the name has numbers of its own."""
    if not set(DIGITS.findall(brand)) <= set(DIGITS.findall(name)):
        return True
    if any(w in RELEASE for w in brand.split()) and not any(
        w.startswith(RELEASE[:3]) or w in RELEASE for w in name.split()
    ):
        return True
    return _qualifiers(brand) != _qualifiers(subject)


def _qualifiers(text: str) -> set[str]:
    return {plain for w in text.split() if (plain := DIGITS.sub("", w)) in QUALIFIERS}


def _begins(name: str, brand: str) -> bool:
    return name == brand or name.startswith(f"{brand} ")


def _head(text: str) -> str:
    """What stands before the first number of a name."""
    return BEFORE_NUMBER.split(text)[0]


def _subject(name: str, forms: Container[str]) -> tuple[str, str]:
    """What stands before the form and the numbers of a name, and the form: `paracetamol`, `tab`; that may be empty.

    `forms` are the words of forms, as `form_key` writes them.
    """
    words = form_key(_head(name)).split()
    for start in range(1, len(words)):
        if (form := " ".join(words[start:])) in forms:
            return word_key(" ".join(words[:start])), form
    return word_key(" ".join(words)), ""


def _terms(atc: Coded | None, notes: Notes) -> set[str]:
    """What the ATC code's substance is called, in English and Norwegian; none of a group."""
    if atc is None or len(atc.code) != SUBSTANCE:
        return set()
    return {term for term, codes in notes.tables.substances.items() if atc.code in codes}


def _is_called(name: str, atc: Coded | None, notes: Notes) -> bool:
    return any(_begins(name, term) for term in _terms(atc, notes))


def _another(text: str, atc: Coded | None, notes: Notes) -> bool:
    """Whether the substances that a text names are others than the ATC code's, by ATC's own terms.

    One that is the code's is enough: of mixtures only some are named. Of a mixture whose parts its term does not name
    (`timolol, combinations`), a substance with a code of the same anatomical group may be one. A code of a group is
    held against nothing.
    """
    if atc is None or len(atc.code) != SUBSTANCE:
        return False
    named = [n for n in substances_in(text, notes.tables.substances) if n.first or n.term not in CARRIERS]
    if not named or any(atc.code in n.codes for n in named):
        return False
    own = _terms(atc, notes)
    if not own or (_mixture(atc.code, notes) and any(code[0] == atc.code[0] for n in named for code in n.codes)):
        return False
    return not any(is_of(n.term, term) for n in named for term in own)


def _mixture(code: str, notes: Notes) -> bool:
    """Whether a code is of more than one substance."""
    term = notes.tables.value_set("eHDSIActiveIngredient").terms.get(code, "").casefold()
    numbered = code[-2:].isdigit() and int(code[-2:]) >= FIRST_MIXTURE
    return numbered or code.startswith(FLUIDS) or MIXTURE.search(term) is not None
