"""Exit codes, and the error of whoever types a command. Imports nothing of ours: `main` loads it first."""

import argparse
from typing import TypeAlias

CONVERTED, USAGE, EXCLUDED, REJECTED, DEFECT, INTERRUPTED = 0, 2, 3, 4, 5, 130
"""USAGE: arguments, files or streams that cannot be used; nothing is said about the input then. DEFECT: a fault of
ours, or settings, tables, register or exchange record that cannot be used. INTERRUPTED: as a shell says it (128 +
SIGINT)."""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a command adds its parser to."""


class UsageError(Exception):
    """What was asked for cannot be done so. In Norwegian and English; `about` is a file or an option."""

    def __init__(self, norwegian: str, english: str, about: str = "") -> None:
        super().__init__(f"{about}: {norwegian} / {english}" if about else f"{norwegian} / {english}")
