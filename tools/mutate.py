"""Mutation testing: puts small slips into the code, one at a time, and tells which of them no test notices.

Usage: python -m tools.mutate [--sample N] [--seed S] [--paths PATH ...] [--tests PATH ...] [--jobs N]
    [--fail-under PERCENT] [--json FILE]

The working tree is not touched. What the tests run is recorded once and kept under `.mutation/`. Exit codes: 0; 1 where
the score is under PERCENT; 2 where the tests fail without a mutant.
"""

import argparse
import json
import os
import signal
import sys
from pathlib import Path

from tools.mutation.choice import all_mutants, choose
from tools.mutation.score import as_json, percent, table
from tools.mutation.suite import ROOMS, TESTS
from tools.mutation.tester import BrokenTests, try_mutants

ROOT = Path(__file__).resolve().parents[1]


def tell(line: str) -> None:
    """How far it has come, for whoever waits."""
    print(line, file=sys.__stderr__, flush=True)


def main(arguments: list[str] | None = None, root: Path = ROOT, tests: tuple[str, ...] = TESTS) -> int:
    """Runs the tester; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sample", type=int, default=100, help="how many mutants (100); 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="which of them (1)")
    parser.add_argument("--paths", nargs="+", default=ROOMS, help="files or folders to mutate")
    parser.add_argument("--tests", nargs="+", default=tests, help="files or folders of tests to run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time")
    parser.add_argument("--fail-under", type=float, default=0.0, help="the score below which this ends with 1")
    parser.add_argument("--json", type=Path, help="write every mutant and its outcome here")
    given = parser.parse_args(arguments)
    found = all_mutants(root, given.paths)
    mutants = choose(found, given.sample, given.seed) if given.sample else found
    tell(f"{len(mutants)} of {len(found)} mutants, seed {given.seed}")
    try:
        results = try_mutants(root, mutants, given.tests, max(given.jobs, 1), tell)
    except BrokenTests as broken:
        tell(str(broken))
        return 2
    print(table(results))
    if given.json:
        given.json.write_text(json.dumps(as_json(results), indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if percent(results) < given.fail_under else 0


if __name__ == "__main__":
    for stop in (signal.SIGINT, signal.SIGTERM):  # in the background too, where a shell has interruptions ignored
        signal.signal(stop, signal.default_int_handler)
    sys.exit(main())
