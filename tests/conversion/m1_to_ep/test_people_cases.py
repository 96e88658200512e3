"""The cases of the reference material about people, time, the words of codes and text: each has its right value."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from converter.conversion.answer import Answer, Decision
from converter.conversion.m1_to_ep.route import each_m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from tests.builders.loaded import convert, loaded, remarks, stops
from tests.builders.messages import AT


def case(shared: Path, name: str) -> bytes:
    """The bytes of a case."""
    return (shared / "cases" / "outbound" / f"{name}.xml").read_bytes()


def of(shared: Path, name: str, at: datetime = AT) -> Answer[Prescribed]:
    """The answer to a case of one prescription."""
    return convert(case(shared, name), at)


def test_the_hour_that_is_there_twice_converts(shared: Path) -> None:
    """`m1-dst-autumn`."""
    for hour in (0, 1):
        answer = of(shared, "m1-dst-autumn", datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
        assert answer.decision is Decision.CONVERTED


def test_the_last_day_is_that_before_midnight_in_norway(shared: Path) -> None:
    """`end-midnight-oslo-written-in-utc`: 30 November."""
    document = of(shared, "end-midnight-oslo-written-in-utc.m1").document or b""
    assert b'<high value="20261130"/>' in document
    assert b'<high value="20261201"/>' not in document


def test_a_number_of_2032_converts(shared: Path) -> None:
    """`m1-number-of-2032`: in 2033, and not before there are any."""
    later = datetime(2033, 11, 23, 11, tzinfo=UTC)
    assert "identity-number-invalid" not in stops(of(shared, "m1-number-of-2032", later))
    assert of(shared, "m1-number-of-2032", later).decision is Decision.CONVERTED
    assert "identity-number-invalid" in stops(of(shared, "m1-number-of-2032"))


@pytest.mark.parametrize(
    ("name", "stop"),
    [
        ("m1-group-V-C-DN-A", "excluded-group-a-b"),
        ("m1-atc-DN-morfin", "atc-word-differs"),
        ("m1-varenavn-rtl-override", "text-controls"),
        ("m1-born-after-today", "birth-date-in-the-future"),
    ],
)
def test_what_must_not_leave_does_not(shared: Path, name: str, stop: str) -> None:
    """Each for its own reason."""
    answer = of(shared, name)
    assert answer.document is None
    assert stop in stops(answer)


def test_a_status_that_is_revoked_in_words_excludes(shared: Path) -> None:
    """`m96-status-V-E-DN-Tilbakekalt`."""
    answers = each_m1_to_ep(case(shared, "m96-status-V-E-DN-Tilbakekalt"), loaded(), AT).answers
    assert [a.document for a in answers] == [None] * len(answers)
    assert any(f.code == "code-word-differs" for a in answers for f in a.findings)


def test_a_verified_nurse_is_no_doctor(shared: Path) -> None:
    """`m1-says-doctor-rf-verified-nurse`: told, and never sent as a doctor."""
    answer = of(shared, "m1-says-doctor-rf-verified-nurse")
    assert "profession-differs" in remarks(answer)
    assert b'code="221"' not in (answer.document or b"")


def test_garbled_words_are_told(shared: Path) -> None:
    """`m1-dose-mojibake`."""
    assert "text-garbled" in {f.code for f in of(shared, "m1-dose-mojibake").findings}


def test_a_hospital_s_own_number_is_told(shared: Path) -> None:
    """`m1-h-number-as-fnr`."""
    assert "identity-number-local" in remarks(of(shared, "m1-h-number-as-fnr"))


@pytest.mark.parametrize("name", ["m1-synthetic-a", "m1-synthetic-b", "m1-synthetic-c", "m1-dates-with-zone"])
def test_what_was_right_still_converts(shared: Path, name: str) -> None:
    """Test persons outside production, and dates with a zone."""
    assert of(shared, name).decision is Decision.CONVERTED


@pytest.mark.parametrize("name", ["m1-xml-comment-in-dose", "m1-xml-doctype", "m1-xml-xinclude"])
def test_hostile_xml_is_refused_or_harmless(shared: Path, name: str) -> None:
    """As before."""
    assert of(shared, name).decision in {Decision.REJECTED, Decision.EXCLUDED}
