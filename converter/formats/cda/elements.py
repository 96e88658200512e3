"""Readers of the parts that documents share; the counterpart of `parts`."""

from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from converter.formats.cda.names import HL7, PHARM
from converter.formats.xml import number, path_of
from converter.model.coded import Coded, Identifier, Null, Quantity
from converter.model.finding import Problem, finding
from converter.model.party import Address, Organisation, PersonName, Telecom

H = f"{{{HL7}}}"
P = f"{{{PHARM}}}"


def unreadable(element: etree._Element) -> Problem:
    """A document that lacks, or says unclearly, what this place must say."""
    return Problem([finding("ep-unreadable", path_of(element))])


def one(parent: etree._Element, path: str) -> etree._Element:
    """The element at a path.

    Raises:
        Problem: `ep-unreadable` where it is missing.
    """
    found = parent.find(path)
    if found is None:
        raise unreadable(parent)
    return found


def words(element: etree._Element | None) -> str:
    """The whole text of an element, white space kept; empty where it is absent."""
    return "" if element is None else "".join(str(part) for part in element.itertext())


def ii(element: etree._Element) -> Identifier:
    """An instance identifier."""
    return Identifier(element.get("root", ""), element.get("extension", ""))


def ids(parent: etree._Element) -> tuple[Identifier, ...]:
    """All `id` children."""
    return tuple(ii(e) for e in parent.iterfind(H + "id"))


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
    originals: list[Coded] = []
    _translations(element, originals)
    return Coded(code, element.get("codeSystem", ""), element.get("displayName", ""), tuple(originals))


def _translations(element: etree._Element, found: list[Coded]) -> None:
    for t in element.iterfind(H + "translation"):
        if t.get("code") is not None:
            found.append(Coded(t.get("code", ""), t.get("codeSystem", ""), t.get("displayName", "")))
        _translations(t, found)


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
    return PersonName(words(one(element, H + "family")), tuple(words(g) for g in element.iterfind(H + "given")))


def addr(parent: etree._Element) -> Address | None:
    """The address of a party; None where it is null or absent."""
    element = parent.find(H + "addr")
    if element is None or element.get("nullFlavor") is not None:
        return None
    return Address(
        street=words(element.find(H + "streetAddressLine")),
        city=words(element.find(H + "city")),
        postal_code=words(element.find(H + "postalCode")),
        country=words(element.find(H + "country")),
    )


def telecoms(parent: etree._Element) -> tuple[Telecom, ...]:
    """The telephone numbers and addresses of a party; none where they are null."""
    return tuple(
        Telecom(e.get("value", ""), e.get("use", ""))
        for e in parent.iterfind(H + "telecom")
        if e.get("nullFlavor") is None
    )


def organisation(element: etree._Element) -> Organisation:
    """An organisation with identifier and address."""
    address = addr(element)
    if address is None:
        raise unreadable(element)
    return Organisation(ii(one(element, H + "id")), words(one(element, H + "name")), address, telecoms(element))


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
    text = element.find(f"{H}translation/{H}originalText")
    return Quantity(value(element), element.get("unit", "1"), words(text))


def day(element: etree._Element) -> date:
    """A day.

    Raises:
        Problem: `ep-unreadable` where `value` is no date of day precision or finer.
    """
    try:
        return date.fromisoformat(element.get("value", "")[:8])
    except ValueError:
        raise unreadable(element) from None


def stamp(element: etree._Element) -> datetime:
    """A point in time with zone.

    Raises:
        Problem: `ep-unreadable` where it has no zone or is no time.
    """
    text = element.get("value", "")
    try:
        moment = datetime.fromisoformat(f"{text[:8]}T{text[8:]}")
    except ValueError:
        raise unreadable(element) from None
    if moment.tzinfo is None:
        raise unreadable(element)
    return moment


def interval(element: etree._Element) -> tuple[date | None, date | None]:
    """The bounds of an IVL_TS, in days."""
    low, high = element.find(H + "low"), element.find(H + "high")
    return bound_day(low), bound_day(high)


def bound_day(bound: etree._Element | None) -> date | None:
    """A bound of an interval; None where it is absent or null."""
    return None if bound is None or bound.get("value") is None else day(bound)
