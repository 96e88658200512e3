"""Holds the words in which countries say what unit 1 counts (table package-unit-words) against the units' own words.

A word under a wrong unit is a wrong amount: 30 prescribed tablets, 30 dispensed millilitres.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from converter.sources.problems import Place, ProblemList
from converter.terminology.agreement import PRESENTATIONS, UNITS, words_of
from converter.terminology.code_table import CodeTable, Row
from converter.terminology.joins import PACKAGE_WORDS
from converter.terminology.lists import Lists
from converter.terminology.norwegian import NorwegianTerms

OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "{Tablet}": (
        "tabletten",
        "tablette",
        "tablettes",
        "tabletas",
        "tableta",
        "tablety",
        "tabletki",
        "tabletka",
        "comprimé",
        "comprimés",
        "comprimido",
        "comprimidos",
        "compressa",
        "compresse",
        "tabletti",
        "tablettia",
        "δισκίο",
        "δισκία",
        "tablete",
        "tabletta",
    ),
    "{Capsule}": (
        "kapslar",
        "kapseln",
        "gélule",
        "gélules",
        "cápsula",
        "cápsulas",
        "capsula",
        "kapsułka",
        "kapsułki",
        "tobolka",
        "tobolky",
        "kapseli",
        "kapselia",
        "καψάκιο",
        "καψάκια",
    ),
    "1": (
        "stykk",
        "stykker",
        "pcs",
        "pcs.",
        "piece",
        "pieces",
        "countable units",
        "count",
        "st",
        "st.",
        "stück",
        "szt",
        "szt.",
        "ks",
        "kpl",
        "tk",
        "pezzi",
        "stuks",
    ),
    "{Actuation}": (
        "dose",
        "doses",
        "doser",
    ),
    "g": ("gramm",),
}
"""Words that are neither the English nor the Norwegian term of a unit, whether the row is approved or a draft.

A new one takes a review of the code before its row may be approved.
"""
ABBREVIATION, STEM = 3, 5
"""Least letters of `tab.` that may stand for `tablet`, and of a word that `tabletten` may be a form of."""
ENDINGS_IN_ES = ("s", "x", "ch", "sh")


@dataclass(frozen=True, slots=True)
class _Words:
    """The units (as the table writes them: `mL`, `{Tablet}`) by English and Norwegian word, in lower case."""

    units: Mapping[str, frozenset[str]]

    def of(self, word: str) -> frozenset[str]:
        """The units whose word this is."""
        return self.units.get(word, frozenset())

    def shortened(self, word: str) -> frozenset[str]:
        """The units whose word `word`, which ends in a full stop, begins."""
        start = word.removesuffix(".")
        if start == word or len(start) < ABBREVIATION:
            return frozenset()
        return frozenset(unit for own, units in self.units.items() if own.startswith(start) for unit in units)

    def stem(self, word: str) -> frozenset[str]:
        """The units of the longest word that `word` begins with; none for a short one."""
        stems = [own for own in self.units if len(own) >= STEM and word.startswith(own)]
        return self.of(max(stems, key=len)) if stems else frozenset()


def check_package_words(
    tables: Mapping[str, CodeTable], norwegian: Mapping[str, NorwegianTerms], lists: Lists, problems: ProblemList
) -> None:
    """Adds a problem for each row whose word is another unit's, or not known to be its own.

    An approved row has an English or Norwegian word of its unit, an abbreviation of one, or one of the other words. A
    draft may have a new word, but never for a unit of mass or volume, and not one formed from another unit's word.
    """
    table = tables.get(PACKAGE_WORDS)
    if table is None:
        return
    words = _words(norwegian.values(), lists)
    for row in table:
        if row.target is None:
            continue
        meant = _meant(row, words)
        known = row.target.code in meant
        if not known and (meant or row.status == "approved" or not _counts(row.target.code)):
            wanted = f" ({', '.join(sorted(meant))})" if meant else ""
            problems.add("word-astray", Place(row.file, row.line), found=row.code, unit=row.target.code, wanted=wanted)


def _meant(row: Row, words: _Words) -> frozenset[str]:
    """The units that the row's word may mean; of approved rows the word itself counts, not its stem."""
    word = row.code.casefold()
    exact = words.of(word) or words.shortened(word)
    return exact or (words.stem(word) if row.status != "approved" else frozenset())


def _counts(unit: str) -> bool:
    return unit == "1" or unit.startswith("{")


def _words(norwegian: Iterable[NorwegianTerms], lists: Lists) -> _Words:
    """The words of the units that have a Norwegian one, which were reviewed, and the other words."""
    found = {word: {unit} for unit, own in OTHER_WORDS.items() for word in own}
    for terms in norwegian:
        if terms.source not in (UNITS, PRESENTATIONS):
            continue
        english = lists.value_sets[terms.source].terms
        for code, own in words_of(terms).items():
            unit = f"{{{english[code]}}}" if terms.source == PRESENTATIONS else code
            codes = () if terms.source == PRESENTATIONS else (code.casefold(),)
            for word in {*own, *codes, *_english(english[code].casefold())}:
                found.setdefault(word, set()).add(unit)
    return _Words({word: frozenset(units) for word, units in found.items()})


def _english(term: str) -> tuple[str, ...]:
    """The term in one and in several, in American and in British."""
    several = f"{term}es" if term.endswith(ENDINGS_IN_ES) else f"{term}s"
    if term.endswith("y"):
        several = f"{term[:-1]}ies"
    return tuple(word.replace("liter", spelling) for word in (term, several) for spelling in ("liter", "litre"))
