"""What the tests of the command line share."""

import os
from pathlib import Path

import pytest

from converter.examples import example
from converter.service.example_calls import DISPENSED_HERE
from tests.builders.messages import m1
from tests.builders.records import KEY
from tests.cli.command import Say


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    for name in os.environ:
        if name.startswith("CONVERTER_"):
            monkeypatch.delenv(name)


@pytest.fixture
def message(tmp_path: Path) -> Say:
    """Writes a message to a file."""

    def write(data: bytes | None = None, **overrides: object) -> Path:
        path = tmp_path / "m1.xml"
        path.write_bytes(m1(**overrides) if data is None else data)
        return path

    return write


@pytest.fixture
def ep(tmp_path: Path) -> Path:
    """The shipped EU prescription."""
    path = tmp_path / "ep.xml"
    path.write_bytes(example("ep-finnish"))
    return path


@pytest.fixture
def dispense(tmp_path: Path) -> Path:
    """A dispense of it."""
    path = tmp_path / "dispense.json"
    path.write_bytes(DISPENSED_HERE)
    return path


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of a record whose database is not there yet; its file."""
    place = tmp_path / "record.db"
    monkeypatch.setenv("CONVERTER_RECORD", f"sqlite:///{place}")
    monkeypatch.setenv("CONVERTER_RECORD_KEY", KEY)
    return place


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The shipped eD, its discard and its M1."""
    found = {}
    for name in ("ed-tablets", "ed-discard", "m1-tablets"):
        found[name] = tmp_path / f"{name}.xml"
        found[name].write_bytes(example(name))
    return found
