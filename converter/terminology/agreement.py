"""Holds code tables against the Norwegian terms of the EU concepts, so that a row that goes astray is seen.

Both are from sources of their own: what EDQM calls `Tablett` in Norwegian is what list 7448 calls `Tablett`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from converter.sources.problems import Place, ProblemList
from converter.terminology.code_table import CodeTable, Row
from converter.terminology.joins import COUNTRIES, LONG_FORMS
from converter.terminology.lists import Lists
from converter.terminology.norwegian import NorwegianTerms
from converter.terminology.package_agreement import check_package_pieces, heads_of
from converter.terminology.product_forms import check_product_forms

UNITS, PRESENTATIONS, FORMS = "eHDSIUnit", "eHDSIQuantityUnit", "eHDSIDoseForm"
HELD = frozenset(
    {FORMS, "eHDSIRouteofAdministration", "eHDSIPackage", UNITS, PRESENTATIONS, "eHDSIAdministrativeGender"}
)
"""Value sets whose Norwegian terms are the words of the Norwegian lists."""
NORWEGIAN_TEXTS = frozenset({LONG_FORMS})
"""Tables whose source is a free text in Norwegian, by name: a head may not choose how it is checked."""
SPRAYS = ("spray", "inhalation")
"""Forms whose dose is an actuation."""
STRENGTHS = "9090"
PACKAGES = "eHDSIPackage"

PINNED: Mapping[tuple[str, str], str] = {
    ("identifier-8116", "FNR"): "2.16.578.1.12.4.1.4.1",
    ("identifier-8116", "DNR"): "2.16.578.1.12.4.1.4.2",
    ("identifier-8116", "FHN"): "2.16.578.1.12.4.1.4.3",
    ("identifier-8116", "HPR"): "2.16.578.1.12.4.1.4.4",
    ("identifier-8116", "DUF"): "2.16.578.1.12.4.1.4.5",
    ("identifier-8116", "HER"): "2.16.578.1.12.4.1.2",
    ("identifier-9051", "HER"): "2.16.578.1.12.4.1.2",
    ("identifier-9051", "ENH"): "2.16.578.1.12.4.1.4.101",
    ("identifier-9051", "RSH"): "2.16.578.1.12.4.1.4.102",
    ("identifier-9051", "AKO"): "2.16.578.1.12.4.1.4.107",
    ("substitution-1101", "1"): "N",
    ("substitution-1101", "2"): "G",
    ("profession-9060", "FA1"): "2262",
    ("profession-9060", "FA2"): "2262",
    ("profession-9060", "JO"): "2222",
    ("profession-9060", "LE"): "221",
    ("profession-9060", "PS"): "",
    ("profession-9060", "SP"): "2221",
    ("profession-9060", "TL"): "2261",
    ("profession-9060", "TP"): "3251",
    ("profession-9060", "VE"): "225",
    ("profession-9060", "XX"): "",
    ("telecom-9061", "F"): "",
    ("telecom-9061", "H"): "",
    ("telecom-9061", "HP"): "",
    ("telecom-9061", "MC"): "MC",
    ("telecom-9061", "PG"): "PG",
    ("telecom-9061", "WP"): "WP",
    ("unit-ehdsi-7452", "1"): "stk",
    ("unit-of-effect", "e"): "1",
    ("unit-of-effect", "u"): "1",
    ("unit-of-effect", "pheur. enheter"): "1",
    ("unit-of-effect", "mill e"): "10*6",
    ("unit-of-effect", "mill celler"): "10*6",
    ("unit-of-effect", "10e9 bakterier"): "10*9",
    ("unit-of-effect", "pstvv"): "%{vol}",
    ("unit-of-effect", "% v/v"): "%{vol}",
    ("unit-of-effect", "ppm (mol pr. mol)"): "[ppm]",
}
"""Rows that no other source could speak against: roots that Norway has assigned, what a reservation means, who
prescribes or dispenses, how a person is reached, and that a product's own units are no international ones. Empty is
`relation: none`."""
PIECE = "stk"
"""What Norway counts a unit of presentation in, where it has no word of its own for it."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """An EU concept and the Norwegian word that a row joins it with."""

    value_set: str
    code: str
    word: str


def check_agreement(
    tables: Mapping[str, CodeTable], norwegian: Mapping[str, NorwegianTerms], lists: Lists, problems: ProblemList
) -> None:
    """Adds a problem for each row that contradicts the Norwegian term of its concept.

    An approved `equivalent` row joins a concept with one of its own words; no row, of whatever relation, joins it with
    the word of another, and an approved type of package is what its head says; a piece or a dose of a form is named in
    the form, and a piece by the type of package is that container; a form by product has the Norwegian word of the
    list's; pinned rows are as they were reviewed.
    """
    words = {terms.source: words_of(terms) for terms in norwegian.values() if terms.source in HELD}
    codes = {name: _codes_by_word(known) for name, known in words.items()}
    presentations = lists.value_sets[PRESENTATIONS].terms if PRESENTATIONS in lists.value_sets else {}
    code_of = {term: code for code, term in presentations.items()}
    for table in tables.values():
        for row in table:
            place = Place(row.file, row.line)
            _check_pinned(table, row, place, problems)
            if row.target is None:
                continue
            if table.source == STRENGTHS and row.relation != "equivalent":
                problems.add("strength-lossy", place, found=row.target.code)
            if table.source == FORMS and table.target == UNITS:
                _check_piece(row, place, problems)
            if table.name == COUNTRIES and row.target.code != row.code:
                problems.add("row-pinned", place, found=row.code, wanted=row.code)
            if table.source == PRESENTATIONS and row.relation == "broader" and row.target.code != PIECE:
                problems.add("row-pinned", place, found=row.code, wanted=PIECE)
            pair = _pair(table, row, lists, code_of)
            if pair is not None:
                _check_pair(pair, row, words, codes, place, problems)
    check_package_pieces(tables, lists, problems)
    check_product_forms(tables, codes, lists, problems)


def words_of(terms: NorwegianTerms) -> dict[str, frozenset[str]]:
    """The Norwegian words of each concept, in lower case, by its code."""
    return {
        code: frozenset(word.casefold() for word in (row.norwegian, row.several, *row.also) if word)
        for code, row in terms.rows.items()
    }


def _codes_by_word(words: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, said in words.items():
        for word in said:
            found.setdefault(word, set()).add(code)
    return found


def _pair(table: CodeTable, row: Row, lists: Lists, code_of: Mapping[str, str]) -> _Pair | None:
    """The concept and its word; None where the table joins something else. `1` is what has no unit."""
    if row.target is None:
        return None
    if table.source in lists.code_lists or table.name in NORWEGIAN_TEXTS:
        value_set, code, word = table.target, row.target.code, row.term
    elif table.target in lists.code_lists:
        value_set, code, word = table.source, row.code, row.target.display
    else:
        return None
    if value_set == UNITS and code[1:-1] in code_of and code.startswith("{"):
        value_set, code = PRESENTATIONS, code_of[code[1:-1]]
    return _Pair(value_set, code, word.casefold()) if value_set in HELD and code != "1" else None


def _check_pair(
    pair: _Pair,
    row: Row,
    words: Mapping[str, Mapping[str, frozenset[str]]],
    codes: Mapping[str, Mapping[str, set[str]]],
    place: Place,
    problems: ProblemList,
) -> None:
    own = words.get(pair.value_set, {}).get(pair.code, frozenset())
    sets = (UNITS, PRESENTATIONS) if pair.value_set in (UNITS, PRESENTATIONS) else (pair.value_set,)
    meant = {code for name in sets for code in codes.get(name, {}).get(pair.word, ())}
    if not meant and pair.value_set == PACKAGES and row.status == "approved":
        meant = set(heads_of(pair.word, codes.get(PACKAGES, {})))
        if not meant:
            problems.add("package-head", place, found=row.term)
            return
    exact = row.relation == "equivalent" and row.status == "approved"
    if exact and not own:
        problems.add("norwegian-missing", place, found=pair.code, list=pair.value_set)
    elif (exact and pair.word not in own) or (meant and pair.code not in meant):
        wanted = f" ({', '.join(sorted(meant))})" if meant else ""
        said = " / ".join(sorted(own)) or "?"
        problems.add("row-astray", place, found=row.term, concept=pair.code, said=said, wanted=wanted)


def _check_piece(row: Row, place: Place, problems: ProblemList) -> None:
    """One piece of a chewable tablet is a tablet; one dose of a spray is an actuation."""
    if row.target is None or row.target.code == "1":
        return
    unit, form = row.target.display.casefold(), row.term.casefold()
    if unit not in form and not (unit == "actuation" and any(spray in form for spray in SPRAYS)):
        problems.add("piece-astray", place, found=row.target.code, form=row.term)


def _check_pinned(table: CodeTable, row: Row, place: Place, problems: ProblemList) -> None:
    wanted = PINNED.get((table.name, row.code))
    if wanted is not None and ("" if row.target is None else row.target.code) != wanted:
        problems.add("row-pinned", place, found=row.code, wanted=wanted or "none")
