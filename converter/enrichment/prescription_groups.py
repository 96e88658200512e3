"""The prescription group (Reseptgruppe, list 7421) of all that holds a substance, has an ATC code, or has a brand."""

import re
from collections.abc import Iterable

from converter.model.atc import levels
from converter.model.groups import NEVER_ABROAD, STRICTEST_FIRST

LEAVING = frozenset(STRICTEST_FIRST) - NEVER_ABROAD
"""Groups of list 7421 that are neither narcotic nor addictive."""
_WORD = re.compile(r"[^\W_]+")
_PLACE = {group: number for number, group in enumerate(STRICTEST_FIRST)}


def strictest(groups: Iterable[str]) -> str:
    """The strictest group of list 7421; a group outside it is stricter than all. Empty where there is none."""
    return min(sorted(groups), key=lambda group: _PLACE.get(group, -1), default="")


class GroupsOfSubstances:
    """Collects, for each substance, the strictest group of what holds it, and which substances belong together."""

    def __init__(self) -> None:
        self._group: dict[str, str] = {}
        self._related: dict[str, set[str]] = {}

    def hold(self, substances: Iterable[str], group: str) -> None:
        """Something of this group holds these substances."""
        for substance in substances:
            held = self._group.get(substance)
            self._group[substance] = group if held is None else strictest((held, group))

    def relate(self, one: str, other: str) -> None:
        """One refers to the other (RefVirkestoff)."""
        if one != other:
            self._related.setdefault(one, set()).add(other)
            self._related.setdefault(other, set()).add(one)

    def group(self, substance: str) -> str:
        """The strictest group of what holds the substance; empty where nothing does."""
        return self._group.get(substance, "")

    def related(self, substance: str) -> tuple[str, ...]:
        """What the substance is related to, in either direction, in order."""
        return tuple(sorted(self._related.get(substance, ())))

    def related_group(self, substance: str) -> str:
        """The strictest group of what holds the substance, its salts, its base or the base's other salts."""
        found = {substance}
        new = {substance}
        while new:  # over all steps: a salt and its base may be joined through a third
            new = {other for one in new for other in self._related.get(one, ())} - found
            found |= new
        return strictest(group for one in found if (group := self._group.get(one)) is not None)


class GroupsOfAtc:
    """Collects, for each ATC code and each group of codes above it, the prescription groups of all that has it.

    What is in use speaks for a code; what is withdrawn only where nothing in use does: a medicine that was moved to A
    or B leaves records of its old group behind.
    """

    def __init__(self) -> None:
        self._groups: dict[str, tuple[set[str], set[str]]] = {}

    def have(self, atc: str, groups: Iterable[str], withdrawn: bool) -> None:
        """A package, brand or substance group has this ATC code; of several groups of its own the strictest counts."""
        group = strictest(g for g in groups if g)
        if group:
            for level in levels(atc):
                self._groups.setdefault(level, (set(), set()))[withdrawn].add(group)

    def all(self) -> Iterable[tuple[str, str]]:
        """Each code with its strictest group where every one of its groups is A, B or unknown; else with none."""
        for code, (used, withdrawn) in sorted(self._groups.items()):
            found = used or withdrawn
            yield code, "" if found & LEAVING else strictest(found)


class GroupsOfBrands:
    """Collects, for each brand, the prescription groups of all that has it; blanks, signs and case do not count.

    What is withdrawn speaks only where nothing in use does, as for `GroupsOfAtc`.
    """

    def __init__(self) -> None:
        self._groups: dict[str, tuple[set[str], set[str]]] = {}

    def have(self, brand: str, groups: Iterable[str], withdrawn: bool) -> None:
        """A package or a brand record has this brand; of several groups of its own the strictest counts."""
        key = "".join(_WORD.findall(brand.casefold()))
        group = strictest(g for g in groups if g)
        if key and group:
            self._groups.setdefault(key, (set(), set()))[withdrawn].add(group)

    def of(self, text: str) -> str:
        """The strictest group of the longest brand that a text begins with; empty where some of it may leave."""
        words = _WORD.findall(text.casefold())
        for size in range(len(words), 0, -1):
            if (groups := self._groups.get("".join(words[:size]))) is not None:
                found = groups[0] or groups[1]
                return "" if found & LEAVING else strictest(found)
        return ""
