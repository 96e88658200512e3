"""The safety floor: what the rules of a route must stop, whatever is written in `mappings/rules/`.

A route's floor (`Vocabulary.floor`) is written as rules are, and judged by what the file's rules do, not by their
codes: each value that the floor stops, some rule of the file must stop, with the same effect. It is enough to ask of
single values, and of those that are named somewhere and of one that is named nowhere:

- a rule sees a value by whether the rule names it, so it treats all that no rule names alike;
- `is`, `in` and `not-in` that hold for some values of a fact hold for more of them too.

`none-in` is no part of it: it holds of one value and not of that value beside another, so rules with it stop nothing
here.

So a rule split in two is as good as the whole one, and one that holds by a fact of its own is not.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from converter.rules.rule import Effect, Rule, Test
from converter.rules.vocabulary import Codes, Domain, Stop, Vocabulary, Words
from converter.sources.problems import Place, ProblemList


class _Unnamed(str):
    """A value that equals itself alone: no list has it and no rule can name it, whatever is written in them."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)


UNNAMED = _Unnamed("\N{REPLACEMENT CHARACTER}")
AT_LEAST = {
    Effect.REMARK: frozenset({Effect.REMARK, Effect.REJECT}),
    Effect.WITHHOLD: frozenset({Effect.WITHHOLD, Effect.EXCLUDE}),
}
"""What is as strong as an effect, where more than that one is."""
ANY_DAY = date(2000, 1, 1)
"""No floor is about days; `Rule.holds` asks for one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule and where it stands."""

    rule: Rule
    place: Place


def check_floor(
    words: Vocabulary,
    found: tuple[Placed, ...],
    lists: Mapping[str, Set[str]],
    rows: Place,
    problems: ProblemList,
) -> None:
    """Adds a problem for each part of the floor that the rules do not stop.

    Args:
        words: the route, with its floor.
        found: the rules of its file.
        lists: codes by number of list.
        rows: where the file's rows begin: named where the rule itself is gone.
        problems: takes what is wrong.
    """
    for stop in words.floor:
        rules = [
            p.rule
            for p in found
            if p.rule.fact == stop.fact
            and p.rule.test is not Test.NONE_IN
            and p.rule.effect in AT_LEAST.get(stop.effect, {stop.effect})
        ]
        named = {value for p in found if p.rule.fact == stop.fact for value in p.rule.values}
        probes = {*named, *stop.values, *_known(words.facts[stop.fact].domain, lists), UNNAMED}
        passing = [v for v in sorted(probes) if _stops(stop, v) and not _any_holds(rules, v)]
        if passing:
            place = next((p.place for p in found if p.rule.id == stop.rule), rows)
            problems.add("rule-floor", place, **_told(stop, passing))


def _known(domain: Domain, lists: Mapping[str, Set[str]]) -> Set[str]:
    if isinstance(domain, Codes):
        return lists[domain.number]
    return set(domain.values) if isinstance(domain, Words) else set()


def _stops(stop: Stop, value: str) -> bool:
    return (value not in stop.values) if stop.test is Test.NOT_IN else value in stop.values


def _any_holds(rules: Iterable[Rule], value: str) -> bool:
    return any(rule.holds({rule.fact: (value,)}, ANY_DAY) for rule in rules)


def _told(stop: Stop, passing: list[str]) -> dict[str, str]:
    """What is no longer stopped, and the row to write."""
    values = ", ".join(f'"{v}"' if v in {"yes", "no"} else v for v in sorted(stop.values))
    return {
        "found": stop.rule,
        "fact": stop.fact,
        "effect": stop.effect.value,
        "passing": " / ".join("any other" if v is UNNAMED else v for v in passing),
        "passing_no": " / ".join("enhver annen" if v is UNNAMED else v for v in passing),
        "wanted": f"fact: {stop.fact}, test: {stop.test.value}, values: [{values}], effect: {stop.effect.value}",
    }
