"""A file of rules against what its route allows: what is said of a slip, and that it points at the value to mend."""

from pathlib import Path

import pytest

from converter.rules.rule import Effect
from converter.rules.rule import Test as Asked
from converter.rules.table import read_rules
from converter.rules.vocabulary import Stop
from converter.sources.problems import ProblemList
from tests.rules.small_route import DAY, GROUP, LOCKED, SMALL, TIMES, read, row

UNSAID = {"reason_no": "Mye.", "reason_en": "Much."}
WRONG: dict[str, tuple[dict[str, str], str, str, str]] = {
    "an effect of another route": (GROUP | {"effect": "exclude"}, "rule-effect", "exclude", "'exclude' does not"),
    "a hint in one language": (GROUP | {"hint_no": "Se FEST."}, "rule-hint", "Se FEST.", "both 'hint_no'"),
    "no value for a code": (GROUP | {"values": "[]"}, "rule-values", "[]", "The test 'in'"),
    "a value for a day": (DAY | {"values": "[2026]"}, "rule-values", "[2026]", "The test 'before-today'"),
    "two limits": (TIMES | {"values": "[50, 60]"}, "rule-values", "[50, 60]", "The test 'more-than'"),
    "a fact that is none": (GROUP | {"fact": "groups"}, "rule-fact", "groups", "group, last-day, locked, times"),
    "a day asked for as a code": (DAY | {"test": "missing"}, "rule-test", "missing", "after-today / before-today"),
    "another limit than is told": (
        TIMES | {"values": "[60]"},
        "rule-limit-text",
        "Mer enn",
        "says 50, but the limit is 60",
    ),
    "a limit below the least": (
        TIMES | UNSAID | {"values": "[1]"},
        "rule-number",
        "1]",
        "'1' is not a whole number from 2",
    ),
    "a limit above the most": (TIMES | UNSAID | {"values": "[1001]"}, "rule-number", "1001]", "to 1000"),
    "a limit in other digits": (TIMES | UNSAID | {"values": "[٥٥]"}, "rule-number", "٥٥]", "not a whole number"),
    "a limit in words": (TIMES | UNSAID | {"values": "[fifty]"}, "rule-number", "fifty]", "not a whole number"),
    "a code of no list": (GROUP | {"values": "[A, X]"}, "rule-value", "X]", "Write one of 1: A, B, none."),
    "a word that is none": (LOCKED | {"values": "[ja]"}, "rule-value", "ja]", "Write one of no, yes."),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_slip_is_told_once_and_where_it_is(name: str, tmp_path: Path) -> None:
    """Line and column lead to the value; the text says what to write."""
    fields, code, there, said = WRONG[name]
    _, problems, lines = read(tmp_path, row(**fields))
    assert [p.code for p in problems] == [code]
    assert lines[problems[0].line - 1][problems[0].column - 1 :].startswith(there)
    assert said in problems[0].english


def test_what_is_allowed_is_read_in_its_order_with_its_places(tmp_path: Path) -> None:
    """Limits at each end, a reason without its number, a word beside the list, a day, a hint in both languages."""
    rows = (
        row("one", **GROUP, hint_no="Se.", hint_en="See."),
        row("two", **LOCKED),
        row("three", **DAY),
        row("four", **TIMES),
        row("five", **(TIMES | UNSAID | {"values": "[2]"})),
        row("six", **(TIMES | UNSAID | {"values": "[1000]"})),
        row("seven", **(GROUP | {"test": "not-in"})),
    )
    found, problems, lines = read(tmp_path, *rows)
    assert problems == []
    assert [p.rule.id for p in found] == ["one", "two", "three", "four", "five", "six", "seven"]
    assert [lines[p.place.line - 1][p.place.column - 1 :] for p in found] == [f"id: {p.rule.id}" for p in found]


@pytest.mark.parametrize("used", ["a-rule", "once-in-use", "not-xml"])
def test_a_code_is_never_used_again(used: str, tmp_path: Path) -> None:
    """Not of another row, of a retired one, or of the catalogue."""
    _, problems, lines = read(tmp_path, row(**GROUP), row(used, **LOCKED), head={"retired": "[once-in-use]"})
    assert [(p.code, lines[p.line - 1]) for p in problems] == [("rule-code-used", f"  - id: {used}")]
    assert lines[problems[0].line - 1][problems[0].column - 1 :] == used


def test_the_file_of_another_route_is_told_at_its_name(tmp_path: Path) -> None:
    """What it should be called stands beside."""
    _, problems, lines = read(tmp_path, row(**GROUP), head={"rules": "large"})
    assert [p.code for p in problems] == ["file-name"]
    assert lines[problems[0].line - 1][problems[0].column - 1 :] == "large"
    assert "Write 'small'" in problems[0].english


def test_a_floor_without_its_row_is_told_where_the_rows_begin(tmp_path: Path) -> None:
    """There the row is to be written."""
    stop = Stop("stops-b", "group", Asked.IS, frozenset({"B"}), Effect.REJECT)
    _, problems, lines = read(tmp_path, row(**GROUP), floor=(stop,))
    assert [p.code for p in problems] == ["rule-floor"]
    assert lines[problems[0].line - 1][problems[0].column - 1 :] == "- id: a-rule"


def test_a_file_that_is_not_there_has_no_rules(tmp_path: Path) -> None:
    """And says so, once; no list is looked for."""
    problems = ProblemList()
    assert read_rules(tmp_path, SMALL, problems) == ()
    assert [(p.code, p.file) for p in problems] == [("file-missing", "mappings/rules/small.yaml")]


def test_a_file_of_another_shape_has_no_rules(tmp_path: Path) -> None:
    """The field is named, and nothing is asked of the rows."""
    found, problems, _ = read(tmp_path, row(**GROUP), row(colour="red", **LOCKED))
    assert found == ()
    assert [p.code for p in problems] == ["shape-unknown-field"]


def test_an_empty_list_has_no_codes(tmp_path: Path) -> None:
    """Its file is what `load_tables` complains of; here each code is in none."""
    _, problems, _ = read(tmp_path, row(**GROUP), codes="")
    assert [p.code for p in problems] == ["rule-value"]
    assert "Write one of 1: none." in problems[0].english
