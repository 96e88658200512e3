"""A net under the grammar: the numbers and the negations of a text are all in its meaning.

The grammar drops nothing by itself; this holds that no rule of it, and no row, ever does. It reads the text's words
alone, and the canonical line alone: nothing of how one became the other.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from converter.dosage.canonical import line
from converter.dosage.fragment_amounts import number
from converter.dosage.lexer import KEYWORDS, Lexeme
from converter.model.meaning import Meaning

NEGATIONS = re.compile(r"\b(?:ikke|ikkje|ingen|inga|aldri|unntatt|untatt|unnateke|uten|utan|bortsett|unntak)\b")
NEGATING_KINDS = frozenset({"advice", "food", "purposes"})
NEGATING_KEYWORDS = frozenset({"NOT_MORE", "EXCEPT", "PAUSE"})
"""Phrases that say a negation whole."""
NUMBERS = frozenset({"NUMBER", "FRACTION", "NUMBER_WORD", "ORDINAL", "CLOCK"})
DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
HOUR = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?")
MINUTES = Decimal(60)
ALWAYS = frozenset({Decimal(0), Decimal(1)})
"""What a canonical line need not have: once, one unit; nothing at one of the times of `1+0+1`."""
LISTED = ("at=", "days=", "plan=")


def accounted(lexemes: Sequence[tuple[Lexeme, ...]], meaning: Meaning) -> bool:
    """Whether every number and every negation of a text is in its meaning."""
    said = line(meaning)
    known = ALWAYS | {Decimal(n) for n in DIGITS.findall(said)} | _counts(said)
    return all(_negation(place) for place in lexemes) and all(_number(place, known) for place in lexemes)


def _counts(said: str) -> frozenset[Decimal]:
    """How many moments or days a line has: a number of times that equals them is left out of it."""
    counts = [part.count(",") + 1 for part in re.split(r"[;\[\]]", said) if part.strip().startswith(LISTED)]
    return frozenset(Decimal(count) for count in counts)


def _negation(place: tuple[Lexeme, ...]) -> bool:
    negates = any(NEGATIONS.search(lexeme.text) for lexeme in place)
    return not negates or all(
        lexeme.word is not None
        and (
            lexeme.word.kind in NEGATING_KINDS
            or (lexeme.word.kind == KEYWORDS and lexeme.terminal in NEGATING_KEYWORDS)
        )
        for lexeme in place
    )


def _number(place: tuple[Lexeme, ...], known: frozenset[Decimal]) -> bool:
    """Whether one reading of a numeral is in the meaning; half an hour is thirty minutes there."""
    numerals = [lexeme for lexeme in place if lexeme.terminal in NUMBERS]
    if not numerals or len(numerals) < len(place):
        return True
    return any(value in known for lexeme in numerals for value in _values(lexeme))


def _values(lexeme: Lexeme) -> tuple[Decimal, ...]:
    if lexeme.terminal == "CLOCK":
        found = HOUR.fullmatch(lexeme.text)
        return (Decimal(found[1]),) if found else ()
    value = number(lexeme)
    return (value, value * MINUTES) if value is not None else ()
