"""Medicines registers: what is known of a package by its varenr."""

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import quote

from converter.enrichment.fest_database import APPLICATION_ID, SCHEMA_VERSION, build_into
from converter.enrichment.records_json import decoder
from converter.enrichment.register_errors import RegisterCode, RegisterError
from converter.formats.norway.fest_source import open_source
from converter.model.medicine import Medicine, RegisterVersion

T = TypeVar("T")
CACHED = 4096
_PACKAGE = Path(__file__).resolve().parents[1]
_MEDICINE = decoder(Medicine)


class MedicinesRegister(Protocol):
    """A register of medicine packages."""

    @property
    def version(self) -> RegisterVersion:
        """Which register answers, and how old it is."""

    def find(self, varenr: str) -> Medicine | None:
        """The package with this Nordic article number, leading zeros included; absent where it is not known."""


class FestRegister:
    """A register built from FEST. Safe in several threads, and in processes forked from the one that opened it.

    Args:
        connect: opens the database; used again in a forked process, unless `name` is empty (a database in memory).
        name: the file's name, for errors.

    Raises:
        RegisterError: another schema version, or not a sound register.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], name: str) -> None:
        self._connect = connect
        self._name = name
        self._process = os.getpid()
        self._connection = self._guard(connect)
        self._version = self._guard(self._read_version)
        self._cached = lru_cache(maxsize=CACHED)(self._load)

    @property
    def version(self) -> RegisterVersion:
        """HentetDato of the FEST file, whether it is the demo extract, and how many packages it holds."""
        return self._version

    def find(self, varenr: str) -> Medicine | None:
        """The package with this varenr.

        Raises:
            RegisterError: the file has become unreadable.
        """
        return self._cached(varenr)

    def _load(self, varenr: str) -> Medicine | None:
        if self._process != os.getpid() and self._name:
            # SQLite connections may not be carried across a fork.
            self._connection, self._process = self._guard(self._connect), os.getpid()
        return self._guard(lambda: self._read(varenr))

    def _read(self, varenr: str) -> Medicine | None:
        row = self._connection.execute("SELECT json FROM medicine WHERE varenr = ?", (varenr,)).fetchone()
        return _MEDICINE(row[0]) if row else None

    def _read_version(self) -> RegisterVersion:
        application = self._connection.execute("PRAGMA application_id").fetchone()[0]
        schema = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID:
            raise RegisterError(RegisterCode.CORRUPT, self._name)
        if schema != SCHEMA_VERSION:
            raise RegisterError(RegisterCode.OTHER_SCHEMA, self._name)
        meta = dict(self._connection.execute("SELECT key, value FROM meta").fetchall())
        rows = self._connection.execute("SELECT count(*) FROM medicine").fetchone()[0]
        if rows != int(meta["rows"]):
            raise RegisterError(RegisterCode.CORRUPT, self._name)
        return RegisterVersion(
            retrieved=datetime.fromisoformat(meta["retrieved"]),
            demo=meta["demo"] != "0",
            packages=int(meta["packages"]),
        )

    def _guard(self, action: Callable[[], T]) -> T:
        try:
            return action()
        except (sqlite3.Error, ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
            raise RegisterError(RegisterCode.CORRUPT, self._name) from error


def open_register(path: Path | None) -> FestRegister:
    """Opens a register built from FEST, or, without a path, the demo extract that ships.

    Raises:
        RegisterError: no such file, a file that is no sound register, or one of another schema version.
        FestError: the demo extract is broken.
    """
    if path is None:
        return _demo()
    if not path.is_file():
        raise RegisterError(RegisterCode.MISSING, path.name)
    # immutable: a register is replaced whole and never changed, so no locks are needed.
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    return FestRegister(lambda: sqlite3.connect(uri, uri=True, check_same_thread=False), path.name)


def demo_extract() -> Path:
    """The FEST extract that ships, in an installed package or in a checkout."""
    installed = _PACKAGE / "data" / "mappings"
    mappings = installed if installed.is_dir() else _PACKAGE.parent / "mappings"
    return mappings / "fest" / "demo-m30.xml"


def _demo() -> FestRegister:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with open_source(demo_extract()) as source:
        build_into(connection, source)
    return FestRegister(lambda: connection, "")
