"""How long eD -> M10 takes, as ratios to the floor that no converter can go below; with and without the record.

The floor is parse + XSD of the eD and parse + XSD of the M10 by libxml2, in the same run; beside an M1 its parse + XSD
too. Ratios: with the M1 beside the eD and no record; with a record that knows the prescription, the answer not kept;
and received, kept and committed, each eD a new one of a prescription of its own. Usage, from the repository:
python -m bench.ratio_back [--record ADDRESS] [--rounds N]; default a SQLite file of its own.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID, uuid5

from bench.ratio import timed
from converter.conversion.answer import Decision
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.formats.xml import parse
from converter.model.dispensation import Dispensation
from converter.model.known import Known
from converter.record.reception import receive
from converter.record.record import ExchangeRecord
from tests.builders.back import LATER, handed_out
from tests.builders.loaded import convert, loaded
from tests.builders.messages import AT, m1
from tests.builders.records import opened

SPACE = UUID("9d1b8c1e-3d0e-4a63-9a3c-1f0d9a5f7a10")


def recalled(record: ExchangeRecord, dispensation: Dispensation, _: Known | None) -> Known | None:
    """What the record knows, without keeping anything."""
    return record.recall(dispensation, LATER)


def measure(name: str, floor: Callable[[], object], work: Callable[[], object], rounds: int) -> None:
    """Prints one line: the median of pairs, so that a busy machine moves it little."""
    for each in (floor, work):
        timed(each, 100)
    pairs = [(timed(floor, rounds // 10), timed(work, rounds // 10)) for _ in range(10)]
    ratio = statistics.median(w / f for f, w in pairs)
    took, least = statistics.median(w for _, w in pairs), statistics.median(f for f, _ in pairs)
    print(f"{name:34} {took * 1e6:8.1f} us, floor {least * 1e6:7.1f} us, ratio {ratio:.2f}")


def received(record: ExchangeRecord, eds: Callable[[], bytes]) -> None:
    """One eD received; every one must be answered."""
    if receive(eds(), loaded(), record, LATER).decision is not Decision.CONVERTED:
        raise SystemExit("a dispensation was refused")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", help="an empty database")
    parser.add_argument("--rounds", type=int, default=1000)
    options = parser.parse_args()
    converter, message = loaded(), m1()
    ed = handed_out(message)
    document = ed_to_m10(ed, converter, LATER, message).document
    if document is None:
        raise SystemExit("the example does not convert")
    beside = message

    def floor() -> None:
        converter.eu.schema.validate(parse(ed))
        converter.norway.schema.validate(parse(document))

    def floor_with_m1() -> None:
        floor()
        converter.norway.schema.validate(parse(beside))

    measure("M1 beside it, no record", floor_with_m1, lambda: ed_to_m10(ed, converter, LATER, beside), options.rounds)
    prescribed = tuple(m1(message_id=str(uuid5(SPACE, str(n)))) for n in range(100 + options.rounds * 2))
    eds = iter([handed_out(message, number=f"N-{n}") for n, message in enumerate(prescribed)])
    with tempfile.TemporaryDirectory() as folder:
        where = options.record or f"sqlite:///{Path(folder) / 'record.db'}"
        with opened(where) as record:
            for message in (m1(), *prescribed):
                record.note_sent((convert(message),), AT)
            recall = partial(recalled, record)
            known = partial(ed_to_m10, ed, converter, LATER, recall=recall)
            measure("known to the record, not kept", floor, known, options.rounds)
            measure("received and kept", floor, lambda: received(record, lambda: next(eds)), options.rounds)
    print(f"eD {len(ed)} bytes, M10 {len(document)} bytes")


if __name__ == "__main__":
    main()
