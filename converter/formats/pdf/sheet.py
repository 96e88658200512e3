"""What stands on the page: blocks of lines, each with labels and texts, made ready, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

COLUMNS = ("Norsk (original)", "English")
"""What stands over the two columns of a block."""


MOST_SIDE_BY_SIDE = 400
"""Letters, some ten lines of a column."""
MOST_ON_A_PAGE = 2_500
"""Letters that fit on a page across both columns, however wide they are."""
LINE_END = 40
"""Letters that the end of a line counts for: a column's width."""


def weight(text: str) -> int:
    """How much room a text takes, in letters."""
    return len(text) + LINE_END * text.count("\n")


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        id: of what it says, for paths of findings.
        label, label_english: what it says, in either language.
        norwegian: in Norwegian; empty where only English words for it exist.
        english: in English; empty where it reads the same in both.
    """

    id: str
    label: str
    label_english: str
    norwegian: str
    english: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """The texts that stand beside the labels: one across both columns, or two that differ."""
        if not self.norwegian or not self.english or self.norwegian == self.english:
            return (self.norwegian or self.english,)
        return self.norwegian, self.english

    @property
    def long(self) -> bool:
        """Whether its texts stand one under the other: side by side they could not go on together on a next page."""
        return len(self.said) > 1 and any(weight(text) > MOST_SIDE_BY_SIDE for text in self.said)

    @property
    def whole(self) -> bool:
        """Whether each of its texts stands on one page: half of an instruction could be read for all of it."""
        return all(weight(text) <= MOST_ON_A_PAGE for text in self.said)

    @property
    def english_alone(self) -> bool:
        """Whether there are only English words."""
        return not self.norwegian


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a heading."""

    title: str
    title_english: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page.

    Attributes:
        number: the ReseptId, as text and in the 2D code.
        on: the day that the document is dated: of prescribing.
        persons: patient and prescriber, side by side.
        blocks: the rest, one under the other; all that the readable part of the structured document says is here.
        closing: whom to ask.
    """

    number: str
    on: date
    persons: tuple[Block, Block]
    blocks: tuple[Block, ...]
    closing: Line

    def lines(self) -> Iterator[Line]:
        """All lines, in the order of the page."""
        for block in (*self.persons, *self.blocks):
            yield from block.lines
        yield self.closing
