"""Loads and checks `mappings/fields/`: what becomes of each leaf of a message, readable without code."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from converter.sources.files import read_file
from converter.sources.problems import Place, ProblemList
from converter.sources.shape import Filled, Name, Shape, node_at, shaped
from converter.sources.yaml_source import read_yaml

EITHER = re.compile(r"\{([^{}]*)\}")
BELOW = "/**"


class Fate(StrEnum):
    """What becomes of a leaf."""

    CARRIED = "carried"
    TRANSLATED = "translated"
    USED = "used"
    WITHHELD = "withheld"


FATES = {
    Fate.CARRIED: ("Sent as it is", "Sendes som det er"),
    Fate.TRANSLATED: ("Sent in EU terms", "Sendes i EU-termer"),
    Fate.USED: ("Used, not sent", "Brukes, sendes ikke"),
    Fate.WITHHELD: ("Stays in Norway", "Blir i Norge"),
}
"""What a fate is called on the way out: English, Norwegian."""


class Policy(Shape):
    """Why something stays in Norway, or is used without being sent."""

    id: Name
    text_no: Filled
    text_en: Filled


class FieldRow(Shape):
    """What becomes of a leaf, or of several that are spelt together."""

    path: Filled = Field(description="Local element names; @ before an attribute; {a,b} for either; ** for all below.")
    fate: Fate
    to: tuple[Filled, ...] = Field(default=(), description="Where it goes, as ends of paths in the eP.")
    table: str = Field(default="", description="The table that translates it.")
    narrative: Literal["", "yes"] = Field(default="", description="It goes into the readable part only.")
    policy: str = Field(default="", description="Why it stays or is only used: an id of policies.")
    note_no: str = ""
    note_en: str = ""


class FieldFile(Shape):
    """The register of one message: mappings/fields/<fields>.yaml."""

    fields: Name
    title: Filled
    maintainer: Filled
    policies: tuple[Policy, ...]
    rows: Annotated[tuple[FieldRow, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class FieldRegister:
    """The rows of a register, its policies by id, and the leaves that the rows speak of."""

    title: str
    policies: Mapping[str, Policy]
    rows: tuple[FieldRow, ...]
    exact: Mapping[str, FieldRow]
    below: Mapping[str, FieldRow]

    def find(self, path: str) -> FieldRow | None:
        """The most specific row for a leaf; None where the register does not know it."""
        if path in self.exact:
            return self.exact[path]
        above = path
        while above:
            above = above.rpartition("/")[0]
            if above in self.below:
                return self.below[above]
        return None

    def policy(self, row: FieldRow) -> Policy | None:
        """Why something stays or is only used; None where it leaves."""
        return self.policies.get(row.policy)


def spelt_out(path: str) -> Iterator[str]:
    """The paths that a row's path stands for."""
    parts = EITHER.split(path)
    choices = [part.split(",") if n % 2 else [part] for n, part in enumerate(parts)]
    for chosen in product(*choices):
        yield "".join(chosen)


def load_fields(home: Path, name: str, problems: ProblemList) -> FieldRegister | None:
    """The register in `<home>/fields/<name>.yaml`; None, with every reason in `problems`, where it cannot be used."""
    file = f"mappings/fields/{name}.yaml"
    path = home / "fields" / f"{name}.yaml"
    text = read_file(path, file, problems)
    root = None if text is None else read_yaml(text, file, problems)
    content = None if root is None else shaped(root, FieldFile, file, problems)
    if root is None or content is None:
        return None
    policies = {p.id: p for p in content.policies}
    exact: dict[str, FieldRow] = {}
    below: dict[str, FieldRow] = {}
    for number, row in enumerate(content.rows):
        node = node_at(root, ("rows", number))
        place = Place(file, node.line, node.column)
        _check(row, policies, place, problems)
        for one in spelt_out(row.path):
            known, key = (below, one.removesuffix(BELOW)) if one.endswith(BELOW) else (exact, one)
            if key in known:
                problems.add("field-twice", place, found=one)
            known[key] = row
    return FieldRegister(content.title, policies, content.rows, exact, below)


def _check(row: FieldRow, policies: Mapping[str, Policy], place: Place, problems: ProblemList) -> None:
    leaves = row.fate in {Fate.CARRIED, Fate.TRANSLATED}
    if leaves != bool(row.to):
        problems.add("field-to", place, found=row.fate)
    if leaves == bool(row.policy) or (row.policy and row.policy not in policies):
        problems.add("field-policy", place, found=row.policy, wanted=", ".join(sorted(policies)))
