"""Whether a short dose's full text says what its code does: the text that its term (list 7478) stands for.

A term is a notation and words: `1-2x3x10 Påføres` is one to two, three times a day, for ten days, then the words as
they stand; `1+0+1` is morning, midday and evening; `$` is what comes after (M30 v2.5, pages 28, 29). The text must be
that, with a unit after each number of doses, and nothing else. Any other text is sent as it is, without the code's
English.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

MAX_TEXT = 300
"""Characters; the longest term of the list has 92."""
NUMBER = r"[0-9]+(?:,[0-9]+)?"
RANGE = rf"{NUMBER}(?:-{NUMBER})?"
TIMES = re.compile(rf"({RANGE})x([0-9]+(?:-[0-9]+)?)(?:x([0-9]+(?:-[0-9]+)?))?")
PLUS = re.compile(rf"({NUMBER}(?:\+{NUMBER}){{1,3}})(?:x([0-9]+))?")
UP_TO = re.compile(rf"({RANGE}) inntil ?x([0-9]+)")
ALONE = re.compile(RANGE)
ORDINAL = re.compile(r"([0-9])\. ?(?=[^0-9 ])")
"""`12.time` and `12. time` are the same."""
UNIT = r"(?P<unit{}>[^\W\d_]+)"
DAILY = r"(?:daglig|om dagen|per dag|pr\.? dag|i døgnet)"
PARTS_OF_DAY = (r"(?:om )?morgen(?:en)?", r"(?:midt på dagen|middag)", r"(?:om )?kveld(?:en)?")
AND = r"(?:, | og |, og )"
THEN = r"[,.]? (?:og )?(?:deretter|så) "


def units_in(term: str, text: str) -> frozenset[str] | None:
    """The words after the numbers of doses, where a text is what the term stands for; none where it counts nothing.

    None where the text says something else.
    """
    found = _pattern(term).fullmatch(_plain(text)) if len(text) <= MAX_TEXT else None
    return None if found is None else frozenset(u for u in found.groupdict().values() if u)


def same_term(term: str, shown: str) -> bool:
    """Whether a Kortdose's short form (DN) is the term of its code; one that is not given is."""
    return not shown.strip() or _plain(term) == _plain(shown)


def _plain(text: str) -> str:
    """Composed, lower case, single blanks, no blank around a dash, no full stop at the end."""
    words = ORDINAL.sub(r"\1. ", " ".join(normalize("NFC", text).casefold().split())).rstrip(". ")
    return words.replace(" - ", "-").replace("–", "-").replace(" en gang", " 1 gang").replace(" én gang", " 1 gang")


@lru_cache(maxsize=1024)
def _pattern(term: str) -> re.Pattern[str]:
    """The pattern of the texts that a term stands for."""
    parts = [p.strip() for p in _plain(term).split("$")]
    numbered = iter(range(1000))
    return re.compile(THEN.join(_part(p, numbered) for p in parts))


def _part(part: str, numbered: Iterator[int]) -> str:
    for notation, said in ((TIMES, _times), (PLUS, _plus), (UP_TO, _up_to)):
        found = notation.match(part)
        if found is not None:
            return said(found, numbered) + _rest(part[found.end() :])
    found = ALONE.match(part)
    if found is None:
        return _literal(part)
    return _dose(found[0], numbered) + _rest(part[found.end() :])


def _times(found: re.Match[str], numbered: Iterator[int]) -> str:
    dose, times, days = found.groups()
    how_often = rf"(?:1 gang )?{DAILY}" if times == "1" else rf"{times} ganger {DAILY}"
    return f"{_dose(dose, numbered)} {how_often}" + (rf" i {days} dag(?:er)?" if days else "")


def _plus(found: re.Match[str], numbered: Iterator[int]) -> str:
    doses = found[1].split("+")
    if len(doses) != len(PARTS_OF_DAY):  # four, or two, are at times that the list does not tell
        return _literal(found[0])
    said = [f"{_dose(dose, numbered)} {when}" for dose, when in zip(doses, PARTS_OF_DAY, strict=True) if dose != "0"]
    return AND.join(said) + (rf" i {found[2]} dag(?:er)?" if found[2] else "")


def _up_to(found: re.Match[str], numbered: Iterator[int]) -> str:
    times = rf"(?:1 gang )?{DAILY}" if found[2] == "1" else rf"{found[2]} ganger {DAILY}"
    return f"{_dose(found[1], numbered)} inntil {times}"


def _dose(dose: str, numbered: Iterator[int]) -> str:
    return f"{_literal(dose)} {UNIT.format(next(numbered))}"


def _rest(words: str) -> str:
    """What follows the notation, as the list has it."""
    words = words.strip()
    return f"[,.]? ?{_literal(words)}" if words else ""


def _literal(words: str) -> str:
    return re.escape(words).replace(r"\ ", " ")
