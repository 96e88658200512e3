"""What the concepts of EU code systems are called, in each language that has a list: codes held against words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from converter.terminology.norwegian import NorwegianTerms
from converter.terminology.value_set import ValueSet

NO_WORDS = re.compile(r"[\W_]+")
ATC = "2.16.840.1.113883.6.73"
EDQM = "0.4.0.127.0.16.1.1.2.1"
NOTHING: frozenset[str] = frozenset()
ROUTE_ENDS = (" use", " bruk")
"""What terms of routes end with, and documents leave out: `Rectal`, `Rektal`, `Rektalt`."""
FALSE_FRIENDS = frozenset({("13142000", "pose"), ("15033000", "tampon")})
"""A code and its own term in Danish or German that is another concept's in Norwegian (EDQM Standard Terms, 2022)."""


def display_key(words: str) -> str:
    """Words as they are compared: lower case, signs and runs of blanks as one blank."""
    return NO_WORDS.sub(" ", words.casefold()).strip()


@dataclass(frozen=True, slots=True)
class Displays:
    """Terms of the concepts of one code system, English and Norwegian.

    Attributes:
        codes: codes by each term, as `display_key` writes it.
        terms: terms by code, so written.
    """

    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)


def displays(value_sets: Mapping[str, ValueSet], norwegian: Mapping[str, NorwegianTerms]) -> Mapping[str, Displays]:
    """The terms of each code system: value sets share one where EDQM or HL7 has one for several."""
    words: dict[str, list[tuple[str, str]]] = {}
    for known in value_sets.values():
        words.setdefault(known.system, []).extend(known.terms.items())
    for table in norwegian.values():
        source = value_sets.get(table.source)
        if source is not None:
            for code, row in table.rows.items():
                said = (row.norwegian, row.several, *row.also)
                words[source.system].extend((code, word) for word in said if word)
    found: dict[str, Displays] = {}
    for system, pairs in words.items():
        codes: dict[str, set[str]] = {}
        terms: dict[str, set[str]] = {}
        for code, word in pairs:
            for key in filter(None, (display_key(word), *_shorter(word, system))):
                codes.setdefault(key, set()).add(code)
                terms.setdefault(code, set()).add(key)
        found[system] = Displays(_frozen(codes), _frozen(terms))
    return MappingProxyType(found)


def _shorter(term: str, system: str) -> tuple[str, ...]:
    """A term of a route without its last word, as an adjective in Norwegian of either gender."""
    key = display_key(term)
    end = next((e for e in ROUTE_ENDS if system == EDQM and key.endswith(e)), "")
    short = key.removesuffix(end)
    return (short, f"{short}t") if end else ()


def _frozen(given: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({key: frozenset(values) for key, values in given.items()})


def of_another(known: Displays, code: str, words: str, system: str) -> bool:
    """Whether words beside a code are those of another concept of its list, and none of its own.

    A word of no concept, in whatever language, is none of another; nor is that of an ATC group that has the code.

    Args:
        known: of the code's system.
        code: as written; one that the system does not have is held against nothing.
        words: the display.
        system: of the code.
    """
    own, key = known.terms.get(code), display_key(words)
    others = known.codes.get(key, NOTHING)
    if own is None or not others or code in others or (code, key) in FALSE_FRIENDS:
        return False
    return system != ATC or not any(code.startswith(o) or o.startswith(code) for o in others)
