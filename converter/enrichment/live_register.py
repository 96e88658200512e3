"""A register that follows its file: a new FEST comes into use in a running service, without a restart.

Nothing runs beside the requests. The one that comes after the time for a look compares the state of the file, and
reads it where it differs; meanwhile the others are answered by the old one. Each process looks for itself.
"""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock

from converter.enrichment.fest_register import FestRegister, FileState, read_register, state_of
from converter.enrichment.register_errors import RegisterError, RegisterProblem
from converter.model.medicine import Brand, Medicine, RegisterCodeList, RegisterVersion, Substance, SubstanceGroup

LOOK_EVERY = 10.0
"""Seconds between looks at the file: FEST comes twice a month, and one look costs some microseconds."""


class LiveRegister:
    """The register of a file, replaced whole when the file is replaced by another sound one.

    A file that is missing, cut, half copied or of another schema version never takes the place of the one that
    answers; `last_problem` then says why.

    Args:
        path: the file.
        clock: seconds that only grow.
        look_every: seconds between looks at the file.

    Raises:
        RegisterError: the file is no sound register at the start, when there is nothing else to answer with.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic, look_every: float = LOOK_EVERY) -> None:
        self._path = path
        self._clock = clock
        self._look_every = look_every
        self._lock = Lock()
        self._process = os.getpid()
        self._problem: RegisterProblem | None = None
        self._answering, self._seen = read_register(path)
        self._refused: FileState | None = None
        self._next_look = clock() + look_every

    @property
    def version(self) -> RegisterVersion:
        """The version of the register that answers now."""
        return self.snapshot().version

    @property
    def last_problem(self) -> RegisterProblem | None:
        """Why the file, as it was at the last look, is not in use; None while the register answers from it."""
        self.snapshot()
        return self._problem

    def snapshot(self) -> FestRegister:
        """The register that answers now. Whoever keeps it has the same answers to the end, also after a replacement."""
        if self._clock() >= self._next_look:
            self._look()
        return self._answering

    def find(self, varenr: str) -> Medicine | None:
        """The package with this varenr; raises RegisterError where its record cannot be read."""
        return self.snapshot().find(varenr)

    def each_varenr(self) -> Iterator[str]:
        """The varenr of every package of the register that answers now, to the end; raises as `find`."""
        return self.snapshot().each_varenr()

    def find_brand(self, fest_id: str) -> Brand | None:
        """The brand with this FEST id; raises as `find`."""
        return self.snapshot().find_brand(fest_id)

    def find_substance_group(self, fest_id: str) -> SubstanceGroup | None:
        """The substance group with this FEST id; raises as `find`."""
        return self.snapshot().find_substance_group(fest_id)

    def find_substance(self, fest_id: str) -> Substance | None:
        """The substance with this FEST id; raises as `find`."""
        return self.snapshot().find_substance(fest_id)

    def find_by_atc(self, code: str) -> tuple[Medicine, ...]:
        """Every package in use with this ATC code; raises as `find`."""
        return self.snapshot().find_by_atc(code)

    def group_of_atc(self, code: str) -> str:
        """The strictest prescription group of all that has this ATC code, where none of it may leave; as `find`."""
        return self.snapshot().group_of_atc(code)

    def has_exchange_groups(self) -> bool:
        """Whether any package is in an exchange group; raises as `find`."""
        return self.snapshot().has_exchange_groups()

    def group_of_substance(self, codes: frozenset[str]) -> str:
        """The strictest prescription group of one substance's ATC codes, where none of it may leave; as `find`."""
        return self.snapshot().group_of_substance(codes)

    def group_of_brand(self, text: str) -> str:
        """The strictest group of the brand that a text begins with, where none of it may leave; as `find`."""
        return self.snapshot().group_of_brand(text)

    def groups_below(self, atc: str) -> frozenset[str]:
        """The prescription groups of all that has this ATC code or one below it; raises as `find`."""
        return self.snapshot().groups_below(atc)

    def find_by_ean(self, ean: str) -> tuple[Medicine, ...]:
        """Every package in use with this article number; raises as `find`."""
        return self.snapshot().find_by_ean(ean)

    def search(self, words: str, limit: int) -> tuple[Medicine, ...]:
        """The first packages in use that the words name; raises as `find`."""
        return self.snapshot().search(words, limit)

    def code_lists(self) -> tuple[RegisterCodeList, ...]:
        """FEST's own code lists by OID; raises as `find`."""
        return self.snapshot().code_lists()

    def _look(self) -> None:
        if self._process != os.getpid():
            # A fork may have copied the lock while another thread held it.
            self._lock, self._process = Lock(), os.getpid()
        if not self._lock.acquire(blocking=False):
            return  # another thread looks; the one that answers will do
        try:
            self._next_look = self._clock() + self._look_every
            self._follow()
        finally:
            self._lock.release()

    def _follow(self) -> None:
        state: FileState | None = None
        try:
            state = state_of(self._path)
            if state == self._seen:
                self._problem = self._refused = None
            elif state != self._refused:
                # Read to the end before anything is swapped. The old one closes when its last holder lets go of it.
                self._answering, self._seen = read_register(self._path)
                self._problem = self._refused = None
        except RegisterError as error:
            self._problem, self._refused = RegisterProblem(error.code, error.path), state
