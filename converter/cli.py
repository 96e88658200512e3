"""The command line: `converter m1-to-ep`, `ed-to-m10`, `ep-to-view`, `m10-to-ed`, `explain`, `check`, `serve`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from converter import __version__
from converter.answers.m1_to_ep import M1ToEpList, M1ToEpReport
from converter.conversion.answer import Answer, Answers, Decision, Held
from converter.conversion.converter import load_converter
from converter.conversion.m1_to_ep.explain import explain
from converter.conversion.m1_to_ep.route import Asked
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.conversion.moment import moment
from converter.dispense_command import add_dispense_command, convert_dispensation
from converter.enrichment.build import build_command
from converter.enrichment.register_errors import RegisterError
from converter.formats.norway.fest_errors import FestError
from converter.inbound_command import DISPENSE, SHOW, add_inbound_commands, run_ep_to_view, run_m10_to_ed
from converter.record.errors import RecordError
from converter.record.opening import open_record
from converter.record.sending import send, send_each
from converter.record_command import add_record_command, run_record_command
from converter.rules.m1_to_ep import CallerSays
from converter.settings import SettingError, read_settings
from converter.sources.problems import TableProblems

USAGE = 2
WIDE = 200
"""Columns where nobody says how wide the paper is."""
MOST_WORKERS = 64
HIGHEST_PORT = 65535
UNUSABLE: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("Filen eller mappen finnes ikke.", "The file or folder is not there."),
    IsADirectoryError: ("Dette er en mappe, ikke en fil.", "This is a folder, not a file."),
    PermissionError: ("Ingen tilgang.", "No access."),
}
EXIT = {Decision.CONVERTED: 0, Decision.EXCLUDED: 3, Decision.REJECTED: 4, Decision.DEFECT: 5}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. Exit codes: 0 converted, 2 usage, 3 excluded, 4 rejected, 5 defect of ours."""
    options = _parser().parse_args(arguments)
    run = {
        "m1-to-ep": _m1_to_ep,
        "ed-to-m10": _ed_to_m10,
        "explain": _explain,
        SHOW: lambda o: _told(*run_ep_to_view(o)),
        DISPENSE: lambda o: _told(run_m10_to_ed(o)),
        "fest": _fest,
        "record": run_record_command,
        "check": _check,
        "serve": _serve,
    }
    try:
        return run[options.command](options)
    except (TableProblems, RegisterError, FestError, SettingError, RecordError) as problem:
        _say(str(problem))
        return EXIT[Decision.DEFECT]
    except OSError as problem:
        _say(unusable(problem))
        return USAGE
    except etree.LxmlError:
        _say("Skjemasettet kan ikke leses: se CONVERTER_SCHEMAS_NORWAY, CONVERTER_SCHEMAS_EU og CONVERTER_HOME.")
        _say("The schema set cannot be read: see CONVERTER_SCHEMAS_NORWAY, CONVERTER_SCHEMAS_EU and CONVERTER_HOME.")
        return USAGE


def unusable(problem: OSError) -> str:
    """What is wrong with a file or an address, in both languages; the rest in the system's words."""
    name = f"{problem.filename}: " if problem.filename else ""
    for kind, (norwegian, english) in UNUSABLE.items():
        if isinstance(problem, kind):
            return f"{name}{norwegian} / {english}"
    return f"{name}{problem.strerror or problem}"


