"""Standard input, output and error: closed, broken, or of an encoding that lacks letters.

Documents and JSON are bytes of UTF-8, whatever the encoding of the terminal. What is written for people is in the
stream's encoding; a letter that it lacks is escaped. A summary that is lost changes nothing; what was asked for on
standard output or standard error and is lost is an error.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from pathlib import Path
from typing import TextIO

from converter.cli.exits import UsageError

STANDARD = (0, 1, 2)
"""Their numbers."""


def keep_descriptors() -> None:
    """Opens what is closed of 0, 1 and 2 on the null device: else the next file opened, or the database, would get that
    number, and whatever writes to standard error would write into it. Python's own streams stay None.
    """
    for number in STANDARD:
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)  # the lowest free number: this one
            os.set_inheritable(opened, True)


def read_standard() -> bytes:
    """All of standard input.

    Raises:
        UsageError: it is closed, or cannot be read.
    """
    with suppress(OSError, ValueError):
        if sys.stdin is not None:
            return sys.stdin.buffer.read()
    raise UsageError("Standard inn kan ikke leses.", "Standard input cannot be read.")


def show(data: bytes) -> None:
    """Writes bytes to standard output.

    Raises:
        UsageError: they did not arrive.
    """
    if not _written(sys.stdout, data):
        raise UsageError("Standard ut kan ikke skrives.", "Standard output cannot be written.")


def shows_on_terminal() -> bool:
    """Whether a person sees standard output as it is written."""
    with suppress(OSError, ValueError):
        return sys.stdout is not None and sys.stdout.isatty()
    return False


def show_text(text: str) -> None:
    """Writes text for people to standard output; raises as `show`."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    show(text.encode(encoding, "backslashreplace"))


def show_beside(data: bytes) -> None:
    """Writes bytes that were asked for to standard error.

    Raises:
        UsageError: they did not arrive.
    """
    if not _written(sys.stderr, data):
        raise UsageError("Standard feil kan ikke skrives.", "Standard error cannot be written.")


def say(text: str) -> None:
    """Writes a line for people to standard error, where there is one."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    _written(sys.stderr, f"{text}\n".encode(encoding, "backslashreplace"))


@contextmanager
def somewhere_to_log() -> Iterator[None]:
    """Gives what writes to standard error line by line the null device where it is closed."""
    with Path(os.devnull).open("w", encoding="utf-8") as null, redirect_stderr(sys.stderr or null):
        yield


def flush() -> bool:
    """Writes what waits, so that the interpreter finds nothing to fail on at its end.

    Returns:
        Whether standard output took it.
    """
    _flushed(sys.stderr)
    return sys.stdout is None or _flushed(sys.stdout)


def _written(stream: TextIO | None, data: bytes) -> bool:
    if stream is None:
        return False
    try:
        stream.flush()
        stream.buffer.write(data)
    except (OSError, ValueError):
        _silence(stream)
        return False
    return _flushed(stream)


def _flushed(stream: TextIO | None) -> bool:
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        _silence(stream)
        return False
    return True


def _silence(stream: TextIO | None) -> None:
    """Leads a broken stream to the null device: what it still holds would fail again at the end, with exit code 120."""
    with suppress(OSError, ValueError):
        if stream is not None:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
