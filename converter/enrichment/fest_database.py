"""Builds the medicines register, an SQLite database, from FEST: each row is a key and the whole record."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from converter.enrichment.fest_assembly import Assembly
from converter.enrichment.fest_staging import Problems, Staging
from converter.enrichment.register_errors import RegisterCode, RegisterError
from converter.enrichment.seal import APPLICATION_ID, SCHEMA_VERSION, seal
from converter.enrichment.stored import Stored
from converter.formats.norway.fest import read_fest
from converter.formats.norway.fest_errors import FestCode, FestError, FestProblem
from converter.formats.norway.fest_records import (
    FestBrand,
    FestGenericGroup,
    FestHead,
    FestPackage,
    FestStrength,
    FestSubstance,
    FestSubstanceGroup,
)
from converter.formats.norway.fest_source import FestSource, open_source
from converter.model.medicine import Brand, Medicine, RegisterCodeList, Substance, SubstanceGroup

# Tables with rowid and an index beside: a row of a table without rowid spills to a whole page above 1 KB.
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE medicine (varenr TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
CREATE TABLE brand (id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
CREATE TABLE substance_group (id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
CREATE TABLE substance (id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
CREATE TABLE listing (varenr TEXT NOT NULL UNIQUE, atc TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE ean (ean TEXT NOT NULL, varenr TEXT NOT NULL);
CREATE TABLE atc_group (atc TEXT NOT NULL UNIQUE, prescription_group TEXT NOT NULL);
CREATE TABLE code_list (oid TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
CREATE TABLE problem (number INTEGER PRIMARY KEY, code TEXT NOT NULL, path TEXT NOT NULL);
"""
T = TypeVar("T")
MEDICINE, BRAND, SUBSTANCE_GROUP = Stored(Medicine), Stored(Brand), Stored(SubstanceGroup)
SUBSTANCE, CODE_LIST = Stored(Substance), Stored(RegisterCodeList)
"""What each table with a column `json` holds."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What was built.

    Attributes:
        retrieved: HentetDato of the FEST file.
        sha256: digest of the XML (unzipped), in hexadecimal.
        demo: the file holds fictional products, so it is no register to rely on.
        packages, brands, substances, strengths, substance_groups, generic_groups, code_lists: how many; `packages`
            counts varenr with an entry of their own.
        withdrawn: packages whose entry has status U.
        replaced: outgoing numbers that lead to the package that replaces them.
        unenriched: packages loaded without substances, because of a problem.
        problems, problem_count: what was wrong (at most 10,000 kept), and how much.
    """

    retrieved: datetime
    sha256: str
    demo: bool
    packages: int
    brands: int
    substances: int
    strengths: int
    substance_groups: int
    generic_groups: int
    code_lists: int
    withdrawn: int
    replaced: int
    unenriched: int
    problems: tuple[FestProblem, ...]
    problem_count: int


