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

    @cached_property
    def kind(self) -> Kind:
        """What they come from."""
        return self.kinds[0]

    @cached_property
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
class Pattern:
    """A path of a row, spelt out.

    Attributes:
        steps: names, with positions where the row gives them; names: the same without.
        whole: whether it is a whole path and not the end of one.
        topic: what the row's choice was about, as the row has it.
        source: the row.
    """

    steps: tuple[str, ...]
    names: tuple[str, ...]
    whole: bool
    topic: str
    source: Source

    def score(self, steps: tuple[str, ...], names: tuple[str, ...]) -> tuple[int, int]:
        """How many steps fit and how many of them by position; nothing where the pattern does not fit the end."""
        count = len(self.names)
        if names[-count:] != self.names or (self.whole and count != len(names)):
            return 0, 0
        positions = 0
        for want, step in zip(self.steps, steps[-count:], strict=True):
            if "[" in want:
                if want != step:
                    return 0, 0
                positions += 1
        return count + self.whole, positions


@dataclass(frozen=True, slots=True)
class OriginRegister:
    """The rows, and their paths by the last name of each."""

    rows: tuple[Source, ...]
    by_end: Mapping[str, tuple[Pattern, ...]]

    def find(self, place: str, choices: Mapping[str, str]) -> list[Source]:
        """The most specific rows for a value: one where the register is sound.

        Args:
            place: path with positions, from the document's root: `ClinicalDocument/author[1]/time[1]/@value`.
            choices: what the conversion chose, by topic.
        """
        steps = tuple(place.split("/")[1:])
        names = tuple([_name(step) for step in steps])
        best: list[Source] = []
        best_score = (0, 0)
        for pattern in self.by_end.get(names[-1], ()):
            if pattern.topic and choices.get(pattern.topic) != pattern.source.choice:
                continue
            score = pattern.score(steps, names)
            if score > best_score:
                best, best_score = [pattern.source], score
            elif score == best_score and score > (0, 0):
                best.append(pattern.source)
        return best


def _pattern(path: str, source: Source) -> Pattern:
    steps = tuple(path.removeprefix("/").split("/"))
    return Pattern(steps, tuple([_name(s) for s in steps]), path.startswith("/"), source.topic, source)


def _name(step: str) -> str:
    return step.partition("[")[0]


def load_origins(home: Path, name: str, problems: ProblemList) -> OriginRegister | None:
    """The register in `<home>/fields/<name>.yaml`; None, with every reason in `problems`, where it cannot be used."""
    file = f"mappings/fields/{name}.yaml"
    path = home / "fields" / f"{name}.yaml"
    text = read_file(path, file, problems)
    root = None if text is None else read_yaml(text, file, problems)
    content = None if root is None else shaped(root, OriginFile, file, problems)
    if root is None or content is None:
        return None
    by_end: dict[str, list[Pattern]] = {}
    for number, source in enumerate(content.rows):
        node = node_at(root, ("rows", number))
        if len(source.kinds) != 1:
            problems.add("origin-kind", Place(file, node.line, node.column), found=", ".join(source.kinds))
            continue
        for spelt in spelt_out(source.path):
            pattern = _pattern(spelt, source)
            by_end.setdefault(pattern.names[-1], []).append(pattern)
    return OriginRegister(content.rows, {end: tuple(found) for end, found in by_end.items()})
