"""The command `ed-to-m10`: one eDispensation to a dispensing report, or its discard to the annulment."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from converter.answers.ed_to_m10 import EdToM10Report
from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import load_converter
from converter.conversion.ed_to_m10.known import Recall, nothing_known
from converter.conversion.ed_to_m10.receipt import receipt_of
from converter.conversion.ed_to_m10.route import Dispensed, ed_to_m10
from converter.model.dispensation import Dispensation
from converter.model.known import Known
from converter.record.opening import opened_record
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from converter.settings import read_settings

USAGE = 2


def add_dispense_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", moment: Callable[[str], datetime]
) -> None:
    """Adds the command to the parser."""
    command = commands.add_parser("ed-to-m10", help="convert an eDispensation, or its discard, to an M10")
    command.add_argument("file", type=Path, help="the eD, or - for standard input")
    command.add_argument("--m1", type=Path, help="the M1 that was dispensed, where the record does not know it")
    command.add_argument("--at", type=moment, help="as for m1-to-ep")
    command.add_argument("--fest", type=Path, help="medicines register; default the demo extract")
    command.add_argument("--keep", action="store_true", help="record what is answered; needs CONVERTER_RECORD_KEY")
    command.add_argument("--apprec", type=Path, help="write a refusal here as an AppRec")
    command.add_argument("--report", type=Path, help="write the report here (JSON); - for standard error")
    command.add_argument("--pretty", action="store_true", help="indent what is shown on standard output")
    command.add_argument("-o", "--out", type=Path, help="write the M10 here; without one, a file there is removed")


def convert_dispensation(options: argparse.Namespace) -> tuple[Answer[Dispensed] | None, bytes | None]:
    """Runs the command; the outcome and the document for standard output, or None where the options contradict."""
    paths = [p for p in (options.file, options.m1, options.out, options.report, options.apprec) if _is_file(p)]
    if len({p.resolve() for p in paths}) < len(paths):
        sys.stderr.write("Alle filene må være ulike. / All files must be different.\n")
        return None, None
    data = sys.stdin.buffer.read() if str(options.file) == "-" else options.file.read_bytes()
    m1 = None if options.m1 is None else options.m1.read_bytes()
    settings = read_settings()
    converter = load_converter(replace(settings, fest=options.fest or settings.fest))
    at = options.at or datetime.now(UTC)
    with opened_record(settings) as record:
        if options.keep and record is None:
            sys.stderr.write("--keep: CONVERTER_RECORD_KEY er ikke satt. / CONVERTER_RECORD_KEY is not set.\n")
            return None, None
        if options.keep and record is not None:
            outcome = receive(data, converter, record, at, m1)
        else:
            recall: Recall = nothing_known if record is None else partial(_recalled, record, at)
            outcome = ed_to_m10(data, converter, at, m1, recall)
    if options.report is not None:
        _write(options.report, EdToM10Report.of(outcome).as_text())
    if options.apprec is not None:
        options.apprec.unlink(missing_ok=True)
        if outcome.decision is Decision.REJECTED:
            options.apprec.write_bytes(receipt_of(outcome, converter, at, data))
    if options.out is None:
        return outcome, outcome.document
    if outcome.document is None:
        options.out.unlink(missing_ok=True)  # nobody shall take an older answer for this one
    else:
        options.out.write_bytes(outcome.document)
    return outcome, None


def _recalled(record: ExchangeRecord, at: datetime, dispensation: Dispensation, _: Known | None) -> Known | None:
    return record.recall(dispensation, at)


def _is_file(path: Path | None) -> bool:
    return path is not None and str(path) != "-"


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        sys.stderr.write(text)
    else:
        path.write_text(text, encoding="utf-8")
