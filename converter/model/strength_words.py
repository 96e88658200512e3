"""Strengths in the words of a Norwegian name (`NavnFormStyrke`), as exact numbers: `20 000 IE/ml`, `400 mg/30 mg`.

Nothing is guessed: a number that may be a thousand times another (`1.000`), or an interval, has no reading, and what is
read tells whether a number or a `per` in the name has a word behind it that is no known unit. Sources: list 9090
(units), FEST implementation guidelines 5.5 (how names say strengths), lists 7448 and 7452 (forms, what is counted).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod

from converter.model.strength_chain import BELOW, JOIN, THING, Chain, Reading, Said, halved
from converter.model.strength_numbers import BEGINS, BROKEN, is_ambiguous, number
from converter.model.strength_units import AREA, TIME, UNIT_WORDS, VOLUME, any_of, measured_below
from converter.model.strength_unlike import (
    BEFORE,
    BEYOND,
    GLUED,
    LIMIT,
    MEASURE_ALONE,
    NEXT_WORD,
    OF_A_BRAND,
    harmless,
    unit_like,
)

_START = re.compile(rf"(?<![\w.,%/-]){BEGINS}")
_SEEN = re.compile(rf"[0-9][0-9.,]*\s?(?:{any_of(UNIT_WORDS)})(?![\w%])", re.IGNORECASE)
"""A number that a unit follows, whatever stands before it."""
_RANGE = re.compile(r"\s?[-\u2013]\s?[0-9]")
_NAMED = re.compile(
    rf"\b(surepal|gemini) [0-9]{{1,3}}(?![0-9]|[.,][0-9]|\s?(?:{any_of(UNIT_WORDS)})(?!\w))", re.IGNORECASE
)
"""Lists 7448 and 7449: devices and bags whose name has a number."""
MOST_READINGS = 16


@dataclass(frozen=True, slots=True)
class Found:
    """A number of a text with all that belongs to it, from `start` to `end`.

    Attributes:
        start: where it begins.
        end: where it ends.
        readings: each way to read its strengths; none where it is no strength.
        apart: so much of a volume or a time that no strength is per in words: `50 mg, 5 ml`.
        loose: numbers of no unit: `28 tab`.
        counted: whether they surely count something: `28 tabletter`.
        doubt: whether a word that is no known unit follows a number or a `per`.
    """

    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    apart: tuple[Fraction, str] | None = None
    loose: tuple[Fraction, ...] = ()
    counted: bool = False
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What a text says of strengths; the attributes are those of `Found`, of all the text.

    `loose` are the numbers that may be strengths without their unit, for what surely counts is none.
    """

    readings: tuple[Reading, ...]
    apart: tuple[tuple[Fraction, str], ...]
    loose: tuple[Fraction, ...]
    doubt: bool


def read_strengths(text: str) -> tuple[Reading, ...] | None:
    """Each reading of the strengths in a text: one, or two where `10 mg/1 g` may be a ratio or two substances.

    Words that are no units are not asked for; `read_name` does that.

    Returns:
        One empty reading where the text has no strength; None where it has a number that cannot be read.
    """
    found = numbers_of(text)
    return None if found is None else _together(found)


def read_name(text: str) -> Read | None:
    """What a signed name says, and what leaves a doubt about it; None as `read_strengths` has it."""
    found = numbers_of(text)
    readings = None if found is None else _together(found)
    if found is None or readings is None:
        return None
    read = _covered(text, found)
    doubt = any(f.doubt for f in found) or any(not read[m.end() - 1] for m in GLUED.finditer(text))
    apart = tuple([f.apart for f in found if f.apart is not None])
    first = next((f for f in found if _has_units(f)), None)
    if first is not None and any(not read[m.start()] for m in MEASURE_ALONE.finditer(text, first.end)):
        apart = (*apart, (Fraction(0), TIME))
    return Read(readings, apart, tuple([n for f in found if not f.counted for n in f.loose]), doubt)


def _covered(text: str, found: list[Found]) -> bytearray:
    """For each character whether a number, or what belongs to it, has been read there."""
    read = bytearray(len(text))
    for one in found:
        read[one.start : one.end] = b"1" * (one.end - one.start)
    return read


