"""Characters that nobody sees, taken out of a message before it is read, and texts whose encoding was confused.

Only the tree in memory is changed; the bytes that were signed stay as they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from converter.formats.xml import local
from converter.model.signs import GARBLED, SIGNS, TURNING, holds_signs, may_be_garbled, without_any, without_signs

WORDS = frozenset({"DN", "OT", "displayName"})
"""Attributes that are words; any other is a code, a number or an identifier, which such a character makes another."""
IDENTIFIERS = frozenset({"Id", "Varenr", "RefNr"})
"""Elements of Norwegian messages that are identifiers."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Where a message holds them.

    Attributes:
        codes: elements where they stood in a code, a number or an identifier.
        turning: elements where they turned words.
        unseen: elements where others stood in words.
        garbled: elements whose words were written in one encoding and read in another.
    """

    codes: tuple[etree._Element, ...] = ()
    turning: tuple[etree._Element, ...] = ()
    unseen: tuple[etree._Element, ...] = ()
    garbled: tuple[etree._Element, ...] = ()


NONE = Signs()


def take_signs(*parts: etree._Element | None, clean: Callable[[str], str] = without_signs) -> Signs:
    """Takes them out of texts and attributes, and says where they were and where a text is garbled.

    Args:
        parts: of the message; what is None has none.
        clean: what takes them out of words; nothing stays of them in anything else.
    """
    there = [part for part in parts if part is not None]
    said = b"".join([etree.tostring(part, encoding="utf-8", with_tail=False) for part in there])
    holds, garbled = holds_signs(said), may_be_garbled(said)
    if not holds and not garbled:
        return NONE
    elements = [element for part in there for element in part.iter(etree.Element)]
    confused = tuple([e for e in elements if GARBLED.search(" ".join(_words(e)))]) if garbled else ()
    codes, turning, unseen = [], [], []
    for element in elements if holds else ():
        values = [str(value) for name, value in element.items() if name not in WORDS]
        values += [element.text or ""] if local(element) in IDENTIFIERS else []
        words = "\n".join(_words(element))
        if any(map(SIGNS.search, values)):
            codes.append(element)
        elif TURNING.search(words):
            turning.append(element)
        elif SIGNS.search(words):
            unseen.append(element)
        _clean(element, clean)
    return Signs(tuple(codes), tuple(turning), tuple(unseen), confused)


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    yield from (str(value) for name, value in element.items() if name in WORDS)
    yield from (child.tail or "" for child in element)


def _clean(element: etree._Element, clean: Callable[[str], str]) -> None:
    for name, value in element.items():
        if SIGNS.search(str(value)):
            element.set(name, (without_signs if name in WORDS else without_any)(str(value)))
    if element.text and SIGNS.search(element.text):
        element.text = (without_any if local(element) in IDENTIFIERS else clean)(element.text)
    for child in element:
        if child.tail and SIGNS.search(child.tail):
            child.tail = clean(child.tail)
