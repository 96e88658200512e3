"""Until when: every bound that an interval of time can have, two of them, and what is old, over or not yet written."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from converter.conversion.ep_to_view.view import Verdict, verdict
from tests.builders.foreign import AT, codes, foreign, outcome_of, shown, stops

PARTIAL, CONTRADICTS, UNREAD = "view-validity-partial", "view-validity-contradicts", "view-part-unread"
TOLD = frozenset({PARTIAL, CONTRADICTS, UNREAD})
OSLO = ZoneInfo("Europe/Oslo")


def valid(*intervals: str) -> bytes:
    """The prescription with these intervals of validity."""
    return foreign(valid="".join(f'<effectiveTime xsi:type="IVL_TS">{i}</effectiveTime>' for i in intervals))


def low(value: str, more: str = "") -> str:
    return f'<low value="{value}"{more}/>'


def high(value: str, more: str = "") -> str:
    return f'<high value="{value}"{more}/>'


def width(value: str, unit: str) -> str:
    return f'<width value="{value}" unit="{unit}"/>'


OPEN = ' inclusive="false"'
READ: list[tuple[tuple[str, ...], str, str, set[str]]] = [
    ((low("20261101") + high("20271101"),), "2026-11-01", "2027-11-01", set()),
    ((low("20261101") + width("30", "d"),), "2026-11-01", "2026-11-30", set()),
    ((low("20261101") + width("2", "wk"),), "2026-11-01", "2026-11-14", set()),
    ((low("20261101") + width("1", "a"),), "2026-11-01", "2027-10-31", set()),
    ((low("20261130") + width("3", "mo"),), "2026-11-30", "2027-02-27", set()),
    ((low("20261101") + width("720", "h"),), "2026-11-01", "2026-11-30", set()),
    ((width("30", "d") + high("20261130"),), "2026-11-01", "2026-11-30", set()),
    ((low("20261101") + width("30", "d") + high("20261130"),), "2026-11-01", "2026-11-30", set()),
    ((low("20261101") + width("30", "d") + high("20271130"),), "2026-11-01", "2026-11-30", {CONTRADICTS}),
    (('<center value="20261115"/>' + width("29", "d"),), "2026-11-01", "2026-11-29", set()),
    (('<center value="20261115"/>',), "", "", {UNREAD}),
    ((width("30", "d"),), "", "", {UNREAD}),
    ((low("20261101") + width("30", "xyz"),), "2026-11-01", "", {UNREAD}),
    ((low("20261101") + width("0", "d"),), "2026-11-01", "", {UNREAD}),
    ((low("20261101") + width("9999999999", "a"),), "2026-11-01", "", {UNREAD}),
    ((high("202712"),), "", "2027-12-31", {PARTIAL}),
    ((high("202802"),), "", "2028-02-29", {PARTIAL}),
    ((high("2027"),), "", "2027-12-31", {PARTIAL}),
    ((low("202611") + high("20271101"),), "2026-11-01", "2027-11-01", {PARTIAL}),
    ((high("202712", OPEN),), "", "2027-11-30", {PARTIAL}),
    ((low("202610", OPEN),), "2026-11-01", "", {PARTIAL}),
    ((high("202713"),), "", "", {UNREAD}),
    ((high("0000"),), "", "", {UNREAD}),
    ((high("20271101", OPEN),), "", "2027-10-31", set()),
    ((high("20271101000000+0100", OPEN),), "", "2027-10-31", set()),
    ((high("20271101120000+0100", OPEN),), "", "2027-11-01", set()),
    ((low("20261101", OPEN),), "2026-11-02", "", set()),
    ((low("20261101120000+0100", OPEN),), "2026-11-01", "", set()),
    ((high("20271101") + high("20271001"),), "", "2027-10-01", {CONTRADICTS}),
    ((high("20271101"), high("20271001")), "", "2027-10-01", {CONTRADICTS}),
    ((high("20271101"), high("20271101")), "", "2027-11-01", set()),
    ((low("20261101"), high("20271101")), "2026-11-01", "2027-11-01", set()),
    ((low("20261101"), low("20261110")), "2026-11-10", "", {CONTRADICTS}),
    (('<low nullFlavor="UNK"/><high nullFlavor="PINF"/>',), "", "", set()),
    ((high("20271399"),), "", "", {UNREAD}),
]


@pytest.mark.parametrize(("intervals", "first", "last", "told"), READ)
def test_every_bound_is_read(intervals: tuple[str, ...], first: str, last: str, told: set[str]) -> None:
    """Of several the narrower; of a month the widest; what cannot be read is told at its place."""
    document = valid(*intervals)
    read = shown(document).prescription
    assert (str(read.valid_from or ""), str(read.valid_until or "")) == (first, last)
    assert codes(document) & TOLD == told
    assert ("view-validity-missing" in codes(document)) == (not last)


@pytest.mark.parametrize(
    "interval",
    [
        high("202510"),
        high("2025"),
        low("20251101") + width("30", "d"),
        width("1", "mo") + high("20261122"),
        high("20261123", OPEN),
        high("20271101") + high("20261122"),
        high("20261122235959+0100"),
    ],
)
def test_what_has_expired_by_any_bound_is_not_dispensable(interval: str) -> None:
    assert "view-expired" in stops(valid(interval))


@pytest.mark.parametrize(
    "interval", [high("202611"), high("2026"), low("20261025") + width("30", "d"), high("20261123")]
)
def test_the_last_day_is_within(interval: str) -> None:
    assert not stops(valid(interval))


@pytest.mark.parametrize("interval", [low("20261124"), low("202612"), low("20261123", OPEN)])
def test_the_first_day_is_awaited(interval: str) -> None:
    assert "view-not-yet-valid" in stops(valid(interval))


def test_bounds_that_cross_or_end_before_the_writing_are_told() -> None:
    assert {CONTRADICTS, "view-expired"} <= codes(valid(low("20271101") + high("20261101")))
    assert CONTRADICTS in codes(valid(high("20261031")))


@pytest.mark.parametrize(
    "time",
    [
        '<effectiveTime value="20261101"/>',
        '<effectiveTime xsi:type="IVL_TS" operator="E"><high value="20271101"/></effectiveTime>',
        '<effectiveTime xsi:type="IVL_TS"><high nullFlavor="UNK" value="20251101"/></effectiveTime>',
        '<effectiveTime xsi:type="IVL_TS" nullFlavor="UNK"><high value="20251101"/></effectiveTime>',
        '<effectiveTime xsi:type="SXPR_TS"><comp><high value="20251101"/></comp></effectiveTime>',
    ],
)
def test_a_moment_and_what_is_excluded_are_no_bound(time: str) -> None:
    document = foreign(valid=time)
    assert shown(document).prescription.valid_until is None
    assert {UNREAD, "view-validity-missing"} <= codes(document)


def written(value: str, **parts: str) -> bytes:
    """The prescription as its author wrote it then."""
    document = foreign(**parts)
    assert document.count(b'<time value="20261101"/>') >= 1
    return document.replace(b'<time value="20261101"/>', f'<time value="{value}"/>'.encode(), 1)


@pytest.mark.parametrize("value", ["20291101", "20261125", "20261123121000+0100", "202611231206+0100"])
def test_what_is_written_in_the_future_is_not_dispensable(value: str) -> None:
    assert "view-written-ahead" in stops(written(value))


@pytest.mark.parametrize("value", ["20261123", "20261123120400+0100", "20261123130000+0200"])
def test_a_clock_and_a_zone_may_differ(value: str) -> None:
    """13:00 in Helsinki is noon in Oslo."""
    assert "view-written-ahead" not in codes(written(value))


def test_tomorrow_may_have_begun_further_east() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=OSLO)
    assert "view-written-ahead" not in codes(written("20261124"), late)
    assert "view-written-ahead" in codes(written("20261124"), AT)


NO_END = "view-validity-missing"


def test_old_and_without_a_last_day_is_told() -> None:
    """After a year and a day; with a last day that decides."""
    none = '<effectiveTime xsi:type="IVL_TS"/>'
    assert {NO_END, "view-written-long-ago"} <= codes(written("20210101", valid=none))
    assert "view-written-long-ago" in codes(written("20251121", valid=none))
    assert "view-written-long-ago" not in codes(written("20251123", valid=none))
    assert "view-written-long-ago" not in codes(written("20210101"))


def treated(bounds: str, **parts: str) -> bytes:
    """The prescription with this period of treatment, and no last day of dispensing."""
    parts.setdefault("valid", '<effectiveTime xsi:type="IVL_TS"/>')
    return foreign(bounds=f'<effectiveTime xsi:type="IVL_TS">{bounds}</effectiveTime>', **parts)


@pytest.mark.parametrize(
    "bounds",
    [
        high("20261122"),
        low("20240101") + high("20240110"),
        low("20261101") + width("22", "d"),
        low("20261023") + width("1", "mo"),
        low("20251123") + width("1", "a"),
        low("20261121") + width("48", "h"),
    ],
)
def test_a_treatment_that_is_over_is_told(bounds: str) -> None:
    """A person judges, whatever the last day of dispensing is."""
    outcome = outcome_of(treated(bounds))
    assert "view-treatment-over" in {f.code for f in outcome.findings}
    assert verdict(outcome) is Verdict.CHECK
    lasting = f'<effectiveTime xsi:type="IVL_TS">{high("20271101")}</effectiveTime>'
    assert "view-treatment-over" in codes(treated(bounds, valid=lasting))


LASTING = [
    high("20261123"),
    low("20261101") + width("23", "d"),
    low("20261101"),
    low("20261024") + width("1", "mo"),
    low("20251124") + width("1", "a"),
    low("20261122") + width("30", "h"),
    low("20240101") + width("1", "x"),
]


@pytest.mark.parametrize("bounds", LASTING)
def test_a_treatment_that_lasts_is_not(bounds: str) -> None:
    assert "view-treatment-over" not in codes(treated(bounds))


def test_the_day_is_a_day() -> None:
    assert shown(foreign()).prescription.valid_until == date(2027, 11, 1)


def test_a_document_of_the_future_is_told_though_its_author_s_time_is_past() -> None:
    later = foreign().replace(
        b'<effectiveTime value="20261123120000+0100"/>', b'<effectiveTime value="20261130120000+0100"/>'
    )
    assert "view-document-ahead" in codes(later)
    assert verdict(outcome_of(later)) is Verdict.CHECK
    assert "view-document-ahead" not in codes(foreign())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<code code="57833-6"', '<code code="60593-1"'),
        ('<code code="57833-6"', '<code code="60590-7"'),
        ('root="1.3.6.1.4.1.12559.11.10.1.3.1.1.1"', 'root="1.3.6.1.4.1.12559.11.10.1.3.1.1.2"'),
    ],
)
def test_a_document_that_calls_itself_a_dispense_is_no_prescription(old: str, new: str) -> None:
    """Whatever else of it is a prescription's."""
    text = foreign().decode()
    assert old in text
    assert codes(text.replace(old, new, 1).encode()) == {"not-an-ep"}


def test_a_section_that_calls_itself_a_dispense_is_told() -> None:
    document = foreign().replace(b'<code code="57828-6"', b'<code code="60590-7"')
    assert verdict(outcome_of(document)) is Verdict.CHECK
    assert "view-part-unread" in codes(document)


def test_an_author_s_time_that_is_null_is_no_time() -> None:
    document = foreign().replace(b'<time value="20261101"/>', b'<time nullFlavor="UNK" value="20261101"/>')
    assert "view-part-unread" in codes(document)
