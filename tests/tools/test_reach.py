"""Which tests a slip is tried against, and in what order."""

from pathlib import Path

from tools.mutation.lines import span
from tools.mutation.mutant import Mutant
from tools.mutation.reach import BUDGET, Map, Reach, modules_named

PATH = "converter/rules/table.py"
SLIP = Mutant(PATH, 0, 1, "constant", "1", "2", line=5, first=5, last=5, function="read_rules")


def reach(seconds: float = 0.1, first: int = 1, last: int = 9, passed: bool = True) -> Reach:
    """A test that runs these lines of the file."""
    return Reach(seconds, passed, {PATH: span(first, last)})


def test_the_tests_of_the_module_s_own_file_come_first_then_a_few_of_each_file() -> None:
    """The quick ones before the slow."""
    tests = {
        "tests/a.py::slow": reach(0.3),
        "tests/a.py::quick": reach(0.1),
        "tests/rules/test_table.py::slow": reach(2.0),
        "tests/rules/test_table.py::quick": reach(0.2),
    }
    assert Map(tests, {}).reaching(SLIP) == [
        "tests/rules/test_table.py::quick",
        "tests/rules/test_table.py::slow",
        "tests/a.py::quick",
        "tests/a.py::slow",
    ]


def test_only_tests_that_run_the_line_and_pass_unharmed_within_the_time() -> None:
    """Others tell nothing, or take too long."""
    tests = {
        "tests/a.py::elsewhere": reach(first=6),
        "tests/a.py::failing": reach(passed=False),
        "tests/a.py::all the time": reach(BUDGET),
        "tests/a.py::on top of that": reach(BUDGET + 0.1),
    }
    assert Map(tests, {}).reaching(SLIP) == ["tests/a.py::all the time"]


def test_a_line_that_runs_at_loading_gets_its_room_its_file_and_all() -> None:
    """After those that run it themselves."""
    tests = {
        "tests/a.py::file": reach(first=6),
        "tests/rules/b.py::room": Reach(0.1, True, {}),
        "tests/b.py::any": Reach(0.1, True, {}),
        "tests/c.py::direct": reach(),
    }
    found = Map(tests, {PATH: span(5, 5)}).reaching(SLIP)
    assert found == ["tests/c.py::direct", "tests/rules/b.py::room", "tests/a.py::file", "tests/b.py::any"]


def test_a_file_that_imports_the_module_comes_before_others(tmp_path: Path) -> None:
    """At loading too: what is imported by name is what is tested."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/z.py").write_text("from converter.rules.table import read_rules\n", encoding="utf-8")
    tests = {"tests/a.py::quick": reach(0.1), "tests/z.py::slow": reach(3.0)}
    named = modules_named(tmp_path, ["tests/a.py", "tests/z.py"])
    assert named == {"tests/z.py": {"converter.rules.table"}}
    for loading in ({}, {PATH: span(5, 5)}):
        assert Map(tests, loading, named).reaching(SLIP)[0] == "tests/z.py::slow"
