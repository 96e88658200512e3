"""A Norwegian pharmacy and pharmacist in an EU document."""

from dataclasses import replace
from pathlib import Path

import pytest

from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.pharmacy import pharmacist_id, pharmacy_of
from converter.model.ed import EnteredPharmacy
from converter.model.party import Telecom
from tests.builders.loaded import loaded
from tests.builders.medicines import codes, notes, notes_with
from tests.builders.norwegian import told

GIVEN = EnteredPharmacy("Lia apotek", "313000333", "", "Liaveien 1", "9998", "Lia", "22 00 00 00")


def root_of(table: str, code: str) -> str:
    """The root of a kind of number."""
    found = notes().translate(table, code, "")
    assert found is not None
    return found.code


def test_a_pharmacy_has_name_number_address_and_telephone() -> None:
    """Each in its own place."""
    found = pharmacy_of(GIVEN, "NO", notes(), "/x")
    assert found is not None
    assert (found.name, found.id.root, found.id.extension) == (
        "Lia apotek",
        root_of("identifier-9051", "ENH"),
        "313000333",
    )
    assert found.address is not None
    assert (found.address.street, found.address.city, found.address.postal_code, found.address.country) == (
        "Liaveien 1", "Lia", "9998", "NO",
    )  # fmt: skip
    assert found.telecoms == (Telecom("tel:22000000", "WP"),)


def test_a_her_id_is_taken_where_there_is_no_organisation_number() -> None:
    """Under its own root; not beside one."""
    own = pharmacy_of(replace(GIVEN, number="", her_id="12"), "NO", notes(), "/x")
    assert own is not None
    assert (own.id.root, own.id.extension) == (root_of("identifier-9051", "HER"), "12")
    both = pharmacy_of(replace(GIVEN, her_id="12"), "NO", notes(), "/x")
    assert both is not None
    assert both.id.extension == "313000333"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": " "},
        {"number": "31300033"},
        {"number": "3130003333"},
        {"number": "", "her_id": ""},
        {"number": "", "her_id": "012"},
        {"number": "", "her_id": "12345678901"},
        {"number": "12"},
    ],
)
def test_a_pharmacy_that_cannot_be_named(changes: dict[str, str]) -> None:
    """Each for one reason."""
    noted = notes()
    assert pharmacy_of(replace(GIVEN, **changes), "NO", noted, "/x") is None
    assert [(f.code, f.path) for f in noted.findings] == [("dispense-pharmacy-incomplete", "/x")]


def test_a_kind_of_number_without_root_names_nobody() -> None:
    """Neither a pharmacy nor a pharmacist."""
    noted = notes_with("identifier-9051", "ENH", target=None)
    assert pharmacy_of(GIVEN, "NO", noted, "/x") is None
    assert codes(noted) == ["dispense-pharmacy-incomplete"]
    noted = notes_with("identifier-8116", "HPR", target=None)
    assert pharmacist_id("9144900", noted, "/x") is None
    assert codes(noted) == ["dispense-pharmacist-incomplete"]


@pytest.mark.parametrize(
    ("telephone", "number"),
    [
        ("+47 (22) 00-00.00", "tel:+47(22)00-00.00"),
        ("02222", "tel:02222"),
        ("", ""),
        ("ring", ""),
        ("22222222 33333333", ""),
        ("22 22 22 22 (8-16)", ""),
        ("22 22 22 22 8-16", ""),
        ("22222222 / 33333333", ""),
        ("+47 22222222 +47 33333333", ""),
        ("-()", ""),
        ("22", ""),
        ("(22) 22 22 22", "tel:(22)222222"),
    ],
)
def test_only_a_telephone_number_is_one(telephone: str, number: str) -> None:
    """Anything else is left out, and told."""
    noted = notes()
    found = pharmacy_of(replace(GIVEN, telephone=telephone), "NO", noted, "/x")
    assert found is not None
    assert [t.value for t in found.telecoms] == ([number] if number else [])
    left_out = telephone and not number
    expected = [("dispense-telephone-left-out", "/x/telephone")] if left_out else []
    assert [(f.code, f.path) for f in noted.findings] == expected


def test_the_case_of_a_telephone_with_words(shared: Path) -> None:
    """The eD is made without it, and that is told."""
    folder = shared / "cases" / "inbound"
    given = read_entered((folder / "out-telephone-with-words.json").read_bytes(), None, loaded().norway)
    assert "dispense-telephone-left-out" in told((folder / "out-telephone-with-words.ep.xml").read_bytes(), given)


@pytest.mark.parametrize(
    ("number", "known"),
    [("9144900", "9144900"), ("009144900", "9144900"), ("7", "7"), ("0", None), ("", None), ("1234567890", None)],
)
def test_a_pharmacist_has_one_number(number: str, known: str | None) -> None:
    """Without zeros in front, under the register's root."""
    noted = notes()
    found = pharmacist_id(number, noted, "/x")
    assert (found and found.extension) == known
    assert codes(noted) == ([] if known else ["dispense-pharmacist-incomplete"])
    if found:
        assert found.root == root_of("identifier-8116", "HPR")
