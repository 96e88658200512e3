"""Readers of the parts that documents share; the counterpart of `parts`.

A party's children are passed as `kids` gives them: one pass over each element, however many fields it holds.
"""

from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from converter.formats.cda.names import HL7, PHARM
from converter.formats.cda.times import read_stamp
from converter.formats.xml import kids, number, path_of, texts
from converter.model.coded import Coded, Identifier, Null, Quantity
from converter.model.finding import Problem, finding
from converter.model.party import Address, Organisation, PersonName, Telecom

H = f"{{{HL7}}}"
P = f"{{{PHARM}}}"

ID, NAME, ADDR, TELECOM = H + "id", H + "name", H + "addr", H + "telecom"
FAMILY, GIVEN = H + "family", H + "given"
STREET, CITY, POSTAL_CODE, COUNTRY = H + "streetAddressLine", H + "city", H + "postalCode", H + "country"
TRANSLATION, ORIGINAL_TEXT = H + "translation", H + "originalText"
LOW, HIGH = H + "low", H + "high"

Kids = dict[str, etree._Element]


def unreadable(element: etree._Element) -> Problem:
    """A document that lacks, or says unclearly, what this place must say."""
    return Problem([finding("ep-unreadable", path_of(element))])


def under(parent: etree._Element, *tags: str) -> etree._Element:
    """The element reached from `parent` through the first child of each tag.

    Raises:
        Problem: `ep-unreadable` at the element that lacks the next.
    """
    element = parent
    for tag in tags:
        child = next(element.iterchildren(tag), None)
        if child is None:
            raise unreadable(element)
        element = child
    return element


def need(children: Kids, tag: str, parent: etree._Element) -> etree._Element:
    """The child with this tag.

    Raises:
        Problem: `ep-unreadable` where `parent` lacks it.
    """
    child = children.get(tag)
    if child is None:
        raise unreadable(parent)
    return child


def words(element: etree._Element | None) -> str:
    """The whole text of an element, white space kept; empty where it is absent."""
    if element is None:
        return ""
    if len(element) == 0:
        return element.text or ""
    return "".join(str(part) for part in element.itertext())


def ii(element: etree._Element) -> Identifier:
    """An instance identifier."""
    return Identifier(element.get("root", ""), element.get("extension", ""))


def ids(parent: etree._Element) -> tuple[Identifier, ...]:
    """All `id` children."""
    return tuple([ii(e) for e in parent.iterchildren(ID)])


def coded(element: etree._Element) -> Coded:
    """A code with the codes it was translated from, nearest first.

    Raises:
        Problem: `ep-unreadable` where there is no code.
    """
    concept = maybe_coded(element)
    if isinstance(concept, Null):
        raise unreadable(element)
    return concept


def maybe_coded(element: etree._Element) -> Coded | Null:
    """A code, or why there is none."""
    code = element.get("code")
    if code is None:
        return null(element)
    originals = _originals(element) if len(element) else ()
    return Coded(code, element.get("codeSystem", ""), element.get("displayName", ""), originals)


def optional_coded(element: etree._Element | None) -> Coded | None:
    """A code; None where the element is absent or null."""
    return None if element is None or element.get("code") is None else coded(element)


def _originals(element: etree._Element) -> tuple[Coded, ...]:
    """The codes in nested `translation` elements: each gateway that translates wraps the one before."""
    found: list[Coded] = []
    for t in element.iterchildren(TRANSLATION):
        if (code := t.get("code")) is not None:
            found.append(Coded(code, t.get("codeSystem", ""), t.get("displayName", "")))
        if len(t):
            found += _originals(t)
    return tuple(found)


def null(element: etree._Element) -> Null:
    """The null flavour of an element.

    Raises:
        Problem: `ep-unreadable` for a flavour that the model does not know.
    """
    try:
        return Null(element.get("nullFlavor", ""))
    except ValueError:
        raise unreadable(element) from None


def name(element: etree._Element) -> PersonName:
    """A person's name."""
    return PersonName(words(under(element, FAMILY)), tuple([words(g) for g in element.iterchildren(GIVEN)]))


def addr(element: etree._Element | None) -> Address | None:
    """An address; None where it is null or absent."""
    if element is None or element.get("nullFlavor") is not None:
        return None
    given = texts(element)
    return Address(given.get(STREET, ""), given.get(CITY, ""), given.get(POSTAL_CODE, ""), given.get(COUNTRY, ""))


def telecoms(parent: etree._Element) -> tuple[Telecom, ...]:
    """The telephone numbers and addresses of a party; none where they are null."""
    return tuple(
        [
            Telecom(e.get("value", ""), e.get("use", ""))
            for e in parent.iterchildren(TELECOM)
            if e.get("nullFlavor") is None
        ]
    )


def organisation(element: etree._Element) -> Organisation:
    """An organisation with identifier and address."""
    given = kids(element)
    address = addr(given.get(ADDR))
    if address is None:
        raise unreadable(element)
    return Organisation(ii(need(given, ID, element)), words(need(given, NAME, element)), address, telecoms(element))


def value(element: etree._Element) -> Decimal:
    """The number in `value`.

    Raises:
        Problem: `ep-unreadable` where it is not a finite number.
    """
    result = number(element.get("value", ""))
    if result is None:
        raise unreadable(element)
    return result


def amount(element: etree._Element) -> Quantity:
    """An amount; what is counted, where said, from `translation/originalText`."""
    text = words(under(element, TRANSLATION, ORIGINAL_TEXT)) if len(element) else ""
    return Quantity(value(element), element.get("unit", "1"), text)


def day(element: etree._Element) -> date:
    """A day.

    Raises:
        Problem: `ep-unreadable` where `value` is no date of day precision or finer.
    """
    found = read_stamp(element.get("value", ""))
    if found is None or found.day is None:
        raise unreadable(element)
    return found.day


def stamp(element: etree._Element) -> datetime:
    """A point in time with zone.

    Raises:
        Problem: `ep-unreadable` where it has no zone or is no time.
    """
    found = read_stamp(element.get("value", ""))
    if found is None or found.instant is None:
        raise unreadable(element)
    return found.instant


def interval(element: etree._Element) -> tuple[date | None, date | None]:
    """The bounds of an IVL_TS, in days."""
    given = kids(element)
    return bound_day(given.get(LOW)), bound_day(given.get(HIGH))


def bound_day(bound: etree._Element | None) -> date | None:
    """A bound of an interval; None where it is absent or null."""
    return None if bound is None or bound.get("value") is None else day(bound)
