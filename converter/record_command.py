"""The command `record`: the exchange record's key, its database, its age."""

import argparse
import json
import sys
from datetime import UTC, datetime

from converter.record.errors import RecordError
from converter.record.keys import SETTING, new_key
from converter.record.opening import opened_record
from converter.record.record import ExchangeRecord
from converter.record.schema import upgrade_at
from converter.settings import read_settings


def add_record_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the command to the parser."""
    actions = commands.add_parser("record", help="the exchange record").add_subparsers(dest="action", required=True)
    actions.add_parser("key", help=f"print a new key for {SETTING}")
    actions.add_parser("upgrade", help="make the tables in the database, or bring them up to date")
    actions.add_parser("purge", help="remove what has lived out its time; the service does so every hour")
    actions.add_parser("status", help="how many rows there are (JSON)")


def run_record_command(options: argparse.Namespace) -> int:
    """Runs it. Raises RecordError as `open_record`."""
    settings = read_settings()
    if options.action == "key":
        sys.stdout.write(new_key() + "\n")
    elif options.action == "upgrade":
        upgrade_at(settings.record)
    else:
        with opened_record(settings) as record:
            sys.stdout.write(_asked(options.action, record) + "\n")
    return 0


def _asked(action: str, record: ExchangeRecord | None) -> str:
    if record is None:
        raise RecordError(f"{SETTING} er ikke satt.", f"{SETTING} is not set.")
    return str(record.purge(datetime.now(UTC))) if action == "purge" else json.dumps(record.count())
