"""Parser, dispatch, and what becomes of errors."""

from pathlib import Path

import pytest

from converter.cli import main
from tests.cli.command import USAGE, run


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("m1-to-ep",),
        ("convert", "x"),
        ("m1-to-ep", "x", "--at", "yesterday"),
        ("m1-to-ep", "x", "--at", "2026-02-30"),
        ("m1-to-ep", "x", "--at", "2026-11-23T12:00:00"),
        ("m1-to-ep", "x", "--at", "1066-10-14"),
        ("m1-to-ep", "x", "--access", "maybe"),
        ("m1-to-ep", "no-such-file.xml"),
        ("m1-to-ep", "."),
    ],
)
def test_usage_exits_with_2_and_says_why(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, something to read, nothing on standard output."""
    assert run(*arguments) == USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.strip()
    assert "Traceback" not in shown.err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In both languages, without the interpreter's own words."""
    assert main(["m1-to-ep", str(tmp_path / "none.xml")]) == 2
    said = capsys.readouterr().err
    assert "none.xml" in said
    assert "finnes ikke" in said
    assert "is not there" in said
    assert "Errno" not in said
