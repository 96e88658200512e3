"""A register built from FEST, held in memory: whatever happens to its file afterwards, it answers the same."""

import os
import sqlite3
import stat
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from converter.enrichment.fest_database import BRAND, CODE_LIST, MEDICINE, SUBSTANCE, SUBSTANCE_GROUP
from converter.enrichment.prescription_groups import GroupsOfBrands, strictest
from converter.enrichment.register_errors import RegisterCode, RegisterError
from converter.enrichment.seal import unseal
from converter.enrichment.stored import Stored
from converter.model.atc import down_to_third, plain_atc
from converter.model.medicine import Brand, Medicine, RegisterCodeList, RegisterVersion, Substance, SubstanceGroup

T = TypeVar("T")
CACHED = 4096
"""Packages kept ready; brands, groups and substances are asked for too seldom."""
STEP = 500
"""Varenr read at a time where all are gone through."""
MAX_WORDS = 8
"""Words of one search; more narrow nothing."""
MAX_BYTES = 500_000_000
"""A register of FEST is about 40 MB; something far larger is no register and must not fill the memory."""

_BRANDS = """
SELECT json ->> '$.brand_name', json ->> '$.group', json ->> '$.brand_group', json ->> '$.withdrawn' FROM medicine
WHERE json_valid(json) UNION ALL
SELECT json ->> '$.name', json ->> '$.group', '', json ->> '$.withdrawn' FROM brand WHERE json_valid(json)
"""
"""Where brands stand, with their groups, and whether they are withdrawn."""


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells one state of a file from another. `changed` (ctime) sees a copy that keeps the old times."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


