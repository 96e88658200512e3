"""Code tables and texts, as they are used once they have been checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from converter.model.coded import Coded
from converter.terminology.shapes import Relation, Status, TextRow


def text_key(text: str) -> str:
    """The key of a table whose source is a free text: lower case, single blanks, composed letters (NFC)."""
    return normalize("NFC", " ".join(text.split()).lower())


@dataclass(frozen=True, slots=True)
class Row:
    """One code and what it becomes: a `CodeRow` with its target found where the head says, and its place.

    Attributes:
        code: source code.
        term: the source list's own term.
        target: the target under its value set's own term, `originals` holding the national code when the source is a
            Norwegian code list; None where nothing fits. A unit's code is the unit itself: `mL`, `{Tablet}`, `1`.
            An identifier type's code is the root, and its system is empty.
        relation: what the target is to the source: equivalent, broader (it says less), narrower (it says more), none.
        status: approved, or draft: a judgement that a terminologist has yet to confirm.
        note: evidence or reason.
        file: relative path, mappings/...
        line: line in the file.
    """

    code: str
    term: str
    target: Coded | None
    relation: Relation
    status: Status
    note: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of its source a table maps. `codes` is the size of the source list, or of the table for free texts."""

    codes: int
    equivalent: int
    broader: int
    narrower: int
    none: int
    draft: int


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A code table.

    Attributes:
        name: such as dose-form-7448.
        title: what it is for.
        file: relative path, such as mappings/codes/dose-form-7448.yaml.
        source: number of the Norwegian list, name of the value set, or name of the free text.
        target: name of the value set, or OID.
        version: version of the target.
        rows: by source code.
    """

    name: str
    title: str
    file: str
    source: str
    target: str
    version: str
    rows: Mapping[str, Row]

    def row(self, code: str) -> Row | None:
        """The row of this source code; None when the table does not have it."""
        return self.rows.get(code)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows.values())

    def __len__(self) -> int:
        return len(self.rows)

    def drafts(self) -> int:
        """Number of rows that a terminologist has yet to confirm."""
        return sum(row.status == "draft" for row in self)

    def coverage(self, codes: int) -> Coverage:
        """How much of a source list with `codes` codes is mapped."""
        count = {"equivalent": 0, "broader": 0, "narrower": 0, "none": 0}
        for row in self:
            count[row.relation] += 1
        return Coverage(codes=codes, draft=self.drafts(), **count)


@dataclass(frozen=True, slots=True)
class Texts:
    """English words for a code list that has no EU value set.

    Attributes:
        name: such as use-9101.
        title: what they are for.
        file: relative path, mappings/...
        source: number of the list.
        rows: by code, as they stand in the file.
        lines: line in the file by code.
    """

    name: str
    title: str
    file: str
    source: str
    rows: Mapping[str, TextRow]
    lines: Mapping[str, int]

    def row(self, code: str) -> TextRow | None:
        """The row of this code; None when there is none."""
        return self.rows.get(code)

    def __iter__(self) -> Iterator[TextRow]:
        return iter(self.rows.values())

    def __len__(self) -> int:
        return len(self.rows)

    def drafts(self) -> int:
        """Number of rows that a terminologist has yet to confirm."""
        return sum(row.status == "draft" for row in self)
