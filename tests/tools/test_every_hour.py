"""No conversion fails for what the clock says: the hours around each change of the clock, and any at random."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.loaded import loaded
from tools.every_hour import HOUR, YEARS, at_hour, fails, hours, main

CHANGES = [(2026, 3, 29), (2026, 10, 25), (2027, 10, 31), (2028, 3, 26), (2029, 10, 28), (2030, 10, 27)]
"""Days on which Norway's clock changes (Directive 2000/84/EC: the last Sundays of March and October, 01:00 UTC)."""


def failing(at: datetime) -> list[str]:
    """The routes that fail at a moment."""
    return [route for route, answer in at_hour(at, loaded()).items() if fails(answer, route)]


@pytest.mark.parametrize("day", CHANGES)
def test_no_route_fails_where_the_clock_changes(day: tuple[int, int, int]) -> None:
    """Two hours before to two hours after, so the hour that is there twice and the one that is not there."""
    first = datetime(*day, tzinfo=UTC) - HOUR
    assert [(at, failing(at)) for at in (first + HOUR * n for n in range(5)) if failing(at)] == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, (5 * 365 + 1) * 24 * 3600 * 10**6 - 1))
def test_no_route_fails_at_any_moment(microseconds: int) -> None:
    """To the microsecond."""
    assert failing(datetime(YEARS[0], 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)) == []


def test_the_years_have_all_their_hours() -> None:
    """Five years, one of them a leap year."""
    counted = list(hours(*YEARS))
    assert len(counted) == len(set(counted)) == (5 * 365 + 1) * 24
    assert counted[-1] - counted[0] == timedelta(days=5 * 365 + 1) - HOUR


def test_what_fails_is_told_and_fails_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two hours stand for the years."""
    few = [datetime(2026, 10, 25, n, tzinfo=UTC) for n in range(2)]
    monkeypatch.setattr("tools.every_hour.hours", lambda first, last: iter(few))
    assert main(["2026"]) == 0
    assert capsys.readouterr().out == "2 hours, 4 routes: 0 fail\n"
    monkeypatch.setattr("tools.every_hour.fails", lambda answer, route: route == "m1-to-ep")
    assert main(["2026", "2026"]) == 1
    assert "2026-10-25T01:00:00+00:00 m1-to-ep: converted" in capsys.readouterr().out
