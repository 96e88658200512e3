"""Days far beyond any prescription: a clear refusal, in every route, never a failure of ours."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from converter.conversion.answer import Decision
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.conversion.m10_to_ed.entered import read_entered
from converter.examples import entered_example
from converter.model.finding import Problem
from converter.record.reception import receive
from converter.record.sending import send, send_each
from tests.builders.back import LATER, handed_out
from tests.builders.loaded import loaded, stops
from tests.builders.messages import AT, MESSAGE_ID, m1, m1_list
from tests.builders.records import opened

LAST = datetime(2999, 12, 1, 12, tzinfo=UTC)
ENDS = ["9999-12-31", "3000-01-01", "1899-12-31", "0001-01-01"]


@pytest.mark.parametrize("day", ENDS)
def test_a_prescription_until_then_is_refused_and_its_list_is_answered(day: str, tmp_path: Path) -> None:
    """With a record too, which would have to keep it for a year more."""
    other = MESSAGE_ID.replace(MESSAGE_ID[0], "a" if MESSAGE_ID[0] != "a" else "b", 1)
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as record:
        assert stops(send(m1(expires=day), loaded(), record, AT).answers[0]) == {"date-out-of-range"}
        listed = send_each(m1_list(m1(), m1(message_id=other, expires=day)), loaded(), record, AT)
        assert [a.decision for a in listed.answers] == [Decision.CONVERTED, Decision.REJECTED]
        assert receive(handed_out(), loaded(), record, LATER, m1(expires=day)).decision is Decision.REJECTED
    assert ed_to_m10(handed_out(), loaded(), LATER, m1(expires=day)).decision is Decision.REJECTED


def test_the_last_year_is_kept(tmp_path: Path) -> None:
    """A prescription until the end of 2999 that is written shortly before converts and is recorded."""
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as record:
        assert (
            send(m1(written="2999-11-01", expires="2999-12-31"), loaded(), record, LAST).answers[0].decision
            is Decision.CONVERTED
        )
        assert record.count()["sent"] == 1


@pytest.mark.parametrize(
    "at",
    ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "3000-01-01T00:00:00+01:00"],
)
def test_a_dispense_then_is_refused_at_its_field(at: str) -> None:
    """Before anything is computed with it."""
    posted = {**json.loads(entered_example()), "dispensedAt": at}
    with pytest.raises(Problem) as refused:
        read_entered(json.dumps(posted).encode(), None, loaded().norway)
    assert [(f.code, f.path) for f in refused.value.findings] == [("dispense-fields-invalid", "/dispense/dispensedAt")]


def test_the_cases(shared: Path, tmp_path: Path) -> None:
    """The messages of the reference material."""
    cases = shared / "cases" / "operations"
    with opened(f"sqlite:///{tmp_path / 'record.db'}") as record:
        answer = send((cases / "m1-utloper-9999.xml").read_bytes(), loaded(), record, AT).answers[0]
        assert answer.decision is Decision.REJECTED
    with pytest.raises(Problem):
        read_entered((cases / "dispense-year-9999.json").read_bytes(), None, loaded().norway)
