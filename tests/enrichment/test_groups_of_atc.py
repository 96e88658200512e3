"""What all records with an ATC code say of its prescription group, and that none of A and B alone ever leaves."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.enrichment.fest_database import build_into
from converter.enrichment.fest_register import FestRegister
from converter.enrichment.prescription_groups import GroupsOfAtc, GroupsOfBrands
from converter.formats.norway.fest_source import open_source
from converter.model.atc import levels
from tests.builders.exchange import steady
from tests.builders.loaded import loaded, stops
from tests.builders.messages import AT, m1
from tests.formats import fest_files as make
from tests.formats.fest_files import OID

LEAVE = {"C", "CF", "F", "K"}
CODES = ("N02AA01", "N02AA05", "N02AB03", "N02BE01", "N05BA01", "R05DA04", "QN02AA01")


@dataclass(frozen=True)
class Entry:
    """A package or a substance group of a register."""

    atc: str
    group: str
    package: bool = True
    withdrawn: bool = False


GROUPS = ("A", "A", "B", "B", "C", "CF", "F", "Z")
ENTRIES = st.builds(Entry, st.sampled_from(CODES), st.sampled_from(GROUPS), st.booleans(), st.booleans())
REGISTERS = st.lists(ENTRIES, max_size=7).map(lambda found: [Entry("A01AA01", "C"), *found])
"""A register has a package at least."""


def register_of(entries: Sequence[Entry]) -> FestRegister:
    """A register built from a FEST of these entries."""
    packages, groups = [], []
    for number, e in enumerate(entries):
        status = "U" if e.withdrawn else "A"
        if e.package:
            made = make.package(f"99{number:04}", group=e.group, status=status, brands=("M1",))
            code = f'<fs:Atc V="{e.atc}" S="{OID}7180" DN=""/><fs:NavnFormStyrke>'
            packages.append(made.replace("<fs:NavnFormStyrke>", code))
        else:
            made = make.substance_group(f"L{number}", group=e.group, brands=(), packages=())
            made = made.replace('V="N02BE01"', f'V="{e.atc}"').replace('<Status V="A"', f'<Status V="{status}"')
            groups.append(made)
    brand = make.brand(group="K")
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with TemporaryDirectory() as folder:
        file = make.save(Path(folder), make.fest(brands=brand, packages="".join(packages), groups="".join(groups)))
        with open_source(file) as source:
            build_into(connection, source)
    return FestRegister(connection, "")


def all_of(entries: Sequence[Entry], code: str) -> list[Entry]:
    """Those of a code or of one below it."""
    return [e for e in entries if code in levels(e.atc)]


@steady(60)
@given(REGISTERS, st.sampled_from(["package", "brand", "substance"]))
def test_no_code_that_is_all_a_or_b_ever_leaves(entries: list[Entry], kind: str) -> None:
    """Whatever the message says of varenr, id and group: at every level of every code; and no more is kept."""
    converter = replace(loaded(), register=register_of(entries))  # type: ignore[arg-type]
    for code in dict.fromkeys(level for e in entries for level in levels(e.atc)):
        having = all_of(entries, code)
        amount = {} if kind == "package" else {"quantity": None, "amount": ("30", "stk")}
        message = m1(kind=kind, varenr="000012", fest_id="ID_UKJENT", atc=code, group="C", **amount)
        by_group = {c for c in stops(m1_to_ep(message, converter, AT)) if c.startswith("excluded-group")}
        used = [e for e in having if not e.withdrawn] or having
        if all(e.group in {"A", "B"} for e in having):
            assert "excluded-group-a-b" in by_group, (code, having)
        assert bool(by_group) == all(e.group not in LEAVE for e in used), (code, having)


@steady(2000)
@given(st.lists(ENTRIES, max_size=12))
def test_a_code_has_a_group_exactly_where_none_in_use_may_leave(entries: list[Entry]) -> None:
    """What is withdrawn speaks where nothing in use does."""
    found = GroupsOfAtc()
    for e in entries:
        found.have(e.atc, (e.group, ""), e.withdrawn)
    said = dict(found.all())
    assert set(said) == {level for e in entries for level in levels(e.atc)}
    for code, group in said.items():
        having = all_of(entries, code)
        groups = {e.group for e in ([e for e in having if not e.withdrawn] or having)}
        assert (group == "") == bool(groups & LEAVE)
        assert group == "" or group in groups


@pytest.mark.parametrize(
    ("entries", "code", "wanted"),
    [
        ([], "N02AA01", ""),
        ([Entry("N02AA01", "A")], "N02AA01", "A"),
        ([Entry("N02AA01", "A")], " n02aa01 ", "A"),
        ([Entry("N02AA01", "B"), Entry("N02AA01", "A")], "N02AA01", "A"),
        ([Entry("N02AA01", "A"), Entry("N02AA01", "C", package=False)], "N02AA01", ""),
        ([Entry("N02AA01", "A"), Entry("N02AA01", "C", withdrawn=True)], "N02AA01", "A"),
        ([Entry("N02AA01", "C"), Entry("N02AA01", "A", withdrawn=True)], "N02AA01", ""),
        ([Entry("N02AA01", "A", withdrawn=True)], "N02AA01", "A"),
        ([Entry("N02AA01", "A")], "N02AA99", "A"),
        ([Entry("N02AA01", "A"), Entry("N02AA05", "C")], "N02AA99", ""),
        ([Entry("N02AA01", "A")], "N02AB03", "A"),
        ([Entry("N02AJ06", "A")], "N02AA05", "A"),
        ([Entry("N02AJ06", "A")], "N02AA", "A"),
        ([Entry("N02AJ06", "A")], "N02AA0", "A"),
        ([Entry("N02AJ06", "A")], "N02A", "A"),
        ([Entry("N02AJ06", "A")], "N02BE01", ""),
        ([Entry("N02AJ06", "A")], "N02B", ""),
        ([Entry("N02AJ06", "A"), Entry("N02AB03", "C")], "N02AA05", ""),
        ([Entry("N02AA01", "C"), Entry("N02AB03", "A")], "N02AA05", ""),
        ([Entry("QN02AJ06", "A")], "QN02AA05", "A"),
        ([Entry("QN02AJ06", "A")], "QN02BA01", ""),
        ([Entry("N02AA01", "A")], "N02", "A"),
        ([Entry("N02AA01", "A"), Entry("N02BE01", "F")], "N02", ""),
        ([Entry("N02AA01", "A")], "N02AA0", "A"),
        ([Entry("N02AA01", "A")], "QN02AA01", ""),
        ([Entry("N02AA01", "A")], "", ""),
        ([Entry("N02AA01", "Z")], "N02AA01", "Z"),
    ],
)
def test_the_group_of_a_code(entries: list[Entry], code: str, wanted: str) -> None:
    """By all below it; a code that is not there by the nearest level above it that is, the third the last."""
    assert register_of([Entry("A01AA01", "C"), *entries]).group_of_atc(code) == wanted


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("N02AA01", {"A"}),
        ("N02AA", {"A", "C"}),
        ("N02A", {"A", "B", "C"}),
        ("n02a ", {"A", "B", "C"}),
        ("N02", {"A", "B", "C", "F"}),
        ("N02B", {"F"}),
        ("N02BE02", set()),
        ("N03", set()),
    ],
)
def test_the_groups_of_all_below_a_code(code: str, wanted: set[str]) -> None:
    """Of each package; of what is withdrawn only where nothing in use has the code and none of it may leave."""
    entries = [
        Entry("N02AA01", "A"),
        Entry("N02AA05", "C"),
        Entry("N02AB03", "B", withdrawn=True),
        Entry("N02AC01", "C", withdrawn=True),
        Entry("N02BE01", "F"),
    ]
    of_brand = {"K"}  # where a package here has a brand
    assert register_of(entries).groups_below(code) - of_brand == wanted


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("N02AA01", ("N", "N02", "N02A", "N02AA", "N02AA01")),
        ("N02A", ("N", "N02", "N02A")),
        ("N0", ("N",)),
        ("qn02aa01", ("Q", "QN", "QN02", "QN02A", "QN02AA", "QN02AA01")),
        ("Q", ("Q",)),
        ("", ()),
    ],
)
def test_the_levels_of_a_code(code: str, wanted: tuple[str, ...]) -> None:
    """Those that it reaches, shortest first."""
    assert levels(code) == wanted


@steady(40)
@given(REGISTERS, st.sampled_from(["N02AA05", "N02AA", "N02AX02", "N05BA12", "R05DA20"]))
def test_a_code_that_is_not_there_leaves_only_where_its_neighbours_may(entries: list[Entry], code: str) -> None:
    """An opioid that the register does not know, in group C by the message, beside opioids of group A."""
    there = {level for e in entries for level in levels(e.atc)}
    nearest = next((level for level in levels(code)[::-1] if level in there and len(level) > 3), None)
    having = [] if nearest is None else all_of(entries, nearest)
    used = [e for e in having if not e.withdrawn] or having
    converter = replace(loaded(), register=register_of(entries))  # type: ignore[arg-type]
    found = stops(m1_to_ep(m1(varenr="000012", atc=code, group="C"), converter, AT))
    wanted = bool(used) and all(e.group in {"A", "B"} for e in used)
    assert not wanted or "excluded-group-a-b" in found
    assert used or not any(c.startswith("excluded-group") for c in found)


def test_whether_a_register_has_exchange_groups() -> None:
    """One without any says nothing by a package's having none."""
    assert not register_of([Entry("A01AA01", "C")]).has_exchange_groups()
    assert loaded().register.has_exchange_groups()


