"""Strengths in units, in English words: `30 mill E/0,5 ml` is `30 million units per 0.5 mL`."""

import re
from collections.abc import Iterable

from converter.model.strength_numbers import BLANK, number

_NUMBER = rf"[0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9])|[0-9]+(?:[.,][0-9]+)?"
_IN_ENGLISH = re.compile(
    rf"(?:(?P<before>[^0-9]*)\s)?(?P<value>{_NUMBER})\s?(?P<unit>mill\.?\s?(?:IE|E)|IE|E)"
    rf"(?:/(?:(?P<per>{_NUMBER})\s?)?(?P<below>ml|g))?"
)
_UNIT_WORDS = {
    "ie": "international units",
    "e": "units",
    "millie": "million international units",
    "mille": "million units",
}
_WORDS = re.compile(r"[^\W_]+")
SHORTEST = 3
"""Letters of a word that a form's word is shortened to: `inj`, `oppl`."""
JOINING = frozenset({"til", "fra", "med", "over", "under", "mot"})
"""Words that a form may hold, and that make a limit of a number that follows."""


def english_strength(text: str, said: Iterable[str] = ()) -> str:
    """A strength in units, in English words: `30 mill E/0,5 ml` is `30 million units per 0.5 mL`; empty for any other.

    No abbreviation of million is left, which means a thousand elsewhere; E is a product's own unit and stays `units`.
    Words before the number may only be of what is `said` beside it: `mindre enn 100 IE` is no strength of 100 IU.

    Args:
        text: the strength in Norwegian words, with the name before it or without.
        said: brand, substance and form, in Norwegian; a form's words may be shortened (`inj væske, oppl`).
    """
    matched = _IN_ENGLISH.fullmatch(" ".join(text.split()))
    values = () if matched is None else tuple(v for v in (matched["value"], matched["per"]) if v)
    if matched is None or any(number(v) is None for v in values) or not _are_of(matched["before"] or "", said):
        return ""
    shown = [re.sub(BLANK, "", v).replace(",", ".") for v in values]
    unit = _UNIT_WORDS["".join(matched["unit"].casefold().split()).replace(".", "")]
    below = {"ml": "mL", "g": "g"}.get(matched["below"] or "", "")
    per = f" per {f'{shown[1]} ' if matched['per'] else ''}{below}" if below else ""
    return f"{shown[0]} {unit}{per}"


def _are_of(before: str, said: Iterable[str]) -> bool:
    """Whether all words are of what is said, or shortened ones of it, with commas and points between them only."""
    words = _WORDS.findall(before.casefold())
    known = {w for text in said for w in _WORDS.findall(text.casefold())}
    signs = set(re.sub(r"[\w\s]", "", before)) - set(",.-/()®™")
    if signs or (words and words[-1] in JOINING):
        return False
    return all(w in known or (len(w) >= SHORTEST and any(w in k for k in known)) for w in words)
