"""What the elements of a CDA table are: rows, cells, and which columns and rows a cell reaches over.

A table that holds anything but what a table may hold is none: its cells are then blocks like any other, so that no word
of it is lost or moved.
"""

from dataclasses import dataclass

from lxml import etree

from converter.formats.cda.strict import has_own_text
from converter.formats.xml import local
from converter.model.written import Kind, Part

GROUPS = {"thead": Kind.HEAD, "tbody": Kind.BODY, "tfoot": Kind.FOOT}
CELLS = {"td": Kind.CELL, "th": Kind.HEADING}
COLUMNS = frozenset({"col", "colgroup"})
MAX_SPAN = 20
"""Columns or rows that one cell may cover; a table of a prescription has no more."""
MOST_ARROWS = 10_000
"""Columns that spans cover in one table; one with more is no table that a person reads."""
LEFT, UP = "\u2190", "\u2191"


@dataclass(frozen=True, slots=True)
class Role:
    """What an element is: the parts that stand at its begin and at its end."""

    opens: tuple[Part, ...] = ()
    closes: tuple[Part, ...] = ()


Roles = dict[etree._Element, Role]


def arrows_of(roles: Roles) -> int:
    """How many columns spans cover."""
    parts = (part for role in roles.values() for part in (*role.opens, *role.closes))
    return sum(part.across for part in parts if part.kind is Kind.COVERED)


def whole(*opens: Part) -> Role:
    """Parts, and the ends of them."""
    return Role(opens, tuple([Part(Kind.END, part.kind) for part in reversed(opens)]))


def sound_table(table: etree._Element) -> Roles | None:
    """What each part of a table is; None where it holds anything else than a table may."""
    found: Roles = {}
    direct: list[etree._Element] = []
    if has_own_text(table):
        return None
    for number, child in enumerate(table.iterchildren(etree.Element)):
        name = local(child)
        if name == "caption" and number == 0:
            found[child] = whole(Part(Kind.CAPTION))
        elif name in COLUMNS and not any(str(t).strip() for t in child.itertext()):
            found.update((e, Role()) for e in child.iter(etree.Element))
        elif name == "tr":
            direct.append(child)
        elif name in GROUPS and not has_own_text(child):
            found[child] = whole(Part(GROUPS[name]))
            if not _rows(list(child.iterchildren(etree.Element)), found):
                return None
        else:
            return None
    return found if _rows(direct, found) else None


def rows_of(root: etree._Element) -> Roles:
    """What the parts of a row, or of a group of rows, are that stands by itself; nothing of any other element."""
    name, found = local(root), Roles()
    if name in GROUPS and not has_own_text(root):
        rows = list(root.iterchildren(etree.Element))
        found[root] = whole(Part(GROUPS[name]))
    else:
        rows = [root] if name == "tr" else []
    return found if rows and _rows(rows, found) else {}


def _rows(rows: list[etree._Element], found: Roles) -> bool:
    """Keeps rows and cells of a group; whether they are nothing but rows of cells."""
    below: dict[int, int] = {}
    arrows = 0
    for row in rows:
        if local(row) != "tr" or has_own_text(row):
            return False
        found[row] = whole(Part(Kind.ROW))
        cells = list(row.iterchildren(etree.Element))
        column, above, below = 0, below, {}
        for cell in cells:
            kind = CELLS.get(local(cell))
            if kind is None:
                return False
            before, column = _covered(column, above, below)
            arrows += sum(part.across for part in before)
            across, down = _span(cell.get("colspan", "1"), 1), _span(cell.get("rowspan", "1"), MAX_SPAN)
            one = whole(Part(kind, "", across, down))
            found[cell] = Role((*before, *one.opens), (*one.closes, *_arrows(LEFT, across - 1)))
            below.update((reached, down - 1) for reached in range(column, column + across))
            column += across
            arrows += across - 1
        behind, _ = _covered(column, above, below)
        arrows += sum(part.across for part in behind)
        if arrows > MOST_ARROWS:
            return False
        if cells and behind:
            found[cells[-1]] = Role(found[cells[-1]].opens, (*found[cells[-1]].closes, *behind))
    return True


def _covered(column: int, above: dict[int, int], below: dict[int, int]) -> tuple[tuple[Part, ...], int]:
    """Arrows for the columns from here that cells of rows above reach into, and the next column."""
    first = column
    while above.get(column, 0) > 0:
        below[column] = above[column] - 1
        column += 1
    return _arrows(UP, column - first), column


def _arrows(arrow: str, columns: int) -> tuple[Part, ...]:
    return (Part(Kind.COVERED, arrow, columns),) if columns else ()


def _span(given: str, of_none: int) -> int:
    """A span as HTML reads it: what is no number is 1; none of rows reaches to the end."""
    if not (given.isascii() and given.isdecimal()):
        return 1
    return min(int(given[:3]), MAX_SPAN) or of_none
