"""A broken field register stops the start, with the line and what to write."""

from pathlib import Path

import pytest

from converter.fields.register import load_fields, spelt_out
from converter.sources.problems import ProblemList

HEAD = """fields: m1
title: M1
maintainer: Somebody
policies:
  - {id: minimal, text_no: Bare det som trengs., text_en: Only what is needed.}
rows:
"""
GOOD = "  - {path: Resept/Utloper, fate: carried, to: [supply/effectiveTime/high]}\n"


def problems_of(folder: Path, text: str) -> list[str]:
    """The codes of the problems, each with its line."""
    (folder / "fields").mkdir()
    (folder / "fields" / "m1.yaml").write_text(text, encoding="utf-8")
    problems = ProblemList()
    load_fields(folder, "m1", problems)
    return [f"{p.code}:{p.line}" for p in problems]


def test_a_sound_register_loads(tmp_path: Path) -> None:
    """One row is enough."""
    assert problems_of(tmp_path, HEAD + GOOD) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{path: A, fate: carried}", "field-to:8"),
        ("{path: A, fate: withheld, policy: minimal, to: [x]}", "field-to:8"),
        ("{path: A, fate: withheld}", "field-policy:8"),
        ("{path: A, fate: used, policy: maximal}", "field-policy:8"),
        ("{path: A, fate: carried, to: [x], policy: minimal}", "field-policy:8"),
        ("{path: A, fate: dropped, policy: minimal}", "shape-word:8"),
        ("{path: Resept/Utloper, fate: withheld, policy: minimal}", "field-twice:8"),
        ('{path: "Resept/{Utloper,Dato}", fate: withheld, policy: minimal}', "field-twice:8"),
        ("{path: A, fate: used, policy: minimal, why: so}", "shape-unknown-field:8"),
    ],
)
def test_a_broken_row_is_found(tmp_path: Path, row: str, problem: str) -> None:
    """At its line."""
    assert problem in problems_of(tmp_path, f"{HEAD}{GOOD}  - {row}\n")


def test_a_register_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As any other file that the start needs."""
    problems = ProblemList()
    assert load_fields(tmp_path, "m1", problems) is None
    assert [p.code for p in problems] == ["file-missing"]


def test_names_in_braces_stand_for_either() -> None:
    """Each combination once."""
    assert list(spelt_out("{a,b}/c/{@V,@S}")) == ["a/c/@V", "a/c/@S", "b/c/@V", "b/c/@S"]
