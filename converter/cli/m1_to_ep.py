"""The command `m1-to-ep`: the prescriptions of a Norwegian message as EU documents."""

import argparse
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from converter.cli.exits import Commands, UsageError
from converter.cli.files import Place, beside, check_files, no_older_answer, output, read_input, write_files
from converter.cli.options import MESSAGE, add_moment_and_register, add_pretty, moment_of, opened_record, settings_of
from converter.cli.streams import say
from converter.cli.summary import as_asked, exit_code, json_text, summary
from converter.conversion.answer import Outcome, Outcomes, decide
from converter.conversion.converter import Converter, load_converter
from converter.conversion.m1_to_ep.route import convert_message
from converter.conversion.report import list_values, report
from converter.model.finding import Problem
from converter.record.record import ExchangeRecord
from converter.rules.m1_to_ep import CallerSays

STATUS_LIST = "7408"


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("m1-to-ep", help="convert an M1, or those in an M9.4, M9.6 or M1List")
    command.add_argument("file", type=Path, help=MESSAGE)
    add_moment_and_register(command, "moment of conversion; a bare date is 12:00 in Oslo; default now")
    command.add_argument(
        "--status", default="", help="the prescription's status (list 7408), where the caller knows it"
    )
    command.add_argument("--access", choices=("open", "blocked"), default="", help="the patient's access control")
    command.add_argument(
        "--all",
        action="store_true",
        dest="every",
        help="answer each prescription of the message, in a JSON list on standard output or in --out",
    )
    command.add_argument(
        "--report", type=Path, help="write the report, with each value's origin, here (JSON); - for standard error"
    )
    add_pretty(command, "indent what is shown on standard output; a file gets the document as it is")
    command.add_argument("-o", "--out", type=Path, help="write the document here; without one, a file there is removed")
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command."""
    if options.every and options.report is not None:
        raise UsageError("Med --all er rapportene i selve svaret.", "With --all the reports are in the answer itself.")
    check_files((options.file,), (options.out, options.report))
    data = read_input(options.file)
    settings = settings_of(options)
    with no_older_answer(options.out, options.report):
        converter = load_converter(settings)
        statuses = converter.tables.code_list(STATUS_LIST)
        if options.status and options.status not in statuses:
            words = f"{', '.join(sorted(statuses))} ({STATUS_LIST})"
            raise UsageError("skriv en av", f"write one of {words}", "--status")
        with opened_record(settings) as record:
            answer = _sent(data, converter, record, moment_of(options), options)
    write_files(_contents(answer, options))
    if isinstance(answer, Outcomes):
        for position, one in enumerate(answer.outcomes, 1):
            say(f"{position}. {summary(one.decision.value, one.findings, one.versions)}")
        return max(exit_code(one.decision, one.findings) for one in answer.outcomes)
    say(summary(answer.decision.value, answer.findings, answer.versions))
    return exit_code(answer.decision, answer.findings)


def _sent(
    data: bytes, converter: Converter, record: ExchangeRecord | None, at: datetime, options: argparse.Namespace
) -> Outcome | Outcomes:
    """The answer to the message. With a record, each eP of it is recorded before any of them leaves.

    THE ONE PLACE where what leaves is recorded on the command line: `record.sending.send` goes here.
    """
    caller, every = CallerSays(options.status, options.access), options.every
    full = options.report is not None
    answer = convert_message(data, converter, at, caller, single=not every, every=every, full=full)
    try:
        if record is not None:
            for one in answer.outcomes if isinstance(answer, Outcomes) else (answer,):
                record.note_sent(one, at)
    except Problem as problem:
        return Outcome(decide(list(problem.findings)), problem.findings, answer.versions)
    return answer


def _contents(answer: Outcome | Outcomes, options: argparse.Namespace) -> Mapping[Place, bytes | None]:
    place = output(options.out)
    if isinstance(answer, Outcomes):
        return {place: json_text(list_values(answer))}
    contents: dict[Place, bytes | None] = {}
    if options.report is not None:
        contents[beside(options.report)] = json_text(report(answer))
    contents[place] = as_asked(answer.document, options)
    return contents
