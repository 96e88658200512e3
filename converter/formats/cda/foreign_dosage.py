"""How a medicine is to be taken, in a document that another country wrote: structure, and the prescriber's words."""

import re
from datetime import date

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_unread import says_more
from converter.formats.cda.names import XSI
from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage

EFFECTIVE_TIME, DOSE = H + "effectiveTime", H + "doseQuantity"
LOW, HIGH, WIDTH, CENTER = H + "low", H + "high", H + "width", H + "center"
PERIOD, PHASE, EVENT, OFFSET = H + "period", H + "phase", H + "event", H + "offset"
TRANSLATION, ORIGINAL_TEXT = H + "translation", H + "originalText"
TYPE = f"{{{XSI}}}type"
UNCLEAR = "ed-structure-unclear"
OPERATORS = frozenset({"A", "I"})
"""HL7 SetOperator: within the bounds, or also then. What excludes (E), or spans (H, P), is not said as a time."""
CLOCK = re.compile(r"([0-9]{8})(?:([01][0-9]|2[0-3])([0-5][0-9])?[0-9.]*(?:[+-][0-9]{4})?)?")
"""A TS to the day or finer: the day, the hour, the minute."""


def read_dosage(item: etree._Element, instructions: tuple[str, ...], reading: Reading) -> ForeignDosage:
    """The dosage of a substanceAdministration. Times of which one cannot be read are absent, and told.

    Args:
        item: the substanceAdministration.
        instructions: to the patient, as the document's references lead to them.
        reading: collects what is wrong.
    """
    times = list(item.iterchildren(EFFECTIVE_TIME))
    bounds = next((t for t in times if _type(t) in {"IVL_TS", ""} and len(t)), None)
    low = high = length = None
    more = says_more(item)
    if bounds is not None:
        low, high = (reading.day(next(bounds.iterchildren(tag), None), UNCLEAR) for tag in (LOW, HIGH))
        width = next(bounds.iterchildren(WIDTH), None)
        length = _quantity(width, reading)
        if width is not None and width.get("value") is not None and (length is None or length.value <= 0):
            reading.note(UNCLEAR, width)
            length, more = None, True
        for other in bounds.iterchildren(etree.Element):
            if other.tag not in {LOW, HIGH, WIDTH} and other.get("nullFlavor") is None:
                reading.note(UNCLEAR, other)
                more = True
    doses = list(item.iterchildren(DOSE))
    least, most = _dose(doses[0], reading) if len(doses) == 1 else (None, None)
    given = [t for t in times if t is not bounds]
    unread = least is None and any(d.get("nullFlavor") is None for d in doses)
    return ForeignDosage(
        low=least,
        high=most,
        times=None if unread else _times(given, reading),
        start=low,
        end=high,
        length=length,
        instructions=instructions,
        more=more,
    )


def _type(element: etree._Element) -> str:
    return element.get(TYPE, "").rpartition(":")[2]


def _dose(element: etree._Element | None, reading: Reading) -> tuple[Quantity | None, Quantity | None]:
    """Least and most of one dose; one number is both. One without the other leaves open what is meant."""
    if element is None or element.get("nullFlavor") is not None:
        return None, None
    if any(_differs(e) for e in (element, *element.iterchildren(LOW, HIGH))):
        reading.note(UNCLEAR, element)
        return None, None
    if element.get("value") is not None:
        one = _quantity(element, reading)
        if one is None or one.value <= 0:
            reading.note(UNCLEAR, element)
            return None, None
        return one, one
    low = _quantity(next(element.iterchildren(LOW), None), reading)
    high = _quantity(next(element.iterchildren(HIGH), None), reading)
    exact = all(e.get("inclusive", "true") in {"true", "1"} for e in element.iterchildren(LOW, HIGH))
    if low is None or high is None or not exact or low.unit != high.unit or not 0 <= low.value <= high.value > 0:
        reading.note(UNCLEAR, element)
        return None, None
    return low, high


def _differs(quantity: etree._Element) -> bool:
    """Whether a translation says another number than the quantity that it stands in."""
    value = quantity.get("value")
    return any(t.get("value", value) != value for t in quantity.iterchildren(TRANSLATION))


def _quantity(element: etree._Element | None, reading: Reading) -> Quantity | None:
    value = reading.value(element)
    if element is None or value is None:
        return None
    words = next((t for e in element.iter(ORIGINAL_TEXT) if (t := reading.text(e))), "")
    return Quantity(value, element.get("unit", "").strip() or "1", words)


def _times(elements: list[etree._Element], reading: Reading) -> tuple[DoseTime, ...] | None:
    found: list[DoseTime] = []
    for element in elements:
        if _says_nothing(element):
            continue
        time = _time(element, reading)
        if time is None:
            reading.note(UNCLEAR, element)
            return None
        found.append(time)
    return tuple(found)


def _says_nothing(element: etree._Element) -> bool:
    """Null, or with nothing but null in it."""
    if element.get("nullFlavor") is not None:
        return True
    children = list(element.iterchildren(etree.Element))
    return element.get("value") is None and all(c.get("nullFlavor") is not None and not len(c) for c in children)


def _time(element: etree._Element, reading: Reading) -> DoseTime | None:
    kind = _type(element)
    if element.get("operator", "A") not in OPERATORS or element.get("alignment") is not None:
        return None
    if kind == "PIVL_TS":
        period = _quantity(next(element.iterchildren(PERIOD), None), reading)
        phase = next(element.iterchildren(PHASE), None)
        start = (None, "") if phase is None else _start(phase)
        if period is None or period.value <= 0 or start is None:
            return None
        day, hour = start
        return DoseTime(period, element.get("institutionSpecified") == "true", hour, day)
    if kind == "EIVL_TS":
        event = reading.coded(next(element.iterchildren(EVENT), None))
        named = next(element.iterchildren(EVENT), None)
        if not isinstance(event, Coded) and named is not None and named.get("code"):
            event = Coded(named.get("code", ""), named.get("codeSystem", ""), named.get("displayName", ""))
        offset = next(element.iterchildren(OFFSET), None)
        shift = None if offset is None else _quantity(next(offset.iterchildren(LOW), offset), reading)
        if not isinstance(event, Coded) or (offset is not None and shift is None):
            return None
        return DoseTime(event=event, offset=shift)
    return None


def _start(phase: etree._Element) -> tuple[date | None, str] | None:
    """Day and hour of a phase: absent and empty where not said, None where it is no time, or lasts."""
    if any(e.tag != LOW and e.get("nullFlavor") is None for e in phase.iterchildren(etree.Element)):
        return None
    low = next(phase.iterchildren(LOW), None)
    given = "" if low is None else low.get("value", "").strip()
    if not given:
        return None, ""
    matched = CLOCK.fullmatch(given)
    if matched is None:
        return None
    day, hour, minute = matched.groups()
    try:
        return date.fromisoformat(day), f"{hour}:{minute or '00'}" if hour else ""
    except ValueError:
        return None
