"""Opens the exchange record that settings ask for."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from converter.record.database import open_engine
from converter.record.errors import RecordError, silent
from converter.record.keys import SETTING, RecordKeys, read_keys
from converter.record.record import ExchangeRecord
from converter.record.rows import Rows
from converter.record.schema import require_current
from converter.record.tables import DISPENSATION, KEY, PRESCRIPTION
from converter.settings import Settings

KEY_MISSING_NO = f"Registeret har rader under en nøkkel som ikke er i {SETTING}. Sett den bak den nye, med komma."
KEY_MISSING_EN = f"The record has rows under a key that is not in {SETTING}. Put it behind the new one, with a comma."


def open_record(settings: Settings) -> ExchangeRecord | None:
    """The record; None where no key is set, and so nothing is kept. It connects when it is first used: a process that
    only checks, as the one that starts workers, holds no connection.

    Raises:
        RecordError: the key or the address cannot be used, or the database lacks its tables.
    """
    if not settings.record_key:
        return None
    rows = Rows(read_keys(settings.record_key), settings.record_days)
    engine = open_engine(settings.record)
    try:
        require_current(engine)
        _require_keys(engine, rows.keys)
    finally:
        engine.dispose()
    return ExchangeRecord(engine, rows)


@contextmanager
def opened_record(settings: Settings) -> Iterator[ExchangeRecord | None]:
    """`open_record` for as long as a block lasts; raises as it does."""
    record = open_record(settings)
    try:
        yield record
    finally:
        if record is not None:
            record.close()


def _require_keys(engine: Engine, keys: RecordKeys) -> None:
    """Notes the first key, and requires every key that rows are sealed under.

    Raises:
        RecordError: a key is missing whose rows are still there; or the database does not answer.
    """
    try:
        with engine.begin() as connection:
            known = {bytes(name) for (name,) in connection.execute(select(KEY.c.name))}
            for name in known - set(keys.names):
                if _seals(connection, name):
                    raise RecordError(KEY_MISSING_NO, KEY_MISSING_EN)
                connection.execute(delete(KEY).where(KEY.c.name == name))
            if keys.names[0] not in known:
                connection.execute(insert(KEY).values(name=keys.names[0]))
    except IntegrityError:
        return  # another worker noted the same key
    except SQLAlchemyError:
        raise silent() from None


def _seals(connection: Connection, name: bytes) -> bool:
    """Whether any row is sealed under a key."""
    start = func.substr(PRESCRIPTION.c.sealed, 1, len(name)) == name
    if connection.execute(select(PRESCRIPTION.c.prescription).where(start).limit(1)).first() is not None:
        return True
    start = func.substr(DISPENSATION.c.sealed, 1, len(name)) == name
    return connection.execute(select(DISPENSATION.c.document).where(start).limit(1)).first() is not None
