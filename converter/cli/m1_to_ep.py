"""The command `m1-to-ep`: the prescriptions of a Norwegian message as EU documents."""

import argparse
from collections.abc import Mapping

from converter.answers.m1_to_ep import M1ToEpList, M1ToEpReport
from converter.cli.exits import Commands, UsageError
from converter.cli.files import check_files, no_older_answer, read_input, write_files
from converter.cli.options import (
    MESSAGE,
    add_caller,
    add_moment_and_register,
    add_out,
    add_pretty,
    caller_of,
    moment_of,
    settings_of,
)
from converter.cli.places import Place, Standard, input_named, report_named
from converter.cli.streams import say, shows_on_terminal
from converter.cli.summary import as_asked, exit_code, summary
from converter.conversion.answer import Answers, Held
from converter.conversion.converter import ASKED_AS, PDF, load_converter
from converter.conversion.m1_to_ep.route import Asked
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.record.opening import opened_record
from converter.record.sending import send, send_each


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("m1-to-ep", help="convert an M1, or those in an M9.4, M9.6 or M1List")
    command.add_argument("file", type=input_named, help=MESSAGE)
    add_moment_and_register(command, "moment of conversion; a bare date is 12:00 in Oslo; default now")
    add_caller(command)
    command.add_argument(
        "--all",
        action="store_true",
        dest="every",
        help="answer each prescription of the message, in a JSON list on standard output or in --out",
    )
    command.add_argument(
        "--report",
        type=report_named,
        help="write the report, with each value's origin, here (JSON); - for standard error",
    )
    command.add_argument(
        "--format",
        choices=tuple(ASKED_AS),
        default="l3",
        help="of the document: l3 structured, l1 with the page of the prescription as PDF in it, pdf that page alone;"
        " default l3",
    )
    add_pretty(command, "indent what is shown on standard output; a file gets the document as it is")
    add_out(command, "write the document here; without one, a file there is removed")
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command."""
    if options.every and options.report is not None:
        raise UsageError("Med --all er rapportene i selve svaret.", "With --all the reports are in the answer itself.")
    _check_format(options)
    check_files((options.file,), (options.out, options.report))
    data = read_input(options.file)
    with no_older_answer(options.out, options.report):
        settings = settings_of(options)
        converter = load_converter(settings)
        asked = Asked(caller_of(options, converter), options.report is not None, ASKED_AS[options.format])
        with opened_record(settings) as record:
            answers = (send_each if options.every else send)(data, converter, record, moment_of(options), asked)
    write_files(_contents(answers, options))
    listed = _is_list(answers, options)
    for position, answer in enumerate(answers.answers, 1):
        say(f"{position}. {summary(answer)}" if listed else summary(answer))
    return max(exit_code(answer) for answer in answers.answers)


def _check_format(options: argparse.Namespace) -> None:
    """Looks, before any work is done, whether what is asked for can be given in the format.

    Raises:
        UsageError: it cannot.
    """
    if options.report is not None and options.format != "l3":
        raise UsageError("Rapporten gjelder bare --format l3.", "The report is of --format l3 only.", "--report")
    if ASKED_AS[options.format] != PDF:
        return
    if options.every:
        raise UsageError(
            "En liste har ikke plass til PDF-er; bruk l1.", "A list has no room for PDFs; use l1.", "--all"
        )
    if options.pretty:
        raise UsageError("En PDF kan ikke rykkes inn.", "A PDF cannot be indented.", "--pretty")
    if options.out is Standard.OUTPUT and shows_on_terminal():
        raise UsageError(
            "En PDF vises ikke i terminalen; skriv den til en fil med -o FIL.",
            "A PDF is not shown in the terminal; write it to a file with -o FILE.",
        )


def _is_list(answers: Answers[Prescribed], options: argparse.Namespace) -> bool:
    """Whether a list is shown: it was asked for, and the message could be read."""
    return bool(options.every) and answers.held is not Held.UNREAD


def _contents(answers: Answers[Prescribed], options: argparse.Namespace) -> Mapping[Place, bytes | None]:
    if _is_list(answers, options):
        return {options.out: M1ToEpList.of(answers).as_lines()}
    answer = answers.answers[0]
    contents: dict[Place, bytes | None] = {}
    if options.report is not None:
        contents[options.report] = M1ToEpReport.of(answer).as_lines()
    contents[options.out] = as_asked(answer.document, options)
    return contents
