"""Small slips in dosage texts: none may keep the meaning and lose a number, a day, a time, a side or a negation.

Usage: python -m tools.dosage_mutations [--count N] [--seed S] [--show N]

Mutates the phrases of tests/dosage/phrases.tsv and, where it is there, of the shared corpus: a character deleted,
inserted or replaced, two words in each other's place, a word for another, a word left out. Exit code 1 where a mutant
has kept the meaning but not its signature (tools/dosage_signature.py).
"""

import argparse
import csv
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converter.dosage.canonical import line
from converter.dosage.understand import understand
from converter.dosage.vocabulary import Vocabulary
from converter.dosage.words import read_vocabulary
from converter.sources.problems import ProblemList
from converter.terminology.home import read_home
from tools.dosage_signature import signature

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CONVERTER_REFERENCE", ROOT.parent / "shared"))
CORPORA = (ROOT / "tests" / "dosage" / "phrases.tsv", SHARED / "samples" / "dosage" / "dev.tsv")
CHARACTERS = "0123456789012345678901234567890123456789,.-/+x%()abdefgiklmnoprstuvyøåæ \n"
ESCAPED = re.compile(r"\\n|\\u([0-9a-f]{4})")

Slip = Callable[[str, Sequence[str], random.Random], str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A mutant that means what the text meant, though what counts is not the same."""

    slip: str
    text: str
    mutant: str
    meaning: str
    difference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many mutants, by slip and by what became of them; and the faults."""

    counts: Counter[tuple[str, str]]
    faults: tuple[Fault, ...]


def delete(text: str, words: Sequence[str], chance: random.Random) -> str:
    """One character less."""
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def insert(text: str, words: Sequence[str], chance: random.Random) -> str:
    """One character more."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(CHARACTERS) + text[at:]


def replace(text: str, words: Sequence[str], chance: random.Random) -> str:
    """One character for another."""
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(CHARACTERS) + text[at + 1 :]


def swap(text: str, words: Sequence[str], chance: random.Random) -> str:
    """Two words in each other's place."""
    own = text.split(" ")
    one, other = chance.randrange(len(own)), chance.randrange(len(own))
    own[one], own[other] = own[other], own[one]
    return " ".join(own)


def exchange(text: str, words: Sequence[str], chance: random.Random) -> str:
    """A word for another of the corpus."""
    own = text.split(" ")
    own[chance.randrange(len(own))] = chance.choice(words)
    return " ".join(own)


def add(text: str, words: Sequence[str], chance: random.Random) -> str:
    """A word of the corpus more."""
    own = text.split(" ")
    own.insert(chance.randrange(len(own) + 1), chance.choice(words))
    return " ".join(own)


def drop(text: str, words: Sequence[str], chance: random.Random) -> str:
    """A word less."""
    own = text.split(" ")
    del own[chance.randrange(len(own))]
    return " ".join(own)


SLIPS: tuple[Slip, ...] = (delete, insert, replace, swap, exchange, add, drop)


def mutants(texts: Sequence[str], count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Name of the slip, text, mutant; the same for the same seed."""
    chance = random.Random(seed)
    words = [word for text in texts for word in text.split()]
    for _ in range(count):
        slip, text = chance.choice(SLIPS), chance.choice(texts)
        yield slip.__name__, text, slip(text, words, chance)


def mutated(texts: Sequence[str], vocabulary: Vocabulary, count: int, seed: int) -> Outcome:
    """What becomes of so many mutants of the texts that are understood."""
    known = [text for text in texts if understand(text, vocabulary).meaning is not None]
    counts: Counter[tuple[str, str]] = Counter()
    faults: dict[tuple[str, str], Fault] = {}
    for slip, text, mutant in mutants(known, count, seed):
        outcome, fault = _judged(slip, text, mutant, vocabulary)
        counts[slip, outcome] += 1
        if fault is not None:
            faults[text, mutant] = fault
    return Outcome(counts, tuple(faults.values()))


def _judged(slip: str, text: str, mutant: str, vocabulary: Vocabulary) -> tuple[str, Fault | None]:
    old, new = understand(text, vocabulary).meaning, understand(mutant, vocabulary).meaning
    if mutant == text:
        return "unchanged", None
    if new is None or old is None:
        return "not understood", None
    if new != old:
        return "another meaning", None
    before, after = signature(text, old, vocabulary), signature(mutant, new, vocabulary)
    if before == after:
        return "the same, said otherwise", None
    lost = (f"-{kind} {value}" for kind, value in sorted(before - after))
    gained = (f"+{kind} {value}" for kind, value in sorted(after - before))
    return "FAULT", Fault(slip, text, mutant, line(old), (*lost, *gained))


def texts_of(paths: Sequence[Path]) -> list[str]:
    """The texts of the corpora that are there, each once."""
    found: dict[str, None] = {}
    for path in paths:
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    text = ESCAPED.sub(lambda each: chr(int(each[1], 16)) if each[1] else "\n", row["text"])
                    found[text] = None
    return list(found)


def main(arguments: list[str] | None = None) -> int:
    """Prints the counts and the faults; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.dosage_mutations", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--count", type=int, default=5000, help="how many mutants (5000)")
    parser.add_argument("--seed", type=int, default=1, help="which of them (1)")
    parser.add_argument("--show", type=int, default=100, help="how many faults to print (100)")
    given = parser.parse_args(arguments)
    problems = ProblemList()
    vocabulary = read_vocabulary(read_home(ROOT / "mappings", problems), problems)
    outcome = mutated(texts_of(CORPORA), vocabulary, given.count, given.seed)
    for (slip, what), count in sorted(outcome.counts.items()):
        print(f"{slip:10}{what:28}{count:8}")
    for fault in outcome.faults[: given.show]:
        print(f"{fault.slip}: {fault.text!r} -> {fault.mutant!r}: {fault.meaning} | {', '.join(fault.difference)}")
    print(f"{sum(outcome.counts.values())} mutants, seed {given.seed}: {len(outcome.faults)} faults")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
