"""What is known of dose forms (EDQM's attributes): which say the same more exactly, and which routes they exclude."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from converter.sources.problems import ProblemList
from converter.sources.shape import Shape, shaped
from converter.sources.yaml_source import read_yaml
from converter.terminology.form_shapes import FormFile, FormRow, FormWordFile, RouteFile, RouteRow
from converter.terminology.form_term_words import release_wanted, route_wanted, sites_wanted
from converter.terminology.heads import TablePlace
from converter.terminology.home import Home
from converter.terminology.lists import Lists
from converter.terminology.route_sites import approved_sites_wanted
from converter.terminology.value_set import ValueSet, hint

FORMS, ROUTES = "mappings/forms/attributes.yaml", "mappings/forms/routes.yaml"
WORDS = "mappings/forms/words.yaml"
FORM_LIST = "7448"
FORM_SET, ROUTE_SET = "eHDSIDoseForm", "eHDSIRouteofAdministration"
UNKNOWN = "Unknown"
ABBREVIATED = {"oppløsning": "oppl", "suspensjon": "susp", "emulsjon": "emuls"}
"""How names write the rest of a form's term."""
ANY_SITE = "Unknown/Miscellaneous"
LIQUID = "Liquid"
"""EDQM's basic dose form of a liquid of no special kind, as Oral liquid."""
TERM_WORD = re.compile(r"[\w-]+")
APART = frozenset({"effervescent"})
"""Words of EDQM's terms for another thing than the same term without them, though the attributes are the same."""
S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class FormFacts:
    """EDQM's term and attributes of a dose form; each attribute empty where EDQM gives none.

    Attributes:
        term: as EDQM has it.
        release: release characteristics, as `Prolonged`.
        basic: basic dose form, as `Tablet`.
        state: `solid`, `semi-solid`, `liquid` or `gas`.
        sites: intended sites, as `Oral`.
        methods: administration methods, as `Swallowing`.
        unchanged: whether it is given as it is, with no transformation.
        friendly: codes of the patient-friendly terms above it.
    """

    term: str = ""
    release: str = ""
    basic: str = ""
    state: str = ""
    sites: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    unchanged: bool = False
    friendly: frozenset[str] = frozenset()


NO_FACTS = FormFacts()


@dataclass(frozen=True, slots=True)
class FormTable:
    """Facts of dose forms (eHDSIDoseForm) and the sites of routes (eHDSIRouteofAdministration), by code.

    `words` are the codes of list 7448 by its terms and short forms and by other words of names, as `form_key` writes
    them; `releases` what words say of the release alone; `rows` and `drafts` are how many rows the tables of routes and
    of words have, and how many of them are yet to be reviewed; `draft_routes` are those of the routes, `draft_words`
    the words that have a code or a release by such a row alone.
    """

    forms: Mapping[str, FormFacts] = field(default_factory=dict)
    routes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    releases: Mapping[str, str] = field(default_factory=dict)
    rows: int = 0
    drafts: int = 0
    draft_routes: frozenset[str] = frozenset()
    draft_words: frozenset[str] = frozenset()

    def of(self, code: str) -> FormFacts:
        """The facts of a form; none of them where it is not known."""
        return self.forms.get(code, NO_FACTS)

    def only_more_exact(self, code: str, than: str) -> bool:
        """Whether a form says no more than another, only more exactly: an order, no two forms are so of each other.

        What EDQM puts under a patient-friendly term is that. Else release is the same, sites and methods are among the
        other's, and EDQM's terms say it: the other's words with more (`Film-coated tablet`, `Oral suspension in
        sachet`), what is made into it (`Powder for oral suspension`), one side of it (`Oral suspension` of
        `Oral/rectal suspension`), or a kind of its liquid. Attributes alone keep neither a hard capsule and a soft one
        apart, nor a nebuliser solution and a pressurised one. A form without attributes is nothing but itself.
        """
        if code == than:
            return True
        exact, plain = self.of(code), self.of(than)
        if than in exact.friendly:
            return True
        if not exact.sites or not exact.methods or exact.release != plain.release:
            return False
        return exact.sites <= plain.sites and exact.methods <= plain.methods and _refines(exact, plain)

    def exclude(self, form: str, route: str) -> bool:
        """Whether a form and a route exclude each other: no intended site of the form is one that the route reaches."""
        sites, reached = self.of(form).sites - {ANY_SITE}, self.routes.get(route)
        return bool(sites) and reached is not None and sites.isdisjoint(reached) and ANY_SITE not in self.of(form).sites


