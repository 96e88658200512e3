"""Dosages in CDA, made at random, and what each means by arithmetic: read here by no code of the converter.

A meaning is what happens: how much, how many a day, at which hours, on which weekday, at which events, for how long.
"""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from lxml import etree

from converter.model.meaning import Meaning, Per

SPACES = 'xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
H, TYPE = "{urn:hl7-org:v3}", "{http://www.w3.org/2001/XMLSchema-instance}type"
TIMING = "2.16.840.1.113883.5.139"
UNITS = {
    "{Tablet}": "tablet",
    "{tablet}": "tablet",
    "{Tablett}": "tablet",
    "{Capsule}": "capsule",
    "{Drop}": "drop",
    "mL": "ml",
    "ml": "ml",
    "mg": "mg",
    "[IU]": "IU",
    "[iU]": "IU",
}
STRANGE = ("1", "{half tablet}", "mcg", "MG", "{Tabletten}", "mL/d", "{}", "")
HOURS = {"min": Fraction(1, 60), "h": Fraction(1), "hr": Fraction(1), "d": Fraction(24), "wk": Fraction(168)}
EVENTS = {
    "HS": "at bedtime",
    "ACM": "before breakfast",
    "PCM": "after breakfast",
    "ACV": "before dinner",
    "PC": "after each meal",
}
WEEKDAYS = {"20261101": "sun", "20261102": "mon", "20261104": "wed"}
EXTRAS = (
    '<precondition><criterion><text>pain</text></criterion></precondition>',
    '<maxDoseQuantity><numerator value="4" unit="g"/><denominator value="1" unit="d"/></maxDoseQuantity>',
    '<rateQuantity value="1" unit="mL/h"/>',
    '<repeatNumber value="3"/>',
    '<priorityCode code="PRN"/>',
    '<approachSiteCode code="1" codeSystem="1.2"/>',
    '<administrationUnitCode code="1" codeSystem="1.2"/>',
    '<doseCheckQuantity><numerator value="1"/></doseCheckQuantity>',
    '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.8"/>',
    '<entryRelationship typeCode="COMP"><sequenceNumber value="1"/><substanceAdministration/></entryRelationship>',
    '<entryRelationship typeCode="COMP"><observation><code code="X"/></observation></entryRelationship>',
    '<effectiveTime nullFlavor="UNK"/>',
    '<effectiveTime xsi:type="SXPR_TS"><comp/></effectiveTime>',
    '<effectiveTime xsi:type="PIVL_TS" operator="E"><period value="1" unit="wk"/></effectiveTime>',
    '<doseQuantity value="2" unit="mg"/>',
)  # fmt: skip
"""What is more than a dose and its times."""


class OddError(Exception):
    """There is something that this reading does not know."""


@dataclass(frozen=True)
class Happens:
    """What is taken, and when.

    Attributes:
        dose: least, most, key of the unit.
        rate: doses a day, and doses a month, one of which is nought.
        kept: whether the time between two doses is exact.
        hours, events: at which moments.
        weekday: of WEEK, empty where any.
        length: number and unit.
    """

    dose: tuple[Fraction, Fraction, str]
    rate: tuple[Fraction, Fraction]
    kept: bool
    hours: frozenset[str]
    events: frozenset[str]
    weekday: str
    length: tuple[Fraction, str] | None


def item(parts: str) -> etree._Element:
    """A substanceAdministration with these parts."""
    return etree.fromstring(f"<substanceAdministration {SPACES}>{parts}</substanceAdministration>")


def at_random(rng: Random) -> tuple[str, bool]:
    """The parts of a dosage, and whether there is more in it than a dose and its times."""
    extra = rng.choice(EXTRAS) if rng.random() < 0.2 else ""
    return _bounds(rng) + _times(rng) + _dose(rng) + extra, bool(extra)


def _bounds(rng: Random) -> str:
    inside = rng.choice(
        (
            '<low nullFlavor="UNK"/>',
            '<low value="20261101"/>',
            '<low value="20261101"/><high value="20261201"/>',
            f'<width value="{rng.randint(1, 60)}" unit="{rng.choice(["d", "wk", "mo"])}"/>',
            f'<low value="20261101"/><width value="{rng.randint(1, 60)}" unit="d"/>',
        )
    )
    return f'<effectiveTime xsi:type="IVL_TS">{inside}</effectiveTime>'


def _times(rng: Random) -> str:
    if rng.random() < 0.1:
        first, second = rng.sample(range(24), 2)
        return _pivl("1", "d", hour=f"{first:02}00") + _pivl("1", "d", hour=f"{second:02}30", operator="I")
    if rng.random() < 0.2:
        return _eivl(rng.choice(sorted(EVENTS)))
    unit = rng.choice(("h", "h", "hr", "d", "d", "wk", "mo", "min", "s"))
    value = rng.choice(("1", "2", "3", "4", "6", "8", "12", "24", "5", "7", "48", "0.5", "30"))
    kept = rng.random() < 0.5
    hour = f"{rng.randint(0, 23):02}{rng.choice(('00', '15', '30'))}" if kept and rng.random() < 0.4 else ""
    return _pivl(value, unit, flexible=not kept, hour=hour, day=bool(hour) or rng.random() < 0.3)