def in_doubt(text: str) -> bool:
    """Whether the strengths of a text have a `per` that is not known, a limit before them, or a time beside them."""
    found = numbers_of(text) or []
    doubted = any(f.doubt and _has_units(f) for f in found)
    read = read_name(text)
    return doubted or (read is not None and any(of == TIME for _, of in read.apart) and _open(read.readings))


def _open(readings: tuple[Reading, ...]) -> bool:
    return any(s.of and not s.below for reading in readings for s in reading)


def _together(found: list[Found]) -> tuple[Reading, ...] | None:
    groups = [f.readings for f in found if f.readings]
    if prod(map(len, groups)) > MOST_READINGS:
        return None
    together: tuple[Reading, ...] = ((),)
    for readings in groups:
        together = tuple([(*before, *reading) for before in together for reading in readings])
    return together


def numbers_of(text: str) -> list[Found] | None:
    """Every number of a text; None where one of them cannot be read."""
    plain = _NAMED.sub(lambda m: m[1] + " " * (len(m[0]) - len(m[1])), text)
    if BROKEN.search(plain):
        return None
    found: list[Found] = []
    place = 0
    while (start := _START.search(plain, place)) is not None:
        one = _number_at(plain, start.start())
        if one is None:
            return None
        found.append(one)
        place = one.end
    read = _covered(plain, found)
    if any(not read[m.start()] for m in _SEEN.finditer(plain)):
        return None  # `tab40mg`, `-40 mg`: a strength that was not read
    return list(_forgiven(found, plain))


def _forgiven(found: list[Found], text: str) -> Iterator[Found]:
    """A number before a word with a capital is the brand's (`30 Penfill`), where a strength with its unit follows."""
    last = max((at for at, f in enumerate(found) if _has_units(f)), default=-1)
    for at, one in enumerate(found):
        brand = OF_A_BRAND.match(text, one.end) if one.doubt and one.loose and at < last else None
        yield replace(one, doubt=False) if brand is not None and not unit_like(brand["word"]) else one


def _has_units(found: Found) -> bool:
    return any(s.of for reading in found.readings for s in reading)


def _number_at(text: str, start: int) -> Found | None:
    first = THING.match(text, start)
    if first is None:
        return Found(start, start + 1, doubt=True)
    if _RANGE.match(text, first.end()) or is_ambiguous(first["value"]):
        return None
    if (beyond := BEYOND.match(text, first.end("value"))) is not None:
        return Found(start, beyond.end(), doubt=True)
    measure = None if first["of"] else BELOW.match(text, start)
    if measure is not None:
        return _measure(measure)
    chain = Chain()
    end = chain.read(text, start)
    if end is None:
        return None
    doubt = LIMIT.search(text[max(0, start - BEFORE) : start]) is not None
    if chain.said:
        readings = halved(text, start, tuple([tuple(reading) for reading in chain.readings]))
        joined = JOIN.match(text, end)
        unknown = joined is not None and not joined["plus"]
        return Found(start, end, readings, doubt=doubt or unknown or chain.per_twice)
    following = NEXT_WORD.match(text, end)
    if following is None and text[:start].endswith("(") and text[end:].startswith(")"):
        return Found(start, end, loose=tuple(chain.bare), doubt=doubt)
    if following is None:
        return Found(start, end, (tuple([Said(b, "", raw=b) for b in chain.bare]),), doubt=doubt)
    known, counted = harmless(following["signs"], following["word"])
    return Found(start, end, loose=tuple(chain.bare), counted=counted, doubt=doubt or not known)


def _measure(found: re.Match[str]) -> Found | None:
    """So many millilitres, hours, doses or pieces that begin nothing."""
    value = number(found["value"])
    if value is None:
        return None
    below, scale = measured_below(found["of"])
    if below in {VOLUME, TIME}:
        return Found(found.start(), found.end(), apart=(value * scale, below))
    _, counted = harmless("", found["of"])
    return Found(found.start(), found.end("value"), loose=(value,), counted=counted or below == AREA)
