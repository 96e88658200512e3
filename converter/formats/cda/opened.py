"""Opens a CDA document of another country: a comment in its narrative is nothing that a value could be cut at."""

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.xml import MAX_BYTES, parse

SECTION, TEXT = H + "section", H + "text"


def parse_cda(data: bytes, limit: int = MAX_BYTES) -> etree._Element:
    """Parses as `parse` does, and lets comments and processing instructions be in the words of a section.

    They are left out there, and part nothing: `1<!-- -->3` is 13, as whoever shows it has it.

    Raises:
        Problem: as `parse`.
    """
    return parse(data, limit, in_narrative)


def in_narrative(element: etree._Element) -> bool:
    """Whether an element is a section's narrative, or stands in one."""
    texts = (element, *element.iterancestors(TEXT))
    return any(t.tag == TEXT and (p := t.getparent()) is not None and p.tag == SECTION for t in texts)
