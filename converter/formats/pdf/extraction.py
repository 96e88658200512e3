"""The text of a PDF's pages, as PDFium reads it: the library that many viewers show PDFs with.

It reads a page in two milliseconds, a tenth of what a reader in Python takes. It is not made for several threads: one
reads at a time.
"""

import threading
from typing import TYPE_CHECKING

from converter.model.finding import Problem, finding
from converter.model.signs import SIGNS

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

HYPHEN_AT_END = "\x02"
"""How PDFium tells of a hyphen at the end of a line."""
_one_at_a_time = threading.Lock()


def pages_of(document: bytes) -> tuple[str, ...]:
    """The text of each page, in the order in which it was written.

    Raises:
        Problem: `read-back-differs` where it is no PDF that can be read.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # only where a page is read

    with _one_at_a_time:
        try:
            with PdfDocument(document) as opened:
                return tuple([_text(page) for page in opened])
        except PdfiumError:
            raise Problem([finding("read-back-differs", "/pdf")]) from None


def _text(page: "PdfPage") -> str:
    return str(page.get_textpage().get_text_bounded()).replace(HYPHEN_AT_END, "-")


def letters_of(text: str) -> str:
    """The letters of a text, without blanks, ends of lines and what nobody sees: breaking lines changes those."""
    return "".join(SIGNS.sub("", text).split())
