"""Files that must never take the place of a good register."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from converter.enrichment import live_register
from converter.enrichment.fest_register import FestRegister, FileState, read_register
from converter.enrichment.live_register import LiveRegister
from converter.enrichment.register_errors import RegisterCode
from tests.enrichment.editions import EVERY, Clock, day_of, edition
from tests.formats import fest_files as make


def copied(source: Path, target: Path, part: float) -> None:
    data = source.read_bytes()
    target.write_bytes(data[: int(len(data) * part)])


BAD: dict[str, tuple[Callable[[Path, Path], object], RegisterCode]] = {
    "missing": (lambda _, file: file.unlink(), RegisterCode.MISSING),
    "folder": (lambda _, file: (file.unlink(), file.mkdir()), RegisterCode.MISSING),
    "empty": (lambda _, file: file.write_bytes(b""), RegisterCode.CORRUPT),
    "cut": (lambda new, file: copied(new, file, 0.5), RegisterCode.CORRUPT),
    "cut at the seal": (lambda new, file: copied(new, file, 0.9999), RegisterCode.CORRUPT),
    "half over the old": (
        lambda new, file: file.write_bytes(
            new.read_bytes()[:20000] + file.read_bytes()[20000:],
        ),
        RegisterCode.CORRUPT,
    ),
    "not a database": (lambda _, file: file.write_text("FEST"), RegisterCode.CORRUPT),
    "FEST itself": (lambda _, file: file.write_text(make.fest()), RegisterCode.CORRUPT),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_never_replaces_a_good_one(
    tmp_path: Path, file: Path, register: LiveRegister, clock: Clock, name: str
) -> None:
    spoil, code = BAD[name]
    new = edition(tmp_path, 2)
    spoil(new, file)
    for _ in range(3):
        clock.now += EVERY
        assert day_of(register) == 1
        problem = register.last_problem
        assert problem is not None
        assert (problem.code, problem.path) == (code, "fest.sqlite")
        assert problem.norwegian
        assert problem.english
    if file.is_dir():
        file.rmdir()
    new.replace(file)
    clock.now += EVERY
    assert day_of(register) == 2
    assert register.last_problem is None


def test_other_schema_version_never_replaces_a_good_one(file: Path, register: LiveRegister, clock: Clock) -> None:
    data = bytearray(file.read_bytes())
    data[60:64] = (1).to_bytes(4)
    file.write_bytes(data)
    clock.now += EVERY
    assert day_of(register) == 1
    assert register.last_problem is not None
    assert register.last_problem.code == RegisterCode.OTHER_SCHEMA


def test_copy_that_grows_is_taken_into_use_when_it_is_whole(
    tmp_path: Path, file: Path, register: LiveRegister, clock: Clock
) -> None:
    data = edition(tmp_path, 2).read_bytes()
    with file.open("r+b") as stream:
        stream.truncate(0)
        for start in range(0, len(data), 16384):
            stream.write(data[start : start + 16384])
            stream.flush()
            clock.now += EVERY
            assert day_of(register) == (2 if start + 16384 >= len(data) else 1)
    assert register.last_problem is None


def test_refused_file_is_read_once(
    file: Path, register: LiveRegister, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []

    def read(path: Path) -> tuple[FestRegister, FileState]:
        reads.append(path)
        return read_register(path)

    monkeypatch.setattr(live_register, "read_register", read)
    file.write_bytes(b"bad")
    for _ in range(5):
        clock.now += EVERY
        assert day_of(register) == 1
    assert reads == [file]


def test_old_file_put_back_ends_the_problem(tmp_path: Path, file: Path, register: LiveRegister, clock: Clock) -> None:
    shutil.copy2(file, tmp_path / "kept")
    file.write_bytes(b"bad")
    clock.now += EVERY
    assert register.last_problem is not None
    (tmp_path / "kept").replace(file)
    clock.now += EVERY
    assert day_of(register) == 1
    assert register.last_problem is None


def test_copy_that_keeps_time_and_size_is_seen(
    tmp_path: Path, file: Path, register: LiveRegister, clock: Clock
) -> None:
    new = edition(tmp_path, 2)
    times = file.stat()
    assert new.stat().st_size == times.st_size
    file.write_bytes(new.read_bytes())
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    clock.now += EVERY
    assert day_of(register) == 2
