"""What the rules of each route may speak of: the words for it, the effects, and the floor, each named here once."""

from fractions import Fraction
from pathlib import Path

import pytest

from converter.rules.routes import ROUTES
from converter.rules.rule import Effect
from converter.rules.rule import Test as Asked
from converter.rules.vocabulary import (
    DAYS_VALID,
    MINUTES_AHEAD,
    TESTS,
    TIMES_PRESCRIBED,
    YES_NO,
    Atc,
    Codes,
    Day,
    Domain,
    Number,
    Words,
)
from tests.rules.edits import Edit, edited, home_with, problems_in
from tests.rules.test_m1_to_ep import RULE, TODAY

FLOORS = {
    "m1-to-ep": {
        "excluded-locked",
        "excluded-reference-number",
        "excluded-group-a-b",
        "excluded-group-missing",
        "excluded-group-unknown",
        "excluded-guardian-reservation",
        "withheld-protected-address",
        "withheld-note-reimbursement",
        "excluded-access-blocked",
        "excluded-used-up",
        "excluded-dispensed-unknown",
        "excluded-dispensed-contradicts",
    },
    "ed-to-m10": {"dispensed-unknown-prescription", "dispensed-to-another"},
    "ep-to-view": {
        "view-group-a-b",
        "view-group-not-listed",
        "view-group-unknown",
        "view-atc-missing",
        "view-not-active",
        "view-status-missing",
        "view-event",
        "view-no-order",
        "view-order-null",
        "view-substance-unchecked",
        "view-atc-group",
        "view-substance-named-a-b",
        "view-word-named-a-b",
    },
    "m10-to-ed": {"dispense-group-a-b", "dispense-group-unknown"},
}
EFFECTS = {
    "m1-to-ep": {Effect.EXCLUDE, Effect.WITHHOLD, Effect.REMARK},
    "ed-to-m10": {Effect.REJECT, Effect.REMARK, Effect.FINISH, Effect.LEAVE_OPEN},
    "ep-to-view": {Effect.REJECT, Effect.REMARK},
    "m10-to-ed": {Effect.REJECT, Effect.REMARK},
}


WORDS = {
    ("m1-to-ep", "access"): ("open", "blocked"),
    ("m1-to-ep", "dispensed"): ("nothing", "whole", "partly", "used-up", "unknown", "contradicts"),
    ("m1-to-ep", "group-agreement"): ("same", "differs"),
    ("m1-to-ep", "identity-number"): ("FNR", "DNR"),
    ("m1-to-ep", "kind"): ("package", "brand", "substance", "mixture", "dose", "goods"),
    ("m1-to-ep", "patient-address"): ("incomplete", "none", "protected", "whole"),
    ("m1-to-ep", "pharmacy-note"): ("none", "plain", "reimbursement"),
    ("m1-to-ep", "register"): ("known", "unknown"),
    ("ed-to-m10", "amount"): ("within", "beyond-one-dispense", "beyond-all", "unknown"),
    ("ed-to-m10", "atc"): ("same", "other", "unknown"),
    ("ed-to-m10", "discard"): ("recorded", "unrecorded", "unasked"),
    ("ed-to-m10", "dispensed"): ("in-time", "before-written", "before-first-day", "after-last-day"),
    ("ed-to-m10", "form"): ("same", "other", "unknown"),
    ("ed-to-m10", "patient"): ("same", "other"),
    ("ed-to-m10", "prescription"): ("known", "unknown"),
    ("ed-to-m10", "strength"): ("same", "other", "unknown"),
    ("ed-to-m10", "substitution"): ("none", "said", "said-though-forbidden", "other-name-though-forbidden"),
    ("ed-to-m10", "used-up"): ("yes", "no", "unknown"),
    ("ep-to-view", "atc"): ("known", "unknown", "missing"),
    ("ep-to-view", "order"): ("order", "event", "other", "null"),
    ("ep-to-view", "status"): ("active", "completed", "none", "negated", "other"),
    ("ep-to-view", "substances"): ("checked", "unchecked", "group", "named", "named-beside"),
    ("ep-to-view", "validity"): ("whole", "partial", "contradicts"),
    ("m10-to-ed", "dispensed"): ("in-time", "before-written", "before-first-day"),
}
"""By route and fact."""


