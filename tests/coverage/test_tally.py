"""The numbers add up, whatever the outcomes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Decision
from converter.coverage.counted import Counting
from converter.coverage.messages import OfFile
from converter.coverage.outcome import Has, Outcome
from converter.coverage.reasons import TELLS, UNTOLD
from converter.coverage.tally import NONE, Count, Step
from converter.coverage.use import Use
from converter.coverage.words import LABELS, in_both, rule_words
from converter.model.catalogue import CATALOGUE
from tests.builders.loaded import loaded
from tests.coverage.outcomes import OUTCOMES

USE = st.dictionaries(st.integers(100_000, 100_020).map(str), st.integers(0, 1_000), max_size=10)


@given(st.lists(OUTCOMES, max_size=40), USE)
def test_the_numbers_add_up(outcomes: list[Outcome], numbers: dict[str, int]) -> None:
    """Excluded, rejected, defects and converted are all; no step of the funnel is wider than the one before."""
    counting = Counting(Use(numbers))
    for outcome in outcomes:
        counting.add(OfFile((outcome,)))
    coverage = counting.of_folder(loaded())
    assert coverage.whole == Count(len(outcomes), sum(numbers.get(o.varenr, 0) for o in outcomes))
    assert sum(coverage.decisions.values(), NONE) == coverage.whole
    steps = list(coverage.funnel.values())
    assert list(coverage.funnel) == list(Step)
    assert all(a.number >= b.number and a.used >= b.used for a, b in pairwise(steps))
    assert steps[0] == coverage.whole
    assert steps[1] == coverage.whole - coverage.decisions[Decision.EXCLUDED]
    assert steps[2] == coverage.converted
    assert all(count.number <= coverage.converted.number for count in coverage.has.values())


@given(st.lists(OUTCOMES, max_size=40))
def test_every_loss_has_a_reason(outcomes: list[Outcome]) -> None:
    """What an eP lacks is told at least once for each eP, and no reason is more frequent than what it is of."""
    counting = Counting()
    for outcome in outcomes:
        counting.add(OfFile((outcome,)))
    coverage = counting.of_folder(loaded())
    for has in Has:
        lacking = coverage.converted - coverage.has[has]
        told = [r.count.number for r in coverage.reasons if r.lost == has.value]
        assert sum(told) >= lacking.number
        assert max(told, default=0) <= lacking.number


@given(st.lists(OUTCOMES, max_size=20), st.randoms())
def test_the_order_does_not_matter(outcomes: list[Outcome], draw: object) -> None:
    """The same outcomes in another order are the same numbers, examples included."""
    both = []
    for _ in range(2):
        counting = Counting(Use({"100001": 5}))
        for outcome in outcomes:
            counting.add(OfFile((outcome,)))
        both.append(counting.of_folder(loaded()))
        draw.shuffle(outcomes)  # type: ignore[attr-defined]
    assert both[0] == both[1]


def test_the_codes_that_tell_are_codes() -> None:
    """Each is in the catalogue or a rule's, and no reason is without words."""
    rules = rule_words(loaded())
    for codes in TELLS.values():
        assert codes <= {*CATALOGUE, *rules}
    for code in (UNTOLD, *CATALOGUE, *rules):
        assert all(in_both(code, rules)), code
        assert not [text for text in in_both(code, rules) if "{" in text]


def test_all_that_is_counted_has_a_name() -> None:
    """In both languages."""
    for name in (*Step, *Decision, *Has):
        assert all(LABELS[name.value])
