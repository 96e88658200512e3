"""Every leaf of an M1 message: element text and attribute, as our own schemas allow it.

A path begins with `MsgHead` for the envelope and with `Resept` for the prescription. An organisation in an organisation
is followed once. What the schema leaves open, and extension 1, is listed here.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import xmlschema
from xmlschema.validators import XsdAnyElement, XsdElement

DRIVER = Path(__file__).resolve().parents[2] / "schemas" / "norway" / "driver.xsd"
ROOTS = (
    "{http://www.kith.no/xmlstds/msghead/2006-05-24}MsgHead",
    "{http://www.kith.no/xmlstds/eresept/m1/2013-10-08}Resept",
)
ELSEWHERE = ("Signature", "Content", "PatientReport", "FileReference")
"""Open to anything, the prescription itself, or what stands in place of it."""
CS = ("V", "DN")
OPEN = (
    "MsgHead/Signature/SignatureValue",
    "MsgHead/Signature/Object/RfHprData/HPR-nummer",
    "MsgHead/Signature/Object/RfHprData/Autorisasjon/Helsepersonellkategori",
    *(f"Resept/ReseptDokLegemiddel/Forskrivning/Administrering/{e}/@{a}" for e in ("AdmVed", "AdmMate") for a in CS),
    "Resept/ReseptDokLegemiddel/Forskrivning/Administrering/AdmEtterSkjema",
    "Resept/ReseptDokLegemiddel/Forskrivning/Administrering/AdmSkjema",
    "ReseptUtvidelse/@version",
    "ReseptUtvidelse/Dosering/Doseringstekst",
    "ReseptUtvidelse/Dosering/Tilleggstekst",
    *(f"ReseptUtvidelse/Dosering/ForholdsregelInntak/@{a}" for a in ("V", "S", "DN", "OT")),
    "ReseptUtvidelse/Seponering/Tidspunkt",
    *(f"ReseptUtvidelse/Seponering/Arsak/@{a}" for a in ("V", "S", "DN", "OT")),
    "ReseptUtvidelse/Seponering/Merknad",
    *(f"ReseptUtvidelse/Diagnose/@{a}" for a in ("V", "S", "DN", "OT")),
)
"""Leaves that no schema of ours declares (dossier on e-resept, sections 2.2 and 3.7), and those of M1 2.4 alone."""
MOST_NESTED = 2
"""How often an element may stand in itself on one path."""


@dataclass(frozen=True)
class Leaf:
    """A leaf: its path, the elements that lead to it, and the name of its simple type."""

    path: str
    elements: tuple[XsdElement, ...]
    attribute: str
    type: str


@cache
def schema() -> xmlschema.XMLSchema10:
    """Our Norwegian schemas."""
    return xmlschema.XMLSchema10(DRIVER, allow="local", defuse="always")


@cache
def leaves() -> dict[str, Leaf]:
    """Every leaf by its path."""
    found: dict[str, Leaf] = {}
    for root in ROOTS:
        _walk(schema().elements[root], (), found)
    for path in OPEN:
        attribute = path.rpartition("/@")[2] if "/@" in path else ""
        kind = "dateTime" if path.endswith("Tidspunkt") else "token" if attribute == "V" else "string"
        kind = "boolean" if path.endswith("AdmEtterSkjema") else kind
        found[path] = Leaf(path, (), attribute, "oid" if attribute == "S" else kind)
    return found


def _walk(element: XsdElement, above: tuple[XsdElement, ...], found: dict[str, Leaf]) -> None:
    line = (*above, element)
    path = "/".join(e.local_name for e in line)
    if element.local_name in ELSEWHERE:
        return
    for name, attribute in (getattr(element.type, "attributes", None) or {}).items():
        if name:
            found[f"{path}/@{name}"] = Leaf(f"{path}/@{name}", line, name, type_name(attribute.type))
    if element.type.is_simple() or element.type.has_simple_content():
        found[path] = Leaf(path, line, "", type_name(element.type))
        return
    for child in children(element):
        if [e.name for e in line].count(child.name) < MOST_NESTED:
            _walk(child, line, found)


def children(element: XsdElement) -> list[XsdElement]:
    """The child elements that a complex element may have, in the schema's order."""
    if element.type.is_simple() or element.type.has_simple_content():
        return []
    return [c for c in element.type.content.iter_elements() if not isinstance(c, XsdAnyElement)]


def type_name(xsd_type: object) -> str:
    """The name of a simple type; the only one without is that of a TS."""
    name = getattr(xsd_type, "local_name", None)
    return str(name) if name else "TS"
