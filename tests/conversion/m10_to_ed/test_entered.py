"""A dispense as JSON: its encoding, and that each field is there once."""

import json
from pathlib import Path

import pytest

from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.printable import MOST_WORDS, printable
from converter.examples import entered_example
from converter.formats.norway.m10_reader import read_m10
from converter.formats.xml import parse
from converter.model.finding import Finding, Problem
from tests.builders.loaded import loaded
from tests.conversion.m10_to_ed.test_m10_to_ed import PERSON, own_m10

MARK = "\ufeff"
TEXT = entered_example().decode()
PHARMACY, HER_ID = "Apteka Pod Białym Orłem, Gdańsk, PL", loaded().identifiers.report.pharmacy_her_id
"""Of the M10 that the tests have of a dispense abroad."""


def refused(data: bytes) -> tuple[Finding, ...]:
    """What is wrong with a dispense."""
    with pytest.raises(Problem) as told:
        read_entered(data, None, loaded().norway)
    return told.value.findings


def test_a_byte_order_mark_is_no_part_of_the_json() -> None:
    """As systems on Windows write it; what is entered is the same."""
    marked = f"{MARK}{TEXT}".encode()
    assert read_entered(marked, None, loaded().norway) == read_entered(entered_example(), None, loaded().norway)


def test_the_case_with_a_mark(shared: Path) -> None:
    """As it was reported."""
    data = (shared / "cases" / "inbound" / "dispense-with-bom.json").read_bytes()
    assert read_entered(data, None, loaded().norway).number == json.loads(data.decode("utf-8-sig"))["number"]


def test_only_one_mark_is_left_out() -> None:
    """A second is text, and no JSON."""
    assert [(f.code, f.path) for f in refused(f"{MARK}{MARK}{TEXT}".encode())] == [
        ("dispense-fields-invalid", "/dispense/")
    ]


@pytest.mark.parametrize("name", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_another_encoding_is_named(name: str) -> None:
    """In both languages, with and without its mark; the fields are not guessed at."""
    (found,) = refused(TEXT.encode(name))
    assert (found.code, found.path) == ("dispense-encoding", "/dispense")
    for text in (found.text_no, found.text_en):
        assert name[:6].upper() in text
    assert "UTF-8" in found.hint_en


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff", b"[]", b"1", b"[" * 15_000, b'{"a":' * 3_000, b"\x00"])
def test_what_is_no_dispense_is_told(data: bytes) -> None:
    """Nothing at all, other letters, other values, and what is nested deeper than anyone can follow."""
    assert {f.code for f in refused(data)} == {"dispense-fields-invalid"}


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ('"batch"', '"packages": "1", "batch"', ["packages"]),
        ('"batch"', '"packages": "2", "batch"', ["packages"]),
        ('"givenName"', '"hprNumber": "1", "givenName"', ["pharmacist/hprNumber"]),
        ('"batch"', '"number": "1", "number": "2", "pharmacist": {}, "batch"', ["number", "pharmacist"]),
        ('"batch"', '"packages": "x", "batch"', ["packages"]),
        ('"batch"', '"b\u0061tch": "1", "batch"', ["batch"]),
    ],
)
def test_a_key_twice_is_refused_at_the_key(old: str, new: str, places: list[str]) -> None:
    """Whether both say the same or not, and however it is spelt: which is meant only the sender knows."""
    assert old in TEXT
    found = refused(TEXT.replace(old, new, 1).encode())
    assert {f.code for f in found} == {"dispense-fields-invalid"}
    assert [p for p in places if f"/dispense/{p}" not in {f.path for f in found}] == []


def test_the_case_with_a_key_twice(shared: Path) -> None:
    """As it was reported: 2 packages, and 1."""
    found = refused((shared / "cases" / "inbound" / "out-json-key-twice.json").read_bytes())
    assert [f.path for f in found] == ["/dispense/packages"]


def test_what_nobody_says_is_empty() -> None:
    """No batch is no text in its place."""
    said = json.loads(TEXT)
    said.pop("batch", None)
    assert read_entered(json.dumps(said).encode(), None, loaded().norway).batch == ""


def test_a_text_is_as_long_as_is_allowed_and_no_longer() -> None:
    """Counted after blanks are put together."""
    assert printable("x" * MOST_WORDS) == "x" * MOST_WORDS
    assert printable(" " + "x" * (MOST_WORDS - 2) + "  y ") == "x" * (MOST_WORDS - 2) + " y"
    with pytest.raises(ValueError, match=r"^$"):
        printable("x" * (MOST_WORDS + 1))


@pytest.mark.parametrize(
    ("pharmacy", "name", "her_id"),
    [
        ({}, PHARMACY, HER_ID),
        ({"name": "Eget"}, "Eget", HER_ID),
        ({"organisationNumber": "313000125"}, PHARMACY, ""),
        ({"herId": "9"}, PHARMACY, "9"),
    ],
)
def test_the_pharmacy_of_the_m10_stands_where_the_json_names_none(
    pharmacy: dict[str, str], name: str, her_id: str
) -> None:
    """Its name where there is none; its number only where the JSON has neither."""
    m10 = own_m10("990003", "2")
    assert read_m10(parse(m10)).pharmacy_her_id == HER_ID
    said = {"pharmacist": PERSON, "pharmacy": pharmacy}
    found = read_entered(json.dumps(said).encode(), m10, loaded().norway).pharmacy
    assert (found.name, found.number, found.her_id) == (name, pharmacy.get("organisationNumber", ""), her_id)
