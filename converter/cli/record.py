"""The command `record`: the exchange record's key, its database, its age."""

import argparse
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from converter.cli.exits import CONVERTED, Commands, UsageError
from converter.cli.streams import show, show_text
from converter.model.finding import Problem
from converter.record.errors import RecordError, silent
from converter.record.keys import SETTING, new_key
from converter.record.opening import opened_record
from converter.settings import Settings, read_settings

if TYPE_CHECKING:  # the library of the database is loaded only where a record is kept
    from converter.record.record import ExchangeRecord


STATES = ("open", "refused")
MOST = 1000


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("record", help="the exchange record")
    actions = command.add_subparsers(dest="action", required=True)
    actions.add_parser("key", help=f"print a new key for {SETTING}")
    actions.add_parser("upgrade", help="make the tables in the database, or bring them up to date")
    actions.add_parser("purge", help="remove what has lived out its time; the service does so every hour")
    actions.add_parser("status", help="how many rows there are (JSON)")
    receipts = actions.add_parser("receipts", help="the M10s that wait for an answer, or were refused (JSON)")
    receipts.add_argument("--state", choices=STATES, default="refused")
    handled = actions.add_parser("handled", help="note that a person has settled an M10 that was refused")
    handled.add_argument("message", help="its MsgId")
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
        show(_done(options, record, settings))
    return CONVERTED


def _done(options: argparse.Namespace, record: "ExchangeRecord", settings: Settings) -> bytes:
    """Does it, and tells. Raises as the record, and UsageError for an M10 that was not handed out here."""
    now = datetime.now(UTC)
    if options.action in ("receipts", "handled"):
        return _receipts(options, record, settings, now)
    told = record.purge(now) if options.action == "purge" else json.dumps(record.count())
    return f"{told}\n".encode()


def _receipts(options: argparse.Namespace, record: "ExchangeRecord", settings: Settings, now: datetime) -> bytes:
    # What is read for a list of codes is not read for the other actions.
    from converter.answers.receipt import STATES as OF_NAME
    from converter.answers.receipt import ReportAnswer, ReportsAnswer
    from converter.conversion.converter import load_converter

    rows = load_converter(settings).policy.receipts
    try:
        if options.action == "receipts":
            found = record.reports(OF_NAME[options.state], MOST + 1)
            return ReportsAnswer.of(found, MOST, rows).as_lines()
        settled = record.settle(options.message, now)
    except Problem:
        raise silent() from None
    if settled is None:
        raise UsageError("Ingen M10 med denne MsgId er gitt ut herfra.", "No such M10 was handed out here.", "handled")
    return ReportAnswer.of(settled, rows).as_lines()
