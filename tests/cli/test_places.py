"""What an argument names: `-` is a stream where one can stand and nothing else, `./-` a file like any other."""

from pathlib import Path

import pytest

from converter.cli.places import Standard, file_named, input_named, output_named, report_named
from converter.examples import example
from tests.builders.loaded import convert
from tests.cli.command import CONVERTED, DAY, REJECTED, USAGE, Say, run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a file called `-` would stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_dash_is_a_stream_and_a_path_to_one_is_a_file() -> None:
    """By the text: a path has forgotten how it was typed."""
    assert [named("-") for named in (input_named, output_named, report_named)] == list(Standard)
    assert [named("./-") for named in (input_named, output_named, report_named, file_named)] == [Path("-")] * 4


def test_documents_go_to_standard_output(
    message: Say,
    ep: Path,
    dispense: Path,
    files: dict[str, Path],
    here: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    """`-o -` is as without it, in every command; no file of that name is made."""
    for command in (
        ("m1-to-ep", message()),
        ("m1-to-ep", message(), "--all"),
        ("m1-to-ep", message(), "--pretty"),
        ("ed-to-m10", files["ed-tablets"], "--m1", files["m1-tablets"]),
        ("ep-to-view", ep),
        ("m10-to-ed", ep, "--dispense", dispense),
    ):
        shown = []
        for out in ((), ("-o", "-")):
            assert run(*command, "--at", DAY, *out) == CONVERTED
            shown.append(capsysbinary.readouterr().out)
        assert shown[0] == shown[1] != b""
    assert not (here / "-").exists()


def test_what_no_stream_can_stand_for_is_refused(
    message: Say,
    ep: Path,
    dispense: Path,
    files: dict[str, Path],
    here: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In words, with the way to a file of that name; nothing is read or written, a file called `-` neither."""
    (here / "-").write_bytes(example("m1-tablets"))
    ed, m1 = files["ed-tablets"], files["m1-tablets"]
    for command in (
        ("ed-to-m10", ed, "--m1", m1, "--at", "2026-11-25", "-o", "-", "--apprec", "-"),
        ("ed-to-m10", ed, "--m1", "-"),
        ("m10-to-ed", ep, "--dispense", dispense, "-o", "-", "--discard", "-"),
        ("m10-to-ed", "-", "--dispense", dispense),
        ("m10-to-ed", ep, "--dispense", "-"),
        ("m10-to-ed", ep, "--dispense", dispense, "--m10", "-"),
        ("m1-to-ep", message(), "--fest", "-"),
        ("fest", "build", "-", "--out", here / "fest.db"),
        ("fest", "build", m1, "--out", "-"),
    ):
        assert run(*command) == USAGE
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith("-: ")
        assert " ./-" in shown.err
    assert (here / "-").read_bytes() == example("m1-tablets")


def test_a_file_called_dash_is_read_and_never_overwritten(
    here: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """By its whole path and by `./-`; as an output it is looked at like any other."""
    file, m1 = here / "-", example("m1-tablets")
    file.write_bytes(m1)
    for name in ("./-", file):
        assert run("m1-to-ep", name, "--at", DAY, "-o", "-") == CONVERTED
        assert capsysbinary.readouterr().out == convert(m1).document
        for option in ("-o", "--report"):
            assert run("m1-to-ep", name, "--at", DAY, option, "./-") == USAGE
        assert file.read_bytes() == m1


def test_a_file_called_dash_is_written_and_removed(message: Say, here: Path) -> None:
    """Where it is asked for as `./-`."""
    assert run("m1-to-ep", message(), "--at", DAY, "-o", "./-") == CONVERTED
    assert (here / "-").read_bytes().startswith(b"<?xml")
    assert run("m1-to-ep", message(b"no XML"), "--at", DAY, "-o", "./-") == REJECTED
    assert not (here / "-").exists()


@pytest.mark.parametrize("name", ["new/", "m1.xml/", "m1.xml/.", "", ".", ".."])
@pytest.mark.parametrize("option", ["-o", "--report"])
def test_what_can_only_be_a_folder_is_refused(
    option: str, name: str, message: Say, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slash at the end: neither a file without it is made, nor is the message overwritten."""
    path = message()
    before = path.read_bytes()
    assert run("m1-to-ep", path, "--at", DAY, option, name) == USAGE
    shown = capsys.readouterr()
    assert "This is a folder" in shown.err
    assert shown.out == ""
    assert path.read_bytes() == before
    assert list(here.iterdir()) == [path]