class FestRegister:
    """A register built from FEST. Safe in several threads; nothing in it refers to a file, so it survives a fork.

    Its connection is closed when the last one who holds the register lets go of it.

    Args:
        connection: an open database; the register owns it from here on.
        name: the file's name, for errors.

    Raises:
        RegisterError: not a sound register; the connection is then closed.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._close = weakref.finalize(self, connection.close)
        self._rows = _Rows(connection, name)
        try:
            self._version = self._rows.version()
            self._brands = self._rows.brands()
        except RegisterError:
            self._close()
            raise
        # The cache holds `_Rows` and not this register, which would then be a cycle and outlive its last holder.
        self._cached = lru_cache(maxsize=CACHED)(self._rows.medicine)
        self._groups = lru_cache(maxsize=CACHED)(self._rows.group_of_atc)
        self._exchanges = lru_cache(maxsize=1)(self._rows.has_exchange_groups)

        self._substances = lru_cache(maxsize=CACHED)(self._rows.group_of_substance)
        self._below = lru_cache(maxsize=CACHED)(self._rows.groups_below)

    @property
    def version(self) -> RegisterVersion:
        """HentetDato of the FEST file, whether it is the demo extract, and how many packages it holds."""
        return self._version

    def snapshot(self) -> "FestRegister":
        """This register: it never changes."""
        return self

    def find(self, varenr: str) -> Medicine | None:
        """The package with this varenr.

        Raises:
            RegisterError: its record cannot be read.
        """
        return self._cached(varenr)

    def each_varenr(self) -> Iterator[str]:
        """The varenr of every package, in order, withdrawn and outgoing ones too; raises as `find`, at each step."""
        last = ""
        while step := self._rows.varenr_after(last):
            yield from step
            last = step[-1]

    def find_brand(self, fest_id: str) -> Brand | None:
        """The brand with this FEST id; raises as `find`."""
        return self._rows.one("SELECT json FROM brand WHERE id = ?", fest_id, BRAND)

    def find_substance_group(self, fest_id: str) -> SubstanceGroup | None:
        """The substance group (LegemiddelVirkestoff) with this FEST id; raises as `find`."""
        return self._rows.one("SELECT json FROM substance_group WHERE id = ?", fest_id, SUBSTANCE_GROUP)

    def find_substance(self, fest_id: str) -> Substance | None:
        """The substance (Virkestoff) with this FEST id; raises as `find`."""
        return self._rows.one("SELECT json FROM substance WHERE id = ?", fest_id, SUBSTANCE)

    def find_by_atc(self, code: str) -> tuple[Medicine, ...]:
        """Every package in use with this ATC code, by varenr; raises as `find`."""
        return self._rows.some("SELECT varenr FROM listing WHERE atc = ? ORDER BY varenr", (code,), self._cached)

    def group_of_atc(self, code: str) -> str:
        """The strictest prescription group of all that has this ATC code, where it is A, B or unknown throughout.

        A code that FEST does not have is judged by the nearest level above it that FEST has, the third the last: an
        opioid that is new is an opioid. No further, for the second level has opioids beside paracetamol (N02), and
        hypnotics beside antipsychotics (N05).

        Raises:
            RegisterError: the register cannot be read.
        """
        return self._groups(plain_atc(code))

    def has_exchange_groups(self) -> bool:
        """Whether any package is in an exchange group (Byttegruppe); raises as `find`."""
        return self._exchanges()

    def group_of_substance(self, codes: frozenset[str]) -> str:
        """The strictest prescription group of all that has these ATC codes of one substance; empty if some may leave.

        Where the register has none of the codes, the levels above them say it, as for `group_of_atc`; raises as that.
        """
        return self._substances(codes)

    def group_of_brand(self, text: str) -> str:
        """The strictest group of all with the longest brand that a text begins with, where none of it may leave.

        Kept since the register was loaded, so nothing is read.
        """
        return self._brands.of(text)

    def groups_below(self, atc: str) -> frozenset[str]:
        """The prescription groups of packages in use, and of their brands, with this ATC code or one below it.

        With them the group of each such code that has no other (`group_of_atc`), in use or not. Empty where FEST has
        nothing there.

        Raises:
            RegisterError: the register cannot be read.
        """
        return self._below(plain_atc(atc))

    def find_by_ean(self, ean: str) -> tuple[Medicine, ...]:
        """Every package in use with this article number (Ean), by varenr; raises as `find`."""
        return self._rows.some("SELECT varenr FROM ean WHERE ean = ? ORDER BY varenr", (ean,), self._cached)

    def search(self, words: str, limit: int) -> tuple[Medicine, ...]:
        """The first packages in use whose name has all the words, or whose varenr begins so; raises as `find`."""
        parts = words.casefold().split()[:MAX_WORDS]
        if not parts:
            return ()
        query = "SELECT varenr FROM listing WHERE varenr LIKE ? OR ({}) ORDER BY name, varenr LIMIT ?"
        each = " AND ".join(["instr(name, ?) > 0"] * len(parts))
        start = f"{parts[0]}%" if parts[0].isdigit() else ""
        return self._rows.some(query.format(each), (start, *parts, limit), self._cached)

    def code_lists(self) -> tuple[RegisterCodeList, ...]:
        """FEST's own code lists by OID, decoded anew at each call; raises as `find`."""
        return self._rows.code_lists()

    def close(self) -> None:
        """Closes the database now, also for others who hold this register; whoever asks then gets a RegisterError."""
        self._cached.cache_clear()
        self._groups.cache_clear()
        self._exchanges.cache_clear()

        self._substances.cache_clear()
        self._below.cache_clear()
        self._close()


