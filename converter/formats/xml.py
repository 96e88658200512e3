"""The hardened XML parser and the small helpers that all readers share."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import islice
from xml.sax.saxutils import escape

from lxml import etree

from converter.model.finding import Problem, finding

MAX_BYTES = 1_000_000
MAX_ELEMENTS = 50_000
MAX_NOTED = 10
SMALLEST_ELEMENT = len(b"<a/>")

BOM = b"\xef\xbb\xbf"
DECLARED_ENCODING = re.compile(rb"\A\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)[\"']")
WIDE = re.compile(rb"<\0[^\0]\0|\0<\0[^\0]|<\0\0\0|\0\0\0<")
"""How UTF-16 and UTF-32 without a byte order mark begin (XML 1.0, appendix F); their bytes may pass for UTF-8."""
_special = re.compile('[&<>"\n\r\t]').search
UTF8_NAMES = {b"utf-8", b"utf8"}


def _parser(keep_notes: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=not keep_notes,
        remove_pis=not keep_notes,
    )


_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")

_PLAIN = _parser(keep_notes=False)
_WITH_NOTES = _parser(keep_notes=True)


def nowhere(_: etree._Element) -> bool:
    """No element is words alone."""
    return False


def parse(data: bytes, limit: int = MAX_BYTES, is_words: Callable[[etree._Element], bool] = nowhere) -> etree._Element:
    """Parses one XML document, of at most `limit` bytes; `is_words` says of which element the text is no value.

    Refuses what is too large, not UTF-8, has a DOCTYPE (an unresolved entity silently cuts a value), is not
    well-formed, or has a comment or processing instruction inside a value (a signature does not cover it).

    Raises:
        Problem: `too-large`, `encoding-not-utf8`, `doctype-not-allowed`, `not-xml`, `too-deep`, `too-many-elements`
            or `comment-in-value`.
    """
    if len(data) > limit:
        raise Problem([finding("too-large", limit=limit)])
    _require_utf8(data)
    if b"<!DOCTYPE" in data:
        raise Problem([finding("doctype-not-allowed")])
    body = data.removeprefix(BOM)
    if body.startswith(BOM):  # a second one is a character, and none may stand before the root
        raise Problem([finding("not-xml", "line 1, column 1")])
    if b"<!--" in body or body.find(b"<?", 1) > 0:  # the declaration, where there is one, begins at 0
        noted = _parse(body, _WITH_NOTES)
        inside = _notes_inside(noted, is_words)
        root = _parse(body, _PLAIN) if inside else noted
    else:
        root = _parse(body, _PLAIN)
    if len(body) > MAX_ELEMENTS * SMALLEST_ELEMENT and sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise Problem([finding("too-many-elements", limit=MAX_ELEMENTS)])
    return root


def canonical(root: etree._Element) -> str:
    """A document's content: canonical XML (C14N 1.0, without comments)."""
    return bytes(etree.tostring(root, method="c14n", with_comments=False)).decode("utf-8")


def _require_utf8(data: bytes) -> None:
    declared = DECLARED_ENCODING.match(data.removeprefix(BOM))
    if WIDE.match(data) or (declared and declared.group(1).lower() not in UTF8_NAMES):
        raise Problem([finding("encoding-not-utf8")])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem([finding("encoding-not-utf8")]) from None


def _parse(data: bytes, parser: etree.XMLParser) -> etree._Element:
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Problem([finding("too-deep", f"line {line}, column {column}")]) from None
        raise Problem([finding("not-xml", f"line {line}, column {column}")]) from None
    except ValueError:
        raise Problem([finding("not-xml")]) from None


def _notes_inside(root: etree._Element, is_words: Callable[[etree._Element], bool]) -> bool:
    """Whether the root holds comments or processing instructions; those inside a value are refused.

    Names lines, not elements: before the schema gate an element may be called anything.
    """
    parents: dict[etree._Element, None] = {}
    for number, node in enumerate(root.iter(etree.Comment, etree.ProcessingInstruction)):
        if number > MAX_ELEMENTS:
            raise Problem([finding("too-many-elements", limit=MAX_ELEMENTS)])
        parent = node.getparent()
        if parent is not None:
            parents[parent] = None
    lines = (parent.sourceline or 0 for parent in parents if _is_value(parent) and not is_words(parent))
    if found := list(islice(lines, MAX_NOTED)):
        raise Problem([finding("comment-in-value", f"line {line}") for line in dict.fromkeys(found)])
    return bool(parents)


def _is_value(element: etree._Element) -> bool:
    if any(isinstance(child.tag, str) for child in element):
        return False
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def kids(element: etree._Element) -> dict[str, etree._Element]:
    """The element's children by tag, the first of each: one pass, where a `find` for each name would take as many."""
    return {child.tag: child for child in element[::-1]}  # type: ignore[index]  # the stubs lack slices


def texts(element: etree._Element) -> dict[str, str]:
    """The texts of the element's children by tag, the first of each; for elements whose children hold text only."""
    return {child.tag: child.text or "" for child in element.iterchildren(reversed=True)}


def local(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def path_of(element: etree._Element, stop: etree._Element | None = None) -> str:
    """The path of an element in local names, with a number where siblings share a name: `/MsgHead/Document[2]`."""
    parts = []
    node: etree._Element | None = element
    while node is not None and node is not stop:
        parent = node.getparent()
        same = [] if parent is None else [sibling for sibling in parent if sibling.tag == node.tag]
        number = f"[{same.index(node) + 1}]" if len(same) > 1 else ""
        parts.append(local(node) + number)
        node = parent
    return "/" + "/".join(reversed(parts))


def text(element: etree._Element | None) -> str:
    """The element's text without white space around it; empty where the element is absent."""
    return "" if element is None else (element.text or "").strip()


def code_of(element: etree._Element | None) -> str:
    """The `V` of a KITH data type (CS, CV, PQ, TS), without white space around it; empty where there is none."""
    return "" if element is None else element.get("V", "").strip()


def word_of(element: etree._Element | None) -> str:
    """The `DN` of a KITH data type, the word beside its code; empty where there is none."""
    return "" if element is None else element.get("DN", "").strip()


def truth(element: etree._Element | None) -> bool:
    """An xs:boolean that has passed the schema gate; absent is false."""
    return text(element) in {"true", "1"}


def day(value: str) -> date:
    """The date part of an xs:date or xs:dateTime, whatever its zone.

    Raises:
        ValueError: the text does not start with a date of a year 0001-9999.
    """
    return date.fromisoformat(value[:10])


def number(value: str) -> Decimal | None:
    """An xs:decimal or xs:double as Decimal with its digits; None where it is not a finite number.

    Decimal itself also reads other alphabets' digits and `1_000`, which no schema allows.
    """
    text = value.strip()
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def esc(value: str) -> str:
    """Escapes a value for element text and for double-quoted attributes."""
    if _special(value) is None:
        return value
    return escape(value, {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


ROOTS = frozenset({"ClinicalDocument", "MsgHead", "FEST", "Bundle", "html"})
"""Roots of documents that may be sent here by mistake."""


def root_path(root: etree._Element) -> str:
    """The path of a document's root, where it is one of those known here; empty for any other."""
    name = etree.QName(root).localname
    return f"/{name}" if name in ROOTS else ""
