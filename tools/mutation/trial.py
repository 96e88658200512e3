"""Runs chosen tests in this process until one fails."""

import os
import resource
import signal
from collections.abc import Mapping, Sequence

import pytest

from tools.mutation.suite import prepare, run_item

KILLED, SURVIVED = 81, 80
"""Exit codes that nothing but a verdict has: Python itself ends with 0, 1 and 2, pytest with 0 to 5."""
GRACE = 10.0
"""Seconds that a test has beyond ten times what it takes unharmed."""
MEMORY = 6 << 30
"""Bytes of address space; a slip that collects without end stops here."""


def limit(seconds: float) -> None:
    """Ends this process so many seconds from now, unless another limit is set before."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def limit_memory() -> None:
    """Ends what takes more memory than any test needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Failures:
    """The pytest plugin that remembers which test failed, and makes random input the same every time."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_configure(self) -> None:
        """Before any test is imported."""
        prepare()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes a failure, of the test or of what it is set up with."""
        if report.failed and not self.failed:
            self.failed = report.nodeid


def try_tests(items: Sequence[pytest.Item], seconds: Mapping[str, float], failures: Failures, said: int) -> int:
    """Runs the items in order; KILLED and the id of the test that failed, or SURVIVED.

    A test that takes much longer than it does unharmed ends the process.
    """
    for item, following in zip(items, [*items[1:], *([None] if items else [])], strict=True):
        limit(10 * seconds[item.nodeid] + GRACE)
        run_item(item, following)
        if failures.failed:
            os.write(said, failures.failed.encode())
            return KILLED
    return SURVIVED
