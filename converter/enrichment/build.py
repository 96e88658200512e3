"""The command that builds a medicines register from a FEST file: progress, and a summary to read."""

import sys
from collections import Counter
from pathlib import Path

from tqdm import tqdm

from converter.enrichment.code_lists import missing_codes
from converter.enrichment.fest_database import BuildSummary, build_database
from converter.enrichment.fest_register import read_register
from converter.enrichment.register_errors import RegisterError
from converter.formats.norway.fest_errors import TEXTS, FestError
from converter.formats.norway.fest_source import FestSource
from converter.settings import find_home

BUILT, USAGE, REFUSED = 0, 2, 4
_SHOWN = 10
SQLITE = b"SQLite format 3\0"


def build_command(source: Path, out: Path, progress: bool) -> int:
    """Builds `out` from the FEST file `source` (XML or zip) and prints a summary.

    The progress bar, in bytes read, goes to stderr: always when asked for, else when stderr is a terminal.

    It also reads the finished register back and shows the codes of FEST's lists that our tables lack.

    Returns:
        0 when built; 2 when `out` is a file that is no register, which is never overwritten; 4 when the FEST file is
        refused or the register cannot be written, which leaves `out` as it was.
    """
    if out.exists() and not _is_register(out):
        sys.stderr.write(
            f"{out}: Filen er ikke et register og overskrives ikke. / It is no register; not overwritten.\n"
        )
        return USAGE
    with tqdm(unit="B", unit_scale=True, desc=source.name, disable=not (progress or sys.stderr.isatty())) as bar:

        def follow(opened: FestSource) -> None:
            bar.reset(total=opened.total)
            opened.on_read = bar.update

        try:
            summary = build_database(source, out, follow)
            register, _ = read_register(out)
            missing = missing_codes(register, find_home() / "mappings" / "codelists")
        except (FestError, RegisterError) as error:
            bar.close()
            sys.stderr.write(f"{error.code}: {error.path}\n  {error.norwegian}\n  {error.english}\n")
            return REFUSED
    sys.stdout.write(_report(summary, out))
    if missing:
        sys.stdout.write("  codes in FEST that mappings/codelists lacks; a prescription that uses one may be refused\n")
        sys.stdout.writelines(f"    {found.list} {found.code}: {found.term}\n" for found in missing[:_SHOWN])
        if len(missing) > _SHOWN:
            sys.stdout.write(f"    and {len(missing) - _SHOWN} more\n")
    return BUILT


def _is_register(path: Path) -> bool:
    """Whether a file may be replaced by a register: it is SQLite, or empty."""
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
