"""Items beside items, and clauses beside clauses: what may be put together at all."""

from converter.dosage.fragment import PAUSE, SENTENCE, Fragment, Fragments
from converter.dosage.saying import flat
from converter.model.meaning import FOOD

SIGNS = (PAUSE, SENTENCE)


def before_items(fragment: Fragment, fragments: Fragments) -> Fragments | None:
    """An item before the others. Weekdays beside weekdays, and three times in a row, are one list and read as one."""
    following = [f for f in fragments if f not in SIGNS]
    if _days_before(fragment, fragments[0]):
        return None
    if fragment[0] == following[0][0] == "days":
        return None
    row = [f for f in (fragment, *following[:2]) if f[0] == "at" and any(m.name != FOOD for m in f[1])]
    many = any(len(f[1]) > 1 for f in row)
    return None if len(row) > 2 or (many and row[1:] and row[1] is following[0]) else (fragment, *fragments)


def _days_before(fragment: Fragment, following: Fragment) -> bool:
    """`2 dager før avreise`: a length of time close before an event is how long before, and not for how long."""
    names = {name for name, _ in flat((fragment,))}
    related = following[0] == "at" and following[1][0].relation in {"before", "after"}
    return "length" in names and related and following[1][0].offset is None


def two_clauses(one: Fragments, other: Fragments) -> bool:
    """Whether each says how much, and what is between them does not stand within a list of days or times."""
    within = one[-1][0] == other[0][0] and one[-1][0] in {"days", "at"}
    return _doses(one) and _doses(other) and not within


def _doses(fragments: Fragments) -> bool:
    """Whether a clause says how much."""
    names = {name for name, _ in flat(fragments)}
    return bool(names & {"dose", "plan", "rate", "layer"})


def and_more(clauses: tuple[Fragments, ...], more: Fragments) -> tuple[Fragments, ...]:
    """Sentences behind `deretter seponeres` are the last clause's, as they would be before it."""
    return (*clauses[:-1], (*clauses[-1], SENTENCE, *more))
