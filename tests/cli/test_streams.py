"""Standard input, output and error that are closed, broken, full or of another encoding: the exit code holds."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from converter.examples import example
from tests.cli.command import CONVERTED, DAY, EXCLUDED, USAGE, Say, run

ROOT = Path(__file__).resolve().parents[2]
CONVERTER = f"{sys.executable} -m converter"
FULL = Path("/dev/full")
GREEK = "Αθήνα"


class Broken(io.RawIOBase):
    """A stream whose reader has gone. It fails until it is led elsewhere, which a process does to its number."""

    failed = False

    def writable(self) -> bool:
        """It seems so."""
        return True

    def fileno(self) -> int:
        """Asked for only to lead it elsewhere; it has none."""
        self.failed = True
        raise OSError

    def write(self, data: Any) -> int:
        """Fails."""
        if not self.failed:
            raise BrokenPipeError
        return len(bytes(data))


def broken() -> io.TextIOWrapper:
    """A text stream over a broken one."""
    return io.TextIOWrapper(io.BufferedWriter(Broken()), encoding="utf-8")


STREAMS: dict[str, Callable[[], io.TextIOWrapper | None]] = {"closed": lambda: None, "broken": broken}


@pytest.fixture(params=STREAMS)
def lost(request: pytest.FixtureRequest) -> io.TextIOWrapper | None:
    """A stream that takes nothing."""
    return STREAMS[request.param]()


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a line of bash, with nothing of the tests' own settings."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("CONVERTER_", "PYTHON", "LC_", "LANG"))}
    line = ["bash", "-o", "pipefail", "-c", command]
    return subprocess.run(line, cwd=ROOT, env=env | environment, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("command", [("m1-to-ep", "M1"), ("m1-to-ep", "M1", "--all"), ("check",), ("explain", "M1")])
def test_what_was_asked_for_and_is_lost_is_an_error(
    command: tuple[str, ...],
    lost: io.TextIOWrapper | None,
    message: Say,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Document, list and table: 2, and words; nobody is told that it was converted."""
    arguments = [str(message()) if word == "M1" else word for word in command]
    monkeypatch.setattr(sys, "stdout", lost)
    assert run(*arguments) == USAGE
    err = capsys.readouterr().err
    assert err == "Standard ut kan ikke skrives. / Standard output cannot be written.\n"


