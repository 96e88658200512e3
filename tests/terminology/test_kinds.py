"""Kinds of rows that were approved together: each row has the reason that its kind was approved for.

The start itself holds types of package, routes and texts that point elsewhere (test_swaps.py).
"""

import re
from itertools import pairwise

import pytest

from converter.terminology.agreement import words_of
from converter.terminology.shapes import NorwegianRow
from converter.terminology.tables import Tables

HEAD = re.compile(r" (?:av|med|i|til|uten|for|duo|stay|sleep|safe|gemini|system) | \(|, ")
LISTS = ("unit-7452", "unit-7480", "unit-9088", "unit-9090")
MEALS = {"AC": "før måltid", "IC": "mellom måltidene", "PC": "etter måltid"}
PREFIXES, SYMBOLS = "dcm", frozenset({"L", "m", "m2", "Bq", "%"})


def test_a_package_is_named_by_its_head_word(shipped: Tables) -> None:
    """`Plastpose (Freeflex)` is a bag: its first words are EDQM's Norwegian term, or end with it."""
    words = words_of(shipped.norwegian["package"])
    kind = [row for row in shipped.table("package-type-7449") if row.relation == "broader" and row.status == "approved"]
    assert kind
    for row in kind:
        assert row.target is not None
        head = HEAD.split(row.term.casefold(), maxsplit=1)[0]
        assert any(head.endswith(word) for word in words[row.target.code]), row.code


@pytest.fixture
def units(shipped: Tables) -> dict[str, NorwegianRow]:
    """Norwegian words of UCUM units, those that are approved."""
    return {code: row for code, row in shipped.norwegian["unit"].rows.items() if row.status == "approved"}


def test_a_unit_has_a_word_of_a_norwegian_list(shipped: Tables, units: dict[str, NorwegianRow]) -> None:
    """Or is its own symbol, or two units; a week, a month and a year are in no list of units."""
    listed: dict[str, set[str]] = {}
    for unit in [unit for name in LISTS for unit in shipped.table(name)]:
        if unit.target is not None and unit.relation == "equivalent" and unit.status == "approved":
            listed.setdefault(unit.target.code, set()).update((unit.term.casefold(), unit.code.casefold()))
    known = words_of(shipped.norwegian["unit"])
    assert units
    for code, row in units.items():
        if known[code] & listed.get(code, set()) or code in {"wk", "mo", "a"}:
            continue
        if "/" in code:
            assert row.norwegian == "/".join(units[part].norwegian for part in code.split("/")) or code.endswith(
                ("/d", "/min")
            )
        else:
            assert code in SYMBOLS or (code[0] in PREFIXES and code[1:] in SYMBOLS)
            assert row.norwegian.casefold() == code.replace("2", "²").casefold()


def test_meals_are_word_for_word(shipped: Tables) -> None:
    """The three lunches and breakfasts differ in the meal alone."""
    events = {code: row.norwegian for code, row in shipped.norwegian["timing-event"].rows.items()}
    for code, said in MEALS.items():
        assert events[code] == said
    for before, after in pairwise(("ACM", "PCM", "ACD", "PCD")):
        assert {events[before].split()[0], events[after].split()[0]} == {"før", "etter"}
    assert {events[code].split()[-1] for code in ("ACM", "PCM")} == {"frokost"}
    assert {events[code].split()[-1] for code in ("ACD", "PCD")} == {"lunsj"}
