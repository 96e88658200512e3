"""A copy of the shipped rules in which one edit is made, as a maintainer's slip or an adversary would make it."""

import shutil
from pathlib import Path
from typing import NamedTuple

from converter.rules.routes import load_routes
from converter.settings import find_home
from converter.sources.problems import ProblemList, TableProblem

MAPPINGS = find_home() / "mappings"


class Edit(NamedTuple):
    """In the row of `rule` (or the whole file, where it is empty) `old` becomes `new`; `code` is what is said of it."""

    route: str
    rule: str
    old: str
    new: str
    code: str


def row_of(text: str, rule: str) -> tuple[int, int]:
    """Where the row of a rule begins and ends in the file's text."""
    start = text.index(f"  - id: {rule}\n")
    end = text.find("\n  - id: ", start + 1)
    return start, (text.index("\nretired:") if end < 0 else end) + 1


def edited(edit: Edit) -> str:
    """The text of the route's file after the edit."""
    text = (MAPPINGS / "rules" / f"{edit.route}.yaml").read_text(encoding="utf-8")
    start, end = row_of(text, edit.rule) if edit.rule else (0, len(text))
    row = text[start:end]
    assert not edit.old or row.count(edit.old) >= 1, f"{edit.old!r} is not in {edit.rule}"
    changed = row.replace(edit.old, edit.new, 1) if edit.old else edit.new
    return text[:start] + changed + text[end:]


def home_with(path: Path, route: str, text: str) -> Path:
    """A home under `path` with all shipped rules and lists, and this text for one route."""
    shutil.copytree(MAPPINGS / "rules", path / "rules")
    (path / "codelists").symlink_to(MAPPINGS / "codelists")
    (path / "rules" / f"{route}.yaml").write_text(text, encoding="utf-8")
    return path


def problems_in(home: Path) -> list[TableProblem]:
    """All that is wrong with the rules in a home."""
    problems = ProblemList()
    load_routes(home, problems)
    return list(problems)
