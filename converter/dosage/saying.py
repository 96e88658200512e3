"""What the fragments of one instruction say, field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from converter.dosage.faults import Fault, Unsound
from converter.dosage.fragment import Fragment


@dataclass(slots=True)
class Said:
    """What was said, field by field, each time."""

    values: dict[str, list[Any]]

    def one(self, name: str, default: Any = None) -> Any:
        """The only value of a field. Raises Unsound where it was said more than once."""
        found = self.values.get(name, [])
        if len(found) > 1:
            raise Unsound(Fault.TWICE)
        return found[0] if found else default

    def same(self, name: str, default: Any = None) -> Any:
        """The value of a field that may be said again if it is the same."""
        found = list(dict.fromkeys(self.values.get(name, [])))
        if len(found) > 1:
            raise Unsound(Fault.CONTRADICTION)
        return found[0] if found else default

    def has(self, *names: str) -> bool:
        """Whether any of these was said."""
        return any(name in self.values for name in names)


def flat(fragments: Iterable[Fragment]) -> Iterable[Fragment]:
    """The fragments, with those that a phrase gives two of as two."""
    for name, value in fragments:
        if name == "both":
            yield from flat(value)
        else:
            yield name, value
