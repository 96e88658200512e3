"""The figures of the medicines register at full size: build, lookup, opening, memory, and replacement under load.

usage: python -m bench.register [--scale 1.0] [--seed 1] [--replacements 5] [--folder DIR]

Writes a made-up FEST file with bench/make_fest.py, builds a register from it in a process of its own (so that its peak
memory is its own) and measures. The load is conversions of the shipped example in one process while the file is put in
place anew under it. It ends by itself and needs no network. Exit code 1: a conversion failed during a replacement.
"""

import argparse
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.make_fest import write
from converter.conversion.answer import Decision
from converter.conversion.converter import load_converter
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.conversion.moment import moment
from converter.enrichment.fest_database import build_database
from converter.enrichment.fest_register import read_register
from converter.enrichment.live_register import LiveRegister
from converter.enrichment.medicines import MedicinesRegister
from converter.examples import example
from converter.settings import read_settings

ROOT = Path(__file__).resolve().parents[1]
AT = moment("2026-11-23")
VARENR = "100005"
"""A package of the made-up file (group C, tablets)."""
LOOKUPS = 4000
BETWEEN = 50
"""Conversions between two replacements."""


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def resident() -> float:
    """Resident memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def build(source: Path, target: Path) -> None:
    """Child: builds the register and prints seconds and peak memory in MB."""
    took = seconds(lambda: build_database(source, target))
    print(f"{took:.1f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6:.0f}")


def start(register: Path) -> None:
    """Child: loads a converter with the register and prints seconds and memory after a conversion, in MB."""
    settings = read_settings({}).with_options(fest=register)
    data = example("m1-tablets")
    begun = time.perf_counter()
    converter = load_converter(settings)
    took = time.perf_counter() - begun
    m1_to_ep(data, converter, AT)
    print(f"{took:.2f} {resident():.0f}")


def child(what: str, *arguments: Path) -> tuple[float, float]:
    """Runs this file in a process of its own; the two numbers that it prints."""
    command = [sys.executable, "-m", "bench.register", "--child", what, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    first, second = done.stdout.split()
    return float(first), float(second)


def lookups(register: Path, packages: int) -> None:
    """Prints how long a lookup takes, the first time and again."""
    found, _ = read_register(register)
    numbers = [f"{100_000 + number:06}" for number in range(min(LOOKUPS, packages))]
    for name in ("cold", "warm"):
        times = sorted(seconds(lambda n=number: found.find(n)) for number in numbers)  # type: ignore[misc]
        median, slow = times[len(times) // 2], times[len(times) * 99 // 100]
        print(f"lookup, {name:14} {median * 1e6:8.1f} us (99 of 100 under {slow * 1e6:.1f} us)")


def message_for(register: MedicinesRegister) -> bytes:
    """The example message, prescribing a package of the made-up register in the register's own words."""
    medicine = register.find(VARENR)
    assert medicine is not None
    assert medicine.atc is not None
    text = example("m1-tablets").decode()
    for pattern, words in (
        (r'<Atc V="[^"]*"', f'<Atc V="{medicine.atc.code}"'),
        (r"<NavnFormStyrke>[^<]*", f"<NavnFormStyrke>{medicine.name_form_strength}"),
        (r"<Varenr>[^<]*", f"<Varenr>{VARENR}"),
    ):
        text = re.sub(pattern, words, text, count=1)
    return text.encode()


def under_load(register: Path, replacements: int) -> int:
    """Converts while the file is replaced again and again; gives the number of conversions that failed."""
    live = LiveRegister(register, look_every=0)
    converter = replace(load_converter(read_settings({}).with_options(fest=register)), register=live)
    data = message_for(live)
    decisions, times, answering, taken = [], [], live.snapshot(), 0
    for number in range((replacements + 1) * BETWEEN):
        if number and number % BETWEEN == 0:
            copy = register.with_suffix(".new")
            shutil.copyfile(register, copy)
            copy.replace(register)
        begun = time.perf_counter()
        decisions.append(m1_to_ep(data, converter, AT).decision)
        times.append(time.perf_counter() - begun)
        if live.snapshot() is not answering:
            answering, taken = live.snapshot(), taken + 1
    memory = resident()
    failed = sum(decision is not Decision.CONVERTED for decision in decisions)
    print(
        f"under load            {len(decisions)} conversions, {taken} replacements, {failed} failed; "
        f"median {statistics.median(times) * 1e3:.2f} ms, slowest (takes in a new file) {max(times) * 1e3:.0f} ms, "
        f"memory after {memory:.0f} MB"
    )
    return failed + replacements - taken


def measure(folder: Path, scale: float, seed: int, replacements: int) -> int:
    """Measures and prints; gives the number of conversions that failed."""
    source, target = folder / "fest.xml", folder / "fest.sqlite"
    with source.open("w", encoding="utf-8") as out:
        write(out, scale, seed)
    took, peak = child("build", source, target)
    print(f"FEST file             {source.stat().st_size / 1e6:8.1f} MB, register {target.stat().st_size / 1e6:.1f} MB")
    print(f"build                 {took:8.1f} s, peak memory {peak:.0f} MB")
    opened = [seconds(lambda: read_register(target)) for _ in range(5)]
    print(f"open and check        {statistics.median(opened) * 1e3:8.1f} ms")
    lookups(target, round(11_000 * scale))
    took, memory = child("start", target)
    print(f"load_converter        {took:8.2f} s, memory of a process {memory:.0f} MB")
    return under_load(target, replacements)


def main() -> None:
    """Reads the arguments; measures, or does a child's part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replacements", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where to put the files; default a temporary folder")
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        what, *paths = options.child
        {"build": build, "start": start}[what](*map(Path, paths))
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        failed = measure(Path(folder), options.scale, options.seed, options.replacements)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
