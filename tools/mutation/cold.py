"""A mutant of code that runs at import: a fresh process imports the file with the slip in it.

Run as a module by the tester, with the name of a JSON file: root, module, file, source, tests with their seconds, and
the descriptor to answer on.
"""

import importlib.util
import json
import os
import sys
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest

from tools.mutation.suite import run_pytest
from tools.mutation.trial import KILLED, Failures, limit, limit_memory, try_tests

STARTING = 180.0
"""Seconds until the first test runs: on a busy machine too, for a slip that only waits is none that was noticed."""
NOT_COLLECTED = frozenset({int(pytest.ExitCode.INTERRUPTED), int(pytest.ExitCode.USAGE_ERROR)})
"""How pytest ends where a module or a conftest cannot be imported."""


class Injected(SourceFileLoader, MetaPathFinder):  # type: ignore[misc]  # both have load_module, which nobody calls
    """Finds one module and loads it from another text than its file's."""

    def __init__(self, module: str, file: str, source: str) -> None:
        super().__init__(module, file)
        self._source = source

    def find_spec(self, fullname: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module, when it is the one."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, fullname: str) -> CodeType:
        """The other text, compiled."""
        return compile(self._source, self.path, "exec", dont_inherit=True)


@dataclass(eq=False)  # pytest keeps its plugins in sets
class Chosen(Failures):
    """The pytest plugin that runs the chosen tests and ends the process."""

    tests: dict[str, float]
    said: int

    def __post_init__(self) -> None:
        super().__init__()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs them in their order."""
        if session.testsfailed:
            os._exit(KILLED)
        by_id = {item.nodeid: item for item in session.items}
        code = try_tests([by_id[t] for t in self.tests if t in by_id], self.tests, self, self.said)
        os._exit(code)


def main(job: Path) -> int:
    """Runs one mutant; the exit code says whether it is killed."""
    told = json.loads(job.read_text(encoding="utf-8"))
    limit(STARTING)
    limit_memory()
    sys.meta_path.insert(0, Injected(told["module"], told["file"], told["source"]))
    files = sorted({test.split("::")[0] for test in told["tests"]})
    code = run_pytest(Path(told["root"]), files, Chosen(told["tests"], told["said"]))
    return KILLED if code in NOT_COLLECTED else code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
