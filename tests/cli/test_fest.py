"""`fest build`: progress, summary, what it refuses, and what it never replaces."""

import os
from pathlib import Path

import pytest

from tests.cli.command import CONVERTED, REJECTED, USAGE, run
from tests.formats import fest_files as make


def test_it_builds_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A problem of FEST's is counted; a second build replaces the first."""
    source = make.save(tmp_path, make.fest(packages=make.package(brands=["M9"])))
    assert run("fest", "build", source, "--out", tmp_path / "fest.sqlite") == CONVERTED
    shown = capsys.readouterr()
    assert "fest-brand-unknown x 1" in shown.out
    assert shown.err == ""
    assert run("fest", "build", source, "--out", tmp_path / "fest.sqlite") == CONVERTED


def test_progress_is_for_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, by the file's name."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    source = make.save(tmp_path, make.fest())
    assert run("fest", "build", source, "--out", tmp_path / "fest.sqlite") == CONVERTED
    assert "fest.xml" in capsys.readouterr().err


def test_it_shows_the_codes_that_the_tables_lack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten of them, and how many more."""
    elements = "".join(f"<Element><Id>K{n}</Id><Kode>ny{n}</Kode></Element>" for n in range(12))
    source = make.save(tmp_path, make.fest(lists=make.code_list(elements=elements)))
    assert run("fest", "build", source, "--out", tmp_path / "fest.sqlite") == CONVERTED
    out = capsys.readouterr().out
    assert "7452 ny9" in out
    assert "and 2 more" in out


def test_it_says_why_it_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And leaves nothing."""
    assert run("fest", "build", make.save(tmp_path, "<a/>"), "--out", tmp_path / "fest.sqlite") == REJECTED
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "fest-wrong-root" in shown.err
    assert [p.name for p in tmp_path.iterdir()] == ["fest.xml"]


def test_a_register_never_replaces_another_kind_of_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither the FEST file itself, nor any other, nor a pipe, nor a device."""
    source = make.save(tmp_path, make.fest())
    other, pipe = tmp_path / "README.md", tmp_path / "pipe"
    other.write_text("text", encoding="utf-8")
    os.mkfifo(pipe)
    before = source.read_bytes()
    for out in (source, other, pipe, tmp_path, Path("/dev/full")):
        assert run("fest", "build", source, "--out", out) == USAGE
        shown = capsys.readouterr()
        assert (shown.out, "Traceback" in shown.err) == ("", False)
        assert " / " in shown.err
    assert (source.read_bytes(), other.read_text(encoding="utf-8")) == (before, "text")
    assert pipe.is_fifo()
    assert Path("/dev/full").is_char_device()


def test_a_link_stays_and_what_it_leads_to_is_the_register(tmp_path: Path) -> None:
    """A service that reads through the link goes on with the new one."""
    real, link = tmp_path / "edition-1.sqlite", tmp_path / "fest.sqlite"
    link.symlink_to(real.name)
    assert run("fest", "build", make.save(tmp_path, make.fest()), "--out", link) == CONVERTED
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"SQLite format 3")
