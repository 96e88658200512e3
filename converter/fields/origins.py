"""Loads `mappings/fields/ep.yaml`: where each value of an eP comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from converter.fields.register import spelt_out
from converter.sources.files import read_file
from converter.sources.problems import Place, ProblemList
from converter.sources.shape import Filled, Name, Shape, node_at, shaped
from converter.sources.yaml_source import read_yaml


class Kind(StrEnum):
    """What a value comes from."""

    M1 = "m1"
    FEST = "fest"
    SETTING = "setting"
    CLOCK = "clock"
    FIXED = "fixed"
    ABSENT = "absent"
    REPEATS = "repeats"


class Source(Shape):
    """Where the values at the end of a path come from."""

    path: Filled = Field(description="The end of a path in the document; a leading slash makes it the whole path.")
    when: str = Field(default="", description="topic=choice: a choice that the conversion made.")
    m1: tuple[Filled, ...] = Field(default=(), description="Leaves of the message; the first that it has is the one.")
    fest: str = Field(default="", description="A fact of the medicines register.")
    setting: str = Field(default="", description="A setting, or an identifier of mappings/identifiers.yaml.")
    clock: str = Field(default="", description="The moment of conversion.")
    fixed: str = Field(default="", description="Laid down; by what.")
    absent: str = Field(default="", description="Nobody says it.")
    repeats: str = Field(default="", description="What it says again, for people.")
    table: str = Field(default="", description="The table that translated it.")
    also: tuple[Filled, ...] = Field(default=(), description="Other leaves of the message that shape it.")

    @cached_property
    def topic(self) -> str:
        """What the choice was about; empty where there was none."""
        return self.when.partition("=")[0]

    @cached_property
    def choice(self) -> str:
        """What was chosen."""
        return self.when.partition("=")[2]

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """What the row says that they come from; one where the register is sound."""
        return tuple(kind for kind in Kind if getattr(self, kind.value))

    @property
    def kind(self) -> Kind:
        """What they come from."""
        return self.kinds[0]

    @property
    def words(self) -> str:
        """What they come from, in words; of leaves of the message each has its own."""
        return "" if self.kind is Kind.M1 else str(getattr(self, self.kind.value))


class OriginFile(Shape):
    """The register of a document: mappings/fields/<origins>.yaml."""

    origins: Name
    title: Filled
    maintainer: Filled
    rows: Annotated[tuple[Source, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class OriginRegister:
    """The rows by the last name of their paths."""

    rows: tuple[Source, ...]
    by_end: Mapping[str, tuple[tuple[tuple[str, ...], Source], ...]]

    def find(self, place: str, choices: Mapping[str, str]) -> list[Source]:
        """The most specific rows for a value: one where the register is sound.

        Args:
            place: path with positions, from the document's root: `ClinicalDocument/author[1]/time[1]/@value`.
            choices: what the conversion chose, by topic.
        """
        steps = place.split("/")[1:]
        best: list[Source] = []
        best_score = (0, 0)
        for pattern, source in self.by_end.get(_name(steps[-1]), ()):
            if source.topic and choices.get(source.topic) != source.choice:
                continue
            score = _score(pattern, steps)
            if score > best_score:
                best, best_score = [source], score
            elif score == best_score and score > (0, 0):
                best.append(source)
        return best


def _name(step: str) -> str:
    return step.partition("[")[0]


def _score(pattern: tuple[str, ...], steps: list[str]) -> tuple[int, int]:
    """How many steps fit and how many of them by position; nothing where the pattern does not fit the end."""
    whole = pattern[0] == ""
    wanted = pattern[1:] if whole else pattern
    if len(wanted) > len(steps) or (whole and len(wanted) != len(steps)):
        return 0, 0
    positions = 0
    for want, step in zip(wanted, steps[-len(wanted) :], strict=True):
        if want == step and "[" in want:
            positions += 1
        elif want != _name(step):
            return 0, 0
    return len(wanted) + whole, positions


def load_origins(home: Path, name: str, problems: ProblemList) -> OriginRegister | None:
    """The register in `<home>/fields/<name>.yaml`; None, with every reason in `problems`, where it cannot be used."""
    file = f"mappings/fields/{name}.yaml"
    path = home / "fields" / f"{name}.yaml"
    text = read_file(path, file, problems)
    root = None if text is None else read_yaml(text, file, problems)
    content = None if root is None else shaped(root, OriginFile, file, problems)
    if root is None or content is None:
        return None
    by_end: dict[str, list[tuple[tuple[str, ...], Source]]] = {}
    for number, source in enumerate(content.rows):
        node = node_at(root, ("rows", number))
        if len(source.kinds) != 1:
            problems.add("origin-kind", Place(file, node.line, node.column), found=", ".join(source.kinds))
            continue
        for spelt in spelt_out(source.path):
            steps = tuple(spelt.split("/"))
            by_end.setdefault(_name(steps[-1]), []).append((steps, source))
    return OriginRegister(content.rows, {end: tuple(found) for end, found in by_end.items()})
