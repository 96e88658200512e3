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


ReceiptAction = Literal["accepted", "again", "correct", "person"]
"""Reseptformidleren has the message; it is sent again as it is; it or the gateway is mended first; a person looks."""


class ReceiptRow(Shape):
    """What is done about one code of an AppRec."""

    code: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}$", description="Of list 7419.")]
    action: ReceiptAction
    no: Filled = Field(description="The list's own words.")
    en: Filled
    openncp: Annotated[str, Field(pattern=r"^(ERROR_ED_[A-Z_]+)?$")] = Field(
        "", description="What OpenNCP is told of the dispensation; empty where it was accepted."
    )
    status: Status


class ReceiptFile(Shape):
    """mappings/policy/receipts.yaml."""

    policy: Literal["receipts"]
    title: Filled
    maintainer: Filled
    note: Filled
    rows: Annotated[tuple[ReceiptRow, ...], Field(min_length=1)]


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
