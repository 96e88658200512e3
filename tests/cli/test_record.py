"""`record`, and what the other commands do with a record: its key, its tables, what it holds, what leaves by it."""

import json
from pathlib import Path
from typing import Any

import pytest

from converter.examples import example
from converter.model.finding import Problem, finding
from converter.record.record import ExchangeRecord
from converter.record.sending import send
from tests.cli.command import CONVERTED, DAY, DEFECT, EXCLUDED, REJECTED, USAGE, Say, run

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
"""A port that nothing listens at."""
SAYS = {"no tables": "record upgrade", "no database": "svarer ikke", "no server": "svarer ikke"}


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


@pytest.mark.usefixtures("record")
def test_m10s_that_wait_or_were_refused_are_listed_and_settled(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a word of patient or prescription."""
    assert run("record", "upgrade") == CONVERTED
    kept = ("--m1", files["m1-tablets"], "--at", DAY, "--keep", "-o", tmp_path / "out.xml")
    assert run("ed-to-m10", files["ed-tablets"], *kept) == CONVERTED

    def listed(state: str) -> list[tuple[str, str]]:
        capsys.readouterr()
        assert run("record", "receipts", "--state", state) == CONVERTED
        return [(r["messageId"], r["state"]) for r in json.loads(capsys.readouterr().out)["reports"]]

    ((message, state),) = listed("open")
    assert state == "handed-out"
    assert f"<MsgId>{message}".encode() in (tmp_path / "out.xml").read_bytes()
    assert listed("refused") == []
    assert run("record", "handled", message) == CONVERTED
    assert json.loads(capsys.readouterr().out)["state"] == "handled"
    assert listed("open") == []
    assert run("record", "handled", "11111111-2222-4333-8444-555555555555") == USAGE
    assert "MsgId" in capsys.readouterr().err


def test_a_new_key_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("record", "key") == CONVERTED
    assert len(capsys.readouterr().out.strip()) == 44


def test_a_key_is_made_whatever_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made before there is a setting to read: an empty one stops everything else."""
    monkeypatch.setenv("CONVERTER_RECORD_KEY", "")
    assert run("record", "key") == CONVERTED
    assert run("record", "status") == DEFECT


def test_without_a_key_there_is_no_record_to_count(capsys: pytest.CaptureFixture[str]) -> None:
    """Said, by the setting's name."""
    assert run("record", "status") == DEFECT
    assert "CONVERTER_RECORD_KEY" in capsys.readouterr().err


def counted(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """How many rows the record has."""
    capsys.readouterr()
    assert run("record", "status") == CONVERTED
    return dict(json.loads(capsys.readouterr().out))


@pytest.mark.usefixtures("record")
def test_what_leaves_is_recorded(message: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each eP of a list too; what does not leave is not."""
    assert run("record", "upgrade") == CONVERTED
    assert run("m1-to-ep", message(), "--at", DAY, "-o", tmp_path / "ep.xml") == CONVERTED
    assert counted(capsys) == {"prescription": 1, "sent": 1, "dispensation": 0}
    listing = message(example("m96-example"))
    assert run("m1-to-ep", listing, "--all", "--at", DAY, "-o", tmp_path / "list.json") == REJECTED
    assert counted(capsys)["sent"] == 2
    assert run("m1-to-ep", message(locked="1"), "--at", DAY) == EXCLUDED
    assert counted(capsys)["sent"] == 2


@pytest.mark.parametrize("every", [(), ("--all",)])
@pytest.mark.parametrize("state", ["no tables", "no database", "no server"])
def test_a_record_that_cannot_be_opened_lets_nothing_leave(
    every: tuple[str, ...],
    state: str,
    record: Path,
    message: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """5, in words; no document, and no older one in its place."""
    if state == "no database":
        record.write_bytes(b"no database at all, " * 100)
    if state == "no server":
        monkeypatch.setenv("CONVERTER_RECORD", NOWHERE)
    out = tmp_path / "out.xml"
    for arguments in (("-o", out), ()):
        out.write_bytes(b"old")
        assert run("m1-to-ep", message(), "--at", DAY, *every, *arguments) == DEFECT
        shown = capsys.readouterr()
        assert shown.out == ""
        assert SAYS[state] in shown.err
        assert "Traceback" not in shown.err
        assert "nobody" not in shown.err
        assert out.exists() is (not arguments)


@pytest.mark.parametrize("every", [(), ("--all",)])
@pytest.mark.usefixtures("record")
def test_a_record_that_fails_at_the_last_moment_lets_nothing_leave(
    every: tuple[str, ...],
    message: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The conversion was made; its document is nowhere, and the report does not say that it left."""
    assert run("record", "upgrade") == CONVERTED

    def silent(*_: object) -> None:
        raise Problem([finding("record-unavailable")])

    monkeypatch.setattr(ExchangeRecord, "note_sent", silent)
    out, report = tmp_path / "out.xml", tmp_path / "report.json"
    out.write_bytes(b"old")
    more = every or ("--report", report)
    assert run("m1-to-ep", message(), "--at", DAY, *more, "-o", out) == DEFECT
    shown = capsys.readouterr()
    assert "record-unavailable" in shown.err
    assert not out.exists()
    assert every or json.loads(report.read_text())["decision"] == "rejected"
    assert run("m1-to-ep", message(), "--at", DAY, *every) == DEFECT
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("record")
def test_it_is_recorded_before_it_is_written(
    message: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be written after all: what the record holds may not have left, never the other way round."""
    assert run("record", "upgrade") == CONVERTED
    out = tmp_path / "out.xml"

    def barred(*given: Any) -> object:
        out.mkdir()
        return send(*given)

    monkeypatch.setattr("converter.cli.m1_to_ep.send", barred)
    assert run("m1-to-ep", message(), "--at", DAY, "-o", out) == 2
    assert counted(capsys)["sent"] == 1


def test_an_ed_needs_its_record_too(
    files: dict[str, Path], tmp_path: Path, record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Configured and not there: what is used up is not known."""
    assert not record.exists()
    out = tmp_path / "m10.xml"
    out.write_bytes(b"old")
    given = ("--m1", files["m1-tablets"], "--at", DAY, "-o", out)
    assert run("ed-to-m10", files["ed-tablets"], *given) == DEFECT
    assert "record upgrade" in capsys.readouterr().err
    assert not out.exists()