def _pivl(
    value: str, unit: str, *, flexible: bool = False, hour: str = "", day: bool = True, operator: str = "A"
) -> str:
    own = ' institutionSpecified="true"' if flexible else ""
    phase = f'<phase><low value="20261102{hour}"/></phase>' if hour or day else ""
    return (
        f'<effectiveTime xsi:type="PIVL_TS" operator="{operator}"{own}>{phase}<period value="{value}" unit="{unit}"/>'
        "</effectiveTime>"
    )


def _eivl(code: str) -> str:
    return f'<effectiveTime xsi:type="EIVL_TS"><event code="{code}" codeSystem="{TIMING}"/></effectiveTime>'


def _dose(rng: Random) -> str:
    unit = rng.choice(STRANGE) if rng.random() < 0.15 else rng.choice(sorted(UNITS))
    low = rng.choice(("0.5", "1", "1.5", "2", "3", "5", "10", "0.25", "100"))
    if rng.random() < 0.3:
        return f'<doseQuantity value="{low}" unit="{unit}"/>'
    high = low if rng.random() < 0.5 else str(Fraction(low) + rng.randint(1, 4))
    if "/" in high:
        high = str(float(Fraction(high)))
    other = rng.choice(sorted(UNITS)) if rng.random() < 0.05 else unit
    return f'<doseQuantity><low value="{low}" unit="{unit}"/><high value="{high}" unit="{other}"/></doseQuantity>'


def of_structure(given: etree._Element) -> Happens:
    """What a substanceAdministration says; its parts are those that `at_random` makes, and no others.

    Raises:
        OddError: there is anything else.
    """
    _only(given, set(), {"effectiveTime", "doseQuantity"})
    times = given.findall(f"{H}effectiveTime")
    bounds = [t for t in times if t.get(TYPE, "") in {"IVL_TS", ""}]
    doses = given.findall(f"{H}doseQuantity")
    others = [t for t in times if t not in bounds]
    if len(bounds) > 1 or len(doses) != 1 or not others:
        raise OddError
    return _together([_when(t) for t in others], _amount(doses[0]), _length(bounds[0]) if bounds else None)


def _together(
    whens: list[tuple[tuple[Fraction, Fraction], bool, frozenset[str], frozenset[str], str]],
    dose: tuple[Fraction, Fraction, str],
    length: tuple[Fraction, str] | None,
) -> Happens:
    first = whens[0]
    if len(whens) == 1:
        return Happens(dose, *first, length)
    for rate, kept, hours, events, weekday in whens:
        if rate[0] != len(hours) + len(events) or kept or weekday:
            raise OddError
    hours, events = frozenset(h for w in whens for h in w[2]), frozenset(e for w in whens for e in w[3])
    if len(hours) + len(events) != sum(w[0][0] for w in whens):
        raise OddError
    return Happens(dose, (Fraction(len(hours) + len(events)), Fraction(0)), False, hours, events, "", length)


def _only(element: etree._Element, attributes: set[str], children: set[str]) -> None:
    names = {str(name) for name in element.attrib}
    if names - attributes - {TYPE} or (element.text or "").strip():
        raise OddError
    for child in element:
        if not isinstance(child.tag, str) or child.tag not in {H + c for c in children} or (child.tail or "").strip():
            raise OddError


def _number(element: etree._Element, name: str = "value") -> Fraction:
    try:
        found = Fraction(element.get(name, ""))
    except (ValueError, ZeroDivisionError):
        raise OddError from None
    return found


def _amount(dose: etree._Element) -> tuple[Fraction, Fraction, str]:
    if dose.get("value") is not None:
        _only(dose, {"value", "unit"}, set())
        bounds = [dose, dose]
    else:
        _only(dose, set(), {"low", "high"})
        bounds = list(dose)
        if [b.tag for b in bounds] != [H + "low", H + "high"]:
            raise OddError
        for bound in bounds:
            _only(bound, {"value", "unit"}, set())
    units = {b.get("unit", "") for b in bounds}
    low, high = map(_number, bounds)
    if len(units) != 1 or not units <= UNITS.keys() or not 0 < low <= high:
        raise OddError
    return low, high, UNITS[units.pop()]


