"""Whether two names differ in more than their writing: `400/30 mg` is `400 mg + 30 mg`."""

import re
from itertools import product as each_of

from converter.model.strength_chain import THING, Reading, Said
from converter.model.strength_numbers import number
from converter.model.strength_units import kind_of, measured_by
from converter.model.strength_words import Found, numbers_of, read_strengths

_NUMBERED = re.compile(rf"(?<![\w.,]){THING.pattern}", re.IGNORECASE)
_MOST = 64


def same_writing(one: str, other: str) -> bool:
    """Whether two names say the same, apart from how it is written.

    So are case, blanks, points behind words, `20 000` and `20000`, `0,50` and `.5`, `1 g` and `1000 mg`, `/`, `pr` and
    `per`, `+` between two substances, and what a strength is per where the ratio is the same.
    """
    return not _writings(one).isdisjoint(_writings(other))


def _writings(text: str) -> frozenset[str]:
    """The name in one writing, for each way to read its strengths; as it is where they cannot be read."""
    plain = " ".join(text.split())
    found = numbers_of(plain)
    if found is None or len(found) > _MOST or read_strengths(plain) is None:
        return frozenset({_words(plain)})
    parts: list[tuple[str, ...]] = []
    place = 0
    for one in found:
        parts += [(_words(plain[place : one.start]),), _one(one, plain)]
        place = one.end
    parts.append((_words(plain[place:]),))
    return frozenset(" ".join(" ".join(some).split()) for some in each_of(*parts))


def _one(found: Found, text: str) -> tuple[str, ...]:
    """A number with all that belongs to it, in each reading."""
    if found.readings:
        return tuple([" / ".join(map(_said, reading)) for reading in found.readings])
    if found.apart is not None:
        return (f"{found.apart[0]} {found.apart[1]}",)
    return (" / ".join(map(str, found.loose)) or _words(text[found.start : found.end]),)


def _said(one: Said) -> str:
    per = "" if not one.below else f"per {one.piece or one.below}"
    value = one.value / one.per if one.below else one.value
    return " ".join(w for w in (str(value), one.of, one.element, one.kind, per) if w)


def _words(text: str) -> str:
    return " ".join(w.rstrip(".,;") for w in text.casefold().split())


def same_numbers(one: str, other: str) -> bool:
    """Whether two names have the same numbers in the same order, whatever else they say.

    By value, unit and what it is per where both give one, else by the number as it is written: `tab 400` may be
    `tab 400 mg`.
    """
    if _as_written(one, other):
        return True
    ours, theirs = read_strengths(one), read_strengths(other)
    if ours is None or theirs is None or not same_counts(one, other):
        return False
    return any(_equal(a, b) for a in ours for b in theirs)


def same_counts(one: str, other: str) -> bool:
    """Whether two names have the same numbers beside their strengths: of a brand (`30 Penfill`), of a package."""
    ours, theirs = numbers_of(one), numbers_of(other)
    return ours is not None and theirs is not None and _beside(ours) == _beside(theirs)


def _beside(found: list[Found]) -> list[object]:
    return [*[n for f in found for n in f.loose], *[f.apart for f in found if f.apart is not None]]


def _equal(one: Reading, other: Reading) -> bool:
    """Whether two readings have the same strengths; none are none."""
    return bool(one) and len(one) == len(other) and all(_said(a) == _said(b) for a, b in zip(one, other, strict=True))


def _as_written(one: str, other: str) -> bool:
    ours, theirs = ([*_NUMBERED.finditer(" ".join(text.split()))] for text in (one, other))
    return len(ours) == len(theirs) and all(_alike(a, b) for a, b in zip(ours, theirs, strict=True))


def _alike(one: re.Match[str], other: re.Match[str]) -> bool:
    first, second = number(one["value"]), number(other["value"])
    if first is None or second is None:
        return one["value"] == other["value"] and _unit(one) == _unit(other)
    if one["of"] and other["of"]:
        return _amount(one) == _amount(other)
    return first == second


def _unit(found: re.Match[str]) -> str:
    return "".join((found["of"] or "").casefold().split())


def _amount(found: re.Match[str]) -> tuple[object, ...]:
    value = number(found["value"])
    of, scale = measured_by(found["of"])
    return (value * scale if value is not None else None, of, (found["element"] or "").casefold(), kind_of(found[0]))
