"""Contradictions in words of codes, persons and dates: none leaves untold; a small part of what the command runs."""

from random import Random

import pytest

from converter.conversion.answer import Answer
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.examples import NAMES, example
from tests.builders.loaded import convert, loaded
from tools.contradictions import AT, KINDS, WORD, Contradiction, contradict, main, untold


def test_none_leaves_untold() -> None:
    """Of any kind; `python -m tools.contradictions` runs 20,000."""
    random = Random("suite")
    drawn = [contradict(random, loaded()) for _ in range(250)]
    assert [c.kind for c in drawn if untold(c, m1_to_ep(c.message, loaded(), AT))] == []
    assert len({c.kind for c in drawn}) > len(KINDS)


def test_no_shipped_message_contradicts_itself() -> None:
    """In the words of its codes."""
    for name in NAMES:
        assert WORD.isdisjoint({f.code for f in convert(example(name), AT).findings}), name


def test_what_is_untold_is_found() -> None:
    """A message without its contradiction, and one that leaves though it must not."""
    answer: Answer[object] = m1_to_ep(example("m1-tablets"), loaded(), AT)
    told = frozenset({"identifiers-pending"})
    assert untold(Contradiction("x", b"", frozenset({"code-word-differs"})), answer)
    assert untold(Contradiction("x", b"", told, leaves=False), answer)
    assert not untold(Contradiction("x", b"", told), answer)


def test_the_command_counts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And fails where one is untold."""
    assert main(["3", "--seed", "7"]) == 0
    assert "3 contradictions: 0 untold" in capsys.readouterr().out
    monkeypatch.setattr("tools.contradictions.untold", lambda contradiction, answer: True)
    assert main(["1"]) == 1
    assert "1 contradictions: 1 untold" in capsys.readouterr().out
