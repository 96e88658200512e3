"""A dose in the word of another form than the medicine's: `1 tyggetablett` of a prolonged-release tablet."""

from converter.dosage.vocabulary import Vocabulary
from converter.model.coded import Coded, Null
from converter.model.meaning import Meaning
from converter.terminology.form_facts import FormFacts
from converter.terminology.tables import Tables

UNITS, FORMS = "units", "eHDSIDoseForm"


def is_of_another_form(meaning: Meaning, form: Coded | Null | None, vocabulary: Vocabulary, tables: Tables) -> bool:
    """Whether a dose is in the word of a form that is taken, or gives off what it holds, in another way than this one.

    By EDQM's attributes; a word of no form, or one that EDQM says the same of, is of none.
    """
    if not isinstance(form, Coded):
        return False
    own = tables.forms.of(form.code)
    national = {o.display.casefold().partition(",")[0] for o in form.originals}
    for unit in {amount.unit for clause in (*meaning.clauses, meaning.common) for amount in clause.taken}:
        word = vocabulary.find(UNITS, unit)
        if word is None or " " not in word.english or word.norwegian.casefold() in national:
            continue
        term = word.english.casefold()
        terms = tables.value_set(FORMS).terms
        other = next((tables.forms.of(code) for code, shown in terms.items() if shown.casefold() == term), None)
        if other is not None and term != form.display.casefold() and _apart(own, other):
            return True
    return False


def _apart(one: FormFacts, other: FormFacts) -> bool:
    """Whether two forms differ in release, method or what is done before they are taken; unknown is no difference."""
    if not (one.methods and other.methods):
        return False
    return one.release != other.release or one.methods.isdisjoint(other.methods) or one.unchanged != other.unchanged
