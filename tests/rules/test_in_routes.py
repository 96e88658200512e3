"""The rules of prescriptions from abroad and of their dispenses: each can be made to speak, alone, and at its limit."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from converter.conversion.limits import minutes_ahead, minutes_ahead_of_day, times_prescribed
from converter.model.finding import Severity
from converter.model.foreign_prescription import DocumentKind, ForeignPrescription, Order, Validity
from converter.rules.ep_to_view import FACTS as VIEW_FACTS
from converter.rules.ep_to_view import Asked as AskedOf
from converter.rules.ep_to_view import gather
from converter.rules.m10_to_ed import FACTS as DISPENSE_FACTS
from converter.rules.m10_to_ed import HandedOutFacts
from converter.rules.rule import Fact, Rule, apply
from converter.rules.rule import Test as Asked
from converter.rules.vocabulary import Codes, Day, FactRow, Number, Words
from tests.builders.loaded import loaded

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PRESCRIPTION = ForeignPrescription(
    kind=DocumentKind.STRUCTURED,
    document_id=None,
    country="FI",
    language="fi-FI",
    made_at=None,
    written_on=TODAY - timedelta(2),
    patient=None,
    prescriber=None,
    valid_from=TODAY,
    valid_until=TODAY,
    status="active",
)
DISPENSE = HandedOutFacts("in-time", ("C", ""), Fraction(0), Fraction(1), veterinary=False)


ASKED = AskedOf(("known",), ("checked",), ("C",), Fraction(0), Fraction(0), TODAY)


def view(**changes: Any) -> list[str]:
    """What the rules say of the prescription, and of what was asked of it, with these changes."""
    asked = {f.name: changes.pop(f.name) for f in fields(AskedOf) if f.name in changes}
    facts = gather(replace(PRESCRIPTION, **changes), replace(ASKED, **asked))
    assert_promised(facts, VIEW_FACTS)
    return [f.code for f in apply(loaded().rules["ep-to-view"], facts, TODAY)]


def dispense(**changes: Any) -> list[str]:
    """What the rules say of the dispense with these changes."""
    facts = replace(DISPENSE, **changes).as_facts()
    assert_promised(facts, DISPENSE_FACTS)
    return [f.code for f in apply(loaded().rules["m10-to-ed"], facts, TODAY)]


def assert_promised(facts: dict[str, Fact], rows: Mapping[str, FactRow]) -> None:
    """Every fact is there, and has a value that a rule could name."""
    assert set(facts) == set(rows)
    for name, row in rows.items():
        kind = {Codes: tuple, Words: tuple, Day: date, Number: Fraction}[type(row.domain)]
        assert facts[name] is None or isinstance(facts[name], kind)
        if isinstance(row.domain, Words):
            said = facts[name]
            assert isinstance(said, tuple)
            assert set(said) <= set(row.domain.values)


VIEW: dict[str, list[dict[str, Any]]] = {
    "view-not-active": [
        {"negated": True},
        {"status": "suspended"},
        {"status": "completed", "negated": True},
        {"order": Order(negated=True)},
        {"order": Order(statuses=("active", "cancelled"))},
    ],
    "view-event": [{"order": Order(("event",))}, {"order": Order(("order", "event"))}],
    "view-no-order": [{"order": Order(("other",))}, {"order": Order(("order", "other"))}],
    "view-order-null": [{"order": Order(("order", "null"))}],
    "view-substance-unchecked": [{"substances": ("unchecked",)}],
    "view-atc-group": [{"substances": ("group",), "atc": ()}],
    "view-substance-named-a-b": [{"substances": ("named",)}],
    "view-word-named-a-b": [{"substances": ("named-beside",)}],
    "view-validity-partial": [{"validity": Validity(partial=True)}],
    "view-validity-contradicts": [
        {"validity": Validity(contradicts=True)},
        {"written_on": TODAY + timedelta(1)},
    ],
    "view-written-ahead": [{"minutes_ahead": Fraction(5) + Fraction(1, 60_000_000)}],
    "view-status-missing": [{"status": ""}, {"status": "", "order": Order(statuses=("", "active"))}],
    "view-completed": [{"status": "completed"}, {"order": Order(statuses=("active", "completed"))}],
    "view-group-a-b": [{"groups": ("C", "B")}, {"groups": ("A",)}],
    "view-group-not-listed": [{"groups": ("C", "X")}],
    "view-atc-missing": [{"atc": ("missing",), "groups": ()}],
    "view-group-unknown": [{"atc": ("known", "unknown")}],
    "view-validity-missing": [{"valid_until": None}],
    "view-expired": [{"valid_until": TODAY - timedelta(1)}],
    "view-not-yet-valid": [{"valid_from": TODAY + timedelta(1)}],
}
DISPENSES: dict[str, list[dict[str, Any]]] = {
    "dispense-group-a-b": [{"groups": ("C", "A")}, {"groups": ("B", "")}],
    "dispense-group-unknown": [{"groups": ("unknown",)}, {"groups": ("C", "X")}],
    "dispense-veterinary": [{"veterinary": True}],
    "dispense-in-the-future": [{"minutes_ahead": Fraction(5) + Fraction(1, 60_000_000)}],
    "dispense-before-written": [{"dispensed": "before-written"}],
    "dispense-before-valid": [{"dispensed": "before-first-day"}],
    "dispense-implausibly-much": [{"times_prescribed": Fraction(50) + Fraction(1, 1000)}],
}


@pytest.mark.parametrize(("code", "changes"), [(code, c) for code, cases in VIEW.items() for c in cases])
def test_each_rule_of_the_view_speaks_alone(code: str, changes: dict[str, Any]) -> None:
    """One thing wrong is one finding."""
    assert view(**changes) == [code]


@pytest.mark.parametrize(("code", "changes"), [(code, c) for code, cases in DISPENSES.items() for c in cases])
def test_each_rule_of_a_dispense_speaks_alone(code: str, changes: dict[str, Any]) -> None:
    """One thing wrong is one finding."""
    assert dispense(**changes) == [code]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("view-written-long-ago", {"days_open": Fraction(367)}),
        ("view-treatment-over", {"treatment_until": TODAY - timedelta(1)}),
    ],
)
def test_without_a_last_day_what_is_old_or_over_is_told(code: str, changes: dict[str, Any]) -> None:
    """At the limit it is not; where there is a last day, that decides how long it holds, and not the treatment."""
    assert view(valid_until=None, **changes) == ["view-validity-missing", code]
    at_limit: dict[str, Any] = {"days_open": Fraction(366), "treatment_until": TODAY}
    assert view(valid_until=None, **at_limit) == ["view-validity-missing"]
    assert view(**changes) == ([code] if code == "view-treatment-over" else [])


def test_they_are_all_rules() -> None:
    """A row that goes is missed here; one that comes needs none of this, though it deserves its case."""
    assert set(VIEW) <= {rule.id for rule in loaded().rules["ep-to-view"]}
    assert set(DISPENSES) <= {rule.id for rule in loaded().rules["m10-to-ed"]}


@pytest.mark.parametrize("rule", [r for rules in loaded().rules.values() for r in rules], ids=lambda rule: rule.id)
def test_every_rule_can_speak(rule: Rule) -> None:
    """There is a value of its fact for which it holds, and one for which it does not."""
    named = rule.values[0] if rule.values else ""
    held: dict[Asked, tuple[Fact, Fact]] = {
        Asked.IS: ((named,), ("\N{REPLACEMENT CHARACTER}",)),
        Asked.IN: ((named,), ("\N{REPLACEMENT CHARACTER}",)),
        Asked.NOT_IN: (("\N{REPLACEMENT CHARACTER}",), (named,)),
        Asked.NONE_IN: (("\N{REPLACEMENT CHARACTER}",), (named, "\N{REPLACEMENT CHARACTER}")),
        Asked.MISSING: ((), ("x",)),
        Asked.BEFORE_TODAY: (TODAY - timedelta(1), TODAY),
        Asked.AFTER_TODAY: (TODAY + timedelta(1), TODAY),
        Asked.MORE_THAN: (Fraction(named) + 1 if named.isdigit() else None, None),
    }
    yes, no = held[rule.test]
    assert rule.holds({rule.fact: yes}, TODAY)
    assert not rule.holds({rule.fact: no}, TODAY)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"groups": ()},
        {"groups": ("", "C")},
        {"minutes_ahead": Fraction(5)},
        {"minutes_ahead": None},
        {"days_open": Fraction(4000)},
        {"treatment_until": TODAY},
        {"order": Order(statuses=("active", "active"))},
        {"valid_from": None},
        {"valid_until": TODAY + timedelta(1)},
        {"kind": DocumentKind.EPSOS},
        {"kind": DocumentKind.PDF, "status": "", "valid_until": None, "atc": ("missing",), "groups": ("A",)},
    ],
)
def test_what_the_rules_of_the_view_let_through(changes: dict[str, Any]) -> None:
    """Both days are valid days; of a page nothing is asked that a page cannot say."""
    assert view(**changes) == []


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"groups": ()},
        {"minutes_ahead": Fraction(5)},
        {"minutes_ahead": Fraction(-10_000)},
        {"times_prescribed": Fraction(50)},
        {"times_prescribed": None},
    ],
)
def test_what_the_rules_of_a_dispense_let_through(changes: dict[str, Any]) -> None:
    """The limits themselves are within."""
    assert dispense(**changes) == []


def test_what_stops_and_what_only_warns() -> None:
    """Of the rules named above: what a person can look at warns, all else stops."""
    warns = {
        *("view-completed", "view-atc-missing", "view-group-unknown", "view-validity-missing"),
        *("view-group-not-listed", "view-substance-unchecked", "view-atc-group", "view-word-named-a-b"),
        *("view-validity-partial", "view-validity-contradicts", "view-status-missing"),
    }
    for route, cases in (("ep-to-view", VIEW), ("m10-to-ed", DISPENSES)):
        for rule in (r for r in loaded().rules[route] if r.id in cases):
            assert rule.finding().severity is (Severity.REMARK if rule.id in warns else Severity.REJECT)


def test_minutes_are_exact_and_a_day_alone_counts_by_the_easternmost_clock() -> None:
    """A microsecond above a limit is above it; 20:00 in UTC is the next day on Réunion."""
    assert minutes_ahead(NOW + timedelta(minutes=5, microseconds=1), NOW) > 5
    assert minutes_ahead(NOW + timedelta(minutes=5), NOW) == 5
    assert minutes_ahead(NOW - timedelta(seconds=30), NOW) == Fraction(-1, 2)
    assert minutes_ahead_of_day(TODAY + timedelta(1), datetime(2026, 11, 23, 19, 59, tzinfo=UTC)) == 24 * 60
    assert minutes_ahead_of_day(TODAY + timedelta(1), datetime(2026, 11, 23, 20, 0, tzinfo=UTC)) == 0
    assert minutes_ahead_of_day(TODAY, NOW) == 0


@pytest.mark.parametrize(
    ("packages", "prescribed", "times"),
    [
        ("51", "1", 51),
        ("51", None, 51),
        ("51", "0.5", 51),
        ("3", "2", Fraction(3, 2)),
        ("0.001", "0", Fraction(1, 1000)),
    ],
)
def test_packages_are_counted_in_the_prescribed(packages: str, prescribed: str | None, times: Fraction) -> None:
    """A part of a package counts as one: a whole one in its place is no slip."""
    assert times_prescribed(Decimal(packages), None if prescribed is None else Decimal(prescribed)) == times
