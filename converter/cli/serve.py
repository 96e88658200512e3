"""The command `serve`: the HTTP service."""

import argparse

from converter.cli.exits import CONVERTED, Commands
from converter.cli.options import add_register, number
from converter.cli.streams import somewhere_to_log
from converter.settings import read_settings

MOST_WORKERS = 64
HIGHEST_PORT = 65535


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("serve", help="run the HTTP service")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on; default 127.0.0.1")
    command.add_argument("--port", type=number(HIGHEST_PORT), default=8080, help="default 8080")
    command.add_argument("--workers", type=number(MOST_WORKERS), default=1, help="processes; one a core")
    add_register(command)
    command.add_argument(
        "--allow-at", action="store_true", help="let callers choose the clock (at=...): for tests only"
    )
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command."""
    from converter.service.run import run as serve  # the web framework is loaded only to serve

    settings = read_settings().with_options(fest=options.fest, allow_at=options.allow_at)
    with somewhere_to_log():
        serve(options.host, options.port, options.workers, settings)
    return CONVERTED
