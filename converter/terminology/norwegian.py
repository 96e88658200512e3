"""Norwegian terms of EU concepts: for people who read, never for what is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from converter.sources.problems import Place, ProblemList
from converter.sources.shape import shaped
from converter.sources.yaml_source import read_yaml
from converter.terminology.heads import TablePlace, check_name, source_of
from converter.terminology.joins import check_source
from converter.terminology.lists import Lists
from converter.terminology.norwegian_pinned import check_pinned_norwegian
from converter.terminology.shapes import NorwegianFile, NorwegianRow
from converter.terminology.value_set import hint

UNITS = "eHDSIUnit"
INGREDIENTS = "eHDSIActiveIngredient"
"""ATC has one substance under several codes."""
SHARED: Mapping[str, frozenset[str]] = {
    "annet helsepersonell": frozenset({"2269", "3259"}),
    "beholder": frozenset({"15016000", "15059000"}),
    "hjelpepleiere": frozenset({"322", "3221"}),
    "inhalasjonspulver": frozenset({"11109000", "21100"}),
    "kanyle": frozenset({"30012000", "30028000"}),
    "liniment": frozenset({"10512000", "15130"}),
    "lokk": frozenset({"13132000", "30013000"}),
    "mikstur": frozenset({"10104000", "11050"}),
    "oppløsning til blodfraksjonsmodifisering": frozenset({"12103000", "31030"}),
    "plaster": frozenset({"15036000", "15042000"}),
    "pulver og væske til injeksjonsvæske, suspensjon": frozenset({"11208000", "13121000"}),
    "pulver til vevslim": frozenset({"12115200", "13031000"}),
    "smeltetablett": frozenset({"10223000", "10224000"}),
    "sugetablett": frozenset({"10321000", "13220"}),
    "tablett": frozenset({"10219000", "12200"}),
}
"""Words that two concepts share, in lower case: EDQM and ISCO have one Norwegian term for both."""


@dataclass(frozen=True, slots=True)
class NorwegianTerms:
    """The terms of a value set by code. A concept that has none is not in `rows`.

    Attributes:
        name: such as dose-form.
        file: relative path, mappings/...
        source: name of the value set.
        rows: the terms by code, as they stand in the file.
        concepts: how many concepts the set has.
    """

    name: str
    file: str
    source: str
    rows: Mapping[str, NorwegianRow]
    concepts: int

    def word(self, code: str) -> str:
        """The Norwegian term; empty where there is none."""
        row = self.rows.get(code)
        return "" if row is None else row.norwegian

    def words(self, code: str) -> tuple[str, str]:
        """The word for one, and for several; empty where there is none."""
        row = self.rows.get(code)
        return ("", "") if row is None else (row.norwegian, row.several or row.norwegian)

    def __len__(self) -> int:
        return len(self.rows)

    def drafts(self) -> int:
        """Number of rows that a terminologist has yet to confirm."""
        return sum(row.status == "draft" for row in self.rows.values())


def read_norwegian(text: str, file: str, lists: Lists, problems: ProblemList) -> NorwegianTerms | None:
    """The terms in `text`; None when its YAML or shape is wrong. Wrong rows are left out and added to `problems`."""
    root = read_yaml(text, file, problems)
    shape = None if root is None else shaped(root, NorwegianFile, file, problems)
    if root is None or shape is None:
        return None
    where = TablePlace(file, root, problems)
    check_name(shape.norwegian, "norwegian", where)
    check_source(shape.norwegian, shape.source, where)
    source = source_of(shape.source, lists, where)
    rows: dict[str, NorwegianRow] = {}
    lines: dict[str, int] = {}
    for number, row in enumerate(shape.rows):
        own = None if source is None else source.terms.get(row.code)
        if row.code in rows:
            where.add("row-duplicate", "rows", number, "code", found=row.code, wanted=lines[row.code])
        elif source is not None and own is None:
            meant = hint(row.code, row.term, source.terms)
            where.add(
                "row-not-in-list", "rows", number, "code", found=row.code, list=shape.source.value_set, wanted=meant
            )
        elif own is not None and own != row.term:
            where.add("row-term", "rows", number, "term", found=row.term, list=shape.source.value_set, wanted=own)
        elif row.status == "draft" and not row.note:
            where.add("note-missing", "rows", number, found="draft")
        else:
            lines[row.code] = where.at("rows", number).line
            rows[row.code] = row
    if shape.source.value_set == UNITS:
        _check_units(rows, lines, file, problems)
    elif shape.source.value_set != INGREDIENTS:
        _check_others(rows, lines, file, problems)
    check_pinned_norwegian(shape.norwegian, rows, lines, file, problems)
    concepts = len(rows) if source is None else len(source)
    return NorwegianTerms(shape.norwegian, file, shape.source.value_set, MappingProxyType(rows), concepts)


def _check_units(rows: Mapping[str, NorwegianRow], lines: Mapping[str, int], file: str, problems: ProblemList) -> None:
    """A milligram and a gram, say, under one word would be a wrong strength."""
    seen: dict[str, str] = {}
    for code, row in rows.items():
        for word in {w.casefold() for w in (row.norwegian, row.several, *row.also) if w}:
            if seen.setdefault(word, code) != code:
                problems.add("norwegian-twice", Place(file, lines[code]), found=word, wanted=seen[word])


def _check_others(rows: Mapping[str, NorwegianRow], lines: Mapping[str, int], file: str, problems: ProblemList) -> None:
    """A word of a concept is not what another is called: `also: [Depottablett]` would make a tablet of it."""
    called: dict[str, set[str]] = {}
    for code, row in rows.items():
        called.setdefault(row.norwegian.casefold(), set()).add(code)
    for code, row in rows.items():
        for word in sorted({w.casefold() for w in (row.norwegian, row.several, *row.also) if w}):
            known = SHARED.get(word, frozenset())
            others = called.get(word, set()) - {code} - (known if code in known else set())
            if others:
                problems.add("norwegian-other", Place(file, lines[code]), found=word, wanted=", ".join(sorted(others)))
