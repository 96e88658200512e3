"""`coverage`: a folder of messages or a register, counted; what cannot be counted is told, and nothing of a patient."""

import json
import os
from pathlib import Path

import pytest

from converter.cli import coverage as command
from converter.coverage import work
from converter.enrichment.fest_database import build_database
from converter.examples import example
from tests.builders.messages import MARKERS, m1, m96
from tests.cli.command import CONVERTED, DAY, DEFECT, USAGE, run
from tests.enrichment.test_medicines import alter
from tests.formats import fest_files as make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two M1s that convert, one that stays, one that is refused; in a folder below, an M9.6 of two; and other files."""
    place = tmp_path / "messages"
    deep = place / "a" / "b"
    deep.mkdir(parents=True)
    (place / "1.xml").write_bytes(m1())
    (deep / "2").write_bytes(example("m1-tablets"))
    (place / "locked.xml").write_bytes(m1(locked="true"))
    (place / "none.xml").write_bytes(m1(dosage=None))
    listed = (
        m1(message_id="7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2"),
        m1(message_id="7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f3"),
    )
    entries = (("7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f2", "E"), ("7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f3", "E"))
    (deep / "m96.xml").write_bytes(m96(*listed, entries=entries))
    (place / "Kari Nordmann 14836809816.txt").write_text("not a message", encoding="utf-8")
    (place / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (place / "m10.xml").write_bytes(m1(type_code="ERM10"))
    (place / "empty").touch()
    (place / "broken").symlink_to(place / "nowhere")
    return place


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """The JSON."""
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def number(answer: object, *steps: str | int) -> object:
    """A value within."""
    for step in steps:
        answer = answer[step]  # type: ignore[index]
    return answer


def test_a_folder_is_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each prescription of each file, however deep; what is no M1 apart, by why."""
    assert run("coverage", folder, "--at", DAY, "--json") == CONVERTED
    answer = told(capsys)
    assert answer["source"] == "messages"
    decisions = {name: number(count, "number") for name, count in answer["decisions"].items()}  # type: ignore[attr-defined]
    assert decisions == {"converted": 4, "excluded": 1, "rejected": 1, "defect": 0}
    assert number(answer, "all") == {"number": 6, "used": None}
    assert number(answer, "files", "read") == 10
    assert number(answer, "files", "why") == {
        "encoding-not-utf8": 1,
        "message-type-not-supported": 1,
        "not-read": 1,
        "not-xml": 2,
    }
    reasons = {(r["lost"], r["code"]): r["examples"] for r in answer["reasons"]}  # type: ignore[attr-defined]
    assert reasons["excluded", "excluded-locked"] == reasons["rejected", "dosage-missing"] == []


