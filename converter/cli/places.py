"""What an argument names: a file, or a standard stream where it is `-`. A file of that name is reached as `./-`.

These read the text as it was typed: a `Path` has forgotten whether it was `-` or `./-`, and whether a slash ended it.
"""

import errno
import os
from enum import Enum
from pathlib import Path

from converter.cli.exits import UsageError

STREAM = "-"
ENDS_OF_FOLDERS = frozenset({"", os.curdir, os.pardir})


class Standard(Enum):
    """A stream, which is no file of ours."""

    INPUT = "standard input"
    OUTPUT = "standard output"
    ERROR = "standard error"


Place = Path | Standard


def file_named(text: str) -> Path:
    """A file, for an argument that no stream can stand for.

    Raises:
        UsageError: it is `-`.
        IsADirectoryError: it ends as only a folder's name does.
    """
    if text == STREAM:
        raise UsageError(
            "Her kan ikke en strøm stå. En fil med dette navnet skrives ./-",
            "No stream can stand here. A file of this name is written ./-",
            text,
        )
    if text.rpartition("/")[2] in ENDS_OF_FOLDERS:
        raise IsADirectoryError(errno.EISDIR, "", text or os.curdir)
    return Path(text)


def input_named(text: str) -> Place:
    """What is read; `-` is standard input. Raises as `file_named`."""
    return Standard.INPUT if text == STREAM else file_named(text)


def output_named(text: str) -> Place:
    """Where a document goes; `-` is standard output. Raises as `file_named`."""
    return Standard.OUTPUT if text == STREAM else file_named(text)


def report_named(text: str) -> Place:
    """Where a report goes; `-` is standard error. Raises as `file_named`."""
    return Standard.ERROR if text == STREAM else file_named(text)
