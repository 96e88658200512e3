"""How much each package is used: a CSV file of varenr and number, which weighs what is counted."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from converter.model.medicine import VARENR

HEAD = "varenr"
SEPARATORS = ";\t,"
"""What may stand between; the first that a line has is taken: `123456;1,5` has a number that is not whole."""
MOST_DIGITS = 12


class Wrong(StrEnum):
    """What is wrong with a line of a file of use."""

    COLUMNS = "columns"
    VARENR = "varenr"
    NUMBER = "number"
    UNREADABLE = "unreadable"


class UseError(Exception):
    """A file that cannot be used at all: it is no UTF-8, or no line of it can be used."""

    def __init__(self, norwegian: str, english: str) -> None:
        self.norwegian, self.english = norwegian, english
        super().__init__(f"{norwegian} / {english}")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is left out: its number in the file, from 1, and what is wrong with it."""

    line: int
    wrong: Wrong


@dataclass(frozen=True, slots=True)
class Use:
    """How much each package is used; several lines of one varenr add up.

    Attributes:
        numbers: by varenr.
        bad: lines that are left out.
    """

    numbers: Mapping[str, int]
    bad: tuple[BadLine, ...] = ()


def read_use(data: bytes) -> Use:
    """Reads a file of use: lines of varenr and a whole number, apart by comma, semicolon or tab; a head is optional.

    A varenr that has lost its leading zeros is a bad line: nothing is guessed.

    Raises:
        UseError: the file is no UTF-8, or has no line that can be used.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UseError("Filen må være UTF-8.", "The file must be UTF-8.") from None
    numbers: dict[str, int] = {}
    bad: list[BadLine] = []
    for line, content in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not content.strip():
            continue
        cells = _cells(content)
        if line == 1 and cells and _is_head(cells):
            continue
        wrong = _wrong(cells)
        if wrong is not None:
            bad.append(BadLine(line, wrong))
            continue
        assert cells is not None
        numbers[cells[0]] = numbers.get(cells[0], 0) + int(cells[1])
    if not numbers:
        no, en = ", som ikke har to kolonner", ", for want of two columns"
        apart = bool(bad) and all(one.wrong is Wrong.COLUMNS for one in bad)
        raise UseError(
            f"Ingen linje kan brukes{no if apart else ''}. Skriv varenr og et helt tall, som 123456,20.",
            f"No line can be used{en if apart else ''}. Write varenr and a whole number, as 123456,20.",
        )
    return Use(numbers, tuple(bad))


def _is_head(cells: tuple[str, ...]) -> bool:
    """Whether the first line names the columns: neither of its cells has a digit."""
    return cells[0].casefold() == HEAD or not any(c.isdigit() for cell in cells for c in cell)


def _cells(content: str) -> tuple[str, ...] | None:
    """The cells of a line; None where its quotation marks do not match."""
    separator = next((s for s in SEPARATORS if s in content), ",")
    try:
        rows = list(csv.reader(StringIO(content), delimiter=separator, strict=True))
    except csv.Error:
        return None
    return tuple(cell.strip() for cell in rows[0])


def _wrong(cells: tuple[str, ...] | None) -> Wrong | None:
    if cells is None:
        return Wrong.UNREADABLE
    if len(cells) != 2:
        return Wrong.COLUMNS
    if not VARENR.fullmatch(cells[0]):
        return Wrong.VARENR
    number = cells[1]
    sound = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    return None if sound else Wrong.NUMBER
