"""What the tests of the command line share."""

from pathlib import Path

import pytest

from tests.builders.messages import m1
from tests.cli.command import Say


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    for name in ("HOME", "FEST", "LANGUAGE", "SCHEMAS_NORWAY", "SCHEMAS_EU", "ALLOW_AT"):
        monkeypatch.delenv(f"CONVERTER_{name}", raising=False)


@pytest.fixture
def message(tmp_path: Path) -> Say:
    """Writes a message to a file."""

    def write(data: bytes | None = None, **overrides: object) -> Path:
        path = tmp_path / "m1.xml"
        path.write_bytes(m1(**overrides) if data is None else data)
        return path

    return write
