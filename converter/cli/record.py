"""The command `record`: the exchange record's key, its database, its age."""

import argparse
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from converter.cli.exits import CONVERTED, Commands
from converter.cli.streams import show, show_text
from converter.record.errors import RecordError
from converter.record.keys import SETTING, new_key
from converter.record.opening import opened_record
from converter.settings import read_settings

if TYPE_CHECKING:  # the library of the database is loaded only where a record is kept
    from converter.record.record import ExchangeRecord


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("record", help="the exchange record")
    actions = command.add_subparsers(dest="action", required=True)
    actions.add_parser("key", help=f"print a new key for {SETTING}")
    actions.add_parser("upgrade", help="make the tables in the database, or bring them up to date")
    actions.add_parser("purge", help="remove what has lived out its time; the service does so every hour")
    actions.add_parser("status", help="how many rows there are (JSON)")
    return command


def run(options: argparse.Namespace) -> int:
    """Runs it. Raises RecordError as `open_record`."""
    if options.action == "key":  # made before there are settings to read
        show_text(f"{new_key()}\n")
        return CONVERTED
    settings = read_settings()
    if options.action == "upgrade":
        from converter.record.schema import upgrade_at

        upgrade_at(settings.record)
        return CONVERTED
    with opened_record(settings) as record:
        if record is None:
            raise RecordError(f"{SETTING} er ikke satt.", f"{SETTING} is not set.")
        show(_done(options.action, record))
    return CONVERTED


def _done(action: str, record: "ExchangeRecord") -> bytes:
    told = record.purge(datetime.now(UTC)) if action == "purge" else json.dumps(record.count())
    return f"{told}\n".encode()
