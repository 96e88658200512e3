"""The page: whole in itself, everything escaped, and a picture that says what the numbers say."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from converter.conversion.answer import Decision
from converter.coverage.counted import Counting, Coverage
from converter.coverage.funnel import WIDTH, bars_of
from converter.coverage.messages import OfFile
from converter.coverage.outcome import Has, Outcome
from converter.coverage.page import page_of
from converter.coverage.tally import Step
from converter.coverage.use import Use
from converter.coverage.words import Lang, rule_words, share
from tests.builders.loaded import loaded

SCRIPT = "<script>alert(1)</script>\"'&"


def numbers(use: Use | None = None) -> Coverage:
    counting = Counting(use)
    counting.add(OfFile((Outcome(Decision.CONVERTED, (), frozenset(Has), "100001"),)))
    counting.add(OfFile((Outcome(Decision.REJECTED, (SCRIPT,), frozenset(), SCRIPT),)))
    counting.add(OfFile((), SCRIPT))
    return counting.of_folder(loaded())


@pytest.mark.parametrize("lang", ["no", "en"])
def test_the_page_needs_nothing_else_and_escapes_all(lang: Lang) -> None:
    """No script, no address, no attribute that acts; whatever a code, a number of a package or a version may hold."""
    coverage = numbers()
    odd = replace(coverage, versions=replace(coverage.versions, software=SCRIPT, fest=SCRIPT))
    page = page_of(odd, {SCRIPT: (SCRIPT, SCRIPT)}, lang)
    root = html.fromstring(page)
    assert root.get("lang") == ("nb" if lang == "no" else "en")
    assert not root.xpath("//script | //link | //img | //iframe | //object | //form | //a")
    assert not [
        name for e in root.iter(etree.Element) for name in e.attrib if name in {"href", "src"} or name[:2] == "on"
    ]
    assert not re.search(r"https?:|url\(|@import", page)
    assert page.count("alert(1)") >= 4
    assert "default-src 'none'" in page


def test_the_picture_says_what_the_table_says() -> None:
    """A bar, words and a number for each step, and all of it in words for who does not see it."""
    root = html.fromstring(page_of(numbers(), rule_words(loaded()), "en"))
    (svg,) = root.iter("svg")
    assert len(list(svg.iter("rect"))) == len(Step)
    assert "converted 1 (50.0" in (svg.get("aria-label") or "")


def test_with_use_there_are_two_pictures() -> None:
    """One of packages, one of use."""
    counting = Counting(Use({"100001": 3}))
    counting.add(OfFile((Outcome(Decision.CONVERTED, (), frozenset(Has), "100001"),)))
    counting.add(OfFile((Outcome(Decision.EXCLUDED, ("excluded-locked",), frozenset(), "100002"),)))
    from converter.coverage.packages import InUse

    coverage = counting.of_register(loaded(), InUse(loaded().register))
    root = html.fromstring(page_of(coverage, rule_words(loaded()), "no"))
    assert len(list(root.iter("svg"))) == 2
    assert coverage.converted.used == coverage.whole.used == 3


@given(st.lists(st.integers(0, 10**9), min_size=len(Step), max_size=len(Step)))
def test_no_bar_leaves_the_picture(counts: list[int]) -> None:
    """Each is within it, centred, and seen where it is not nothing."""
    steps = dict(zip(Step, sorted(counts, reverse=True), strict=True))
    for bar, number in zip(bars_of(steps, "no"), steps.values(), strict=True):
        assert (Fraction(bar.width) > 0) == (number > 0)
        assert 0 <= Fraction(bar.left) <= WIDTH
        assert abs(2 * Fraction(bar.left) + Fraction(bar.width) - WIDTH) <= Fraction(2, 10)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_never_rounded_to_all_or_none(part: int, whole: int) -> None:
    """100 % says all, 0 % says none."""
    part = min(part, whole)
    assert (share(part, whole) == "100.0\u202f%") == (part == whole)
    assert (share(part, whole) == "0.0\u202f%") == (part == 0)


def test_a_share_of_nothing_is_none() -> None:
    """And no division by zero."""
    assert share(0, 0) == "–"
