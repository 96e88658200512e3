"""Every phrase of our own corpus means what is written beside it, or is not understood where it must not be."""

import csv
from pathlib import Path

import pytest

from converter.dosage.canonical import KEYS, line, read_line
from converter.dosage.understand import understand
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Meaning
from tests.dosage.corpus import Phrase, corpus, plain, understood

REFUSED = tuple(phrase for phrase in corpus() if not phrase.meaning)
RULES = {
    "outside",
    "open-ended",
    "contradiction",
    "ambiguous",
    "negation",
    "number",
    "unknown",
    "incomplete",
    "conditional",
    "logistics",
    "strength",
    "populations",
    "two medicines",
    "dangers",
}


@pytest.mark.parametrize("phrase", understood(), ids=lambda phrase: phrase.text)
def test_means(phrase: Phrase, vocabulary: Vocabulary) -> None:
    meaning = understand(phrase.text, vocabulary).meaning
    assert meaning is not None
    assert line(meaning) == phrase.meaning


@pytest.mark.parametrize("phrase", REFUSED, ids=lambda phrase: f"{phrase.about}: {phrase.text}")
def test_is_not_understood(phrase: Phrase, vocabulary: Vocabulary) -> None:
    meaning = understand(phrase.text, vocabulary).meaning
    assert meaning is None, line(meaning)


def test_the_corpus_is_large_and_has_each_text_once() -> None:
    texts = [phrase.text for phrase in corpus()]
    assert len(understood()) >= 400
    assert len(REFUSED) >= 150
    assert len(set(texts)) == len(texts)


def test_the_corpus_has_every_key_of_the_canonical_line_and_every_rule() -> None:
    said = {field for phrase in understood() for field in _fields(read_line(phrase.meaning))}
    assert said - {"stop"} == {key.field for key in KEYS}
    assert {phrase.about for phrase in REFUSED} == RULES


def test_meanings_are_written_in_the_one_way() -> None:
    assert [phrase.meaning for phrase in understood() if line(read_line(phrase.meaning)) != phrase.meaning] == []


def test_no_phrase_is_one_of_the_shared_corpus(shared: Path) -> None:
    with (shared / "samples" / "dosage" / "dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        theirs = {plain(row["text"]) for row in rows}
    assert [phrase.text for phrase in corpus() if phrase.text in theirs] == []


def test_every_value_of_the_shared_vocabulary_occurs(shared: Path) -> None:
    with (shared / "samples" / "dosage" / "vocabulary.tsv").open(encoding="utf-8", newline="") as file:
        wanted = [(row["key"], row["value"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    values = _values()
    assert len(wanted) > 200
    assert [(key, value) for key, value in wanted if value not in values["dose" if key == "unit" else key]] == []


def _fields(meaning: Meaning) -> set[str]:
    return {field for clause in (*meaning.clauses, meaning.common) for field in clause.said()}


def _values() -> dict[str, set[str]]:
    """By key, every value of it: an amount's unit, each part of a list."""
    found: dict[str, set[str]] = {}
    for phrase in understood():
        for part in phrase.meaning.replace("[", "; ").replace("]", "; ").split("; "):
            key, _, value = part.partition("=")
            separators = "|" if key == "asNeeded" else ",|" if key in {"at", "advice", "purpose", "days"} else "\0"
            parts = [value]
            for separator in separators:
                parts = [piece for whole in parts for piece in whole.split(separator)]
            found.setdefault(key, set()).update(parts, [value])
            if key in {"dose", "total", "eq"}:
                found.setdefault("dose", set()).add(value.partition(" ")[2].split("/d")[0])
    return found
