"""`ep-to-view` and `m10-to-ed`: files, exit codes, and that no older answer is left for a new one."""

import io
import json
import sys
from pathlib import Path

import pytest

from converter.examples import dispense_example, example
from converter.formats.cda.ed_reader import normalise_discard, require_ed
from converter.formats.xml import parse
from tests.cli.command import CONVERTED, DAY, REJECTED, USAGE, run
from tests.conversion.m10_to_ed.test_m10_to_ed import own_m10


@pytest.fixture
def ep(tmp_path: Path) -> Path:
    """The shipped prescription."""
    path = tmp_path / "ep.xml"
    path.write_bytes(example("ep-finnish"))
    return path


@pytest.fixture
def dispense(tmp_path: Path) -> Path:
    """A dispense of it."""
    path = tmp_path / "dispense.json"
    path.write_bytes(dispense_example())
    return path


def test_a_prescription_is_shown_as_json(ep: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "view.json"
    assert run("ep-to-view", ep, "--at", DAY, "-o", out) == CONVERTED
    assert json.loads(out.read_text(encoding="utf-8"))["verdict"] == "dispensable"
    assert "Aino" not in capsys.readouterr().err


def test_from_standard_input_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(example("ep-finnish"))))
    assert run("ep-to-view", "-", "--at", DAY) == CONVERTED
    assert json.loads(capsysbinary.readouterr().out)["view"]["packages"] == "2"


@pytest.mark.parametrize(("lang", "words"), [("no", "Antall pakninger"), ("en", "Number of packages")])
def test_a_prescription_is_shown_as_a_page(ep: Path, tmp_path: Path, lang: str, words: str) -> None:
    out = tmp_path / "view.html"
    assert run("ep-to-view", ep, "--html", "--lang", lang, "--at", DAY, "-o", out) == CONVERTED
    assert words in out.read_text(encoding="utf-8")


def test_what_is_no_prescription_leaves_no_older_view(tmp_path: Path) -> None:
    out, m1 = tmp_path / "view.json", tmp_path / "m1.xml"
    out.write_bytes(b"old")
    m1.write_bytes(example("m1-tablets"))
    assert run("ep-to-view", m1, "--at", DAY, "-o", out) == REJECTED
    assert not out.exists()


def test_a_dispense_becomes_an_ed_and_its_discard(ep: Path, dispense: Path, tmp_path: Path) -> None:
    out, discard = tmp_path / "ed.xml", tmp_path / "discard.xml"
    assert (
        run("m10-to-ed", ep, "--dispense", dispense, "--discard", discard, "--at", "2026-11-24", "-o", out) == CONVERTED
    )
    require_ed(parse(out.read_bytes()))
    assert normalise_discard(parse(discard.read_bytes()))


def test_the_pharmacy_s_m10_says_what_the_json_leaves_out(ep: Path, tmp_path: Path) -> None:
    short, m10, out = tmp_path / "short.json", tmp_path / "m10.xml", tmp_path / "ed.xml"
    person = {"givenName": "Ida", "familyName": "Eksempel", "hprNumber": "999900025"}
    short.write_text(json.dumps({"pharmacist": person, "pharmacy": {"organisationNumber": "313000125"}}))
    m10.write_bytes(own_m10("990003", "2"))
    options = ("--dispense", short, "--m10", m10, "--at", "2026-11-24", "-o", out)
    assert run("m10-to-ed", ep, *options) == CONVERTED
    assert b"Fiktivprofen" in out.read_bytes()


def test_a_refused_dispense_leaves_no_older_ed(ep: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dispense, out, discard = tmp_path / "d.json", tmp_path / "ed.xml", tmp_path / "discard.xml"
    dispense.write_bytes(dispense_example().replace(b'"packages": "2"', b'"packages": "3"'))
    out.write_bytes(b"old")
    discard.write_bytes(b"old")
    options = ("--dispense", dispense, "--discard", discard, "--at", "2026-11-24", "-o", out)
    assert run("m10-to-ed", ep, *options) == REJECTED
    assert not out.exists()
    assert not discard.exists()
    assert "dispense-too-much" in capsys.readouterr().err


def test_the_same_file_for_two_purposes_is_refused(ep: Path, dispense: Path) -> None:
    assert run("ep-to-view", ep, "-o", ep) == USAGE
    assert run("m10-to-ed", ep, "--dispense", dispense, "-o", dispense) == USAGE
    assert (ep.read_bytes(), dispense.read_bytes()) == (example("ep-finnish"), dispense_example())


def test_a_file_that_is_not_there_is_told(tmp_path: Path, dispense: Path) -> None:
    assert run("ep-to-view", tmp_path / "none.xml") == USAGE
    assert run("m10-to-ed", tmp_path / "none.xml", "--dispense", dispense) == USAGE
