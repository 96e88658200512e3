"""The rules as they ship: every one can be made to speak, and what is unknown is not what is allowed."""

from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from converter.conversion.m1_to_ep import deciding
from converter.conversion.session import NOBODY
from converter.model.finding import Severity
from converter.rules.m1_to_ep import FACTS, gather
from converter.rules.rule import Effect, Fact, Rule, apply
from converter.rules.rule import Test as Asked
from converter.rules.vocabulary import Day, Number, Words
from tests.builders.loaded import convert, loaded
from tests.conversion.m1_to_ep import cases_content, cases_excluded

TODAY = date(2026, 11, 23)


def _rule(**changes: object) -> Rule:
    """A rule that excludes groups A and B, unless something else is said."""
    given: dict[str, object] = {
        "id": "x",
        "fact": "group",
        "test": "in",
        "values": ("A", "B"),
        "effect": "exclude",
        "path": "/path",
        "reason_no": "nei",
        "reason_en": "no",
        "basis": "basis",
        "openncp": "ERROR_EPRESCRIPTION",
    }
    return Rule.model_validate({**given, **changes})


RULE = _rule()
KINDS = {Day: date, Number: Fraction}
"""What a fact is by its domain; a tuple of words otherwise."""


def test_every_rule_has_an_input_that_triggers_it() -> None:
    """A rule that no message can trigger is either wrong or not tested."""
    spoken: set[str] = set()
    for case in (*cases_excluded.CASES, *cases_content.PACKAGES):
        spoken |= {f.code for f in convert(case.data, case.at, case.status, case.access, case.multidose).findings}
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
        (Asked.MISSING, set(), None, True),
        (Asked.IN, {"A", "B"}, None, False),
        (Asked.NOT_IN, {"A", "B"}, None, False),
        (Asked.BEFORE_TODAY, set(), date(2026, 11, 22), True),
        (Asked.BEFORE_TODAY, set(), TODAY, False),
        (Asked.AFTER_TODAY, set(), TODAY, False),
        (Asked.AFTER_TODAY, set(), date(2026, 11, 24), True),
        (Asked.BEFORE_TODAY, set(), None, False),
        (Asked.AFTER_TODAY, set(), None, False),
        (Asked.MORE_THAN, {"50"}, Fraction(50), False),
        (Asked.MORE_THAN, {"50"}, Fraction(101, 2), True),
        (Asked.MORE_THAN, {"50"}, Fraction(9), False),
        (Asked.MORE_THAN, {"50"}, None, False),
    ],
)
def test_a_test_holds_when_any_value_says_so(test: Asked, values: set[str], fact: Fact, holds: bool) -> None:
    """One ingredient of group A is enough; a day is compared as a day."""
    rule = _rule(test=test, values=tuple(values))
    assert rule.holds({"group": fact}, TODAY) is holds


def test_a_rule_is_what_its_row_says_and_stays_so() -> None:
    """It is the row that was read: no word outside its own, no change, and two of the same are one."""
    with pytest.raises(ValidationError, match="'is', 'in'"):
        _rule(test="within")
    with pytest.raises(ValidationError, match="frozen"):
        RULE.effect = Effect.REMARK  # type: ignore[misc]
    assert (RULE.test, RULE.effect, RULE.values) == (Asked.IN, Effect.EXCLUDE, ("A", "B"))
    assert {RULE, _rule()} == {RULE}


def test_a_fact_that_was_not_gathered_is_an_error() -> None:
    """A rule must never be passed over in silence."""
    with pytest.raises(KeyError):
        RULE.holds({}, TODAY)


def test_a_rule_may_say_what_to_do() -> None:
    """Its hint stands in the finding, in both languages."""
    said = _rule(hint_no="gjør dette", hint_en="do this").finding()
    assert (said.hint_no, said.hint_en) == ("gjør dette", "do this")
    assert (RULE.finding().hint_no, RULE.finding().hint_en) == ("", "")


def test_every_reason_is_told_in_the_order_of_the_table() -> None:
    """Not the first only; remarks and withheld parts do not exclude."""
    rules = (RULE, _rule(id="y", effect=Effect.REMARK), _rule(id="z", effect=Effect.WITHHOLD))
    found = apply(rules, {"group": ("A",)}, TODAY)
    assert [(f.code, f.severity) for f in found] == [
        ("x", Severity.EXCLUDE),
        ("y", Severity.REMARK),
        ("z", Severity.REMARK),
    ]


def test_the_facts_gathered_are_the_facts_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule can name a fact that is not there, and none has a value that no rule could name."""
    seen: list[dict[str, Fact]] = []
    monkeypatch.setattr(deciding, "gather", lambda *given: seen.append(gather(*given)) or seen[-1])
    for case in (*cases_excluded.CASES, *cases_content.PACKAGES):
        convert(case.data, case.at, case.status, case.access, case.multidose)
    assert len(seen) > 30
    assert all(set(facts) == set(FACTS) for facts in seen)
    for name, row in FACTS.items():
        kinds = {type(facts[name]) for facts in seen} - {type(None)}
        assert kinds <= {KINDS.get(type(row.domain), tuple)}, name
        if isinstance(row.domain, Words) and name != "access":  # what a caller says may be anything
            said = {value for facts in seen for value in facts[name]}
            assert said <= set(row.domain.values), name
    assert NOBODY.status == NOBODY.access == ""
