"""A fragment: what one item of an instruction says, as a pair of a name and a value; and a whole text of them."""

from dataclasses import dataclass
from typing import Any

Fragment = tuple[str, Any]
Fragments = tuple[Fragment, ...]
DOUBTFUL = "?"
"""In place of a relation: `middag`, which is noon only in a row with morning or evening."""
BY_SIGN, BY_WORD = "sign", "word"
PAUSE: Fragment = ("pause", True)
"""A comma, colon or semicolon between two items."""
SENTENCE: Fragment = ("sentence", True)
"""Where a sentence of a clause begins that is not its first."""


@dataclass(frozen=True, slots=True)
class Parts:
    """One reading of a whole text, clause by clause, before it is known whether it makes sense.

    Attributes:
        clauses: the fragments of each.
        joins: between clauses that stand side by side, BY_SIGN or BY_WORD (`i tillegg`).
        then: whether they follow one another.
        stop: whether nothing is taken after the last.
    """

    clauses: tuple[Fragments, ...]
    joins: tuple[str, ...] = ()
    then: bool = False
    stop: bool = False
