"""Requests a second, p50 and p99 of the real service on the loopback interface, with one and with two workers.

    python -m bench.http [--requests 4000] [--connections 16]

The client speaks HTTP over raw sockets with one prebuilt request and reads no more than it must, so that the figures
are the service's. Ends by itself, and ends what it started.
"""

import argparse
import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from converter.examples import example  # noqa: E402

HOST = "127.0.0.1"
AT = "2026-11-23"
START_SECONDS, ANSWER_SECONDS = 30, 30
MOST_REQUESTS = 100_000


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as s:
        s.bind((HOST, 0))
        return int(s.getsockname()[1])


def request_bytes(port: int) -> bytes:
    """The whole request, ready to send."""
    body = example("m1-tablets")
    head = (
        f"POST /v1/m1-to-ep?at={AT} HTTP/1.1\r\nHost: {HOST}:{port}\r\nContent-Type: application/xml\r\n"
        f"Accept: application/xml\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def one_connection(port: int, count: int, request: bytes) -> list[float]:
    """Sends `count` requests one after the other over one connection; the time of each in seconds."""
    reader, writer = await asyncio.open_connection(HOST, port, limit=2**18)
    times = []
    for _ in range(count):
        began = time.perf_counter()
        writer.write(request)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), ANSWER_SECONDS)
        if not head.startswith(b"HTTP/1.1 200 "):
            raise SystemExit(f"not 200: {head[:60]!r}")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        await asyncio.wait_for(reader.readexactly(length), ANSWER_SECONDS)
        times.append(time.perf_counter() - began)
    writer.close()
    return times


async def load(port: int, requests: int, connections: int) -> tuple[list[float], float]:
    """Every request's time, sorted, and the seconds that all took together."""
    request = request_bytes(port)
    await asyncio.gather(*(one_connection(port, 20, request) for _ in range(connections)))  # warm up
    began = time.perf_counter()
    each = requests // connections
    times = await asyncio.gather(*(one_connection(port, each, request) for _ in range(connections)))
    return sorted(t for some in times for t in some), time.perf_counter() - began


def start(workers: int, port: int, more: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
    """Starts the service as an operator would, with more arguments, and waits until it answers."""
    command = [sys.executable, "-m", "converter", "serve", "--port", str(port), "--workers", str(workers), "--allow-at"]
    command += more
    service = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and service.poll() is None:
        try:
            with socket.create_connection((HOST, port), timeout=1) as s:
                s.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                if s.recv(20).startswith(b"HTTP/1.1 200"):
                    return service
        except OSError:
            pass
        time.sleep(0.1)
    stop(service)
    raise SystemExit("the service did not start")


def stop(service: subprocess.Popen[bytes]) -> None:
    """Ends the service and its workers."""
    service.send_signal(signal.SIGTERM)
    try:
        service.wait(15)
    except subprocess.TimeoutExpired:
        service.kill()
        service.wait()


def main() -> None:
    """Prints one line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    requests = max(options.connections, min(options.requests, MOST_REQUESTS))
    print(
        f"{os.cpu_count()} cores, client included; {options.connections} connections; {len(example('m1-tablets'))} B in"
    )
    for workers in (1, 2):
        port = free_port()
        service = start(workers, port)
        try:
            time.sleep(2 if workers > 1 else 0)  # the other worker too is up
            times, seconds = asyncio.run(load(port, requests, options.connections))
        finally:
            stop(service)
        p50, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
        print(f"{workers} worker(s): {len(times) / seconds:7.0f} requests/s   p50 {p50:6.2f} ms   p99 {p99:6.2f} ms")


if __name__ == "__main__":
    main()
