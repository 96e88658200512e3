"""Names of substances over languages: enough of the same word to protect by, and never enough to clear by.

A nonproprietary name is one word that each language spells in its own way: codeine, kodein, kodeiini, codeina,
Codeinphosphat, κωδεΐνη, кодеин. What is left when spelling is taken away is the stem by which it is found.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

LEAST_STEM, LEAST_WORD = 6, 4
"""Letters of a stem that a longer word may begin with, and of a word that is looked at."""
LETTERS = re.compile(r"[^\W\d_]+")
DIGRAPHS = (("αι", "e"), ("ει", "i"), ("οι", "i"), ("ου", "u"), ("μπ", "b"))
"""Two Greek letters that are one sound; before the accents are taken away, `ΐ` and `ϊ` keep two apart."""
GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφχω", "avgdeziiklmnxoprsstifho", strict=True)) | {"θ": "th", "ψ": "ps"}
CYRILLIC = dict(zip("абвгдезийклмнопрстуфхъьэы", "abvgdeziiklmnoprstufh--ei", strict=True)) | {"ц": "ts", "ж": "z"}
LATIN = {"ø": "o", "æ": "e", "œ": "e", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "-": ""}
SPELLINGS = (
    ("ae", "e"),
    ("oe", "e"),
    ("ph", "f"),
    ("th", "t"),
    ("ks", "x"),
    ("cs", "x"),
    ("kv", "qu"),
    ("ts", "z"),
    ("tz", "z"),
    ("ch", "c"),
    ("k", "c"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("x", "s"),
    ("s", "z"),
)
"""How languages write one sound of a nonproprietary name (WHO, INN: f, t, i for ph, th, y; Italian `ss` for x)."""
LINKED = re.compile(r"(?<=etil)[io](?=[bcdfgmnprtz])")
"""The vowel that Finnish and Polish put between the parts of a name: etyylimorfiini, etylomorfina."""
LATVIAN = re.compile(r"ts$")
"""Latvian's ending after a t, before `ts` is read as a z: metilfenidāts."""
ENDINGS = re.compile(r"(?:um|uz|[aeiou])+$")
"""What Latin, Romance languages and Finnish put after a stem."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """One word without what only spelling makes: `codein` of codeine, kodeiini, codeinum and κωδεΐνη."""
    given = unicodedata.normalize("NFC", word.casefold()).replace("ü", "y")
    parts = unicodedata.normalize("NFKD", given)
    for written, sound in DIGRAPHS:
        parts = re.sub(f"{written}(?!\u0308)", sound, parts)
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    latin = "".join(LATIN.get(c) or GREEK.get(c) or CYRILLIC.get(c) or c for c in plain).replace("-", "")
    latin = LATVIAN.sub("t", latin)
    for written, sound in SPELLINGS:
        latin = latin.replace(written, sound)
    once = LINKED.sub("", "".join(c for i, c in enumerate(latin) if i == 0 or latin[i - 1] != c))
    return ENDINGS.sub("", once) or once


def stems_of(substances: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """ATC codes by the stems of the substances that are one word.

    Args:
        substances: ATC codes of level 5 by the terms of their substances.
    """
    found: dict[str, set[str]] = {}
    for term, codes in substances.items():
        if LETTERS.fullmatch(term) and len(term) >= LEAST_WORD:
            found.setdefault(stem(term), set()).update(codes)
    return MappingProxyType({key: frozenset(codes) for key, codes in found.items()})


def named(text: str, stems: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """ATC codes of each substance that a text may name: by a whole word, or the beginning of one (codeinphosphat)."""
    for word in dict.fromkeys(LETTERS.findall(text)):
        if len(word) < LEAST_WORD:
            continue
        for own in dict.fromkeys((stem(word), stem(word.casefold().replace("β", "b")))):  # Greek writes β for b and v
            yield from sorted(stems.get(own, ()))
            for size in range(len(own) - 1, LEAST_STEM - 1, -1):
                yield from sorted(stems.get(own[:size], ()))
