"""The tester on a project of two files: what it reports, and that it leaves the tree as it was."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = '''
"""A small converter."""
LIMIT = frozenset({3, 4})

def is_adult(age):
    """Tested at its edge."""
    return age >= 18

def is_listed(number):
    """Tested with one of two numbers."""
    return number in LIMIT

def unseen(a, b):
    """Not tested."""
    return a and b

def loops(n):
    """Ends where it counts down."""
    while n > 0:
        n -= 1
    return n
'''
TESTS = """
from converter.core import is_adult, is_listed, loops

def test_adult():
    assert is_adult(18) and not is_adult(17)

def test_listed():
    assert is_listed(3) and not is_listed(5)

def test_loops():
    assert loops(2) == 0
"""


def made(folder: Path, code: str = CODE, tests: str = TESTS) -> Path:
    """A project of the two files."""
    (folder / "converter").mkdir()
    (folder / "converter" / "__init__.py").write_text("")
    (folder / "converter" / "core.py").write_text(code)
    (folder / "tests").mkdir()
    (folder / "tests" / "test_core.py").write_text(tests)
    return folder


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The tester in the project's own folder."""
    call = (
        "import sys; from pathlib import Path; from tools.mutate import main; from tools.mutation import trial; "
        "trial.GRACE = 0.5; "
        "sys.exit(main(sys.argv[1:], Path.cwd(), ('tests',)))"
    )
    given = ["--paths", "converter", "--sample", "0", "--jobs", "2", *arguments]
    return subprocess.run(
        [sys.executable, "-c", call, *given],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, which every test here leaves as it is."""
    return made(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def ended(project: Path) -> subprocess.CompletedProcess[str]:
    """What it says of the project."""
    return run(project, "--json", "out.json", "--fail-under", "99")


def test_it_tells_killed_from_survived(project: Path, ended: subprocess.CompletedProcess[str]) -> None:
    """Slips in functions and in what is made at import; each survivor with its place and what it changes."""
    told = json.loads((project / "out.json").read_text())
    outcomes = {(m["line"], m["operator"], m["before"]): m["outcome"] for m in told["mutants"]}
    assert outcomes[7, "comparison", ">="] == "killed"
    assert outcomes[7, "constant", "18"] == "killed"
    assert outcomes[3, "element", "3"] == "killed"
    assert outcomes[3, "element", "4"] == "survived"
    assert outcomes[15, "and-or", "and"] == "unreached"
    assert "converter/core.py:3: element: 4 -> *()" in ended.stdout
    assert "converter/core.py:15: and-or: and -> or  (no test reaches it)" in ended.stdout


def test_a_score_below_what_is_asked_for_fails(ended: subprocess.CompletedProcess[str]) -> None:
    """By its exit code."""
    assert ended.returncode == 1, ended.stderr


def test_a_score_of_what_is_asked_for_passes(project: Path, ended: subprocess.CompletedProcess[str]) -> None:
    """And what the tests run is recorded once."""
    again = run(project, "--fail-under", "1", "--sample", "3")
    assert again.returncode == 0
    assert "recording which" in ended.stderr
    assert "recording which" not in again.stderr


def test_the_tree_stays_as_it_was(project: Path, ended: subprocess.CompletedProcess[str]) -> None:
    """The source is never written to."""
    assert "killed" in ended.stdout
    assert (project / "converter" / "core.py").read_text() == CODE


def test_a_slip_that_never_ends_is_noticed(tmp_path: Path) -> None:
    """By its time."""
    code = CODE[CODE.index("def loops") :]
    tests = "from converter.core import loops\n\ndef test_loops():\n    assert loops(2) == 0\n"
    run(made(tmp_path, code, tests), "--json", "out.json")
    told = json.loads((tmp_path / "out.json").read_text())
    assert {m["outcome"] for m in told["mutants"] if m["operator"] == "arithmetic"} == {"timeout"}


def test_tests_that_cannot_run_are_no_score(tmp_path: Path) -> None:
    """Exit code 2."""
    ended = run(made(tmp_path, tests="import nowhere\n"))
    assert ended.returncode == 2, ended.stderr
