"""The medicines register: opening it, and refusing what is no register."""

import os
import sqlite3
from pathlib import Path

import pytest

from converter.enrichment.fest_database import build_database
from converter.enrichment.medicines import CACHED, MedicinesRegister, open_register
from converter.enrichment.register_errors import TEXTS, RegisterCode, RegisterError
from tests.formats import fest_files as make


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "fest.sqlite"
    build_database(make.save(tmp_path, make.fest()), path)
    return path


def refusal(path: Path) -> RegisterError:
    with pytest.raises(RegisterError) as caught:
        open_register(path)
    return caught.value


def alter(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.sqlite").code == RegisterCode.MISSING
    assert not (tmp_path / "none.sqlite").exists()
    assert refusal(tmp_path).code == RegisterCode.MISSING


@pytest.mark.parametrize("data", [b"", b"not a database" * 100, b"SQLite format 3\x00" + bytes(500)])
def test_file_that_is_no_database(tmp_path: Path, data: bytes) -> None:
    assert refusal(make.save(tmp_path, data, "bad.sqlite")).code == RegisterCode.CORRUPT


def test_truncated_database(database: Path) -> None:
    data = database.read_bytes()
    database.write_bytes(data[: len(data) // 2])
    assert refusal(database).code == RegisterCode.CORRUPT


def test_database_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    alter(path, "CREATE TABLE t (a)")
    assert refusal(path).code == RegisterCode.CORRUPT


def test_another_schema_version(database: Path) -> None:
    alter(database, "PRAGMA user_version=99")
    assert refusal(database).code == RegisterCode.OTHER_SCHEMA


@pytest.mark.parametrize(
    "statement", ["DELETE FROM medicine", "DELETE FROM meta", "DROP TABLE medicine", "UPDATE meta SET value = 'x'"]
)
def test_database_that_lost_something(database: Path, statement: str) -> None:
    alter(database, statement)
    assert refusal(database).code == RegisterCode.CORRUPT


@pytest.mark.parametrize("json", ["", "{", "[]", "{}", '{"varenr": "1", "unknown": 2}'])
def test_row_that_cannot_be_read(database: Path, json: str) -> None:
    alter(database, f"UPDATE medicine SET json = '{json}'")
    register = open_register(database)
    with pytest.raises(RegisterError) as caught:
        register.find("990900")
    assert caught.value.code == RegisterCode.CORRUPT


def test_opened_read_only(database: Path) -> None:
    register = open_register(database)
    with pytest.raises(sqlite3.OperationalError):
        register._connection.execute("DELETE FROM medicine")


def test_path_with_signs_that_mean_something_in_a_uri(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=rwc&#%41 ø.sqlite"
    build_database(make.save(tmp_path, make.fest()), path)
    assert open_register(path).find("990900") is not None


def test_found_once_is_kept_and_the_cache_is_bounded(database: Path) -> None:
    register = open_register(database)
    assert register.find("990900") is register.find("990900")
    for number in range(CACHED + 10):
        register.find(f"x{number}")
    assert register._cached.cache_info().currsize == CACHED


def test_forked_process_opens_its_own_connection(database: Path) -> None:
    register = open_register(database)
    mine = register._connection
    register._process = os.getpid() + 1
    assert register.find("990900") is not None
    assert register._connection is not mine
    assert register._process == os.getpid()
    mine.close()


def test_register_fits_the_protocol(database: Path) -> None:
    register: MedicinesRegister = open_register(database)
    assert register.version.packages == 1


def test_every_code_has_both_texts() -> None:
    assert set(TEXTS) == set(RegisterCode)
    assert all(norwegian and english and norwegian != english for norwegian, english in TEXTS.values())
