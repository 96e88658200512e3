"""The tester of dosage texts: it finds a reader that overhears, counts the rest, and does the same twice."""

from dataclasses import replace

import pytest

from converter.dosage.understand import Reading, understand
from converter.dosage.vocabulary import Vocabulary
from converter.dosage.words import read_vocabulary
from converter.sources.problems import ProblemList
from converter.terminology.home import read_home
from tools import dosage_mutations
from tools.dosage_mutations import CORPORA, ROOT, SLIPS, main, mutants, mutated, texts_of
from tools.dosage_signature import signature

TEXTS = ("2 tabletter mandag kveld", "1 dråpe i høyre øye 3 ganger daglig", "1 tablett daglig. Skal ikke tygges")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary(read_home(ROOT / "mappings", ProblemList()), ProblemList())


def test_every_slip_is_made_and_the_same_seed_makes_the_same() -> None:
    made = list(mutants(TEXTS, 300, 5))
    assert made == list(mutants(TEXTS, 300, 5)) != list(mutants(TEXTS, 300, 6))
    assert {slip for slip, _, _ in made} == {slip.__name__ for slip in SLIPS}


def test_a_reader_that_overhears_what_it_does_not_know_is_found(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that gives every text the meaning of its first is caught by a number, a day, a side, a negation."""
    first = understand(TEXTS[0], vocabulary).meaning

    def deaf(text: str, words: Vocabulary) -> Reading:
        return replace(understand(text, words), meaning=first)

    monkeypatch.setattr(dosage_mutations, "understand", deaf)
    outcome = mutated(TEXTS, vocabulary, 400, 1)
    told = " ".join(difference for fault in outcome.faults for difference in fault.difference)
    assert all(word in told for word in ("-number 2", "-day mon", "-time evening", "-side right eye", "-negation"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 tablett 2 ganger daglig", "Én tabl. to gonger dagleg"),
        ("1 tablett kl. 8", "1 tablett klokken 08:00"),
        ("1 tablett 2 ganger daglig, morgen og kveld", "1 tablett morgen og kveld"),
        ("1 tablett om morgenen før frokost", "1 tablett før frokost"),
        ("1 tablett hver 2. dag", "1 tablett annenhver dag"),
        ("1 tablett ved behov ved smerter", "1 tablett ved smerter"),
    ],
)
def test_spellings_of_one_meaning_have_one_signature(one: str, other: str, vocabulary: Vocabulary) -> None:
    meaning = understand(one, vocabulary).meaning
    assert meaning is not None
    assert understand(other, vocabulary).meaning == meaning
    assert signature(one, meaning, vocabulary) == signature(other, meaning, vocabulary)


def test_the_texts_are_those_of_the_corpora_that_are_there() -> None:
    own = texts_of(CORPORA[:1])
    assert len(own) == len(set(own)) > 500
    assert texts_of((ROOT / "no such file.tsv",)) == []


def test_it_prints_the_counts_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--count", "200", "--seed", "2"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("200 mutants, seed 2: 0 faults")
