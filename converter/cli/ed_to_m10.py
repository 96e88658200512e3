"""The command `ed-to-m10`: one eDispensation to a dispensing report, or its discard to the annulment."""

import argparse
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from converter.answers.ed_to_m10 import EdToM10Report
from converter.cli.exits import Commands, UsageError
from converter.cli.files import check_files, no_older_answer, read_input, write_files
from converter.cli.options import add_moment_and_register, add_out, add_pretty, moment_of, settings_of
from converter.cli.places import Place, file_named, input_named, report_named
from converter.cli.streams import say
from converter.cli.summary import as_asked, exit_code, summary
from converter.conversion.answer import Decision
from converter.conversion.converter import load_converter
from converter.conversion.ed_to_m10.asked import Asked
from converter.conversion.ed_to_m10.known import Recall, nothing_known
from converter.conversion.ed_to_m10.receipt import receipt_of
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.model.dispensation import Dispensation, EdIdentity
from converter.model.known import Known, Reported
from converter.record.keys import SETTING
from converter.record.opening import opened_record
from converter.record.reception import receive

if TYPE_CHECKING:  # the library of the database is loaded only where a record is kept
    from converter.record.record import ExchangeRecord


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("ed-to-m10", help="convert an eDispensation, or its discard, to an M10")
    command.add_argument("file", type=input_named, help="the eD, or - for standard input")
    command.add_argument("--m1", type=file_named, help="the M1 that was dispensed, where the record does not know it")
    add_moment_and_register(command)
    command.add_argument("--keep", action="store_true", help="record what is answered; needs CONVERTER_RECORD_KEY")
    command.add_argument("--apprec", type=file_named, help="write a refusal here as an AppRec")
    command.add_argument("--report", type=report_named, help="write the report here (JSON); - for standard error")
    add_pretty(command, "indent what is shown on standard output")
    add_out(command, "write the M10 here; without one, a file there is removed")
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command."""
    written = (options.out, options.report, options.apprec)
    check_files((options.file, options.m1), written)
    data = read_input(options.file)
    m1 = None if options.m1 is None else options.m1.read_bytes()
    at = moment_of(options)
    with no_older_answer(*written):
        settings = settings_of(options)
        converter = load_converter(settings)
        with opened_record(settings) as record:
            if options.keep and record is None:
                raise UsageError(f"{SETTING} er ikke satt.", f"{SETTING} is not set.", "--keep")
            if options.keep and record is not None:
                answer = receive(data, converter, record, at, m1)
            else:
                recall: Recall = nothing_known if record is None else partial(_recalled, record, at)
                beside = Asked() if record is None else Asked(reported=partial(_reported, record, at))
                answer = ed_to_m10(data, converter, at, m1, recall, beside)
        contents: dict[Place, bytes | None] = {options.out: as_asked(answer.document, options)}
        if options.report is not None:
            contents[options.report] = EdToM10Report.of(answer).as_lines()
        if options.apprec is not None:
            refused = answer.decision is Decision.REJECTED
            contents[options.apprec] = receipt_of(answer, converter, at, data) if refused else None
    write_files(contents)
    say(summary(answer))
    return exit_code(answer)


def _recalled(record: "ExchangeRecord", at: datetime, dispensation: Dispensation, given: Known | None) -> Known | None:
    return record.recall(dispensation, at, beside=given is not None)


def _reported(record: "ExchangeRecord", at: datetime, identity: EdIdentity) -> Reported | None:
    return record.reported(identity, at)
