"""What the command line says when tables or register cannot be used."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from converter.settings import find_home
from tests.cli.command import DAY, DEFECT, USAGE, Say, run


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of tables and schemas that a test may break."""
    for folder in ("mappings", "schemas"):
        shutil.copytree(find_home() / folder, tmp_path / folder)
    monkeypatch.setenv("CONVERTER_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("rules/m1-to-ep.yaml", "fact: locked", "fact: lokced", ("m1-to-ep.yaml", "lokced")),
        ("rules/m1-to-ep.yaml", "effect: exclude", "effect: exlude", ("m1-to-ep.yaml",)),
        ("rules/m1-to-ep.yaml", "rows:", "rows: [", ("m1-to-ep.yaml",)),
        ("identifiers.yaml", "id: document-root", "id: document-rot", ("identifiers.yaml", "document-root")),
        ("codes/gender-3101.yaml", "status: approved", "status: aproved", ("gender-3101.yaml",)),
        ("dosage-limits/seldom.yaml", "atc: L04AX03", "atc: L04", ("seldom.yaml", "L04")),
        ("dosage-limits/seldom.yaml", 'days: "7"', 'days: "0"', ("seldom.yaml",)),
        ("dosage-limits/units.yaml", "unit: tablet,", "unit: tablett,", ("units.yaml", "tablett")),
        ("dosage-limits/units.yaml", "most:", "moist:", ("units.yaml", "moist")),
        ("policy/substitution.yaml", "case: listed", "case: lsted", ("substitution.yaml",)),
        ("policy/words.yaml", "word: HELFO", "word: HELF", ("words.yaml", "helfo")),
        ("dosage-limits/forms.yaml", "kind: spray", "kind: sprays", ("forms.yaml", "sprays")),
    ],
)
def test_a_broken_table_stops_the_start_and_says_where(
    file: str, old: str, new: str, words: tuple[str, ...], home: Path, message: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """File and line, what is wrong, and no traceback; a fault of ours."""
    path = home / "mappings" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run("m1-to-ep", message(), "--at", DAY) == DEFECT
    err = capsys.readouterr().err
    assert [w for w in words if w not in err] == []
    assert "Traceback" not in err


def test_check_refuses_a_limit_that_is_wrong(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before a start does: the file, the line and the value."""
    path = home / "mappings" / "dosage-limits" / "seldom.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("atc: L04AX03", "atc: M05BA04"), encoding="utf-8")
    assert run("check") == DEFECT
    err = capsys.readouterr().err
    assert "seldom.yaml" in err
    assert "M05BA04" in err


@pytest.mark.parametrize(
    "file",
    [
        "rules/m1-to-ep.yaml",
        "identifiers.yaml",
        "codelists/index.yaml",
        "valuesets/index.yaml",
        "codes/gender-3101.yaml",
        "texts/use-9101.yaml",
        "dosage-limits/seldom.yaml",
        "policy/words.yaml",
        "policy/substitution.yaml",
        "dosage-limits/units.yaml",
    ],
)
def test_a_missing_table_stops_the_start(
    file: str, home: Path, message: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named, so that it can be put back."""
    (home / "mappings" / file).unlink()
    assert run("m1-to-ep", message(), "--at", DAY) == DEFECT
    err = capsys.readouterr().err
    assert Path(file).stem in err
    assert "Traceback" not in err


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\x00" + bytes(100)])
def test_a_register_that_cannot_be_used_is_said(
    content: bytes | None, message: Say, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Missing, empty or something else: a message that names the file, and no document from guesses."""
    database = tmp_path / "fest.db"
    if content is not None:
        database.write_bytes(content)
    assert run("m1-to-ep", message(), "--at", DAY, "--fest", database) in {USAGE, DEFECT}
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "fest.db" in shown.err
    assert "Traceback" not in shown.err


OLD = b"an older answer"


@pytest.fixture
def outs(tmp_path: Path) -> dict[str, Path]:
    """The files of an older answer, by option."""
    (tmp_path / "outs").mkdir()
    found = {option: tmp_path / "outs" / option.strip("-") for option in ("-o", "--report", "--apprec", "--discard")}
    for path in found.values():
        path.write_bytes(OLD)
    return found


@pytest.fixture
def commands(message: Say, ep: Path, dispense: Path, files: dict[str, Path]) -> dict[tuple[str | Path, ...], list[str]]:
    """The commands that write files, and by which options."""
    return {
        ("m1-to-ep", message()): ["-o", "--report"],
        ("ed-to-m10", files["ed-tablets"], "--m1", files["m1-tablets"]): ["-o", "--report", "--apprec"],
        ("ep-to-view", ep): ["-o"],
        ("m10-to-ed", ep, "--dispense", dispense): ["-o", "--discard"],
    }


@pytest.mark.parametrize("name", ["CONVERTER_PAGES", "CONVERTER_PGAES", "CONVERTER_HOME", "CONVERTER_FEST"])
def test_a_faulty_setting_leaves_no_older_answer(
    name: str,
    commands: dict[tuple[str | Path, ...], list[str]],
    outs: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is a fault of ours: 5, the setting by its name, and no file to take for this input's answer."""
    monkeypatch.setenv(name, "x" * 300)
    for command, options in commands.items():
        assert run(*command, *(word for option in options for word in (option, outs[option]))) == DEFECT
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith(f"{name}: ")
        assert "xx" not in shown.err
        for option in options:
            assert not outs[option].exists()
            outs[option].write_bytes(OLD)


@pytest.mark.parametrize("name", ["CONVERTER_SCHEMAS_NORWAY", "CONVERTER_SCHEMAS_EU"])
@pytest.mark.parametrize("content", [b"# Converter\n", b"<schema/>", b""])
def test_a_schema_set_that_cannot_be_read_is_named_by_its_setting(
    name: str,
    content: bytes,
    message: Say,
    outs: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By that one alone; a fault of ours, which leaves no older answer."""
    driver = tmp_path / "driver.xsd"
    driver.write_bytes(content)
    monkeypatch.setenv(name, str(driver))
    assert run("m1-to-ep", message(), "--at", DAY, "-o", outs["-o"]) == DEFECT
    assert capsys.readouterr().err == (f"{name}: skjemasettet kan ikke leses. / The schema set cannot be read.\n")
    assert not outs["-o"].exists()


@pytest.mark.parametrize("other", [False, True])
def test_a_schema_set_of_ours_that_cannot_be_read_is_the_home_s(
    other: bool, home: Path, message: Say, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where another set decides: ours explains what it refuses."""
    (home / "schemas" / "eu" / "cda.xsd").write_bytes(b"no schema")
    if other:
        monkeypatch.setenv("CONVERTER_SCHEMAS_EU", str(find_home() / "schemas" / "eu" / "cda.xsd"))
    assert run("m1-to-ep", message(), "--at", DAY) == DEFECT
    assert capsys.readouterr().err.startswith("CONVERTER_HOME: ")


def test_a_command_loads_what_it_needs_alone() -> None:
    """Neither a database, nor a web framework, nor the library that explains a refusal: each takes longer to load than
    a conversion takes.
    """
    command = [sys.executable, "-X", "importtime", "-m", "converter", "--version"]
    done = subprocess.run(command, cwd=find_home(), capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert {"lxml.etree", "converter.conversion.converter", "converter.record.opening"} <= loaded
    assert loaded & {"sqlalchemy", "alembic", "psycopg", "fastapi", "uvicorn", "xmlschema"} == set()
