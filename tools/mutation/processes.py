"""Work in forked processes, so many at a time: each has all that this one has loaded, and can spoil nothing."""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Task = TypeVar("Task")


@dataclass(frozen=True)
class Ended(Generic[Task]):
    """How one piece of work ended: its exit code (negative: the signal) and what it had to say."""

    task: Task
    code: int
    said: str


def forked(tasks: Iterable[Task], jobs: int, work: Callable[[Task, int], int]) -> Iterator[Ended[Task]]:
    """Calls `work` with each task and a file descriptor to write to, in a process of its own; gives them as they end.

    What `work` returns is the exit code; 70 where it raised.
    """
    left = iter(tasks)
    running: dict[int, tuple[Task, int]] = {}
    try:
        while True:
            while len(running) < jobs and (task := next(left, None)) is not None:
                pid, said = _fork(task, work)
                running[pid] = task, said
            if not running:
                return
            pid, status = os.wait()
            if pid in running:
                task, said = running.pop(pid)
                with os.fdopen(said, encoding="utf-8", errors="replace") as stream:
                    yield Ended(task, os.waitstatus_to_exitcode(status), stream.read())
    finally:
        for pid in running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _fork(task: Task, work: Callable[[Task, int], int]) -> tuple[int, int]:
    reading, writing = os.pipe()
    if pid := os.fork():
        os.close(writing)
        return pid, reading
    code = 70
    try:
        code = work(task, writing)
    except BaseException:
        os.write(writing, traceback.format_exc()[-4000:].encode())
    finally:
        sys.stdout.flush()
        os._exit(code)


def quiet() -> None:
    """Sends what this process prints to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
