"""Whether two countries write one person's name: letters, order and number of names differ, the person may not."""

from collections.abc import Iterable
from unicodedata import combining, normalize

from converter.model.party import PersonName

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "a", "œ": "o", "ß": "ss", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)
"""Latin letters that Unicode does not take apart; documents of travel write them so (ICAO Doc 9303-3, section 6)."""
SPELLED = (("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u"))
"""How one is written with two letters: Østergård and Oestergaard."""
PARTICLES = frozenset(
    {
        *("van", "von", "der", "den", "de", "da", "di", "do", "dos", "das", "du", "del", "della", "la", "le", "el"),
        *("al", "af", "av", "bin", "ben", "ibn", "ter", "ten", "zu", "y", "e", "und", "og"),
    }
)
"""What many families have in their names."""
LEAST_SPELLED = 4
"""Letters of a name that one letter more, less or other makes a spelling of, and not another name."""


def compared_names(given: Iterable[str], family: str, other: PersonName | None) -> tuple[bool, bool]:
    """Whether two names are the same, and whether they may be one person's.

    They may where given name and family name have a word in common each, in whatever order. A given name that is
    wholly another is another person's: twins share all the rest.

    Args:
        given, family: of the one.
        other: of the other; nothing is said against it where it has none.
    """
    if other is None:
        return True, False
    first, last = _words(given), _words([family])
    their_first, their_last = _words(other.given), _words([other.family])
    if first | last == their_first | their_last and first | last:
        return True, True
    straight = _meet(first, their_first) and _meet(last, their_last)
    return False, straight or (_meet(first, their_last) and _meet(last, their_first))


def _words(parts: Iterable[str]) -> frozenset[str]:
    lower = " ".join(parts).casefold().translate(LETTERS)
    plain = "".join(c for c in normalize("NFKD", lower) if not combining(c))
    for written, letter in SPELLED:
        plain = plain.replace(written, letter)
    return frozenset("".join(c if c.isalnum() else " " for c in plain).split())


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_spelled(a, b) for a in one - PARTICLES for b in other - PARTICLES if min(len(a), len(b)) > 1)


def _spelled(one: str, other: str) -> bool:
    """Whether two words are one, or one letter apart."""
    if one == other:
        return True
    few, many = sorted((one, other), key=len)
    if len(few) < LEAST_SPELLED or len(many) - len(few) > 1:
        return False
    if len(few) == len(many):
        return sum(a != b for a, b in zip(few, many, strict=True)) == 1
    return any(few == many[:place] + many[place + 1 :] for place in range(len(many)))
