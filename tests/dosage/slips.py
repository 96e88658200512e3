"""Texts a little different from a text, one word in another's place: what no meaning may outlive."""

from collections.abc import Iterable, Iterator, Mapping

from converter.dosage.fragment_amounts import number
from converter.dosage.lexer import Lexeme, lexed
from converter.dosage.tokens import normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary, Word

NUMBERS = frozenset({"NUMBER", "FRACTION", "NUMBER_WORD"})
DIGITS = "0123456789"
OTHER_NUMBERS = ("2", "3", "4", "5", "6", "9", "1/2", "1,5", "tre", "fire", "sju")
CHANGED: Mapping[str, str] = {"WEEKDAY": "weekdays", "TIME": "times", "SITE": "sites", "ROUTE": "routes"}
"""Terminals of which another row may stand in the place of a row, and the kind of both."""


def places(text: str, vocabulary: Vocabulary) -> tuple[str, tuple[tuple[Lexeme, ...], ...]]:
    """A text as it is read, and the words at each place of it."""
    plain = normalised(text)
    return plain, lexed(tokens_of(plain), vocabulary).lexemes


def other_digits(text: str) -> Iterator[str]:
    """Each digit in turn as each other digit."""
    for at, character in enumerate(text):
        if character in DIGITS:
            yield from (text[:at] + digit + text[at + 1 :] for digit in DIGITS if digit != character)


def other_numbers(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Each number, in digits or in words, in turn as one of another value."""
    plain, lexemes = places(text, vocabulary)
    for place in lexemes:
        if place[0].terminal in NUMBERS:
            for other in OTHER_NUMBERS:
                (read,) = lexed(tokens_of(other), vocabulary).lexemes
                if number(read[0]) not in {number(each) for each in place if each.terminal in NUMBERS}:
                    yield plain[: place[0].start] + other + plain[place[0].end :]


def other_rows(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Each weekday, time of the day, place on the body and way of taking in turn as another of its kind."""
    plain, lexemes = places(text, vocabulary)
    for place in lexemes:
        for lexeme in place:
            if lexeme.terminal in CHANGED:
                rows = vocabulary.kinds[CHANGED[lexeme.terminal]].values()
                for word in _others(place, rows):
                    yield plain[: lexeme.start] + word.norwegian + plain[lexeme.end :]


def _others(place: tuple[Lexeme, ...], rows: Iterable[Word]) -> Iterator[Word]:
    own = {each.word.value for each in place if each.word is not None}
    yield from (row for row in rows if row.norwegian and row.value not in own)


def with_word(text: str, word: str) -> Iterator[str]:
    """A word more, before each word and after the last."""
    words = text.split(" ")
    yield from (" ".join((*words[:at], word, *words[at:])) for at in range(len(words) + 1))


def cuts(text: str) -> Iterator[str]:
    """The text's beginnings, one character shorter each."""
    yield from (text[:at] for at in range(len(text) - 1, 0, -1))
