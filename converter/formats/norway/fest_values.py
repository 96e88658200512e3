"""Values in FEST: texts, dates, codes (kith CV, CS), numbers (xs:double, xs:decimal, xs:int), quantities (kith PQ)."""

import re
from datetime import date
from decimal import Decimal

from lxml import etree

from converter.model.coded import Coded
from converter.model.medicine import RegisterQuantity
from converter.model.signs import without_signs

FS = "{http://www.kith.no/xmlstds/eresept/forskrivning/2014-12-01}"
M30 = "{http://www.kith.no/xmlstds/eresept/m30/2014-12-01}"
LIST = "2.16.578.1.12.4.1.1."
# xs:double and xs:decimal without INF and NaN, no longer than a strength or an amount can be.
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})(?:[eE][+-]?[0-9]{1,2})?")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_INTEGER = re.compile(r"\+?[0-9]{1,9}")


Children = dict[str, etree._Element]


def children_of(element: etree._Element) -> Children:
    """The children by tag, in one pass; of several with the same tag, the first."""
    found: Children = {}
    for child in element:
        found.setdefault(child.tag, child)
    return found


def text_of(children: Children, tag: str) -> str:
    """The text of a child, stripped, without what nobody sees; empty where there is none."""
    child = children.get(tag)
    return without_signs(child.text or "").strip() if child is not None else ""


def texts_of(element: etree._Element, tag: str) -> tuple[str, ...]:
    """The texts of all children with a tag, stripped, each once; empty ones are left out."""
    found = (without_signs(child.text or "").strip() for child in element.iterchildren(tag))
    return tuple(dict.fromkeys(text for text in found if text))


def date_of(children: Children, tag: str) -> date | None:
    """The xs:date of a child, its zone left out; absent where there is none that can be read."""
    found = _DATE.fullmatch(text_of(children, tag))
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def coded(element: etree._Element | None, number: str) -> Coded | None:
    """A CV or CS: `V`, `S` (else the OID of list `number`), `DN`; absent without a `V`."""
    if element is None:
        return None
    code = (element.get("V") or "").strip()
    if not code:
        return None
    return Coded(code, (element.get("S") or LIST + number).strip(), (element.get("DN") or "").strip())


def code_of(children: Children, tag: str, number: str) -> Coded | None:
    """The CV or CS of a child, as `coded` reads it."""
    return coded(children.get(tag), number)


def number_of(text: str | None) -> Decimal | None:
    """The number with its digits, from its text and never by way of a float; absent for INF, NaN and other words."""
    text = (text or "").strip()
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def count_of(text: str) -> int | None:
    """A whole number above zero."""
    return int(text) or None if _INTEGER.fullmatch(text) else None


def quantity_of(children: Children, tag: str) -> RegisterQuantity | None:
    """A PQ above zero with its unit; absent where the number or the unit cannot be used."""
    element = children.get(tag)
    if element is None:
        return None
    value = number_of(element.get("V"))
    unit = (element.get("U") or "").strip()
    return RegisterQuantity(value, unit) if value is not None and value > 0 and unit else None
