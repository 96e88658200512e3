"""Pins the Norwegian of concepts that no Norwegian list has: what may be substituted, and when a dose is taken.

`bytte tillatt` for `bytte ikke tillatt` would be dispensed by, and no other source speaks against it.
"""

from collections.abc import Mapping

from converter.sources.problems import Place, ProblemList
from converter.terminology.shapes import NorwegianRow

PINNED: Mapping[str, Mapping[str, str]] = {
    "substitution": {
        "G": "generisk bytte tillatt",
        "N": "bytte ikke tillatt",
        "TE": "terapeutisk bytte tillatt",
    },
    "timing-event": {
        "AC": "før måltid",
        "ACD": "før lunsj",
        "ACM": "før frokost",
        "ACV": "før middag",
        "HS": "ved sengetid",
        "IC": "mellom måltidene",
        "ICD": "mellom lunsj og middag",
        "ICM": "mellom frokost og lunsj",
        "ICV": "mellom middag og sengetid",
        "PC": "etter måltid",
        "PCD": "etter lunsj",
        "PCM": "etter frokost",
        "PCV": "etter middag",
    },
}
"""The words by file and code, as they were reviewed; a new row of these files is a change here."""

ALSO: Mapping[str, Mapping[str, frozenset[str]]] = {
    "timing-event": {
        "AC": frozenset({"before meal", "before meals", "before food"}),
        "ACD": frozenset({"before lunch"}),
        "ACM": frozenset({"before breakfast"}),
        "ACV": frozenset({"before dinner"}),
        "HS": frozenset(
            {
                "at bedtime",
                "bedtime",
                "before bedtime",
                "before sleep",
                "before sleeping",
                "hour of sleep",
                "at the hour of sleep",
            }
        ),
        "IC": frozenset({"between meals"}),
        "PC": frozenset({"after meal", "after meals", "after food"}),
        "PCD": frozenset({"after lunch"}),
        "PCM": frozenset({"after breakfast"}),
        "PCV": frozenset({"after dinner"}),
    },
}
"""Other words that the documents of other countries have for a concept, as they were reviewed."""


def check_pinned_norwegian(
    name: str, rows: Mapping[str, NorwegianRow], lines: Mapping[str, int], file: str, problems: ProblemList
) -> None:
    """Adds a problem for each row that says another word than was reviewed, in whatever place of it."""
    for code, row in rows.items() if name in PINNED else ():
        reviewed = PINNED[name].get(code, "")
        other = ALSO.get(name, {}).get(code, frozenset())
        said = {word for word in (row.norwegian, row.several) if word}
        if said != {reviewed} or not other >= set(row.also):
            problems.add("row-pinned", Place(file, lines[code]), found=code, wanted=reviewed or '""')
