"""Renders the words of CDA: a section's narrative (StrucDoc) and texts of entries, whole and in the document's order.

Source: narrative-block.xsd of CDA R2. White space is no break there; paragraph, item, row, cell, caption, br and
whatever has no place in a narrative are. Words that only an element parts (`1<content>3`) are never written in one:
between two letters or digits stands a blank. What is marked as deleted is kept and marked, for what it said may have
been acted on. Rows of a table stand in the document's order: the foot before the body, where a page puts it behind.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from converter.formats.cda.foreign import Reading, readable
from converter.formats.cda.strucdoc_table import MOST_ARROWS, Role, arrows_of, rows_of, sound_table, whole
from converter.formats.xml import local
from converter.model.written import CELLS, Kind, Part, Written

INLINE = frozenset(
    ("content", "linkHtml", "a", "abbr", "b", "em", "font", "i", "ins", "q", "small", "span", "strong", "u")
) | (STRUCK := frozenset({"s", "del", "strike"}))
"""Those of StrucDoc, and those of HTML that are written in their stead."""
SIMPLE = {"sup": Kind.RAISED, "sub": Kind.LOWERED, "caption": Kind.CAPTION}
STRIKES = re.compile(
    r"strike|struke|struck|line[-_ ]?thr(ough|u)|deleted|overstr[ey]|gjennomstr|genomstr|\u00f6verstr|yliviiv"
    r"|durchgestr|rayé|barré|tachad",
    re.IGNORECASE,
)
"""Style codes of words that are struck out; the base set of CDA has none, and senders make their own."""
STRUCK_STYLE = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
"""The same as HTML writes it."""
MARKS = frozenset(
    {Kind.RAISED, Kind.LOWERED, Kind.DELETED, Kind.NOTE, Kind.NOTE_AT, Kind.IMAGE, Kind.ADDRESS},
)
"""What stands in a line; all else begins or ends one."""
TIGHT = frozenset({Kind.RAISED, Kind.LOWERED})
"""Marks without a blank around them."""
ROWS = frozenset({Kind.HEAD, Kind.BODY, Kind.FOOT, Kind.ROW})
INSIDE = frozenset({*CELLS, Kind.ITEM, Kind.CAPTION, *TIGHT, Kind.NOTE})
"""What holds the mark of its deleted words; others stand in it."""
ROW_AND_GROUP = 2
BULLET, UNKNOWN = "\u2022", "?"


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of a document: their numbers in its order, and by identifier the element."""

    numbers: Mapping[etree._Element, int] = field(default_factory=dict)
    by_id: Mapping[str, etree._Element] = field(default_factory=dict)


def notes_of(root: etree._Element) -> Notes:
    """The footnotes under an element."""
    found = list(root.iter("{*}footnote"))
    return Notes({e: n for n, e in enumerate(found, 1)}, {e.get("ID", ""): e for e in reversed(found)})


def render(reading: Reading, notes: Notes, *roots: etree._Element) -> Written:
    """The words of these elements, each in lines of its own; a footnote that they point to and do not hold, behind.

    Args:
        reading: mends confused encodings, and keeps where.
        notes: the footnotes of the document.
        roots: elements of a narrative, or texts of entries.
    """
    renderer = _Renderer(reading, notes)
    for root in roots:
        renderer.root(root)
    while (note := next((e for e in renderer.pointed if e not in renderer.told), None)) is not None:
        renderer.root(note)
    return Written(tuple(renderer.parts))


def is_deleted(element: etree._Element) -> bool:
    """Whether an element is marked as deleted or struck out."""
    styles = (STRIKES.search(element.get("styleCode", "")), STRUCK_STYLE.search(element.get("style", "")))
    return element.get("revised") == "delete" or local(element) in STRUCK or any(styles)


