"""Faults of form anywhere in a document of another country: rules of eHDSI's data types that cost no substance.

Source: eHDSI CDA v8.0.0, data type rules dtr1 (displayName on codes, distinct translations, time zone, roots).
"""

from lxml import etree

from converter.formats.cda.elements import H, P
from converter.formats.cda.foreign import OID, UUID, Reading
from converter.formats.cda.names import XSI
from converter.formats.cda.times import read_stamp

TYPE = f"{{{XSI}}}type"
TRANSLATIONS = (H + "translation", P + "translation")
TITLE_TYPES = frozenset({"ST"})
CODE_SIMPLE = frozenset(
    H + t for t in ("languageCode", "realmCode", "statusCode", "signatureCode", "templateId", "typeId")
)
"""CS, which has no displayName."""


def note_form_faults(root: etree._Element, reading: Reading) -> None:
    """Notes each as a remark; the schema's own faults are the gate's to tell."""
    for element in root.iter(etree.Element):
        if reading.full:
            return
        if element.get("code") is not None and element.get("codeSystem") is not None:
            _code(element, reading)
        value = element.get("value")
        if value is not None and len(value) > len("20261101") and element.get("unit") is None:
            stamp = read_stamp(value)
            if stamp is not None and stamp.zone_missing:
                reading.note("ed-zone-missing", element)
        if element.tag == H + "id" and element.get("root") is not None:
            given = element.get("root", "").strip()
            if not OID.fullmatch(given) and not UUID.fullmatch(given):
                reading.note("ed-root-malformed", element)
        if element.tag == H + "title" and element.get(TYPE, "ST").rpartition(":")[2] not in TITLE_TYPES:
            reading.note("ed-type-unexpected", element)


def ids_repeat(root: etree._Element) -> bool:
    """Whether two elements have one identifier (xs:ID), which no schema allows.

    Asked before libxml2 is, which takes minutes over thousands of them: its time grows with their square.
    """
    given = [element.get("ID") for element in root.iter(etree.Element)]
    there = [name.strip() for name in given if name is not None]
    return len(set(there)) < len(there)


def _code(element: etree._Element, reading: Reading) -> None:
    if element.get("displayName") is None and element.tag not in CODE_SIMPLE and not _is_act_code(element):
        reading.note("ed-display-missing", element)
    if element.tag in TRANSLATIONS:
        return
    seen = {_key(element)}
    for translation in element.iter(*TRANSLATIONS):
        key = _key(translation)
        if key in seen:
            reading.note("ed-translation-repeats", element)
            return
        seen.add(key)


def _key(element: etree._Element) -> tuple[str, str, str]:
    return element.get("code", ""), element.get("codeSystem", ""), element.get("displayName", "")


def _is_act_code(element: etree._Element) -> bool:
    """PINSTRUCT and its like: the guide itself leaves their displayName out."""
    return element.get("codeSystemName") == "IHEActCode"