def _refines(exact: FormFacts, plain: FormFacts) -> bool:
    """Whether the terms and basic forms of two forms, of the same release, site and method, say one more exactly."""
    words, others = Counter(_words_of(exact.term)), Counter(_words_of(plain.term))
    made = plain.state == "liquid" and not exact.unchanged and plain.unchanged
    if plain.basic == LIQUID and exact.basic != LIQUID and (exact.state == "liquid" or made):
        return others - Counter({LIQUID.casefold(): 1}) < words
    if made:
        head, _, kind = (part.strip() for part in plain.term.casefold().partition(", "))
        before, _, after = exact.term.casefold().partition(" for ")
        return f"{after} ".startswith(f"{plain.term.casefold()} ") or (
            bool(kind) and before.startswith(f"{head}, ") and after == kind
        )
    if exact.basic != plain.basic or exact.unchanged != plain.unchanged or APART & set(words) != APART & set(others):
        return False
    narrower = exact.sites < plain.sites or exact.methods < plain.methods
    side = "/" in plain.term and narrower and Counter(_words_of(exact.term.partition(" in ")[0])) < others
    return (others < words and exact.term.count("/") <= plain.term.count("/")) or side


def _words_of(term: str) -> list[str]:
    """The words of an EDQM term that say something of the form."""
    return [w for w in TERM_WORD.findall(term.casefold()) if w not in {"for", "and", "in"}]


def form_key(words: str) -> str:
    """Words of a form in lower case, without commas and points: names write `inj, oppl`, `inj. oppl` and `inj oppl`."""
    return " ".join(words.casefold().replace(",", " ").replace(".", " ").split())


def read_forms(files: Home, lists: Lists, problems: ProblemList) -> FormTable:
    """The tables in mappings/forms/; whatever is wrong is added to `problems`. Nothing is known where one is not there.

    A start that needs them asks for the files (`conversion.converter`).
    """
    forms, routes = _read(FORMS, FormFile, files, problems), _read(ROUTES, RouteFile, files, problems)
    found: dict[str, FormFacts] = {}
    reached: dict[str, frozenset[str]] = {}
    if forms is not None:
        found = _forms(*forms, lists.value_sets)
    if routes is not None:
        reached = _routes(*routes, lists.value_sets)
    words = _read(WORDS, FormWordFile, files, problems)
    called = _words(lists)
    listed = frozenset(called)
    releases: dict[str, str] = {}
    if words is not None:
        releases = _more_words(*words, called, lists)
    rows = [r.status for table in (routes, words) if table is not None for r in table[0].rows]
    draft_routes = () if routes is None else tuple(r.code for r in routes[0].rows if r.status == "draft")
    return FormTable(
        forms=MappingProxyType(found),
        routes=MappingProxyType(reached),
        words=MappingProxyType({key: frozenset(codes) for key, codes in called.items()}),
        releases=MappingProxyType(releases),
        rows=len(rows),
        drafts=rows.count("draft"),
        draft_routes=frozenset(draft_routes),
        draft_words=frozenset(
            () if words is None else (r.word for r in words[0].rows if r.status == "draft" and r.word not in listed)
        ),
    )


def _more_words(table: FormWordFile, where: TablePlace, called: dict[str, set[str]], lists: Lists) -> dict[str, str]:
    """Adds the words of names to those of the list; gives the words of release. Each word once, each code a form's."""
    listed = lists.code_lists.get(FORM_LIST)
    releases: dict[str, str] = {}
    seen: dict[str, int] = {}
    for number, row in enumerate(table.rows):
        key = form_key(row.word)
        if key != row.word:
            where.add("row-case", "rows", number, "word", found=row.word, wanted=key)
        elif key in seen:
            where.add("row-duplicate", "rows", number, "word", found=row.word, wanted=seen[key])
        seen.setdefault(key, where.at("rows", number).line)
        for code in row.codes:
            if listed is not None and code not in listed.terms:
                where.add("row-not-in-list", "rows", number, "codes", found=code, list=FORM_LIST, wanted="")
        if row.codes:
            called.setdefault(key, set()).update(row.codes)
        if row.release:
            releases[key] = row.release
    return releases


def _words(lists: Lists) -> dict[str, set[str]]:
    """The codes of list 7448 by their words: terms, short forms, and short forms with the rest of the term.

    Names write `kaps, hard` and `inj væske, oppl` of `Kapsel, hard` and `Injeksjonsvæske, oppløsning`.
    """
    listed = lists.code_lists.get(FORM_LIST)
    found: dict[str, set[str]] = {}
    terms, short = ({}, {}) if listed is None else (listed.terms, listed.short)
    heads = {term: short[code] for code, term in terms.items() if code in short}
    for code, term in terms.items():
        head, _, rest = term.partition(", ")
        starts = {heads.get(head, ""), short.get(code, "")} - {""}
        ends = {rest, ABBREVIATED.get(rest, rest)} - {""}
        for words in (term, short.get(code, ""), *[f"{start} {end}" for start in starts for end in ends]):
            if words:
                found.setdefault(form_key(words), set()).add(code)
    return found


def _read(file: str, shape: type[S], files: Home, problems: ProblemList) -> tuple[S, TablePlace] | None:
    text = files.files.get(file)
    root = None if text is None else read_yaml(text, file, problems)
    found = None if root is None else shaped(root, shape, file, problems)
    return None if root is None or found is None else (found, TablePlace(file, root, problems))


