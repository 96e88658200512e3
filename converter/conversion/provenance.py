"""PROVENANCE, on request: for each value of an eP where it came from, by `mappings/fields/ep.yaml`.

A row says where a value comes from; where there are several ways, the conversion has kept which one it took. That the
rows are true is shown by changing the message leaf by leaf (tests/fields).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from converter.conversion.flat import Value, values_of
from converter.conversion.notes import Notes
from converter.fields.origins import Kind, OriginRegister
from converter.formats.xml import parse

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
    leaf = next((leaf for leaf in source.leaves if leaf in leaves), "")
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
