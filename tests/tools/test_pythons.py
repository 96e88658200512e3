"""`.ci/pythons`: the further Pythons of a machine are found, whatever else is on its PATH."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "pythons"
SWALLOWS = "cat > /dev/null"


def put(folder: Path, name: str, does: str) -> Path:
    """A command of that name, in a folder that is made."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)
    return path


def found(tmp_path: Path, *folders: Path, **environment: str) -> list[str]:
    """What the script prints of what a test put there; python3 is of 3.11."""
    put(tmp_path / "own", "python3", "echo 3.11.7")
    path = os.pathsep.join([str(tmp_path / "own"), *map(str, folders), "/usr/bin", "/bin"])
    done = subprocess.run(
        ["bash", str(SCRIPT)],
        env={"PATH": path, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [line for line in done.stdout.splitlines() if str(tmp_path) in line]


def test_without_a_home(tmp_path: Path) -> None:
    """As a service account may be."""
    python = put(tmp_path / "bin", "python3.98", "echo 3.98.1")
    assert found(tmp_path, tmp_path / "bin") == [f"3.98.1 {python}"]


@pytest.mark.parametrize("name", ["[x]", "a b", "st*r", "quest?on"])
def test_a_folder_s_name_is_no_pattern(tmp_path: Path, name: str) -> None:
    """Nor is it split at its blanks."""
    python = put(tmp_path / name, "python3.98", "echo 3.98.1")
    assert found(tmp_path, tmp_path / name, HOME=str(tmp_path)) == [f"3.98.1 {python}"]


def test_a_shim_that_reads_takes_nothing_from_the_others(tmp_path: Path) -> None:
    """It is given nothing to read."""
    put(tmp_path / "bin", "python3.97", SWALLOWS)
    python = put(tmp_path / "bin", "python3.98", "echo 3.98.1")
    assert found(tmp_path, tmp_path / "bin", HOME=str(tmp_path)) == [f"3.98.1 {python}"]


def test_the_newest_of_each_minor_version_that_runs(tmp_path: Path) -> None:
    """Of PATH and of pyenv; without 3.11, which python3 is, and without what fails."""
    put(tmp_path / "bin", "python3.11", "echo 3.11.9")
    put(tmp_path / "bin", "python3.96", "exit 1")
    put(tmp_path / "bin", "python3.98", "echo 3.98.1")
    newest = put(tmp_path / ".pyenv" / "versions" / "3.98.10" / "bin", "python3.98", "echo 3.98.10")
    other = put(tmp_path / ".pyenv" / "versions" / "3.97.0" / "bin", "python3.97", "echo 3.97.0")
    assert found(tmp_path, tmp_path / "bin", HOME=str(tmp_path)) == [f"3.97.0 {other}", f"3.98.10 {newest}"]
