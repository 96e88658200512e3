"""`m1-to-ep --all` and `explain`: every prescription of a message in one list, every field of one in a table."""

import json
from pathlib import Path

import pytest

from converter.examples import example
from tests.builders.loaded import convert
from tests.builders.messages import MARKERS, m1
from tests.cli.command import CONVERTED, DAY, REJECTED, USAGE, Say, run


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    """A list with one prescription that converts, one locked, one without EU code."""
    path = tmp_path / "m96.xml"
    path.write_bytes(example("m96-example"))
    return path


def test_all_shows_a_list_and_exits_with_the_worst(listing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is one JSON text; the summary of each prescription goes to standard error."""
    assert run("m1-to-ep", listing, "--all", "--at", DAY) == REJECTED
    shown = capsys.readouterr()
    outcomes = json.loads(shown.out)["outcomes"]
    assert [(o["position"], o["decision"]) for o in outcomes] == [(1, "converted"), (2, "excluded"), (3, "rejected")]
    assert [line[:2] for line in shown.err.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]


def test_all_of_a_lone_prescription_is_a_list_of_one(message: Say, tmp_path: Path) -> None:
    """Into a file, too; the document is the route's."""
    out = tmp_path / "list.json"
    assert run("m1-to-ep", message(), "--all", "--at", DAY, "-o", out) == CONVERTED
    (only,) = json.loads(out.read_text(encoding="utf-8"))["outcomes"]
    assert only["document"].encode() == convert(m1()).document


def test_without_all_a_list_of_several_is_refused(listing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the answer says how to get all of them."""
    assert run("m1-to-ep", listing, "--at", DAY) == REJECTED
    shown = capsys.readouterr()
    assert "--all" in shown.err
    assert [v for v in MARKERS if v in shown.err] == []


def test_all_and_report_do_not_go_together(listing: Path, tmp_path: Path) -> None:
    """The list holds the reports."""
    assert run("m1-to-ep", listing, "--all", "--report", tmp_path / "report.json") == USAGE
