"""What every route tells alike: the age of the register, draft rows that were used, and what made the answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from converter.conversion.answer import Answer
from converter.conversion.converter import Converter
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.conversion.m1_to_ep.route import each_m1_to_ep, m1_to_ep
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.examples import example
from converter.model.finding import Finding
from tests.builders.back import handed_out
from tests.builders.foreign import AT, foreign
from tests.builders.loaded import loaded
from tests.builders.messages import m1
from tests.builders.norwegian import entered

Route = Callable[[Converter, timedelta], Answer[Any]]
ROUTES: dict[str, Route] = {
    "m1-to-ep": lambda converter, later: m1_to_ep(m1(), converter, AT + later),
    "m1-to-ep-all": lambda converter, later: each_m1_to_ep(m1(), converter, AT + later).answers[0],
    "m1-to-ep-unreadable": lambda converter, later: each_m1_to_ep(b"<a/>", converter, AT + later).answers[0],
    "ed-to-m10": lambda converter, later: ed_to_m10(handed_out(), converter, AT + later, m1()),
    "ed-to-m10-unknown": lambda converter, later: ed_to_m10(handed_out(), converter, AT + later),
    "ed-to-m10-unreadable": lambda converter, later: ed_to_m10(b"<a/>", converter, AT + later),
    "ep-to-view": lambda converter, later: ep_to_view(foreign(), converter, AT + later),
    "ep-to-view-unreadable": lambda converter, later: ep_to_view(b"<a/>", converter, AT + later),
    "m10-to-ed": lambda converter, later: m10_to_ed(foreign(), entered(), converter, AT + later),
    "m10-to-ed-unreadable": lambda converter, later: m10_to_ed(b"<a/>", entered(), converter, AT + later),
}


def drafts(answer: Answer[Any]) -> list[Finding]:
    """The remarks on draft rows."""
    return [f for f in answer.findings if f.code == "draft-row-used"]


@pytest.mark.parametrize("name", ROUTES)
def test_an_old_register_is_told_in_every_answer(name: str) -> None:
    """Once, also where the input cannot be read, and never of one that is not old."""
    for days, told in ((0, 0), (60, 1)):
        answer = ROUTES[name](loaded(), timedelta(days=days))
        assert [f.code for f in answer.findings].count("register-old") == told


@pytest.mark.parametrize("name", ROUTES)
def test_an_answer_says_which_register_made_it(name: str) -> None:
    """The one that was asked, though another was in use at the start; one snapshot an answer."""

    class Newer:
        """The demo register, retrieved a day later; counts how often it is taken."""

        taken = 0
        version = replace(loaded().register.version, retrieved=loaded().register.version.retrieved + timedelta(days=1))

        def snapshot(self) -> "Newer":
            """Itself."""
            Newer.taken += 1
            return self

        def __getattr__(self, wanted: str) -> object:
            return getattr(loaded().register, wanted)

    answer = ROUTES[name](replace(loaded(), register=Newer()), timedelta())  # type: ignore[arg-type]
    assert answer.versions.fest == Newer.version.retrieved.isoformat()
    assert Newer.taken == 1


def test_the_case_of_an_old_register_in_a_dispense(shared: Path) -> None:
    """`dispense-2026-12-20`, at that day."""
    posted = (shared / "cases" / "inbound" / "dispense-2026-12-20.json").read_bytes()
    at = AT.replace(month=12, day=20, hour=20)
    answer = m10_to_ed(example("ep-finnish"), read_entered(posted, None, loaded().norway), loaded(), at)
    assert "register-old" in {f.code for f in answer.findings}


def test_the_case_of_a_draft_container(shared: Path) -> None:
    """`dispense-990004-draft-container`: the row that says its container is told, at the varenr."""
    posted = (shared / "cases" / "inbound" / "dispense-990004-draft-container.json").read_bytes()
    answer = m10_to_ed(example("ep-finnish"), read_entered(posted, None, loaded().norway), loaded(), AT)
    assert ("/dispense/varenr", "package-type-7449") in {(f.path, name_of(f)) for f in drafts(answer)}


def name_of(found: Finding) -> str:
    """The table that a remark names."""
    return found.text_en.rpartition("/")[2].partition(".")[0]


def test_a_norwegian_word_that_is_a_draft_is_told_and_is_no_warning() -> None:
    """Of the Finnish example, whose prescriber's profession is said in draft words; the verdict stays."""
    answer = ep_to_view(example("ep-finnish"), loaded(), AT)
    assert [name_of(f) for f in drafts(answer)] == ["professional-role"]
    assert {f.code for f in answer.findings} == {"draft-row-used"}
    assert verdict(answer) is Verdict.DISPENSABLE