def _forms(table: FormFile, where: TablePlace, value_sets: Mapping[str, ValueSet]) -> dict[str, FormFacts]:
    """Each form of the value set once, under its term; those given as another with that one's attributes."""
    _check_rows(table.rows, value_sets.get(FORM_SET), where)
    own = {r.code: r for r in table.rows if not r.of}
    known = value_sets.get(FORM_SET)
    terms = {} if known is None else known.terms
    given, named = {r.code for r in table.rows}, {r.term for r in table.rows}
    for number, row in enumerate(table.rows):
        if row.of and (row.of not in own or not own[row.of].release) and (row.of not in terms or row.of in given):
            where.add("row-not-in-list", "rows", number, "of", found=row.of, list=FORMS, wanted="")
        for code in row.friendly:
            if code not in own and (code not in terms or code in given):
                where.add("row-not-in-list", "rows", number, "friendly", found=code, list=FORMS, wanted="")
        if terms.get(row.code) == row.term:
            _check_words(row, own, number, where)
    for code, term in terms.items():  # one whose code is mistyped is told as that
        if code not in given and term not in named:
            where.add("list-incomplete", "rows", found=code, term=term, list=FORM_SET)
    found = {r.code: _facts(own.get(r.of, r) if r.of else r, r.term) for r in table.rows}
    under: dict[str, list[FormFacts]] = {}
    for facts in found.values():
        for code in facts.friendly:
            under.setdefault(code, []).append(facts)
    return {code: _friendly(facts, under[code]) if code in under else facts for code, facts in found.items()}


def _check_words(row: FormRow, own: Mapping[str, FormRow], number: int, where: TablePlace) -> None:
    """Release and sites of a row, or of the form that it is given as, are what the row's own term says."""
    facts = own.get(row.of, row) if row.of else row
    if row.of and (release_wanted(facts.term, facts.release) or sites_wanted(facts.term, facts.sites)):
        return  # told of that form
    key = "of" if row.of else "release"
    if facts.release and (wanted := release_wanted(row.term, facts.release)):
        where.add("form-attribute", "rows", number, key, found=facts.release, term=row.term, wanted=wanted)
    elif facts.sites and (wanted := sites_wanted(row.term, facts.sites)):
        sites, key = ", ".join(facts.sites), "of" if row.of else "sites"
        where.add("form-attribute", "rows", number, key, found=sites, term=row.term, wanted=wanted)


def _friendly(own: FormFacts, under: list[FormFacts]) -> FormFacts:
    """A patient-friendly term with what all forms under it have: EDQM gives the term itself a site only."""
    releases, basics, states = ({getattr(f, name) for f in under} for name in ("release", "basic", "state"))
    return FormFacts(
        term=own.term,
        release=releases.pop() if len(releases) == 1 else "",
        basic=basics.pop() if len(basics) == 1 else "",
        state=states.pop() if len(states) == 1 else "",
        sites=own.sites,
        methods=frozenset().union(*(f.methods for f in under)),
        unchanged=all(f.unchanged for f in under),
    )


def _routes(table: RouteFile, where: TablePlace, value_sets: Mapping[str, ValueSet]) -> dict[str, frozenset[str]]:
    _check_rows(table.rows, value_sets.get(ROUTE_SET), where)
    for number, row in enumerate(table.rows):
        wanted = route_wanted(row.term, row.sites)
        if not wanted and row.status == "approved":
            wanted = approved_sites_wanted(row.code, row.term, row.sites)
        if wanted:
            found = ", ".join(row.sites)
            where.add("form-attribute", "rows", number, "sites", found=found, term=row.term, wanted=wanted)
    return {r.code: frozenset(r.sites) for r in table.rows}


def _check_rows(rows: Sequence[FormRow | RouteRow], known: ValueSet | None, where: TablePlace) -> None:
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        if row.code in seen:
            where.add("row-duplicate", "rows", number, "code", found=row.code, wanted=seen[row.code])
        seen.setdefault(row.code, where.at("rows", number).line)
        if known is None:
            continue
        term = known.terms.get(row.code)
        if term is None:
            wanted = hint(row.code, row.term, known.terms)
            where.add("row-not-in-list", "rows", number, "code", found=row.code, list=known.name, wanted=wanted)
        elif term != row.term:
            where.add("row-term", "rows", number, "term", found=row.term, list=known.name, wanted=term)


def _facts(row: FormRow, term: str) -> FormFacts:
    return FormFacts(
        term=term,
        release="" if row.release == UNKNOWN else row.release,
        basic=row.basic,
        state=row.state,
        sites=frozenset(row.sites),
        methods=frozenset(row.methods),
        unchanged="No transformation" in row.changes,
        friendly=frozenset(row.friendly),
    )
