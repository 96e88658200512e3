"""The structured dosage of a foreign prescription in Norwegian; what cannot be said whole is not said at all."""

from collections.abc import Callable
from dataclasses import replace

from converter.conversion.ep_to_view.dosage_meaning import Keys, Unsaid, meaning_of
from converter.conversion.ep_to_view.words import DOCUMENT, NORWEGIAN, SETS, shown, terms_of_unit
from converter.conversion.session import DRAFT, Notes
from converter.dosage.norwegian import in_norwegian
from converter.dosage.said import UnsaidError
from converter.dosage.speech import read_back
from converter.dosage.tokens import normalised, tokens_of
from converter.dosage.understand import understand
from converter.dosage.vocabulary import Vocabulary
from converter.model.coded import Coded
from converter.model.foreign_prescription import ForeignDosage
from converter.model.meaning import Clause, Meaning, Order

IMPLAUSIBLE = "view-dosage-implausible"
UNITS, EVENTS = "units", "timing-event"
BARE = "1"
"""The unit of what is counted: of what, is not said, or said in words of another language."""
ONE = "1 stk"
"""What stands before an event, so that it is a dosage: `1 stk før frokost`."""


def say_dosage(
    dosage: ForeignDosage, vocabulary: Vocabulary, notes: Notes, can_be_meant: Callable[[Meaning], bool] | None = None
) -> str:
    """`1-2 tabletter 3 ganger daglig i 10 dager.`; empty where there is no structure, or not all of it can be said.

    Args:
        dosage: as read.
        vocabulary: the words of a dosage, by which the sentence must read as the same meaning again.
        notes: the tables; a draft row that is used is noted, and a dosage that cannot be meant.
        can_be_meant: whether a meaning can be one of this medicine; without it nothing is held against it.
    """
    aside = notes.aside()
    keys = Keys(lambda unit: _unit(unit, vocabulary, aside), lambda event: _event(event, vocabulary, aside))
    meaning = meaning_of(dosage, keys)
    if isinstance(meaning, Unsaid):
        return ""
    if can_be_meant is not None and not can_be_meant(meaning):
        notes.add(IMPLAUSIBLE, f"{DOCUMENT}/component")
        return ""
    sentence = _sentence(meaning, vocabulary, aside)
    if sentence:
        notes.take_drafts(aside, DOCUMENT)
    return sentence


def _sentence(meaning: Meaning, vocabulary: Vocabulary, notes: Notes) -> str:
    """The meaning, where its words are read as the same meaning; else empty."""
    try:
        sentence = in_norwegian(meaning, vocabulary)
    except (UnsaidError, KeyError):
        return ""
    back = read_back(sentence, meaning, vocabulary)
    if back is None:
        return ""
    for file in back.drafts:
        notes.add(DRAFT, DOCUMENT, file=file)
    return sentence


def _unit(written: str, vocabulary: Vocabulary, notes: Notes) -> str | None:
    """The unit that has the EU unit's word in Norwegian, or that it is read as and that has its word in English."""
    if written == BARE:
        return None
    norwegian, english = (term.casefold() for term in terms_of_unit(written, notes))
    tokens = tokens_of(normalised(norwegian))
    read = [words for length, words in vocabulary.at(tokens, 0) if length == len(tokens)]
    units = [word for words in read for word in words if word.kind == UNITS]
    same = [word for word in units if norwegian == word.norwegian.casefold() or english == word.english.casefold()]
    return same[0].value if len(same) == 1 else None


def _event(event: Coded, vocabulary: Vocabulary, notes: Notes) -> Clause | None:
    """What the Norwegian words of an EU event mean where a dose stands before them: a moment, or between meals."""
    if event.system not in {"", notes.tables.value_set(SETS[EVENTS]).system}:
        return None
    known = shown(event, EVENTS, notes)
    if known.language != NORWEGIAN:
        return None
    meaning = understand(f"{ONE} {known.text}", vocabulary).meaning
    if meaning is None or meaning.order is not Order.ONE:
        return None
    clause = replace(meaning.clauses[0], dose=None)
    return clause if clause in {Clause(at=clause.at), Clause(food=clause.food)} else None
