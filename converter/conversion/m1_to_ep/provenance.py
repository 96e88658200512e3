"""PROVENANCE, on request: for each value of an eP where it came from, by `mappings/fields/ep.yaml`.

A row says where a value comes from; where there are several ways, the conversion has kept which one it took. That the
rows are true is shown by changing the message leaf by leaf (tests/fields).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from converter.conversion.session import Notes
from converter.fields.origins import Kind, OriginRegister
from converter.formats.xml import local, parse

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


TRANSLATION = "translation"
CODES = ("/@V", "/@U")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value came from.

    Attributes:
        output: its path in the document, with positions.
        kind: what it came from.
        source: the leaf of the message, the fact of the register, the setting, or in words.
        table: the table that translated it; empty where none did.
        row: the code of the row in that table, where it is one.
    """

    output: str
    kind: Kind
    source: str
    table: str = ""
    row: str = ""


class Unexplained(Exception):
    """A value that no row explains, or several do: a defect of the register, never of the message."""


def leaves_of(resept: etree._Element, extension: tuple[str, ...]) -> dict[str, str]:
    """The leaves of a message as the field register names them, with their first values.

    Args:
        resept: the `Resept` element, in its message.
        extension: the leaves of an extension, which is no longer in it.
    """
    found: dict[str, str] = {}
    root = resept.getroottree().getroot()
    for top in (root, resept):
        for value in values_of(top):
            path = value.path
            while "Organisation/Organisation/" in path:
                path = path.replace("Organisation/Organisation/", "Organisation/")
            if "/Content/" not in path:
                found.setdefault(path, value.value)
    return found | dict.fromkeys(extension, "")


def trace(document: bytes, leaves: Mapping[str, str], notes: Notes, register: OriginRegister) -> tuple[Origin, ...]:
    """The origin of every value of a document, in its order.

    Raises:
        Unexplained: a value has no origin, or more than one.
    """
    values = list(values_of(parse(document)))
    by_place = {v.place: v.value for v in values}
    return tuple(_origin(value, leaves, notes, register, by_place) for value in values)


def _origin(
    value: Value, leaves: Mapping[str, str], notes: Notes, register: OriginRegister, by_place: Mapping[str, str]
) -> Origin:
    sources = register.find(value.place, notes.choices)
    if len(sources) != 1:
        raise Unexplained(f"{len(sources)} rows for {value.path}")
    source = sources[0]
    leaf = next((leaf for leaf in source.m1 if leaf in leaves), "")
    words = leaf if source.kind is Kind.M1 else source.words
    if not words:
        raise Unexplained(f"no leaf of the message for {value.path}")
    if not source.table:
        return Origin(value.place, source.kind, words)
    given = leaves.get(leaf, "") if leaf.endswith(CODES) else ""
    table, row = _row(value, source.table, given, notes, by_place)
    return Origin(value.place, source.kind, words, table, row)


def _row(value: Value, table: str, given: str, notes: Notes, by_place: Mapping[str, str]) -> tuple[str, str]:
    """The table and its row: as the conversion used it for this code, else the row of the leaf's own code."""
    element = value.place.rpartition("/")[0]
    code = by_place.get(f"{element}/@code", value.value)
    if element.rpartition("/")[2].startswith(TRANSLATION):
        return table, code
    fitting = [(t, c) for t, c, target in notes.used if target == code]
    exact = [found for found in fitting if found[0] == table]
    return (exact or fitting or [(table, given)])[0]
