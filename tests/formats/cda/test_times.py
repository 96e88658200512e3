"""HL7 times: every shape that the standard allows, and none that no calendar has."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.formats.cda.times import Precision, read_stamp
from tests.builders.exchange import steady

ONE = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR),
        ("202602", date(2026, 2, 1), date(2026, 2, 28), Precision.MONTH),
        ("202402", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("999912", date(9999, 12, 1), date(9999, 12, 31), Precision.MONTH),
        ("999911", date(9999, 11, 1), date(9999, 11, 30), Precision.MONTH),
        ("20261123", date(2026, 11, 23), date(2026, 11, 23), Precision.DAY),
        ("20261123+0100", date(2026, 11, 23), date(2026, 11, 23), Precision.DAY),
        ("2026112310", date(2026, 11, 23), date(2026, 11, 23), Precision.HOUR),
        ("202611231005", date(2026, 11, 23), date(2026, 11, 23), Precision.MINUTE),
        ("20261123100500.5", date(2026, 11, 23), date(2026, 11, 23), Precision.SECOND),
    ],
)
def test_a_time_ends_at_any_of_its_parts(text: str, first: date, last: date, precision: Precision) -> None:
    """The days that it may be, and a day only where it is said to one."""
    found = read_stamp(text)
    assert found is not None
    assert (found.first, found.last, found.precision) == (first, last, precision)
    assert found.day == (first if precision >= Precision.DAY else None)
    assert found.zone_missing is (precision >= Precision.HOUR)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("20261123101500.123456+0100", datetime(2026, 11, 23, 10, 15, 0, 123456, tzinfo=ONE)),
        ("20261123101500.1234567891234+0100", datetime(2026, 11, 23, 10, 15, 0, 123456, tzinfo=ONE)),
        ("20261123101500.5+01", datetime(2026, 11, 23, 10, 15, 0, 500000, tzinfo=ONE)),
        ("20261123101500+01", datetime(2026, 11, 23, 10, 15, tzinfo=ONE)),
        ("202611231015-0330", datetime(2026, 11, 23, 10, 15, tzinfo=timezone(-timedelta(hours=3, minutes=30)))),
        ("2026112310+00", datetime(2026, 11, 23, 10, tzinfo=UTC)),
        ("20161231235960+0000", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_moment_has_a_zone(text: str, instant: datetime) -> None:
    """Of whole hours too, and a fraction of any length."""
    found = read_stamp(text)
    assert found is not None
    assert found.instant == instant
    assert found.clock == f"{instant:%H:%M}"
    assert not found.zone_missing


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "202", "20261", "2026113", "20261301", "20260230", "00000101", "2026112324", "202611231060"),
        *("20261123101561", "20261123101500.", "202611231015.5", "20261123101500+1", "20261123101500+010"),
        *("20261123101500+0160", "20261123101500+2400", "20261123101500Z", "2026-11-23", "２０２６"),
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    """Nor what no calendar or clock has, or a zone of one or three digits, which may be read in two ways."""
    assert read_stamp(text) is None


@steady(300)
@given(st.datetimes(timezones=st.just(ONE)), st.integers(0, 12))
def test_every_moment_is_read_as_it_was_written(moment: datetime, digits: int) -> None:
    """To as many digits of its second as stand there, six at most."""
    fraction = f"{moment.microsecond:06}".ljust(digits, "0")[:digits]
    text = f"{moment:%Y%m%d%H%M%S}".rjust(14, "0") + (f".{fraction}" if fraction else "") + "+0100"
    found = read_stamp(text)
    assert found is not None
    kept = int(fraction[:6].ljust(6, "0"))
    assert found.instant == moment.replace(microsecond=kept)
    assert found.day == moment.date()
