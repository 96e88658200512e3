"""The country's identifiers: each that is wanted, the format of each, and where each of them goes."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from converter.conversion.identifiers import WANTED, Identifiers, load_identifiers
from converter.model.coded import Identifier
from converter.settings import find_home
from converter.sources.problems import ProblemList

SHIPPED = (find_home() / "mappings" / "identifiers.yaml").read_text(encoding="utf-8")
VALUES = {
    "prescription-root": "1.2.1",
    "document-root": "1.2.2",
    "varenr-root": "1.2.3",
    "contact-point-root": "1.2.4",
    "repository-root": "1.2.6",
    "contact-point-name": "Kontaktpunkt",
    "contact-point-telecom": "tel:+4722",
    "contact-point-country": "NO",
    "prescriber-country": "SJ",
    "prescription-id-pattern": "[a-f]+",
    "contact-point-organisation-number": "313000001",
    "contact-point-her-id": "11",
    "reseptformidleren-name": "Formidleren",
    "reseptformidleren-organisation-number": "313000002",
    "reseptformidleren-her-id": "12",
    "foreign-pharmacy-her-id": "13",
    "foreign-pharmacist-id": "14",
    "foreign-package-varenr": "999999",
    "reservation-report-to-gp": "true",
    "finding-code-root": "1.2.5",
}


def loaded_from(
    folder: Path, changes: Mapping[str, str | None] | None = None, pending: tuple[str, ...] = ()
) -> tuple[Identifiers | None, list[str]]:
    """What is loaded of the values with these changes (`None` leaves one out), and what is wrong."""
    values = {**VALUES, **(changes or {})}
    rows = "".join(
        f"  - {{id: {name}, value: '{value}', status: {'pending' if name in pending else 'assigned'}, note: x}}\n"
        for name, value in values.items()
        if value is not None
    )
    (folder / "identifiers.yaml").write_text(f"identifiers: norway\nmaintainer: x\nrows:\n{rows}", encoding="utf-8")
    problems = ProblemList()
    found = load_identifiers(folder, problems)
    return found, [p.code for p in problems]


def test_each_value_goes_to_its_place(tmp_path: Path) -> None:
    """And none to another's."""
    found, problems = loaded_from(tmp_path, pending=("document-root", "varenr-root"))
    assert problems == []
    assert found is not None
    assert (found.prescription_root, found.document_root, found.varenr_root) == ("1.2.1", "1.2.2", "1.2.3")
    assert found.repository_root == "1.2.6"
    point = found.contact_point
    assert (point.id, point.name) == (Identifier("1.2.4"), "Kontaktpunkt")
    assert point.address is not None
    assert point.address.country == "NO"
    assert [(t.value, t.use) for t in point.telecoms] == [("tel:+4722", "WP")]
    assert found.prescriber_country == "SJ"
    assert found.prescription_id == re.compile("[a-f]+")
    report = found.report
    assert (report.sender.name, report.sender.organisation_number, report.sender.her_id) == (
        "Kontaktpunkt", "313000001", "11",
    )  # fmt: skip
    assert (report.receiver.name, report.receiver.organisation_number, report.receiver.her_id) == (
        "Formidleren", "313000002", "12",
    )  # fmt: skip
    assert (report.pharmacy_her_id, report.pharmacist_id, report.varenr) == ("13", "14", "999999")
    assert (report.reservation, report.error_codes) == (True, "1.2.5")
    assert found.pending == ("document-root", "varenr-root")


def test_the_reservation_is_what_the_file_says(tmp_path: Path) -> None:
    """True or false."""
    found, _ = loaded_from(tmp_path, {"reservation-report-to-gp": "false"})
    assert found is not None
    assert found.report.reservation is False


def test_what_is_identified_by_them(tmp_path: Path) -> None:
    """A prescription and its document are told apart, and from an eD."""
    found, _ = loaded_from(tmp_path)
    assert found is not None
    assert found.prescription("x") == Identifier("1.2.1", "x")
    assert found.document("x") == Identifier("1.2.2", "x.L3")


@pytest.mark.parametrize("name", VALUES)
def test_each_is_wanted(name: str, tmp_path: Path) -> None:
    """One that is missing stops the start, by its name."""
    found, problems = loaded_from(tmp_path, {name: None})
    assert (found, problems) == (None, ["identifier-missing"])


def test_these_are_wanted_and_no_others() -> None:
    """As the file ships."""
    assert set(WANTED) == set(VALUES)
    assert all(f"id: {name}" in SHIPPED for name in WANTED)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("prescription-root", "here"),
        ("document-root", "3.1"),
        ("varenr-root", "1.02"),
        ("contact-point-root", "1."),
        ("finding-code-root", "x"),
        ("contact-point-country", "NOR"),
        ("prescriber-country", "no"),
        ("contact-point-telecom", "22 00"),
        ("contact-point-telecom", "tel:ring"),
        ("contact-point-telecom", "mailto:ola"),
        ("contact-point-organisation-number", "31300000"),
        ("reseptformidleren-organisation-number", "3130000011"),
        ("foreign-package-varenr", "99999"),
        ("foreign-package-varenr", "99999999"),
        ("reservation-report-to-gp", "ja"),
        ("reservation-report-to-gp", "TRUE"),
        ("prescription-id-pattern", "[a"),
    ],
)
def test_a_value_of_another_format_stops_the_start(name: str, value: str, tmp_path: Path) -> None:
    """Once, and nothing is loaded."""
    assert loaded_from(tmp_path, {name: value}) == (None, ["identifier-value"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("contact-point-telecom", "mailto:a@b.no"),
        ("contact-point-telecom", "tel:(22)-00.00"),
        ("foreign-package-varenr", "9999999"),
        ("document-root", "2.16.0"),
    ],
)
def test_other_values_of_the_format_are_taken(name: str, value: str, tmp_path: Path) -> None:
    """At its edges."""
    found, problems = loaded_from(tmp_path, {name: value})
    assert found is not None
    assert problems == []


def test_a_file_that_is_gone_or_is_none_is_told(tmp_path: Path) -> None:
    """Nothing is loaded."""
    problems = ProblemList()
    assert load_identifiers(tmp_path, problems) is None
    (tmp_path / "identifiers.yaml").write_text("rows: 1", encoding="utf-8")
    assert load_identifiers(tmp_path, problems) is None
    assert len(list(problems)) > 1
