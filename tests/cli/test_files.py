"""What the command line does to files: each is written whole or not at all, and nothing but a file is ever replaced."""

import os
import pty
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from converter.cli import files, main
from converter.cli.files import check_files, write_files
from converter.examples import example
from tests.cli.command import CONVERTED, DEFECT, EXCLUDED, REJECTED, USAGE, run

NOBODY = 65534
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


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A message that is excluded."""
    path = tmp_path / "locked.xml"
    path.write_bytes(example("m1-locked"))
    return path


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


@pytest.fixture
def terminal() -> Iterator[Path]:
    """A terminal: a device that can be written, and that nobody misses."""
    mine, other = pty.openpty()
    yield Path(os.ttyname(other))
    os.close(mine)
    os.close(other)


def temporaries(folder: Path) -> list[str]:
    """What is left of temporary files."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def read_in_background(pipe: Path) -> Callable[[], bytes]:
    """Starts to read a pipe; what is given waits for its end."""
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()

    def ended() -> bytes:
        reader.join(timeout=60)
        return read[0]

    return ended


REFUSED_WORDS = {
    "device": "no regular file",
    "folder": "This is a folder",
    "below-a-file": "no folder",
    "gone": "not there",
}


@pytest.mark.parametrize("kind", REFUSED_WORDS)
@pytest.mark.parametrize("option", ["-o", "--report"])
def test_what_is_no_file_is_refused_before_any_work(
    kind: str,
    option: str,
    message: Path,
    tmp_path: Path,
    terminal: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """2, in both languages, by its name; it is there afterwards as it was."""
    places = {
        "device": terminal,
        "folder": tmp_path,
        "below-a-file": message / "out.xml",
        "gone": tmp_path / "no" / "x",
    }
    monkeypatch.setattr("converter.cli.m1_to_ep.send", lambda *_, **__: pytest.fail("it was converted"))
    assert main(["m1-to-ep", str(message), *AT, option, str(places[kind])]) == USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert REFUSED_WORDS[kind] in shown.err
    assert " / " in shown.err
    assert terminal.is_char_device()
    assert tmp_path.is_dir()


def test_a_refusal_does_not_remove_a_device(locked: Path, tmp_path: Path, terminal: Path) -> None:
    """As root it did: also behind a link."""
    link = tmp_path / "link"
    link.symlink_to(terminal)
    for out in (terminal, link):
        assert main(["m1-to-ep", str(locked), *AT, "-o", str(out)]) == USAGE
        assert terminal.is_char_device()
    assert link.is_symlink()


def test_every_command_refuses_a_device(tmp_path: Path, terminal: Path, ep: Path, dispense: Path) -> None:
    """Every file that any of them writes."""
    ed = tmp_path / "ed.xml"
    ed.write_bytes(example("ed-tablets"))
    for command in (
        ("ed-to-m10", ed, "-o"),
        ("ed-to-m10", ed, "--report"),
        ("ed-to-m10", ed, "--apprec"),
        ("ep-to-view", ep, "-o"),
        ("m10-to-ed", ep, "--dispense", dispense, "-o"),
        ("m10-to-ed", ep, "--dispense", dispense, "--discard"),
    ):
        assert run(*command, terminal) == USAGE
        assert terminal.is_char_device()


def test_a_name_of_an_open_file_is_refused(message: Path, tmp_path: Path) -> None:
    """/dev/stdout of a shell that appends: what was there would be lost."""
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    with log.open("ab") as stream:
        names = [Path(f"/proc/self/fd/{stream.fileno()}"), Path(f"/dev/fd/{stream.fileno()}"), tmp_path / "link"]
        names[2].symlink_to(names[1])
        for name in names:
            assert main(["m1-to-ep", str(message), *AT, "-o", str(name)]) == USAGE
    assert log.read_bytes() == b"before\n"


@pytest.mark.parametrize("how", ["symbolic", "hard", "dots"])
def test_another_name_of_the_message_is_the_message(how: str, message: Path, tmp_path: Path) -> None:
    """A link of either kind, or a roundabout path."""
    other = tmp_path / "other.xml"
    if how == "symbolic":
        other.symlink_to(message)
    elif how == "hard":
        other.hardlink_to(message)
    else:
        other = tmp_path / ".." / tmp_path.name / message.name
    for option in ("-o", "--report"):
        assert main(["m1-to-ep", str(message), *AT, option, str(other)]) == USAGE
    assert message.read_bytes() == example("m1-tablets")


def test_two_names_of_one_file_that_is_not_there_yet(message: Path, tmp_path: Path) -> None:
    """Through a link to its folder."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    out, report = tmp_path / "folder" / "x", tmp_path / "link" / "x"
    assert main(["m1-to-ep", str(message), *AT, "-o", str(out), "--report", str(report)]) == USAGE
    assert not out.exists()


def test_a_file_that_may_not_be_written_is_told(
    message: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither it nor its folder; whoever runs the tests may be root, so the system is asked in its stead."""
    out = tmp_path / "out.xml"
    out.write_bytes(b"old")
    for barred in (out, tmp_path):
        monkeypatch.setattr(files, "_may", lambda path, mode, barred=barred: Path(path) != barred)
        assert main(["m1-to-ep", str(message), *AT, "-o", str(out)]) == USAGE
        assert capsys.readouterr().err == f"{barred}: Ingen tilgang. / No access.\n"
        assert out.read_bytes() == b"old"
        assert temporaries(tmp_path) == []


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder, and no right to it but to look: root becomes nobody for a while."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out.xml").write_bytes(b"old")
        (folder / "out.xml").chmod(0o444)
        folder.chmod(0o555)
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


