"""Holds the words of units in foreign strengths (table strength-unit-words) against how each unit's words begin.

A word under a wrong unit is a strength a thousand times another. Each language builds these words from a metric prefix.
"""

from collections.abc import Mapping

from converter.sources.problems import Place, ProblemList
from converter.terminology.code_table import CodeTable
from converter.terminology.joins import STRENGTH_WORDS

BEGIN: Mapping[str, tuple[str, ...]] = {
    "mg": ("milligr", "miligr", "милигр", "χιλιοστογρ", "milleagr", "мг"),
    "ug": ("microgr", "mikrog", "микрогр", "μικρογρ", "micreagr", "míkrógr", "мкг", "mkg", "mcg", "\u00b5g", "\u03bcg"),
    "g": ("gram", "grömm", "грам", "γραμ", "г"),
    "mL": ("millilit", "mililit", "milliliit", "милилит", "χιλιοστόλ", "мл"),
    "[IU]": (
        *("international ", "internasjonale ", "internationella ", "internationale ", "unités inter", "unidades inter"),
        *("unità inter", "kansainväl", "rahvusvah", "jednostek międz", "mezinárodn", "medzinárod", "nemzetközi "),
        *("unități inter", "международни ", "διεθνεί", "međunarod", "mednarod", "ui", "u.i.", "ky", "j.m.", "rü"),
    ),
    "{Tablet}": ("tabl", "comprim", "compress", "δισκ"),
    "{Capsule}": ("caps", "kaps", "gélule", "cáps", "tobolk", "καψ"),
}
"""How words of a unit begin; a unit that is not here has none."""
WHOLE = frozenset({"г", "мг", "мкг", "мл", "mkg", "mcg", "\u00b5g", "\u03bcg", "ui", "u.i.", "ky", "j.m.", "rü"})
"""Abbreviations, which are whole words."""


def check_strength_words(tables: Mapping[str, CodeTable], problems: ProblemList) -> None:
    """Adds a problem for each row whose word does not begin as its unit's do."""
    for row in tables.get(STRENGTH_WORDS, ()):
        if row.target is None:
            continue
        meant = sorted(unit for unit, starts in BEGIN.items() if _begins(row.code.casefold(), starts))
        if meant != [row.target.code]:
            wanted = f" ({', '.join(meant)})" if meant else ""
            problems.add("word-astray", Place(row.file, row.line), found=row.code, unit=row.target.code, wanted=wanted)


def _begins(word: str, starts: tuple[str, ...]) -> bool:
    return any(word == start if start in WHOLE else word.startswith(start) for start in starts)
