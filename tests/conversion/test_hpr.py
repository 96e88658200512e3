"""One rule for HPR numbers in every route: the prescriber of an eP and the pharmacist of an eD."""

import json
from pathlib import Path

import pytest

from converter.conversion.m10_to_ed.entered import read_entered
from converter.formats.xml import parse
from tests.builders.foreign import foreign
from tests.builders.loaded import loaded
from tests.builders.norwegian import ed_of, entered, refused


def pharmacist_of(ed: bytes) -> str:
    """The pharmacist's number in an eD."""
    found = parse(ed).find("{*}author/{*}assignedAuthor/{*}id")
    assert found is not None
    return str(found.get("extension"))


@pytest.mark.parametrize(("text", "number"), [("007", "7"), ("123", "123"), ("009144900", "9144900")])
def test_a_pharmacist_has_one_number(text: str, number: str) -> None:
    """Whatever is in front of it."""
    assert pharmacist_of(ed_of(foreign(), entered(hpr_number=text))) == number


@pytest.mark.parametrize("text", ["0000", "0", "1234567890", "12 34"])
def test_what_is_no_number_makes_no_ed(text: str) -> None:
    """Zeros alone name nobody."""
    assert "dispense-pharmacist-incomplete" in refused(foreign(), entered(hpr_number=text))


@pytest.mark.parametrize(("case", "number"), [("0000", ""), ("007", "7"), ("123", "123")])
def test_the_cases(case: str, number: str, shared: Path) -> None:
    """The dispenses of the reference material."""
    posted = (shared / "cases" / "inbound" / f"dispense-hpr-{case}.json").read_bytes()
    given = read_entered(posted, None, loaded().norway)
    assert given.hpr_number == json.loads(posted)["pharmacist"]["hprNumber"]
    if number:
        assert pharmacist_of(ed_of(foreign(), given)) == number
    else:
        assert "dispense-pharmacist-incomplete" in refused(foreign(), given)