def _moment(text: str) -> datetime:
    try:
        return moment(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        if not 1 <= number <= most:
            raise argparse.ArgumentTypeError(f"a number from 1 to {most}")
        return number

    return read


def _parser() -> argparse.ArgumentParser:
    about = "E-prescriptions between Norway and the EU: M1 to eP, and eD to M10."
    parser = argparse.ArgumentParser(prog="converter", description=about)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)

    convert = commands.add_parser("m1-to-ep", help="convert an M1, or those in an M9.4, M9.6 or M1List")
    convert.add_argument("file", type=Path, help="the message, or - for standard input")
    convert.add_argument("--at", type=_moment, help="moment of conversion; a bare date is 12:00 in Oslo; default now")
    convert.add_argument("--fest", type=Path, help="medicines register; default the demo extract")
    convert.add_argument(
        "--status", default="", help="the prescription's status (list 7408), where the caller knows it"
    )
    convert.add_argument("--access", choices=("open", "blocked"), default="", help="the patient's access control")
    convert.add_argument(
        "--all",
        action="store_true",
        dest="every",
        help="answer each prescription of the message, in a JSON list on standard output or in --out",
    )
    convert.add_argument(
        "--report", type=Path, help="write the report, with each value's origin, here (JSON); - for standard error"
    )
    convert.add_argument(
        "--pretty",
        action="store_true",
        help="indent what is shown on standard output; a file gets the document as it is",
    )
    convert.add_argument("-o", "--out", type=Path, help="write the document here; without one, a file there is removed")

    add_dispense_command(commands, _moment)
    add_inbound_commands(commands, _moment)

    explained = commands.add_parser("explain", help="show what becomes of each field of a message")
    explained.add_argument("file", type=Path, help="the message, or - for standard input")
    explained.add_argument("--at", type=_moment, help="as for m1-to-ep")
    explained.add_argument("--fest", type=Path, help="medicines register; default the demo extract")
    explained.add_argument("--lang", choices=("no", "en"), default="no", help="Norwegian (default) or English")

    fest = commands.add_parser("fest", help="the medicines register").add_subparsers(dest="action", required=True)
    build = fest.add_parser("build", help="build a register from FEST's M30 file (XML or zip)")
    build.add_argument("file", type=Path, help="FEST's file, such as fest251.zip")
    build.add_argument("--out", type=Path, required=True, help="the register; one that is there is replaced")

    add_record_command(commands)

    commands.add_parser("check", help="check tables, rules, identifiers and schemas, and say what is pending")

    serve = commands.add_parser("serve", help="run the HTTP service")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on; default 127.0.0.1")
    serve.add_argument("--port", type=_number(HIGHEST_PORT), default=8080, help="default 8080")
    serve.add_argument("--workers", type=_number(MOST_WORKERS), default=1, help="processes; one a core")
    serve.add_argument("--fest", type=Path, help="medicines register; default the demo extract")
    serve.add_argument("--allow-at", action="store_true", help="let callers choose the clock (at=...): for tests only")
    return parser


def _m1_to_ep(options: argparse.Namespace) -> int:
    if options.every and options.report is not None:
        _say("Med --all er rapportene i selve svaret. / With --all the reports are in the answer itself.")
        return USAGE
    written = [p.resolve() for p in (options.out, options.report) if p is not None and str(p) != "-"]
    if len({options.file.resolve(), *written}) <= len(written):
        _say(
            "Melding, dokument og rapport må være ulike filer. / Message, document and report must be different files."
        )
        return USAGE
    data = sys.stdin.buffer.read() if str(options.file) == "-" else options.file.read_bytes()
    settings = read_settings()
    converter = load_converter(replace(settings, fest=options.fest or settings.fest))
    statuses = converter.tables.code_list("7408")
    if options.status and options.status not in statuses:
        _say(f"--status: skriv en av / write one of {', '.join(sorted(statuses))} (7408)")
        return USAGE
    at = options.at or datetime.now(UTC)
    caller = CallerSays(options.status, options.access)
    asked, door = Asked(caller, provenance=options.report is not None), send_each if options.every else send
    answers = door(data, converter, open_record(settings), at, asked)
    if options.every and answers.held is not Held.UNREAD:
        return _answer_list(answers, options)
    outcome = answers.answers[0]
    if options.report is not None:
        text = M1ToEpReport.of(outcome).as_text()
        if str(options.report) == "-":
            sys.stderr.write(text)
        else:
            options.report.write_text(text, encoding="utf-8")
    if outcome.document is None and options.out is not None:
        options.out.unlink(missing_ok=True)  # nobody shall take an older answer for this one
    elif outcome.document is not None and options.out is not None:
        options.out.write_bytes(outcome.document)
    elif outcome.document is not None:
        sys.stdout.buffer.write(_indented(outcome.document) if options.pretty else outcome.document)
        sys.stdout.buffer.flush()
    _say(summary(outcome))
    return EXIT[outcome.decision]


