"""`ed-to-m10`: files and exit codes."""

import json
from pathlib import Path

import pytest

from converter.examples import example
from tests.builders.messages import MARKERS
from tests.cli.command import CONVERTED, DAY, REJECTED, USAGE, run


def test_an_ed_beside_its_m1_becomes_an_m10(files: dict[str, Path], tmp_path: Path) -> None:
    out, report = tmp_path / "m10.xml", tmp_path / "report.json"
    options = ("--m1", files["m1-tablets"], "--at", DAY, "-o", out, "--report", report)
    assert run("ed-to-m10", files["ed-tablets"], *options) == CONVERTED
    assert b"Utleveringsrapport" in out.read_bytes()
    assert json.loads(report.read_text(encoding="utf-8"))["decision"] == "converted"


def test_a_refusal_removes_an_older_m10_and_writes_an_apprec(files: dict[str, Path], tmp_path: Path) -> None:
    out, apprec = tmp_path / "m10.xml", tmp_path / "apprec.xml"
    out.write_bytes(b"old")
    assert run("ed-to-m10", files["ed-tablets"], "--at", DAY, "-o", out, "--apprec", apprec) == REJECTED
    assert not out.exists()
    assert b"AppRec" in apprec.read_bytes()


def test_the_same_file_for_two_purposes_is_refused(files: dict[str, Path]) -> None:
    assert run("ed-to-m10", files["ed-tablets"], "-o", files["ed-tablets"]) == USAGE
    assert files["ed-tablets"].read_bytes() == example("ed-tablets")


def test_keep_needs_a_key(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ed-to-m10", files["ed-tablets"], "--keep", "--at", DAY) == USAGE
    assert "CONVERTER_RECORD_KEY" in capsys.readouterr().err


def test_nothing_personal_is_said(files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ed-to-m10", files["ed-tablets"], "--at", DAY, "-o", tmp_path / "x.xml") == REJECTED
    shown = capsys.readouterr()
    assert [v for v in (*MARKERS, "14836809816", "Fjellheim") if v in shown.err + shown.out] == []
