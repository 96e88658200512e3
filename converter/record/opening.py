"""Opens the exchange record that settings ask for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from converter.settings import Settings

if TYPE_CHECKING:
    from converter.record.record import ExchangeRecord


def open_record(settings: Settings) -> "ExchangeRecord | None":
    """The record; None where no key is set, and so nothing is kept. It connects when it is first used: a process that
    only checks, as the one that starts workers, holds no connection.

    Raises:
        RecordError: the key or the address cannot be used, or the database lacks its tables.
    """
    if not settings.record_key:
        return None
    # The library of the database is loaded only where a record is kept: it takes longer than a conversion.
    from converter.record.database import open_engine
    from converter.record.held_keys import require_keys
    from converter.record.keys import read_keys
    from converter.record.record import ExchangeRecord
    from converter.record.rows import Rows
    from converter.record.schema import require_current

    rows = Rows(read_keys(settings.record_key), settings.record_days)
    engine = open_engine(settings.record)
    try:
        require_current(engine)
        require_keys(engine, rows.keys)
    finally:
        engine.dispose()
    return ExchangeRecord(engine, rows)


@contextmanager
def opened_record(settings: Settings) -> "Iterator[ExchangeRecord | None]":
    """`open_record` for as long as a block lasts; raises as it does."""
    record = open_record(settings)
    try:
        yield record
    finally:
        if record is not None:
            record.close()
