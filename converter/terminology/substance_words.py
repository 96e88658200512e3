"""Substances named by the words of a text (`Fentanyl Sandoz depotplaster`), by ATC's own terms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 6
"""Words of a term that is looked for; longer ones are of mixtures."""
SALTS = (
    *("hydroklorid", "dihydroklorid", "klorid", "hydrobromid", "bromid", "sulfat", "hemisulfat", "fosfat", "nitrat"),
    *("sitrat", "tartrat", "hydrogentartrat", "bitartrat", "maleat", "fumarat", "mesilat", "dimesilat", "besilat"),
    *("suksinat", "acetat", "valerat", "palmitat", "laktat", "glukonat", "natrium", "kalium", "kalsium", "magnesium"),
    *("dinatrium", "monohydrat", "dihydrat", "trihydrat", "hydrat", "furoat", "propionat", "dipropionat", "butyrat"),
    *("hydrochloride", "chloride", "sulphate", "sulfate", "phosphate", "citrate", "tartrate", "succinate"),
)
"""What the names of salts and esters end with, in Norwegian and English."""
GENERIC = frozenset(
    {
        *("various", "various combinations", "combinations", "diverse", "kombinasjoner", "diverse kombinasjoner"),
        *("andre kombinasjoner", "combinations of electrolytes", "oil", "olje", "food", "dyr"),
    }
)
"""Terms of ATC that name no substance."""
ALLERGENS = "V01AA"
"""ATC: what allergens are of, as `insects`: words that other names have too."""


@dataclass(frozen=True, slots=True)
class Named:
    """A substance that a text names.

    Attributes:
        term: as ATC has it, in lower case and without signs.
        codes: ATC codes of level 5 that are called so.
        first: whether the text begins with it.
    """

    term: str
    codes: frozenset[str]
    first: bool


def word_key(text: str) -> str:
    """The words of a text in lower case, one blank between: `amphotericin b`, `insulin human`."""
    return " ".join(WORD.findall(text.casefold()))


def names_one(term: str, code: str) -> bool:
    """Whether a term of ATC names a substance, and not what is left over in a group of it."""
    return term not in GENERIC and not code.startswith(ALLERGENS)


def substances_in(text: str, substances: Mapping[str, frozenset[str]]) -> tuple[Named, ...]:
    """The substances that a text names, in its order; of terms that begin at one word the longest, and salts by base.

    Args:
        text: a name or a brand.
        substances: ATC codes by the terms of substances, as `word_key` writes them.
    """
    words = WORD.findall(text.casefold())
    found: list[Named] = []
    place = 0
    while place < len(words):
        for size in range(min(MOST_WORDS, len(words) - place), 0, -1):
            term = " ".join(words[place : place + size])
            codes = substances.get(term)
            if codes is None and size == 1 and (base := _base(term, substances)):
                term, codes = base, substances[base]
            if codes is not None:
                found.append(Named(term, codes, place == 0))
                break
        place += max(size, 1) if codes is not None else 1
    return tuple(found)


def is_of(one: str, other: str) -> bool:
    """Whether a term is the other, a salt of it, or one of its words is: `kodein` and `kodein og paracetamol`."""
    return one == other or any(_salt_of(a, b) or _salt_of(b, a) for a, b in _either(one, other))


def _either(one: str, other: str) -> list[tuple[str, str]]:
    few, many = sorted((one.split(), other.split()), key=len)
    return [(few[0], word) for word in many] if len(few) == 1 else [(" ".join(few), " ".join(many[: len(few)]))]


def _salt_of(word: str, base: str) -> bool:
    return word.startswith(base) and (word == base or word[len(base) :] in SALTS)


def _base(word: str, substances: Mapping[str, frozenset[str]]) -> str:
    """The substance that a word is a salt of: `fentanyl` of `fentanylsitrat`; empty where it is of none."""
    if not word.endswith(SALTS):
        return ""
    for salt in SALTS:
        base = word.removesuffix(salt)
        if base != word and base in substances:
            return base
    return ""
