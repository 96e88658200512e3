"""English: as the corpus has it, whole, and never the same for two meanings."""

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter.dosage.canonical import line, read_line
from converter.dosage.english import in_english
from converter.dosage.said import UnsaidError
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Amount, Bound, Clause, Frequency, Meaning, Moment, Order, Per, Planned, Rate, Span
from tests.dosage.changes import changed
from tests.dosage.strategies import meanings
from tests.dosage.strategy_parts import Keys

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
OTHERWISE: dict[str, str] = {}
"""Meanings of the corpus that are said otherwise than there, and why. None is now."""


def said(text: str, vocabulary: Vocabulary) -> str:
    """The English of a canonical line."""
    return in_english(read_line(text), vocabulary)


def test_every_phrase_of_the_corpus_is_said_as_there(phrases: list[dict[str, str]], vocabulary: Vocabulary) -> None:
    """All of it to the letter, but for what is listed."""
    wrong = {r["meaning"] for r in phrases if said(r["meaning"], vocabulary) != r["english"]}
    assert wrong == set(OTHERWISE)
    assert len(phrases) > 800


def test_two_meanings_of_the_corpus_have_two_sentences(phrases: list[dict[str, str]], vocabulary: Vocabulary) -> None:
    """As many sentences as meanings."""
    lines = {line(read_line(r["meaning"])) for r in phrases}
    assert len({said(text, vocabulary) for text in lines}) == len(lines)


def test_every_meaning_has_one_clean_sentence_of_its_own(vocabulary: Vocabulary, keys: Keys) -> None:
    """All meanings that a text could say: each is said, in clean sentences, and as no other."""
    found: dict[str, str] = {}

    @settings(max_examples=500, deadline=None, suppress_health_check=SLOW)
    @given(meanings(keys))
    def run(meaning: Meaning) -> None:
        english = in_english(meaning, vocabulary)
        assert re.search(r"  | [.,;:]|\.\.|,,|^\s|\b(\w+) \1\b|[æøåÆØÅ]|[\d¼½¾] [\d¼½¾]", english) is None, english
        assert english.endswith(".")
        assert found.setdefault(english, line(meaning)) == line(meaning)

    run()


def test_every_field_and_number_said_changes_the_sentence(vocabulary: Vocabulary, keys: Keys) -> None:
    """One field left out, one number higher, one order turned: another sentence, or none."""

    @settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
    @given(meanings(keys), st.data())
    def run(meaning: Meaning, data: st.DataObject) -> None:
        english = in_english(meaning, vocabulary)
        other = data.draw(st.sampled_from(list(changed(meaning))))
        with suppress(UnsaidError):
            assert other == meaning or in_english(other, vocabulary) != english

    run()


ONE = Amount(Decimal(1), Decimal(1), "tablet")
MORNING, EVENING = Moment("morning"), Moment("evening")


@pytest.mark.parametrize(
    "meaning",
    [
        Meaning((Clause(dose=ONE, total=Rate(ONE, Per.DAY)),)),
        Meaning((Clause(plan=(Planned(ONE, MORNING), Planned(ONE, EVENING))),)),
        Meaning((Clause(total=Rate(ONE)),)),
        Meaning((Clause(dose=ONE, act="inject", route="subcutaneous"),)),
        Meaning((Clause(dose=ONE, every=Span(Decimal(1), Decimal(2), "h", Bound.AT_LEAST)),)),
        Meaning((Clause(dose=ONE, food=(Moment("empty stomach"), Moment("between"))),)),
        Meaning((Clause(dose=ONE, site="left eye"), Clause(dose=ONE)), Order.THEN),
        Meaning((Clause(dose=ONE, site="left eye"), Clause(dose=ONE)), Order.THEN, Clause(site="right eye")),
        Meaning((Clause(dose=ONE), Clause(dose=ONE)), Order.TOGETHER, Clause(frequency=Frequency())),
        Meaning((Clause(dose=ONE, days=("mon", "same")),)),
        Meaning((Clause(dose=ONE, at=(Moment("breakfast"),)),)),
    ],
)
def test_what_would_be_said_by_halves_is_not_said(meaning: Meaning, vocabulary: Vocabulary) -> None:
    """Two amounts at once, a place that would be taken for that of all, what has no words: no sentence at all."""
    with pytest.raises((UnsaidError, KeyError)):
        in_english(meaning, vocabulary)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("dose=1 tablet; freq=13/d", "Take 1 tablet 13 times daily."),
        ("dose=0.75 tablet; freq=1/d", "Take three quarters of a tablet once daily."),
        ("dose=0.25 ampoule; freq=1/d", "Use a quarter of an ampoule once daily."),
        ("dose=0.5; freq=1/d", "½ each time, once daily."),
        ("dose=0.5 mg; freq=1/d", "0.5 mg once daily."),
        ("dose=1 drop; freq=2/d", "Take 1 drop twice daily."),
        ("dose=1 ml; site=each eye; freq=1/d", "Put 1 ml in each eye once daily."),
        ("dose=1 tablet; route=sublingual", "Place 1 tablet under the tongue."),
        ("site=right eye; freq=2/d", "Use in the right eye twice daily."),
        ("dose=1 tablet; asNeeded=attack|pain", "Take 1 tablet in case of an attack or when needed for pain."),
        ("stop", "Stop."),
        (
            "[dose=1 tablet; freq=2/d; asNeeded=pain; max=4 tablet/d] + [dose=1 tablet; days=mon]",
            "Take 1 tablet twice daily when needed for pain (maximum 4 tablets in 24 hours),"
            " and take 1 tablet every Monday.",
        ),
        (
            "[dose=1 tablet; freq=1/d; for=1 wk] >> [dose=2 tablet; freq=1/d]; asNeeded=yes; food=with; purpose=pain",
            "Take 1 tablet once daily for 1 week, then take 2 tablets once daily."
            " Throughout: with food when needed. For pain.",
        ),
    ],
)
def test_what_the_corpus_has_not(text: str, english: str, vocabulary: Vocabulary) -> None:
    """Numbers, verbs and places of which the corpus has no phrase."""
    assert said(text, vocabulary) == english
