"""Exchange records for tests: SQLite in a file, PostgreSQL in a schema of its own where a server is named."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from converter.record.database import open_engine
from converter.record.opening import open_record
from converter.record.record import ExchangeRecord
from converter.record.schema import upgrade
from converter.settings import Settings, read_settings

POSTGRES = "CONVERTER_TEST_POSTGRES"
KEY = "VGhpcyBrZXkgb2YgdGVzdHMgaXMgbm8gc2VjcmV0ISE="
OTHER_KEY = "QW5vdGhlciBrZXkgb2YgdGVzdHMsIG5vIHNlY3JldCE="
KINDS = ("sqlite", "postgresql")
_numbers = count(1)


@contextmanager
def address(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database; skips where there is no PostgreSQL."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / f'record{next(_numbers)}.db'}"
        return
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"no PostgreSQL: set {POSTGRES} to its address")
    url = make_url(server).set(drivername="postgresql+psycopg")
    schema = f"test_{os.getpid()}_{next(_numbers)}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        own = url.set(drivername="postgresql").update_query_dict({"options": f"-csearch_path={schema}"})
        yield own.render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


def settings(where: str, key: str = KEY, days: int = 365) -> Settings:
    """The settings of a record at an address."""
    return read_settings({"CONVERTER_RECORD": where, "CONVERTER_RECORD_KEY": key, "CONVERTER_RECORD_DAYS": str(days)})


@contextmanager
def opened(where: str, key: str = KEY, days: int = 365) -> Iterator[ExchangeRecord]:
    """The record at an address, its tables made."""
    engine = open_engine(where)
    upgrade(engine)
    engine.dispose()
    record = open_record(settings(where, key, days))
    assert record is not None
    try:
        yield record
    finally:
        record.engine.dispose()
