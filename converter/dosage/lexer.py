"""The words of a text as the grammar sees them: each by its terminal, in every way that the vocabulary allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from converter.dosage.tokens import Shape, Token
from converter.dosage.vocabulary import Vocabulary, Word

KEYWORDS = "keywords"
TERMINALS = {
    "numbers": "NUMBER_WORD",
    "ordinals": "ORDINAL",
    "units": "UNIT",
    "layers": "LAYER",
    "periods": "PERIOD",
    "periods genitive": "PERIOD",
    "times": "TIME",
    "times nouns": "TIME_NOUN",
    "events": "EVENT",
    "weekdays": "WEEKDAY",
    "conditions": "CONDITION",
    "purposes": "PURPOSE",
    "sites": "SITE",
    "routes": "ROUTE",
    "acts": "ACT",
    "fillers": "FILLER",
    "food": "FOOD",
    "advice": "ADVICE",
    "until": "UNTIL",
    "until nouns": "LIMIT_NOUN",
    "from": "START",
    "from nouns": "LIMIT_NOUN",
}
"""Kinds of the vocabulary that the grammar knows; a keyword's terminal is its value."""
SIGNS = {
    ".": "DOT",
    ",": "COMMA",
    ";": "SEMICOLON",
    ":": "COLON",
    "-": "DASH",
    "+": "PLUS",
    "/": "SLASH",
    "(": "LPAR",
    ")": "RPAR",
}
SHAPES = {
    Shape.NUMBER: "NUMBER",
    Shape.FRACTION: "FRACTION",
    Shape.CLOCK: "CLOCK",
    Shape.DATE: "DATE",
    Shape.BREAK: "BREAK",
}
NUMERALS = frozenset({"NUMBER", "FRACTION", "NUMBER_WORD", "CLOCK", "DATE"})
MAX_LEXEMES = 80


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word or phrase in one reading.

    Attributes:
        terminal: the grammar's name of it.
        text: its tokens.
        start, end: where it stands in the normalised text.
        word: the row that it is; none for numerals and signs.
        doubtful: whether it has another reading, so that its neighbours must bear this one out.
    """

    terminal: str
    text: str
    start: int
    end: int
    word: Word | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Lexed:
    """A text's readings, each a sequence of lexemes over the same places; or the words that nobody knows.

    Attributes:
        lexemes: by place, every reading of it.
        unknown: words and signs that are in no table, in order.
    """

    lexemes: tuple[tuple[Lexeme, ...], ...]
    unknown: tuple[str, ...] = ()


def lexed(tokens: Sequence[Token], vocabulary: Vocabulary, shorter: range = range(0)) -> Lexed:
    """The lexemes of a text: at each place the longest phrase that the vocabulary has.

    Args:
        tokens: of the text.
        vocabulary: the words.
        shorter: tokens that are not to be one phrase, though they may be: their other reading is asked for.
    """
    found: list[tuple[Lexeme, ...]] = []
    unknown: list[str] = []
    at = 0
    while at < len(tokens):
        length, lexemes = _longest(tokens, at, vocabulary, shorter)
        if lexemes:
            found.append(lexemes)
        else:
            unknown.append(tokens[at].text)
        at += length
    return Lexed(tuple(found), tuple(unknown))


def _longest(
    tokens: Sequence[Token], at: int, vocabulary: Vocabulary, shorter: range
) -> tuple[int, tuple[Lexeme, ...]]:
    token = tokens[at]
    for length, words in vocabulary.at(tokens, at):
        if shorter and range(at, at + length) == shorter:
            continue
        text = " ".join(t.text for t in tokens[at : at + length])
        end = tokens[at + length - 1].end
        named = ((word, _terminal(word)) for word in words)
        doubtful = len({word.value for word in words}) > 1
        lexemes = tuple(Lexeme(name, text, token.start, end, word, doubtful) for word, name in named if name)
        if lexemes:
            return length, lexemes
    terminal = SHAPES.get(token.shape) or (SIGNS.get(token.text) if token.shape is Shape.SIGN else None)
    return 1, (Lexeme(terminal, token.text, token.start, token.end),) if terminal else ()


def _terminal(word: Word) -> str:
    return word.value if word.kind == KEYWORDS else TERMINALS.get(word.kind, "")


def beside(lexemes: Sequence[tuple[Lexeme, ...]]) -> str:
    """Two numbers with nothing between them, which may be one (`10 000`) or two; empty where there are none."""
    numeral = [next((x for x in place if x.terminal in NUMERALS), None) for place in lexemes]
    for one, other in pairwise(numeral):
        if one is not None and other is not None:
            return f"{one.text} {other.text}"
    return ""
