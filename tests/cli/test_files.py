"""What the command line does to files: nothing is overwritten by mistake, and no old answer is left for a new one."""

from pathlib import Path

import pytest

from converter.cli import main
from converter.examples import example

AT = ["--at", "2026-11-23"]


@pytest.fixture
def message(tmp_path: Path) -> Path:
    """A message that converts, in a folder of its own."""
    path = tmp_path / "m1.xml"
    path.write_bytes(example("m1-tablets"))
    return path


def test_the_message_is_never_overwritten(message: Path) -> None:
    """Document or report in the message's place is a mistake of usage."""
    before = message.read_bytes()
    assert main(["m1-to-ep", str(message), *AT, "-o", str(message)]) == 2
    assert main(["m1-to-ep", str(message), *AT, "--report", str(message)]) == 2
    assert message.read_bytes() == before


def test_document_and_report_are_two_files(message: Path, tmp_path: Path) -> None:
    """One would be lost in the other."""
    out = tmp_path / "answer"
    assert main(["m1-to-ep", str(message), *AT, "-o", str(out), "--report", str(out)]) == 2
    assert not out.exists()


def test_an_older_answer_does_not_outlive_a_refusal(tmp_path: Path) -> None:
    """Whoever looks for the file finds none, rather than another prescription's document."""
    locked, out = tmp_path / "locked.xml", tmp_path / "out.xml"
    locked.write_bytes(example("m1-locked"))
    out.write_text("an older answer", encoding="utf-8")
    assert main(["m1-to-ep", str(locked), *AT, "-o", str(out)]) == 3
    assert not out.exists()


def test_a_file_gets_the_document_as_it_leaves(message: Path, tmp_path: Path) -> None:
    """`--pretty` is for eyes: it changes nothing in a file."""
    plain, pretty = tmp_path / "plain.xml", tmp_path / "pretty.xml"
    assert main(["m1-to-ep", str(message), *AT, "-o", str(plain)]) == 0
    assert main(["m1-to-ep", str(message), *AT, "--pretty", "-o", str(pretty)]) == 0
    assert plain.read_bytes() == pretty.read_bytes()