@pytest.mark.parametrize(
    ("brands", "text", "wanted"),
    [
        ([("Fiktivtanyl", "A", False)], "fiktivtanyl depotplaster 12 mikrog/t", "A"),
        ([("Fiktivtanyl", "A", False)], "Fiktiv-Tanyl tab", "A"),
        ([("Fiktivtanyl", "A", False)], "Fiktivtanylen tab", ""),
        ([("Pinex", "C", False), ("Pinex Forte", "B", False)], "Pinex Forte tab", "B"),
        ([("Pinex", "C", False), ("Pinex Forte", "B", False)], "Pinex tab", ""),
        ([("Pinex", "B", False), ("Pinex", "C", False)], "Pinex tab", ""),
        ([("Pinex", "B", False), ("Pinex", "C", True)], "Pinex tab", "B"),
        ([("Pinex", "B", True)], "Pinex tab", "B"),
        ([("", "A", False)], "tab", ""),
    ],
)
def test_the_group_of_a_brand(brands: list[tuple[str, str, bool]], text: str, wanted: str) -> None:
    """The longest brand that a text begins with; what is withdrawn speaks where nothing in use does."""
    found = GroupsOfBrands()
    for brand, group, withdrawn in brands:
        found.have(brand, (group, ""), withdrawn)
    assert found.of(text) == wanted


def test_the_group_of_a_substance_is_that_of_all_its_codes() -> None:
    """One that may leave under a code of its own is not kept; a level above speaks where FEST has no code of it."""
    register = register_of([Entry("N02AA01", "A"), Entry("N02AB03", "A"), Entry("N02BE01", "C"), Entry("R05DA04", "B")])
    assert register.group_of_substance(frozenset({"N02AA01"})) == "A"
    assert register.group_of_substance(frozenset({"N02AA01", "N02BE01"})) == ""
    assert register.group_of_substance(frozenset({"N02AA01", "R05DA04"})) == "A"
    assert register.group_of_substance(frozenset({"N02AA55"})) == "A"
    assert register.group_of_substance(frozenset({"N02BE01", "N02AA55"})) == ""
    assert register.group_of_substance(frozenset()) == ""
