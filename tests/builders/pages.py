"""Pages of prescriptions, and what level 3 documents say that a page must say too, read from their XML by itself."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from lxml import etree

from converter.conversion.converter import CDA_L1, CDA_L3, PDF
from converter.conversion.m1_to_ep.route import Asked, m1_to_ep
from converter.formats.pdf.extraction import pages_of
from tests.builders.loaded import loaded
from tests.builders.messages import AT

V3, PHARM = "{urn:hl7-org:v3}", "{urn:hl7-org:pharm}"
PARTS = frozenset({"given", "family", "streetAddressLine", "city", "postalCode", "country"})
PERSONS = frozenset({"recordTarget", "author"})
TERMS = {
    (f"{PHARM}formCode", f"{PHARM}manufacturedMaterial"),
    (f"{PHARM}code", f"{PHARM}generalizedMaterialKind"),
    (f"{V3}routeCode", f"{V3}substanceAdministration"),
    (f"{V3}administrativeGenderCode", f"{V3}patient"),
}
"""Concepts whose English terms stand in a document for people, and their parents."""
PRESCRIBER = "prescriber"
"""The line of the readable part whose words stand apart on a page: name, role and organisation."""
OF_SUBSTITUTION = "2.16.578.1.12.4.1.1.1101"
"""Yes and no, to a reservation: said in other words."""


def made(message: bytes, form: str = PDF) -> bytes | None:
    """The document of a message in a format."""
    return m1_to_ep(message, loaded(), AT, Asked(format=form)).document


def both(message: bytes) -> tuple[bytes | None, bytes | None]:
    """Level 3 and the page."""
    return made(message, CDA_L3), made(message)


def level_1(message: bytes) -> bytes:
    """The level 1 document of a message that has one."""
    document = made(message, CDA_L1)
    assert document is not None
    return document


def letters(text: str) -> str:
    """A text without blanks, composed: what stays the same however lines are broken."""
    return "".join(normalize("NFC", text).replace("\u200b", "").split())


def text_of(page: bytes) -> str:
    """The letters of a PDF."""
    return letters("".join(pages_of(page)))


def missing(document: bytes, page: bytes) -> list[str]:
    """What a level 3 document says and the page does not."""
    there = text_of(page)
    return [fact for fact in facts(document) if letters(fact) not in there]


def facts(document: bytes) -> Iterator[str]:
    """Everything that a level 3 document says to people: its readable part, whose it is, and each national term."""
    root = etree.fromstring(document)
    for content in root.iter(f"{V3}content"):
        text = "".join(map(str, content.itertext()))
        yield from text.replace(",", " ").split() if content.get("ID") == PRESCRIBER else (text,)
    for element in root.iter(etree.Element):
        name, parent = etree.QName(element).localname, element.getparent()
        of_person = next((True for a in element.iterancestors() if etree.QName(a).localname in PERSONS), False)
        if of_person and name in PARTS:
            yield element.text or ""
        elif of_person and name == "telecom" and element.get("value"):
            yield element.get("value", "").partition(":")[2]
        elif of_person and name == "id":
            yield element.get("extension", "")
        elif (of_person and name in {"birthTime", "time"}) or (
            name in {"low", "high"} and parent is not None and parent.getparent().tag == f"{V3}supply"
        ):
            yield re.sub(r"(....)(..)(..).*", r"\1-\2-\3", element.get("value", ""))
        elif name == "translation" and element.get("codeSystem") != OF_SUBSTITUTION:
            yield element.get("displayName", "")
        elif name == "code" and parent is not None and parent.tag == f"{PHARM}containerPackagedProduct":
            yield from (element.get("code", ""), element.get("displayName", ""))
        elif parent is not None and (element.tag, parent.tag) in TERMS:
            yield element.get("displayName", "")
