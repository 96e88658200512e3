"""Findings and rows of tables as they are collected: once for each place, and only rows that say the same or less."""

from dataclasses import replace
from datetime import timedelta

import pytest

from converter.conversion.session import Notes, shown
from converter.model.coded import Coded
from converter.model.draft_rows import DRAFT
from tests.builders.loaded import loaded
from tests.builders.medicines import Register as Known
from tests.builders.medicines import codes, notes, notes_with, session

TARGET = Coded("x", "1.2", "X")
TABLE = "dose-form-7448"


def row(**changes: object) -> Notes:
    """Notes with one row whose target is X."""
    return notes_with(TABLE, "53", target=TARGET, **changes)


def test_a_finding_is_noted_once_for_each_place() -> None:
    """Another place is another finding."""
    found = notes()
    for path in ("/a", "/a", "/b"):
        found.add("unit-as-text", path)
    assert [f.path for f in found.findings] == ["/a", "/b"]


@pytest.mark.parametrize(
    ("element", "path"),
    [("Legemiddelpakning", "/x/Legemiddelpakning/y"), ("LegemiddelVirkestoff", "/x/LegemiddelVirkestoff/y")],
)
def test_a_place_is_in_the_element_that_the_medicine_stands_in(element: str, path: str) -> None:
    """A package, a brand or a substance."""
    found = Notes(loaded().tables, element)
    found.add("unit-as-text", "/x/Legemiddelpakning/y")
    assert [f.path for f in found.findings] == [path]


@pytest.mark.parametrize(
    ("changes", "row_found", "exact", "draft"),
    [
        ({}, True, True, False),
        ({"status": "draft"}, True, False, True),
        ({"relation": "broader"}, True, False, False),
        ({"relation": "narrower"}, False, False, False),
        ({"relation": "none"}, False, False, False),
        ({"target": None}, False, False, False),
    ],
)
def test_which_rows_give_a_target(changes: dict[str, object], row_found: bool, exact: bool, draft: bool) -> None:
    """One that says the same or less; a draft that is used is told; an amount needs one that is the same."""
    found = notes_with(TABLE, "53", **{"target": TARGET, **changes})
    assert found.translate(TABLE, "53", "/p") == (TARGET if row_found else None)
    assert [(f.code, f.path) for f in found.findings] == ([("draft-row-used", "/p")] if draft else [])
    assert found.used == ([(TABLE, "53", "x")] if row_found else [])
    other = notes_with(TABLE, "53", **{"target": TARGET, **changes})
    assert other.exact(TABLE, "53") == ("x" if exact else None)
    assert other.used == ([(TABLE, "53", "x")] if exact else [])
    assert codes(other) == []


def test_a_code_that_a_table_does_not_have_has_no_target() -> None:
    """And nothing is noted."""
    found = notes()
    assert (found.row(TABLE, "nowhere", ""), found.exact(TABLE, "nowhere")) == (None, None)
    assert (codes(found), found.used) == ([], [])


def test_words_that_are_a_draft_are_told() -> None:
    """Those that are reviewed, or none, are not."""
    found = notes()
    table = loaded().tables.texts("dose-words-7480")
    words = table.row("13")
    assert words is not None
    assert found.worded(words, table, "/p") is words
    assert found.worded(None, table, "/p") is None
    assert codes(found) == []
    assert found.worded(words.model_copy(update={"status": "draft"}), table, "/p") is not None
    assert [(f.code, f.path) for f in found.findings] == [("draft-row-used", "/p")]


def test_a_side_question_tells_of_its_drafts_once_its_answer_is_used() -> None:
    """Of nothing else, and each file once at the place that asked."""
    found = row(status="draft")
    aside = found.aside()
    assert (aside.tables is found.tables, aside.findings) == (True, [])
    aside.translate(TABLE, "53", "/a")
    aside.translate(TABLE, "53", "/b")
    aside.add("unit-as-text", "/a")
    assert codes(found) == []
    found.take_drafts(aside, "/p")
    found.take_drafts(aside, "/p")
    assert [(f.code, f.path) for f in found.findings] == [("draft-row-used", "/p")]


@pytest.mark.parametrize(
    ("code", "stops"), [("dose-form-missing", True), ("unit-as-text", False), ("draft-row-used", False)]
)
def test_what_stops_a_conversion(code: str, stops: bool) -> None:
    """A reason to refuse, and no remark."""
    found = notes()
    assert not found.rejects
    if code == DRAFT:
        found.draft("f", "53", "/p")
    else:
        found.add(code, "/p")
    assert found.rejects is stops


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("53", " 53"),
        ("LE", " LE"),
        ("ABC1", " ABC1"),
        ("1234", " 1234"),
        ("12345", ""),
        ("ola", ""),
        ("ABCD", ""),
        ("", ""),
    ],
)
def test_only_what_looks_like_a_code_is_shown(code: str, wanted: str) -> None:
    """Anything else may be anything."""
    assert shown(code) == wanted


def test_a_session_tells_the_day_in_norway() -> None:
    """To the second, by Norway's clock; with no findings yet where it is begun anew."""
    one = session(Known())
    late = replace(one, at=one.at.replace(hour=23, minute=59, microsecond=5) + timedelta(hours=1))
    assert late.today == one.today + timedelta(1)
    assert late.moment.microsecond == 0
    one.notes.add("unit-as-text", "/p")
    assert one.anew().notes.findings == []
    again = one.anew("LegemiddelVirkestoff").notes
    again.add("unit-as-text", "/Legemiddelpakning")
    assert [f.path for f in again.findings] == ["/LegemiddelVirkestoff"]
