"""Dosage of an M1 (Forskrivning): free text, short dose, and structured phases.

A Sluttidspunkt is the moment at which the treatment is over: in each official sample that has one, the text beside it
counts the days up to it and not with it (2019-07-17 to 2019-08-19 is `i 33 dager`).
"""

import re
from datetime import date, datetime, timedelta
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
MAX_FAULTS = 10
SMALLEST, LARGEST, MAX_DIGITS = -6, 8, 12
"""Powers of ten, and digits, of an amount that a person may take."""
NEEDED = tuple(F + name for name in ("DoseDognMaks", "DoseTidsromMaks", "Tidsrom", "DoseIntervallMin"))

Parts = dict[str, etree._Element]


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
        start, end = (code_of(next(phase.iterchildren(bound), None)) for bound in PERIOD)
        if is_day(start) and is_day(end) and start[:10] > end[:10]:
            found.append("treatment-period-contradicts")
            break
    return tuple(found)


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
    start, end = (_moment(given.get(bound), faults) for bound in PERIOD)
    doses = [_fixed(e) for e in element.iterchildren(F + "DoseFastTidspunkt")]
    doses += [_needed(e) for e in element.iterchildren(F + "DoseEtterBehov")]
    return DosingPhase(start, _last_day(given.get(PERIOD[1]), start, end), tuple(doses), F + "Doseringsregel" in given)


def _moment(element: etree._Element | None, faults: list[Finding]) -> date | None:
    """The day of a TS; a TS of month or year precision says no day."""
    value = code_of(element)
    if element is None or not is_day(value):
        return None
    try:
        return _norwegian_day(value)
    except ValueError:
        if len(faults) < MAX_FAULTS:
            faults.append(finding("date-out-of-range", path_of(element)))
        return None


def _norwegian_day(value: str) -> date:
    """The day of a TS; of a moment with a zone the day that it is in Norway.

    Raises:
        ValueError: no calendar has it.
    """
    if ZONED.search(value):
        return datetime.fromisoformat(value).astimezone(OSLO).date()
    return day(value)


def _last_day(element: etree._Element | None, start: date | None, end: date | None) -> date | None:
    """The last day of treatment: the day before an end at midnight, but never before the first day."""
    time_of_end = code_of(element)[10:]
    over_at_midnight = not time_of_end.startswith("T") or MIDNIGHT.match(time_of_end) is not None
    if end is None or not over_at_midnight or end in {start, date.min}:
        return end
    return end - timedelta(days=1)


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
