"""The connection to the exchange record: SQLite or PostgreSQL, each set so that what is committed survives a kill."""

from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from converter.record.errors import RecordError

DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg"}
BUSY_MILLISECONDS = 30_000
"""How long a writer waits for another (SQLite has one at a time)."""
POOL = 20


def open_engine(address: str) -> Engine:
    """An engine for an address of SQLAlchemy's form: `sqlite:///file.db`, `postgresql://user@host/database`.

    Raises:
        RecordError: it is of another kind, or cannot be read.
    """
    try:
        url = make_url(address)
        kind = url.get_backend_name()
        if kind not in DRIVERS or (kind == "sqlite" and not url.database):
            raise ArgumentError
        return _engine(url.set(drivername=f"{kind}+{DRIVERS[kind]}"))
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise RecordError(
            "CONVERTER_RECORD er ikke en adresse som sqlite:///fil.db eller postgresql://bruker@vert/database.",
            "CONVERTER_RECORD is no address such as sqlite:///file.db or postgresql://user@host/database.",
        ) from None


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _(connection: SqliteConnection, __: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's own BEGIN, below; the driver's would come too late
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MILLISECONDS}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # a reader that becomes a writer could not wait

    return engine
