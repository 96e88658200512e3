"""The medicines register: opening it, and refusing what is no register."""

import gc
import os
import sqlite3
import weakref
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from converter.enrichment import fest_register
from converter.enrichment.fest_database import build_database
from converter.enrichment.fest_register import CACHED, FestRegister, read_register
from converter.enrichment.medicines import MedicinesRegister, age_in_days, open_register
from converter.enrichment.register_errors import TEXTS, RegisterCode, RegisterError
from converter.enrichment.seal import seal
from converter.model.medicine import RegisterVersion
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
    """Changes a register and seals it again, as if it had been built so."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        path.write_bytes(connection.serialize())
    seal(path)


def opened(path: Path) -> FestRegister:
    return read_register(path)[0]


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


@pytest.mark.parametrize("keep", [0.01, 0.5, 0.9, 0.999])
def test_database_cut_anywhere(database: Path, keep: float) -> None:
    data = database.read_bytes()
    database.write_bytes(data[: int(len(data) * keep)])
    assert refusal(database).code == RegisterCode.CORRUPT


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_database_with_one_byte_changed(database: Path, place: float) -> None:
    data = bytearray(database.read_bytes())
    data[int(len(data) * place)] ^= 1
    database.write_bytes(data)
    assert refusal(database).code == RegisterCode.CORRUPT


def test_database_with_a_hole_of_the_right_size(database: Path) -> None:
    data = database.read_bytes()
    half = len(data) // 2
    database.write_bytes(data[:half] + bytes(len(data) - half))
    assert refusal(database).code == RegisterCode.CORRUPT


def test_database_without_its_seal_or_with_more_behind_it(database: Path) -> None:
    data = database.read_bytes()
    database.write_bytes(data[:-44])
    assert refusal(database).code == RegisterCode.CORRUPT
    database.write_bytes(data + b"x")
    assert refusal(database).code == RegisterCode.CORRUPT


def test_file_far_too_large_is_not_read(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fest_register, "MAX_BYTES", 1000)
    assert refusal(database).code == RegisterCode.CORRUPT


def test_file_that_grows_while_it_is_read(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fstat
    calls: list[int] = []

    def fstat(handle: int) -> os.stat_result:
        if calls:
            with database.open("ab") as stream:
                stream.write(b"more")
        calls.append(handle)
        return real(handle)

    monkeypatch.setattr(os, "fstat", fstat)
    assert refusal(database).code == RegisterCode.BEING_WRITTEN


def test_file_that_may_not_be_read(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(database).code == RegisterCode.UNREADABLE


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").code == RegisterCode.MISSING


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


def test_every_varenr_is_gone_through_in_order(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once, whatever the step; the records are not read."""
    every = [*open_register(None).each_varenr()]
    assert every == sorted(set(every))
    assert {"990003", "429076"} <= set(every)
    for step in (1, 2, len(every), len(every) + 1):
        monkeypatch.setattr("converter.enrichment.fest_register.STEP", step)
        assert [*open_register(None).each_varenr()] == every
    assert "990900" in open_register(database).each_varenr()


def test_going_through_a_register_that_is_closed_says_so(database: Path) -> None:
    register = opened(database)
    register.close()
    with pytest.raises(RegisterError):
        next(register.each_varenr())


def test_opened_read_only(database: Path) -> None:
    register = opened(database)
    with pytest.raises(sqlite3.OperationalError):
        register._rows._connection.execute("DELETE FROM medicine")


def test_file_can_go_once_it_is_read(database: Path) -> None:
    register = opened(database)
    database.unlink()
    assert register.find("990900") is not None


def test_file_overwritten_in_place_changes_nothing_in_a_register_that_is_open(database: Path) -> None:
    register = opened(database)
    size = database.stat().st_size
    with database.open("r+b") as stream:
        stream.write(bytes(size))
    assert register.find("990900") is not None
    assert register.find_brand("M1") is not None


def test_path_with_signs_that_mean_something_in_a_uri(tmp_path: Path) -> None:
    path = tmp_path / "a?mode=rwc&#%41 ø.sqlite"
    build_database(make.save(tmp_path, make.fest()), path)
    assert open_register(path).find("990900") is not None


def test_found_once_is_kept_and_the_cache_is_bounded(database: Path) -> None:
    register = opened(database)
    assert register.find("990900") is register.find("990900")
    for number in range(CACHED + 10):
        register.find(f"x{number}")
    assert register._cached.cache_info().currsize == CACHED


def test_goes_on_in_a_forked_process(database: Path) -> None:
    register = opened(database)
    child = os.fork()
    if child == 0:
        os._exit(0 if register.find("990900") else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_closes_when_the_last_holder_lets_go(database: Path) -> None:
    register = opened(database)
    register.find("990900")
    rows, closed = register._rows, register._close
    gc.disable()
    try:
        gone = weakref.ref(register)
        del register
        assert gone() is None
    finally:
        gc.enable()
    assert not closed.alive
    with pytest.raises(sqlite3.ProgrammingError):
        rows._connection.execute("SELECT 1")


def test_closed_register_says_so(database: Path) -> None:
    register = opened(database)
    assert register.find("990900") is not None
    register.close()
    with pytest.raises(RegisterError):
        register.find("990900")


def test_register_fits_the_protocol(database: Path) -> None:
    registers: list[MedicinesRegister] = [open_register(database), opened(database), open_register(None)]
    assert [register.snapshot().version.demo for register in registers] == [False, False, True]


@pytest.mark.parametrize(
    ("passed", "days"),
    [
        (timedelta(), 0),
        (timedelta(hours=23, minutes=59), 0),
        (timedelta(days=1), 1),
        (timedelta(days=30, hours=12), 30),
        (-timedelta(hours=1), 0),
    ],
)
def test_age(passed: timedelta, days: int) -> None:
    retrieved = datetime(2026, 11, 1, 3, tzinfo=UTC)
    assert age_in_days(RegisterVersion(retrieved, False, 1), retrieved + passed) == days


def test_age_compares_moments_and_not_clock_faces() -> None:
    version = RegisterVersion(datetime.fromisoformat("2026-11-01T01:00:00+01:00"), False, 1)
    assert age_in_days(version, datetime.fromisoformat("2026-11-02T00:00:00+00:00")) == 1
    with pytest.raises(TypeError):
        age_in_days(version, datetime(2026, 11, 2))  # noqa: DTZ001 - a moment without zone is what is refused


def test_every_code_has_both_texts() -> None:
    assert set(TEXTS) == set(RegisterCode)
    assert all(norwegian and english and norwegian != english for norwegian, english in TEXTS.values())


def test_packages_are_found_by_atc_words_varenr_and_article_number() -> None:
    """Those in use only; words in any order and case; a search has an end."""
    register = open_register(None)
    same = register.find_by_atc("M01AE01")
    assert same
    assert {m.atc.code for m in same if m.atc} == {"M01AE01"}
    assert not [m for m in same if m.withdrawn or m.replaced_by]
    assert register.find_by_atc("") == () == register.find_by_atc("M01")
    assert "990003" in {m.varenr for m in register.search("TAB fiktivprofen", 50)}
    assert [m.varenr for m in register.search("990003", 5)] == ["990003"]
    assert len(register.search("tab", 7)) == 7
    assert register.search("  ", 5) == () == register.search("finnes'; DROP TABLE listing --", 5)
    assert [m.varenr for m in register.find_by_ean("2000009900033")] == ["990003"]
    assert register.find_by_ean("x") == ()
