"""The rules as they ship: every one can be made to speak, and what is unknown is not what is allowed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from converter.conversion.m1_to_ep import route
from converter.conversion.session import NOBODY
from converter.model.finding import Severity
from converter.rules.m1_to_ep import FACTS, M1_TO_EP, gather
from converter.rules.rule import Effect, Fact, Rule, apply
from converter.rules.rule import Test as Asked
from converter.rules.table import load_rules
from converter.settings import find_home
from converter.sources.problems import ProblemList
from tests.builders.loaded import convert, loaded
from tests.conversion.m1_to_ep import cases_content, cases_excluded

TODAY = date(2026, 11, 23)
RULE = Rule("x", "group", Asked.IN, frozenset({"A", "B"}), Effect.EXCLUDE, "nei", "no", "basis", "/path", "ERROR")


def test_every_rule_has_an_input_that_triggers_it() -> None:
    """A rule that no message can trigger is either wrong or not tested."""
    spoken: set[str] = set()
    for case in (*cases_excluded.CASES, *cases_content.PACKAGES):
        spoken |= {f.code for f in convert(case.data, case.at, case.status, case.access).findings}
    assert {rule.id for rule in loaded().rules["m1-to-ep"]} - spoken == set()


def test_every_rule_says_why_in_both_languages_and_on_what_basis() -> None:
    """And in no two rules the same."""
    rules = loaded().rules["m1-to-ep"]
    assert [r.id for r in rules if not (r.reason_no and r.reason_en and r.basis and r.openncp)] == []
    assert len({r.id for r in rules}) == len(rules)
    assert [r.id for r in rules if r.reason_no == r.reason_en] == []


@pytest.mark.parametrize(
    ("test", "values", "fact", "holds"),
    [
        (Asked.IN, {"A", "B"}, ("A",), True),
        (Asked.IN, {"A", "B"}, ("C", "B"), True),
        (Asked.IN, {"A", "B"}, ("C",), False),
        (Asked.IN, {"A", "B"}, (), False),
        (Asked.IN, {"A", "B"}, ("a",), False),
        (Asked.IS, {"yes"}, ("yes",), True),
        (Asked.IS, {"yes"}, ("no",), False),
        (Asked.NOT_IN, {"A", "B"}, ("A",), False),
        (Asked.NOT_IN, {"A", "B"}, ("A", "Z"), True),
        (Asked.NOT_IN, {"A", "B"}, ("",), True),
        (Asked.NOT_IN, {"A", "B"}, (), False),
        (Asked.MISSING, set(), (), True),
        (Asked.MISSING, set(), ("A",), False),
        (Asked.BEFORE_TODAY, set(), date(2026, 11, 22), True),
        (Asked.BEFORE_TODAY, set(), TODAY, False),
        (Asked.AFTER_TODAY, set(), TODAY, False),
        (Asked.AFTER_TODAY, set(), date(2026, 11, 24), True),
    ],
)
def test_a_test_holds_when_any_value_says_so(test: Asked, values: set[str], fact: Fact, holds: bool) -> None:
    """One ingredient of group A is enough; a day is compared as a day."""
    rule = replace(RULE, test=test, values=frozenset(values))
    assert rule.holds({"group": fact}, TODAY) is holds


def test_a_fact_that_was_not_gathered_is_an_error() -> None:
    """A rule must never be passed over in silence."""
    with pytest.raises(KeyError):
        RULE.holds({}, TODAY)


def test_every_reason_is_told_in_the_order_of_the_table() -> None:
    """Not the first only; remarks and withheld parts do not exclude."""
    rules = (RULE, replace(RULE, id="y", effect=Effect.REMARK), replace(RULE, id="z", effect=Effect.WITHHOLD))
    found = apply(rules, {"group": ("A",)}, TODAY)
    assert [(f.code, f.severity) for f in found] == [
        ("x", Severity.EXCLUDE),
        ("y", Severity.REMARK),
        ("z", Severity.REMARK),
    ]


def test_the_facts_gathered_are_the_facts_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule can name a fact that is not there."""
    seen: list[dict[str, Fact]] = []
    monkeypatch.setattr(route, "gather", lambda *given: seen.append(gather(*given)) or seen[-1])
    convert(cases_content.CASES[-1].data)
    convert(cases_excluded.CASES[0].data)
    assert seen
    assert all(set(facts) == set(FACTS) for facts in seen)
    assert NOBODY.status == NOBODY.access == ""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("fact: locked", "fact: lock", "rule-fact"),
        ("id: excluded-reference-number", "id: excluded-locked", "rule-code-used"),
        ("retired: []", "retired: [excluded-locked]", "rule-code-used"),
        ("    test: before-today\n", "    test: missing\n", "rule-test"),
        ("fact: valid-until", "fact: locked", "rule-test"),
        ('values: ["yes"]', "values: []", "rule-values"),
    ],
)
def test_a_mistake_in_the_table_is_found_with_its_line(old: str, new: str, problem: str, tmp_path: Path) -> None:
    """Before any message is converted."""
    text = (find_home() / "mappings" / "rules" / "m1-to-ep.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "m1-to-ep.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = ProblemList()
    load_rules(tmp_path, M1_TO_EP, problems)
    assert problem in str(list(problems))
