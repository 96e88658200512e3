"""Loads and checks `mappings/rules/`."""

import csv
import re
from collections.abc import Set
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Annotated

from pydantic import Field

from converter.model.catalogue import CATALOGUE
from converter.rules.floor import Placed, check_floor
from converter.rules.rule import Effect, Rule, Test
from converter.rules.vocabulary import ATC, TESTS, Atc, Codes, Number, Vocabulary, Words
from converter.sources.files import read_file
from converter.sources.problems import Place, ProblemList
from converter.sources.shape import Filled, Name, Shape, node_at, shaped
from converter.sources.yaml_source import Node, read_yaml

VALUE_TESTS = {Test.IS, Test.IN, Test.NOT_IN, Test.NONE_IN, Test.MORE_THAN}
WHOLE = re.compile(r"[0-9]+")


class RuleFile(Shape):
    """The rules of one route: mappings/rules/<rules>.yaml."""

    rules: Name
    title: Filled
    maintainer: Filled
    rows: Annotated[tuple[Rule, ...], Field(min_length=1)]
    retired: tuple[Name, ...] = Field(description="Codes that were in use once and must not be used again.")


@dataclass(frozen=True, slots=True)
class _RowPlace:
    """A row's node, from which the places of its fields are found."""

    file: str
    node: Node
    problems: ProblemList

    def at(self, *path: int | str) -> Place:
        node = node_at(self.node, path)
        return Place(self.file, node.line, node.column)

    def add(self, code: str, *path: int | str, **values: object) -> None:
        self.problems.add(code, self.at(*path), **values)


def read_rules(home: Path, words: Vocabulary, problems: ProblemList) -> tuple[Placed, ...]:
    """The rules in `<home>/rules/<words.name>.yaml` with their places, held against what `words` allows and demands.

    Args:
        home: the folder mappings/.
        words: facts, values, effects and floor of the route.
        problems: takes all that is wrong.
    """
    file = f"mappings/rules/{words.name}.yaml"
    text = read_file(home / "rules" / f"{words.name}.yaml", file, problems)
    root = None if text is None else read_yaml(text, file, problems)
    content = None if root is None else shaped(root, RuleFile, file, problems)
    if root is None or content is None:
        return ()
    if content.rules != words.name:
        node = node_at(root, ("rules",))
        problems.add("file-name", Place(file, node.line, node.column), found=content.rules, wanted=words.name)
    lists = _code_lists(home, words, problems)
    seen: set[str] = {*content.retired, *CATALOGUE}
    found: list[Placed] = []
    for number, row in enumerate(content.rows):
        where = _RowPlace(file, node_at(root, ("rows", number)), problems)
        if row.id in seen:
            where.add("rule-code-used", "id", found=row.id)
        seen.add(row.id)
        if row.unless and (row.effect is not Effect.REMARK or row.unless not in {other.id for other in content.rows}):
            where.add("rule-unless", "unless", found=row.unless)
        _check_row(row, words, lists, where)
        found.append(Placed(row, where.at()))
    rows = node_at(root, ("rows",))
    check_floor(words, tuple(found), lists, Place(file, rows.line, rows.column), problems)
    return tuple(found)


def _code_lists(home: Path, words: Vocabulary, problems: ProblemList) -> dict[str, Set[str]]:
    """The codes of each list that a fact is of, by its number. What is wrong inside a list, `load_tables` says."""
    numbers = {fact.domain.number for fact in words.facts.values() if isinstance(fact.domain, Codes)}
    found: dict[str, Set[str]] = {}
    for number in sorted(numbers):
        file = f"mappings/codelists/{number}.csv"
        text = read_file(home / "codelists" / f"{number}.csv", file, problems)
        _, *rows = csv.reader(StringIO(text or "code"))
        found[number] = {row[0] for row in rows if row}
    return found


def _check_row(row: Rule, words: Vocabulary, lists: dict[str, Set[str]], where: _RowPlace) -> None:
    if row.effect not in words.effects:
        where.add("rule-effect", "effect", found=row.effect, wanted=" / ".join(sorted(words.effects)))
    if row.effect is Effect.WITHHOLD and row.fact not in words.apart and row.effect in words.effects:
        others = " / ".join(sorted(words.effects - {Effect.WITHHOLD}))
        where.add("rule-withhold", "effect", fact=row.fact, wanted=others)
    if bool(row.hint_no) != bool(row.hint_en):
        where.add("rule-hint", "hint_no")
    if (row.test in VALUE_TESTS) != bool(row.values) or (row.test is Test.MORE_THAN and len(row.values) > 1):
        where.add("rule-values", "values", found=row.test)
    fact = words.facts.get(row.fact)
    if fact is None:
        where.add("rule-fact", "fact", found=row.fact, wanted=", ".join(sorted(words.facts)))
        return
    domain = fact.domain
    if row.test not in TESTS[type(domain)]:
        wanted = " / ".join(sorted(TESTS[type(domain)]))
        where.add("rule-test", "test", found=row.test, fact=row.fact, wanted=wanted)
        return
    said = set(WHOLE.findall(f"{row.reason_no} {row.reason_en}")) if isinstance(domain, Number) else set()
    if not said <= set(row.values):
        where.add("rule-limit-text", "reason_no", found=", ".join(sorted(said)), wanted=", ".join(row.values))
    for number, value in enumerate(row.values):
        if isinstance(domain, Number):
            if not (value.isascii() and value.isdigit() and domain.least <= int(value) <= domain.most):
                where.add("rule-number", "values", number, found=value, least=domain.least, most=domain.most)
        elif isinstance(domain, Atc):
            if not ATC.fullmatch(value):
                where.add("rule-value", "values", number, found=value, fact=row.fact, wanted=str(domain))
        elif isinstance(domain, Codes | Words) and value not in (allowed := _values(domain, lists)):
            named = f"{domain.number}: " if isinstance(domain, Codes) else ""
            wanted = named + ", ".join(sorted(allowed))
            where.add("rule-value", "values", number, found=value, fact=row.fact, wanted=wanted)


def _values(domain: Codes | Words, lists: dict[str, Set[str]]) -> Set[str]:
    return set(domain.values) if isinstance(domain, Words) else {*lists[domain.number], *domain.beside}
