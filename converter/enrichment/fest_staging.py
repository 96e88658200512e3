"""Temporary tables that hold FEST's entries until all are there: packages come before the substances they hold."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar, get_args

from converter.enrichment.stored import Stored
from converter.formats.norway.fest_errors import FestCode, FestProblem
from converter.formats.norway.fest_records import (
    FestBrand,
    FestContents,
    FestEntry,
    FestGenericGroup,
    FestItem,
    FestPackage,
    FestStrength,
    FestSubstance,
    FestSubstanceGroup,
)
from converter.model.medicine import RegisterCodeList

T = TypeVar("T", bound=FestContents)
MAX_PROBLEMS = 10_000
_TABLES = """
CREATE TEMP TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE staged (
    kind TEXT, key TEXT, active INTEGER, changed TEXT, record TEXT, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TEMP TABLE package_id (id TEXT PRIMARY KEY, varenr TEXT) WITHOUT ROWID;
"""
_STORED: dict[type, Stored[Any]] = {kind: Stored(kind) for kind in get_args(FestContents)}


class Problems:
    """What was found wrong, in order; only the first 10,000 are kept, all are counted."""

    def __init__(self) -> None:
        self.kept: list[FestProblem] = []
        self.count = 0

    def add(self, code: FestCode, *where: str) -> None:
        """Adds a problem; `where` are ids or paths, shown only in part where they are not plain words."""
        self.count += 1
        if len(self.kept) < MAX_PROBLEMS:
            self.kept.append(FestProblem(code, " > ".join(_shown(part) for part in where)))


class Staging:
    """One row for each object by its id, and for each package by its varenr: the winner where there are several.

    An active entry wins over a withdrawn one, then the latest Tidspunkt. Of two that are equal in both and differ in
    their facts, neither is kept.
    """

    def __init__(self, connection: sqlite3.Connection, problems: Problems) -> None:
        self._connection = connection
        self._problems = problems
        connection.executescript(_TABLES)

    def add(self, item: FestItem) -> None:
        """Adds an entry; what is wrong with it goes to the problems."""
        entry, content = item.entry, item.content
        self._note_id(entry.id, entry)
        if item.id:
            self._note_id(item.id, entry)
        if content is None:
            if entry.active:
                self._problems.add(FestCode.ENTRY_EMPTY, entry.path)
        elif isinstance(content, FestPackage):
            self._put("FestPackage", content.varenr, content, entry)
            self._connection.execute("INSERT OR IGNORE INTO package_id VALUES (?, ?)", (item.id, content.varenr))
            if content.outgoing:
                self._put_outgoing(content, entry)
        elif item.id:
            self._put(type(content).__name__, item.id, content, entry)
        elif entry.active:
            self._problems.add(FestCode.BRAND_WITHOUT_ID, entry.path)

    def brand(self, key: str) -> FestBrand | None:
        """The brand with this id."""
        return self._one(FestBrand, key)

    def strength(self, key: str) -> FestStrength | None:
        """The strength with this id."""
        return self._one(FestStrength, key)

    def substance(self, key: str) -> FestSubstance | None:
        """The substance with this id."""
        return self._one(FestSubstance, key)

    def generic_group(self, key: str) -> FestGenericGroup | None:
        """The generic group with this id."""
        return self._one(FestGenericGroup, key)

    def withdrawn(self, kind: type[FestContents], key: str) -> bool:
        """Whether the object with this id is there, but out of use (list 7446: U)."""
        query = "SELECT active FROM staged WHERE kind = ? AND key = ?"
        row = self._connection.execute(query, (kind.__name__, key)).fetchone()
        return row is not None and not row[0]

    def varenr(self, key: str) -> str:
        """The varenr of the package with this id; empty where there is none that is kept."""
        row = self._connection.execute("SELECT varenr FROM package_id WHERE id = ?", (key,)).fetchone()
        return str(row[0]) if row and self._text("FestPackage", row[0]) else ""

    def packages(self) -> Iterator[tuple[str, FestPackage, bool]]:
        """The packages by varenr, and whether they are active."""
        return self._all(FestPackage)

    def brands(self) -> Iterator[tuple[str, FestBrand, bool]]:
        """The ids of the brands, the brands, and whether they are active."""
        return self._all(FestBrand)

    def substance_groups(self) -> Iterator[tuple[str, FestSubstanceGroup, bool]]:
        """The ids of the substance groups, the groups, and whether they are active."""
        return self._all(FestSubstanceGroup)

    def substances(self) -> Iterator[tuple[str, FestSubstance, bool]]:
        """The ids of the substances, the substances, and whether they are active."""
        return self._all(FestSubstance)

    def code_lists(self) -> Iterator[tuple[str, RegisterCodeList, bool]]:
        """The OIDs of the code lists, the lists, and whether they are active."""
        return self._all(RegisterCodeList)

    def outgoing(self) -> Iterator[tuple[str, str]]:
        """The outgoing numbers, and the varenr of the package that replaces each."""
        yield from self._connection.execute("SELECT key, record FROM staged WHERE kind = 'outgoing' ORDER BY key")

    def count(self, kind: type[FestContents]) -> int:
        """How many of a kind there are."""
        row = self._connection.execute("SELECT count(*) FROM staged WHERE kind = ?", (kind.__name__,)).fetchone()
        return int(row[0])

    def _one(self, kind: type[T], key: str) -> T | None:
        text = self._text(kind.__name__, key)
        return _stored(kind).read(text) if text else None

    def _all(self, kind: type[T]) -> Iterator[tuple[str, T, bool]]:
        rows = self._connection.execute(
            "SELECT key, record, active FROM staged WHERE kind = ? AND record <> '' ORDER BY key", (kind.__name__,)
        )
        stored = _stored(kind)
        for key, record, active in rows:
            yield key, stored.read(record), bool(active)

    def _text(self, kind: str, key: str) -> str:
        row = self._connection.execute("SELECT record FROM staged WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return str(row[0]) if row else ""

    def _note_id(self, identifier: str, entry: FestEntry) -> None:
        cursor = self._connection.execute("INSERT OR IGNORE INTO seen VALUES (?)", (identifier,))
        if cursor.rowcount == 0:
            self._problems.add(FestCode.DUPLICATE_ID, entry.path)

    def _put(self, kind: str, key: str, content: FestContents, entry: FestEntry) -> None:
        record, changed = _STORED[type(content)].text(content), _sortable(entry.changed)
        held = self._insert(kind, key, record, entry.active, changed)
        if held is None:
            return
        rank, held_record = (entry.active, changed), held[2]
        if entry.active and held[0]:
            self._problems.add(FestCode.DUPLICATE_ENTRY, entry.path)
        if rank > (bool(held[0]), held[1]):
            self._replace(kind, key, record, entry.active, changed)
        elif rank == (bool(held[0]), held[1]) and record != held_record:
            self._problems.add(FestCode.DUPLICATE_AMBIGUOUS, entry.path)
            self._replace(kind, key, "", entry.active, changed)

    def _put_outgoing(self, package: FestPackage, entry: FestEntry) -> None:
        """Of several packages that replace a number, the active, latest one; then the lower varenr."""
        changed = _sortable(entry.changed)
        held = self._insert("outgoing", package.outgoing, package.varenr, entry.active, changed)
        if held is None or held[2] == package.varenr:
            return
        if entry.active and held[0]:
            self._problems.add(FestCode.REPLACEMENT_AMBIGUOUS, entry.path)
        rank, held_rank = (entry.active, changed), (bool(held[0]), held[1])
        if rank > held_rank or (rank == held_rank and package.varenr < held[2]):
            self._replace("outgoing", package.outgoing, package.varenr, entry.active, changed)

    def _insert(self, kind: str, key: str, record: str, active: bool, changed: str) -> tuple[int, str, str] | None:
        """Puts a row where there is none; else gives the one that is held."""
        cursor = self._connection.execute(
            "INSERT OR IGNORE INTO staged VALUES (?, ?, ?, ?, ?)", (kind, key, active, changed, record)
        )
        if cursor.rowcount:
            return None
        row = self._connection.execute(
            "SELECT active, changed, record FROM staged WHERE kind = ? AND key = ?", (kind, key)
        ).fetchone()
        return (row[0], row[1], row[2])

    def _replace(self, kind: str, key: str, record: str, active: bool, changed: str) -> None:
        self._connection.execute(
            "UPDATE staged SET active = ?, changed = ?, record = ? WHERE kind = ? AND key = ?",
            (active, changed, record, kind, key),
        )


def _stored(kind: type[T]) -> Stored[T]:
    return _STORED[kind]


def _sortable(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def _shown(text: str) -> str:
    return text[:80] if text.isprintable() else "?"
