"""The dosage of an M1 as it is read: the period of its phases, what contradicts, and which bounds stay."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.formats.norway.dosing import (
    NEEDED,
    F,
    contradictions,
    is_day,
    read_dosage,
    read_phases,
    read_short_dose,
    same_words,
    withheld_bounds,
)
from converter.formats.xml import kids
from converter.model.finding import Finding
from converter.model.national import DosingPhase, ShortDoseGiven
from converter.model.zone import OSLO

FIRST, LATER, LAST = date(2026, 11, 1), date(2026, 11, 10), date(2026, 11, 20)


def prescribing(*phases: str, more: str = "") -> etree._Element:
    """A Forskrivning with these phases."""
    inside = "".join(f"<Dosering>{phase}</Dosering>" for phase in phases)
    return etree.fromstring(f'<Forskrivning xmlns="{F[1:-1]}">{more}{inside}</Forskrivning>')


def bounds(start: str = "", end: str = "") -> str:
    """The period of a phase."""
    said = f'<Starttidspunkt V="{start}"/>' if start else ""
    return said + (f'<Sluttidspunkt V="{end}"/>' if end else "")


def phase(start: date | None, end: date | None) -> DosingPhase:
    """A phase without doses."""
    return DosingPhase(start, end, (), False)


@pytest.mark.parametrize(
    ("phases", "start", "end"),
    [
        ((), None, None),
        ((phase(FIRST, LAST),), FIRST, LAST),
        ((phase(LATER, LAST), phase(FIRST, LATER)), FIRST, LAST),
        ((phase(FIRST, LATER), phase(LATER, LAST)), FIRST, LAST),
        ((phase(FIRST, LATER), phase(None, LAST)), None, LAST),
        ((phase(FIRST, LATER), phase(LATER, None)), FIRST, None),
    ],
)
def test_the_period_runs_from_the_first_start_to_the_last_end(
    phases: tuple[DosingPhase, ...], start: date | None, end: date | None
) -> None:
    """Open where a phase is."""
    found = read_dosage("", "words", phases)
    assert (found.start, found.end, found.text) == (start, end, "words")
    assert read_dosage("own", "words", phases).text == "own"


@pytest.mark.parametrize(
    ("phases", "withheld"),
    [
        ((), ()),
        (("",), ()),
        ((bounds("2026-11-01", "2026-11-20"),), ()),
        ((bounds("2026-11", "2026-11-20"),), ("Starttidspunkt",)),
        ((bounds("2026-11-01", "2026"),), ("Sluttidspunkt",)),
        ((bounds("2026-11-01"), bounds("2026-11-10", "2026-11-20")), ("Sluttidspunkt",)),
        ((bounds(end="2026-11-10"), bounds("2026-11-10", "2026-11-20")), ("Starttidspunkt",)),
        ((bounds("2026-11"), bounds("2026-11-10")), ("Starttidspunkt",)),
    ],
)
def test_a_bound_is_sent_where_every_phase_has_it_as_a_day(phases: tuple[str, ...], withheld: tuple[str, ...]) -> None:
    """One that some phase has only stays."""
    assert withheld_bounds(prescribing(*phases)) == withheld
    assert withheld_bounds(None) == ()


@pytest.mark.parametrize(
    ("free", "full", "phases", "codes"),
    [
        ("1 tablett", "1  TABLETT.", (), ()),
        ("1 tablett", "2 tabletter", (), ("dosage-contradicts",)),
        ("1 tablett", "", (), ()),
        ("", "1 tablett", (), ()),
        ("", "", (bounds("2026-11-10", "2026-11-10T00:00:00"),), ()),
        ("", "", (bounds("2026-11-11", "2026-11-10"),), ("treatment-period-contradicts",)),
        ("", "", (bounds("2026-11-11", "2026-11-10"), bounds("2026-11-11", "2026-11-10")),
         ("treatment-period-contradicts",)),
        ("", "", (bounds("2026-11-11T00:00:00+01:00", "2026-11-10T23:30:00Z"),), ()),
        ("", "", (bounds("2026-11-10T23:30:00Z", "2026-11-10T12:00:00Z"),), ("treatment-period-contradicts",)),
        ("", "", (bounds("2026-11", "2026-10-10"),), ()),
        ("", "", (bounds("2026-11-10", "2026-10"),), ()),
    ],
)  # fmt: skip
def test_what_is_said_in_two_ways(free: str, full: str, phases: tuple[str, ...], codes: tuple[str, ...]) -> None:
    """Each is told once."""
    assert contradictions(free, full, prescribing(*phases)) == codes


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2026-11-01", "2026-11-20", date(2026, 11, 19)),
        ("2026-11-01", "2026-11-20T00:00:00", date(2026, 11, 19)),
        ("2026-11-01", "2026-11-20T00:00", date(2026, 11, 19)),
        ("2026-11-01", "2026-11-20T00:01:00", date(2026, 11, 20)),
        ("2026-11-01", "2026-11-20T12:00:00", date(2026, 11, 20)),
        ("2026-11-01", "2026-11-01", date(2026, 11, 1)),
        ("2026-11-01", "2026-11-02", date(2026, 11, 1)),
        ("2026-11-01", "2026-11-30T23:00:00Z", date(2026, 11, 30)),
        ("2026-11-01", "2026-12-01T00:00:00+01:00", date(2026, 11, 30)),
        ("2026-11-01", "2026-12-01T13:00:00.000+14:00", date(2026, 11, 30)),
        ("2026-11-01", "2026-12-01T00:00:00Z", date(2026, 12, 1)),
        ("2026-11-01", "2026-07-31T22:00:00Z", date(2026, 7, 31)),
        ("2026-11-01", "2026-11-30T24:00:00", date(2026, 11, 30)),
        ("2026-11-01", "2026-11-30T24:00:00+01:00", date(2026, 11, 30)),
        ("2026-11-01", "2026-10-31T23:00:00Z", date(2026, 11, 1)),
        ("", "2026-11-20", date(2026, 11, 19)),
        ("", "0001-01-01", date(1, 1, 1)),
        ("2026-11-01", "", None),
        ("2026-11-01", "2026-11", None),
    ],
)
def test_an_end_at_midnight_is_the_end_of_the_day_before(start: str, end: str, last: date | None) -> None:
    """By Norway's clock, however it is written; but never before the first day, nor before there are days."""
    faults: list[Finding] = []
    (found,) = read_phases(prescribing(bounds(start, end)), faults)
    assert found.end == last
    assert faults == []


