"""The structured dosage of a foreign prescription in Norwegian; what cannot be said whole is not said at all."""

from collections.abc import Callable
from dataclasses import replace

from converter.conversion.ep_to_view.dosage_meaning import Keys, Unsaid, meaning_of
from converter.conversion.ep_to_view.dosage_unsaid import tell_unsaid
from converter.conversion.ep_to_view.dosage_zone import by_norway
from converter.conversion.ep_to_view.units import COUNTED, eu_unit, unit_of_word
from converter.conversion.ep_to_view.words import DOCUMENT, NORWEGIAN, SETS, shown, terms_of_unit
from converter.conversion.session import Notes
from converter.dosage.norwegian import in_norwegian
from converter.dosage.said import UnsaidError
from converter.dosage.speech import read_back
from converter.dosage.tokens import normalised, tokens_of
from converter.dosage.understand import understand
from converter.dosage.vocabulary import Vocabulary
from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import ForeignDosage
from converter.model.meaning import Clause, Meaning, Order
from converter.terminology.code_table import text_key
from converter.terminology.displays import display_key

IMPLAUSIBLE, OTHER_ZONE = "view-dosage-implausible", "view-dosage-zone"
UNITS, EVENTS = "units", "timing-event"
ONE = "1 stk"
"""What stands before an event, so that it is a dosage: `1 stk før frokost`."""


def say_dosage(
    dosage: ForeignDosage, vocabulary: Vocabulary, notes: Notes, can_be_meant: Callable[[Meaning], bool] | None = None
) -> str:
    """`1-2 tabletter 3 ganger daglig i 10 dager.`; empty where there is no structure, or not all of it can be said.

    Args:
        dosage: as read.
        vocabulary: the words of a dosage, by which the sentence must read as the same meaning again.
        notes: the tables; a draft row that is used is noted, why nothing is said, and a dosage that cannot be meant.
        can_be_meant: whether a meaning can be one of this medicine; without it nothing is held against it.
    """
    aside = notes.aside()
    meaning = structure_of(dosage, vocabulary, aside)
    if isinstance(meaning, Unsaid):
        tell_unsaid(dosage, meaning, notes)
        return ""
    norway = by_norway(dosage, meaning)
    if isinstance(norway, Unsaid):
        tell_unsaid(dosage, norway, notes)
        return ""
    if can_be_meant is not None and not can_be_meant(meaning):
        notes.take_drafts(aside, DOCUMENT)
        notes.add(IMPLAUSIBLE, f"{DOCUMENT}/component")
        return ""
    sentence = _sentence(meaning, vocabulary, aside)
    if not sentence:
        tell_unsaid(dosage, Unsaid.WORDS, notes)
        return ""
    notes.take_drafts(aside, DOCUMENT)
    if norway:
        notes.add(OTHER_ZONE, f"{DOCUMENT}/component")
    return f"{sentence} {norway}".strip()


def structure_of(dosage: ForeignDosage, vocabulary: Vocabulary, notes: Notes) -> Meaning | Unsaid:
    """What the structure means, by the vocabulary; or why it means nothing that can be said."""
    keys = Keys(
        lambda dose: _unit(dose, vocabulary, notes),
        lambda event: _event(event, vocabulary, notes),
        lambda unit: eu_unit(unit, notes) or unit,
    )
    return meaning_of(dosage, keys)


def _sentence(meaning: Meaning, vocabulary: Vocabulary, notes: Notes) -> str:
    """The meaning, where its words are read as the same meaning; else empty."""
    try:
        sentence = in_norwegian(meaning, vocabulary)
    except (UnsaidError, KeyError):
        return ""
    back = read_back(sentence, meaning, vocabulary)
    if back is None:
        return ""
    for word in back.drafts:
        notes.draft(word.file, word.name, DOCUMENT)
    return sentence


def _unit(dose: Quantity, vocabulary: Vocabulary, notes: Notes) -> str | Unsaid:
    """The unit that has the EU unit's word in Norwegian, or that it is read as and that has its word in English."""
    if dose.unit == COUNTED and not dose.text:
        return Unsaid.BARE
    written = unit_of_word(dose.text, notes) if dose.unit == COUNTED else eu_unit(dose.unit, notes)
    if not written:
        return Unsaid.WORD if dose.unit == COUNTED else Unsaid.UNIT
    norwegian, english = (term.casefold() for term in terms_of_unit(written, notes))
    if dose.unit != COUNTED and dose.text and not _same_word(dose.text, written, (norwegian, english), notes):
        return Unsaid.WORD
    tokens = tokens_of(normalised(norwegian))
    read = [words for length, words in vocabulary.at(tokens, 0) if length == len(tokens)]
    units = [word for words in read for word in words if word.kind == UNITS]
    same = [word for word in units if norwegian == word.norwegian.casefold() or english == word.english.casefold()]
    return same[0].value if len(same) == 1 else Unsaid.UNIT


def _same_word(said: str, written: str, terms: tuple[str, str], notes: Notes) -> bool:
    """Whether the words beside a unit are its own; words that nobody knows may say another."""
    return text_key(said) in {text_key(word) for word in (written, *terms)} or unit_of_word(said, notes) == written


def _event(event: Coded, vocabulary: Vocabulary, notes: Notes) -> Clause | None:
    """What the Norwegian words of an EU event mean where a dose stands before them: a moment, or between meals."""
    if event.system not in {"", notes.tables.value_set(SETS[EVENTS]).system}:
        return None
    if not _is_called(event, notes):
        return None
    known = shown(event, EVENTS, notes)
    if known.language != NORWEGIAN:
        return None
    meaning = understand(f"{ONE} {known.text}", vocabulary).meaning
    if meaning is None or meaning.order is not Order.ONE:
        return None
    clause = replace(meaning.clauses[0], dose=None)
    return clause if clause in {Clause(at=clause.at), Clause(food=clause.food)} else None


def _is_called(event: Coded, notes: Notes) -> bool:
    """Whether all words beside the code are known as its own; others may be another event's."""
    known = notes.tables.displays[notes.tables.value_set(SETS[EVENTS]).system].terms.get(event.code, frozenset())
    return all(display_key(said) in known for said in (event.display, event.words) if said)
