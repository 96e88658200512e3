"""Dosage of an M1 (Forskrivning): free text, short dose, and structured phases.

A Sluttidspunkt is the moment at which the treatment is over, in whatever zone it is written: in each official sample
that has one, the text beside it counts the days up to it and not with it (2019-07-17 to 2019-08-19 is `i 33 dager`).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from lxml import etree

from converter.formats.xml import code_of, day, kids, number, path_of, text, truth
from converter.model.dosage import Dosage
from converter.model.finding import Finding, finding
from converter.model.national import DosingPhase, NationalDose, NationalQuantity, ShortDoseGiven
from converter.model.zone import OSLO

F = "{http://www.kith.no/xmlstds/eresept/forskrivning/2013-10-08}"
SHORT_DOSE = "2.16.578.1.12.4.1.1.7478"
PERIOD = (F + "Starttidspunkt", F + "Sluttidspunkt")
IS_DAY = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}")
ZONED = re.compile(r"T.+(Z|[+-][0-9]{2}:[0-9]{2})$")
MIDNIGHT = re.compile(r"T00:00(:00(\.0+)?)?")
END_OF_DAY = re.compile(r"T24:00")
"""The end of a day, as XML Schema writes it too (xs:dateTime)."""
MAX_FAULTS = 10
SMALLEST, LARGEST, MAX_DIGITS = -6, 8, 12
"""Powers of ten, and digits, of an amount that a person may take."""
NEEDED = tuple(F + name for name in ("DoseDognMaks", "DoseTidsromMaks", "Tidsrom", "DoseIntervallMin"))

Parts = dict[str, etree._Element]


@dataclass(frozen=True, slots=True)
class Bound:
    """A Starttidspunkt or Sluttidspunkt by Norway's clock; `at_midnight` where the day begins, or no hour is given."""

    day: date
    at_midnight: bool


def read_short_dose(words: Parts) -> ShortDoseGiven | None:
    """The Kortdose; its code is `?` where it is of another list than 7478. None where there is none."""
    element = words.get(F + "Kortdose")
    if element is None:
        return None
    own = element.get("S", "").strip() == SHORT_DOSE
    return ShortDoseGiven(
        code_of(element) if own else "?", element.get("OT", "").strip(), element.get("DN", "").strip()
    )


def read_phases(prescribing: etree._Element | None, faults: list[Finding]) -> tuple[DosingPhase, ...]:
    """The phases in their order; days that no calendar has go to `faults`."""
    if prescribing is None:
        return ()
    return tuple([_phase(p, faults) for p in prescribing.iterchildren(F + "Dosering")])


def read_dosage(free: str, full: str, phases: tuple[DosingPhase, ...]) -> Dosage:
    """The instruction, with the period from structured dosage.

    The period runs from the first phase's start to the last phase's end, and is open where a phase has none.
    """
    starts = [p.start for p in phases if p.start is not None]
    ends = [p.end for p in phases if p.end is not None]
    return Dosage(
        text=free or full,
        start=min(starts) if phases and len(starts) == len(phases) else None,
        end=max(ends) if phases and len(ends) == len(phases) else None,
    )


def contradictions(free: str, full: str, prescribing: etree._Element | None) -> tuple[str, ...]:
    """The codes of what the dosage says in two ways: free text and short dose, start and end of a phase."""
    found = []
    if free and full and not same_words(free, full):
        found.append("dosage-contradicts")
    for phase in () if prescribing is None else prescribing.iterchildren(F + "Dosering"):
        start, end = (_day_of(next(phase.iterchildren(bound), None)) for bound in PERIOD)
        if start and end and start > end:
            found.append("treatment-period-contradicts")
            break
    return tuple(found)


def _day_of(element: etree._Element | None) -> date | None:
    bound = _bound(element, [])
    return None if bound is None else bound.day


def withheld_bounds(prescribing: etree._Element | None) -> tuple[str, ...]:
    """The names of the bounds that stay: one is sent where every phase has it, as a day."""
    phases = [] if prescribing is None else [kids(p) for p in prescribing.iterchildren(F + "Dosering")]
    found = []
    for bound in PERIOD:
        values = [code_of(p.get(bound)) for p in phases]
        if any(values) and not all(is_day(v) for v in values):
            found.append(bound.removeprefix(F))
    return tuple(found)


