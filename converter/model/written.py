"""Words as a document has them: text, breaks, lists, tables and marks in the document's order, for page and plain text.

A flat run of parts, each element an opening and an end, so that no depth of nesting can exhaust who reads it. Words are
the document's; labels, brackets and arrows are ours, and stand in parts of their own.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a part is. `WORDS`, `BREAK`, `COVERED`, `NOTE_AT` and `ADDRESS` stand alone; `END` ends what others open."""

    WORDS = "words"
    BREAK = "break"
    BLOCK = "block"
    CAPTION = "caption"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    HEAD = "head"
    BODY = "body"
    FOOT = "foot"
    ROW = "row"
    HEADING = "heading"
    CELL = "cell"
    COVERED = "covered"
    RAISED = "raised"
    LOWERED = "lowered"
    DELETED = "deleted"
    NOTE = "note"
    NOTE_AT = "note-at"
    IMAGE = "image"
    ADDRESS = "address"
    END = "end"


class Part(NamedTuple):
    """One part.

    Attributes:
        kind: what it is; of an end, `END`.
        text: words; of an item its label (`1)`, `•`); of a note its number; of an image its name where it has no words;
            of an address the address; of what a span covers an arrow to the cell that reaches here; of an end the kind
            that it ends.
        across, down: columns and rows of a cell; the columns that are covered.
    """

    kind: Kind
    text: str = ""
    across: int = 1
    down: int = 1


CELLS = frozenset({Kind.CELL, Kind.HEADING})
BRACKETS = {
    Kind.RAISED: ("^(", ")"),
    Kind.LOWERED: ("_(", ")"),
    Kind.DELETED: ("[slettet: ", "]"),
    Kind.NOTE: ("[fotnote {}: ", "]"),
    Kind.IMAGE: ("[bilde: {}", "]"),
}
"""What stands around marked words in plain text. Raised and lowered ones are closed on both sides, so that `10^(3) 5`
and `1^(1/2)` are no other number."""
ALONE = {Kind.NOTE_AT: "[fotnote {}]", Kind.ADDRESS: "[adresse: {}]"}
TABLE_INSIDE = ("[tabell: ", "]")
"""Around a table that stands in a cell."""
BETWEEN_CELLS, IN_CELL, STEP = " | ", "; ", "  "


@dataclass(frozen=True, slots=True)
class Written:
    """Words of a document.

    Attributes:
        parts: in the document's order.
        text: the same in plain text: a line for each paragraph, item, row and break; cells apart by ` | `, what breaks
            in a cell by `; `, raised words as `^(…)`, lowered as `_(…)`; `←` and `↑` where a cell reaches over more
            columns or rows. Empty where there are no words.
    """

    parts: tuple[Part, ...] = ()
    text: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain_text(self.parts))

    @property
    def lines(self) -> tuple[str, ...]:
        """The text line by line."""
        return tuple(self.text.split("\n")) if self.text else ()

    def has(self, kind: Kind) -> bool:
        """Whether a part of this kind is in it."""
        return any(part.kind is kind for part in self.parts)


def plain_text(parts: tuple[Part, ...]) -> str:
    """The parts in plain text, as `Written.text` says."""
    typed = _Typed()
    for part in parts:
        typed.part(part)
    typed.line()
    return "\n".join(typed.lines)


@dataclass(slots=True)
class _Typed:
    """Lines as they are typed.

    Attributes:
        now: the line; `said` whether words stand in it, `fresh` whether what comes next begins a line, or a cell.
        apart: whether what comes next in a cell is set apart from what stands there.
        label: of an item, not typed yet; `depth` of lists.
        cells: how many are open; `rows` how many cells the row of each open table has.
    """

    lines: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)
    said: bool = False
    fresh: bool = True
    apart: bool = False
    label: str = ""
    depth: int = 0
    cells: int = 0
    rows: list[int] = field(default_factory=list)

    def part(self, part: Part) -> None:
        kind = part.kind
        if kind is Kind.WORDS:
            self.type(part.text)
        elif kind is Kind.END:
            self.end(Kind(part.text))
        elif kind in BRACKETS:
            self.type(BRACKETS[kind][0].format(part.text))
        elif kind in ALONE:
            self.type(ALONE[kind].format(part.text))
        elif kind in CELLS or kind is Kind.COVERED:
            self.cell(part)
        else:
            self.line()
            self.opened(part)

    def opened(self, part: Part) -> None:
        """What begins behind a line's end."""
        if part.kind is Kind.LIST:
            self.depth += 1
        elif part.kind is Kind.ITEM:
            self.label = part.text
        elif part.kind is Kind.TABLE:
            if self.cells:
                self.type(TABLE_INSIDE[0])
            self.rows.append(0)
        elif part.kind is Kind.ROW:
            self.apart = self.cells > 0 and self.rows[-1] > 0
            self.rows[-1] = 0

    def cell(self, part: Part) -> None:
        if self.rows[-1]:
            self.apart = False
            behind_words = self.said and not self.now[-1].endswith(" ")
            self.put(BETWEEN_CELLS if behind_words else BETWEEN_CELLS.lstrip())
            self.said = True
        elif self.apart:
            self.put("")
        self.rows[-1] += 1
        self.fresh = True
        if part.kind is Kind.COVERED:
            self.type(BETWEEN_CELLS.join([part.text] * part.across))
        else:
            self.cells += 1

    def end(self, kind: Kind) -> None:
        if kind in BRACKETS:
            self.close(BRACKETS[kind][1])
        elif kind in CELLS:
            self.cells -= 1
        elif kind is Kind.TABLE:
            self.rows.pop()
            if self.cells:
                self.close(TABLE_INSIDE[1])
                self.fresh = self.apart = True
            self.line()
        elif kind is Kind.ITEM:
            if self.label[:1].isdigit():
                self.type("")
            self.line()
            self.label = ""
        else:
            self.line()
            self.depth -= kind is Kind.LIST

    def put(self, words: str) -> None:
        """Words as they are; at the begin of a line behind its indent and the label of its item."""
        if not self.now:
            self.now.append(STEP * (self.depth - bool(self.label)))
        if self.apart:
            self.now[-1] = self.now[-1].rstrip()
            self.now.append(IN_CELL)
            self.apart = False
        if self.label:
            self.now.append(f"{self.label} ")
            self.label = ""
        if words:
            self.now.append(words)

    def type(self, words: str) -> None:
        """Words, set apart from those before them in a cell."""
        if self.fresh:
            words = words.lstrip()
        self.put(words)
        self.said, self.fresh = True, False

    def close(self, bracket: str) -> None:
        """A bracket right behind what it ends."""
        if self.said:
            self.now.append(bracket)
        else:
            self.lines[-1] += bracket

    def line(self) -> None:
        """Ends a line that has words; in a cell what comes next is set apart in the same line."""
        if self.cells:
            self.apart = self.apart or not self.fresh
            self.fresh = True
            return
        if self.said:
            self.lines.append("".join(self.now).rstrip())
        self.now, self.said, self.fresh, self.apart = [], False, True, False


NOTHING = Written()
