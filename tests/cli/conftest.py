"""What the tests of the command line share."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from converter.conversion.converter import Converter, load_converter
from converter.examples import entered_example, example
from converter.settings import Settings, read_settings
from tests.builders.loaded import loaded
from tests.builders.messages import m1
from tests.builders.records import KEY
from tests.cli.command import Say


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Commands that the tests start can be interrupted, though the tests run in the background, where nothing can."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    for name in os.environ:
        if name.startswith("CONVERTER_"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ships is loaded once for all tests of this process; with other tables or another register, anew."""
    of_record = {"record", "record_key", "record_days"}
    shipped = read_settings({}).model_dump(exclude=of_record)

    def load(settings: Settings) -> Converter:
        return loaded() if settings.model_dump(exclude=of_record) == shipped else load_converter(settings)

    for command in ("m1_to_ep", "ed_to_m10", "check", "explain", "options", "coverage"):
        monkeypatch.setattr(f"converter.cli.{command}.load_converter", load)


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
    path.write_bytes(entered_example())
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
