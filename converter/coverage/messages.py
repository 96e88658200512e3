"""A folder of messages: each file opened, and each prescription in it converted; what is no M1 is told apart."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from converter.conversion.answer import Held
from converter.conversion.converter import Converter
from converter.conversion.m1_to_ep.route import each_m1_to_ep
from converter.coverage.outcome import Outcome, outcome_of
from converter.formats.norway.msghead import generated_at
from converter.formats.xml import MAX_BYTES, parse
from converter.model.finding import Problem

NOT_READ = "not-read"
"""Why a file is no M1: it cannot be opened, or is no regular file."""
NO_M1 = frozenset(
    {
        "too-large",
        "encoding-not-utf8",
        "doctype-not-allowed",
        "not-xml",
        "too-many-elements",
        "too-deep",
        "not-a-msghead",
        "message-type-not-supported",
        "no-prescription",
    }
)
"""Codes of what could not be opened down to a prescription: nobody knows that it is one."""


@dataclass(frozen=True, slots=True)
class OfFile:
    """What is in a file: the outcome of each prescription, or why it is no M1 (a code)."""

    outcomes: tuple[Outcome, ...]
    other: str = ""


class FolderError(Exception):
    """A folder within that cannot be read: what is in it would be missing in silence. Names nothing of it."""


def files_below(folder: Path) -> list[str]:
    """Every file in a folder, however deep, by path within it and in order; links to folders are not followed.

    Raises:
        FolderError: a folder within cannot be read.
    """
    found: list[str] = []

    def refuse(_: OSError) -> None:
        raise FolderError

    for where, folders, names in os.walk(folder, onerror=refuse):
        folders.sort()
        found += [os.path.relpath(os.path.join(where, name), folder) for name in names]  # noqa: PTH118 -- not decodable
    return sorted(found)


def of_file(path: Path, converter: Converter, at: datetime, as_sent: bool = False) -> OfFile:
    """What is in a file. The exchange record has no part in it, and nothing of the message is kept.

    Args:
        path: the file.
        converter: tables, rules, register and schemas.
        at: the moment of conversion.
        as_sent: convert at the moment at which the message was made, where it says one.
    """
    try:
        if not path.is_file():
            return OfFile((), NOT_READ)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError:
        return OfFile((), NOT_READ)
    answers = each_m1_to_ep(data, converter, (_sent(data) if as_sent else None) or at)
    if answers.held is Held.UNREAD:
        for found in answers.answers[0].findings:
            if found.code in NO_M1:
                return OfFile((), found.code)
    return OfFile(tuple(outcome_of(answer) for answer in answers.answers))


def _sent(data: bytes) -> datetime | None:
    """When a message was made; None where it does not say, or is none."""
    try:
        return generated_at(parse(data))
    except Problem:
        return None
