"""Holds the English and the plural words of units against the units that a table of the same list gives them."""

from collections.abc import Mapping

from converter.sources.problems import Place, ProblemList
from converter.terminology.agreement import PRESENTATIONS, UNITS, words_of
from converter.terminology.code_table import CodeTable, Texts
from converter.terminology.joins import ENGLISH, REVIEWED
from converter.terminology.lists import Lists
from converter.terminology.norwegian import NorwegianTerms
from converter.terminology.shapes import TextRow

SELO_ZOK = (
    "{} mg is the strength as metoprolol tartrate: a tablet holds {} mg metoprolol succinate, and is labelled so in"
    " some countries."
)
PINNED: Mapping[tuple[str, str], str] = {
    **{
        ("strength-words", f"25 c07ab02 selo-zok {label} mg"): SELO_ZOK.format(label, succinate)
        for label, succinate in (("25", "23.75"), ("50", "47.5"), ("100", "95"), ("200", "190"))
    },
    ("effect-9090", "E"): "units",
    ("effect-9090", "U"): "units",
    ("effect-9090", "mill E"): "million units",
    ("effect-9090", "PhEur. enheter"): "Ph. Eur. units",
    ("effect-9090", "IE anti-Xa"): "IU anti-Xa",
    ("effect-9090", "mill celler"): "million cells",
    ("effect-9090", "10E9 bakterier"): "x 10^9 bacteria",
    ("effect-9090", "PstVV"): "% v/v",
    ("effect-9090", "% v/v"): "% v/v",
    ("effect-9090", "ppm (mol pr. mol)"): "ppm mol/mol",
    ("element-9090", "g Ca"): "calcium (Ca)",
    ("element-9090", "mg Ca"): "calcium (Ca)",
    ("element-9090", "mg NE"): "niacin equivalents (NE)",
    ("element-9090", "mg alfa-TE"): "alpha-tocopherol equivalents (alfa-TE)",
    ("element-9090", "mikrog HA"): "haemagglutinin (HA)",
    ("element-9090", "mikrog RE"): "retinol equivalents (RE)",
    ("element-9090", "mg F"): "fluoride (F)",
    ("element-9090", "mg Fe"): "iron (Fe)",
    ("element-9090", "mg I"): "iodine (I)",
    ("element-9090", "mg K"): "potassium (K)",
    ("element-9090", "mg Mg"): "magnesium (Mg)",
    ("element-9090", "mg Zn"): "zinc (Zn)",
    ("element-9090", "mmol Li"): "lithium (Li)",
    ("form-words-7448", "196"): (
        "The granules are both gastro-resistant and prolonged-release: they must not be crushed or chewed."
    ),
    ("form-words-7448", "225"): (
        "The tablet is both gastro-resistant and prolonged-release: it must be swallowed whole, not crushed or chewed."
    ),
    ("time-of-day-8325", "1"): "morning",
    ("time-of-day-8325", "3"): "midday",
    ("time-of-day-8325", "4"): "afternoon",
    ("time-of-day-8325", "5"): "evening",
    ("time-of-day-8325", "6"): "night",
    ("use-9101", "1"): "regular use",
    ("use-9101", "2"): "course of treatment",
    ("use-9101", "3"): "as needed",
    ("use-9101", "4"): "vaccine",
}
"""English of the rows that no other source could speak against: when, what for, and what a number counts. What
a unit counts in the place of the substance has no other rows: a new one is a change here (`mg FNE` has killed)."""


def check_texts(
    all_texts: Mapping[str, Texts],
    tables: Mapping[str, CodeTable],
    norwegian: Mapping[str, NorwegianTerms],
    lists: Lists,
    problems: ProblemList,
) -> None:
    """Adds a problem for each word that is not of the unit which an approved `equivalent` row gives its code.

    Pinned rows are as they were reviewed.

    A dose is sent as a number and its word, where no unit goes along: a capsule for a tablet would be read as one.
    """
    presentations = lists.value_sets[PRESENTATIONS].terms if PRESENTATIONS in lists.value_sets else {}
    code_of = {term: code for code, term in presentations.items()}
    words = {terms.source: words_of(terms) for terms in norwegian.values()}
    for texts in all_texts.values():
        _check_pinned(texts, problems)
        if texts.name in ENGLISH:
            _check_english(texts, problems)
        for table in tables.values():
            if table.source != texts.source or table.target != UNITS:
                continue
            for row in texts:
                mapped = table.row(row.code)
                if mapped is None or mapped.target is None:
                    continue
                if (mapped.relation, mapped.status) != ("equivalent", "approved"):
                    continue
                unit = mapped.target.code
                english = {_singular(mapped.target.display), _singular(unit.strip("{}[]"))}
                known = words.get(PRESENTATIONS if unit.startswith("{") else UNITS, {})
                own = known.get(code_of.get(unit[1:-1], unit), frozenset())
                said = " / ".join(sorted(english | own))
                for word in _astray(row, english, own):
                    place = Place(texts.file, texts.lines[row.code])
                    problems.add("text-astray", place, found=word, concept=unit, said=said)


def _check_pinned(texts: Texts, problems: ProblemList) -> None:
    for row in texts:
        wanted = PINNED.get((texts.name, row.code), "" if texts.name in REVIEWED else None)
        if wanted is not None and row.english != wanted:
            place = Place(texts.file, texts.lines[row.code])
            problems.add("row-pinned", place, found=row.code, wanted=wanted or '""')


def _check_english(texts: Texts, problems: ProblemList) -> None:
    """The words of a term are all in its English, in the singular or the plural: a microgram is no milligram."""
    for row in texts:
        wanted = _words(row.term)
        for said in (row.english, row.english_plural or row.english):
            if not wanted <= _words(said) | {word.casefold().removesuffix("es") for word in said.split()}:
                place = Place(texts.file, texts.lines[row.code])
                problems.add("text-astray", place, found=said, concept=row.code, said=row.term)


def _words(text: str) -> set[str]:
    return {_singular(word) for word in text.split()} - {"and", "or"}


def _astray(row: TextRow, english: set[str], norwegian: frozenset[str]) -> list[str]:
    """The words of the row that are not the unit's."""
    wrong = [word for word in (row.english, row.english_plural) if word and _singular(word) not in english]
    return [*wrong, row.plural] if row.plural and row.plural.casefold() not in norwegian else wrong


def _singular(word: str) -> str:
    """Lower case, American, singular: `microlitres` is `microliter`, `pessaries` is `pessary`."""
    plain = word.casefold().replace("litre", "liter").replace("metre", "meter").removesuffix("(s)")
    return plain.removesuffix("ies") + "y" if plain.endswith("ies") else plain.removesuffix("s")
