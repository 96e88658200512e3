"""What the command line says when tables or register cannot be used."""

import shutil
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


@pytest.mark.parametrize(
    "file",
    [
        "rules/m1-to-ep.yaml",
        "identifiers.yaml",
        "codelists/index.yaml",
        "valuesets/index.yaml",
        "codes/gender-3101.yaml",
        "texts/use-9101.yaml",
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
