"""Replaces the register's file under the load of a real service: no request may fail, each edition must be taken in.

    python -m bench.replace [--scale 1.0] [--workers 2] [--connections 8] [--replacements 5] [--folder DIR]

Builds two registers of full size (made up) that differ in their date, starts the service on the loopback interface, and
converts without a pause while the one is put in place of the other, again and again. Between two replacements it waits
a little longer than the service does between two looks at the file. Takes about two minutes; ends by itself. Exit code
1: a request failed or was answered by a register that cannot be, or an edition was not taken into use in time.
"""

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.http import ANSWER_SECONDS, AT, HOST, free_port, start, stop
from bench.make_fest import HEAD, write
from bench.register import message_for
from converter.enrichment.fest_database import build_database
from converter.enrichment.live_register import LOOK_EVERY, LiveRegister

MARGIN = 2.0
"""Seconds beyond the time between two looks: a look comes with a request, and reading a register takes 0.1 s."""
MOST_REPLACEMENTS, MOST_CONNECTIONS = 50, 64
DAYS = ("2026-11-01", "2026-11-15")


@dataclass
class Load:
    """What came of the requests.

    Attributes:
        times: of those that were answered with a document, in seconds.
        failures: what the others got.
        last: for each connection, the register's day in its newest answer.
    """

    body: bytes
    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    last: dict[int, str] = field(default_factory=dict)
    over: bool = False


def request_bytes(port: int, body: bytes) -> bytes:
    """The whole request; JSON, which says the register."""
    head = (
        f"POST /v1/m1-to-ep?at={AT} HTTP/1.1\r\nHost: {HOST}:{port}\r\nContent-Type: application/xml\r\n"
        f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def convert(number: int, port: int, load: Load) -> None:
    """Sends requests one after the other over one connection until the load is over; the first failure ends it."""
    request = request_bytes(port, load.body)
    try:
        reader, writer = await asyncio.open_connection(HOST, port, limit=2**18)
        while not load.over:
            began = time.perf_counter()
            writer.write(request)
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ANSWER_SECONDS)
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            body = await asyncio.wait_for(reader.readexactly(length), ANSWER_SECONDS)
            took = time.perf_counter() - began
            day = json.loads(body)["versions"]["fest"][:10]
            if not head.startswith(b"HTTP/1.1 200 ") or day not in DAYS:
                load.failures.append(f"{head[:20]!r} by {day}")
                continue
            load.times.append(took)
            load.last[number] = day
        writer.close()
    except (OSError, EOFError, ValueError, LookupError) as error:
        load.failures.append(type(error).__name__)


async def replaced(port: int, register: Path, editions: list[Path], times: int, connections: int) -> tuple[Load, int]:
    """The load's outcome, and how many replacements every connection saw in time."""
    load = Load(message_for(LiveRegister(register)))
    tasks = [asyncio.create_task(convert(number, port, load)) for number in range(connections)]
    seen = 0
    for number in range(1, times + 1):
        copy = register.with_suffix(".new")
        await asyncio.to_thread(shutil.copyfile, editions[number % 2], copy)
        copy.replace(register)
        await asyncio.sleep(LOOK_EVERY + MARGIN)
        seen += set(load.last.values()) == {DAYS[number % 2]} and len(load.last) == connections
    load.over = True
    await asyncio.gather(*tasks)
    return load, seen


def build(folder: Path, scale: float) -> list[Path]:
    """One register for each day: the same content."""
    source = folder / "fest.xml"
    with source.open("w", encoding="utf-8") as out:
        write(out, scale, 1)
    assert DAYS[0] in HEAD
    editions = []
    for number, day in enumerate(DAYS):
        with source.open("r+b") as out:  # the days are of the same length, and the head comes first
            at = out.read(1000).index(DAYS[0].encode())
            out.seek(at)
            out.write(day.encode())
        editions.append(folder / f"edition-{number}.sqlite")
        build_database(source, editions[-1])
    return editions


def main() -> None:
    """Builds, serves, replaces, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--replacements", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where to put the files; default a temporary folder")
    options = parser.parse_args()
    replacements = max(1, min(options.replacements, MOST_REPLACEMENTS))
    connections = max(options.workers, min(options.connections, MOST_CONNECTIONS))
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        editions = build(folder, options.scale)
        register = folder / "register.sqlite"
        shutil.copyfile(editions[0], register)
        port = free_port()
        service = start(options.workers, port, ("--fest", str(register)))
        try:
            time.sleep(2 if options.workers > 1 else 0)  # the other worker too is up
            load, seen = asyncio.run(replaced(port, register, editions, replacements, connections))
        finally:
            stop(service)
        size = register.stat().st_size / 1e6
    times = sorted(load.times)
    print(
        f"{os.cpu_count()} cores, client included; {options.workers} worker(s), {connections} connections, "
        f"register of {size:.0f} MB"
    )
    print(f"replacements {replacements}, seen by every connection {seen}")
    print(f"requests {len(times) + len(load.failures)}, failures {len(load.failures)}")
    if times:
        p50, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
        print(f"p50 {p50:.2f} ms   p99 {p99:.2f} ms   slowest (waits for a new file) {times[-1] * 1000:.0f} ms")
    for failure in sorted(set(load.failures)):
        print(f"  {failure}")
    sys.exit(1 if load.failures or seen < replacements or not times else 0)


if __name__ == "__main__":
    main()
