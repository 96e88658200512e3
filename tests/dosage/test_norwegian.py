"""Norwegian: plain, whole, of words that are read, and never the same for two meanings."""

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter.dosage.canonical import line, read_line
from converter.dosage.norwegian import in_norwegian
from converter.dosage.said import UnsaidError
from converter.dosage.tokens import Shape, normalised, tokens_of
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Amount, Bound, Clause, Frequency, Meaning, Moment, Order, Per, Planned, Rate, Span
from tests.dosage.changes import changed
from tests.dosage.strategies import meanings
from tests.dosage.strategy_parts import Keys

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def said(text: str, vocabulary: Vocabulary) -> str:
    """The Norwegian of a canonical line."""
    return in_norwegian(read_line(text), vocabulary)


def test_two_meanings_of_the_corpus_have_two_sentences(phrases: list[dict[str, str]], vocabulary: Vocabulary) -> None:
    """Each meaning of the corpus is said, and as no other."""
    lines = {line(read_line(r["meaning"])) for r in phrases}
    assert len({said(text, vocabulary) for text in lines}) == len(lines) > 300


def test_every_meaning_has_one_clean_sentence_of_its_own(vocabulary: Vocabulary, keys: Keys) -> None:
    """All meanings that a text could say: each is said, in tokens that can be read, and as no other."""
    found: dict[str, str] = {}

    @settings(max_examples=500, deadline=None, suppress_health_check=SLOW)
    @given(meanings(keys))
    def run(meaning: Meaning) -> None:
        norwegian = in_norwegian(meaning, vocabulary)
        assert re.search(r"  | [.,;:]|\.\.|,,|^\s|\b([a-zæøå]+) \1\b|[\d¼½¾] [\d¼½¾]", norwegian) is None, norwegian
        shapes = {token.shape for token in tokens_of(normalised(norwegian))}
        assert not shapes & {Shape.UNREADABLE, Shape.BREAK}
        assert found.setdefault(norwegian, line(meaning)) == line(meaning)

    run()


def test_every_field_and_number_said_changes_the_sentence(vocabulary: Vocabulary, keys: Keys) -> None:
    """One field left out, one number higher, one order turned: another sentence, or none."""

    @settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
    @given(meanings(keys), st.data())
    def run(meaning: Meaning, data: st.DataObject) -> None:
        norwegian = in_norwegian(meaning, vocabulary)
        other = data.draw(st.sampled_from(list(changed(meaning))))
        with suppress(UnsaidError):
            assert other == meaning or in_norwegian(other, vocabulary) != norwegian

    run()


ONE = Amount(Decimal(1), Decimal(1), "tablet")
TWO = Amount(Decimal(2), Decimal(2), "tablet")
BARE = Amount(Decimal(1), Decimal(1))
MORNING, EVENING = Moment("morning"), Moment("evening")


@pytest.mark.parametrize(
    "clause",
    [
        Clause(total=Rate(ONE, Per.DAY)),
        Clause(total=Rate(BARE, Per.DAY)),
        Clause(total=Rate(TWO)),
        Clause(plan=(Planned(ONE, MORNING), Planned(ONE, EVENING))),
        Clause(dose=ONE, every=Span(Decimal(1), Decimal(1), "d")),
        Clause(dose=ONE, frequency=Frequency(low=2, high=2, bound=Bound.AT_LEAST)),
        Clause(dose=BARE, frequency=Frequency(low=1, high=2)),
        Clause(dose=ONE, as_needed=("yes",), purpose=("pain",)),
        Clause(dose=ONE, purpose=("pain", "contraception")),
        Clause(dose=ONE, food=(Moment("empty stomach"), Moment("between"))),
    ],
)
def test_what_would_be_read_as_something_else_is_not_said(clause: Clause, vocabulary: Vocabulary) -> None:
    """`1 tablett daglig` is one dose, `hver dag` a number of times, `ved behov mot` a reason: no sentence at all."""
    with pytest.raises(UnsaidError):
        in_norwegian(Meaning((clause,)), vocabulary)


@pytest.mark.parametrize("field", [{"site": "left eye"}, {"purpose": ("pain",)}, {"advice": ("swallow whole",)}])
def test_what_one_clause_alone_says_is_not_taken_for_all(field: dict, vocabulary: Vocabulary) -> None:
    """Neither of the first nor of the last, and not of all and one again."""
    plain, own = Clause(dose=ONE), Clause(dose=TWO, **field)
    for clauses, common in (((plain, own), Clause()), ((own, plain), Clause()), ((plain, own), Clause(**field))):
        with pytest.raises(UnsaidError):
            in_norwegian(Meaning(clauses, Order.THEN, common), vocabulary)


@pytest.mark.parametrize(
    ("text", "norwegian"),
    [
        ("total=3 tablet/d", "3 tabletter daglig."),
        ("dose=3 tablet; freq=1/d", "3 tabletter én gang daglig."),
        ("dose=1 tablet; freq=1/d", "1 tablett én gang daglig."),
        ("dose=0.75 tablet; freq=upto 1/d", "¾ tablett inntil én gang daglig."),
        ("dose=1.5..2 tablet; freq=1/wk", "1½-2 tabletter én gang i uken."),
        ("dose=2.25 ml; every=2 h", "2,25 ml hver 2. time."),
        ("dose=1 tablet; every=2 yr", "1 tablett annethvert år."),
        ("dose=1 tablet; every=2..3 wk", "1 tablett hver 2.-3. uke."),
        ("dose=1; freq=1/d", "1 x 1 daglig."),
        ("dose=1; freq=upto 3/d", "1 inntil 3 ganger daglig."),
        ("dose=1 tablet; freq=1/d; for=atLeast 6 mo", "1 tablett én gang daglig i minst 6 måneder."),
        (
            "dose=1 tablet; freq=1/d; cycle=3 wk on,1 wk off",
            "1 tablett én gang daglig i 3 uker, deretter 1 ukes pause.",
        ),
        ("dose=1 tablet; freq=once; count=1", "1 tablett som engangsdose, totalt 1 gang."),
        ("dose=1 tablet; days=sun", "1 tablett hver søndag."),
        ("asNeeded=pain; max=8/d", "Brukes ved smerter. Maks 8 per døgn."),
        ("route=inhalation; freq=2/d", "Inhaleres 2 ganger daglig."),
        ("dose=1 tablet; asNeeded=pain; max=3 tablet", "1 tablett ved smerter. Maks 3 tabletter."),
        ("[total=40 mg/d; for=5 d] >> [stop]", "40 mg daglig i 5 dager, deretter seponeres."),
        ("stop", "Seponeres."),
        (
            "[dose=1 tablet; freq=1/d; for=1 wk] >> [dose=2 tablet; freq=1/d]; food=with; purpose=pain",
            "Mot smerter: 1 tablett én gang daglig i 1 uke, deretter 2 tabletter én gang daglig. Tas til mat.",
        ),
    ],
)
def test_sentences(text: str, norwegian: str, vocabulary: Vocabulary) -> None:
    """Shapes of which another wording would be another meaning."""
    assert said(text, vocabulary) == norwegian
