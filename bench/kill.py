"""Kills the record's writer with SIGKILL, again and again, and looks for what was lost, doubled or half done.

A writer works through exchanges, each an eP that leaves, four dispensations of a quarter, one discard, and that
quarter once more; it tells each answer only after it has it. It is killed at a random moment; then every answer told
must be in the record and be given again to the byte but for GenDate, nothing else but the one step under way may be
there, and the next writer goes on with that step, as a client does that got no answer.

Usage, from the repository: python -m bench.kill [--rounds N] [--record ADDRESS] [--seed N]; default a SQLite file of
its own. Prints rounds, answers, lost and doubled; exits 1 where either is not 0.
"""

import argparse
import hashlib
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID, uuid5

from converter.conversion.answer import Decision
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from tests.builders.back import LATER, undated
from tests.builders.loaded import convert, loaded
from tests.builders.messages import AT, m1
from tests.builders.pharmacy import hand_out
from tests.builders.records import opened

SPACE = UUID("3f1c5a52-2b64-4a3e-9f0e-6d6a4a0b7c11")
STEPS = ("send", "D-1", "D-2", "discard D-2", "D-3", "D-4", "D-5")
KEPT = 5
"""Dispensations that an exchange leaves in the record, one of them discarded."""
LONGEST = 0.08
"""Seconds; a step takes some five milliseconds."""


@dataclass(slots=True)
class Told:
    """What the writers told: the hash of each step's answer, in order."""

    hashes: list[str] = field(default_factory=list)
    under_way: int = 0
    lost: int = 0
    doubled: int = 0


def step(record: ExchangeRecord, number: int, run: str) -> str:
    """Does the step of this number; the hash of what was answered."""
    exchange, place = divmod(number, len(STEPS))
    message = m1(quantity="4", message_id=str(uuid5(SPACE, f"{run} {exchange}")))
    outcome = convert(message)
    assert outcome.document is not None
    name = STEPS[place]
    if name == "send":
        record.note_sent((outcome,), AT)
        return "sent"
    ed = hand_out(outcome.document, number=f"{run} {exchange} {name[-1]}", discards=name.startswith("discard"))
    # Whoever sends again does so later: the answer is the first one, but for when it is handed out.
    answer = receive(ed, loaded(), record, LATER + timedelta(seconds=time.monotonic_ns() % 10_000))
    if answer.decision is not Decision.CONVERTED or answer.document is None:
        raise AssertionError([f.code for f in answer.findings])
    return hashlib.sha256(undated(answer.document)).hexdigest()


def write(where: str, first: int, run: str, pipe: int) -> None:
    """A writer: steps from `first` on until it is killed."""
    with opened(where) as record:
        number = first
        while True:
            os.write(pipe, f"{number} {step(record, number, run)}\n".encode())
            number += 1


def killed_round(where: str, told: Told, run: str, random: Random) -> None:
    """One writer's life; what it told is added."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(where, len(told.hashes), run, writing)
        finally:
            os._exit(3)
    os.close(writing)
    ready = os.read(reading, 65536)  # its first answer: from here on it is at work
    time.sleep(random.uniform(0, LONGEST))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise SystemExit("a writer failed by itself")
    with os.fdopen(reading, "rb") as rest:
        lines = (ready + rest.read()).decode().splitlines(keepends=True)
    told.hashes += [line.split()[1] for line in lines if line.endswith("\n")]


def look(record: ExchangeRecord, told: Told, run: str, since: int) -> None:
    """Holds the record against what was told from step `since` on."""
    done = len(told.hashes)
    exchanges, place = divmod(done, len(STEPS))
    kept = exchanges * KEPT + sum(1 for name in STEPS[:place] if name.startswith("D-"))
    found = record.count()["dispensation"]
    told.lost += max(kept - found, 0)
    told.doubled += max(found - kept - 1, 0)
    told.under_way += found - kept == 1
    for number in range(since, done):
        name = STEPS[number % len(STEPS)]
        taken_back = name == "D-2" and number + 1 < done
        if name == "send" or taken_back or (name == "D-2" and found >= kept):
            continue
        told.lost += step(record, number, run) != told.hashes[number]


def settle(record: ExchangeRecord, told: Told, run: str) -> None:
    """Ends the exchange under way, and counts all. The step that was not told may be the next exchange's send."""
    told.hashes.append(step(record, len(told.hashes), run))
    while len(told.hashes) % len(STEPS):
        told.hashes.append(step(record, len(told.hashes), run))
    exchanges = len(told.hashes) // len(STEPS)
    counted = record.count()
    told.lost += max(exchanges * KEPT - counted["dispensation"], 0) + max(exchanges - counted["prescription"], 0)
    told.doubled += max(counted["dispensation"] - exchanges * KEPT, 0) + max(counted["prescription"] - exchanges, 0)


def kill(where: str, rounds: int, seed: int) -> Told:
    """Kills so many writers of the empty record at `where`; what was found."""
    told, random, run = Told(), Random(seed), str(seed)
    with opened(where):
        pass  # the tables are there before the first writer
    for _ in range(rounds):
        since = len(told.hashes)
        killed_round(where, told, run, random)
        with opened(where) as record:
            look(record, told, run, since)
    with opened(where) as record:
        settle(record, told, run)
    return told


def main() -> None:
    """Kills and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--record", help="an empty database")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    loaded()
    with tempfile.TemporaryDirectory() as folder:
        where = options.record or f"sqlite:///{Path(folder) / 'record.db'}"
        told = kill(where, options.rounds, options.seed)
    print(
        f"{options.rounds} kills, {len(told.hashes)} answers, {told.under_way} kills between commit and answer, "
        f"lost {told.lost}, doubled {told.doubled}"
    )
    sys.exit(bool(told.lost or told.doubled))


if __name__ == "__main__":
    main()
