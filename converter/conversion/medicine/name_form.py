"""The form's word in a name (`Fiktivprofen Depottab 400 mg`), held against the form that is coded."""

from enum import StrEnum

from converter.conversion.medicine.dose_form import FORM, FORM_LIST
from converter.conversion.medicine.name_strength import without_brand
from converter.conversion.session import Notes
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from converter.model.national import PrescribedMedicine
from converter.terminology.form_facts import WORDS, FormFacts, form_key

MARKS = ("depot", "entero", "modif")
"""What words of release begin with or hold, in names and in list 7448."""
NOT_APART = (
    frozenset({"Tablet", "Lyophilisate", "Lozenge", "Pastille"}),
    frozenset({"Patch", "Plaster", "System"}),
)
"""Basic dose forms that names do not keep apart."""
PATCHES, TRANSDERMAL = frozenset({"Patch", "System"}), "Transdermal"
"""EDQM gives a patch a prolonged release and a system none of its own; both are worn and give off so much an hour."""
COUNTED = frozenset({"Tablet", "Capsule"})
"""Basic dose forms that no liquid is, though it may be made of one."""
SPREAD = frozenset({"Gel", "Cream", "Ointment", "Patch"})
"""Basic dose forms whose plain word names also write for those of another site: `gel` of a transdermal gel."""
SILENT = frozenset({"oppl", "oppløsning", "susp", "suspensjon", "emul", "pulv", "pulver", "vaginal", "stift", "pasta"})
"""Words of list 7448 that say nothing of a form where they stand alone in a name, or are parts of other words."""
DELAYS = frozenset({"Prolonged", "Modified"})
"""Releases that words for one are also written for."""
MOST_WORDS = 6


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
    """What the form's words in a name are to the coded form; the same where the name's words are not known.

    Of several words that say a form (`gran til mikst, susp`), one that is the coded form's is enough; each that says a
    release must be of its release. The brand's own words say nothing against the form (`Furix Retard`), and a release
    that they say is said by the name.
    """
    table, known = notes.tables.forms, notes.tables.code_list(FORM_LIST)
    rest = form_key(without_brand(name, brand))
    own = known.terms.get(national.code, "").casefold()
    aside = notes.aside()
    said, released, others = _found(rest, aside)
    wanted = _release(table.of(form.code), form.display)
    by_brand = {table.releases[w] for w in form_key(brand).split() if w in table.releases}
    if any(release != wanted and not (release in DELAYS and wanted in DELAYS) for release in released):
        notes.take_drafts(aside, FORM)
        return WordSays.ANOTHER
    if own and any(mark in word and mark not in own for word in others for mark in MARKS):
        return WordSays.ANOTHER
    if not said:
        return WordSays.SAME
    apart = wanted not in {*released, *by_brand}
    found = [_best(codes, national, form, notes, apart) for codes in said]
    best = min((one for one, _ in found), key=list(WordSays).index)
    if best is not WordSays.SAME:  # then each word of the name says so
        notes.take_drafts(aside, FORM)
    for one, by_rows in found:
        if one is best:
            notes.take_drafts(by_rows, FORM)
    return best


def _found(rest: str, notes: Notes) -> tuple[list[frozenset[str]], set[str], list[str]]:
    """What the words of a name say: codes of list 7448, releases, and the words that say neither."""
    table, words = notes.tables.forms, rest.split()
    said: list[frozenset[str]] = []
    released: set[str] = set()
    others: list[str] = []
    place = 0
    while place < len(words):
        for size in range(min(MOST_WORDS, len(words) - place), 0, -1):
            key = " ".join(words[place : place + size])
            if key in table.draft_words and key not in SILENT:
                notes.draft(WORDS, key, FORM)
            if key in table.releases:
                released.add(table.releases[key])
                break
            if key in table.words and key not in SILENT:
                said.append(table.words[key])
                break
        else:
            size = 1
            others.append(words[place])
        place += size
    return said, released, others


def _best(codes: frozenset[str], national: Coded, form: Coded, notes: Notes, apart: bool) -> tuple[WordSays, Notes]:
    """The nearest of the forms that a word may be, and the draft rows that say so."""
    if national.code in codes:
        return WordSays.SAME, notes.aside()
    own = notes.tables.code_list(FORM_LIST).terms.get(national.code, "").casefold()
    mapped = [c for c in sorted(codes) if notes.aside().translate("dose-form-7448", c, FORM) is not None]
    found = []
    for code in mapped or sorted(codes):
        aside = notes.aside()
        found.append((_held(code, own, form, aside, apart), aside))
    return min(found, key=lambda one: list(WordSays).index(one[0]))


def _held(code: str, own: str, form: Coded, notes: Notes, apart: bool) -> WordSays:
    """One form that the name's word may be, held against the coded one by EDQM's attributes.

    Args:
        code: of list 7448.
        own: the term of the coded form there, in lower case.
        form: what would be sent.
        notes: the tables; a draft row is noted.
        apart: whether the word must say the release; not where another word says it.
    """
    listed = notes.tables.code_list(FORM_LIST)
    word = listed.terms.get(code, "").casefold()
    target = notes.translate("dose-form-7448", code, FORM)
    if target is None:
        if apart and any((mark in word) != (mark in own) for mark in MARKS):
            return WordSays.ANOTHER
        return WordSays.SAME if word.startswith(own) and own == word.partition(",")[0] else WordSays.OTHERWISE
    facts = notes.tables.forms
    if facts.only_more_exact(form.code, target.code) or facts.only_more_exact(target.code, form.code):
        return WordSays.SAME
    one, other_facts = facts.of(target.code), facts.of(form.code)
    worn = {one.basic, other_facts.basic} <= PATCHES and TRANSDERMAL in one.sites & other_facts.sites
    if apart and not worn and _release(one, target.display) != _release(other_facts, form.display):
        return WordSays.ANOTHER
    plain = set(target.display.casefold().split()) <= set(form.display.casefold().split())
    site = bool(one.sites and other_facts.sites) and one.sites.isdisjoint(other_facts.sites)
    if plain and not site:
        return WordSays.SAME  # `tab` of a dispersible tablet
    if one.basic in SPREAD and one.basic == other_facts.basic and own.endswith(word):
        return WordSays.OTHERWISE
    return WordSays.ANOTHER if site or _things(one, other_facts) else WordSays.OTHERWISE


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
    if not (one.basic and other.basic):
        return False
    if any(a.basic in COUNTED and b.state == "liquid" and b.unchanged for a, b in ((one, other), (other, one))):
        return True
    if not (one.unchanged and other.unchanged):
        return False
    if one.state and other.state and one.state != other.state:
        return True
    both = {one.basic, other.basic}
    return one.state == other.state == "solid" and len(both) > 1 and not any(both <= same for same in NOT_APART)
