"""A register that follows its file: when it looks, what it takes into use, and how the old one ends."""

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from converter.enrichment import live_register
from converter.enrichment.fest_register import FestRegister, FileState, read_register, state_of
from converter.enrichment.live_register import LiveRegister
from converter.enrichment.medicines import open_register
from converter.enrichment.register_errors import RegisterCode, RegisterError
from tests.enrichment.editions import EVERY, Clock, day_of, edition


def test_new_file_is_taken_into_use_when_it_is_time_to_look(
    tmp_path: Path, file: Path, register: LiveRegister, clock: Clock
) -> None:
    edition(tmp_path, 2).replace(file)
    clock.now += EVERY - 0.1
    assert day_of(register) == 1
    clock.now += 0.1
    assert day_of(register) == 2
    assert register.find("990901") is None
    assert register.last_problem is None


def test_every_lookup_looks(tmp_path: Path, file: Path, register: LiveRegister, clock: Clock) -> None:
    asks: list[Callable[[], object]] = [
        lambda: register.find("x"),
        lambda: register.find_brand("x"),
        lambda: register.find_substance_group("x"),
        lambda: register.find_substance("x"),
        register.each_varenr,
        register.code_lists,
        register.snapshot,
        lambda: register.version,
        lambda: register.last_problem,
    ]
    for day, ask in enumerate(asks, 2):
        edition(tmp_path, day).replace(file)
        clock.now += EVERY
        ask()
        assert register._answering.version.retrieved.day == day


def test_looks_once_in_a_while_and_reads_only_what_is_new(
    file: Path, register: LiveRegister, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []

    def look(path: Path) -> FileState:
        looks.append(path)
        return state_of(path)

    def read(_: Path) -> None:
        raise AssertionError("the file is the same")

    monkeypatch.setattr(live_register, "state_of", look)
    monkeypatch.setattr(live_register, "read_register", read)
    for _ in range(100):
        register.find("990901")
    assert looks == []
    clock.now += EVERY
    for _ in range(100):
        register.find("990901")
    assert looks == [file]


def test_who_keeps_a_snapshot_has_the_same_answers_to_the_end(
    tmp_path: Path, file: Path, register: LiveRegister, clock: Clock
) -> None:
    kept = register.snapshot()
    edition(tmp_path, 2).replace(file)
    clock.now += EVERY
    assert day_of(register) == 2
    assert day_of(kept) == 1
    rows = kept._rows
    del kept
    with pytest.raises(sqlite3.ProgrammingError):  # closed with its last holder
        rows._connection.execute("SELECT 1")


def test_while_one_looks_the_others_are_answered(
    tmp_path: Path, file: Path, register: LiveRegister, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, go = threading.Event(), threading.Event()

    def read(path: Path) -> tuple[FestRegister, FileState]:
        inside.set()
        assert go.wait(30)
        return read_register(path)

    monkeypatch.setattr(live_register, "read_register", read)
    edition(tmp_path, 2).replace(file)
    clock.now += EVERY
    looker = threading.Thread(target=register.snapshot)
    looker.start()
    assert inside.wait(30)
    clock.now += EVERY
    assert day_of(register) == 1
    go.set()
    looker.join()
    assert day_of(register) == 2


def test_many_threads_while_the_file_is_replaced(
    tmp_path: Path, file: Path, register: LiveRegister, clock: Clock
) -> None:
    failed: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                day_of(register.snapshot())
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for day in range(2, 12):
        edition(tmp_path, day).replace(file)
        clock.now += EVERY
        assert day_of(register.snapshot()) in range(1, day + 1)
    done.set()
    for thread in threads:
        thread.join()
    assert failed == []


def test_each_process_looks_for_itself(tmp_path: Path, file: Path, register: LiveRegister, clock: Clock) -> None:
    edition(tmp_path, 2).replace(file)
    register._lock.acquire()  # as if another thread of the parent was looking when it forked
    child = os.fork()
    if child == 0:
        clock.now += EVERY
        os._exit(0 if day_of(register) == 2 else 1)
    assert os.waitpid(child, 0)[1] == 0
    register._lock.release()
    assert register.version.retrieved.day == 1
    clock.now += EVERY
    assert day_of(register) == 2


def test_nothing_to_answer_with_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        LiveRegister(tmp_path / "none.sqlite")
    assert caught.value.code == RegisterCode.MISSING


def test_register_of_a_path_is_live(file: Path) -> None:
    assert isinstance(open_register(file), LiveRegister)