class _Rows:
    """The records in the database."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    def medicine(self, varenr: str) -> Medicine | None:
        return self.one("SELECT json FROM medicine WHERE varenr = ?", varenr, MEDICINE)

    def varenr_after(self, last: str) -> list[str]:
        query = "SELECT varenr FROM medicine WHERE varenr > ? ORDER BY varenr LIMIT ?"
        return self._guard(lambda: [str(row[0]) for row in self._connection.execute(query, (last, STEP)).fetchall()])

    def group_of_atc(self, code: str) -> str:
        asked = down_to_third(code)
        query = "SELECT prescription_group FROM atc_group WHERE atc = ?"
        found = self._guard(lambda: [self._connection.execute(query, (level,)).fetchone() for level in asked])
        return next((str(row[0]) for row in found if row is not None), "")

    def has_exchange_groups(self) -> bool:
        query = "SELECT EXISTS (SELECT 1 FROM medicine WHERE json_extract(json, '$.generic') IS NOT NULL)"
        return bool(self._guard(lambda: self._connection.execute(query).fetchone()[0]))

    def group_of_substance(self, codes: frozenset[str]) -> str:
        marks = ", ".join("?" * len(codes))
        query = f"SELECT prescription_group FROM atc_group WHERE atc IN ({marks})"  # noqa: S608 -- marks only
        found = self._guard(lambda: [str(r[0]) for r in self._connection.execute(query, sorted(codes)).fetchall()])
        if found:
            return strictest(found) if all(found) else ""
        return strictest(group for code in sorted(codes) if (group := self.group_of_atc(code)))

    def brands(self) -> GroupsOfBrands:
        """The groups of all brands; a record that cannot be read is told where it is asked for."""
        found = GroupsOfBrands()

        def read() -> None:
            for name, group, other, withdrawn in self._connection.execute(_BRANDS):
                found.have(name or "", (group or "", other or ""), bool(withdrawn))

        self._guard(read)
        return found

    def groups_below(self, code: str) -> frozenset[str]:
        span = (code, code + chr(0x10FFFF))
        packages = """
            SELECT DISTINCT json_extract(m.json, '$.group'), json_extract(m.json, '$.brand_group')
            FROM listing l JOIN medicine m ON m.varenr = l.varenr WHERE l.atc >= ? AND l.atc < ?
        """
        others = "SELECT DISTINCT prescription_group FROM atc_group WHERE atc >= ? AND atc < ?"
        rows = self._guard(lambda: [*self._connection.execute(packages, span), *self._connection.execute(others, span)])
        return frozenset(str(group) for row in rows for group in row if group)

    def one(self, query: str, key: str, kind: Stored[T]) -> T | None:
        def read() -> T | None:
            row = self._connection.execute(query, (key,)).fetchone()
            return kind.read(row[0]) if row else None

        return self._guard(read)

    def some(
        self, query: str, keys: tuple[str | int, ...], find: Callable[[str], Medicine | None]
    ) -> tuple[Medicine, ...]:
        def read() -> list[str]:
            return [str(row[0]) for row in self._connection.execute(query, keys).fetchall()]

        return tuple(found for varenr in self._guard(read) if (found := find(varenr)) is not None)

    def code_lists(self) -> tuple[RegisterCodeList, ...]:
        query = "SELECT json FROM code_list ORDER BY oid"
        return self._guard(lambda: tuple(CODE_LIST.read(row[0]) for row in self._connection.execute(query).fetchall()))

    def version(self) -> RegisterVersion:
        return self._guard(self._version)

    def _version(self) -> RegisterVersion:
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


def state_of(path: Path) -> FileState:
    """The state of a file as it is now.

    Raises:
        RegisterError: there is no such file.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise RegisterError(RegisterCode.MISSING, path.name) from error
    if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait
        raise RegisterError(RegisterCode.MISSING, path.name)
    return _state(found)


def read_register(path: Path) -> tuple[FestRegister, FileState]:
    """Reads and checks a whole register file; gives it with the state that the file was in.

    Raises:
        RegisterError: no such file, one that is being written, no sound register, or another schema version.
    """
    state_of(path)
    try:
        with path.open("rb") as stream:
            before = _state(os.fstat(stream.fileno()))
            if before.size > MAX_BYTES:
                raise RegisterError(RegisterCode.CORRUPT, path.name)
            data = stream.read(before.size + 1)
            after = _state(os.fstat(stream.fileno()))
    except (OSError, MemoryError) as error:
        raise RegisterError(RegisterCode.UNREADABLE, path.name) from error
    if before != after or len(data) != before.size:
        raise RegisterError(RegisterCode.BEING_WRITTEN, path.name)
    return FestRegister(_in_memory(unseal(data, path.name), path.name), path.name), before


def _in_memory(database: memoryview, name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        connection.deserialize(database)
        connection.execute("PRAGMA query_only=1")
        connection.execute("SELECT count(*) FROM meta")
    except (sqlite3.Error, MemoryError, OverflowError) as error:
        with suppress(sqlite3.Error):
            connection.close()
        raise RegisterError(RegisterCode.CORRUPT, name) from error
    return connection


def _state(found: os.stat_result) -> FileState:
    return FileState(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
