"""A page set by typst: PDF/A-1a and PDF/UA-1, the same bytes for the same content and version of typst.

Data is passed as JSON and used as text: what looks like markup in it stays text. No font of the machine is used, and no
other where a letter is missing: that is an error.
"""

import json
import os
import threading
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from converter.formats.cda.narrative import MEDICINE
from converter.formats.pdf import labels
from converter.formats.pdf.face import Face, face, faces
from converter.formats.pdf.sheet import COLUMNS, Block, Line, Sheet

if TYPE_CHECKING:  # 80 MB on disk that only who wants a page needs
    from typst import Compiler, Fonts

STANDARDS = ["a-1a", "ua-1"]
"""XDS-SD names PDF/A-1 (ISO 19005-1); level a adds the structure that a screen reader wants, as does UA-1."""
NOON = time(12, tzinfo=UTC)
MOST_OF_PERSON, MOST_OF_COLUMN, MOST_OF_NUMBER = 14_000, 17_000, 28_000
"""Thousandths of the font's size that a line holds beside a person's labels, in one of two columns of a block, and
beside the 2D code: as wide as the template makes them, less a little."""

_of_thread = threading.local()


def typeset(sheet: Sheet) -> bytes:
    """The page as PDF.

    Raises:
        typst.TypstError: it cannot be set, a letter that is missing included.
    """
    compiled = _compiler().compile(
        input=_template(),
        sys_inputs={"sheet": json.dumps(_content(sheet, face()), ensure_ascii=False)},
        format="pdf",
        pdf_standards=STANDARDS,  # type: ignore[arg-type]  # a list of its literals
        timestamp=_moment(sheet.on),
    )
    assert isinstance(compiled, bytes), "one document, and no file named"
    return compiled


def _moment(day: date) -> datetime:
    """The document's date: of the prescription, not of the machine's clock."""
    return datetime.combine(day, NOON)


def _content(sheet: Sheet, letters: Face) -> dict[str, Any]:
    """What the template lays out, as JSON has it."""
    return {
        "title": [labels.TITLE, labels.TITLE_ENGLISH],
        "country": labels.COUNTRY,
        "number": [labels.NUMBER, labels.NUMBER_ENGLISH, letters.breakable(sheet.number, MOST_OF_NUMBER)],
        "columns": list(COLUMNS),
        "code": _code(sheet.number),
        "alt": f"QR-kode med {labels.NUMBER} {sheet.number}",
        "foot": labels.FOOT,
        "continues": labels.CONTINUES,
        "persons": [_block(block, letters, MOST_OF_PERSON) for block in sheet.persons],
        "blocks": [_block(block, letters, MOST_OF_COLUMN) for block in sheet.blocks],
        "closing": _line(sheet.closing, letters, MOST_OF_COLUMN),
    }


def _block(block: Block, letters: Face, most: int) -> dict[str, Any]:
    return {
        "title": [block.title, block.title_english],
        "lines": [_line(line, letters, most) for line in block.lines],
    }


def _line(line: Line, letters: Face, most: int) -> dict[str, Any]:
    said = [letters.breakable(text, most) for text in line.said]
    return {
        "label": [line.label, line.label_english],
        "said": said,
        "long": line.long,
        "whole": line.whole,
        "english": line.english_alone,
        "large": line.id == MEDICINE,
    }


def _code(number: str) -> str:
    """A QR code of the bare ReseptId (ISO/IEC 18004, error correction M), as SVG."""
    import segno  # only where a page is made

    out = BytesIO()
    segno.make(number, error="m", micro=False).save(out, kind="svg", xmldecl=False, nl=False, omitsize=True)
    return out.getvalue().decode("utf-8")


@cache
def _template() -> bytes:
    return (files(__package__) / "page.typ").read_bytes()


@cache
def _fonts() -> "Fonts":
    """The two faces and no others. typst takes folders only, and follows the links in one to where they lead."""
    from typst import Fonts

    with TemporaryDirectory(prefix="converter-font-", dir=_any_folder()) as folder:
        for path in faces():
            (Path(folder) / path.name).symlink_to(path.resolve())
        return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


MEMORY = Path("/dev/shm")  # noqa: S108  # a file system in memory, where there is one: an image may have no other


def _any_folder() -> str | None:
    return str(MEMORY) if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None


def _compiler() -> "Compiler":
    """The thread's own: one compiles one page at a time."""
    from typst import Compiler

    found: Compiler | None = getattr(_of_thread, "compiler", None)
    if found is None:
        found = _of_thread.compiler = Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    return found
