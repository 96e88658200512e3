"""Running the command line inside the test's own process."""

from collections.abc import Callable
from pathlib import Path

from converter.cli import main

DAY = "2026-11-23"
CONVERTED, USAGE, EXCLUDED, REJECTED, DEFECT = 0, 2, 3, 4, 5

Say = Callable[..., Path]


def run(*arguments: str | Path) -> int:
    """Runs the command line; an error of usage exits by itself."""
    try:
        return main([str(a) for a in arguments])
    except SystemExit as end:
        return int(end.code or 0)
