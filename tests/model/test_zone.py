"""Norway's clock: a moment is the same moment after it, in the hour that is there twice too."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from converter.model.zone import OSLO, by_norway

ZONES = st.one_of(st.just(OSLO), st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))))
TWICE = st.integers(0, 4 * 3600).map(lambda s: datetime(2026, 10, 24, 23, tzinfo=UTC) + timedelta(seconds=s))
EVER = st.integers(-(10**9), 10**10).map(lambda s: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


@given(st.one_of(TWICE, EVER), ZONES)
def test_a_moment_by_norway_s_clock_is_the_same_moment(at: datetime, zone: timezone) -> None:
    """Whatever zone it came in; and what is written of it reads back as it."""
    there = by_norway(at.astimezone(zone))
    assert there == at.replace(microsecond=0)
    assert there == datetime.fromisoformat(there.isoformat())
    assert there.replace(tzinfo=None) == at.astimezone(OSLO).replace(tzinfo=None, microsecond=0)


def test_the_hour_that_is_there_twice_is_two_hours() -> None:
    """02:30 in summer time, and an hour later again."""
    first, second = (by_norway(datetime(2026, 10, 25, hour, 30, tzinfo=UTC)) for hour in (0, 1))
    assert (first.isoformat(), second.isoformat()) == ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")
    assert second - first == timedelta(hours=1)
