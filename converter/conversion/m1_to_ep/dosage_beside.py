"""What stands beside a dosage and can contradict it: kind of use (`Bruk`), purpose, the day it was written."""

from collections.abc import Iterator
from datetime import date

from converter.model.meaning import Bound, Clause, Meaning

REGULAR, AS_NEEDED = "1", "3"
"""List 9101: regular use, and when needed."""
NEEDED_WORDS, OPEN_WORDS = ("needed",), ("needed", "up to", "at most")
"""What English of a table or of structure has, where it is for when needed, or leaves open how much is taken."""


def _clauses(meaning: Meaning) -> Iterator[Clause]:
    """Those in which something is taken."""
    yield from (c for c in meaning.clauses if not c.stop)


def use_differs(use: str, meaning: Meaning | None, english: str) -> bool:
    """Whether a kind of use is not that of the dosage.

    Args:
        use: code of list 9101; empty where none is given.
        meaning: of the dosage; None where it is not known, and its English words tell.
        english: those words.
    """
    if meaning is None:
        words = english.casefold()
        needed, fixed = any(w in words for w in NEEDED_WORDS), not any(w in words for w in OPEN_WORDS)
    elif meaning.common.as_needed or meaning.common.most is not None:
        needed, fixed = bool(meaning.common.as_needed), False
    else:
        needed = all(c.as_needed for c in _clauses(meaning))
        fixed = not any(_is_open(c) for c in _clauses(meaning))
    return (use == REGULAR and needed) or (use == AS_NEEDED and fixed)


def _is_open(clause: Clause) -> bool:
    """Whether it is for when needed, or does not say that so much is taken so often."""
    up_to = clause.frequency is not None and clause.frequency.bound is Bound.UP_TO
    at_no_time = not (clause.frequency or clause.every or clause.at or clause.plan or clause.days or clause.total)
    repeated = clause.may_repeat is not None or clause.most is not None
    return bool(clause.as_needed) or up_to or at_no_time or repeated


def purposes_differ(meaning: Meaning, indication: tuple[str, ...]) -> bool:
    """Whether a dosage says what it is for and that has nothing in common with the indication, both known."""
    said = {key for clause in (*meaning.clauses, meaning.common) for key in clause.purpose}
    return bool(said) and bool(indication) and said.isdisjoint(indication)


def ends_before(meaning: Meaning, written: date) -> bool:
    """Whether a dosage ends on a day before it was written, or before its own first day."""
    for clause in (*meaning.clauses, meaning.common):
        end = clause.until.day if clause.until is not None else None
        first = clause.start.day if clause.start is not None else None
        if end is not None and (end < written or (first is not None and end < first)):
            return True
    return False
