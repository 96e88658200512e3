"""Which values are asked of the rules of a route, and how what they let pass is told: `check_floor` by itself."""

import pytest

from converter.rules.floor import Placed, check_floor
from converter.rules.rule import Effect, Rule
from converter.rules.rule import Test as Asked
from converter.rules.vocabulary import Codes, FactRow, Stop, Vocabulary, Words, by_name
from converter.sources.problems import Place, ProblemList, TableProblem

LISTS = {"1": {"A", "B", "C"}}
FACTS = by_name(
    FactRow("group", "the group", Codes("1")), FactRow("access", "whether", Words(("open", "blocked", "no")))
)
ROWS = Place("small.yaml", 7)


def rule(fact: str, test: Asked, *values: str, effect: Effect = Effect.REJECT, name: str = "a-rule") -> Placed:
    """A rule of line 9."""
    told = {"path": "", "reason_no": "Nei.", "reason_en": "No.", "basis": "a law", "openncp": "ERROR_EP_GENERIC"}
    return Placed(Rule(id=name, fact=fact, test=test, values=values, effect=effect, **told), Place("small.yaml", 9))


def stop(fact: str, test: Asked, *values: str, effect: Effect = Effect.REJECT) -> Stop:
    """A part of the floor, which `its-rule` holds as shipped."""
    return Stop("its-rule", fact, test, frozenset(values), effect)


def below(needed: Stop, *rules: Placed) -> list[TableProblem]:
    """What is said of these rules on this floor."""
    problems = ProblemList()
    check_floor(Vocabulary("small", FACTS, set(Effect), (needed,)), rules, LISTS, ROWS, problems)
    return list(problems)


def passing(needed: Stop, *rules: Placed) -> list[str]:
    """The values that it says are let through, in English."""
    found = below(needed, *rules)
    assert [p.code for p in found] in ([], ["rule-floor"])
    return [v for p in found for v in p.english.partition(" = ")[2].partition(". 'its-rule' must.")[0].split(" / ")]


A_OR_B = stop("group", Asked.IN, "A", "B")
ALL_BUT_C = stop("group", Asked.NOT_IN, "C")
OPEN_ONLY = stop("access", Asked.NOT_IN, "open")
WARNED = stop("group", Asked.IS, "A", effect=Effect.REMARK)
CASES: dict[str, tuple[Stop, tuple[Placed, ...], list[str]]] = {
    "each that is named, where no rule is left": (A_OR_B, (), ["A", "B"]),
    "each of the list but one, and whatever is in none": (ALL_BUT_C, (), ["A", "B", "any other"]),
    "each of the words but one": (OPEN_ONLY, (), ["blocked", "no", "any other"]),
    "one that no list has": (stop("group", Asked.IS, "Z"), (), ["Z"]),
    "the one forgotten": (A_OR_B, (rule("group", Asked.IN, "A", "C"),), ["B"]),
    "one of the list, by naming others": (ALL_BUT_C, (rule("group", Asked.IN, "A"),), ["B", "any other"]),
    "one that only the rule names": (ALL_BUT_C, (rule("group", Asked.NOT_IN, "C", "X"),), ["X"]),
    "none, one in each of two rules": (A_OR_B, (rule("group", Asked.IS, "A"), rule("group", Asked.IS, "B")), []),
    "none, the same said the other way round": (A_OR_B, (rule("group", Asked.NOT_IN, "C"),), []),
    "all, for the rule is of another fact": (A_OR_B, (rule("access", Asked.IN, "A", "B"),), ["A", "B"]),
    "all, for the rule only warns": (A_OR_B, (rule("group", Asked.IN, "A", "B", effect=Effect.REMARK),), ["A", "B"]),
    "none, for the rule rejects where a warning is enough": (WARNED, (rule("group", Asked.IS, "A"),), []),
    "none, for it warns": (WARNED, (rule("group", Asked.IS, "A", effect=Effect.REMARK),), []),
    "one, for what closes a case is no warning": (WARNED, (rule("group", Asked.IS, "A", effect=Effect.FINISH),), ["A"]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_rules_let_pass(name: str) -> None:
    """Of the floor's own values, the list's, those the rules name, and one that is named nowhere."""
    needed, rules, values = CASES[name]
    assert passing(needed, *rules) == values


def test_it_is_told_at_the_row_that_should_stop_it_or_where_the_rows_begin() -> None:
    """The row that the project ships for it, whatever it does now."""
    own, other = rule("group", Asked.IS, "A", name="its-rule"), rule("group", Asked.IS, "A")
    assert [[p.line for p in below(A_OR_B, *rules)] for rules in ((other, own), (other,), ())] == [[9], [7], [7]]


def test_it_is_told_with_the_row_to_write() -> None:
    """In both languages."""
    (problem,) = below(ALL_BUT_C, rule("group", Asked.IS, "A"))
    row = "fact: group, test: not-in, values: [C], effect: reject"
    assert problem.english == f"No rule (reject) stops group = B / any other. 'its-rule' must. Write '{row}'."
    assert problem.norwegian == (
        f"Ingen regel (reject) stanser group = B / enhver annen. Det må «its-rule» gjøre. Skriv «{row}»."
    )


def test_yes_and_no_are_quoted_in_that_row() -> None:
    """YAML takes them for something else; no other word needs it."""
    said = below(stop("access", Asked.IN, "blocked", "no", "yes"))[0].english
    assert 'values: [blocked, "no", "yes"]' in said
