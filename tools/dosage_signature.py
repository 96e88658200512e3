"""What of a dosage text must never change unseen: its numbers, days, times, sides, limits and negations, by their rows.

Two spellings of one word are one row, so `tabl` for `tablett` or `2` for `to` is no change. What a meaning leaves out
because it says it already (`2 ganger daglig, morgen og kveld`) is left out here as well, and so is one: `én gang`,
`i en uke`.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from converter.dosage.accounts import ALWAYS, NEGATIONS
from converter.dosage.canonical import line
from converter.dosage.clause_moments import EACH_MEAL, PART_OF_DAY, REFINED
from converter.dosage.fragment_amounts import number
from converter.dosage.lexer import KEYWORDS, Lexeme, lexed
from converter.dosage.tokens import normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import FOOD, Meaning

Element = tuple[str, str]
Signature = frozenset[Element]
NUMERALS = frozenset({"NUMBER", "FRACTION", "NUMBER_WORD", "ORDINAL"})
ROWS = {
    "times": "time",
    "times nouns": "time",
    "events": "time",
    "weekdays": "day",
    "sites": "side",
    "routes": "side",
    "conditions": "side",
    "units": "unit",
}
"""Kinds of rows that count, and as what: `sengetid`, a time and an event, is one; so is `eksem`, reason and place."""
WORDS = {
    "BEFORE": ("relation", "before"),
    "AFTER": ("relation", "after"),
    "UPTO": ("limit", "upto"),
    "ATMOST": ("limit", "upto"),
    "NOT_MORE": ("limit", "upto"),
    "ATLEAST": ("limit", "atLeast"),
    "EARLIEST": ("limit", "atLeast"),
    "EXCEPT": ("limit", "except"),
    "EVERY_OTHER": ("number", "2"),
    "WEEKLY": ("per", "wk"),
    "MONTHLY": ("per", "mo"),
    "YEARLY": ("per", "yr"),
    "PAUSE": ("order", "pause"),
    "STOP": ("order", "stop"),
    "NEEDED": ("side", "yes"),
}
"""Function words that count."""


def signature(text: str, meaning: Meaning, vocabulary: Vocabulary) -> Signature:
    """What counts of a text that is understood as this, but for what the meaning has from elsewhere in the text."""
    said = line(meaning)
    words = lexed(tokens_of(normalised(text)), vocabulary)
    found = {element for place in words.lexemes for element in _place(place, said)}
    return frozenset(found - set(_implied(meaning)))


def _place(place: tuple[Lexeme, ...], said: str) -> Iterator[Element]:
    """The elements of one place: of an ambiguous word the reading that the meaning has."""
    readings = [element for lexeme in place for element in _lexeme(lexeme)]
    heard = [element for element in readings if element[1] in said]
    yield from heard[:1] or (readings[:1] if len(readings) == len(place) else ())
    for lexeme in place[:1]:
        if NEGATIONS.search(lexeme.text):
            yield ("negation", lexeme.word.name if lexeme.word else lexeme.text)


def _lexeme(lexeme: Lexeme) -> Iterator[Element]:
    word = lexeme.word
    if lexeme.terminal in NUMERALS:
        value = Decimal(word.value) if lexeme.terminal == "ORDINAL" and word is not None else number(lexeme)
        if value is not None and value not in ALWAYS:
            yield ("number", f"{value.normalize():f}")
    elif lexeme.terminal in {"CLOCK", "DATE"}:
        parts = [int(part) for part in re.split(r"[.:-]", lexeme.text)]
        yield ("number", ".".join(map(str, parts if any(parts[1:]) else parts[:1])))
    elif word is not None and word.kind == KEYWORDS:
        if word.value in WORDS:
            yield WORDS[word.value]
    elif word is not None and word.kind in ROWS and word.value != "piece":  # `1 stk tablett`
        yield (ROWS[word.kind], FOOD if word.value == EACH_MEAL else word.value)


def _implied(meaning: Meaning) -> Iterator[Element]:
    """What a text may say again: a number of times where each is named, a part of the day with the moment in it."""
    for clause in (*meaning.clauses, meaning.common):
        for count in {len(clause.at), len(clause.days), len(clause.plan)} - {0}:
            yield ("number", str(count))
        if clause.days:  # `ukentlig på mandager`
            yield ("per", "wk")
        if clause.as_needed:  # `ved behov mot smerter`
            yield ("side", "yes")
        if clause.frequency is not None:  # `1 gang/uke`
            yield ("per", str(clause.frequency.per))
        if clause.until is not None:  # `inntil 24.12.2026`
            yield ("limit", "upto")
        if clause.split:
            yield ("unit", "dose")
        for part in sorted({*REFINED, *PART_OF_DAY}):
            moments = REFINED.get(part, frozenset())
            hours = [f"{hour:02}" for hour in PART_OF_DAY.get(part, ())]
            if any(moment.name in moments or moment.name[:2] in hours for moment in clause.at):
                yield ("time", part)
