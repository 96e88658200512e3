"""All tables, loaded and checked together; the way in to this package."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from converter.sources.problems import ProblemList, TableProblems
from converter.terminology.agreement import check_agreement
from converter.terminology.checks import read_code_table, read_texts
from converter.terminology.code_table import CodeTable, Coverage, Texts
from converter.terminology.displays import Displays, displays
from converter.terminology.effect_units import check_effect_units
from converter.terminology.form_facts import FormTable, read_forms
from converter.terminology.home import Home, read_home
from converter.terminology.lists import Lists, read_lists
from converter.terminology.norwegian import NorwegianTerms, read_norwegian
from converter.terminology.package_words import check_package_words
from converter.terminology.short_dose import ShortDoses, read_short_doses
from converter.terminology.strength_unit_words import check_strength_words
from converter.terminology.substance_identity import SubstanceNames, names_of
from converter.terminology.substance_stems import stems_of
from converter.terminology.substance_words import names_one, word_key
from converter.terminology.text_agreement import check_texts
from converter.terminology.unit_spellings import check_unit_spellings
from converter.terminology.value_set import CodeList, ValueSet

INGREDIENTS, SUBSTANCE = "eHDSIActiveIngredient", 7
"""Characters of an ATC code that names a substance."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything under mappings/ that this package reads; immutable, so that a reload swaps one object.

    Attributes:
        tables: code tables by name.
        all_texts: texts by name.
        short_doses: short doses by name of file.
        norwegian: Norwegian terms of EU concepts by name of file.
        value_sets: value sets by name.
        code_lists: Norwegian code lists by number.
        forms: what is known of dose forms and routes.
        substances: ATC codes of level 5 by the terms of their substances, English and Norwegian, as `word_key` writes
            them; none of terms that name no substance.
        stems: ATC codes of level 5 by the stems of substances of one word (`substance_stems`).
        names: the same by all words of their terms, of combinations too (`substance_identity`).
        displays: what concepts are called, by the OID of their code system.
        fingerprint: SHA-256 over all files, hexadecimal.
    """

    tables: Mapping[str, CodeTable]
    all_texts: Mapping[str, Texts]
    short_doses: Mapping[str, ShortDoses]
    norwegian: Mapping[str, NorwegianTerms]
    value_sets: Mapping[str, ValueSet]
    code_lists: Mapping[str, CodeList]
    forms: FormTable
    substances: Mapping[str, frozenset[str]]
    stems: Mapping[str, frozenset[str]]
    names: SubstanceNames
    displays: Mapping[str, Displays]
    fingerprint: str

    def table(self, name: str) -> CodeTable:
        """The code table with this name. Raises KeyError when there is none."""
        return self.tables[name]

    def texts(self, name: str) -> Texts:
        """The texts with this name. Raises KeyError when there are none."""
        return self.all_texts[name]

    def value_set(self, name: str) -> ValueSet:
        """The value set with this name. Raises KeyError when there is none."""
        return self.value_sets[name]

    def code_list(self, number: str) -> CodeList:
        """The Norwegian code list with this number. Raises KeyError when there is none."""
        return self.code_lists[number]

    @property
    def drafts(self) -> Mapping[str, int]:
        """Number of draft rows by name of table, texts or short doses."""
        counts = {name: table.drafts() for name, table in self.tables.items()}
        counts |= {name: texts.drafts() for name, texts in self.all_texts.items()}
        counts |= {name: doses.drafts() for name, doses in self.short_doses.items()}
        return counts | {f"norwegian {name}": terms.drafts() for name, terms in self.norwegian.items()}

    def coverage(self) -> Mapping[str, Coverage]:
        """How much of its source list each code table maps, by name of table."""
        return {name: table.coverage(self._source_size(table)) for name, table in self.tables.items()}

    def _source_size(self, table: CodeTable) -> int:
        source = self.code_lists.get(table.source) or self.value_sets.get(table.source)
        return len(table) if source is None else len(source)


def load_tables(home: Path) -> Tables:
    """Loads and checks the tables in `home`, the folder mappings/.

    Raises TableProblems, which holds everything that is wrong, when anything is.
    """
    problems = ProblemList()
    tables = read_tables(read_home(home, problems), problems)
    if problems:
        raise TableProblems(tuple(problems))
    return tables


def read_tables(files: Home, problems: ProblemList) -> Tables:
    """The tables in `files`. Whatever is wrong is added to `problems`; what is returned then must not be used."""
    before = len(problems)
    lists = read_lists(files, problems)
    tables: dict[str, CodeTable] = {}
    texts: dict[str, Texts] = {}
    for file in files.inside("codes"):
        table = read_code_table(files.files[file], file, lists, problems)
        if table is not None:
            tables[table.name] = table
    for file in files.inside("texts"):
        text = read_texts(files.files[file], file, lists, problems)
        if text is not None:
            texts[text.name] = text
    doses: dict[str, ShortDoses] = {}
    for file in files.inside("doses"):
        found = read_short_doses(files.files[file], file, lists, problems)
        if found is not None:
            doses[found.name] = found
    words: dict[str, NorwegianTerms] = {}
    for file in files.inside("norwegian"):
        terms = read_norwegian(files.files[file], file, lists, problems)
        if terms is not None:
            words[terms.name] = terms
    forms = read_forms(files, lists, problems)
    if len(problems) == before:
        check_agreement(tables, words, lists, problems)
        check_effect_units(tables, lists, problems)
        check_package_words(tables, words, lists, problems)
        check_strength_words(tables, problems)
        check_unit_spellings(tables, lists, problems)
        check_texts(texts, tables, words, lists, problems)
    substances = _substances(lists, words)
    return Tables(
        tables=MappingProxyType(tables),
        all_texts=MappingProxyType(texts),
        short_doses=MappingProxyType(doses),
        norwegian=MappingProxyType(words),
        value_sets=MappingProxyType(lists.value_sets),
        code_lists=MappingProxyType(lists.code_lists),
        forms=forms,
        substances=substances,
        stems=stems_of(substances),
        names=names_of(substances),
        displays=displays(lists.value_sets, words),
        fingerprint=files.fingerprint,
    )


def _substances(lists: Lists, words: Mapping[str, NorwegianTerms]) -> Mapping[str, frozenset[str]]:
    """Of each substance the ATC codes that are called so: one substance has a code for each use."""
    known = lists.value_sets.get(INGREDIENTS)
    english = {} if known is None else known.terms
    norwegian = [
        (c, r.norwegian) for t in words.values() if t.source == INGREDIENTS for c, r in t.rows.items() if r.norwegian
    ]
    found: dict[str, set[str]] = {}
    for code, term in (*english.items(), *norwegian):
        if len(code) == SUBSTANCE and names_one(key := word_key(term), code):
            found.setdefault(key, set()).add(code)
    pairs = [(word_key(english.get(code, "")), word_key(term)) for code, term in norwegian if len(code) == SUBSTANCE]
    for one, other in pairs:  # codes of a term without a Norwegian row are the Norwegian word's too
        if one in found and other in found:
            found[one] = found[other] = found[one] | found[other]
    return MappingProxyType({term: frozenset(codes) for term, codes in found.items()})
