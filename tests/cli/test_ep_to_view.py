"""`ep-to-view`: files, exit codes, and that no older view is left for a new one."""

import io
import json
import sys
from pathlib import Path

import pytest

from converter.examples import example
from tests.cli.command import CONVERTED, DAY, REJECTED, USAGE, run


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


def test_the_prescription_is_never_overwritten(ep: Path) -> None:
    """By its view."""
    assert run("ep-to-view", ep, "-o", ep) == USAGE
    assert ep.read_bytes() == example("ep-finnish")


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By name."""
    assert run("ep-to-view", tmp_path / "none.xml") == USAGE
    assert "none.xml" in capsys.readouterr().err