def test_a_moment_with_a_zone_is_of_norway_s_day_and_a_day_of_no_calendar_is_told() -> None:
    """At most ten times."""
    faults: list[Finding] = []
    (found,) = read_phases(prescribing(bounds("2026-11-01T23:30:00Z")), faults)
    assert found.start == date(2026, 11, 2)
    assert faults == []
    read_phases(prescribing(*[bounds("2026-02-30")] * 12), faults)
    assert [f.code for f in faults] == ["date-out-of-range"] * 10
    assert read_phases(None, faults) == ()


@given(
    st.dates(date(1950, 1, 2), date(2100, 1, 1)),
    st.sampled_from([time(), time(0, 1), time(12), time(23, 59, 59)]),
    st.integers(-14 * 60, 14 * 60),
)
def test_an_end_is_the_same_however_it_is_written(day: date, hour: time, minutes: int) -> None:
    """In any zone, as without one by Norway's clock."""
    there = datetime.combine(day, hour, OSLO)
    zoned = there.astimezone(UTC).astimezone(timezone(timedelta(minutes=minutes)))
    texts = [there.replace(tzinfo=None).isoformat(), zoned.isoformat()]
    ends = {read_phases(prescribing(bounds(end=text)), [])[0].end for text in texts}
    assert ends == {day - timedelta(days=hour == time())}


@pytest.mark.parametrize(
    ("value", "said"),
    [("2026-11-01", True), ("2026-11-01T10:00:00", True), ("12026-11-01", True), ("2026-11", False), ("", False)],
)
def test_what_says_a_day(value: str, said: bool) -> None:
    """Neither a month nor a year does."""
    assert is_day(value) is said


def test_the_same_words() -> None:
    """But for case, blanks, the form of letters and a full stop."""
    assert same_words("1 tablett p\u00e5  kvelden.", "1 TABLETT pa\u030a kvelden")
    assert not same_words("1 tablett", "1 tablett.!")


def test_a_short_dose_of_another_list_has_no_code() -> None:
    """Its words stay."""
    own = prescribing(more='<Kortdose V="1" S="2.16.578.1.12.4.1.1.7478" DN=" 1x1 " OT=" x "/>')
    other = prescribing(more='<Kortdose V="1" S="1.2" DN="1x1"/>')
    assert read_short_dose(kids(own)) == ShortDoseGiven("1", "x", "1x1")
    assert read_short_dose(kids(other)) == ShortDoseGiven("?", "", "1x1")
    assert read_short_dose(kids(prescribing())) is None


def test_the_bounds_of_a_dose_as_needed_are_four() -> None:
    """As Forskrivning has them."""
    assert [name.removeprefix(F) for name in NEEDED] == [
        "DoseDognMaks",
        "DoseTidsromMaks",
        "Tidsrom",
        "DoseIntervallMin",
    ]
