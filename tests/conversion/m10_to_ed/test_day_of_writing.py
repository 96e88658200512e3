"""A dispense on the day of writing: its hour may be told by the hour only, and refuses nothing."""

from datetime import datetime

import pytest

from converter.model.zone import OSLO
from tests.builders.foreign import foreign
from tests.builders.norwegian import entered, made, refused

WRITTEN = foreign().replace(b'<time value="20261101"/>', b'<time value="20261122162454+0100"/>', 1)


@pytest.mark.parametrize("hour", [0, 12, 17, 23])
def test_any_hour_of_the_day_of_writing_makes_an_ed(hour: int) -> None:
    outcome = made(WRITTEN, entered(dispensed_at=datetime(2026, 11, 22, hour, tzinfo=OSLO)))
    assert outcome.document is not None


def test_the_day_before_makes_none() -> None:
    found = refused(WRITTEN, entered(dispensed_at=datetime(2026, 11, 21, 23, tzinfo=OSLO)))
    assert "dispense-before-written" in found
