"""How long the formats of an eP take, and how large they are: level 3, level 1 with its page, and the page alone.

Usage: python -m bench.page [--rounds N]. Each round is another prescription (nothing that typst keeps is used again) in
every format in turn, and what is measured is processor time, so that a busy machine moves the figures little. The last
line is `ratio N.N`: a level 1 document's time to a level 3 document's.
"""

import argparse
import resource
import statistics
import time
from dataclasses import replace
from datetime import datetime

from converter.conversion.converter import ASKED_AS, Converter, load_converter
from converter.conversion.m1_to_ep.route import Asked, m1_to_ep
from converter.conversion.moment import moment
from converter.examples import example
from converter.formats.pdf.ep_sheet import sheet_of
from converter.formats.pdf.extraction import pages_of
from converter.formats.pdf.typesetting import typeset
from converter.model.prescription import Exchange
from converter.settings import read_settings
from converter.terminology.english import wording_of

AT = moment("2026-11-23")
STREET = b"</StreetAdr>"
"""Behind an address, which nothing is looked up by."""


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    converter = load_converter(read_settings())
    print(f"memory without a page {memory()} MB")
    start = time.process_time()
    document(converter, 0, "pdf", AT)
    print(f"the first page, with what it loads: {(time.process_time() - start) * 1000:.0f} ms")
    times: dict[str, list[float]] = {name: [] for name in ASKED_AS}
    sizes: dict[str, int] = {}
    for number in range(1, options.rounds + 1):
        for name, kept in times.items():
            start = time.process_time()
            made = document(converter, 2 * number + (name == "pdf"), name, AT)
            kept.append(time.process_time() - start)
            sizes[name] = len(made)
    for name, kept in times.items():
        print(f"{name}: median {statistics.median(kept) * 1000:.1f} ms, {sizes[name]} bytes")
    setting, reading = parts(converter, options.rounds)
    print(f"of a page: setting {setting * 1000:.1f} ms, reading its text back {reading * 1000:.1f} ms")
    print(f"memory with pages {memory()} MB")
    print(f"ratio {statistics.median(times['l1']) / statistics.median(times['l3']):.1f}")


def document(converter: Converter, number: int, name: str, at: datetime) -> bytes:
    """The example's document in a format; `number` makes it another prescription."""
    message = example("m1-tablets").replace(STREET, f" {number}".encode() + STREET)
    assert message != example("m1-tablets")
    made = m1_to_ep(message, converter, at, Asked(format=ASKED_AS[name])).document
    assert made is not None
    return made


def parts(converter: Converter, rounds: int) -> tuple[float, float]:
    """Seconds of setting a page, and of reading its text: medians, each page another."""
    kept: list[Exchange] = []

    class Keeping:
        media_type = ""

        def write(self, meant: Exchange) -> object:
            kept.append(meant)
            return converter.eps[ASKED_AS["l3"]].write(meant)

    held = replace(converter, eps={**converter.eps, ASKED_AS["l3"]: Keeping()})  # type: ignore[dict-item]
    words = wording_of(converter.tables)
    setting, reading = [], []
    for number in range(rounds):
        document(held, 10_000 + number, "l3", AT)
        sheet = sheet_of(kept[-1], words)
        start = time.process_time()
        page = typeset(sheet)
        then = time.process_time()
        pages_of(page)
        setting.append(then - start)
        reading.append(time.process_time() - then)
    return statistics.median(setting), statistics.median(reading)


def memory() -> int:
    """The most that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
