"""How long a conversion takes, as a ratio to the floor that no converter can go below.

The floor is parse + XSD of the input and parse + XSD of the output by libxml2, in the same run. The last line is
`ratio N.NN`. Usage: python -m bench.ratio [MESSAGE] [--at DATE] [--rounds N]; default the shipped example.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from converter.conversion.converter import Converter, load_converter
from converter.conversion.m1_to_ep import route
from converter.conversion.m1_to_ep.deciding import facts_for
from converter.conversion.m1_to_ep.messages import open_message
from converter.conversion.m1_to_ep.reading import read_found
from converter.conversion.m1_to_ep.translate import translate
from converter.conversion.moment import moment
from converter.conversion.session import open_session
from converter.examples import example
from converter.formats.cda.ep import read_back
from converter.formats.cda.ep_reader import read_ep
from converter.formats.cda.ep_writer import write_ep
from converter.formats.cda.narrative import rows, texts
from converter.formats.xml import parse
from converter.rules.m1_to_ep import M1_TO_EP, CallerSays
from converter.rules.rule import apply
from converter.settings import read_settings
from converter.terminology.english import wording_of

BATCH = 20


def timed(work: Callable[[], object], rounds: int) -> float:
    """Seconds for one call: the median of batches, so that a busy machine moves it little."""
    batches = []
    for _ in range(max(rounds // BATCH, 3)):
        start = time.perf_counter()
        for _ in range(BATCH):
            work()
        batches.append((time.perf_counter() - start) / BATCH)
    return statistics.median(batches)


def stages(data: bytes, converter: Converter, at: datetime) -> dict[str, Callable[[], object]]:
    """The steps of a conversion, each as a call that repeats it alone."""
    found = open_message(data, converter.norway.check).single()
    national = read_found(found, converter.identifiers)
    register = converter.register
    registered = register.find(national.medicine.varenr)
    session = open_session(converter, at)
    facts = facts_for(national, registered, session, CallerSays(), at.date())

    def exchange_of() -> object:
        return translate(national, registered, session.anew())

    exchange = translate(national, registered, session.anew())
    if exchange is None:
        raise SystemExit("this message does not convert")
    words = wording_of(converter.tables)
    lines = rows(exchange, words)
    document = write_ep(exchange, lines)
    written = parse(document)
    read = read_ep(written)
    return {
        "parse input": lambda: parse(data),
        "XSD input": lambda: converter.norway.check(found.resept.getroottree().getroot()),
        "read M1": lambda: read_found(found, converter.identifiers),
        "register": lambda: register.find(national.medicine.varenr),
        "rules": lambda: apply(converter.rules[M1_TO_EP.name], facts, at.date()),
        "facts": lambda: facts_for(national, registered, session, CallerSays(), at.date()),
        "translate": exchange_of,
        "narrative": lambda: rows(exchange, words),
        "write eP": lambda: write_ep(exchange, lines),
        "parse output": lambda: parse(document),
        "XSD output": lambda: converter.eu.check(written),
        "read eP": lambda: read_ep(written),
        "compare": lambda: (read.prescription == exchange, read.texts == texts(lines)),
        "read back, whole": lambda: read_back(document, exchange, lines, converter.eu.check),
    }


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message", type=Path, nargs="?")
    parser.add_argument("--at", type=moment, default=moment("2026-11-23"))
    parser.add_argument("--rounds", type=int, default=2000)
    options = parser.parse_args()
    converter = load_converter(read_settings())
    data = options.message.read_bytes() if options.message else example("m1-tablets")
    outcome = route.m1_to_ep(data, converter, options.at)
    document = outcome.document
    if document is None:
        raise SystemExit(f"this message does not convert: {outcome.decision}")

    def floor() -> None:
        converter.norway.schema.validate(parse(data))
        converter.eu.schema.validate(parse(document))

    def whole() -> None:
        route.m1_to_ep(data, converter, options.at)

    for work in (floor, whole):
        timed(work, 200)
    for name, work in stages(data, converter, options.at).items():
        print(f"{name:18} {timed(work, options.rounds // 4) * 1e6:8.1f} us")
    pairs = [(timed(floor, options.rounds // 10), timed(whole, options.rounds // 10)) for _ in range(10)]
    floors, wholes = [f for f, _ in pairs], [w for _, w in pairs]
    print(f"input {len(data)} bytes, output {len(document)} bytes")
    print(f"floor              {statistics.median(floors) * 1e6:8.1f} us")
    print(f"conversion         {statistics.median(wholes) * 1e6:8.1f} us")
    print(f"ratio {statistics.median(w / f for f, w in pairs):.2f}")


if __name__ == "__main__":
    main()
