"""`ed-to-m10` and `record`: files, exit codes, the record's commands."""

import json
from pathlib import Path

import pytest

from converter.examples import example
from tests.builders.messages import MARKERS
from tests.builders.records import KEY
from tests.cli.command import CONVERTED, DAY, DEFECT, REJECTED, USAGE, run


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The shipped eD, its discard and its M1."""
    found = {}
    for name in ("ed-tablets", "ed-discard", "m1-tablets"):
        found[name] = tmp_path / f"{name}.xml"
        found[name].write_bytes(example(name))
    return found


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty record, as settings."""
    monkeypatch.setenv("CONVERTER_RECORD", f"sqlite:///{tmp_path / 'record.db'}")
    monkeypatch.setenv("CONVERTER_RECORD_KEY", KEY)


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


@pytest.mark.usefixtures("record")
def test_a_record_is_made_kept_counted_and_purged(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From nothing to a discard."""
    assert run("record", "status") == DEFECT
    assert "record upgrade" in capsys.readouterr().err
    assert run("record", "upgrade") == CONVERTED
    kept = ("--m1", files["m1-tablets"], "--at", DAY, "--keep", "-o", tmp_path / "out.xml")
    assert run("ed-to-m10", files["ed-tablets"], *kept) == CONVERTED
    assert run("ed-to-m10", files["ed-discard"], *kept) == CONVERTED
    assert b"<Annullering>true" in (tmp_path / "out.xml").read_bytes()
    capsys.readouterr()
    assert run("record", "status") == CONVERTED
    assert json.loads(capsys.readouterr().out) == {"prescription": 1, "sent": 0, "dispensation": 1}
    assert run("record", "purge") == CONVERTED
    assert capsys.readouterr().out == "0\n"


def test_a_new_key_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("record", "key") == CONVERTED
    assert len(capsys.readouterr().out.strip()) == 44


def test_nothing_personal_is_said(files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ed-to-m10", files["ed-tablets"], "--at", DAY, "-o", tmp_path / "x.xml") == REJECTED
    shown = capsys.readouterr()
    assert [v for v in (*MARKERS, "14836809816", "Fjellheim") if v in shown.err + shown.out] == []
