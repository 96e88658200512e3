"""Rows of tables that a terminologist has yet to confirm, and the one finding that tells which an answer used."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from converter.model.finding import DraftRow, Finding, finding

DRAFT = "draft-row-used"


def drafts_used(rows: Iterable[DraftRow], path: str) -> Finding:
    """The finding that these rows were used: how many, and in which files. A row used in two places is one.

    Args:
        rows: at least one.
        path: of the finding.
    """
    used = tuple(dict.fromkeys(rows))
    counts = Counter(file for file, _ in {(row.file, row.key) for row in used})
    where = ", ".join(f"{file} ({count})" for file, count in sorted(counts.items()))
    return replace(finding(DRAFT, path, count=counts.total(), where=where), rows=used)


def drafts_as_one(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with one of draft rows in the place of all, behind the others; at their path if they share it."""
    drafts = [found for found in findings if found.code == DRAFT]
    if not drafts:
        return tuple(findings)
    paths = {found.path for found in drafts}
    one = drafts_used([row for found in drafts for row in found.rows], paths.pop() if len(paths) == 1 else "")
    return (*(found for found in findings if found.code != DRAFT), one)
