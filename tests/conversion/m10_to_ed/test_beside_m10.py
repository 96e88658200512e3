"""What an M10 says of pharmacy and pharmacist beside the dispense; numbers and times that are none are refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m10_to_ed.entered import read_entered
from converter.examples import entered_example
from converter.model.ed import Entered
from converter.model.finding import Problem
from converter.service.pages.form import Entered as Filled
from tests.builders.exchange import steady
from tests.builders.foreign import foreign
from tests.builders.loaded import loaded
from tests.builders.norwegian import made
from tests.conversion.m10_to_ed.test_m10_to_ed import own_m10, posted

USUAL = json.loads(entered_example())


def differing(m10: bytes, **more: Any) -> set[str]:
    """The fields that are told to differ."""
    outcome = made(foreign(), posted(m10, substituted="generic", **more))
    return {f.path.removeprefix("/dispense/") for f in outcome.findings if f.code == "dispense-differs-from-m10"}


def with_employee(number: str) -> bytes:
    """The pharmacy's own M10 with an AnsattId."""
    return own_m10("990003", "2").replace(b"<AnsattId>0</AnsattId>", f"<AnsattId>{number}</AnsattId>".encode())


def test_another_pharmacy_or_pharmacist_is_told() -> None:
    """By organisation number, HER-id, name and AnsattId where it is an HPR number."""
    usual = with_employee("999900025")
    assert differing(usual) == set()
    assert differing(with_employee("9144900")) == {"pharmacist/hprNumber"}
    assert differing(with_employee("IDA")) == set()
    other = {"organisationNumber": "999999999", "herId": "77", "name": "Et annet apotek"}
    assert differing(usual, pharmacy=other) == {
        "pharmacy/organisationNumber",
        "pharmacy/herId",
        "pharmacy/name",
    }


@pytest.mark.parametrize("number", ["x" * 65, "A\u200bB", "\u00adA", "A\u202eB", "A\u2028\u202dB"])
def test_a_number_of_an_m10_is_as_one_of_json(number: str) -> None:
    """Over 64 letters, or with signs that nobody sees: refused by both."""
    usual = own_m10("990003", "2").decode()
    begin = usual.index("<MsgId>") + len("<MsgId>")
    m10 = (usual[:begin] + number + usual[usual.index("</MsgId>") :]).encode()
    with pytest.raises(Problem):
        posted(m10, substituted="generic")
    with pytest.raises(Problem):
        read(number=number)


def read(**fields: Any) -> Entered:
    """A dispense as it is posted."""
    return read_entered(json.dumps({**USUAL, **fields}).encode(), None, loaded().norway)


@pytest.mark.parametrize(
    "at",
    [
        "2026-11-23T10:15",
        "2026-11-23",
        "2026-11-23 10:15+01:00",
        "1795425300",
        1795425300,
        1795425300.5,
        "20261123T101500Z",
        "2026-W48-1T10:15Z",
        True,
        [],
    ],
)
def test_a_time_has_a_zone_and_is_no_number(at: object) -> None:
    with pytest.raises(Problem) as caught:
        read(dispensedAt=at)
    assert {(f.code, f.path) for f in caught.value.findings} == {("dispense-fields-invalid", "/dispense/dispensedAt")}


@steady(100)
@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**13).map(str))
def test_no_number_is_a_time(at: object) -> None:
    with pytest.raises(Problem):
        read(dispensedAt=at)


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-11-23T10:15", "2026-11-23T10:15:00+01:00"),
        ("2026-07-23T10:15:30", "2026-07-23T10:15:30+02:00"),
        ("2026-11-23T10:15+05:00", "2026-11-23T10:15:00+05:00"),
        ("2026-11-23T10:15Z", "2026-11-23T10:15:00+00:00"),
        ("2026-11-23", "2026-11-23"),
        ("20261123T1015", "20261123T1015"),
        ("2026-W48-1", "2026-W48-1"),
        ("2026-11-23 10", "2026-11-23 10"),
        ("", ""),
    ],
)
def test_the_pages_time_is_the_moment_that_it_says_or_none(at: str, moment: str) -> None:
    """What is no local time stays as it is, and is refused."""
    assert json.loads(Filled({"at": at}).as_json())["dispensedAt"] == moment


@pytest.mark.parametrize("number", ["2.0000000", "2.0", "02", "2"])
def test_zeros_behind_a_number_of_packages_are_no_decimals(number: str) -> None:
    """RF writes them."""
    outcome = made(foreign(), posted(own_m10("990003", number), substituted="generic"))
    assert outcome.document is not None
    assert b'<quantity value="2"' in outcome.document
