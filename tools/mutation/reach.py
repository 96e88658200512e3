"""The map: which test runs which lines, and how long it takes. Kept under `.mutation/` by what it was made from."""

import hashlib
import json
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from tools.mutation.lines import span
from tools.mutation.mutant import Mutant

FOLDER = ".mutation"
IMPORTED = re.compile(r"^from ([\w.]+) import ", re.MULTILINE)
BUDGET = 8.0
"""Seconds of tests, as measured, that one mutant is given at most."""
WIDER = 12.0
"""Seconds for tests that do not reach its line, where that runs before any test does."""


@dataclass(frozen=True)
class Reach:
    """What one test runs: seconds, whether it passes unharmed, and lines by file."""

    seconds: float
    passed: bool
    lines: dict[str, int]

    def runs(self, mutant: Mutant) -> bool:
        """Whether the test reaches the statement of the mutant."""
        return bool(self.lines.get(mutant.path, 0) & span(mutant.first, mutant.last))


@dataclass(frozen=True)
class Map:
    """Every test by its id, the lines that run while tests and tables are loaded, and the modules a test file names."""

    tests: dict[str, Reach]
    loading: dict[str, int]
    named: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def at_loading(self, mutant: Mutant) -> bool:
        """Whether the statement runs before any test does."""
        return not mutant.function or bool(self.loading.get(mutant.path, 0) & span(mutant.first, mutant.last))

    def reaching(self, mutant: Mutant) -> list[str]:
        """The tests that run the statement, of its module's own file first, then of files that import the module; of
        one that runs at loading also those of its room, its file, and all.
        """
        usable = {test: reach for test, reach in self.tests.items() if reach.passed}
        direct = [t for t, r in usable.items() if mutant.function and r.runs(mutant)]
        chosen = self._within(BUDGET, sorted(self._in_order(direct), key=lambda t: self._distance(t, mutant)))
        if self.at_loading(mutant):
            near = self._in_order(t for t, r in usable.items() if mutant.path in r.lines)
            room = "/".join(("tests", *mutant.path.split("/")[1:2], ""))
            own = self._in_order(t for t in usable if t.startswith(room))
            wider = sorted(
                dict.fromkeys([*own, *near, *self._in_order(usable)]), key=lambda t: self._distance(t, mutant)
            )
            chosen += self._within(WIDER, [t for t in wider if t not in set(direct)])
        return chosen

    def _distance(self, test: str, mutant: Mutant) -> int:
        """0 of a test in the file named after the mutant's module (`test_table.py` of `table.py`), 1 of one in a file
        that imports it, else 2.
        """
        file = test.split("::")[0]
        if Path(file).name == f"test_{Path(mutant.path).name}":
            return 0
        return 1 if _module(mutant.path) in self.named.get(file, ()) else 2

    def _in_order(self, tests: Iterable[str]) -> list[str]:
        """A few of each file before more of any, so that different kinds of tests come early; the quick ones first."""
        by_file: dict[str, list[str]] = {}
        for test in sorted(tests, key=lambda t: (self.tests[t].seconds, t)):
            by_file.setdefault(test.split("::")[0], []).append(test)
        ordered = []
        for start, end in ((0, 4), (4, 30), (30, None)):
            for inside in by_file.values():
                ordered += inside[start:end]
        return ordered

    def _within(self, seconds: float, tests: list[str]) -> list[str]:
        until = accumulate(self.tests[test].seconds for test in tests)
        return [test for test, end in zip(tests, until, strict=True) if end <= seconds]


def modules_named(root: Path, files: Iterable[str]) -> dict[str, frozenset[str]]:
    """The modules that each test file imports something of."""
    return {
        file: frozenset(IMPORTED.findall((root / file).read_text(encoding="utf-8")))
        for file in files
        if (root / file).is_file()
    }


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class Kept:
    """Maps kept from run to run: one a test file, named by a digest of it and of all that any test depends on."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER
        self._common = _digest(root, _common(root))

    def name(self, file: str) -> Path:
        """Where the map of one test file is kept."""
        own = _digest(self._root, [self._root / file]) if (self._root / file).is_file() else file
        return self._folder / f"{hashlib.sha256(f'{file}{own}{self._common}'.encode()).hexdigest()[:24]}.json"

    def read(self, file: str) -> dict[str, Reach] | None:
        """The map of one test file; None when it must be made."""
        try:
            known = json.loads(self.name(file).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        return {t: Reach(s, p, {f: int(n, 16) for f, n in lines.items()}) for t, (s, p, lines) in known.items()}

    def write(self, file: str, reaches: dict[str, Reach]) -> None:
        """Keeps the map of one test file."""
        self._folder.mkdir(exist_ok=True)
        text = json.dumps(
            {t: (r.seconds, r.passed, {f: hex(n) for f, n in r.lines.items()}) for t, r in reaches.items()}
        )
        made = self.name(file).with_suffix(f".{time.monotonic_ns()}")
        made.write_text(text, encoding="ascii")
        made.replace(self.name(file))


def _common(root: Path) -> list[Path]:
    tests = [p for p in (root / "tests").rglob("*.py") if not p.name.startswith("test_")]
    data = [p for folder in ("mappings", "schemas") for p in (root / folder).rglob("*") if p.is_file()]
    return sorted([*(root / "converter").rglob("*.py"), *tests, *data])


def _digest(root: Path, files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes())
    return digest.hexdigest()
