"""The official CDA schema with the pharmacy extension, and its code lists, out of the reference material."""

from pathlib import Path

import xmlschema
from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
FOLDER = Path("reference", "xsd-cda")
CODE_LISTS = ("coreschemas/voc.xsd", "extPHARM/hl7v3_extPHARM.xsd")


def official_schema(shared: Path) -> etree.XMLSchema:
    """The official schema, ready to validate."""
    return etree.XMLSchema(etree.parse(shared / FOLDER / "CDA_Pharma.xsd"))


def official_for_xmlschema(shared: Path) -> xmlschema.XMLSchema10:
    """The official schema in the library that decides where libxml2 errs."""
    return xmlschema.XMLSchema10(shared / FOLDER / "CDA_Pharma.xsd")


def official_codes(shared: Path) -> list[str]:
    """Every value that any official code list names, sorted."""
    values = set()
    for name in CODE_LISTS:
        values.update(e.get("value") for e in etree.parse(shared / FOLDER / name).iter(XS + "enumeration"))
    return sorted(values)


def official_type_names(shared: Path) -> set[str]:
    """The data types that a document can name with xsi:type under the official schema."""
    names = set()
    for name in ("datatypes-base.xsd", "datatypes.xsd"):
        tree = etree.parse(shared / FOLDER / "coreschemas" / name)
        names.update(e.get("name") for e in tree.getroot().findall(XS + "complexType"))
    return names
