"""The words of a dosage, by kind and value, and by what a text has at a token."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from types import MappingProxyType

from converter.dosage.shapes import WordRow
from converter.dosage.tokens import Token, normalised, tokens_of
from converter.sources.problems import Place

AMBIGUOUS = "ambiguous"
FILLERS = "fillers"
DRAFT = "draft"
FULL_STOP, COLON = ".", ":"
CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
"""`(skal|må|bør)`: one of these; `(|skal)`: this or nothing."""


@dataclass(frozen=True, slots=True)
class Word:
    """A row of a table of words; what its columns mean stands in `shapes.WordRow`.

    Attributes:
        kind: name of the table (`units`); of what a column `nouns` or `genitive` holds, both (`times nouns`).
        counted, contents: whether the column says yes.
        file: relative path, mappings/...
        line: line number of the row, from 1.
    """

    kind: str
    value: str
    norwegian: str
    plural: str
    forms: tuple[str, ...]
    english: str
    english_plural: str
    english_reason: str
    english_applied: str
    verb: str
    counted: bool
    contents: bool
    genitive: tuple[str, ...]
    nouns: tuple[str, ...]
    members: tuple[str, ...]
    used_as: tuple[str, ...]
    relations: tuple[str, ...]
    readings: tuple[str, ...]
    status: str
    note: str
    file: str
    line: int

    @property
    def name(self) -> str:
        """Kind and value in one, as `readings` writes them."""
        return f"{self.kind}:{self.value}"

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return Place(self.file, self.line)

    def written(self) -> Iterator[tuple[str, "Word"]]:
        """Every text of this row, with the word that it is: this one, or that of a column with a kind of its own."""
        yield from ((text, self) for text in (self.norwegian, self.plural) if text)
        yield from ((text, self) for form in self.forms for text in spelled(form))
        for column, forms in (("nouns", self.nouns), ("genitive", self.genitive)):
            own = replace(self, kind=f"{self.kind} {column}") if forms else self
            yield from ((text, own) for form in forms for text in spelled(form))


def word_of(row: WordRow, kind: str, file: str, line: int) -> Word:
    """The row of a table as a word."""
    columns = row.model_dump()
    columns |= {"counted": row.counted == "yes", "contents": row.contents == "yes"}
    return Word(kind=kind, file=file, line=line, **columns)


def spelled(form: str) -> tuple[str, ...]:
    """The texts that a form stands for: one for each way through its choices."""
    parts = CHOICE.split(form)
    return tuple(
        "".join(way) for way in product(*(part.split("|") if at % 2 else (part,) for at, part in enumerate(parts)))
    )


@cache
def tokens_in(text: str) -> tuple[Token, ...]:
    """The tokens of a text of the tables; kept, since each is looked at by several checks."""
    return tokens_of(normalised(text))


def pieces(text: str) -> tuple[tuple[str, ...], ...]:
    """The texts of the tokens of a form, with each of its full stops and without it: `pr. døgn`, `pr døgn`."""
    tokens = tuple(token.text for token in tokens_in(text))
    found: list[tuple[str, ...]] = [tokens[:1]]
    for token in tokens[1:]:
        found = [(*begun, token) for begun in found] + (found if token == FULL_STOP else [])
    return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All words; immutable, and equal to itself alone, so that what was read by it can be kept.

    Attributes:
        kinds: the rows by kind, then by value.
        phrases: by the texts of its tokens, the rows that have a phrase. A row of `ambiguous` stands for the rows of
            its readings.
        longest: by the first token, how many the longest phrase has.
    """

    kinds: Mapping[str, Mapping[str, Word]]
    phrases: Mapping[tuple[str, ...], tuple[Word, ...]]
    longest: Mapping[str, int]

    def word(self, kind: str, value: str) -> Word:
        """The row of this kind with this value. Raises KeyError when there is none."""
        return self.kinds[kind][value]

    def find(self, kind: str, value: str) -> Word | None:
        """The row of this kind with this value; None when there is none."""
        return self.kinds.get(kind, {}).get(value)

    def at(self, tokens: Sequence[Token], at: int) -> tuple[tuple[int, tuple[Word, ...]], ...]:
        """Every phrase that starts at token `at`: number of tokens, and the rows that have it; longest first."""
        most = self.longest.get(tokens[at].text, 0) if at < len(tokens) else 0
        texts = tuple(token.text for token in tokens[at : at + most])
        starts = (texts[:length] for length in range(len(texts), 0, -1))
        return tuple((len(start), self.phrases[start]) for start in starts if start in self.phrases)

    def whole(self, kind: str, tokens: Sequence[Token]) -> Word | None:
        """The row of this kind that all of the tokens are; None when none is.

        A full stop at the end is no part of them, nor are words that say nothing (`fillers`) at the start.
        """
        end = len(tokens) - (len(tokens) > 0 and tokens[-1].text == FULL_STOP)
        starts = [0]
        for start in starts:
            for length, words in self.at(tokens, start):
                if start + length in (end, len(tokens)):
                    found = [word for word in words if word.kind == kind]
                    if found:
                        return found[0]
                if any(word.kind == FILLERS for word in words):
                    after = start + length
                    starts.append(after + (after < end and tokens[after].text == COLON))
        return None

    def drafts(self) -> int:
        """Number of rows that a terminologist has yet to confirm."""
        return sum(word.status == DRAFT for words in self.kinds.values() for word in words.values())


def drafts_among(words: Iterable[Word]) -> tuple[Word, ...]:
    """The rows among these that a terminologist has yet to confirm, each once, by file and name."""
    found = {(word.file, word.name): word for word in words if word.status == DRAFT}
    return tuple(found[key] for key in sorted(found))


def vocabulary_of(kinds: Mapping[str, Mapping[str, Word]]) -> Vocabulary:
    """The vocabulary of these rows. What a row of `ambiguous` names and is not there is left out."""
    rows = {word.name: word for words in kinds.values() for word in words.values()}
    found: dict[tuple[str, ...], dict[str, Word]] = {}
    for row in rows.values():
        for text, word in row.written():
            readings = word.readings if word.kind == AMBIGUOUS else ()
            meant = [rows[name] for name in readings if name in rows] if readings else [word]
            for texts in pieces(text):
                found.setdefault(texts, {}).update({each.name: each for each in meant})
    longest: dict[str, int] = {}
    for texts in filter(None, found):
        longest[texts[0]] = max(longest.get(texts[0], 0), len(texts))
    return Vocabulary(
        MappingProxyType({kind: MappingProxyType(dict(words)) for kind, words in kinds.items()}),
        MappingProxyType({texts: tuple(words.values()) for texts, words in found.items() if texts}),
        MappingProxyType(longest),
    )
