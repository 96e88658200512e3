"""The command line: its parser, put together from the commands, and what becomes of their errors.

Only what is cheap is loaded here: the commands are loaded inside `main`, so that an interruption is quiet from the
first moment on.
"""

import argparse
import io
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from importlib import import_module
from typing import Protocol, cast

from converter import __version__
from converter.cli.exits import INTERRUPTED, USAGE, Commands
from converter.cli.streams import flush, keep_descriptors, say, show_text

COMMANDS = (
    "m1_to_ep",
    "ed_to_m10",
    "ep_to_view",
    "m10_to_ed",
    "explain",
    "dosage",
    "coverage",
    "fest",
    "record",
    "check",
    "serve",
)
"""The files of this folder that are a command, in the order of the help."""


class Command(Protocol):
    """What the file of a command offers."""

    def add(self, commands: Commands) -> argparse.ArgumentParser:
        """Adds the command's parser, and gives it."""

    def run(self, options: argparse.Namespace) -> int:
        """Runs it; the exit code. Raises what `converter.cli.boundary` turns into words."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code: see `converter.cli.exits`.

    Raises:
        SystemExit: the arguments cannot be used (2), or they ask for help or the version.
    """
    keep_descriptors()
    try:
        code = _run(arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        flushed = flush()
    return code if flushed or code else USAGE


def _run(arguments: Sequence[str] | None) -> int:
    from converter.cli.boundary import guarded

    return guarded(partial(_commanded, arguments))


def _commanded(arguments: Sequence[str] | None) -> int:
    options = _parsed(arguments)
    return cast("int", options.run(options))


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options. What the parser prints goes the way of all that is printed: its own would lose it unsaid.

    Raises:
        SystemExit: as `main`.
        UsageError: the help that was asked for cannot be written.
    """
    shown, said = io.StringIO(), io.StringIO()
    try:
        with redirect_stdout(shown), redirect_stderr(said):
            return _parser().parse_args(arguments)
    except SystemExit:
        if text := said.getvalue():
            say(text.rstrip())
        if text := shown.getvalue():
            show_text(text)
        raise


def _parser() -> argparse.ArgumentParser:
    about = "E-prescriptions between Norway and the EU: M1 to eP and eD to M10, eP to view and its dispense to eD."
    parser = argparse.ArgumentParser(prog="converter", description=about)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = load(name)
        command.add(commands).set_defaults(run=command.run)
    return parser


def load(name: str) -> Command:
    """A command, by the name of its file."""
    return cast("Command", import_module(f"converter.cli.{name}"))
