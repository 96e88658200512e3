"""A dispense as JSON: its encoding, and that each field is there once."""

import json
from pathlib import Path

import pytest

from converter.conversion.m10_to_ed.entered import read_entered
from converter.examples import entered_example
from converter.model.finding import Finding, Problem
from tests.builders.loaded import loaded

MARK = "\ufeff"
TEXT = entered_example().decode()


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
