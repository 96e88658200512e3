"""The command `coverage`: how many messages, or packages of a register, arrive whole, and why the others do not."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from tqdm import tqdm

from converter.answers.coverage import CoverageAnswer
from converter.cli.exits import CONVERTED, DEFECT, Commands, UsageError
from converter.cli.files import check_files, write_files
from converter.cli.options import add_moment_and_register, moment_of, number, settings_of
from converter.cli.places import file_named
from converter.cli.streams import say, show, show_text
from converter.conversion.answer import Decision
from converter.conversion.converter import Converter, load_converter
from converter.coverage.counted import Counting, Coverage, OfUse
from converter.coverage.lines import (
    Line,
    Reasons,
    decision_lines,
    funnel_lines,
    has_lines,
    reason_lines,
    source_lines,
    versions_line,
)
from converter.coverage.messages import FolderError, files_below
from converter.coverage.packages import InUse
from converter.coverage.page import page_of
from converter.coverage.use import Use, UseError, read_use
from converter.coverage.words import WRONG, Lang, ReasonWords, label, rule_words
from converter.coverage.work import Job, RegisterReplaced, each, processes

MOST_WORKERS = 64
MOST_TOLD = 20
WIDE = 160
"""Columns where nobody says how wide the paper is."""


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("coverage", help="count what arrives whole, of messages or of a register's packages")
    command.add_argument("messages", nargs="?", type=_messages_named, help="a folder of M1 messages, or one message")
    add_moment_and_register(command, "moment of conversion; a bare date is 12:00 in Oslo; default now")
    command.add_argument(
        "--as-sent",
        action="store_true",
        help="convert each message at the moment at which it was made (GenDate): for a folder of older ones",
    )
    command.add_argument(
        "--use", type=file_named, help="CSV of varenr,number: how much each package is used; not for messages"
    )
    command.add_argument("--json", action="store_true", help="JSON on standard output, with all reasons")
    command.add_argument("--html", type=file_named, help="write a page with the funnel as a picture here")
    command.add_argument("--lang", choices=("no", "en"), default="no", help="Norwegian (default) or English")
    command.add_argument("--workers", type=number(MOST_WORKERS), help="processes; default one for each core")
    command.add_argument(
        "--show-files",
        action="store_true",
        help="name each file that is no M1 on standard error; a name may say whose it is",
    )
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command; 5 where a conversion was a defect of ours, which the numbers then say.

    Raises:
        UsageError: there is nothing to count, or a file or folder cannot be used.
    """
    messages: Path | None = options.messages
    check_files((options.use, messages), (options.html,))
    if messages is not None and options.use is not None:
        raise UsageError(
            "Meldinger er selv bruken; --use er for et register.", "Messages are the use; --use is for a register."
        )
    if options.as_sent and (messages is None or options.at is not None):
        raise UsageError("--as-sent er for meldinger, uten --at.", "--as-sent is for messages, without --at.")
    if messages is not None and options.html is not None and _inside(options.html, messages):
        raise UsageError("Siden kan ikke ligge blant meldingene.", "The page cannot be among the messages.")
    use = None if options.use is None else _use(options.use)
    found = None if messages is None else _files(messages)
    settings = settings_of(options)
    job = Job(settings, moment_of(options), None if messages is None else _folder(messages), options.as_sent)
    converter = job.prepared(load_converter(settings))
    counting = Counting(use)
    workers = options.workers or processes()
    if found is None:
        packages = InUse(converter.register)
        _count(job, list(packages), converter, workers, counting, options)
        coverage = counting.of_register(converter, packages)
        if use is not None and coverage.whole.used == 0:
            raise UsageError(
                "Ingen pakning i bruk har et varenr i filen.",
                "No package in use has a varenr of the file.",
                str(options.use),
            )
    else:
        _count(job, found, converter, workers, counting, options)
        coverage = counting.of_folder(converter)
    if coverage.whole.number == 0:
        raise _nothing(coverage)
    _tell(coverage, converter, options)
    return DEFECT if coverage.decisions[Decision.DEFECT].number else CONVERTED


def _messages_named(text: str) -> Path:
    """A folder or a file; a folder may end with a slash. Raises UsageError where it is `-`."""
    return file_named(text.rstrip("/") or text) if text not in {".", ".."} else Path(text)


def _folder(messages: Path) -> Path:
    return messages if messages.is_dir() else messages.parent


def _inside(page: Path, messages: Path) -> bool:
    """Whether a page would be written among the messages, or over one."""
    return messages.is_dir() and page.resolve().is_relative_to(messages.resolve())


def _files(messages: Path) -> list[str]:
    """The files to open, by path within their folder. Raises UsageError where there are none, OSError likewise."""
    if not messages.is_dir():
        messages.open("rb").close()  # an error names it
        return [messages.name]
    try:
        found = files_below(messages)
    except FolderError:
        raise UsageError(
            "En mappe i den kan ikke leses; tallene ville være for små.",
            "A folder in it cannot be read; the numbers would be too small.",
            str(messages),
        ) from None
    if not found:
        raise UsageError("Mappen er tom: ingenting å telle.", "The folder is empty: nothing to count.", str(messages))
    return found


def _use(path: Path) -> Use:
    try:
        return read_use(path.read_bytes())
    except UseError as problem:
        raise UsageError(problem.norwegian, problem.english, str(path)) from None


