"""The files that a command writes: looked at before any work is done, and put in place whole, all of them or none.

A regular file, or one that is not there yet, is written to a temporary file beside it and renamed, so that whoever
reads it has the old one or the new one. It keeps its mode, and its owner where that is allowed; a new one has what the
umask leaves. A symbolic link stays, and what it leads to is written. A pipe is written to as it is and never removed.
Anything else (a device, a folder, a socket, a name of an open file such as /dev/stdout) is refused.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from converter.cli.exits import UsageError
from converter.cli.places import Place, Standard
from converter.cli.streams import STANDARD, read_standard, show, show_beside

UNDECIDED = (UsageError, OSError)
"""What ends with exit code 2: nothing was decided about the input, and no file is touched."""
OPEN_FILES = "/proc/"
"""Where a system keeps the names of open files: /dev/stdout and /dev/fd lead there."""
ROOT = 0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file is really written: no symbolic link any more. A pipe has no temporary file."""

    path: Path
    pipe: bool


def read_input(place: Place) -> bytes:
    """A file, or standard input.

    Raises:
        OSError, UsageError: it cannot be read.
    """
    return place.read_bytes() if isinstance(place, Path) else read_standard()


def check_files(read: Sequence[Place | None], written: Sequence[Place | None]) -> None:
    """Looks at the files of a command before any work is done; streams and None are none.

    Raises:
        UsageError, OSError: one that is to be written cannot be, or is read or written as well under another name.
    """
    inputs, outputs = _named(read), _named(written)
    for path in outputs:
        find_target(path)
    found = [_identity(path) for path in (*inputs, *outputs)]
    numbers = STANDARD if Standard.INPUT in read else STANDARD[1:]
    if len(set(found)) < len(found) or set(found[len(inputs) :]) & {_opened(number) for number in numbers}:
        raise UsageError("Alle filene må være ulike.", "All files must be different.")


@contextmanager
def no_older_answer(*written: Place | None) -> Iterator[None]:
    """Removes the files of an earlier answer where a conversion ends in an error that is ours."""
    try:
        yield
    except UNDECIDED:
        raise
    except Exception:
        for path in _named(written):
            _remove(find_target(path))
        raise


def write_files(contents: Mapping[Place, bytes | None]) -> None:
    """Writes each place its bytes. None is for no answer: an older file there is removed, for nobody shall take it for
    this one.

    All temporary files are written first, then pipes and streams, and then every file is renamed.

    Raises:
        OSError, UsageError: one cannot be written; none of the files is there then.
    """
    targets = {find_target(place): data for place, data in contents.items() if isinstance(place, Path)}
    streams = {place: data for place, data in contents.items() if isinstance(place, Standard) and data is not None}
    for target, data in targets.items():
        if data is None:
            _remove(target)
    staged: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for target, data in targets.items():
            if data is not None and not target.pipe:
                staged[target.path] = _stage(target.path, data)
        for target, data in targets.items():
            if target.pipe:
                _fill(target.path, data or b"")
        for stream, data in streams.items():
            (show if stream is Standard.OUTPUT else show_beside)(data)
        for path, temporary in staged.items():
            with _told_as(path):
                temporary.replace(path)
            placed.append(path)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    finally:
        for path, temporary in staged.items():
            with _told_as(path):
                temporary.unlink(missing_ok=True)


def find_target(path: Path) -> Target:
    """Where a path is written.

    Raises:
        UsageError: it is a device, a socket, or the name of an open file.
        OSError: it is a folder, or it or its folder may not be written.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    target = Path(os.path.realpath(path))
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if mode is not None and not _may(path, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(path))
    if mode is not None and stat.S_ISFIFO(mode):
        return Target(path, pipe=True)
    if _names_open_file(path) or (mode is not None and not stat.S_ISREG(mode)):
        raise UsageError(
            "Dette er ikke en vanlig fil og skrives ikke.", "This is no regular file and is not written.", str(path)
        )
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "", str(target.parent))
    if not _may(target.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "", str(target.parent))
    if mode is not None and not _may_replace(target):
        raise PermissionError(errno.EACCES, "", str(path))
    return Target(target, pipe=False)


def _names_open_file(path: Path) -> bool:
    """Whether a path leads through the names of open files: replacing the file behind it would not be writing to it."""
    while True:
        folder = Path(os.path.realpath(path.parent))
        if str(folder).startswith(OPEN_FILES):
            return True
        if not path.is_symlink():
            return False
        path = folder / path.readlink()


def _may(path: Path, what: int) -> bool:
    """Whether the system would let it: by whom the process acts for, where it can tell that from whom it is run by."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _may_replace(file: Path) -> bool:
    """Whether a file may go from a folder that may be written: from a sticky one (/tmp) only by who owns either."""
    folder = file.parent.stat()
    return not folder.st_mode & stat.S_ISVTX or os.geteuid() in {ROOT, folder.st_uid, file.stat().st_uid}


def _named(places: Sequence[Place | None]) -> list[Path]:
    return [place for place in places if isinstance(place, Path)]


def _identity(path: Path) -> object:
    """What two names of one file have in common, hard links included."""
    try:
        found = path.stat()
    except OSError:
        return os.path.realpath(path)
    return found.st_dev, found.st_ino


def _opened(number: int) -> object:
    """The identity of an open file, where it is a regular one."""
    with suppress(OSError):
        found = os.fstat(number)
        if stat.S_ISREG(found.st_mode):
            return found.st_dev, found.st_ino
    return None


def _remove(target: Target) -> None:
    if not target.pipe:
        target.path.unlink(missing_ok=True)


def _stage(path: Path, data: bytes) -> Path:
    """A temporary file beside a path, with what is to become of it."""
    with _told_as(path):
        handle, name = tempfile.mkstemp(prefix=".converter-", suffix=".part", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                _as_before(handle, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return temporary


def _as_before(handle: int, path: Path) -> None:
    """Gives an open file the mode and owner of what it replaces."""
    try:
        before = path.stat()
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        os.fchmod(handle, 0o666 & ~umask)
        return
    with suppress(PermissionError):
        os.fchown(handle, before.st_uid, before.st_gid)
    os.fchmod(handle, stat.S_IMODE(before.st_mode))


def _fill(pipe: Path, data: bytes) -> None:
    """Writes a pipe, and ends it; waits for a reader."""
    with _told_as(pipe), os.fdopen(os.open(pipe, os.O_WRONLY), "wb") as stream:
        stream.write(data)


@contextmanager
def _told_as(path: Path) -> Iterator[None]:
    """Errors of the system name this file, not the temporary one that nobody asked for."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise
