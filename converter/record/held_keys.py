"""The keys that a record's rows are sealed under: those in its database against those of the settings."""

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from converter.record.errors import RecordError, silent
from converter.record.keys import SETTING, RecordKeys
from converter.record.tables import DISPENSATION, KEY, PRESCRIPTION

KEY_MISSING_NO = f"Registeret har rader under en nøkkel som ikke er i {SETTING}. Sett den bak den nye, med komma."
KEY_MISSING_EN = f"The record has rows under a key that is not in {SETTING}. Put it behind the new one, with a comma."


def require_keys(engine: Engine, keys: RecordKeys) -> None:
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
