"""`m10-to-ed`: files, exit codes, and that no older answer is left for a new one."""

import json
from pathlib import Path

import pytest

from converter.examples import entered_example, example
from converter.formats.cda.ed_reader import normalise_discard, require_ed
from converter.formats.xml import parse
from tests.cli.command import CONVERTED, REJECTED, USAGE, run
from tests.conversion.m10_to_ed.test_m10_to_ed import own_m10


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
    assert b"Substitution: not stated" in out.read_bytes()
    assert run("m10-to-ed", ep, *options, "--substituted", "generic") == CONVERTED
    assert b"Substitution: generic" in out.read_bytes()
    assert run("m10-to-ed", ep, *options, "--substituted", "yes") == USAGE


def test_a_refused_dispense_leaves_no_older_ed(ep: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dispense, out, discard = tmp_path / "d.json", tmp_path / "ed.xml", tmp_path / "discard.xml"
    dispense.write_bytes(entered_example().replace(b'"packages": "2"', b'"packages": "3"'))
    out.write_bytes(b"old")
    discard.write_bytes(b"old")
    options = ("--dispense", dispense, "--discard", discard, "--at", "2026-11-24", "-o", out)
    assert run("m10-to-ed", ep, *options) == REJECTED
    assert not out.exists()
    assert not discard.exists()
    assert "dispense-too-much" in capsys.readouterr().err


def test_the_same_file_for_two_purposes_is_refused(ep: Path, dispense: Path) -> None:
    assert run("m10-to-ed", ep, "--dispense", dispense, "-o", dispense) == USAGE
    assert (ep.read_bytes(), dispense.read_bytes()) == (example("ep-finnish"), entered_example())


def test_a_file_that_is_not_there_is_told(tmp_path: Path, dispense: Path) -> None:
    assert run("m10-to-ed", tmp_path / "none.xml", "--dispense", dispense) == USAGE
