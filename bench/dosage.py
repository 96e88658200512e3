"""How long it takes to read a dosage text, by itself and as a share of a conversion.

Usage: python -m bench.dosage [TEXTS] [--rounds N]; TEXTS is one text a line, or a TSV with a column text; default our
own phrases. A text that comes again is kept (`dosage.kept`), so each is timed when it is new; a conversion is timed
with its text new and with it kept. The last lines are microseconds; the share is a ratio.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from converter.cli.dosage import texts_of
from converter.conversion.converter import Converter, load_converter
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.conversion.moment import moment
from converter.dosage.indication import KNOWN
from converter.dosage.parser import grammar
from converter.dosage.speech import SPOKEN, speak
from converter.dosage.tokens import MAX_CHARACTERS
from converter.dosage.understand import understand
from converter.examples import example
from converter.settings import read_settings

PHRASES = Path(__file__).resolve().parents[1] / "tests" / "dosage" / "phrases.tsv"
WORST = {
    "digits": "1" * MAX_CHARACTERS,
    "and": "1 tablett " + "morgen og " * 39,
    "commas": "1 tablett, " * 26,
    "plans": "1 tablett morgen, 2 tabletter kveld, " * 8,
    "weekdays": "2 tabletter mandag og 1 tablett tirsdag, " * 7,
    "phases": "1 tablett daglig i 1 uke, deretter " * 8,
    "scripts": "1 таблетка tablett " * 50,
}
"""Texts that a naive parser never comes back from."""


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("texts", nargs="?", type=Path, default=PHRASES)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    start = time.perf_counter()
    grammar()
    print(f"grammar read in {(time.perf_counter() - start) * 1000:.0f} ms")
    start = time.perf_counter()
    converter = load_converter(read_settings())
    print(f"converter loaded in {(time.perf_counter() - start) * 1000:.0f} ms, all tables checked")
    texts = list(dict.fromkeys(texts_of(options.texts)))
    understood = _times(texts, converter, options.rounds, whole=False)
    spoken = _times(texts, converter, options.rounds, whole=True)
    for name, text in WORST.items():
        print(f"worst {name}: {_micro(_once(text, converter, whole=True))} us")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    new, kept = _conversion(converter, options.rounds)
    print(f"understood: median {_micro(statistics.median(understood))} us, p99 {_micro(_percentile(understood))} us")
    print(f"spoken, read back: median {_micro(statistics.median(spoken))} us, p99 {_micro(_percentile(spoken))} us")
    print(f"conversion with a new text {_micro(new)} us, with a kept one {_micro(kept)} us")
    print(f"share {(new - kept) / new:.2f}")


def _times(texts: Sequence[str], converter: Converter, rounds: int, whole: bool) -> list[float]:
    """Seconds for each text when it is new: the least of some rounds."""
    return [min(_once(text, converter, whole) for _ in range(rounds)) for text in texts]


def _once(text: str, converter: Converter, whole: bool) -> float:
    forget()
    start = time.perf_counter()
    if whole:
        speak(text, converter.vocabulary)
    else:
        understand(text, converter.vocabulary)
    return time.perf_counter() - start


def forget() -> None:
    """Forgets every text that was read."""
    for kept in (SPOKEN, KNOWN):
        kept.forget()


def _conversion(converter: Converter, rounds: int) -> tuple[float, float]:
    """Seconds for the shipped example, its text new, and kept."""
    data, at = example("m1-tablets"), moment("2026-11-20")
    new, kept = [], []
    for _ in range(rounds * 20):
        forget()
        for found in (new, kept):
            start = time.perf_counter()
            m1_to_ep(data, converter, at)
            found.append(time.perf_counter() - start)
    return statistics.median(new), statistics.median(kept)


def _percentile(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100)[-1]


def _micro(seconds: float) -> str:
    return f"{seconds * 1_000_000:.0f}"


if __name__ == "__main__":
    main()
