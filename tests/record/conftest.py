"""The exchange record of each test: its own, in SQLite and in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from converter.record.record import ExchangeRecord
from tests.builders import records


@pytest.fixture(params=records.KINDS)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    with records.address(request.param, tmp_path) as given:
        yield given


@pytest.fixture
def record(where: str) -> Iterator[ExchangeRecord]:
    """An empty record."""
    with records.opened(where) as given:
        yield given
