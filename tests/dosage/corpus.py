"""Our own phrases: what a text must mean, or why it must not be understood."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("phrases.tsv")
ESCAPED = re.compile(r"\\n|\\u([0-9a-f]{4})")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text, its canonical line (empty where it must not be understood), and the key or the rule that it is about."""

    text: str
    meaning: str
    about: str


def plain(text: str) -> str:
    """The text with the line breaks and letters that the file writes as escapes."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\n", text)


@cache
def corpus() -> tuple[Phrase, ...]:
    """All phrases of phrases.tsv."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(Phrase(plain(row["text"]), row["meaning"], row["about"]) for row in rows)


def understood() -> tuple[Phrase, ...]:
    """Those that have a meaning."""
    return tuple(phrase for phrase in corpus() if phrase.meaning)
