"""Holds that no phrase has two meanings, but where a row of `ambiguous` says which."""

from collections.abc import Mapping

from converter.dosage.vocabulary import AMBIGUOUS, Word, pieces
from converter.sources.problems import ProblemList

Kinds = Mapping[str, Mapping[str, Word]]
FAMILIES = (
    frozenset({"conditions", "purposes", "sites"}),
    frozenset({"events", "times", "times nouns", "until nouns", "from nouns"}),
)
"""Kinds whose rows of one value are one meaning: pain as a reason and as a purpose, bedtime as a time and an event.

Eczema is a reason and the place of it; its neighbours tell."""


def check_readings(kinds: Kinds, problems: ProblemList) -> None:
    """Adds a problem for each reading of an ambiguous word that names no row."""
    rows = {word.name for words in kinds.values() for word in words.values()}
    for word in kinds.get(AMBIGUOUS, {}).values():
        for name in word.readings:
            if name not in rows:
                problems.add("phrase-reading", word.place, found=name)


def check_phrases(kinds: Kinds, problems: ProblemList) -> None:
    """Adds a problem for each phrase that two rows have, at the later of them."""
    found: dict[tuple[str, ...], list[Word]] = {}
    for words in kinds.values():
        for row in words.values():
            own = {(texts, word) for text, word in row.written() for texts in pieces(text)}
            for texts, word in sorted(own, key=lambda each: (each[0], each[1].kind)):
                found.setdefault(texts, []).append(word)
    for texts, sharing in sorted(found.items()):
        readings = {name for word in sharing if word.kind == AMBIGUOUS for name in word.readings}
        for at, word in enumerate(sharing):
            others = [other for other in sharing[:at] if not _agree(word, other, readings)]
            for other in others[:1]:
                problems.add(
                    "phrase-twice",
                    word.place,
                    found=" ".join(texts),
                    one=f"{other.value} ({other.kind})",
                    two=f"{word.value} ({word.kind})",
                    other=f"{other.file}:{other.line}",
                )


def _agree(one: Word, other: Word, readings: set[str]) -> bool:
    """Whether two words that share a phrase are one row, one meaning, or readings that are told apart later."""
    if one.place == other.place:
        return True
    if one.kind == other.kind == AMBIGUOUS:
        return False
    if {word.name for word in (one, other) if word.kind != AMBIGUOUS} <= readings:
        return True
    return one.value == other.value and any({one.kind, other.kind} <= family for family in FAMILIES)
