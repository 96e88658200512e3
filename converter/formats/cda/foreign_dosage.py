"""How a medicine is to be taken, in a document that another country wrote: structure, and the prescriber's words.

Whole or not at all: an element or an attribute that is there and not understood is named in `unread`.
"""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_beside import beside
from converter.formats.cda.foreign_times import OPERATOR, OPERATORS, read_time
from converter.formats.cda.strict import (
    INCLUSIVE,
    TRUE,
    VALUE,
    holds_only,
    is_null,
    read_quantity,
    says_nothing,
    type_of,
)
from converter.model.coded import Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage
from converter.model.unread import Unread
from converter.model.zone import day_in_norway

EFFECTIVE_TIME, DOSE = H + "effectiveTime", H + "doseQuantity"
LOW, HIGH, WIDTH = H + "low", H + "high", H + "width"
BOUNDS_TYPES, BOUND_TYPES = frozenset({"", "IVL_TS"}), frozenset({"", "TS", "IVXB_TS"})
UNCLEAR = "ed-structure-unclear"
WHOLE_DAY = re.compile(r"[0-9]{8}((0000(00(\.0+)?)?|2359(59(\.[0-9]+)?)?)([+-][0-9]+)?)?")
"""A day, or its first or last moment."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """First day, last day and length of treatment."""

    start: date | None = None
    end: date | None = None
    length: Quantity | None = None


def read_dosage(item: etree._Element, instructions: tuple[str, ...], reading: Reading) -> ForeignDosage:
    """The dosage of a substanceAdministration. Times of which one cannot be read are absent, and told.

    Args:
        item: the substanceAdministration.
        instructions: to the patient, as the document's references lead to them.
        reading: collects what is wrong.
    """
    times = list(item.iterchildren(EFFECTIVE_TIME))
    at = _bounds_among(times)
    unread = list(beside(item, reading))
    bounds = _Bounds() if at is None else _bounds(at, unread, reading)
    doses = list(item.iterchildren(DOSE))
    least, most = _dose(doses, unread, reading)
    given = [t for t in times if t is not at]
    no_dose = least is None and not all(is_null(d) for d in doses)
    return ForeignDosage(
        low=least,
        high=most,
        times=_times(given, unread, reading) if not no_dose else None,
        start=bounds.start,
        end=bounds.end,
        length=bounds.length,
        instructions=instructions,
        unread=tuple(dict.fromkeys(unread)),
    )


def _bounds_among(times: list[etree._Element]) -> etree._Element | None:
    """The time of treatment: the first interval that holds something; else a null one, which stands first."""
    said = next((t for t in times if type_of(t) in BOUNDS_TYPES and len(t)), None)
    if said is not None:
        return said
    null = next((t for t in times if type_of(t) == "IVL_TS" and is_null(t)), None)
    first = times[0] if times and not type_of(times[0]) and is_null(times[0]) else None
    return first if null is None else null


def _tell(what: str, element: etree._Element, unread: list[Unread], reading: Reading) -> None:
    reading.note(UNCLEAR, element)
    unread.append(Unread(what, reading.path(element)))


def _bounds(element: etree._Element, unread: list[Unread], reading: Reading) -> _Bounds:
    """The time of treatment, as far as it can be read; what of it cannot is told."""
    if is_null(element):
        return _Bounds()
    said = [child for child in element if not is_null(child)]
    once = len({child.tag for child in element}) == len(element)
    whole = once and {LOW, HIGH, WIDTH} != {child.tag for child in said}
    if not whole or not holds_only(element, {OPERATOR}, {child.tag for child in element}):
        _tell("bounds", element, unread, reading)
    elif element.get(OPERATOR, "I") not in OPERATORS:
        _tell("operator", element, unread, reading)
    found: dict[str, date] = {}
    length = None
    for child in said:
        day = _bound(child, reading) if child.tag in {LOW, HIGH} else None
        span = _length(child) if child.tag == WIDTH else None
        if day is not None:
            found.setdefault(child.tag, day)
        elif span is not None and length is None:
            length = span
        else:
            _tell("bounds", child, unread, reading)
            break  # one is enough; a document may have thousands
    start, end = found.get(LOW), found.get(HIGH)
    if start is not None and end is not None and start > end:
        _tell("bounds", element, unread, reading)
    return _Bounds(start, end, length)


def _bound(bound: etree._Element, reading: Reading) -> date | None:
    """The first or the last day, where it is said to the day and is one of the days.

    A day is one of the country that wrote it. Of an hour within a day the day is Norway's, and the hour is told: the
    view has days alone.
    """
    moment = reading.moment(bound)
    plain = holds_only(bound, {VALUE, INCLUSIVE}) and type_of(bound) in BOUND_TYPES
    inclusive = bound.get(INCLUSIVE, "true") in TRUE
    if moment is None or not plain or not inclusive:
        return None
    if WHOLE_DAY.fullmatch(bound.get(VALUE, "").strip()):
        return moment.day
    reading.note(UNCLEAR, bound)
    try:
        return moment.day if moment.instant is None else day_in_norway(moment.instant)
    except OverflowError:  # a moment that no other zone has
        return None


def _length(width: etree._Element) -> Quantity | None:
    length = read_quantity(width)
    return None if length is None or length.value <= 0 or length.text else length


def _dose(
    doses: list[etree._Element], unread: list[Unread], reading: Reading
) -> tuple[Quantity | None, Quantity | None]:
    """Least and most of one dose; one number is both. One without the other leaves open what is meant."""
    if all(is_null(dose) for dose in doses):
        return None, None
    if len(doses) > 1:
        _tell("doses", doses[1], unread, reading)
        return None, None
    found = _range(doses[0])
    if found is None:
        _tell("doseQuantity", doses[0], unread, reading)
        return None, None
    return found


def _range(dose: etree._Element) -> tuple[Quantity, Quantity] | None:
    if dose.get(VALUE) is not None:
        one = read_quantity(dose)
        return None if one is None or one.value <= 0 else (one, one)
    lows, highs = list(dose.iterchildren(LOW)), list(dose.iterchildren(HIGH))
    bounds = [*lows, *highs]
    if not holds_only(dose, frozenset(), {LOW, HIGH}) or (len(lows), len(highs)) != (1, 1):
        return None
    if type_of(dose) not in {"", "IVL_PQ"} or any(b.get(INCLUSIVE, "true") not in TRUE for b in bounds):
        return None
    low, high = (read_quantity(bound, {INCLUSIVE}) for bound in bounds)
    if low is None or high is None or (low.unit, low.text) != (high.unit, high.text):
        return None
    return (low, high) if 0 <= low.value <= high.value > 0 else None


def _times(elements: list[etree._Element], unread: list[Unread], reading: Reading) -> tuple[DoseTime, ...] | None:
    """The times; None where one of them cannot be read, or is not known beside another that is."""
    said = [element for element in elements if not says_nothing(element)]
    if said and len(said) < len(elements):
        _tell("null-time", next(e for e in elements if says_nothing(e)), unread, reading)
        return None
    found: list[DoseTime] = []
    for element in said:
        time = read_time(element, reading)
        if time is None:
            _tell("effectiveTime", element, unread, reading)
            return None
        if found and element.get(OPERATOR) == "A":  # only where both are: which moments these are is not reckoned
            _tell("operator", element, unread, reading)
            return None
        found.append(time)
    return tuple(found)