def test_the_floor_of_each_route_has_these_stops_and_no_fewer() -> None:
    """A stop that goes, goes by an edit here too."""
    assert {words.name: {stop.rule for stop in words.floor} for words in ROUTES} == FLOORS


def test_the_words_that_rules_name_are_these() -> None:
    """Of each fact that has words of its own; a rule that names another is refused."""
    facts = {(words.name, f.name): f.domain.values for words in ROUTES for f in words.facts.values()
             if isinstance(f.domain, Words) and f.domain != YES_NO}  # fmt: skip
    assert facts == WORDS


def test_the_effects_of_each_route() -> None:
    """Nothing is excluded that comes back, and nothing rejected that leaves."""
    assert {words.name: set(words.effects) for words in ROUTES} == EFFECTS


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        (Codes("7421"), "list 7421"),
        (Codes("7408", ("none", "other")), "list 7408, none, other"),
        (YES_NO, "yes, no"),
        (Day(), "a day"),
        (Atc(), "an ATC code of any level, such as V06, or Q for ATCvet"),
        (DAYS_VALID, "a number; limits are 7 to 1200"),
        (MINUTES_AHEAD, "a number; limits are 1 to 60"),
        (TIMES_PRESCRIBED, "a number; limits are 2 to 1000"),
    ],
)
def test_a_fact_says_what_it_can_be(domain: Domain, said: str) -> None:
    """For the page of rules, and for who writes one."""
    assert str(domain) == said


@pytest.mark.parametrize(
    ("domain", "tests"),
    [
        (Codes, {Asked.IS, Asked.IN, Asked.NOT_IN, Asked.NONE_IN, Asked.MISSING}),
        (Words, {Asked.IS, Asked.IN, Asked.NOT_IN, Asked.NONE_IN, Asked.MISSING}),
        (Atc, {Asked.IS, Asked.IN, Asked.MISSING}),
        (Day, {Asked.BEFORE_TODAY, Asked.AFTER_TODAY}),
        (Number, {Asked.MORE_THAN}),
    ],
)
def test_each_kind_of_fact_takes_its_tests(domain: type[Domain], tests: set[Asked]) -> None:
    """And no others."""
    assert TESTS[domain] == tests


@pytest.mark.parametrize(
    ("fact", "limits", "holds"),
    [
        (Fraction(6), {"5"}, True),
        (Fraction(5), {"5"}, False),
        (Fraction(6), {"5", "7"}, True),
        (None, {"5"}, False),
        (("6",), {"5"}, False),
    ],
)
def test_more_than_a_limit(fact: Fraction | tuple[str, ...] | None, limits: set[str], holds: bool) -> None:
    """A number, and above it."""
    rule = RULE.model_copy(update={"test": Asked.MORE_THAN, "values": tuple(sorted(limits))})
    assert rule.holds({"group": fact}, TODAY) is holds


def problem_of(edit: Edit, path: Path) -> str:
    """What is said of an edit."""
    return str(problems_in(home_with(path, edit.route, edited(edit))))


def test_what_is_below_the_floor_is_told_as_the_row_to_write(tmp_path: Path) -> None:
    """`"yes"` in quotes, for YAML takes it for something else; a code without."""
    said = problem_of(Edit("m1-to-ep", "excluded-locked", "", "", ""), tmp_path)
    assert 'fact: locked, test: is, values: ["yes"], effect: exclude' in said


def test_a_code_is_told_without_quotes(tmp_path: Path) -> None:
    """`no` is a word of YAML's too, and `A` is not."""
    said = problem_of(Edit("m1-to-ep", "excluded-group-a-b", "", "", ""), tmp_path)
    assert "fact: group, test: in, values: [A, B], effect: exclude" in said


def test_no_is_quoted_as_yes_is(tmp_path: Path) -> None:
    """It would be false."""
    said = problem_of(Edit("m1-to-ep", "excluded-group-missing", "", "", ""), tmp_path)
    assert 'fact: group-given, test: is, values: ["no"], effect: exclude' in said
