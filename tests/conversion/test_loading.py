"""Loading the converter: what a route looks up by name must be there, and what is made of the tables."""

import ast
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from converter.conversion.converter import (
    USED_DOSES,
    USED_NORWEGIAN,
    USED_TABLES,
    USED_TEXTS,
    Versions,
    load_converter,
)
from converter.model.zone import OSLO
from converter.settings import SettingError, find_home, read_settings
from converter.sources.problems import TableProblems
from tests.builders.loaded import loaded

HOME = find_home()
LOOKED_UP = {"codes": USED_TABLES, "texts": USED_TEXTS, "doses": USED_DOSES, "norwegian": USED_NORWEGIAN}
ASKED_FOR_BY_OTHERS = {"dose-form", "gender", "package", "quantity-unit", "route", "unit"}
"""Norwegian words that other tables are checked by: what is said without them is said of those."""


@pytest.mark.parametrize("folder", LOOKED_UP)
def test_a_table_that_a_route_looks_up_must_be_there(folder: str, tmp_path: Path) -> None:
    """Or the start stops, and names each; not the first message that needs it."""
    shutil.copytree(HOME / "mappings", tmp_path / "mappings")
    (tmp_path / "schemas").symlink_to(HOME / "schemas")
    gone = LOOKED_UP[folder] - ASKED_FOR_BY_OTHERS
    for name in gone:
        (tmp_path / "mappings" / folder / f"{name}.yaml").unlink()
    with pytest.raises(TableProblems) as caught:
        load_converter(read_settings({}).model_copy(update={"home": tmp_path}))
    missing = {p.file for p in caught.value.problems if p.code == "file-missing"}
    assert missing == {f"mappings/{folder}/{name}.yaml" for name in gone}


@pytest.mark.parametrize("folder", LOOKED_UP)
def test_every_table_that_code_names_is_looked_for_at_the_start(folder: str) -> None:
    """Each text of the routes that is the name of a table."""
    tables = loaded().tables
    known = {
        "codes": set(tables.tables),
        "texts": set(tables.all_texts),
        "doses": set(tables.short_doses),
        "norwegian": set(tables.norwegian),
    }
    routes = [p for p in (HOME / "converter" / "conversion").rglob("*.py") if p.name != "converter.py"]
    named = {
        node.value
        for path in routes
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert known[folder] & named <= LOOKED_UP[folder]


def test_a_language_that_the_eu_does_not_have_stops_the_start() -> None:
    """It would be in every document."""
    with pytest.raises(SettingError):
        load_converter(read_settings({}).model_copy(update={"language": "xx-XX"}))


def test_the_types_of_national_numbers_are_found_by_their_roots() -> None:
    """FNR and DNR, each under the root that the table gives it."""
    table = loaded().tables.table("identifier-8116")
    roots = {code: row.target.code for code in ("FNR", "DNR") if (row := table.row(code)) and row.target}
    assert loaded().person_types == {root: code for code, root in roots.items()}


def test_a_norwegian_form_is_the_same_as_an_eu_one_by_a_reviewed_row_only() -> None:
    """Each with the list's own term; neither a draft nor one that says less."""
    rows = [r for r in loaded().tables.table("dose-form-7448") if r.target is not None]
    same = {r.code for r in rows if r.relation == "equivalent" and r.status == "approved"}
    found = {form.code: target for target, forms in loaded().forms.items() for form in forms}
    assert set(found) == same
    assert all(found[r.code] == r.target.code for r in rows if r.code in same and r.target)
    assert all(
        form.display == loaded().tables.code_list("7448").terms[form.code]
        for f in loaded().forms.values()
        for form in f
    )


def test_versions_are_those_of_the_register_that_answered() -> None:
    """Another FEST, or another kind of register, is another version."""

    class Register:
        def __init__(self, retrieved: datetime, demo: bool) -> None:
            self.version = replace(loaded().register.version, retrieved=retrieved, demo=demo)

    known, version = loaded().versions, loaded().register.version
    same = Register(version.retrieved, version.demo)
    assert loaded().versions_of(same) is known  # type: ignore[arg-type]
    later = datetime(2030, 1, 1, tzinfo=OSLO)
    assert loaded().versions_of(Register(later, version.demo)).fest == later.isoformat()  # type: ignore[arg-type]
    real = loaded().versions_of(Register(version.retrieved, not version.demo))  # type: ignore[arg-type]
    assert (real.fest_is_demo, real.fest) == (not version.demo, known.fest)


@pytest.mark.parametrize(("commit", "build"), [("0123456", "0.2.0+0123456"), ("", "0.2.0")])
def test_a_build_is_its_version_and_its_commit(commit: str, build: str) -> None:
    """The version alone where nobody knows the commit."""
    assert Versions("0.2.0", "", "", True, (), commit).build == build
