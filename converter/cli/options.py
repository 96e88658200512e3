"""Options that several commands have, and what they lead to."""

import argparse
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from converter.cli.exits import UsageError
from converter.cli.places import Standard, file_named, output_named
from converter.conversion.converter import Converter, load_converter
from converter.conversion.moment import moment
from converter.rules.m1_to_ep import CallerSays
from converter.settings import Settings, read_settings

STATUS_LIST = "7408"
MESSAGE = "the message, or - for standard input"


def add_moment_and_register(command: argparse.ArgumentParser, at: str = "as for m1-to-ep") -> None:
    """Adds `--at`, with this help, and `--fest`."""
    command.add_argument("--at", type=_moment, help=at)
    add_register(command)


def add_register(command: argparse.ArgumentParser) -> None:
    """Adds `--fest`."""
    command.add_argument("--fest", type=file_named, help="medicines register; default the demo extract")


def add_out(command: argparse.ArgumentParser, words: str) -> None:
    """Adds `--out`, with this help; standard output where it is left out, and where it is `-`."""
    command.add_argument("-o", "--out", type=output_named, default=Standard.OUTPUT, help=words)


def add_pretty(command: argparse.ArgumentParser, words: str) -> None:
    """Adds `--pretty`, with this help."""
    command.add_argument("--pretty", action="store_true", help=words)


def add_caller(command: argparse.ArgumentParser) -> None:
    """Adds what the caller says of a prescription: `--status`, `--access`, `--multidose`, `--dispensed`."""
    command.add_argument(
        "--status", default="", help="the prescription's status (list 7408), where the caller knows it"
    )
    command.add_argument("--access", choices=("open", "blocked"), default="", help="the patient's access control")
    command.add_argument("--multidose", choices=("yes", "no"), default="", help="whether the patient has multidose")
    command.add_argument(
        "--dispensed",
        type=packages,
        help="packages handed out before, as prescribed, dispenses abroad with them, where the caller knows it",
    )


def caller_of(options: argparse.Namespace, converter: Converter) -> CallerSays:
    """What the caller says.

    Raises:
        UsageError: a status that is not in list 7408.
    """
    statuses = converter.tables.code_list(STATUS_LIST)
    if options.status and options.status not in statuses:
        words = f"{', '.join(sorted(statuses))} ({STATUS_LIST})"
        raise UsageError("skriv en av", f"write one of {words}", "--status")
    return CallerSays(options.status, options.access, options.multidose, options.dispensed)


def moment_of(options: argparse.Namespace) -> datetime:
    """The moment of `--at`, or now."""
    return options.at or datetime.now(UTC)


def settings_of(options: argparse.Namespace) -> Settings:
    """The environment's settings, with the register of `--fest`. Raises as `read_settings`."""
    return read_settings().with_options(fest=options.fest)


def converter_of(options: argparse.Namespace) -> Converter:
    """Tables, rules, register and schemas. Raises as `read_settings` and `load_converter`."""
    return load_converter(settings_of(options))


def number(most: int) -> Callable[[str], int]:
    """Reads an option's number from 1 to `most`."""

    def read(text: str) -> int:
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        if not 1 <= value <= most:
            raise argparse.ArgumentTypeError(f"a number from 1 to {most}")
        return value

    return read


def packages(text: str) -> Decimal:
    """Reads a number of packages: none or more, in at most three decimals."""
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text, re.ASCII):
        raise argparse.ArgumentTypeError("a number of packages, such as 2 or 0.5")
    return Decimal(text)


def _moment(text: str) -> datetime:
    try:
        return moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
