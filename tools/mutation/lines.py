"""Which lines of the mutated files run: a tracer of our own, and sets of lines as numbers (bit n is line n)."""

import sys
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

Tracer = Callable[[FrameType, str, Any], Any]


class Lines:
    """Records lines of the given files while it is on."""

    def __init__(self, files: Iterable[str]) -> None:
        self._seen: dict[str, set[int]] = {file: set() for file in files}
        self._inside = {file: _recorder(seen) for file, seen in self._seen.items()}

    def start(self) -> None:
        """Switches the recording on."""
        sys.settrace(self._called)

    def stop(self) -> None:
        """Switches it off."""
        sys.settrace(None)

    def take(self) -> dict[str, int]:
        """What ran since the last time, by file."""
        taken = {file: sum(1 << n for n in lines) for file, lines in self._seen.items() if lines}
        for lines in self._seen.values():
            lines.clear()
        return taken

    def _called(self, frame: FrameType, event: str, arg: Any) -> Tracer | None:
        inside = self._inside.get(frame.f_code.co_filename)
        return inside and inside(frame, event, arg)


def _recorder(seen: set[int]) -> Tracer:
    add = seen.add

    def record(frame: FrameType, _event: str, _arg: Any) -> Tracer:
        add(frame.f_lineno)
        return record

    return record


def span(first: int, last: int) -> int:
    """The lines from first to last."""
    return ((1 << (last - first + 1)) - 1) << first
