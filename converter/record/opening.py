"""Opens the exchange record that settings ask for."""

from converter.record.database import open_engine
from converter.record.errors import RecordError
from converter.record.keys import read_keys
from converter.record.record import ExchangeRecord
from converter.record.rows import Rows
from converter.record.schema import require_current
from converter.settings import Settings


def open_record(settings: Settings) -> ExchangeRecord | None:
    """The record; None where no key is set, and so nothing is kept.

    Raises:
        RecordError: the key or the address cannot be used, or the database lacks its tables.
    """
    if not settings.record_key:
        return None
    rows = Rows(read_keys(settings.record_key), settings.record_days)
    engine = open_engine(settings.record)
    try:
        require_current(engine)
    except RecordError:
        engine.dispose()
        raise
    return ExchangeRecord(engine, rows)
