"""The tester: pytest collects once, and each mutant is tried in a fork of that process."""

import gc
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import FunctionType

import pytest

from tools.mutation.lines import Lines
from tools.mutation.mutant import Mutant
from tools.mutation.processes import Ended, forked, quiet
from tools.mutation.reach import Kept, Map, Reach, modules_named
from tools.mutation.suite import TOO_LONG, is_left_out, load, run_item, run_pytest
from tools.mutation.swap import functions_by_file, swap
from tools.mutation.trial import KILLED, SURVIVED, Failures, limit_memory, try_tests


@dataclass(frozen=True)
class Result:
    """What became of a mutant: `killed`, `timeout`, `survived` or `unreached`, and the test that noticed."""

    mutant: Mutant
    outcome: str
    test: str = ""

    @property
    def is_killed(self) -> bool:
        """Whether some test noticed."""
        return self.outcome in {"killed", "timeout"}


class BrokenTests(Exception):
    """The tests cannot be used: they do not collect, or something else than a mutant fails."""


def try_mutants(
    root: Path, mutants: Sequence[Mutant], tests: Sequence[str], jobs: int, tell: Callable[[str], None]
) -> list[Result]:
    """Tries each mutant against the tests that reach it. Raises BrokenTests."""
    files = sorted({str(root / path) for path in {m.path for m in mutants}} | {str(p) for p in _mutable(root)})
    tester = Tester(root, mutants, jobs, Lines(files), tell)
    tester.lines.start()
    try:
        code = run_pytest(root, tests, tester)
    finally:
        tester.lines.stop()
    if tester.results is None:
        raise BrokenTests(f"pytest ended with {code} before a mutant was tried")
    return sorted(tester.results, key=lambda r: r.mutant)


def _mutable(root: Path) -> list[Path]:
    return list((root / "converter").rglob("*.py"))


class Tester(Failures):
    """The pytest plugin in whose process everything is loaded."""

    def __init__(
        self, root: Path, mutants: Sequence[Mutant], jobs: int, lines: Lines, tell: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.results: list[Result] | None = None
        self.lines = lines
        self._root, self._mutants, self._jobs, self._tell = root, mutants, jobs, tell
        self._kept = Kept(root)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Makes the map, then tries the mutants."""
        if session.testsfailed:
            raise pytest.Session.Interrupted("tests cannot be collected")
        load(self._root)
        self.lines.stop()
        loading = self._relative(self.lines.take())
        items = {i.nodeid: i for i in session.items if not is_left_out(i.nodeid)}
        with tempfile.TemporaryDirectory(prefix="mutation-") as scratch:
            trial = _Trial(self._root, Path(scratch), items, functions_by_file(), self)
            gc.collect()
            gc.freeze()
            known = self._map(items, Path(scratch))
            self._tell(f"{len(known)} tests take {sum(r.seconds for r in known.values()):.0f} s with the recording on")
            trial.map = Map(known, loading, modules_named(self._root, {test.split("::")[0] for test in known}))
            self.results = self._try(trial)
        return True

    def _relative(self, lines: dict[str, int]) -> dict[str, int]:
        return {Path(file).relative_to(self._root).as_posix(): found for file, found in lines.items()}

    def _map(self, items: dict[str, pytest.Item], scratch: Path) -> dict[str, Reach]:
        by_file: dict[str, list[pytest.Item]] = {}
        for test, item in items.items():
            by_file.setdefault(test.split("::")[0], []).append(item)
        missing = [f for f in by_file if self._kept.read(f) is None]
        if missing:
            self._tell(f"recording which lines the tests of {len(missing)} files run")
        for ended in forked(missing, self._jobs, lambda file, _: self._record(file, by_file[file], scratch)):
            if ended.code:
                raise BrokenTests(f"recording {ended.task} ended with {ended.code}: {ended.said}")
        known: dict[str, Reach] = {}
        for file in by_file:
            known |= self._kept.read(file) or {}
        for test in (t for t, reach in known.items() if not reach.passed):
            self._tell(f"fails without any mutant, and is not used: {test}")
        return {t: r for t, r in known.items() if r.seconds <= TOO_LONG}

    def _record(self, file: str, items: list[pytest.Item], scratch: Path) -> int:
        quiet()
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(tempfile.mkdtemp(dir=scratch))
        found = {}
        for item, following in zip(items, [*items[1:], None], strict=True):
            self.failed = ""
            self.lines.start()
            start = monotonic()
            run_item(item, following)
            seconds = monotonic() - start
            self.lines.stop()
            found[item.nodeid] = Reach(round(seconds, 4), not self.failed, self._relative(self.lines.take()))
        self._kept.write(file, found)
        return 0

    def _try(self, trial: "_Trial") -> list[Result]:
        results, reached = [], []
        for mutant in self._mutants:
            trial.tests[mutant] = trial.map.reaching(mutant)
            if trial.tests[mutant]:
                reached.append(mutant)
            else:
                results.append(Result(mutant, "unreached"))
        self._tell(f"{len(reached)} mutants to try, {len(results)} that no test reaches")
        start = monotonic()
        try:
            for ended in forked(reached, self._jobs, trial.run):
                results.append(_result(ended))
                if len(results) % 50 == 0:
                    killed = sum(r.is_killed for r in results)
                    self._tell(f"{len(results)} of {len(self._mutants)}, {killed} killed, {monotonic() - start:.0f} s")
        except KeyboardInterrupt:
            self._tell(f"stopped after {len(results)} of {len(self._mutants)}")
        return results


class _Trial:
    """One mutant in one forked process."""

    def __init__(
        self,
        root: Path,
        scratch: Path,
        items: dict[str, pytest.Item],
        functions: dict[str, list[FunctionType]],
        failures: Failures,
    ) -> None:
        self.map = Map({}, {})
        self.tests: dict[Mutant, list[str]] = {}
        self._root, self._scratch, self._items, self._functions = root, scratch, items, functions
        self._failures = failures

    def run(self, mutant: Mutant, said: int) -> int:
        """Tries it: in this process, or in a fresh one where its code has run already."""
        quiet()
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(tempfile.mkdtemp(dir=self._scratch))
        file = self._root / mutant.path
        source = mutant.applied(file.read_bytes())
        seconds = {test: self.map.tests[test].seconds for test in self.tests[mutant]}
        functions = self._functions.get(str(file), [])
        if self.map.at_loading(mutant) or not swap(functions, str(file), source):
            return self._cold(mutant, source, seconds, said)
        limit_memory()
        self._failures.failed = ""
        return try_tests([self._items[t] for t in seconds], seconds, self._failures, said)

    def _cold(self, mutant: Mutant, source: bytes, seconds: dict[str, float], said: int) -> int:
        job = Path(tempfile.mkstemp(dir=self._scratch, suffix=".json")[1])
        told = {
            "root": str(self._root),
            "module": mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", "."),
            "file": str(self._root / mutant.path),
            "source": source.decode(),
            "tests": seconds,
            "said": said,
        }
        job.write_text(json.dumps(told), encoding="utf-8")
        os.set_inheritable(said, True)
        os.execv(sys.executable, [sys.executable, "-m", "tools.mutation.cold", str(job)])


def _result(ended: Ended[Mutant]) -> Result:
    if ended.code == SURVIVED:
        return Result(ended.task, "survived")
    if ended.code == -signal.SIGALRM:
        return Result(ended.task, "timeout")
    if ended.code == KILLED:
        return Result(ended.task, "killed", ended.said)
    return Result(ended.task, "survived", f"ended with {ended.code}, by no test's word")  # not noticed, and told