def _nothing(coverage: Coverage) -> UsageError:
    """That there was no prescription, with why."""
    if coverage.folder is None:
        return UsageError("Registeret har ingen pakninger i bruk.", "The register has no packages in use.")
    why = ", ".join(f"{code} {count}" for code, count in coverage.folder.others.items())
    files = coverage.folder.files
    if files == 1:
        return UsageError(f"Filen er ingen M1 ({why}).", f"The file is no M1 ({why}).")
    return UsageError(f"Ingen M1 blant {files} filer ({why}).", f"No M1 among {files} files ({why}).")


def _count(
    job: Job, items: Sequence[str], converter: Converter, workers: int, counting: Counting, options: argparse.Namespace
) -> None:
    """Counts all items, with a bar on standard error where that is a terminal."""
    terminal = sys.stderr is not None and sys.stderr.isatty()
    others: list[str] = []
    with tqdm(total=len(items), desc="coverage", disable=not terminal) as bar:
        try:
            for item, found in zip(items, each(job, items, converter, workers), strict=True):
                counting.add(found)
                bar.update()
                if found.other:
                    others.append(f"{found.other}: {item}")
        except RegisterReplaced:
            raise UsageError(
                "Registeret ble byttet ut underveis; start på nytt.",
                "The register was replaced meanwhile; start again.",
            ) from None
    for line in others if options.show_files else ():
        say(_printable(line))


def _printable(text: str) -> str:
    """Text in one line, with nothing in it that a terminal would obey."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


def _tell(coverage: Coverage, converter: Converter, options: argparse.Namespace) -> None:
    lang = cast("Lang", options.lang)
    words = rule_words(converter)
    if options.html is not None:
        write_files({options.html: page_of(coverage, words, lang).encode()})
    if coverage.register is not None and coverage.register.use is not None:
        _warn(coverage.register.use)
    if options.json:
        show(CoverageAnswer.of(coverage, words).as_lines())
        return
    console = Console(width=None if sys.stdout is not None and sys.stdout.isatty() else WIDE)
    with console.capture() as shown:
        for part in tables(coverage, words, lang):
            console.print(part)
    show_text(shown.get())


def _warn(use: OfUse) -> None:
    """Tells on standard error what of the file of use did not weigh, in both languages."""
    for bad in use.bad[:MOST_TOLD]:
        norwegian, english = WRONG[bad.wrong]
        say(f"linje/line {bad.line}: {norwegian} / {english}")
    if len(use.bad) > MOST_TOLD:
        say(f"... {len(use.bad)} linjer i alt / lines in all")
    for found, key in ((use.unknown, "unknown"), (use.not_in_use, "not-in-use")):
        if found:
            more = " ..." if len(found) > MOST_TOLD else ""
            say(f"{len(found)} {label(key, 'no')} / {label(key, 'en')}: {', '.join(found[:MOST_TOLD])}{more}")


def tables(coverage: Coverage, words: ReasonWords, lang: Lang) -> Iterator[Table | str]:
    """What is shown on a terminal."""
    yield f"[bold]{label('title', lang)}[/] · {label('messages' if coverage.folder else 'register', lang)}"
    if coverage.versions.fest_is_demo:
        yield f"[yellow]{label('demo', lang)}[/]"
    yield ""
    yield _numbers(label("decision", lang), decision_lines(coverage, lang), coverage, lang)
    yield ""
    yield _numbers(label("converted-with", lang), has_lines(coverage, lang), coverage, lang)
    yield ""
    yield _numbers(label("funnel", lang), funnel_lines(coverage, lang), coverage, lang)
    yield f"[dim]{label('funnel-note', lang)}[/]"
    for kind in reason_lines(coverage, words, lang):
        yield ""
        yield _reasons(kind, coverage, lang)
        if kind.more:
            yield f"[dim]{kind.more}[/]"
    yield f"[dim]{label('reasons-note', lang)}[/]"
    if coverage.register is not None:
        yield f"[dim]{label('dosage-note', lang)}[/]"
    yield ""
    for what, count in source_lines(coverage, lang):
        yield f"{escape(what)}: {count}"
    yield escape(versions_line(coverage, lang))


def _numbers(title: str, lines: Sequence[Line], coverage: Coverage, lang: Lang) -> Table:
    table = Table(title, box=None, pad_edge=False, header_style="bold")
    for key in ("number", "share", *(("used", "usedShare") if coverage.weighted else ())):
        table.add_column(label(key, lang), justify="right", no_wrap=True)
    for line in lines:
        weighed = (line.used, line.used_share) if coverage.weighted else ()
        table.add_row(escape(line.what), line.number, line.share, *weighed)
    return table


def _reasons(kind: Reasons, coverage: Coverage, lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(kind.title, overflow="fold")
    table.add_column(label("why", lang))
    for key in ("number", *(("used",) if coverage.weighted else ())):
        table.add_column(label(key, lang), justify="right", no_wrap=True)
    if coverage.register is not None:
        table.add_column(label("examples", lang))
    for line in kind.lines:
        weighed = (line.used,) if coverage.weighted else ()
        named = (line.examples,) if coverage.register is not None else ()
        table.add_row(line.code, escape(line.text), line.number, *weighed, *named)
    return table
