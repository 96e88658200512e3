"""The page of sentences shows every shape, and every value of the fixed vocabulary has words in both languages."""

from pathlib import Path

import pytest

from converter.dosage.canonical import KEYS, line, read_line
from converter.dosage.canonical_values import NAME
from converter.dosage.english import in_english
from converter.dosage.norwegian import in_norwegian
from converter.dosage.vocabulary import Vocabulary
from tools.sentences_page import SHAPES

LINES = [text for _, _, texts in SHAPES for text in texts]
FRAMES = {
    "unit": "dose=2 {}; freq=1/d",
    "route": "dose=1 dose; route={}; freq=1/d",
    "asNeeded": "dose=1 tablet; asNeeded={}",
    "at": "dose=1 tablet; at={}",
    "act": "act={}; freq=1/d",
    "site": "act=apply; site={}; freq=1/d",
}


@pytest.mark.parametrize("text", LINES)
def test_lines_of_the_page_are_canonical(text: str) -> None:
    """Each is as the converter writes it."""
    assert line(read_line(text)) == text


def test_the_page_shows_every_key() -> None:
    """No shape of a meaning without its sentences."""
    shown = {
        field
        for text in LINES
        for clause in (*read_line(text).clauses, read_line(text).common)
        for field in clause.said()
    }
    assert shown == {key.field for key in KEYS} | {"stop"}


def test_every_fixed_value_is_said(shared: Path, vocabulary: Vocabulary) -> None:
    """Two values of one key are two sentences, in both languages."""
    rows = [r.split("\t") for r in (shared / "samples/dosage/vocabulary.tsv").read_text("utf-8").splitlines()[1:]]
    lines = [
        FRAMES.get(key, "dose=1 tablet; freq=1/d; " + key + "={}").format(v) for key, v in rows if "layer" not in v
    ]
    for say in (in_english, in_norwegian):
        assert len({say(read_line(text), vocabulary) for text in lines}) == len(lines) > 200


def test_every_row_can_be_named_in_a_canonical_line(vocabulary: Vocabulary) -> None:
    """No key of a row that a meaning may name has a sign of the notation in it."""
    kinds = set(vocabulary.kinds) - {"numbers", "ordinals", "keywords", "ambiguous", "outside"}
    assert [v for kind in kinds for v in vocabulary.kinds[kind] if not NAME.fullmatch(v)] == []