@dataclass(slots=True)
class _Renderer:
    """The parts so far, and how the line stands.

    Attributes:
        last: the last sign of the line; empty at its begin.
        blank: whether white space came behind it; `seam` whether an element began or ended there.
        roles: what elements are that were looked at before they came: parts of tables, captions of lists.
        closes: of each open element what ends it; `counts` how many items each open list has.
        pointed: footnotes that were pointed to; `told` those that were written.
        arrows: how many columns spans covered; behind too many a table is none.
    """

    reading: Reading
    notes: Notes
    parts: list[Part] = field(default_factory=list)
    last: str = ""
    blank: bool = False
    seam: bool = False
    roles: dict[etree._Element, Role] = field(default_factory=dict)
    closes: list[tuple[Part, ...]] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    pointed: list[etree._Element] = field(default_factory=list)
    told: set[etree._Element] = field(default_factory=set)
    arrows: int = 0

    def root(self, root: etree._Element) -> None:
        """All of an element, in lines of its own."""
        rows = rows_of(root)
        self.roles.update(rows)
        around = whole(
            Part(Kind.BLOCK),
            *([Part(Kind.DELETED)] if any(map(is_deleted, root.iterancestors())) else []),
            *([Part(Kind.TABLE)] if rows else []),
        )
        self.take(around.opens)
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            parent = None if element is root else element.getparent()
            if event == "start":
                self.start(element, parent)
                self.words(element.text, element)
            elif event == "end":
                self.end(element)
            if event != "start" and parent is not None:
                self.words(element.tail, parent)
        self.take(around.closes)

    def start(self, element: etree._Element, parent: etree._Element | None) -> None:
        """What opens with an element; what ends it is kept."""
        self.seam = True
        role = self.roles.pop(element, None) or self.role(element, parent)
        kinds = {part.kind for part in role.opens}
        deleted = is_deleted(element)
        if kinds & CELLS:
            deleted = deleted or any(map(is_deleted, islice(element.iterancestors(), ROW_AND_GROUP)))
        if deleted and not kinds & ROWS and Kind.BREAK not in kinds:
            mark, end = Part(Kind.DELETED), Part(Kind.END, Kind.DELETED)
            inside = bool(kinds & INSIDE)
            opens = (*role.opens, mark) if inside else (mark, *role.opens)
            role = Role(opens, (end, *role.closes) if inside else (*role.closes, end))
        self.closes.append(role.closes)
        self.take(role.opens)

    def role(self, element: etree._Element, parent: etree._Element | None) -> Role:
        """What an element is that is no part of a sound table."""
        name, above = local(element), "" if parent is None else local(parent)
        if name in INLINE or (name == "caption" and above == "renderMultiMedia"):
            return Role()
        if name == "br":
            return Role((Part(Kind.BREAK),))
        if name == "footnoteRef":
            return Role((self.pointer(element),))
        if name == "footnote":
            self.told.add(element)
            return whole(Part(Kind.NOTE, str(self.notes.numbers.get(element, UNKNOWN))))
        if name == "renderMultiMedia":
            said = any(str(t).strip() for t in element.itertext())
            return whole(Part(Kind.IMAGE, "" if said else _line(element.get("referencedObject", ""))))
        if name == "table" and self.arrows < MOST_ARROWS and (parts := sound_table(element)) is not None:
            self.arrows += arrows_of(parts)
            self.roles.update(parts)
            return whole(Part(Kind.TABLE))
        if name == "list":
            return self.list_(element)
        if name == "item" and above == "list":
            self.counts[-1] += 1
            ordered = parent is not None and parent.get("listType") == "ordered"
            return whole(Part(Kind.ITEM, f"{self.counts[-1]})" if ordered else BULLET))
        kind = SIMPLE.get(name, Kind.BLOCK)
        if parent is None and kind is Kind.BLOCK:
            return Role()  # the element by itself, which has its own lines
        return whole(Part(Kind.ITEM), Part(kind)) if above == "list" else whole(Part(kind))

    def list_(self, element: etree._Element) -> Role:
        """A list; where it begins with its caption, that stands before it."""
        self.counts.append(0)
        first = next(element.iterchildren(etree.Element), None)
        opened = whole(Part(Kind.LIST))
        if first is None or local(first) != "caption" or (element.text or "").strip():
            return opened
        caption = whole(Part(Kind.CAPTION))
        self.roles[first] = Role(caption.opens, (*caption.closes, *opened.opens))
        return Role((), opened.closes)

    def end(self, element: etree._Element) -> None:
        """What ends with an element."""
        name = local(element)
        if name == "linkHtml":
            self.address(element)
        if name == "list":
            self.counts.pop()
        self.seam = True  # whatever it was: a break may hold words, where no schema lets it
        self.take(self.closes.pop())

    def take(self, parts: tuple[Part, ...]) -> None:
        """Writes parts, and what they do to the line."""
        for part in parts:
            kind = Kind(part.text) if part.kind is Kind.END else part.kind
            if kind in MARKS:
                self.mark(part, kind)
            else:
                self.parts.append(part)
                self.last, self.blank, self.seam = "", False, False

    def mark(self, part: Part, kind: Kind) -> None:
        """A mark in the line, behind the blank that stands there or that its kind asks for."""
        ends, loose = part.kind is Kind.END, kind not in TIGHT
        if not ends and self.last and (self.blank or loose):
            self.parts.append(Part(Kind.WORDS, " "))
        self.parts.append(part)
        alone = kind in {Kind.NOTE_AT, Kind.ADDRESS}
        self.blank = loose if alone else ends and (self.blank or loose)
        self.last = ")" if ends or alone else ""
        self.seam = False

    def words(self, raw: str | None, inside: etree._Element) -> None:
        """Words as they stand in an element, with a blank before them where they would be one with others."""
        said = "" if not raw or raw.isspace() else self.reading.words(raw, inside)
        if not raw or not said:
            self.blank = self.blank or bool(raw)
            return
        loose = whole(Part(Kind.ITEM)) if local(inside) == "list" else Role()
        self.take(loose.opens)
        glued = self.seam and self.last.isalnum() and said[0].isalnum()
        apart = self.last and (self.blank or raw[0].isspace() or glued)
        self.parts.append(Part(Kind.WORDS, f" {said}" if apart else said))
        self.last, self.blank, self.seam = said[-1], raw[-1].isspace(), False
        self.take(loose.closes)

    def pointer(self, element: etree._Element) -> Part:
        """The number of the footnote that is pointed to; where there is none, its identifier."""
        name = element.get("IDREF", "")
        note = self.notes.by_id.get(name) if name else None
        if note is None:
            return Part(Kind.NOTE_AT, _line(name) or UNKNOWN)
        self.pointed.append(note)
        return Part(Kind.NOTE_AT, str(self.notes.numbers[note]))

    def address(self, element: etree._Element) -> None:
        """The address of a link, where it leads out of the document and is not what its words say."""
        given = _line(element.get("href", ""))
        if given and not given.startswith("#") and given != _line("".join(map(str, element.itertext()))):
            self.take((Part(Kind.ADDRESS, given),))


def _line(words: str) -> str:
    return " ".join(words.split()) if words.isascii() else readable(words)
