"""The shapes of the tables of judgements: mappings/policy/<name>.yaml."""

from typing import Annotated, Literal

from pydantic import Field

from converter.sources.shape import Filled, Shape
from converter.terminology.shapes import Status

SubstitutionCase = Literal["reserved", "listed", "conditional", "unlisted", "unknown", "substance"]
"""The prescriber reserves; the package is in an exchange group, in one with a condition, in none; the register does not
know it, or knows no groups; a substance is prescribed."""
WordKind = Literal["reimbursement", "substitution", "goods", "address"]
WordPlace = Literal["start", "anywhere", "word", "end", "alone", "apart"]
"""Begins a word; stands within one too; is a whole one; no other follows before the next sign; between signs;
a thing of its own, not a part that a package comes with or without."""


class SubstitutionRow(Shape):
    """What an eP says in one case."""

    case: SubstitutionCase
    subst: Literal["N", "G", ""] = Field("", description="Code of eHDSISubstitutionCode; empty where none is said.")
    english: str = Field("", description="What the dispenser is told in words; empty where nothing is.")
    status: Status
    note: Filled


class WordRow(Shape):
    """A word and what its being there says."""

    says: WordKind
    word: Filled
    at: WordPlace = Field("start", description="Where it counts: at a word's start where nothing is said.")
    status: Status
    note: Filled


class SubstitutionFile(Shape):
    """mappings/policy/substitution.yaml."""

    policy: Literal["substitution"]
    title: Filled
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[SubstitutionRow, ...], Field(min_length=1)]


class PolicyWordFile(Shape):
    """mappings/policy/words.yaml."""

    policy: Literal["words"]
    title: Filled
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[WordRow, ...], Field(min_length=1)]
