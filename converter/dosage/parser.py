"""All readings of a text by grammar.lark.

lark reads the grammar and checks it; the readings are found here, from the top down, each phrase at each place once,
with every value that it can have. lark's own parser for ambiguous grammars keeps all alternatives of every rule alive
at every word: for a grammar as wide and shallow as this it takes some fifty times as long (14 to 80 ms a text), and its
forest hides the ambiguities, which here are the values.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lark import Lark

from converter.dosage.fragment import Fragment, Parts
from converter.dosage.fragments import KEYWORDS, MEANINGS
from converter.dosage.lexer import SHAPES, TERMINALS, Lexeme

GRAMMAR = Path(__file__).with_name("grammar.lark")
WHOLE, INDICATION, CLAUSE = "text", "indication", "clause"
"""What a text can be: a dosage, or what a medicine is for."""
NUMERAL = "num"
MAX_VALUES = 1000
"""Of one phrase at one place: a text with more is not understood at all."""
VALUED = frozenset({*TERMINALS.values(), *SHAPES.values()}) - {"BREAK"}
"""Terminals that say something themselves; the others are heard in the alternative that has them."""


class TooManyReadings(Exception):
    """A phrase has more readings than are looked at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An alternative: its symbols, and what it means."""

    symbols: tuple[str, ...]
    meaning: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules by symbol and by the terminal they can begin with."""

    rules: Mapping[str, Mapping[str, tuple[Rule, ...]]]

    def starting(self, symbol: str, terminals: Sequence[str]) -> Iterator[Rule]:
        """The rules of a symbol that can begin with one of these."""
        by_first = self.rules[symbol]
        if len(terminals) == 1:
            yield from by_first.get(terminals[0], ())
            return
        found: dict[Rule, None] = {}
        for terminal in terminals:
            found |= dict.fromkeys(by_first.get(terminal, ()))
        yield from found


@cache
def grammar() -> Grammar:
    """The grammar, read once. Raises lark's GrammarError where it is none, and KeyError where a rule has no meaning."""
    read = Lark(GRAMMAR.read_text(encoding="utf-8"), parser="earley", lexer="basic", start=[WHOLE, INDICATION])
    rules: dict[str, list[Rule]] = {}
    for rule in read.rules:
        origin = str(rule.origin.name)
        symbols = tuple(str(s.name) for s in rule.expansion)
        rules.setdefault(origin, []).append(Rule(symbols, _meaning(origin, rule.alias)))
    firsts = _firsts(rules)
    by_first = {symbol: _by_first(own, firsts) for symbol, own in rules.items()}
    return Grammar(MappingProxyType(by_first))


def _meaning(origin: str, alias: str | None) -> Callable[..., Any]:
    """An alternative's function; that of a keyword; or else the value of the only part."""
    if origin in KEYWORDS:
        said = KEYWORDS[origin]
        return lambda word: said[word.terminal]
    return MEANINGS[alias or NUMERAL] if alias or origin == NUMERAL else lambda *parts: parts[0] if parts else ()


def _firsts(rules: Mapping[str, Sequence[Rule]]) -> dict[str, frozenset[str]]:
    """The terminals that each symbol can begin with; no rule is empty."""
    firsts: dict[str, frozenset[str]] = {symbol: frozenset() for symbol in rules}
    while True:
        found = {
            symbol: frozenset[str]().union(*(firsts.get(r.symbols[0], frozenset({r.symbols[0]})) for r in own))
            for symbol, own in rules.items()
        }
        if found == firsts:
            return firsts
        firsts = found


def _by_first(rules: Sequence[Rule], firsts: Mapping[str, frozenset[str]]) -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for terminal in firsts.get(rule.symbols[0], frozenset({rule.symbols[0]})):
            found.setdefault(terminal, []).append(rule)
    return {terminal: tuple(own) for terminal, own in found.items()}


def parsed(lexemes: Sequence[tuple[Lexeme, ...]]) -> tuple[tuple[Parts, ...], int]:
    """Every reading of all lexemes as a dosage, and how many of them any reading got through.

    Raises TooManyReadings.
    """
    chart = _Chart(grammar(), lexemes)
    return tuple(_whole(chart, WHOLE)), chart.furthest


def parsed_indication(lexemes: Sequence[tuple[Lexeme, ...]]) -> tuple[Fragment, ...]:
    """Every reading of all lexemes as what a medicine is for. Raises TooManyReadings."""
    return tuple(_whole(_Chart(grammar(), lexemes), INDICATION))


def can_be_items(lexemes: Sequence[tuple[Lexeme, ...]]) -> bool:
    """Whether all lexemes can be items of an instruction, sound or not."""
    try:
        return any(True for _ in _whole(_Chart(grammar(), lexemes), CLAUSE))
    except TooManyReadings:
        return True


def _whole(chart: "_Chart", symbol: str) -> Iterator[Any]:
    return (value for end, value in chart.at(symbol, 0) if end == len(chart.lexemes))


@dataclass(slots=True)
class _Chart:
    """What each symbol is at each place: where it ends, and what it means there."""

    grammar: Grammar
    lexemes: Sequence[tuple[Lexeme, ...]]
    furthest: int = 0
    known: dict[tuple[str, int], tuple[tuple[int, Any], ...]] = field(default_factory=dict)

    def at(self, symbol: str, place: int) -> tuple[tuple[int, Any], ...]:
        """Every end and meaning of a symbol that begins here."""
        if place >= len(self.lexemes):
            return ()
        if symbol not in self.grammar.rules:
            return self._word(symbol, place)
        known = self.known.get((symbol, place))
        if known is None:
            known = self.known[symbol, place] = self._found(symbol, place)
        return known

    def _word(self, terminal: str, place: int) -> tuple[tuple[int, Any], ...]:
        for lexeme in self.lexemes[place]:
            if lexeme.terminal == terminal:
                self.furthest = max(self.furthest, place + 1)
                return ((place + 1, lexeme),)
        return ()

    def _found(self, symbol: str, place: int) -> tuple[tuple[int, Any], ...]:
        found: dict[tuple[int, Any], None] = {}
        keyword = symbol in KEYWORDS
        for rule in self.grammar.starting(symbol, [lexeme.terminal for lexeme in self.lexemes[place]]):
            for end, parts in self._sequences(rule.symbols, place, keyword):
                value = rule.meaning(*parts)
                if value is not None:
                    found[end, value] = None
            if len(found) > MAX_VALUES:
                raise TooManyReadings
        return tuple(found)

    def _sequences(self, symbols: tuple[str, ...], place: int, keyword: bool) -> list[tuple[int, tuple[Any, ...]]]:
        """The parts of a rule in every way: those that say something."""
        found: list[tuple[int, tuple[Any, ...]]] = [(place, ())]
        for symbol in symbols:
            silent = not keyword and symbol not in self.grammar.rules and symbol not in VALUED
            found = [
                (end, parts if silent or value == () else (*parts, value))
                for start, parts in found
                for end, value in self.at(symbol, start)
            ]
            if len(found) > MAX_VALUES:
                raise TooManyReadings
            if not found:
                break
        return found
