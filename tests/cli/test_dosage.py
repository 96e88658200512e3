"""`dosage`: one text or many, for people or machines, what cannot be read, and the score on the corpus."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import CONVERTED, REJECTED, USAGE, run
from tests.cli.test_streams import STREAMS

TEXT = "1 tablett 3 ganger daglig"
ENGLISH = "Take 1 tablet three times daily."
LEAST = 97.0
"""Per cent of the corpus, by weight, that must be understood."""


def lines(out: str) -> list[dict[str, object]]:
    """The JSON objects of an output, a line each."""
    return [json.loads(line) for line in out.splitlines()]


def written(folder: Path, content: str | bytes) -> Path:
    """A file of texts."""
    path = folder / "texts.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_is_shown_with_all_that_is_read_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dosage", TEXT) == CONVERTED
    shown = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert shown["text"] == TEXT
    assert shown["tokens"] == " | ".join(TEXT.split())
    assert shown["meaning"] == "dose=1 tablet; freq=3/d"
    assert shown["English"] == ENGLISH
    assert set(shown) == {"text", "tokens", "meaning", "English", "norsk", "eP"}


def test_a_text_that_is_not_understood_is_shown_with_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    """In both languages; the exit code tells it too."""
    assert run("dosage", "1 tabelt morgen") == REJECTED
    out = capsys.readouterr().out
    assert "why not      In no table: «tabelt»." in out
    assert "hvorfor ikke Ikke i noen tabell: «tabelt»." in out
    assert "English" not in out


@pytest.mark.parametrize("text", ["Som avtalt", "", " ", "1 tablett daglig mandag", "1 tablett " * 110])
def test_a_text_without_a_meaning_is_4(text: str) -> None:
    """Also one that points elsewhere: it has English, and no dose."""
    assert run("dosage", text, "--json") == REJECTED


def test_json_is_the_answer_of_the_service(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dosage", TEXT, "--json") == CONVERTED
    (told,) = lines(capsys.readouterr().out)
    assert told | {"text": TEXT, "english": ENGLISH, "why": None} == told
    assert {"text", "meaning", "english", "norwegian", "structure", "why", "reason", "words", "tokens"} <= told.keys()


def test_a_file_has_a_text_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Blank lines are none; line ends are those of any system; `\\n` is a line break in a text."""
    path = written(
        tmp_path, f"\ufeff{TEXT}\r\n\r\n1 tabelt morgen\n  \n1 tablett morgen\\n2 tabletter kveld\nSom avtalt"
    )
    assert run("dosage", "--file", path, "--json") == CONVERTED
    streams = capsys.readouterr()
    told = lines(streams.out)
    assert [t["text"] for t in told] == [
        TEXT,
        "1 tabelt morgen",
        "1 tablett morgen\n2 tabletter kveld",
        "Som avtalt",
    ]
    assert [t["why"] for t in told][:2] == [None, "unknown-word"]
    assert "4 texts: " in streams.err
    assert "unknown words: tabelt (1)" in streams.err


def test_a_tsv_has_its_texts_in_a_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever it stands; a quotation mark is a sign like any other."""
    path = written(tmp_path, f'id\ttext\tnote\n1\t{TEXT}\ta\n2\t"1 tablett\tb"\n\n3\t1 tablett\\nved behov\t\n')
    assert run("dosage", "--file", path, "--json") == CONVERTED
    assert [t["text"] for t in lines(capsys.readouterr().out)] == [TEXT, '"1 tablett', "1 tablett\nved behov"]


def test_a_file_is_shown_for_people_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text in one line, whatever breaks it, with a blank line between two."""
    assert run("dosage", "--file", written(tmp_path, f"{TEXT}\n1 tablett\\nved behov\n")) == CONVERTED
    first, second = capsys.readouterr().out.split("\n\n")
    assert ENGLISH in first
    assert second.startswith("text         1 tablett\\nved behov\n")


def test_texts_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{TEXT}\nPåføres\n".encode())))
    assert run("dosage", "--file", "-", "--json") == CONVERTED
    assert [t["text"] for t in lines(capsys.readouterr().out)] == [TEXT, "Påføres"]


@pytest.mark.parametrize("content", ["", "\n \n", "id\ttext\n"])
def test_a_file_without_a_text_gives_nothing(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dosage", "--file", written(tmp_path, content), "--json") == CONVERTED
    streams = capsys.readouterr()
    assert (streams.out, streams.err) == ("", "0 texts: 0 understood\n")


def test_text_and_file_are_not_both_given_nor_both_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ((), (TEXT, "--file", written(tmp_path, TEXT))):
        assert run("dosage", *arguments) == USAGE
        assert "Give a text or --file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("1 dråpe på øyet".encode("latin-1"), "The file must be UTF-8."),
        (TEXT.encode("utf-16"), "The file must be UTF-8."),
        (b"id\ttext\n1\themmelig\nhemmelig\n", "A row lacks the column text."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_without_its_content(
    tmp_path: Path, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("dosage", "--file", written(tmp_path, content)) == USAGE
    streams = capsys.readouterr()
    assert streams.out == ""
    assert told in streams.err
    assert "hemmelig" not in streams.err


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By name."""
    assert run("dosage", "--file", tmp_path / "none.txt") == USAGE
    assert "none.txt" in capsys.readouterr().err


def test_what_was_typed_in_another_encoding_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """As the system hands over bytes that are no UTF-8."""
    assert run("dosage", b"1 dr\xe5pe".decode("utf-8", "surrogateescape"), "--json") == USAGE
    assert "The text must be UTF-8." in capsys.readouterr().err


def test_no_text_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither where it is shown nor among the words that are summed up."""
    assert run("dosage", "--file", written(tmp_path, "1 tablett \x1b[2J \u202e daglig\n")) == CONVERTED
    streams = capsys.readouterr()
    assert not [c for c in streams.out + streams.err if not c.isprintable() and c != "\n"]
    assert "\\x1b" in streams.out


@pytest.mark.parametrize("stream", STREAMS)
def test_what_is_lost_is_an_error(
    stream: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", STREAMS[stream]())
    assert run("dosage", TEXT) == USAGE
    assert "Standard output" in capsys.readouterr().err


def test_the_corpus_is_understood_and_nothing_otherwise(
    shared: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The score by the corpus' own script, which ends with 0 where nothing is read otherwise and no danger spoken."""
    corpus, script = shared / "samples" / "dosage" / "dev.tsv", shared / "check" / "dosage.py"
    if not corpus.exists() or not script.exists():
        pytest.skip("needs the reference material's corpus of dosages, which is not part of this repository")
    assert run("dosage", "--file", corpus, "--json") == CONVERTED
    answers = tmp_path / "answers.jsonl"
    answers.write_bytes(capsysbinary.readouterr().out)
    line = [sys.executable, str(script), str(corpus), str(answers)]
    scored = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
    assert scored.returncode == 0, scored.stdout
    assert float(scored.stdout.splitlines()[-1].partition("%")[0]) >= LEAST
