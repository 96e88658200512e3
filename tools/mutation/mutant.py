"""One change of the source, and the text that it makes of a file."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Mutant:
    """A slip in one place of one file; offsets are bytes, lines count from 1.

    `first` to `last` are the lines of the statement (of a compound one, its head) that a test must reach;
    `function` is empty where the code runs at import.
    """

    path: str
    start: int
    end: int
    operator: str
    before: str
    after: str
    line: int
    first: int
    last: int
    function: str

    def applied(self, source: bytes) -> bytes:
        """The file with the slip; every line keeps its number."""
        new = self.after
        if missing := self.before.count("\n") - new.count("\n"):
            lines = "\n" * missing
            new = new + lines if self.operator in {"delete", "element"} else f"({new}{lines})"
        return source[: self.start] + new.encode() + source[self.end :]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.operator}: {_short(self.before)} -> {_short(self.after)}"


def _short(text: str) -> str:
    line = " ".join(text.split()) or "(nothing)"
    return line if len(line) <= 80 else line[:77] + "..."
