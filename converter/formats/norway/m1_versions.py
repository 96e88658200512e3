"""Versions of M1: 2.5 is read as it is, 2.4 by its own names, older ones are known by name only.

What 2.4 lacks: TidligsteUtlevering, UtskrevetSykehus, LastResept (a lock shows by its RefNr) and Kortdose. What it
names otherwise stays in Norway anyway: Administrering, EOSDok (dossier on e-resept, section 1).
"""

from lxml import etree

M1_V25 = "http://www.kith.no/xmlstds/eresept/m1/2013-10-08"
FORSKRIVNING_V25 = "http://www.kith.no/xmlstds/eresept/forskrivning/2013-10-08"
M1_V24 = "http://www.kith.no/xmlstds/eresept/m1/2010-05-01"
FORSKRIVNING_V24 = "http://www.kith.no/xmlstds/eresept/forskrivning/2010-04-01"

RESEPT_V25, RESEPT_V24 = f"{{{M1_V25}}}Resept", f"{{{M1_V24}}}Resept"
READ = frozenset({RESEPT_V25, RESEPT_V24})
"""The `Resept` elements of the versions that are read."""

OLDER = {
    "http://www.kith.no/xmlstds/eresept/m1/2009-02-20": "2.3 (2009-02-20)",
    "http://www.kith.no/xmlstds/eresept/m1/2008-12-12": "2008-12-12",
    "http://www.kith.no/xmlstds/eresept/m1/2008-10-09": "2008-10-09",
}
_NEWER_NAMES = {f"{{{M1_V24}}}": f"{{{M1_V25}}}", f"{{{FORSKRIVNING_V24}}}": f"{{{FORSKRIVNING_V25}}}"}


def version_of(resept: etree._Element) -> str:
    """The version of a `Resept` that is not read, where it is a known one; else empty."""
    return OLDER.get(etree.QName(resept).namespace or "", "")


def as_v25(resept: etree._Element) -> etree._Element:
    """The element under version 2.5's names. One of 2.4 is renamed in place, after its own schema has accepted it."""
    if resept.tag == RESEPT_V24:
        for element in resept.iter(etree.Element):
            namespace, brace, name = element.tag.partition("}")
            element.tag = _NEWER_NAMES.get(namespace + brace, namespace + brace) + name
    return resept