def _length(bounds: etree._Element) -> tuple[Fraction, str] | None:
    _only(bounds, {"operator"}, {"low", "high", "width"})
    tags = [c.tag for c in bounds]
    if len(set(tags)) != len(tags) or bounds.get("operator", "I") not in {"I", "A"}:
        raise OddError
    for child in bounds:
        if child.get("nullFlavor"):
            _only(child, {"nullFlavor"}, set())
        elif child.tag != H + "width":
            _only(child, {"value"}, set())
            if len(child.get("value", "")) != 8 or not child.get("value", "").isdigit():
                raise OddError
    width = bounds.find(f"{H}width")
    if width is None or width.get("nullFlavor"):
        return None
    _only(width, {"value", "unit"}, set())
    return _number(width), width.get("unit", "")


def _when(time: etree._Element) -> tuple[tuple[Fraction, Fraction], bool, frozenset[str], frozenset[str], str]:
    nothing: frozenset[str] = frozenset()
    if time.get(TYPE) == "EIVL_TS":
        _only(time, {"operator"}, {"event"})
        if len(time) != 1 or time.get("operator", "I") not in {"I", "A"}:
            raise OddError
        _only(time[0], {"code", "codeSystem"}, set())
        if time[0].get("code") not in EVENTS or time[0].get("codeSystem") not in {TIMING, None, ""}:
            raise OddError
        return (Fraction(1), Fraction(0)), False, nothing, frozenset({EVENTS[time[0].get("code", "")]}), ""
    _only(time, {"operator", "institutionSpecified"}, {"phase", "period"})
    if time.get(TYPE) != "PIVL_TS" or time.get("operator", "I") not in {"I", "A"}:
        raise OddError
    own = time.get("institutionSpecified", "false")
    periods, phases = time.findall(f"{H}period"), time.findall(f"{H}phase")
    if len(periods) != 1 or len(phases) > 1 or own not in {"true", "false"}:
        raise OddError
    _only(periods[0], {"value", "unit"}, set())
    day, hour = _phase(phases[0]) if phases else ("", "")
    value, unit = _number(periods[0]), periods[0].get("unit", "")
    if unit == "mo":
        return (Fraction(0), 1 / value), False, frozenset({hour} - {""}), nothing, ""
    if unit not in HOURS or value <= 0:
        raise OddError
    hours = value * HOURS[unit]
    weekday = day if own == "false" and day and hours == HOURS["wk"] and unit in {"d", "wk"} else ""
    moments = nothing
    if hour:
        first = Fraction(hour[:2]) + Fraction(int(hour[3:]), 60)
        each = [first + hours * n for n in range(int(24 / hours))] if hours <= 24 else [first]
        moments = frozenset(f"{int(h % 24):02}:{int(h % 1 * 60):02}" for h in each)
    kept = own == "false" and unit in {"h", "hr", "min"} and not hour
    return (24 / hours, Fraction(0)), kept, moments, nothing, weekday


def _phase(phase: etree._Element) -> tuple[str, str]:
    """The day of the week, and the hour."""
    _only(phase, set(), {"low"})
    if len(phase) > 1:
        raise OddError
    if not len(phase) or phase[0].get("nullFlavor"):
        if len(phase):
            _only(phase[0], {"nullFlavor"}, set())
        return "", ""
    _only(phase[0], {"value"}, set())
    value = phase[0].get("value", "")
    if value[:8] not in WEEKDAYS or len(value) not in {8, 12}:
        raise OddError
    return WEEKDAYS[value[:8]], f"{value[8:10]}:{value[10:]}" if value[8:] else ""


def of_meaning(meaning: Meaning) -> Happens:
    """What a meaning says, where it says no more than `of_structure` can.

    Raises:
        OddError: it says more.
    """
    (clause,) = meaning.clauses
    known = {"dose", "frequency", "every", "at", "days", "length"}
    if not set(clause.said()) <= known or clause.dose is None:
        raise OddError
    hours = frozenset(m.name for m in clause.at if m.is_hour)
    events = frozenset(f"{m.relation or 'at'} {m.name}" for m in clause.at if not m.is_hour)
    day, month = Fraction(max(1, len(clause.at))), Fraction(0)
    if clause.frequency is not None:
        number = Fraction(clause.frequency.low)
        days = {Per.DAY: 1, Per.WEEK: 7}.get(clause.frequency.per)
        day, month = (Fraction(0), number) if days is None else (number / days, Fraction(0))
    if clause.every is not None and clause.every.unit == "mo":
        day, month = Fraction(0), 1 / Fraction(clause.every.low)
    elif clause.every is not None:
        day = day * 24 / (Fraction(clause.every.low) * HOURS[clause.every.unit])
    if clause.days:
        day /= 7
    kept = clause.every is not None and clause.every.unit in {"h", "min"}
    length = None if clause.length is None else (Fraction(clause.length.low), clause.length.unit)
    dose = (Fraction(clause.dose.low), Fraction(clause.dose.high), clause.dose.unit)
    return Happens(dose, (day, month), kept, hours, events, "".join(clause.days), length)
