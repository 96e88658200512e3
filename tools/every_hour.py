"""Every hour of some years, through all four routes: no conversion fails for what the clock says.

`python -m tools.every_hour [FIRST LAST]`, years, 2026 to 2030 where none are given: each hour in UTC, the examples
dated to it. Tells how many hours there are, and each that has no document or a defect; exit 1 where there is one.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from converter.conversion.answer import Answer, Decision
from converter.conversion.converter import Converter, load_converter
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.conversion.ep_to_view.route import ep_to_view
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.conversion.m10_to_ed.entered import read_entered
from converter.conversion.m10_to_ed.route import m10_to_ed
from converter.examples import entered_example, example
from converter.model.finding import Severity
from converter.settings import read_settings

HOUR = timedelta(hours=1)
YEARS = (2026, 2030)
ZONES = tuple(timezone(timedelta(minutes=minutes)) for minutes in (0, 60, 120, 180, -210, 840))
"""Where a dispense may be written; the hour goes through them in turn."""


def hours(first: int, last: int) -> Iterator[datetime]:
    """Each hour of the years, both counted, in UTC."""
    at = datetime(first, 1, 1, tzinfo=UTC)
    while at.year <= last:
        yield at
        at += HOUR


def at_hour(at: datetime, converter: Converter) -> dict[str, Answer[object]]:
    """What each route answers at a moment, by its name: of a prescription of two days before, dispensed just then."""
    day = (at - timedelta(days=2)).date()
    year_after = day + timedelta(days=365)
    there = at.astimezone(ZONES[int(at.timestamp()) // 3600 % len(ZONES)])
    m1 = _dated("m1-tablets", {"2027-11-01": f"{year_after}", "2026-11-01<": f"{day}<"})
    ed = _dated("ed-tablets", {"20261123100000+0100": f"{there:%Y%m%d%H%M%S%z}"})
    ep = _dated("ep-finnish", {"20261123120000+0100": f"{at:%Y%m%d%H%M%S%z}", **_whole(day, year_after)})
    posted = json.dumps({**json.loads(entered_example()), "dispensedAt": there.isoformat()}).encode()
    routes: dict[str, Callable[[], Answer[object]]] = {
        "m1-to-ep": lambda: m1_to_ep(m1, converter, at),
        "ed-to-m10": lambda: ed_to_m10(ed, converter, at, m1),
        "ep-to-view": lambda: ep_to_view(ep, converter, at),
        "m10-to-ed": lambda: m10_to_ed(ep, read_entered(posted, None, converter.norway), converter, at),
    }
    return {name: route() for name, route in routes.items()}


def fails(answer: Answer[object], route: str) -> bool:
    """Whether an answer is a defect, or lacks what a sound message gets."""
    defect = any(f.severity is Severity.DEFECT for f in answer.findings)
    return defect or answer.decision is not Decision.CONVERTED or (route != "ep-to-view" and answer.document is None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs; 0 where no hour fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("years", nargs="*", type=int, default=YEARS)
    first, *rest = parser.parse_args(arguments).years
    converter = load_converter(read_settings())
    count = failed = 0
    for at in hours(first, rest[-1] if rest else first):
        count += 1
        for route, answer in at_hour(at, converter).items():
            if fails(answer, route):
                failed += 1
                print(f"{at.isoformat()} {route}: {answer.decision} {sorted(f.code for f in answer.findings)}")
    print(f"{count} hours, 4 routes: {failed} fail")
    return 1 if failed else 0


def _whole(day: date, until: date) -> dict[str, str]:
    dates = {"2027-11-01": until, "2026-11-01": day}  # the later first, for what comes of the earlier may be it
    return {
        **{f'"{text.replace("-", "")}"': f'"{value:%Y%m%d}"' for text, value in dates.items()},
        **{text: value.isoformat() for text, value in dates.items()},
    }


def _dated(name: str, changes: dict[str, str]) -> bytes:
    text = example(name).decode()
    for old, new in changes.items():
        if old not in text:
            raise AssertionError(f"{name} no longer says {old}")
        text = text.replace(old, new)
    return text.encode()


if __name__ == "__main__":
    sys.exit(main())
