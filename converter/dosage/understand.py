"""A Norwegian dosage text understood whole, or not at all: the way in to the grammar."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from converter.dosage.accounts import accounted
from converter.dosage.faults import Fault, Unsound
from converter.dosage.lexer import MAX_LEXEMES, Lexed, beside, lexed
from converter.dosage.parser import TooManyReadings, parsed
from converter.dosage.tokens import MAX_CHARACTERS, Token, normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary, Word, drafts_among
from converter.dosage.whole import meaning_of
from converter.model.meaning import Meaning

OUTSIDE = "outside"
DOUBTS = frozenset({Fault.AMBIGUOUS, Fault.TWICE, Fault.INCOMPLETE})
"""Faults of a text that may mean two things, where one of its readings is just that."""


class Why(StrEnum):
    """Why a text is not understood."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    ELSEWHERE = "elsewhere"
    UNKNOWN_WORD = "unknown-word"
    NUMBERS_BESIDE = "numbers-beside"
    NO_GRAMMAR = "no-grammar"
    AMBIGUOUS = "ambiguous"
    UNSOUND = "unsound"
    TOO_MANY = "too-many-readings"
    UNACCOUNTED = "unaccounted"


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a text.

    Attributes:
        meaning: what it means; None where it is not understood.
        why: why not.
        words: the words that stopped it: those in no table, or the one after which nothing fits.
        faults: what is wrong with the readings that the grammar has.
        meanings: of an ambiguous text, all of them.
        outside: the row of a text that points elsewhere.
        drafts: the draft rows among the words of a text that is understood.
    """

    meaning: Meaning | None
    why: Why | None = None
    words: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    outside: Word | None = None
    drafts: tuple[Word, ...] = ()


def understand(text: str, vocabulary: Vocabulary) -> Reading:
    """What a text means, whole; or why it is not understood.

    Args:
        text: as the prescriber wrote it; a line break separates.
        vocabulary: the words.
    """
    if len(text) > MAX_CHARACTERS:
        return Reading(None, Why.TOO_LONG)
    tokens = tokens_of(normalised(text))
    if not tokens:
        return Reading(None, Why.EMPTY)
    elsewhere = vocabulary.whole(OUTSIDE, tokens)
    if elsewhere is not None:
        return Reading(None, Why.ELSEWHERE, outside=elsewhere, drafts=drafts_among((elsewhere,)))
    return understand_tokens(tokens, vocabulary)


def understand_tokens(tokens: Sequence[Token], vocabulary: Vocabulary, shorter: range = range(0)) -> Reading:
    """What tokens mean, as `understand`; those of `shorter` not as one phrase, though they may be one."""
    words = lexed(tokens, vocabulary, shorter)
    if words.unknown:
        return Reading(None, Why.UNKNOWN_WORD, words.unknown)
    if len(words.lexemes) > MAX_LEXEMES:
        return Reading(None, Why.TOO_LONG)
    try:
        return _read(words, vocabulary)
    except TooManyReadings:
        return Reading(None, Why.TOO_MANY)


def _read(words: Lexed, vocabulary: Vocabulary) -> Reading:
    """The meanings of all readings, of which there must be one."""
    numbers = beside(words.lexemes)
    if numbers:
        return Reading(None, Why.NUMBERS_BESIDE, (numbers,))
    readings, furthest = parsed(words.lexemes)
    meanings: dict[Meaning, None] = {}
    faults: dict[Fault, None] = {}
    for parts in readings:
        try:
            meanings[meaning_of(parts, vocabulary)] = None
        except Unsound as unsound:
            faults[unsound.fault] = None
    if len(meanings) == 1:
        meaning = next(iter(meanings))
        if not accounted(words.lexemes, meaning):
            return Reading(None, Why.UNACCOUNTED)
        return Reading(meaning, drafts=_drafts(words))
    if meanings:
        return Reading(None, Why.AMBIGUOUS, meanings=tuple(meanings))
    if faults:
        doubtful = tuple(dict.fromkeys(place[0].text for place in words.lexemes if place[0].doubtful))
        if set(faults) <= DOUBTS and Fault.AMBIGUOUS in faults:
            return Reading(None, Why.AMBIGUOUS, doubtful, tuple(faults))
        return Reading(None, Why.UNSOUND, faults=tuple(faults))
    stopped = words.lexemes[furthest][0].text if furthest < len(words.lexemes) else ""
    return Reading(None, Why.NO_GRAMMAR, (stopped,) if stopped else ())


def _drafts(words: Lexed) -> tuple[Word, ...]:
    found = (lexeme.word for place in words.lexemes for lexeme in place)
    return drafts_among(word for word in found if word is not None)
