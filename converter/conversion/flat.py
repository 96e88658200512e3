"""A document as a flat list of its values: element texts and attributes with their paths."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from converter.formats.xml import local

NARRATIVE = "text"
"""In the section's narrative a value's path ends in the identifier of its content, such as `text/dosage-original`."""
PART = re.compile(r"part-([0-9]+)")
"""However many parts a combination pack has, each line is of the same kind."""
IGNORED = frozenset({"schemaLocation"})


class Value(NamedTuple):
    """One value. `path` is of local names from the root, `@` before an attribute; `place` has positions too."""

    path: str
    place: str
    value: str


def values_of(root: etree._Element) -> Iterator[Value]:
    """Every value of a document, in its order; of a narrative the texts by their identifiers, and the headings."""
    yield from _walk(root, local(root), local(root))


def _walk(element: etree._Element, path: str, place: str) -> Iterator[Value]:
    for name, value in element.attrib.items():
        attribute = etree.QName(str(name)).localname
        if attribute not in IGNORED:
            yield Value(f"{path}/@{attribute}", f"{place}/@{attribute}", str(value))
    text = (element.text or "").strip()
    if text:
        yield Value(path, place, element.text or "")
    seen: dict[str, int] = {}
    for child in element.iterchildren(etree.Element):
        name = local(child)
        seen[name] = seen.get(name, 0) + 1
        if name == NARRATIVE and len(child):
            yield from _narrative(child, f"{path}/{name}")
        else:
            yield from _walk(child, f"{path}/{name}", f"{place}/{name}[{seen[name]}]")


def _narrative(text: etree._Element, path: str) -> Iterator[Value]:
    """The texts by identifier; headings and labels are the writer's own."""
    for element in text.iter(etree.Element):
        words = (element.text or "").strip()
        identifier = element.get("ID")
        if identifier is not None:
            part = PART.match(identifier)
            named = identifier if part is None else f"part{identifier[part.end() :]}"
            place = named if part is None else f"{named}[{part[1]}]"
            yield Value(f"{path}/{named}", f"{path}/{place}", element.text or "")
        elif words and local(element) == "th":
            yield Value(f"{path}/th", f"{path}/th", words)
