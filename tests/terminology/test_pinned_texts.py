"""Each English word that no other source could speak against is as it was reviewed, or stops the start."""

from dataclasses import replace
from types import MappingProxyType, SimpleNamespace

import pytest

from converter.sources.problems import ProblemList
from converter.terminology.text_agreement import check_texts
from tests.builders.loaded import loaded

REVIEWED = {
    ("time-of-day-8325", "1"): "morning",
    ("time-of-day-8325", "3"): "midday",
    ("time-of-day-8325", "5"): "evening",
    ("time-of-day-8325", "6"): "night",
    ("use-9101", "1"): "regular use",
    ("use-9101", "3"): "as needed",
    ("element-9090", "mg Fe"): "iron (Fe)",
    ("element-9090", "mmol Li"): "lithium (Li)",
    ("effect-9090", "E"): "units",
    ("effect-9090", "mill E"): "million units",
    ("effect-9090", "IE anti-Xa"): "IU anti-Xa",
}


def problems_of(name: str, code: str, english: str) -> list[str]:
    """What the start says of a file with that English."""
    texts, found = loaded().tables.texts(name), ProblemList()
    row = texts.rows[code].model_copy(update={"english": english})
    changed = replace(texts, rows=MappingProxyType({**texts.rows, code: row}))
    check_texts({name: changed}, {}, {}, SimpleNamespace(value_sets={}), found)  # type: ignore[arg-type]
    return [problem.code for problem in found]


@pytest.mark.parametrize(("name", "code"), REVIEWED)
def test_a_pinned_word_is_as_reviewed(name: str, code: str) -> None:
    """And another stops the start."""
    assert problems_of(name, code, REVIEWED[name, code]) == []
    assert problems_of(name, code, "something else") == ["row-pinned"]


@pytest.mark.parametrize(
    ("name", "code", "english"),
    [("unit-english", "ug", "milligram"), ("piece-english", "15054000", "capsule"), ("role-english", "225", "doctor")],
)
def test_plainer_english_has_the_words_of_its_term(name: str, code: str, english: str) -> None:
    """A microgram is no milligram."""
    assert problems_of(name, code, english) == ["text-astray"]
