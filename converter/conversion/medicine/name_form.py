"""The form's word in a name (`Fiktivprofen Depottab 400 mg`), held against the form that is coded."""

from enum import StrEnum

from converter.conversion.medicine.dose_form import FORM, FORM_LIST, form_words
from converter.conversion.session import Notes
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine
from converter.terminology.form_facts import FormFacts, form_key

MARKS = ("depot", "entero", "modif")
"""What words of release begin with or hold, in names and in list 7448."""
TABLETS = frozenset({"Tablet", "Lyophilisate", "Lozenge", "Pastille"})
"""Basic dose forms that names do not keep apart."""


class WordSays(StrEnum):
    """What the form's word in a name is to the coded form."""

    SAME = "same"
    OTHERWISE = "otherwise"  # another way of taking it, or another kind of the same
    ANOTHER = "another"  # another release, site or thing


def check_name_form(medicine: PrescribedMedicine, trusted: Medicine | None, form: Coded, notes: Notes) -> None:
    """Tells where the word of the form in the signed name is not that of the form, and refuses where it is another.

    A name that the register has for this very form, as signed, is FEST's own wording: told, and no reason to refuse.

    Args:
        medicine: what was signed.
        trusted: the register's record, only where it means the same medicine.
        form: the form that would be sent.
        notes: collects findings.
    """
    national = medicine.form or (trusted.form if trusted else None)
    if national is None:
        return
    brand = medicine.brand_name or (trusted.brand_name if trusted else "")
    brand = brand or (medicine.atc.display if medicine.atc else "")
    said = word_says(medicine.name_form_strength, brand, national, form, notes)
    if said is WordSays.SAME:
        return
    vouched = trusted is not None and trusted.form is not None
    notes.add("name-form-contradicts" if said is WordSays.ANOTHER and not vouched else "name-form-differs", FORM)


def word_says(name: str, brand: str, national: Coded, form: Coded, notes: Notes) -> WordSays:
    """What the form's word in a name is to the coded form; the same where the name's words are not known."""
    rest = form_words(name, brand)
    known = notes.tables.forms.words
    words = known.get(form_key(rest)) or known.get(form_key(rest.partition(",")[0]), frozenset())
    if national.code in words:
        return WordSays.SAME
    listed = notes.tables.code_list(FORM_LIST)
    own = listed.terms.get(national.code, "").casefold()
    if not words:
        plain = rest.casefold()
        other = any(mark in plain and mark not in own for mark in MARKS) and bool(own)
        return WordSays.ANOTHER if other else WordSays.SAME
    mapped = [c for c in words if notes.aside().translate("dose-form-7448", c, FORM) is not None]
    return min((_held(code, own, form, notes) for code in mapped or words), key=list(WordSays).index)


def _held(code: str, own: str, form: Coded, notes: Notes) -> WordSays:
    """One form that the name's word may be, held against the coded one by EDQM's attributes."""
    listed = notes.tables.code_list(FORM_LIST)
    target = notes.aside().translate("dose-form-7448", code, FORM)
    if target is None:
        word = listed.terms.get(code, "").casefold()
        return WordSays.ANOTHER if any((mark in word) != (mark in own) for mark in MARKS) else WordSays.SAME
    facts = notes.tables.forms
    if facts.only_more_exact(form.code, target.code) or facts.only_more_exact(target.code, form.code):
        return WordSays.SAME
    one, other = facts.of(target.code), facts.of(form.code)
    releases = {_release(one, target.display), _release(other, form.display)}
    if len(releases) > 1 or (one.sites and other.sites and one.sites.isdisjoint(other.sites)) or _things(one, other):
        return WordSays.ANOTHER
    return WordSays.OTHERWISE


def _release(facts: FormFacts, term: str) -> str:
    """How a form releases; a patient-friendly term says it in its words."""
    if facts.release:
        return facts.release
    plain = term.casefold()
    if "prolonged-release" in plain:
        return "Prolonged"
    return "Delayed" if "gastro-resistant" in plain else "Modified" if "modified-release" in plain else "Conventional"


def _things(one: FormFacts, other: FormFacts) -> bool:
    """Whether two forms that are given as they are, are other things: a capsule and a tablet, a cream and a syrup."""
    if not (one.unchanged and other.unchanged and one.basic and other.basic):
        return False
    if one.state and other.state and one.state != other.state:
        return True
    both = {one.basic, other.basic}
    return one.state == other.state == "solid" and len(both) > 1 and not both <= TABLETS
