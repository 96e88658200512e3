"""Strengths that belong together in words: `400 mg/30 mg`, `160/4,5 mikrog/dose`, `10 mg/1,5 ml`, `50 mg pr 5 ml`.

Source: FEST implementation guidelines 5.5 (how names say strengths).
"""

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction

from converter.model.strength_numbers import NUMBER, number
from converter.model.strength_units import (
    MASS,
    PER,
    PIECE,
    UNIT,
    element_of,
    kind_of,
    measured_below,
    measured_by,
)

THING = re.compile(rf"(?P<value>{NUMBER})\s?(?:{UNIT})?", re.IGNORECASE)
"""A number, with its unit where a known one follows."""
BELOW = re.compile(rf"(?:(?P<value>{NUMBER})\s?)?{PER}", re.IGNORECASE)
JOIN = re.compile(r"\s*(?:(?P<slash>[/\u2044\u2215])|(?P<plus>\+)|(?<!\w)(?P<per>per|pr\.?)(?!\w))\s*", re.IGNORECASE)
_HALF = re.compile(r"(?P<part>1/[248]|3/[48])\s?[^\W\d_]")
"""`1/2 mg`: a fraction, or two substances."""


@dataclass(frozen=True, slots=True)
class Said:
    """A strength as words say it.

    Attributes:
        value: in the base unit of `of`; as written where `of` is empty.
        of: what is measured; empty where no unit is given.
        per: how much it is per, in the base unit of `below`.
        below: what it is per; empty where the words do not say it.
        element: what is counted in the place of the substance, as `Fe`; empty for the substance itself.
        raw: the number as written, without its unit's scale.
        kind: what is said of the unit beside it: `anti-xa`, `w/w`.
        piece: the word for the piece that it is per, as `penn`.
    """

    value: Fraction
    of: str
    per: Fraction = Fraction(1)
    below: str = ""
    element: str = ""
    raw: Fraction = Fraction(0)
    kind: str = ""
    piece: str = ""


Reading = tuple[Said, ...]


def halved(text: str, start: int, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """With `1/2 mg` read as half a milligram too."""
    part = _HALF.match(text, start)
    if part is None or len(readings) != 1 or len(readings[0]) != 2 or readings[0][0].raw != int(part["part"][0]):
        return readings
    last = readings[0][1]
    if not last.raw:
        return readings
    half = Fraction(part["part"])
    return (*readings, (replace(last, value=last.value / last.raw * half, raw=half),))


@dataclass
class Chain:
    """Strengths that belong together: `400 mg/30 mg`, `160/4,5 mikrog/dose`, `10 mg/1,5 ml`, `50 mg pr 5 ml`."""

    readings: list[list[Said]] = field(default_factory=lambda: [[]])
    said: bool = False
    bare: list[Fraction] = field(default_factory=list)
    per_twice: bool = False
    _open: int = 0

    def read(self, text: str, start: int) -> int | None:
        """Reads from `start` on; where it ends, or None where a number cannot be read."""
        place: int | None = start
        joined: re.Match[str] | None = None
        while True:
            place = self._step(text, start if joined is None else joined.end(), joined)
            if place is None:
                return None
            joined = JOIN.match(text, place)
            if joined is None or not self._goes_on(text, joined):
                break
        return None if self.bare and self.said else place

    def _goes_on(self, text: str, joined: re.Match[str]) -> bool:
        thing, below = THING.match(text, joined.end()), BELOW.match(text, joined.end())
        if joined["plus"]:
            return thing is not None and (bool(thing["of"]) or not self.said)
        if joined["per"]:
            return self.said and below is not None
        return thing is not None or (self.said and below is not None)

    def _step(self, text: str, place: int, joined: re.Match[str] | None) -> int | None:
        thing = THING.match(text, place)
        below = BELOW.match(text, place) if self.said and (joined is None or not joined["plus"]) else None
        per = joined is not None and joined["per"]
        if thing is not None and thing["of"] and not per:
            return self._strength(thing, also_below=below is not None and below[0] == thing[0])
        if below is not None:
            return self._below(below)
        if thing is None or (value := number(thing["value"])) is None:
            return None
        self.bare.append(value)
        return len(text[: thing.end()].rstrip())

    def _strength(self, thing: re.Match[str], *, also_below: bool) -> int | None:
        value = number(thing["value"])
        if value is None:
            return None
        of, scale = measured_by(thing["of"])
        said = Said(value * scale, of, element=element_of(thing["element"]), raw=value, kind=kind_of(thing[0]))
        alike = [replace(said, value=b * scale, raw=b) for b in self.bare]
        self.bare = []
        if also_below and len(self.readings) == 1 and len(self.readings[0]) > self._open:
            self.readings.append(self._closed(self.readings[0], value * scale, MASS, ""))
            self.readings[0] += [*alike, said]
        else:
            for reading in self.readings:
                reading += [*alike, said]
        self.said = True
        return thing.end()

    def _below(self, found: re.Match[str]) -> int | None:
        value = Fraction(1) if found["value"] is None else number(found["value"])
        if not value:
            return None
        below, scale = measured_below(found["of"])
        self.per_twice = self.per_twice or all(len(reading) == self._open for reading in self.readings)
        piece = found["of"].casefold() if below == PIECE else ""
        self.readings = [self._closed(reading, value * scale, below, piece) for reading in self.readings]
        self._open = max(map(len, self.readings))
        return found.end()

    def _closed(self, reading: list[Said], per: Fraction, below: str, piece: str) -> list[Said]:
        """The strengths that are per nothing yet are per so much."""
        done = self._open
        return [*reading[:done], *[replace(s, per=per, below=below, piece=piece) for s in reading[done:]]]