def is_day(value: str) -> bool:
    """Whether a TS says a day; one of month or year precision, or a time, says none."""
    return IS_DAY.match(value) is not None


def same_words(one: str, other: str) -> bool:
    """Whether two instructions are the same but for case, blanks and a full stop at the end."""
    return _plain(one) == _plain(other)


def _plain(dosage: str) -> str:
    return " ".join(normalize("NFC", dosage).casefold().split()).rstrip(".")


def _phase(element: etree._Element, faults: list[Finding]) -> DosingPhase:
    given = kids(element)
    start, end = (_bound(given.get(bound), faults) for bound in PERIOD)
    doses = [_fixed(e) for e in element.iterchildren(F + "DoseFastTidspunkt")]
    doses += [_needed(e) for e in element.iterchildren(F + "DoseEtterBehov")]
    first = None if start is None else start.day
    return DosingPhase(first, _last_day(first, end), tuple(doses), F + "Doseringsregel" in given)


def _bound(element: etree._Element | None, faults: list[Finding]) -> Bound | None:
    """The bound that a TS is; a TS of month or year precision is none."""
    value = code_of(element)
    if element is None or not is_day(value):
        return None
    try:
        return _by_norway(value)
    except ValueError:
        if len(faults) < MAX_FAULTS:
            faults.append(finding("date-out-of-range", path_of(element)))
        return None


def _by_norway(value: str) -> Bound:
    """The bound by Norway's clock, however it is written; without a zone it is that clock's already.

    Raises:
        ValueError: no calendar has it.
    """
    if not ZONED.search(value):
        hour = value[10:]
        return Bound(day(value), not hour.startswith("T") or MIDNIGHT.match(hour) is not None)
    over = END_OF_DAY.search(value) is not None
    moment = datetime.fromisoformat(value.replace("T24:", "T00:") if over else value)
    try:
        there = (moment + timedelta(days=over)).astimezone(OSLO)
    except OverflowError:
        raise ValueError from None
    return Bound(there.date(), there.time() == time.min)


def _last_day(first: date | None, end: Bound | None) -> date | None:
    """The last day of treatment: the day before an end at midnight, but never before the first day."""
    if end is None:
        return None
    return end.day - timedelta(days=1) if end.at_midnight and end.day not in {first, date.min} else end.day


def _fixed(element: etree._Element) -> NationalDose:
    given = kids(element)
    fixed = given.get(F + "FastDose")
    days = {} if fixed is None else kids(fixed)
    return NationalDose(
        amount=read_quantity(given.get(F + "Mengde")),
        interval=_interval(given),
        clock=text(given.get(F + "Klokkeslett")),
        time_of_day=code_of(given.get(F + "Tidsomrade")),
        exact=truth(given.get(F + "GisEksakt")),
        weekdays=() if fixed is None else tuple([code_of(e) for e in fixed.iterchildren(F + "FasteUkedager")]),
        days_on=_count(days.get(F + "DagerPa")),
        days_off=_count(days.get(F + "DagerAv")),
        infusion=_infusion(given),
    )


def _needed(element: etree._Element) -> NationalDose:
    given = kids(element)
    most, most_in, period, least = (read_quantity(given.get(name)) for name in NEEDED)
    return NationalDose(
        amount=read_quantity(given.get(F + "Mengde")),
        interval=_interval(given),
        infusion=_infusion(given),
        needed=(most, most_in, period, least),
    )


def _interval(given: Parts) -> NationalQuantity | None:
    element = given.get(F + "Intervall")
    return None if element is None else read_quantity(element)


def _infusion(given: Parts) -> tuple[NationalQuantity, str] | None:
    element = given.get(F + "Infusjonshastighet")
    if element is None:
        return None
    parts = kids(element)
    return read_quantity(parts.get(F + "Volum")), code_of(parts.get(F + "Tidsenhet"))


def read_quantity(element: etree._Element | None) -> NationalQuantity:
    """A PQ; one without a usable number where the element is absent or its number is out of bounds."""
    value = number(code_of(element))
    if value is not None and not (
        SMALLEST <= value.adjusted() <= LARGEST and len(value.as_tuple().digits) <= MAX_DIGITS
    ):
        value = None  # an xs:double may have an exponent of any size
    return NationalQuantity(value, "" if element is None else element.get("U", "").strip())


def _count(element: etree._Element | None) -> int | None:
    value = number(text(element))
    return None if value is None or value != value.to_integral_value() else int(value)
