"""The command `fest`: builds a medicines register from a FEST file, with progress and a summary to read."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from converter.cli.exits import CONVERTED, REJECTED, Commands, UsageError
from converter.cli.files import check_files, find_target
from converter.cli.places import file_named
from converter.cli.streams import say, show_text
from converter.enrichment.code_lists import MissingCode, missing_codes
from converter.enrichment.fest_database import BuildSummary, build_database
from converter.enrichment.fest_register import read_register
from converter.enrichment.register_errors import RegisterError
from converter.formats.norway.fest_errors import TEXTS, FestError
from converter.formats.norway.fest_source import FestSource
from converter.settings import find_home

_SHOWN = 10
SQLITE = b"SQLite format 3\0"


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("fest", help="the medicines register")
    build = command.add_subparsers(dest="action", required=True).add_parser(
        "build", help="build a register from FEST's M30 file (XML or zip)"
    )
    build.add_argument("file", type=file_named, help="FEST's file, such as fest251.zip")
    build.add_argument("--out", type=file_named, required=True, help="the register; one that is there is replaced")
    return command


def run(options: argparse.Namespace) -> int:
    """Builds the register, prints a summary, and shows the codes of FEST's lists that our tables lack.

    The progress bar, in bytes read, goes to standard error where that is a terminal.

    Returns:
        CONVERTED; or REJECTED when the FEST file is refused or the register cannot be written, which leaves what was
        there as it was.

    Raises:
        UsageError: `--out` is a file that is no register, which is never overwritten.
    """
    check_files((options.file,), (options.out,))
    target = find_target(options.out)
    if target.pipe or not _may_be_replaced(target.path):
        raise UsageError(
            "Filen er ikke et register og overskrives ikke.", "It is no register; not overwritten.", str(options.out)
        )
    terminal = sys.stderr is not None and sys.stderr.isatty()
    with tqdm(unit="B", unit_scale=True, desc=options.file.name, disable=not terminal) as bar:

        def follow(opened: FestSource) -> None:
            bar.reset(total=opened.total)
            opened.on_read = bar.update

        try:
            summary = build_database(options.file, target.path, follow)
            register, _ = read_register(target.path)
            missing = missing_codes(register, find_home() / "mappings" / "codelists")
        except (FestError, RegisterError) as error:
            bar.close()
            say(f"{error.code}: {error.path}\n  {error.norwegian}\n  {error.english}")
            return REJECTED
    show_text(_report(summary, options.out) + _missing(missing))
    return CONVERTED


def _missing(found: Sequence[MissingCode]) -> str:
    if not found:
        return ""
    lines = ["  codes in FEST that mappings/codelists lacks; a prescription that uses one may be refused"]
    lines += [f"    {one.list} {one.code}: {one.term}" for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"    and {len(found) - _SHOWN} more")
    return "\n".join(lines) + "\n"


def _may_be_replaced(path: Path) -> bool:
    """Whether a register may stand here: there is no file, or one that is SQLite or empty."""
    if not path.exists():
        return True
    with path.open("rb") as file:
        return file.read(len(SQLITE)) in {SQLITE, b""}


def _report(summary: BuildSummary, out: Path) -> str:
    lines = [
        f"{out}: FEST {summary.retrieved.isoformat()}{' (demo, not to be relied on)' if summary.demo else ''}",
        f"  packages    {summary.packages:>7}  (withdrawn {summary.withdrawn}, replaced {summary.replaced}, "
        f"without substances because of problems {summary.unenriched})",
        f"  brands      {summary.brands:>7}",
        f"  substances  {summary.substances:>7}  (strengths {summary.strengths})",
        f"  groups      {summary.substance_groups:>7}  (generic groups {summary.generic_groups})",
        f"  code lists  {summary.code_lists:>7}",
        f"  problems    {summary.problem_count:>7}",
    ]
    for code, count in Counter(problem.code for problem in summary.problems).most_common():
        lines.append(f"    {code} x {count}: {TEXTS[code][1]}")
        where = [problem.path for problem in summary.problems if problem.code == code]
        lines += [f"      {path}" for path in where[:_SHOWN]]
        if len(where) > _SHOWN:
            lines.append(f"      and {len(where) - _SHOWN} more, in the table `problem`")
    lines.append(f"  sha256 of the XML {summary.sha256}")
    return "\n".join(lines) + "\n"
