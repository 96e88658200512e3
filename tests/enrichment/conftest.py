"""A live register of a file, with a clock of its own."""

from pathlib import Path

import pytest

from converter.enrichment.live_register import LiveRegister
from tests.enrichment.editions import EVERY, Clock, edition


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return edition(tmp_path, 1).rename(tmp_path / "fest.sqlite")


@pytest.fixture
def register(file: Path, clock: Clock) -> LiveRegister:
    return LiveRegister(file, clock, EVERY)
