"""What all tests share: where the reference material is, when it is there."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CONVERTER_REFERENCE", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material (official schemas, rules, messages); the test is skipped where it is missing."""
    if not (SHARED / "check" / "run").exists():
        pytest.skip("needs the reference material, which is not part of this repository")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--update-golden`: the golden documents are written anew instead of compared."""
    parser.addoption("--update-golden", action="store_true", help="write the golden documents anew; read the diff")
