"""The schema of the record's database: brought up to date by Alembic, and required to be."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from converter.record.database import open_engine
from converter.record.errors import RecordError, silent

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 7_430_101
"""An advisory lock of PostgreSQL's, so that two starts do not migrate at once; the number is arbitrary."""


def upgrade_at(address: str) -> None:
    """Brings the database at an address up to date. Raises RecordError as `open_engine` and `upgrade`."""
    engine = open_engine(address)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def upgrade(engine: Engine) -> None:
    """Brings the database up to date; it may be empty.

    Raises:
        RecordError: it does not answer.
    """
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except SQLAlchemyError:
        raise silent() from None


def require_current(engine: Engine) -> None:
    """Checks that the database is up to date.

    Raises:
        RecordError: it is not, or does not answer.
    """
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError:
        raise silent() from None
    if current != ScriptDirectory.from_config(_config()).get_current_head():
        raise RecordError(
            "Registerets database er ikke oppdatert. Kjør «converter record upgrade».",
            "The record's database is not up to date. Run 'converter record upgrade'.",
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config
