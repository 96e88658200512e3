"""What the rules of a route may speak of: each fact with the values it can have."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from converter.rules.rule import Effect, Test


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of a Norwegian list (`mappings/codelists/<number>.csv`). A message may hold others; a rule may not.

    Attributes:
        number: of the list, such as 7421.
        beside: words that stand for what no code says.
    """

    number: str
    beside: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ", ".join((f"list {self.number}", *self.beside))


@dataclass(frozen=True, slots=True)
class Words:
    """These words and no others."""

    values: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.values)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, held against today."""

    def __str__(self) -> str:
        return "a day"


@dataclass(frozen=True, slots=True)
class Number:
    """A number. The limit that a rule sets is a whole one from `least` to `most`."""

    least: int
    most: int

    def __str__(self) -> str:
        return f"a number; limits are {self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Atc:
    """An ATC or ATCvet code at every level that it reaches, so that a rule may name a group."""

    def __str__(self) -> str:
        return "an ATC code of any level, such as V06, or Q for ATCvet"


ATC = re.compile(r"Q|Q?[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?")
"""A code of ATC or ATCvet at one of its levels (WHO, structure and principles)."""
Domain = Codes | Words | Day | Number | Atc

YES_NO = Words(("yes", "no"))
MINUTES_AHEAD = Number(1, 60)
"""What clocks may differ; more than an hour is no clock's fault."""
DAYS_VALID = Number(7, 1200)
"""From a week to somewhat more than three years, which is the longest that a Norwegian prescription is valid."""
TIMES_PRESCRIBED = Number(2, 1000)
"""As many packages as no pharmacy hands out for one prescription."""
PACKAGES = Number(2, 1000)
"""As many packages as nobody is prescribed at once."""
COUNTED = Number(100, 1_000_000)
MEASURED = Number(100, 1_000_000)
"""Pieces or doses; millilitres or grams."""
REPEATS = Number(2, 98)
"""Reiterasjon; RF takes 99 at most."""

TESTS: dict[type[Domain], Set[Test]] = {
    Codes: {Test.IS, Test.IN, Test.NOT_IN, Test.NONE_IN, Test.MISSING},
    Words: {Test.IS, Test.IN, Test.NOT_IN, Test.NONE_IN, Test.MISSING},
    Atc: {Test.IS, Test.IN, Test.MISSING},
    Day: {Test.BEFORE_TODAY, Test.AFTER_TODAY},
    Number: {Test.MORE_THAN},
}
"""Which tests each kind of fact takes."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that rules may test: its name, what it says, and what it can be."""

    name: str
    says: str
    domain: Domain


@dataclass(frozen=True, slots=True)
class Stop:
    """What the rules of a route must at least stop (`converter.rules.floor`); written as a rule is.

    Attributes:
        rule: the row that does it, as the project ships it.
    """

    rule: str
    fact: str
    test: Test
    values: frozenset[str]
    effect: Effect


def by_name(*rows: FactRow) -> Mapping[str, FactRow]:
    """Facts by their names."""
    return {row.name: row for row in rows}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the rules of one route may speak of.

    Attributes:
        name: of the route and of its file in mappings/rules/.
        facts: by name.
        effects: what may follow.
        floor: what the rules must at least stop.
        apart: facts of a part of the message that can stay by itself: only of them a rule may withhold.
    """

    name: str
    facts: Mapping[str, FactRow]
    effects: Set[Effect]
    floor: tuple[Stop, ...] = field(default=())
    apart: Set[str] = frozenset()
