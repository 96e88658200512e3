"""A text is understood whole or not at all: no small change of it keeps a meaning that it no longer has."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter.dosage import parser
from converter.dosage.canonical import line, read_line
from converter.dosage.lexer import MAX_LEXEMES
from converter.dosage.norwegian import in_norwegian
from converter.dosage.tokens import MAX_CHARACTERS
from converter.dosage.understand import Reading, Why, understand
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Clause, Meaning, Span
from tests.dosage.corpus import plain, understood
from tests.dosage.slips import cuts, other_digits, other_numbers, other_rows, with_word
from tests.dosage.strategies import meanings
from tests.dosage.strategy_parts import Keys
from tools.dosage_mutations import mutated
from tools.dosage_signature import signature

TEXTS = st.sampled_from([phrase.text for phrase in understood()])
NEGATIONS = ("ikke", "ikkje", "ingen", "aldri", "unntatt", "uten", "utan")
SEPARATORS = (" ", "\n", ". ", ", ", " og ", "; ", " (")
UNKNOWN = ("xylofon", "qvist")
DAYS_OF = {"d": 1, "wk": 7}
ENOUGH = 0.97
SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def shared_rows(shared: Path) -> list[dict[str, str]]:
    """All rows of the shared corpus."""
    with (shared / "samples" / "dosage" / "dev.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """As `understand`, but never from what is kept."""
    return understand(text, vocabulary)


def meaning_of(text: str, vocabulary: Vocabulary) -> Meaning:
    """The meaning of a text that has one."""
    meaning = understand(text, vocabulary).meaning
    assert meaning is not None
    return meaning


class TestSharedCorpus:
    def test_nearly_all_is_understood_and_nothing_otherwise(
        self, shared_rows: list[dict[str, str]], vocabulary: Vocabulary
    ) -> None:
        """At least 97 % by weight right; a text that is not right is not understood."""
        right = total = 0
        otherwise = []
        for row in shared_rows:
            if row["expected"] == "whole":
                meaning = understand(plain(row["text"]), vocabulary).meaning
                total += int(row["weight"])
                if meaning is not None and _comparable(meaning) == _comparable(read_line(row["meaning"])):
                    right += int(row["weight"])
                elif meaning is not None:
                    otherwise.append((row["text"], line(meaning), row["meaning"]))
        assert otherwise == []
        assert right >= ENOUGH * total > 1000

    def test_what_must_not_be_understood_is_not(
        self, shared_rows: list[dict[str, str]], vocabulary: Vocabulary
    ) -> None:
        refused = [plain(row["text"]) for row in shared_rows if row["expected"] == "not"]
        assert len(refused) > 100
        assert [text for text in refused if understand(text, vocabulary).meaning is not None] == []


def _comparable(meaning: Meaning) -> str:
    """The canonical line with lengths of weeks in days and reasons in any order, as the corpus compares them."""
    clauses = [
        Clause(**{name: _one_way(name, getattr(clause, name)) for name in clause.said()})
        for clause in (*meaning.clauses, meaning.common)
    ]
    return line(Meaning(tuple(clauses[:-1]), meaning.order, clauses[-1]))


def _one_way(name: str, value: Any) -> Any:
    if name == "as_needed":
        return tuple(sorted(value))
    if not isinstance(value, Span) or value.unit not in DAYS_OF:
        return value
    days = DAYS_OF[value.unit]
    return Span(value.low * days, value.high * days, "d", value.bound)


class TestSlips:
    """What is not the same is not understood as the same."""

    def never_the_old(self, vocabulary: Vocabulary, slips: Callable[[str], Iterator[str]]) -> None:
        """No slip keeps the meaning of the text that it was made in."""

        @SOME
        @given(TEXTS, st.data())
        def run(text: str, data: st.DataObject) -> None:
            old = meaning_of(text, vocabulary)
            others = list(slips(text))
            if others:
                other = data.draw(st.sampled_from(others))
                assert read(other, vocabulary).meaning != old, other

        run()

    def test_no_digit_can_be_another(self, vocabulary: Vocabulary) -> None:
        self.never_the_old(vocabulary, other_digits)

    def test_no_number_can_be_another(self, vocabulary: Vocabulary) -> None:
        self.never_the_old(vocabulary, lambda text: other_numbers(text, vocabulary))

    def test_no_weekday_time_side_or_route_can_be_another(self, vocabulary: Vocabulary) -> None:
        self.never_the_old(vocabulary, lambda text: other_rows(text, vocabulary))

    @pytest.mark.parametrize("negation", NEGATIONS)
    def test_a_negation_anywhere_is_heard(self, negation: str, vocabulary: Vocabulary) -> None:
        self.never_the_old(vocabulary, lambda text: with_word(text, negation))

    @pytest.mark.parametrize("separator", SEPARATORS)
    def test_a_text_said_twice_is_not_the_text(self, separator: str, vocabulary: Vocabulary) -> None:
        self.never_the_old(vocabulary, lambda text: iter((text + separator + text,)))

    def test_a_cut_text_has_the_meaning_only_while_nothing_is_lost(self, vocabulary: Vocabulary) -> None:
        """Cut at any character: another meaning or none, unless what counts is all still there (`tabletter`)."""

        @SOME
        @given(TEXTS, st.data())
        def run(text: str, data: st.DataObject) -> None:
            old = meaning_of(text, vocabulary)
            cut = data.draw(st.sampled_from(list(cuts(text))))
            if read(cut, vocabulary).meaning == old:
                assert signature(cut, old, vocabulary) == signature(text, old, vocabulary)

        run()

    def test_a_few_thousand_mutants_keep_no_meaning_that_they_do_not_have(self, vocabulary: Vocabulary) -> None:
        outcome = mutated([phrase.text for phrase in understood()], vocabulary, 3000, 7)
        assert outcome.faults == ()
        assert sum(outcome.counts.values()) == 3000
        assert {what for _, what in outcome.counts} > {"not understood", "another meaning"}


class TestUnknownWords:
    @SOME
    @given(text=TEXTS, data=st.data())
    def test_two_words_that_nobody_knows_are_both_named(
        self, text: str, data: st.DataObject, vocabulary: Vocabulary
    ) -> None:
        once = data.draw(st.sampled_from(list(with_word(text, UNKNOWN[0]))))
        twice = data.draw(st.sampled_from(list(with_word(once, UNKNOWN[1]))))
        reading = read(twice, vocabulary)
        assert reading.meaning is None
        assert reading.why is Why.UNKNOWN_WORD
        assert set(UNKNOWN) <= set(reading.words)


class TestSpelling:
    """Letters and blanks written in another way say the same."""

    @pytest.mark.parametrize(
        "spell",
        [
            pytest.param(lambda text: normalize("NFD", text), id="decomposed"),
            pytest.param(lambda text: text.replace(" ", "\u00a0"), id="no-break space"),
            pytest.param(lambda text: text.replace(" ", "\u202f"), id="narrow no-break space"),
            pytest.param(lambda text: text.replace(" ", "   "), id="blanks"),
            pytest.param(lambda text: f"\n  {text} \t\n", id="blanks around"),
            pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends of Windows"),
            pytest.param(lambda text: text.replace("-", "\u2013"), id="dash"),
            pytest.param(str.upper, id="capitals"),
            pytest.param(str.lower, id="small letters"),
        ],
    )
    def test_says_the_same(self, spell: Callable[[str], str], vocabulary: Vocabulary) -> None:
        texts = [phrase.text for phrase in understood()]
        otherwise = [text for text in texts if read(spell(text), vocabulary).meaning != meaning_of(text, vocabulary)]
        assert otherwise == []


class TestRoundTrip:
    def test_what_the_converter_says_in_norwegian_is_read_as_that_or_not_at_all(
        self, vocabulary: Vocabulary, keys: Keys
    ) -> None:
        """Drawn meanings may be absurd, a capsule in the eye: those are refused; no other meaning is read."""
        outcomes: Counter[str] = Counter()

        @settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
        @given(meanings(keys))
        def run(meaning: Meaning) -> None:
            back = read(in_norwegian(meaning, vocabulary), vocabulary)
            assert back.meaning in {None, meaning}
            outcomes["read" if back.meaning else str(back.why)] += 1

        run()
        assert outcomes["read"] > 0.8 * outcomes.total()
        assert set(outcomes) <= {"read", Why.UNSOUND, Why.AMBIGUOUS}


MANY = MAX_LEXEMES - 1
LARGE = {
    "digits": "1" * 100_000,
    "one word a thousand times": "og " * 1000,
    "doses": "1 tablett " * 200,
    "alternating scripts": "1 tablett дня " * 70,
    "brackets": "(" * 400 + "1 tablett" + ")" * 400,
    "as many brackets as are read": "(" * 39 + "1 tablett" + ")" * 39,
    "as many numbers as are read": "1+" * 39 + "1",
    "as many words as are read": "daglig " * MANY,
    "as many times as are read": "kveld og " * 39 + "natt",
    "as many doses as are read": "1 tablett " * 39,
    "as many plans as are read": "1 morgen 2 kveld " * 19,
    "as many reasons as are read": "1 tablett ved smerter" + ", kvalme" * 37,
    "as many meals as are read": "til frokost og " * 26,
    "as many phases as are read": "1 tablett daglig i 1 uke, deretter " * 9 + "1 tablett daglig",
    "as many days as are read": "mandag, " * 39,
    "as many lines as are read": "1 tablett ved behov\n" * 19,
}
MOST_STEPS = 40_000
"""Values found in the chart by the longest texts that are read: a tenth of a second."""


class TestBoundedWork:
    @pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
    def test_a_large_text_is_answered_in_few_steps(
        self, text: str, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        steps = 0
        found = parser._Chart._sequences

        def counted(chart: parser._Chart, *arguments: object) -> object:
            nonlocal steps
            values = found(chart, *arguments)  # type: ignore[arg-type]
            steps += 1 + len(values)
            return values

        monkeypatch.setattr(parser._Chart, "_sequences", counted)
        reading = read(text, vocabulary)
        assert steps <= MOST_STEPS
        assert reading.meaning is not None or reading.why is not None

    def test_a_text_over_the_limit_is_not_looked_at(self, vocabulary: Vocabulary) -> None:
        assert read("1 tablett daglig" + " " * MAX_CHARACTERS, vocabulary).why is Why.TOO_LONG

    def test_more_words_than_the_limit_are_not_read(self, vocabulary: Vocabulary) -> None:
        assert read("og " * (MAX_LEXEMES + 1), vocabulary).why is Why.TOO_LONG
