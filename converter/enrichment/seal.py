"""The seal of a register file: a digest behind the database, so that a file which is cut or half copied is known.

SQLite itself finds only some of that: it reads a page when it needs it, and never compares content. It passes over
bytes behind its last page.
"""

from hashlib import sha256
from pathlib import Path

from converter.enrichment.register_errors import RegisterCode, RegisterError

APPLICATION_ID = 0x46455354
SCHEMA_VERSION = 6
"""Raised whenever the tables, or what their records hold, change."""
_MAGIC = b"FEST-SEAL-1\n"
_SEAL = len(_MAGIC) + sha256().digest_size
_HEADER = 100
_USER_VERSION, _APPLICATION = slice(60, 64), slice(68, 72)
"""Where SQLite's header has them (sqlite.org, Database File Format, 1.3)."""


def seal(path: Path) -> None:
    """Puts the seal at the end of a finished database file.

    Raises:
        OSError: the file cannot be read or written.
    """
    digest = sha256()
    with path.open("r+b") as stream:
        while data := stream.read(1 << 20):
            digest.update(data)
        stream.write(_MAGIC + digest.digest())


def unseal(data: bytes, name: str) -> memoryview:
    """The database in a file's bytes, checked to be whole and of our kind.

    Args:
        data: the file.
        name: the file's name, for errors.

    Raises:
        RegisterError: no register, one of another schema version, or not what was sealed.
    """
    if len(data) < _HEADER or not data.startswith(b"SQLite format 3\x00"):
        raise RegisterError(RegisterCode.CORRUPT, name)
    if int.from_bytes(data[_APPLICATION]) != APPLICATION_ID:
        raise RegisterError(RegisterCode.CORRUPT, name)
    if int.from_bytes(data[_USER_VERSION]) != SCHEMA_VERSION:
        raise RegisterError(RegisterCode.OTHER_SCHEMA, name)
    database = memoryview(data)[:-_SEAL]
    if data[-_SEAL:] != _MAGIC + sha256(database).digest():
        raise RegisterError(RegisterCode.CORRUPT, name)
    return database
