"""`m1-to-ep`: exit codes, where document, report and summary go, one prescription and a list of them."""

import io
import json
from base64 import b64encode
from pathlib import Path

import pytest

from converter.examples import example
from converter.formats.cda import ep as ep_format
from tests.builders.dispenses import told
from tests.builders.loaded import convert
from tests.builders.messages import DOSAGE, FAMILY, MARKERS, m1, m96
from tests.cli.command import CONVERTED, DAY, DEFECT, EXCLUDED, REJECTED, USAGE, Say, run


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ({}, CONVERTED),
        ({"locked": "true"}, EXCLUDED),
        ({"quantity": "0"}, REJECTED),
        ({"data": b"not XML"}, REJECTED),
    ],
)
def test_the_exit_code_is_the_decision(
    overrides: dict[str, object], code: int, message: Say, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """0 converted, 3 excluded, 4 rejected; the document goes to standard output, and only when there is one."""
    assert run("m1-to-ep", message(**overrides), "--at", DAY) == code
    shown = capsysbinary.readouterr()
    assert bool(shown.out) == (code == CONVERTED)
    assert [v for v in MARKERS if v.encode() in shown.err] == []


def test_a_defect_of_ours_exits_with_5(
    message: Say, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A writer that fails: nothing comes out, and the failure's text is not told."""

    def fail(*_: object) -> bytes:
        raise RuntimeError(FAMILY)

    monkeypatch.setattr(ep_format, "write_ep", fail)
    assert run("m1-to-ep", message(), "--at", DAY) == DEFECT
    shown = capsysbinary.readouterr()
    assert shown.out == b""
    assert b"unexpected-failure" in shown.err
    assert FAMILY.encode() not in shown.err
    assert b"Traceback" not in shown.err


def test_the_document_is_the_route_s(message: Say, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Byte for byte, on standard output; a bare date is noon in Oslo."""
    run("m1-to-ep", message(), "--at", DAY)
    assert capsysbinary.readouterr().out == convert(m1()).document


@pytest.mark.parametrize("at", [DAY, f"{DAY}T12:00:00+01:00", f"{DAY}T11:00:00Z", f"{DAY}T11:00:00+00:00"])
def test_a_bare_date_is_noon_in_oslo(at: str, message: Say, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """The same moment in four spellings gives the same document."""
    assert run("m1-to-ep", message(), "--at", at) == CONVERTED
    assert b'<effectiveTime value="20261123120000+0100"/>' in capsysbinary.readouterr().out


def test_a_summer_date_is_noon_in_summer_time(message: Say, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Oslo is two hours from UTC then."""
    assert run("m1-to-ep", message(), "--at", "2027-06-01") == CONVERTED
    assert b'value="20270601120000+0200"' in capsysbinary.readouterr().out


def test_the_document_goes_to_a_file(message: Say, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """`-o`: nothing on standard output."""
    out = tmp_path / "ep.xml"
    assert run("m1-to-ep", message(), "--at", DAY, "-o", out) == CONVERTED
    assert out.read_bytes() == convert(m1()).document
    assert capsysbinary.readouterr().out == b""


def test_no_file_is_written_for_a_refusal(message: Say, tmp_path: Path) -> None:
    """A file that was there is not touched."""
    out = tmp_path / "ep.xml"
    assert run("m1-to-ep", message(locked="1"), "--at", DAY, "-o", out) == EXCLUDED
    assert not out.exists()


@pytest.mark.parametrize(
    ("overrides", "decision"), [({}, "converted"), ({"locked": "1"}, "excluded"), ({"size": "x"}, "rejected")]
)
def test_the_report_is_json(overrides: dict[str, object], decision: str, message: Say, tmp_path: Path) -> None:
    """Decision, every finding in both languages, and versions; nothing of the patient."""
    path = tmp_path / "report.json"
    run("m1-to-ep", message(**overrides), "--at", DAY, "--report", path, "-o", tmp_path / "ep.xml")
    text = path.read_text(encoding="utf-8")
    report = json.loads(text)
    assert report["decision"] == decision
    also = {"provenance"} if decision == "converted" else set()
    assert set(report) == {"decision", "dispensed", "findings", "repeats", "versions"} | also
    assert report["findings"]
    for finding in report["findings"]:
        assert finding["text"]["no"]
        assert finding["text"]["en"]
        assert finding["openncp"]
    assert len(report["versions"]["tables"]) == 64
    assert [v for v in MARKERS if v in text] == []


def test_the_report_goes_to_standard_error(message: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """`--report -`."""
    run("m1-to-ep", message(locked="1"), "--at", DAY, "--report", "-")
    err = capsys.readouterr().err
    assert json.JSONDecoder().raw_decode(err)[0]["decision"] == "excluded"


def test_the_message_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`-` as file."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(m1())))
    assert run("m1-to-ep", "-", "--at", DAY) == CONVERTED
    assert DOSAGE.encode() in capsysbinary.readouterr().out


def test_the_summary_is_readable(message: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """Decision first, each reason in English and Norwegian with its basis."""
    run("m1-to-ep", message(locked="1", group="B"), "--at", DAY)
    err = capsys.readouterr().err
    assert err.startswith("excluded: ")
    for words in (
        "excluded-locked",
        "The prescription is locked",
        "Resepten er låst",
        "basis: ",
        "at /MsgHead",
        "demo extract",
    ):
        assert words in err


def test_what_the_caller_says_decides_too(message: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """`--status`, `--access` and `--multidose`."""
    assert run("m1-to-ep", message(), "--at", DAY, "--status", "E", "--access", "open") == CONVERTED
    assert run("m1-to-ep", message(), "--at", DAY, "--status", "U") == EXCLUDED
    assert run("m1-to-ep", message(), "--at", DAY, "--access", "blocked") == EXCLUDED
    assert run("m1-to-ep", message(), "--at", DAY, "--multidose", "yes") == CONVERTED
    assert "remark-multidose" in capsys.readouterr().err


def test_pretty_output_says_the_same(message: Say, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Indented, and every value still there."""
    assert run("m1-to-ep", message(), "--at", DAY, "--pretty") == CONVERTED
    shown = capsysbinary.readouterr().out
    assert shown.count(b"\n") > 100
    assert DOSAGE.encode() in shown


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    """A list with one prescription that converts, one locked, one without EU code."""
    path = tmp_path / "m96.xml"
    path.write_bytes(example("m96-example"))
    return path


def test_all_shows_a_list_and_exits_with_the_worst(listing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output is one JSON text; the summary of each prescription goes to standard error."""
    assert run("m1-to-ep", listing, "--all", "--at", DAY) == REJECTED
    shown = capsys.readouterr()
    outcomes = json.loads(shown.out)["outcomes"]
    assert [(o["position"], o["decision"]) for o in outcomes] == [(1, "converted"), (2, "excluded"), (3, "rejected")]
    assert [line[:2] for line in shown.err.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]


def test_all_of_a_lone_prescription_is_a_list_of_one(message: Say, tmp_path: Path) -> None:
    """Into a file, too; the document is the route's."""
    out = tmp_path / "list.json"
    assert run("m1-to-ep", message(), "--all", "--at", DAY, "-o", out) == CONVERTED
    (only,) = json.loads(out.read_text(encoding="utf-8"))["outcomes"]
    assert only["document"].encode() == convert(m1()).document


def test_without_all_a_list_of_several_is_refused(listing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the answer says how to get all of them."""
    assert run("m1-to-ep", listing, "--at", DAY) == REJECTED
    shown = capsys.readouterr()
    assert "--all" in shown.err
    assert [v for v in MARKERS if v in shown.err] == []


def test_all_and_report_do_not_go_together(listing: Path, tmp_path: Path) -> None:
    """The list holds the reports."""
    assert run("m1-to-ep", listing, "--all", "--report", tmp_path / "report.json") == USAGE


def test_an_unknown_status_is_usage(message: Say, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt status is not taken for one that forbids dispensing."""
    assert run("m1-to-ep", message(), "--at", DAY, "--status", "Q") == USAGE
    assert "7408" in capsys.readouterr().err


def test_what_was_handed_out_counts_and_is_explained(
    message: Say, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """As the caller says it, and as an M9.6 does."""
    twice = message(quantity="2", repeats="1")
    codes = {"0": CONVERTED, "2": CONVERTED, "1": EXCLUDED, "4": EXCLUDED, "x": USAGE, "-1": USAGE}
    for said, code in codes.items():
        assert run("m1-to-ep", twice, "--at", DAY, f"--dispensed={said}", "-o", tmp_path / "ep.xml") == code
    listed = message(data=m96(m1(quantity="2", repeats="1"), raw=told("2")))
    capsysbinary.readouterr()
    assert run("explain", listed, "--at", DAY, "--lang", "en") == CONVERTED
    assert b"Handed out before: 60 of 120 (piece), 60 each time. Remaining: 60." in capsysbinary.readouterr().out
    assert run("explain", message(), "--at", DAY) == CONVERTED
    assert "Utlevert før" not in capsysbinary.readouterr().out.decode()


def test_a_page_goes_to_a_file_or_a_pipe(
    message: Say, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The level 1 document, and the page in it alone."""
    page, document = tmp_path / "page.pdf", tmp_path / "l1.xml"
    assert run("m1-to-ep", message(), "--at", DAY, "--format", "pdf", "-o", page) == CONVERTED
    assert page.read_bytes().startswith(b"%PDF-1.4")
    assert run("m1-to-ep", message(), "--at", DAY, "--format", "pdf") == CONVERTED
    assert page.read_bytes() in capsysbinary.readouterr().out
    assert run("m1-to-ep", message(), "--at", DAY, "--format", "l1", "-o", document) == CONVERTED
    assert b64encode(page.read_bytes()) in document.read_bytes()
    assert run("m1-to-ep", message(), "--at", DAY, "--format", "l3", "-o", document) == CONVERTED
    assert document.read_bytes() == convert(m1()).document


def test_a_page_is_not_shown_in_a_terminal(
    message: Say, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Refused with the way to do it, before anything is converted; a document of text is shown."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run("m1-to-ep", message(), "--at", DAY, "--format", "pdf") == USAGE
    shown = capsysbinary.readouterr()
    assert shown.out == b""
    assert b"-o FIL." in shown.err
    assert b"-o FILE." in shown.err
    assert run("m1-to-ep", message(), "--at", DAY, "--format", "l1") == CONVERTED


@pytest.mark.parametrize(
    ("options", "about"),
    [
        (("--format", "pdf", "--all"), "--all"),
        (("--format", "pdf", "--pretty"), "--pretty"),
        (("--format", "l1", "--report", "-"), "--report"),
        (("--format", "pdf", "--report", "-"), "--report"),
        (("--format", "l2"), "--format"),
    ],
)
def test_what_a_format_has_no_room_for_is_usage(
    options: tuple[str, ...], about: str, message: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told before any work is done; an older file stays."""
    out = tmp_path / "out"
    out.write_bytes(b"older")
    assert run("m1-to-ep", message(), "--at", DAY, *options, "-o", out) == USAGE
    assert about in capsys.readouterr().err
    assert out.read_bytes() == b"older"


def test_a_letter_that_the_font_has_not_is_a_refusal(
    message: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 4, no file, and the letter is not told."""
    out = tmp_path / "page.pdf"
    out.write_bytes(b"older")
    assert run("m1-to-ep", message(family="\u05d0\u05d1"), "--at", DAY, "--format", "pdf", "-o", out) == REJECTED
    said = capsys.readouterr().err
    assert "l1-letter-missing" in said
    assert "\u05d0" not in said
    assert not out.exists()


def test_a_list_of_level_1_documents(listing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each prescription's own."""
    run("m1-to-ep", listing, "--at", DAY, "--all", "--format", "l1")
    outcomes = json.loads(capsys.readouterr().out)["outcomes"]
    assert {"nonXMLBody" in o["document"] for o in outcomes if o["document"]} == {True}
