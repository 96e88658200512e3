"""Throws damaged messages at the route M1 -> eP, or eDs at the route eD -> M10 (--back).

Each must have a documented outcome that repeats none of its values.

Usage, from the repository: python -m bench.fuzz [--back] [--count 100000] [--seed 1] [--workers 2]. Prints the counts,
and exits 1 on a defect, a code that is not documented, a leaked value or a document without the decision `converted`.
An input is repeated by its number: --only N.
"""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

from converter.conversion.answer import Answer, Decision
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.conversion.m1_to_ep.route import Asked, each_m1_to_ep
from converter.model.finding import Severity
from tests.builders.back import LATER, handed_out
from tests.builders.loaded import documented, leaks, loaded
from tests.builders.messages import AT, MARKERS, container, m1, m1_list, m1_v24, m94, m96
from tests.builders.mutations import mutate
from tests.fields.ed_full import FOUR, full
from tests.golden.dosages import DOSAGES
from tests.golden.kinds import KINDS

SEEDS = (
    m1(),
    m1(middle="Tuvslått", birth_date="1971-05-09", country="NO", use="3", no_combination="true", earliest="2026-11-02"),
    m1(varenr="990011", size="150", unit="ml", form="842", atc="R06AE07", name="Fiktivtirizin mikst oppl 1 mg/ml"),
    m1(varenr="990026", size="3 x 120", unit="doser", form="99", atc="R03AK07", name="Fiktivduo inh pulv"),
    m1(varenr="000001", size="2 x 10 x 0,5", unit="ml", form="816", remark="Ring datteren hennes først"),
    m1(profession="XX", verified=("LE", "TL"), patient_telecoms=(("MC", "mailto:a@b.no"), ("HP", "fax:+47 22"))),
    m94(m1()),
    m94(m1(varenr="990004", size="30", quantity="1.5"), status="U"),
    KINDS["substance"],
    KINDS["brand"],
    KINDS["combination"],
    KINDS["combination-of-layers-not-in-the-register"],
    KINDS["amount-of-a-package"],
    KINDS["extension"],
    KINDS["address-of-work"],
    DOSAGES["dosage-hours-of-the-day"],
    DOSAGES["dosage-range"],
    DOSAGES["dosage-by-structure-alone"],
    m1_v24(specialty="2"),
    m96(m1(), KINDS["mixture"], m1_v24()),
    m1_list(m1(), container(m1())),
)
ED_SEEDS = (
    full(),
    handed_out(),
    handed_out(discards=True),
    handed_out(packages="0.5", layers=(("5", "{Tablet}"), ("3", "1"))),
    handed_out(name="Nurofen", substituted=True, lot="X1", package_code=("1.3.160", "05900000000017")),
)
CHUNK = 500


@dataclass
class Tally:
    """What came of some inputs; `bad` are the numbers of those that broke a promise, with the reason."""

    decisions: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[int, str]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)

    def add(self, other: "Tally") -> None:
        """Adds another tally to this one."""
        self.decisions += other.decisions
        self.codes += other.codes
        self.bad += other.bad
        self.slowest = max(self.slowest, other.slowest)


def message(seed: int, number: int, *, back: bool = False) -> bytes:
    """The input with this number."""
    return mutate(Random(f"{seed}/{number}"), ED_SEEDS if back else SEEDS)


def run(job: tuple[int, range, bool]) -> Tally:
    """Converts a range of inputs."""
    seed, numbers, back = job
    known = documented()
    tally = Tally()
    for number in numbers:
        data = message(seed, number, back=back)
        start = time.perf_counter()
        answers: tuple[Answer[Any], ...]
        if back:
            answers = (ed_to_m10(data, loaded(), LATER, FOUR if number % 2 else m1()),)
        else:
            answers = each_m1_to_ep(data, loaded(), AT, Asked(provenance=True)).answers
        tally.slowest = max(tally.slowest, (time.perf_counter() - start, number))
        for outcome in answers:
            tally.decisions[outcome.decision.value] += 1
            codes = {f.code for f in outcome.findings}
            tally.codes.update(codes)
            tally.bad += [(number, reason) for reason in broken_promises(outcome, codes - known)]
    return tally


def broken_promises(outcome: Answer[Any], undocumented: set[str]) -> list[str]:
    """What is wrong with an outcome."""
    reasons = [f"undocumented {c}" for c in undocumented]
    reasons += [f"defect {f.code} {f.path}" for f in outcome.findings if f.severity is Severity.DEFECT]
    reasons += [f"leaks marker {MARKERS.index(v)}" for v in leaks(outcome, MARKERS)]
    if (outcome.document is None) == (outcome.decision is Decision.CONVERTED):
        reasons.append("document and decision disagree")
    return reasons


def main() -> int:
    """Runs and prints; 0 where every input kept every promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--back", action="store_true", help="eDs to the route eD -> M10")
    parser.add_argument("--only", type=int, help="write the input with this number to standard output")
    options = parser.parse_args()
    if options.only is not None:
        sys.stdout.buffer.write(message(options.seed, options.only, back=options.back))
        return 0
    start = time.perf_counter()
    starts = range(0, options.count, CHUNK)
    jobs = [(options.seed, range(n, min(n + CHUNK, options.count)), options.back) for n in starts]
    total = Tally()
    with ProcessPoolExecutor(options.workers) as pool:
        for tally in pool.map(run, jobs):
            total.add(tally)
    seconds = time.perf_counter() - start
    for name, count in total.decisions.most_common():
        print(f"{count:8} {name}")
    for name, count in total.codes.most_common():
        print(f"{count:8}   {name}")
    print(f"slowest {total.slowest[0]:.3f} s, input {total.slowest[1]}")
    print(f"{options.count} inputs in {seconds:.0f} s, seed {options.seed}")
    kinds = Counter(reason for _, reason in total.bad)
    for reason, count in kinds.most_common(20):
        example = next(number for number, r in total.bad if r == reason)
        print(f"BAD {count:6} {reason} (for instance input {example})")
    return 1 if total.bad else 0


if __name__ == "__main__":
    sys.exit(main())
