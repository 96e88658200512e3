"""What the tests of the command line share."""

import sys
from pathlib import Path

import pytest

from converter.conversion.converter import Converter, load_converter
from converter.settings import Settings, read_settings
from tests.builders.loaded import loaded
from tests.builders.messages import m1
from tests.cli.command import Say


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    for name in ("HOME", "FEST", "LANGUAGE", "SCHEMAS_NORWAY", "SCHEMAS_EU", "ALLOW_AT"):
        monkeypatch.delenv(f"CONVERTER_{name}", raising=False)


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that ask for what ships, and nothing else, share it; any other setting is loaded as it says."""
    shipped = read_settings({})

    def load(settings: Settings) -> Converter:
        return loaded() if settings == shipped else load_converter(settings)

    for name, module in list(sys.modules.items()):
        if name.startswith("converter.") and getattr(module, "load_converter", None) is load_converter:
            monkeypatch.setattr(module, "load_converter", load)


@pytest.fixture
def message(tmp_path: Path) -> Say:
    """Writes a message to a file."""

    def write(data: bytes | None = None, **overrides: object) -> Path:
        path = tmp_path / "m1.xml"
        path.write_bytes(m1(**overrides) if data is None else data)
        return path

    return write