def build_database(source: Path, target: Path, watch: Callable[[FestSource], object] | None = None) -> BuildSummary:
    """Builds the register in a temporary file beside `target` and puts it in place in one step.

    `watch` is given the source before it is read, to follow its progress (`on_read`, `total`).

    Raises:
        FestError: the FEST file is refused.
        RegisterError: the database cannot be written.
        In either case `target` is left as it was.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", suffix=".part", dir=target.parent)
    except OSError as error:
        raise RegisterError(RegisterCode.NOT_WRITTEN, target.name) from error
    os.close(handle)
    temporary = Path(name)
    try:
        with open_source(source) as opened:
            if watch is not None:
                watch(opened)
            connection = sqlite3.connect(temporary, isolation_level=None)
            try:
                summary = build_into(connection, opened)
            finally:
                connection.close()
        seal(temporary)
        _put_in_place(temporary, target)
    except (sqlite3.Error, OSError) as error:
        raise RegisterError(RegisterCode.NOT_WRITTEN, target.name) from error
    finally:
        temporary.unlink(missing_ok=True)
    return summary


def build_into(connection: sqlite3.Connection, source: FestSource) -> BuildSummary:
    """Fills an empty database (autocommit mode) from an opened FEST file.

    Raises:
        FestError: the file is refused; the database is then of no use.
        sqlite3.Error: the database cannot be written.
    """
    # No journal: a build that fails is thrown away whole.
    connection.executescript(
        f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA application_id={APPLICATION_ID};"
        f"PRAGMA user_version={SCHEMA_VERSION}; {_TABLES}"
    )
    problems = Problems()
    staging = Staging(connection, problems)
    connection.execute("BEGIN")
    retrieved: datetime | None = None
    for item in read_fest(source):
        if isinstance(item, FestHead):
            retrieved = item.retrieved
        else:
            staging.add(item)
    if retrieved is None or not staging.count(FestPackage):
        raise FestError(FestCode.NO_PACKAGES, "FEST/KatLegemiddelpakning")
    assembly = Assembly(staging, problems)
    withdrawn, packages = 0, 0

    def counted() -> Iterator[Medicine]:
        nonlocal withdrawn, packages
        for medicine in assembly.medicines():
            packages, withdrawn = packages + 1, withdrawn + medicine.withdrawn
            yield medicine

    _insert(connection, "medicine", MEDICINE, ((made.varenr, made) for made in counted()))
    _insert(connection, "brand", BRAND, ((made.id, made) for made in assembly.brands()))
    _insert(connection, "substance_group", SUBSTANCE_GROUP, ((made.id, made) for made in assembly.substance_groups()))
    connection.executemany("INSERT INTO atc_group VALUES (?, ?)", assembly.groups_of_atc())
    _insert(connection, "substance", SUBSTANCE, ((made.id, made) for made in assembly.substances()))
    _insert(connection, "code_list", CODE_LIST, ((key, made) for key, made, _ in staging.code_lists()))
    replaced = _add_outgoing(connection, staging)
    _add_lookups(connection)
    summary = BuildSummary(
        retrieved=retrieved,
        sha256=source.sha256,
        demo=assembly.fictional,
        packages=packages,
        brands=staging.count(FestBrand),
        substances=staging.count(FestSubstance),
        strengths=staging.count(FestStrength),
        substance_groups=staging.count(FestSubstanceGroup),
        generic_groups=staging.count(FestGenericGroup),
        code_lists=staging.count(RegisterCodeList),
        withdrawn=withdrawn,
        replaced=replaced,
        unenriched=assembly.unenriched,
        problems=tuple(problems.kept),
        problem_count=problems.count,
    )
    _write_summary(connection, summary)
    connection.execute("COMMIT")
    return summary


def _insert(connection: sqlite3.Connection, table: str, kind: Stored[T], records: Iterable[tuple[str, T]]) -> None:
    rows = ((key, kind.text(record)) for key, record in records)
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - names of our own tables


def _add_outgoing(connection: sqlite3.Connection, staging: Staging) -> int:
    """An outgoing number keeps its own facts while FEST has them; else it has those of the package that replaces it."""
    count = 0
    for outgoing, varenr in staging.outgoing():
        own = _find(connection, outgoing)
        found = own or _find(connection, varenr)
        if found is None:
            continue
        medicine = replace(found, varenr=outgoing, replaced_by=varenr)
        connection.execute("INSERT OR REPLACE INTO medicine VALUES (?, ?)", (outgoing, MEDICINE.text(medicine)))
        count += 1
    return count


def _add_lookups(connection: sqlite3.Connection) -> None:
    """By what else than their varenr packages are found: ATC code, words of the name, article number (Ean)."""
    listings: list[tuple[str, str, str]] = []
    eans: list[tuple[str, str]] = []
    for (record,) in connection.execute("SELECT json FROM medicine ORDER BY varenr"):
        made = MEDICINE.read(record)
        if made.withdrawn or made.replaced_by:
            continue
        atc = "" if made.atc is None else made.atc.code
        listings.append((made.varenr, atc, made.name_form_strength.casefold()))
        eans += [(ean, made.varenr) for ean in made.eans]
    connection.executemany("INSERT INTO listing VALUES (?, ?, ?)", listings)
    connection.executemany("INSERT INTO ean VALUES (?, ?)", eans)
    connection.execute("CREATE INDEX listing_atc ON listing (atc)")
    connection.execute("CREATE INDEX ean_ean ON ean (ean)")


def _find(connection: sqlite3.Connection, varenr: str) -> Medicine | None:
    row = connection.execute("SELECT json FROM medicine WHERE varenr = ?", (varenr,)).fetchone()
    return MEDICINE.read(row[0]) if row else None


def _write_summary(connection: sqlite3.Connection, summary: BuildSummary) -> None:
    rows = connection.execute("SELECT count(*) FROM medicine").fetchone()[0]
    values = {
        "schema": SCHEMA_VERSION,
        "retrieved": summary.retrieved.isoformat(),
        "sha256": summary.sha256,
        "demo": int(summary.demo),
        "packages": summary.packages,
        "rows": rows,
        "brands": summary.brands,
        "substances": summary.substances,
        "strengths": summary.strengths,
        "substance_groups": summary.substance_groups,
        "generic_groups": summary.generic_groups,
        "code_lists": summary.code_lists,
        "withdrawn": summary.withdrawn,
        "replaced": summary.replaced,
        "unenriched": summary.unenriched,
        "problems": summary.problem_count,
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted((key, str(value)) for key, value in values.items()))
    connection.executemany(
        "INSERT INTO problem (code, path) VALUES (?, ?)", [(problem.code, problem.path) for problem in summary.problems]
    )


def _put_in_place(temporary: Path, target: Path) -> None:
    """On disk first, then in place: whoever reads `target` has the old file or the new one, whole."""
    temporary.chmod(0o644)  # FEST is public, and the service may run as another user
    with temporary.open("rb") as stream:
        os.fsync(stream.fileno())
    temporary.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