def test_what_a_user_may_not_write_is_refused_before_any_work(as_nobody: Path) -> None:
    """A file without the right to it, and a new one in a folder without it."""
    for name in ("out.xml", "new.xml"):
        with pytest.raises(PermissionError):
            check_files((), (as_nobody / name,))
    assert (as_nobody / "out.xml").read_bytes() == b"old"


@pytest.fixture
def sticky(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder such as /tmp, with a file of another's that all may write; whoever is no root only says who it is."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out.xml").write_bytes(b"old")
        (folder / "out.xml").chmod(0o666)
        folder.chmod(0o1777)
        if root:
            os.seteuid(NOBODY)
        else:
            monkeypatch.setattr(os, "geteuid", lambda: NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)


def test_another_s_file_in_a_sticky_folder_is_refused_before_any_work(sticky: Path) -> None:
    """It may be written, and neither replaced nor removed; also behind a link. A new file may be made."""
    (sticky / "link").symlink_to("out.xml")
    for name in ("out.xml", "link"):
        with pytest.raises(PermissionError) as told:
            check_files((), (sticky / name,))
        assert told.value.filename == str(sticky / name)
    check_files((), (sticky / "new.xml",))


def test_one_s_own_file_in_a_sticky_folder_is_replaced(tmp_path: Path) -> None:
    """So is any in a folder of one's own."""
    tmp_path.chmod(0o1777)
    out = tmp_path / "out.xml"
    for data in (b"old", b"new"):
        check_files((), (out,))
        write_files({out: data})
    assert out.read_bytes() == b"new"


def test_a_name_that_is_too_long_or_a_link_in_a_circle(message: Path, tmp_path: Path) -> None:
    """The system's own words, and no traceback."""
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for out in (tmp_path / ("x" * 300), circle):
        assert main(["m1-to-ep", str(message), *AT, "-o", str(out)]) == USAGE


def test_a_pipe_gets_the_document_and_stays(message: Path, pipe: Path) -> None:
    """Byte for byte."""
    ended = read_in_background(pipe)
    assert main(["m1-to-ep", str(message), *AT, "-o", str(pipe)]) == CONVERTED
    assert ended().startswith(b"<?xml")
    assert pipe.is_fifo()


def test_a_pipe_gets_nothing_of_a_refusal_and_stays(locked: Path, pipe: Path) -> None:
    """But its end: whoever reads it does not wait for ever."""
    ended = read_in_background(pipe)
    assert main(["m1-to-ep", str(locked), *AT, "-o", str(pipe)]) == EXCLUDED
    assert ended() == b""
    assert pipe.is_fifo()


def test_a_link_stays_and_what_it_leads_to_is_written(message: Path, locked: Path, tmp_path: Path) -> None:
    """Whether it was there or not; of a refusal the file goes, not the link."""
    real, link = tmp_path / "real.xml", tmp_path / "link.xml"
    link.symlink_to(real.name)
    for _ in range(2):
        assert main(["m1-to-ep", str(message), *AT, "-o", str(link)]) == CONVERTED
        assert link.is_symlink()
        assert real.read_bytes().startswith(b"<?xml")
    assert main(["m1-to-ep", str(locked), *AT, "-o", str(link)]) == EXCLUDED
    assert link.is_symlink()
    assert not real.exists()


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_file_keeps_its_mode(mode: int, message: Path, tmp_path: Path) -> None:
    """A prescription that only its owner could read is not opened to others."""
    out = tmp_path / "out.xml"
    out.write_bytes(b"old")
    out.chmod(mode)
    assert main(["m1-to-ep", str(message), *AT, "-o", str(out)]) == CONVERTED
    assert stat.S_IMODE(out.stat().st_mode) == mode


@pytest.mark.parametrize(("umask", "mode"), [(0o077, 0o600), (0o022, 0o644)])
def test_a_new_file_has_what_the_umask_leaves(umask: int, mode: int, tmp_path: Path) -> None:
    """As any program's."""
    before = os.umask(umask)
    try:
        write_files({tmp_path / "out.xml": b"x"})
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.xml").stat().st_mode) == mode


def test_another_name_of_the_old_file_keeps_the_old_answer(tmp_path: Path) -> None:
    """A hard link of the output is another file from then on: it is replaced, not written over."""
    out, kept = tmp_path / "out.xml", tmp_path / "kept.xml"
    out.write_bytes(b"old")
    kept.hardlink_to(out)
    write_files({out: b"new"})
    assert (out.read_bytes(), kept.read_bytes()) == (b"new", b"old")


@pytest.mark.parametrize("failing", ["first", "second"])
def test_all_files_are_written_or_none(failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full before all is written: no new file, no temporary one, and what was there as it was."""
    places = {"first": tmp_path / "first", "second": tmp_path / "second"}
    places["first"].write_bytes(b"old")
    stage = files._stage

    def full(path: Path, data: bytes) -> Path:
        if path == places[failing]:
            raise OSError(28, "No space left on device")
        return stage(path, data)

    monkeypatch.setattr(files, "_stage", full)
    with pytest.raises(OSError, match="No space"):
        write_files(dict.fromkeys(places.values(), b"new"))
    assert places["first"].read_bytes() == b"old"
    assert not places["second"].exists()
    assert temporaries(tmp_path) == []


def test_a_file_that_cannot_be_put_in_place_takes_the_others_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No document stands there as if its report did."""
    first, second = tmp_path / "first", tmp_path / "second"
    replace = Path.replace

    def barred(temporary: Path, target: Path) -> Path:
        if target == second:
            raise PermissionError(1, "Operation not permitted", str(temporary), None, str(target))
        return replace(temporary, target)

    monkeypatch.setattr(Path, "replace", barred)
    with pytest.raises(PermissionError) as told:
        write_files({first: b"new", second: b"new"})
    assert ".part" not in str(told.value)
    assert told.value.filename == str(second)
    assert list(tmp_path.iterdir()) == []


def test_a_document_lost_on_standard_output_leaves_no_report(
    message: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would say that it was converted."""
    monkeypatch.setattr("sys.stdout", None)
    report = tmp_path / "report.json"
    assert main(["m1-to-ep", str(message), *AT, "--report", str(report)]) == USAGE
    assert not report.exists()


def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the file that was asked for, not by the temporary one."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / ".converter-x.part"))

    monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(OSError, match="No space") as told:
        write_files({tmp_path / "out.xml": b"x"})
    assert told.value.filename == str(tmp_path / "out.xml")


def test_an_error_of_ours_leaves_no_older_answer(
    message: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tables that cannot be used, and what nobody thought of: 5, no traceback, and no text of the failure."""
    out, home = tmp_path / "out.xml", tmp_path / "home"
    (home / "mappings").mkdir(parents=True)
    out.write_bytes(b"old")
    monkeypatch.setenv("CONVERTER_HOME", str(home))
    assert main(["m1-to-ep", str(message), *AT, "-o", str(out)]) == DEFECT
    assert not out.exists()
    monkeypatch.delenv("CONVERTER_HOME")
    out.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Fjellheim")

    monkeypatch.setattr("converter.cli.m1_to_ep.send", fail)
    assert main(["m1-to-ep", str(message), *AT, "-o", str(out)]) == DEFECT
    assert not out.exists()
    err = capsys.readouterr().err
    assert "RuntimeError" in err
    assert "Fjellheim" not in err
    assert "Traceback" not in err


def test_an_error_of_usage_leaves_files_as_they_are(message: Path, tmp_path: Path) -> None:
    """Nothing was decided about the message."""
    out = tmp_path / "out.xml"
    out.write_bytes(b"old")
    assert main(["m1-to-ep", str(message), *AT, "--status", "Q", "-o", str(out)]) == USAGE
    assert main(["m1-to-ep", str(tmp_path / "none"), *AT, "-o", str(out)]) == USAGE
    assert out.read_bytes() == b"old"


def test_what_is_refused_leaves_no_discard(ep: Path, tmp_path: Path) -> None:
    """JSON that is none."""
    bad, out, discard = tmp_path / "bad.json", tmp_path / "ed.xml", tmp_path / "discard.xml"
    bad.write_bytes(b"{")
    discard.write_bytes(b"old")
    assert run("m10-to-ed", ep, "--dispense", bad, "-o", out, "--discard", discard) == REJECTED
    assert not discard.exists()
