"""What each table joins is pinned by its name: a head that says otherwise is a problem at its line."""

import re
from pathlib import Path

import pytest

from converter.conversion.converter import USED_DOSES, USED_NORWEGIAN, USED_TABLES, USED_TEXTS
from converter.sources.problems import ProblemList, TableProblems
from converter.terminology.checks import read_code_table, read_texts
from converter.terminology.joins import JOINS, SOURCES
from converter.terminology.lists import Lists
from converter.terminology.norwegian import read_norwegian
from converter.terminology.short_dose import read_short_doses
from converter.terminology.tables import Tables
from tests.terminology.conftest import MAPPINGS, SmallHome

READERS = {"codes": read_code_table, "texts": read_texts, "doses": read_short_doses, "norwegian": read_norwegian}
FOLDERS = {name: folder for folder in READERS for name in (p.stem for p in (MAPPINGS / folder).glob("*.yaml"))}


def _problems(name: str, old: str, new: str, tables: Tables) -> tuple[ProblemList, int]:
    """What reading the shipped file says after the edit, and the line of the edit."""
    folder = FOLDERS[name]
    text = (MAPPINGS / folder / f"{name}.yaml").read_text(encoding="utf-8")
    start = re.search(old, text, re.M)
    assert start is not None
    problems = ProblemList()
    lists = Lists(dict(tables.value_sets), dict(tables.code_lists))
    READERS[folder](
        text[: start.start()] + new + text[start.end() :], f"mappings/{folder}/{name}.yaml", lists, problems
    )
    return problems, text[: start.start()].count("\n") + 1


def test_every_file_that_is_used_is_pinned() -> None:
    """And each that ships, whether used or not."""
    assert JOINS.keys() >= USED_TABLES
    assert SOURCES.keys() == USED_TEXTS | USED_DOSES | USED_NORWEGIAN
    assert JOINS.keys() | SOURCES.keys() == FOLDERS.keys()


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_another_source_is_refused_at_its_line(name: str, shipped: Tables) -> None:
    """A free text of another name is the least that could be told from what ships."""
    problems, line = _problems(name, r"^source: .*$", 'source: {text: Anything, version: "1"}', shipped)
    assert ("head-pinned", line) in {(p.code, p.line) for p in problems}


@pytest.mark.parametrize("name", sorted(JOINS))
def test_another_target_is_refused_at_its_line(name: str, shipped: Tables) -> None:
    """Dose forms and roots each have the other; braces count as well."""
    other = (
        "list: OID" if "list: OID" not in (MAPPINGS / "codes" / f"{name}.yaml").read_text() else "value_set: eHDSIUnit"
    )
    problems, line = _problems(name, r"^target: .*$", f'target: {{{other}, version: "1"}}', shipped)
    assert ("head-pinned", line) in {(p.code, p.line) for p in problems}


def test_braces_cannot_be_left_out(shipped: Tables) -> None:
    """Without them a row's unit would be read as a unit of UCUM."""
    problems, line = _problems("unit-7480", r" braces: eHDSIQuantityUnit,", "", shipped)
    assert ("head-pinned", line) in {(p.code, p.line) for p in problems}


def test_a_whole_table_cannot_be_called_part_of_one(shipped: Tables) -> None:
    """A row that then is left out would not be missed."""
    problems, line = _problems("quantity-unit-7452", r'^complete: "yes"', 'complete: "no"', shipped)
    assert ("head-pinned", line) in {(p.code, p.line) for p in problems}


def test_a_table_that_nothing_uses_may_join_what_it_likes(small: SmallHome) -> None:
    """It is held against its lists alone."""
    small.spoil("codes/long.yaml", "FEST LegemiddelformLang", "Something else")
    assert small.load().table("long").source == "Something else"


def test_a_unit_in_braces_that_ucum_has_is_named_and_not_a_crash(small: SmallHome) -> None:
    """`{#}` is in eHDSIUnit; a table without braces may name it, and its row is held all the same."""
    small.spoil(
        "valuesets/index.yaml",
        'concepts: "3", source: MVC}\n  - {name: eHDSIQ',
        'concepts: "4", source: MVC}\n  - {name: eHDSIQ',
    )
    small.spoil("valuesets/eHDSIUnit.csv", "mg,milligram", "mg,milligram\n{#},number")
    small.spoil("codes/unit.yaml", "braces: eHDSIQuantityUnit, ", "")
    small.spoil("codes/unit.yaml", 'target: "{Tablet}", target_term: Tablet', 'target: "{#}", target_term: number')
    with pytest.raises(TableProblems) as caught:
        small.load()
    first = caught.value.problems[0]
    assert (first.code, first.file, first.line) == ("norwegian-missing", "mappings/codes/unit.yaml", 12)


def test_files_are_read_from_the_folder_that_ships() -> None:
    """The parameters above are not of an empty folder."""
    assert isinstance(MAPPINGS, Path)
    assert len(FOLDERS) > 30
