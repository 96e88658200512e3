"""The moment of conversion, as people write it."""

from datetime import datetime, timedelta, timezone

import pytest

from converter.conversion.moment import moment
from converter.model.zone import OSLO


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2019-08-01", datetime(2019, 8, 1, 12, tzinfo=OSLO)),
        ("2019-08-01T12:00:00+05:00", datetime(2019, 8, 1, 12, tzinfo=timezone(timedelta(hours=5)))),
        ("1900-01-01", datetime(1900, 1, 1, 12, tzinfo=OSLO)),
        ("2999-12-31", datetime(2999, 12, 31, 12, tzinfo=OSLO)),
    ],
)
def test_a_day_is_at_noon_in_oslo_and_a_time_has_its_zone(text: str, wanted: datetime) -> None:
    """The same clock, and not only the same moment."""
    found = moment(text)
    assert (found, found.utcoffset()) == (wanted, wanted.utcoffset())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("yesterday", "not a date"),
        ("2019-02-30", "not a date"),
        ("2019-08-01T12:00:00", "needs its zone"),
        ("1899-12-31", "outside the years 1900 to 2999"),
        ("3000-01-01", "outside the years"),
        ("1899-12-31T12:00:00Z", "outside the years"),
    ],
)
def test_what_is_no_moment_is_said_without_quoting_it(text: str, why: str) -> None:
    """It may be anything."""
    with pytest.raises(ValueError, match=why) as caught:
        moment(text)
    assert text not in str(caught.value)
