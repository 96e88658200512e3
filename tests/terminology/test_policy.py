"""The tables of judgements: what an edit of them may not do, and what their words find."""

from dataclasses import replace

import pytest

from converter.settings import find_home
from converter.sources.problems import ProblemList
from converter.terminology.home import Home, read_home
from converter.terminology.policy import SUBSTITUTION, WORDS, read_policy, squeezed
from tests.builders.loaded import loaded

SHIPPED = read_home(find_home() / "mappings", ProblemList())


def problems(file: str, old: str, new: str) -> list[str]:
    """What is said where `old` becomes `new`."""
    text = SHIPPED.files[file]
    assert old in text
    found = ProblemList()
    changed = replace(SHIPPED, files={**SHIPPED.files, file: text.replace(old, new, 1)})
    assert (read_policy(changed, found) is None) == bool(found)
    return [p.code for p in found]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("case: reserved, subst: N", "case: reserved", ["row-pinned"]),
        ("case: reserved, subst: N", "case: reserved, subst: G", ["row-pinned"]),
        ("case: conditional,", "case: conditional, subst: G,", ["row-pinned"]),
        ("case: unlisted,", "case: unlisted, subst: N,", ["row-pinned"]),
        ("case: unknown,", "case: unknown, subst: G,", ["row-pinned"]),
        ("case: listed, subst: G", "case: listed, subst: N", ["row-pinned"]),
        ("case: listed, subst: G", "case: listed", []),
        ("case: listed, subst: G", "case: substance, subst: G", ["row-pinned", "row-duplicate"]),
    ],
)
def test_a_case_says_what_it_may_and_each_is_there_once(old: str, new: str, codes: list[str]) -> None:
    """No edit lets G out where Norway does not exchange, nor N where nobody reserved."""
    assert problems(SUBSTITUTION, old, new) == codes


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("word: refusjon,", "word: refusion,", ["row-pinned"]),
        ("word: §,", 'word: "-",', ["row-pinned", "row-pinned"]),
        ("word: blaa resept,", "word: Blå-resept,", ["row-duplicate"]),
        ("word: mellomlegg,", "word: tillegg,", []),
        ("says: reimbursement, word: HELFO", "says: goods, word: HELFO", ["row-pinned"]),
    ],
)
def test_the_words_that_protect_stay(old: str, new: str, codes: list[str]) -> None:
    """And each is there once."""
    assert problems(WORDS, old, new) == codes


def test_a_file_that_is_missing_is_told() -> None:
    """Either."""
    for file in (SUBSTITUTION, WORDS):
        found = ProblemList()
        assert read_policy(Home({k: v for k, v in SHIPPED.files.items() if k != file}), found) is None
        assert [p.code for p in found] == ["file-missing"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Blå-resept, § 2", "blåresept§2"),
        ("r_e f\u00adu\u200bs", "refus"),
        ("ＡＢ", "ab"),
        ("a\u030a", "å"),
        (" .-", ""),
    ],
)
def test_what_stands_between_letters_does_not_count(text: str, wanted: str) -> None:
    """Nor does case, width or composition."""
    assert squeezed(text) == wanted


@pytest.mark.parametrize(
    ("name", "goods"),
    [
        ("Fiktiv Teststrimler", True),
        ("STOMIPOSE 30 stk", True),
        ("Kompressplaster", True),
        ("Durogesic Depotplaster 12 mikrog/time", False),
        ("Polystomin tab 5 mg", False),
        ("", False),
    ],
)
def test_goods_by_the_beginning_of_a_word(name: str, goods: bool) -> None:
    """A word that has it inside is another."""
    assert loaded().policy.of_goods(name) is goods


def test_no_medicine_of_the_demo_register_has_the_name_of_goods() -> None:
    """Of its packages."""
    assert [
        m.varenr for m in loaded().register.search("9", 500) if loaded().policy.of_goods(m.name_form_strength)
    ] == []
