"""A row that makes the language ambiguous is refused at start, with both readings."""

from typing import Any

import pytest

from converter.dosage.phrases import check_phrases
from converter.dosage.shapes import WordRow
from converter.dosage.soundness import FRAMES, KEYWORD_FRAMES, OTHERWISE, PHRASE, check_soundness
from converter.dosage.understand import understand
from converter.dosage.vocabulary import Vocabulary, vocabulary_of, word_of
from converter.sources.problems import ProblemList, TableProblem

FILE, LINE = "mappings/dosage/test.yaml", 7
Row = dict[str, Any]


def with_row(vocabulary: Vocabulary, kind: str, row: Row) -> tuple[TableProblem, ...]:
    """The problems of the shipped tables with a row more, or another in the place of one."""
    word = word_of(WordRow.model_validate({"status": "approved", **row}), kind, FILE, LINE)
    kinds = {**vocabulary.kinds, kind: {**vocabulary.kinds[kind], word.value: word}}
    problems = ProblemList()
    check_phrases(kinds, problems)
    check_soundness(vocabulary_of(kinds), problems)
    return tuple(problems)


HIDING: dict[str, tuple[str, Row, tuple[str, str]]] = {
    "morgen og kveld as one time": (
        "times",
        {"value": "twice", "norwegian": "morgen og kveld", "english": "twice"},
        ("at=twice", "at=morning,evening"),
    ),
    "two numbers as one": (
        "numbers",
        {"value": "3.5", "norwegian": "tre til fire"},
        ("dose=3.5 tablet; freq=2/d", "dose=3..4 tablet; freq=2/d"),
    ),
    "two days as a group": (
        "weekdays",
        {"value": "weekend", "norwegian": "fredag og lørdag", "english": "at weekends", "members": ("sat", "sun")},
        ("days=sat,sun", "days=fri,sat"),
    ),
    "two reasons as one": (
        "conditions",
        {"value": "flu", "norwegian": "feber og kvalme", "english": "flu", "used_as": ("reason", "purpose")},
        ("asNeeded=flu", "asNeeded=fever|nausea"),
    ),
    "a reason as a purpose": (
        "purposes",
        {"value": "calm", "norwegian": "ved uro", "english": "to be calm"},
        ("purpose=calm", "asNeeded=restlessness"),
    ),
    "a time as an advice": (
        "advice",
        {"value": "early", "norwegian": "før frokost", "english": "Take early."},
        ("advice=early", "at=before breakfast"),
    ),
    "a length as an advice": (
        "advice",
        {"value": "course", "norwegian": "i to uker", "english": "As a course."},
        ("advice=course", "for=2 wk"),
    ),
    "one interval as another": (
        "keywords",
        {"value": "DAILY", "norwegian": "hver andre uke"},
        ("freq=1/d", "every=2 wk"),
    ),
}


@pytest.mark.parametrize(("kind", "row", "readings"), HIDING.values(), ids=HIDING)
def test_a_row_that_hides_other_words_is_refused_with_both_readings(
    kind: str, row: Row, readings: tuple[str, str], vocabulary: Vocabulary
) -> None:
    problems = [problem for problem in with_row(vocabulary, kind, row) if problem.code == "phrase-hides"]
    assert {(problem.file, problem.line) for problem in problems} == {(FILE, LINE)}
    for text in (problems[0].norwegian, problems[0].english):
        assert row["norwegian"] in text
        assert all(reading in text for reading in readings), text


TWICE: dict[str, tuple[str, Row, tuple[str, str]]] = {
    "in one kind": (
        "units",
        {
            "value": "tub",
            "norwegian": "boks",
            "plural": "bokser",
            "forms": ("tabl.",),
            "english": "tub",
            "english_plural": "tubs",
            "counted": "yes",
        },
        ("tablet (units)", "tub (units)"),
    ),
    "in two kinds": (
        "times",
        {"value": "dawn", "norwegian": "frokost", "english": "at dawn"},
        ("breakfast (events)", "dawn (times)"),
    ),
    "as a keyword": (
        "conditions",
        {"value": "need", "norwegian": "ved behov", "english": "need", "used_as": ("reason",)},
        ("NEEDED (keywords)", "need (conditions)"),
    ),
    "a weekday as a number": (
        "weekdays",
        {"value": "thu", "norwegian": "torsdag", "forms": ("to",), "english": "Thursday"},
        ("2 (numbers)", "thu (weekdays)"),
    ),
    "a unit as an abbreviated one": (
        "keywords",
        {"value": "TIMES", "norwegian": "ganger", "forms": ("g.",)},
        ("g (units)", "TIMES (keywords)"),
    ),
}


@pytest.mark.parametrize(("kind", "row", "rows"), TWICE.values(), ids=TWICE)
def test_a_phrase_of_two_rows_is_refused_with_both(
    kind: str, row: Row, rows: tuple[str, str], vocabulary: Vocabulary
) -> None:
    problems = [problem for problem in with_row(vocabulary, kind, row) if problem.code == "phrase-twice"]
    assert problems != []
    for text in (problems[0].norwegian, problems[0].english):
        assert all(name in text for name in rows), text


def test_the_shipped_tables_are_sound(vocabulary: Vocabulary) -> None:
    problems = ProblemList()
    check_soundness(vocabulary, problems)
    assert list(problems) == []


def test_a_phrase_whose_words_mean_nothing_apart_is_sound(vocabulary: Vocabulary) -> None:
    row = {"value": "hiccups", "norwegian": "hikke om kvelden", "english": "hiccups", "used_as": ("reason",)}
    assert with_row(vocabulary, "conditions", row) == ()


def test_the_frames_are_texts_that_are_understood(vocabulary: Vocabulary) -> None:
    """A frame in which no phrase of its kind makes sense would find nothing."""
    silent = []
    for kind, frames in FRAMES.items():
        own, _, column = kind.partition(" ")
        words = vocabulary.kinds[own].values()
        phrases = [text for word in words for text in (getattr(word, column) if column else (word.norwegian,)) if text]
        silent += [f for f in frames if not any(_understood(f, phrase, vocabulary) for phrase in phrases)]
    for value, frames in KEYWORD_FRAMES.items():
        phrase = vocabulary.word("keywords", value).norwegian
        silent += [frame for frame in frames if not _understood(frame, phrase, vocabulary)]
    assert silent == []
    assert all(_understood(frame, "mot smerter", vocabulary) for frame in OTHERWISE)


def _understood(frame: str, phrase: str, vocabulary: Vocabulary) -> bool:
    return understand(frame.replace(PHRASE, phrase), vocabulary).meaning is not None