def _ed_to_m10(options: argparse.Namespace) -> int:
    outcome, document = convert_dispensation(options)
    if outcome is None:
        return USAGE
    if document is not None:
        sys.stdout.buffer.write(_indented(document) if options.pretty else document)
        sys.stdout.buffer.flush()
    _say(summary(outcome))
    return EXIT[outcome.decision]


def _told(outcome: Answer[Any] | None, called: str = "") -> int:
    if outcome is None:
        return USAGE
    _say(summary(outcome, called))
    return EXIT[outcome.decision]


def _answer_list(answers: Answers[Prescribed], options: argparse.Namespace) -> int:
    """Shows a list of outcomes; the exit code is that of the worst of them."""
    text = M1ToEpList.of(answers).as_text()
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    for position, outcome in enumerate(answers.answers, 1):
        _say(f"{position}. {summary(outcome)}")
    return max(EXIT[outcome.decision] for outcome in answers.answers)


def summary(outcome: Answer[Any], called: str = "") -> str:
    """The decision, or what it is called instead, and each finding: English, with Norwegian below it."""
    count = len(outcome.findings)
    lines = [f"{called or outcome.decision.value}: {count} finding{'s' if count != 1 else ''}"]
    for f in outcome.findings:
        lines.append(f"  {f.severity.value:8} {f.code}")
        lines.append(f"           {f.text_en}{f' {f.hint_en}' if f.hint_en else ''}")
        lines.append(f"           {f.text_no}{f' {f.hint_no}' if f.hint_no else ''}")
        if f.path:
            lines.append(f"           at {f.path}")
        if f.basis:
            lines.append(f"           basis: {f.basis}")
    versions = outcome.versions
    demo = " (demo extract)" if versions.fest_is_demo else ""
    lines.append(f"converter {versions.software}, tables {versions.tables[:12]}, FEST {versions.fest}{demo}")
    return "\n".join(lines)


def _indented(document: bytes) -> bytes:
    root = etree.fromstring(document)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _explain(options: argparse.Namespace) -> int:
    from rich.console import Console  # loaded only to show a table

    from converter.explanation import show

    data = sys.stdin.buffer.read() if str(options.file) == "-" else options.file.read_bytes()
    settings = read_settings()
    converter = load_converter(replace(settings, fest=options.fest or settings.fest))
    explanations = explain(data, converter, options.at or datetime.now(UTC))
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    for position, explanation in enumerate(explanations, 1):
        if len(explanations) > 1:
            console.print(f"[bold]{position}.[/]")
        show(explanation, options.lang, console)
    return max(EXIT[explanation.answer.decision] for explanation in explanations)


def _fest(options: argparse.Namespace) -> int:
    return build_command(options.file, options.out, progress=sys.stderr.isatty())


def _check(_: argparse.Namespace) -> int:
    converter = load_converter(read_settings())
    lines = [f"tables {converter.versions.tables[:12]}: {sum(map(len, converter.rules.values()))} rules"]
    for name, covered in sorted(converter.tables.coverage().items()):
        rows = covered.equivalent + covered.broader + covered.narrower + covered.none
        lines.append(
            f"  {name:20} {covered.codes:5} codes: {covered.equivalent} equivalent, {covered.broader} broader, "
            f"{covered.narrower} narrower, {covered.none} none, {covered.codes - rows} without a row; "
            f"{covered.draft} draft"
        )
    for short in converter.tables.short_doses.values():
        structured = sum(row.timing is not None for row in short)
        lines.append(f"  {short.name:20} {len(short):5} codes: {structured} with structure; {short.drafts()} draft")
    for texts in converter.tables.all_texts.values():
        lines.append(f"  {texts.name:20} {len(texts):5} codes: in words; {texts.drafts()} draft")
    for terms in converter.tables.norwegian.values():
        name = f"{terms.name} (norsk)"
        lines.append(f"  {name:20} {terms.concepts:5} codes: {len(terms)} in Norwegian; {terms.drafts()} draft")
    lines.append(f"pending identifiers: {', '.join(converter.identifiers.pending) or 'none'}")
    lines.append("all is well / alt er i orden")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from converter.service.run import run  # the web framework is loaded only to serve

    settings = read_settings()
    settings = replace(settings, fest=options.fest or settings.fest, allow_at=options.allow_at or settings.allow_at)
    run(options.host, options.port, options.workers, settings)
    return 0


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
