"""The score, as a table and as JSON."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tools.mutation.tester import Result


def room(path: str) -> str:
    """The room of a file, as the table has it: `conversion/medicine`, `rules`."""
    parts = path.split("/")[1:-1]
    return "/".join(parts) or path


def percent(results: Iterable[Result]) -> float:
    """How many of a hundred mutants were noticed; 100 where there are none."""
    outcomes = [r.is_killed for r in results]
    return 100 * sum(outcomes) / len(outcomes) if outcomes else 100.0


def table(results: list[Result]) -> str:
    """By room and by operator: mutants, killed, score; then every survivor with its place and what it changed."""
    lines = []
    for title, key in (("room", lambda r: room(r.mutant.path)), ("operator", lambda r: r.mutant.operator)):
        groups: dict[str, list[Result]] = defaultdict(list)
        for result in results:
            groups[key(result)].append(result)
        lines.append(f"{title:24}{'mutants':>8}{'killed':>8}{'score':>9}")
        lines += [_row(name, groups[name]) for name in sorted(groups)]
        lines.append("")
    lines.append(_row("all", results))
    left = [r for r in results if not r.is_killed]
    if left:
        lines += ["", "survivors:", *(f"  {r.mutant}{_why(r)}" for r in left)]
    return "\n".join(lines)


def _row(name: str, results: list[Result]) -> str:
    return f"{name:24}{len(results):8}{sum(r.is_killed for r in results):8}{percent(results):8.1f}%"


def _why(result: Result) -> str:
    return "  (no test reaches it)" if result.outcome == "unreached" else ""


def as_json(results: list[Result]) -> dict[str, Any]:
    """The same for machines: score, and each mutant with its outcome and the test that noticed it."""
    return {
        "score": round(percent(results), 2),
        "mutants": [{**asdict(r.mutant), "outcome": r.outcome, "test": r.test} for r in results],
    }
