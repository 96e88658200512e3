"""Code lists of FEST (KatKodeverk: Info and Element of M30 2014-12-01)."""

from datetime import datetime

from lxml import etree

from converter.formats.norway.fest_values import M30, children_of, text_of
from converter.model.medicine import ListedCode, RegisterCodeList

NORWEGIAN = ("no", "nb", "nn", "")
"""Sprak of a Norwegian term, the first to be chosen; mostly left out."""


def read_code_list(entry: etree._Element, changed: datetime, active: bool) -> RegisterCodeList | None:
    """The code list of an OppfKodeverk, whose parts stand in the entry itself; None where it has no OID."""
    info = entry.find(f"{M30}Info")
    if info is None:
        return None
    head = children_of(info)
    oid = text_of(head, f"{M30}Id")
    if not oid:
        return None
    elements = [children_of(element) for element in entry.iterchildren(f"{M30}Element")]
    code_of_id = {
        identifier: text_of(children, f"{M30}Kode")
        for children in elements
        if (identifier := text_of(children, f"{M30}Id"))
    }
    found = zip(elements, entry.iterchildren(f"{M30}Element"), strict=True)
    return RegisterCodeList(
        oid=oid,
        title=text_of(head, f"{M30}Betegnelse"),
        short_name=text_of(head, f"{M30}Kortnavn"),
        publisher=text_of(head, f"{M30}AnsvarligUtgiver"),
        codes=tuple(
            ListedCode(code, *_term(element), parent=code_of_id.get(text_of(children, f"{M30}ParentId"), ""))
            for children, element in found
            if (code := text_of(children, f"{M30}Kode"))
        ),
        changed=changed,
        active=active,
        note=text_of(head, f"{M30}Merknad"),
    )


def _term(element: etree._Element) -> tuple[str, str]:
    """The Norwegian term and its description; else the first one that there is."""
    terms = []
    for term in element.iterchildren(f"{M30}Term"):
        children = children_of(term)
        language = children.get(f"{M30}Sprak")
        code = (language.get("V") or "").strip().casefold() if language is not None else ""
        place = NORWEGIAN.index(code) if code in NORWEGIAN else len(NORWEGIAN)
        terms.append((place, text_of(children, f"{M30}Term"), text_of(children, f"{M30}BeskrivelseTerm")))
    _, text, description = min(terms, key=lambda found: found[0], default=(0, "", ""))
    return text, description