@pytest.mark.parametrize("command", [("--help",), ("--version",), ("m1-to-ep", "--help"), ("record", "key")])
def test_help_that_is_lost_is_an_error(
    command: tuple[str, ...],
    lost: io.TextIOWrapper | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The library that prints it would end with 0."""
    monkeypatch.setattr(sys, "stdout", lost)
    assert run(*command) == USAGE
    assert "Standard output" in capsys.readouterr().err


@pytest.mark.parametrize(("locked", "code"), [("", CONVERTED), ("1", EXCLUDED)])
def test_a_lost_summary_changes_nothing(
    locked: str,
    code: int,
    lost: io.TextIOWrapper | None,
    message: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The exit code is the decision, and the document is there exactly when converted."""
    out = tmp_path / "out.xml"
    monkeypatch.setattr(sys, "stderr", lost)
    assert run("m1-to-ep", message(locked=locked) if locked else message(), "--at", DAY, "-o", out) == code
    assert out.exists() is (code == CONVERTED)


def test_a_lost_report_is_an_error_and_leaves_no_document(
    lost: io.TextIOWrapper | None, message: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was asked for, on standard error."""
    out = tmp_path / "out.xml"
    monkeypatch.setattr(sys, "stderr", lost)
    assert run("m1-to-ep", message(), "--at", DAY, "-o", out, "--report", "-") == USAGE
    assert not out.exists()


def test_arguments_are_refused_without_standard_error(
    lost: io.TextIOWrapper | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And standard output stays clean."""
    monkeypatch.setattr(sys, "stderr", lost)
    assert run("m1-to-ep") == USAGE
    assert capsys.readouterr().out == ""


def test_standard_input_that_is_closed_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So is one that cannot be read."""
    for stream in (None, io.TextIOWrapper(io.BufferedWriter(Broken()))):
        monkeypatch.setattr(sys, "stdin", stream)
        for command in ("m1-to-ep", "ed-to-m10", "ep-to-view", "explain"):
            assert run(command, "-") == USAGE
            assert "Standard input cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_documents_and_json_are_utf_8(
    encoding: str, message: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever the terminal's encoding."""
    raw, file = io.BytesIO(), message()
    for arguments in (("m1-to-ep", file), ("m1-to-ep", file, "--all"), ("ep-to-view", tmp_path / "ep.xml")):
        (tmp_path / "ep.xml").write_bytes(example("ep-finnish"))
        raw.seek(0)
        raw.truncate()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
        assert run(*arguments, "--at", DAY) == CONVERTED
        sys.stdout.detach()  # type: ignore[attr-defined]
        assert not raw.getvalue().decode("utf-8").isascii()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_words_that_an_encoding_lacks_are_escaped(
    encoding: str, message: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In the table of `explain`, in a summary, and in the name of a file."""
    out, err = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding))
    file = message()
    assert run("explain", file, "--at", DAY) == CONVERTED
    assert run("m1-to-ep", file, "--at", DAY, "-o", tmp_path / "out.xml") == CONVERTED
    assert run("m1-to-ep", tmp_path / f"{GREEK}.xml") == USAGE
    for stream in (sys.stdout, sys.stderr):
        stream.detach()  # type: ignore[attr-defined]
    assert "Konvertert" in out.getvalue().decode(encoding)
    assert GREEK.encode("ascii", "backslashreplace") in err.getvalue()


def test_a_name_of_no_known_letters_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name of bytes that are no UTF-8, as a system may have it."""
    assert run("m1-to-ep", tmp_path / os.fsdecode(b"\xff\xfe.xml")) == USAGE
    assert "xml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("{converter} record key | head -c0; exit ${{PIPESTATUS[0]}}", USAGE),
        ("{converter} --help > /dev/full", USAGE),
        ("PYTHONUNBUFFERED=1 {converter} --help > /dev/full", USAGE),
        ("{converter} record key 2> /dev/full", CONVERTED),
        ("{converter} --nonsense >&- 2>&- <&-", USAGE),
    ],
)
def test_the_process_ends_with_the_code(command: str, code: int) -> None:
    """Not with that of an interpreter that fails to write at its end (1, 120), and without a traceback."""
    if not FULL.is_char_device():
        pytest.skip("needs /dev/full")
    done = shell(command.format(converter=CONVERTER))
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert not done.stdout or code == CONVERTED


def test_a_file_opened_where_a_stream_was_closed_is_not_written_into(message: Say, tmp_path: Path) -> None:
    """With 1 and 2 closed, the document would else be what the next file opened under their numbers gets."""
    out = tmp_path / "out.xml"
    done = shell(f"{CONVERTER} m1-to-ep {message()} --at {DAY} -o {out} >&- 2>&- <&-")
    assert done.returncode == CONVERTED
    assert out.read_bytes().startswith(b"<?xml")
    assert out.read_bytes().rstrip().endswith(b"</ClinicalDocument>")


def test_another_locale_ends_with_the_code(message: Say) -> None:
    """The table of `explain` in a terminal that has ASCII alone."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = shell(f"{CONVERTER} explain {message()} --at {DAY}", **plain)
    assert done.returncode == CONVERTED
    assert b"Traceback" not in done.stderr
    assert done.stdout.isascii()


def test_an_interruption_is_quiet(tmp_path: Path) -> None:
    """Ctrl-C while it waits for its input: 130, as a shell says it; nothing is written."""
    out = tmp_path / "out.xml"
    command = [sys.executable, "-m", "converter", "m1-to-ep", "-", "-o", str(out)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(b"<" * 200_000)  # more than a pipe holds: it returns once the command reads
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        assert process.wait(timeout=60) == 130
        assert process.stderr.read() == b""
    assert not out.exists()


INTERRUPTS = """
import atexit, os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

if {module!r} == "at the end":
    atexit.register(os.kill, os.getpid(), signal.SIGINT)
if {ignored!r}:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.meta_path.insert(0, Interrupting())
"""
"""Python loads a module of this name before all others."""


@pytest.mark.parametrize("ignored", [False, True])
@pytest.mark.parametrize(
    "module", ["converter.cli", "converter.cli.boundary", "lxml.etree", "converter.cli.fest", "at the end"]
)
def test_an_interruption_is_quiet_from_first_to_last(module: str, ignored: bool, tmp_path: Path) -> None:
    """While the command line is loaded, and after it has ended: 130, no traceback; one that is ignored stays so."""
    (tmp_path / "sitecustomize.py").write_text(INTERRUPTS.format(module=module, ignored=ignored))
    done = shell(f"{CONVERTER} record key", PYTHONPATH=str(tmp_path))
    assert done.returncode == (CONVERTED if ignored else 130)
    assert done.stderr == b""
    assert bool(done.stdout) is (ignored or module == "at the end")
