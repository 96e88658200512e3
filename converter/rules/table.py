"""Loads and checks `mappings/rules/`."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from converter.rules.rule import Effect, Rule, Test
from converter.sources.problems import Place, ProblemList
from converter.sources.shape import Filled, Name, Shape, node_at, shaped
from converter.sources.yaml_source import read_yaml

DATE_TESTS = {Test.BEFORE_TODAY, Test.AFTER_TODAY}
VALUE_TESTS = {Test.IS, Test.IN, Test.NOT_IN}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the rules of one route may speak of.

    Attributes:
        name: of the file in mappings/rules/.
        facts: what each fact says, by name.
        dates: the facts that are days.
        effects: what may follow.
    """

    name: str
    facts: Mapping[str, str]
    dates: Set[str]
    effects: Set[Effect]


class RuleRow(Shape):
    """One rule."""

    id: Name = Field(description="Stable code of the finding; never reused.")
    fact: Name = Field(description="What is tested; the facts are listed in docs/rules.md.")
    test: Literal["is", "in", "not-in", "missing", "before-today", "after-today"]
    values: list[Filled] = Field(description="What the fact is held against; empty for missing and for dates.")
    effect: Literal["exclude", "withhold", "remark", "reject", "finish", "leave-open"]
    path: str = Field(description="Where in the message the reason lies; empty where it is not in the message.")
    reason_no: Filled
    reason_en: Filled
    basis: Filled = Field(description="Law, specification or policy.")
    openncp: Filled = Field(description="The OpenNCP error this corresponds to.")


class RuleFile(Shape):
    """The rules of one route: mappings/rules/<rules>.yaml."""

    rules: Name
    title: Filled
    maintainer: Filled
    rows: Annotated[list[RuleRow], Field(min_length=1)]
    retired: list[Name] = Field(description="Codes that were in use once and must not be used again.")


def load_rules(home: Path, words: Vocabulary, problems: ProblemList) -> tuple[Rule, ...]:
    """The rules in `<home>/rules/<words.name>.yaml`, in the file's order; what is wrong is added to `problems`."""
    file = f"mappings/rules/{words.name}.yaml"
    path = home / "rules" / f"{words.name}.yaml"
    if not path.is_file():
        problems.add("file-missing", Place(file))
        return ()
    root = read_yaml(path.read_text(encoding="utf-8"), file, problems)
    content = None if root is None else shaped(root, RuleFile, file, problems)
    if root is None or content is None:
        return ()
    seen: set[str] = set(content.retired)
    for number, row in enumerate(content.rows):
        node = node_at(root, ("rows", number))
        place = Place(file, node.line, node.column)
        if row.id in seen:
            problems.add("rule-code-used", place, found=row.id)
        seen.add(row.id)
        if row.fact not in words.facts:
            problems.add("rule-fact", place, found=row.fact, wanted=", ".join(sorted(words.facts)))
        elif (row.fact in words.dates) != (Test(row.test) in DATE_TESTS):
            problems.add("rule-test", place, found=row.test, wanted=row.fact)
        if (Test(row.test) in VALUE_TESTS) != bool(row.values):
            problems.add("rule-values", place, found=row.test)
        if Effect(row.effect) not in words.effects:
            problems.add("rule-effect", place, found=row.effect, wanted=" / ".join(sorted(words.effects)))
    return tuple(_rule(row) for row in content.rows)


def _rule(row: RuleRow) -> Rule:
    return Rule(
        id=row.id,
        fact=row.fact,
        test=Test(row.test),
        values=frozenset(row.values),
        effect=Effect(row.effect),
        reason_no=row.reason_no,
        reason_en=row.reason_en,
        basis=row.basis,
        path=row.path,
        openncp=row.openncp,
    )
