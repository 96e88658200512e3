"""When a dose is to be taken, in a document that another country wrote: intervals and events, each whole or not at all.

Source: CDA R2, data types PIVL_TS and EIVL_TS. An attribute or element that is not read makes another time of it.
"""

import re
from datetime import date, datetime

from lxml import etree

from converter.formats.cda.elements import H
from converter.formats.cda.foreign import Reading
from converter.formats.cda.strict import (
    FALSE,
    INCLUSIVE,
    NULL,
    TRUE,
    VALUE,
    holds_only,
    is_null,
    read_quantity,
    type_of,
)
from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import DoseTime
from converter.model.zone import OSLO, UNMOVED

LOW, PERIOD, PHASE, EVENT, OFFSET = H + "low", H + "period", H + "phase", H + "event", H + "offset"
OPERATOR, WEEKDAY = "operator", "DW"
"""`DW`: the interval keeps its day of the week (HL7 CalendarCycle)."""
OPERATORS = frozenset({"A", "I"})
"""HL7 SetOperator: within the bounds, or also then. What excludes (E), or spans (H, P), is not said as a time."""
OF_EVENT = frozenset({"code", "codeSystem", "codeSystemName", "codeSystemVersion", "displayName"})
WEEKS = frozenset({("1", "wk"), ("7", "d")})
CLOCK = re.compile(r"([0-9]{8})(?:([01][0-9]|2[0-3])([0-5][0-9])?(?:00(?:\.0{1,4})?)?)?([+-][0-9]{4})?")
"""A TS to the day, the hour or the minute; seconds that are not nought are no clock time of a dose."""
BOUND_TYPES, PHASE_TYPES = frozenset({"", "TS", "IVXB_TS"}), frozenset({"", "IVL_TS"})


def read_time(element: etree._Element, reading: Reading) -> DoseTime | None:
    """One time; None where any of it is not understood.

    Args:
        element: an effectiveTime that says something.
        reading: reads codes and moments.
    """
    if element.get(OPERATOR, "I") not in OPERATORS:
        return None
    match type_of(element):
        case "PIVL_TS":
            return _interval(element, reading)
        case "EIVL_TS":
            return _event(element, reading)
    return None


def _interval(element: etree._Element, reading: Reading) -> DoseTime | None:
    if not holds_only(element, {OPERATOR, "institutionSpecified", "alignment"}, {PERIOD, PHASE}):
        return None
    periods, phases = list(element.iterchildren(PERIOD)), list(element.iterchildren(PHASE))
    own = element.get("institutionSpecified", "false").strip()
    if len(periods) != 1 or len(phases) > 1 or own not in TRUE | FALSE:
        return None
    period = read_quantity(periods[0])
    start = _start(phases[0], reading) if phases else (None, "", 0)
    if period is None or period.value <= 0 or period.text or start is None:
        return None
    day, hour, ahead = start
    if not _aligned(element.get("alignment"), period, day):
        return None
    return DoseTime(period, own in TRUE, hour, day, ahead=ahead)


def _aligned(alignment: str | None, period: Quantity, day: date | None) -> bool:
    """Whether the day of the week says all that the alignment does: once a week, on that day."""
    weekly = (str(period.value.normalize()), period.unit) in WEEKS
    return alignment is None or (alignment == WEEKDAY and weekly and day is not None)


def _event(element: etree._Element, reading: Reading) -> DoseTime | None:
    events, offsets = list(element.iterchildren(EVENT)), list(element.iterchildren(OFFSET))
    if not holds_only(element, {OPERATOR}, {EVENT, OFFSET}) or len(events) != 1 or len(offsets) > 1:
        return None
    event = reading.coded(events[0])
    if not isinstance(event, Coded) or not holds_only(events[0], OF_EVENT):
        return None
    shift = _offset(offsets[0]) if offsets else None
    if offsets and shift is None:
        return None
    return DoseTime(event=event, offset=shift)


def _offset(offset: etree._Element) -> Quantity | None:
    """How long from the event: one number, or a beginning."""
    if not len(offset):
        return read_quantity(offset)
    whole = len(offset) == 1 and holds_only(offset, frozenset(), {LOW})
    return read_quantity(offset[0], {INCLUSIVE}) if whole else None


def _start(phase: etree._Element, reading: Reading) -> tuple[date | None, str, int] | None:
    """Day, hour and what its clock is ahead: absent and empty where not said, None where it is no time, or lasts."""
    if is_null(phase):
        return None, "", 0
    if type_of(phase) not in PHASE_TYPES or not holds_only(phase, frozenset(), {child.tag for child in phase}):
        return None
    said = [child for child in phase if not is_null(child)]
    if not said:
        return None, "", 0
    low = said[0]
    if len(said) > 1 or low.tag != LOW or not holds_only(low, {VALUE, INCLUSIVE}) or low.get(NULL) is not None:
        return None
    matched = CLOCK.fullmatch(low.get(VALUE, "").strip())
    if matched is None or type_of(low) not in BOUND_TYPES or low.get(INCLUSIVE, "true") not in TRUE:
        return None
    day, hour, minute, zone = matched.groups()
    try:
        on = date.fromisoformat(day)
        if hour is None:
            return on, "", 0
        moment = datetime.fromisoformat(f"{day}T{hour}{minute or '00'}{zone or ''}")
        return on, f"{hour}:{minute or '00'}", _ahead(moment) if zone else _document_ahead(phase, reading)
    except (ValueError, OverflowError):
        return None


def _ahead(moment: datetime) -> int:
    """Minutes that the clock of a moment is ahead of Norway's."""
    own, norway = moment.utcoffset() or UNMOVED, moment.astimezone(OSLO).utcoffset() or UNMOVED
    return int((own - norway).total_seconds() // 60)


def _document_ahead(element: etree._Element, reading: Reading) -> int:
    """The same of the document's own time (effectiveTime), whose zone is meant where a time says none."""
    made = reading.moment(next(element.getroottree().getroot().iterchildren(H + "effectiveTime"), None))
    return 0 if made is None or made.instant is None else _ahead(made.instant)
