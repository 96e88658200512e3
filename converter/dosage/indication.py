"""What a medicine is for (`Bruksomrade`), read by the vocabulary of conditions and purposes: whole, or not at all."""

from dataclasses import dataclass

from converter.dosage.english_when import purpose
from converter.dosage.kept import Kept
from converter.dosage.lexer import MAX_LEXEMES, lexed
from converter.dosage.parser import TooManyReadings, parsed_indication
from converter.dosage.tokens import MAX_CHARACTERS, normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary, Word, drafts_among

KINDS = ("conditions", "purposes")


@dataclass(frozen=True, slots=True)
class Indication:
    """What a medicine is for.

    Attributes:
        purpose: keys of conditions, or of one purpose; empty where the text is not understood.
        english: in English, as `for high blood pressure`; empty with `purpose`.
        drafts: the draft rows that it rests on.
    """

    purpose: tuple[str, ...] = ()
    english: str = ""
    drafts: tuple[Word, ...] = ()


UNKNOWN = Indication()


KNOWN: Kept[Indication] = Kept()


def read_indication(text: str, vocabulary: Vocabulary) -> Indication:
    """What a text says a medicine is for; UNKNOWN unless all of it is known and has one reading."""
    if len(text) > MAX_CHARACTERS:
        return UNKNOWN
    found = KNOWN.get(text, vocabulary)
    if found is None:
        found = _read(text, vocabulary)
        if found != UNKNOWN:
            KNOWN.put(text, vocabulary, found)
    return found


def _read(text: str, vocabulary: Vocabulary) -> Indication:
    words = lexed(tokens_of(normalised(text)), vocabulary)
    if words.unknown or not 0 < len(words.lexemes) <= MAX_LEXEMES:
        return UNKNOWN
    try:
        found = {value for _, value in parsed_indication(words.lexemes)}
    except TooManyReadings:
        return UNKNOWN
    if len(found) != 1:
        return UNKNOWN
    named: tuple[str, ...] = found.pop()
    return Indication(named, purpose(named, vocabulary), drafts_of(named, vocabulary))


def drafts_of(named: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Word, ...]:
    """The draft rows among conditions and purposes of these keys."""
    words = [word for name in named for kind in KINDS if (word := vocabulary.find(kind, name)) is not None]
    return drafts_among(words)
