"""Many items at once: in this process where they are few, else in several; the same outcomes, in the same order."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import active_children, get_context
from pathlib import Path

from converter.conversion.converter import Converter, load_converter
from converter.coverage.messages import OfFile, of_file
from converter.coverage.packages import for_invented_persons, of_package
from converter.model.medicine import RegisterVersion
from converter.settings import Settings

CHUNK = 50
"""Items that a process is given at a time."""
FEW = 400
"""Items up to which one process is done before others have loaded the tables."""


class RegisterReplaced(Exception):
    """The register's file was replaced after this process had read it: two versions must not be counted as one."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with each item.

    Attributes:
        settings: what the converter is loaded with, in each process.
        at: the moment of conversion.
        as_sent: each message is converted at the moment at which it was made, where it says one.
        folder: where the messages are, whose paths the items are; None where they are varenr of the register.
    """

    settings: Settings
    at: datetime
    folder: Path | None = None
    as_sent: bool = False

    def prepared(self, converter: Converter) -> Converter:
        """The converter with the register as it answers now, to the end; fit for invented persons where there are."""
        pinned = replace(converter, register=converter.register.snapshot())
        return for_invented_persons(pinned) if self.folder is None else pinned

    def of(self, item: str, converter: Converter) -> OfFile:
        """What became of one item."""
        if self.folder is None:
            return OfFile((of_package(item, converter, self.at),))
        return of_file(self.folder / item, converter, self.at, self.as_sent)


def processes() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(job: Job, items: Sequence[str], converter: Converter, workers: int) -> Iterator[OfFile]:
    """What became of each item, in their order.

    Args:
        job: what is done.
        items: paths or varenr.
        converter: prepared by the job; used in this process.
        workers: processes at most.

    Raises:
        RegisterReplaced: another process has read another register.
    """
    if workers == 1 or len(items) <= FEW:
        for item in items:
            yield job.of(item, converter)
        return
    chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
    # Spawned: a fork would copy locks that threads of this one may hold.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (job,))
    try:
        with _deaf_children():
            answers = pool.map(_chunk, chunks)  # starts them all
        for version, found in answers:
            if version != converter.register.version:
                raise RegisterReplaced
            yield from found
    except BaseException:  # nobody waits for what they are at
        for child in active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass(slots=True)
class _Mine:
    """What a process of the pool has loaded."""

    job: Job
    converter: Converter


_mine: list[_Mine] = []


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Processes that are started within ignore an interruption from their first moment: this one answers it.

    They inherit that it is ignored; in a thread beside the first, which may not set it, they are told by `_start`.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start(job: Job) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _mine.append(_Mine(job, job.prepared(load_converter(job.settings))))


def _chunk(items: Sequence[str]) -> tuple[RegisterVersion, tuple[OfFile, ...]]:
    mine = _mine[0]
    return mine.converter.register.version, tuple(mine.job.of(item, mine.converter) for item in items)