@pytest.mark.parametrize("options", [(), ("--json",), ("--lang", "en"), ("--html", "page.html")])
def test_nothing_of_a_patient_is_told(
    options: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor the name of a file, which may be a person's."""
    monkeypatch.chdir(folder.parent)
    assert run("coverage", folder, "--at", DAY, *options) == CONVERTED
    streams = capsys.readouterr()
    page = folder.parent / "page.html"
    all_told = streams.out + streams.err + (page.read_text(encoding="utf-8") if page.exists() else "")
    assert not [m for m in (*MARKERS, "Nordmann", "14836809816", "picture") if m in all_told]


def test_names_are_told_only_where_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, with nothing that a terminal would obey."""
    (folder / "odd\x1b[2J").touch()
    assert run("coverage", folder, "--at", DAY, "--json", "--show-files") == CONVERTED
    streams = capsys.readouterr()
    assert "not-xml: Kari Nordmann 14836809816.txt" in streams.err
    assert "1.xml" not in streams.err
    assert "\x1b" not in streams.err
    assert "Nordmann" not in streams.out


def test_a_single_message_is_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a folder with one file."""
    assert run("coverage", folder / "1.xml", "--at", DAY, "--json") == CONVERTED
    assert number(told(capsys), "all", "number") == 1


def test_older_messages_are_counted_as_of_the_day_they_were_made(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else they would all have expired; a register has no such day."""
    assert run("coverage", folder / "1.xml", "--at", "2031-01-01", "--json") == CONVERTED
    assert number(told(capsys), "decisions", "excluded", "number") == 1
    assert run("coverage", folder / "1.xml", "--as-sent", "--json") == CONVERTED
    assert number(told(capsys), "decisions", "converted", "number") == 1
    assert run("coverage", folder, "--as-sent", "--at", DAY) == USAGE
    assert run("coverage", "--as-sent") == USAGE


def test_the_table_has_words_in_both_languages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Norwegian, unless English is asked for; the shares are of all."""
    assert run("coverage", f"{folder}/", "--at", DAY) == CONVERTED
    assert "konvertert" in capsys.readouterr().out
    assert run("coverage", folder, "--at", DAY, "--lang", "en") == CONVERTED
    out = capsys.readouterr().out
    assert "not an M1 (not-xml): 2" in out
    assert "66.7" in out


def test_an_empty_folder_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also one that holds only folders."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert run("coverage", tmp_path) == USAGE
    assert "The folder is empty: nothing to count." in capsys.readouterr().err


def test_a_folder_without_an_m1_is_an_error_that_says_what_there_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By number and why."""
    (tmp_path / "a").write_bytes(b"text")
    (tmp_path / "b").write_bytes(m1(type_code="ERM10"))
    assert run("coverage", tmp_path, "--html", tmp_path.parent / "page.html") == USAGE
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "No M1 among 2 files (message-type-not-supported 1, not-xml 1)." in streams.err


@pytest.mark.parametrize("name", ["nowhere", "-"])
def test_what_is_not_there_is_an_error(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no stream can stand for a folder."""
    monkeypatch.chdir(tmp_path)
    assert run("coverage", name) == USAGE


def test_a_folder_within_that_cannot_be_read_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The numbers would be too small, in silence; and its name is not told."""
    really = os.scandir

    def refused(path: str) -> object:
        if Path(path).name == "b":
            raise PermissionError(13, "", path)
        return really(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert run("coverage", folder) == USAGE
    err = capsys.readouterr().err
    assert "A folder in it cannot be read" in err
    assert str(folder / "a") not in err


def test_the_page_is_not_written_among_the_messages(folder: Path) -> None:
    """Nor over one."""
    before = (folder / "1.xml").read_bytes()
    for page in (folder / "1.xml", folder / "a" / "page.html"):
        assert run("coverage", folder, "--html", page) == USAGE
    assert run("coverage", folder / "1.xml", "--html", folder / "1.xml") == USAGE
    assert (folder / "1.xml").read_bytes() == before


def test_the_demo_register_is_counted_where_no_other_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    """And the answer says that it is one."""
    assert run("coverage", "--at", DAY, "--json") == CONVERTED
    answer = told(capsys)
    assert answer["source"] == "register"
    assert number(answer, "versions", "festIsDemo") is True
    assert number(answer, "decisions", "excluded", "number") == 6
    examples = [r["examples"] for r in answer["reasons"] if r["code"] == "excluded-group-a-b"]  # type: ignore[attr-defined]
    assert examples == [["429076", "541409", "990035", "990050"]]


def test_a_register_is_counted_by_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the file of use has beside the register, and its bad lines, are told in both languages; the rest weighs."""
    use = tmp_path / "use.csv"
    use.write_text("varenr,number\n990003,90\n429076,10\n12345,7\n777777,5\n", encoding="utf-8")
    page = tmp_path / "page.html"
    assert run("coverage", "--use", use, "--at", DAY, "--json", "--html", page) == CONVERTED
    streams = capsys.readouterr()
    answer = json.loads(streams.out)
    assert answer["all"]["used"] == 100
    assert answer["decisions"]["converted"]["used"] == 90
    assert answer["packages"]["use"] == {
        "used": 105,
        "badLines": [{"line": 4, "wrong": "varenr"}],
        "unknown": ["777777"],
        "notInUse": [],
    }
    assert "linje/line 4: " in streams.err
    assert "1 varenr som registeret ikke har / varenr that the register does not have: 777777" in streams.err
    assert page.read_text(encoding="utf-8").count("<svg") == 2
    assert run("coverage", "--use", use, "--at", DAY, "--lang", "en") == CONVERTED
    assert "share of use" in capsys.readouterr().out


def test_a_file_of_use_that_cannot_be_used_is_refused(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is counted as if it were not there."""
    use = tmp_path / "use.csv"
    use.write_text("1,2,3\n", encoding="utf-8")
    assert run("coverage", "--use", use) == USAGE
    assert "No line can be used, for want of two columns." in capsys.readouterr().err
    use.write_text("111111,5\n", encoding="utf-8")
    assert run("coverage", "--use", use) == USAGE
    assert "No package in use has a varenr of the file." in capsys.readouterr().err
    assert run("coverage", "--use", tmp_path / "none.csv") == USAGE
    assert run("coverage", folder, "--use", use) == USAGE


def test_a_register_without_packages_in_use_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to count."""
    source = make.save(tmp_path, make.fest(packages=make.package("990901", status="U")))
    build_database(source, tmp_path / "fest.db")
    assert run("coverage", "--fest", tmp_path / "fest.db") == USAGE
    assert "The register has no packages in use." in capsys.readouterr().err


def test_a_register_that_is_none_is_a_fault(tmp_path: Path) -> None:
    """As for every command."""
    (tmp_path / "fest.db").write_bytes(b"none")
    assert run("coverage", "--fest", tmp_path / "fest.db") == DEFECT


def test_a_record_that_cannot_be_read_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The count would be of a part, so nothing is told as if it were the whole."""
    source = make.save(tmp_path, make.fest(packages=make.package("990901")))
    build_database(source, tmp_path / "fest.db")
    alter(tmp_path / "fest.db", "UPDATE medicine SET json = '{}'")
    assert run("coverage", "--fest", tmp_path / "fest.db") == DEFECT
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "register" in streams.err


def test_progress_is_shown_where_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error; nowhere else, and not where it is no terminal."""
    assert run("coverage", "--at", DAY, "--json") == CONVERTED
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert run("coverage", "--at", DAY, "--json") == CONVERTED
    streams = capsys.readouterr()
    assert "coverage" in streams.err
    json.loads(streams.out)


def test_several_processes_count_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Byte for byte."""
    assert run("coverage", "--at", DAY, "--json", "--workers", "1") == CONVERTED
    alone = capsys.readouterr().out
    monkeypatch.setattr(work, "FEW", 0)
    monkeypatch.setattr(work, "CHUNK", 7)
    assert run("coverage", "--at", DAY, "--json", "--workers", "2") == CONVERTED
    assert capsys.readouterr().out == alone


def test_several_processes_count_a_folder_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no M1 among them too."""
    assert run("coverage", folder, "--at", DAY, "--json", "--workers", "1", "--show-files") == CONVERTED
    alone = capsys.readouterr()
    monkeypatch.setattr(work, "FEW", 0)
    monkeypatch.setattr(work, "CHUNK", 3)
    assert run("coverage", folder, "--at", DAY, "--json", "--workers", "2", "--show-files") == CONVERTED
    assert capsys.readouterr() == alone


def test_a_register_that_is_replaced_meanwhile_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two versions are not counted as one."""

    def replaced(*_: object) -> object:
        raise work.RegisterReplaced
        yield

    monkeypatch.setattr(command, "each", replaced)
    assert run("coverage", "--at", DAY) == USAGE
    assert "The register was replaced meanwhile" in capsys.readouterr().err


def test_a_defect_of_ours_is_counted_and_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The numbers are there, and the exit code says that they are not to be relied on."""

    def broken(*_: object) -> object:
        raise RuntimeError(MARKERS[0])

    monkeypatch.setattr("converter.conversion.m1_to_ep.route.translate", broken)
    assert run("coverage", folder / "1.xml", "--at", DAY, "--json") == DEFECT
    answer = told(capsys)
    assert number(answer, "decisions", "defect", "number") == 1
    assert MARKERS[0] not in json.dumps(answer)
