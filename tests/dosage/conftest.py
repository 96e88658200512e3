"""What the tests of dosages share: the vocabulary as it is shipped, and the corpus where it is there."""

import csv
from pathlib import Path

import pytest

from converter.dosage.vocabulary import Vocabulary
from converter.dosage.words import read_vocabulary
from converter.sources.problems import ProblemList
from converter.terminology.home import read_home
from tests.dosage.strategy_parts import Keys, keys_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The words of mappings/dosage/."""
    problems = ProblemList()
    found = read_vocabulary(read_home(ROOT / "mappings", problems), problems)
    assert list(problems) == []
    return found


@pytest.fixture(scope="session")
def keys(vocabulary: Vocabulary) -> Keys:
    """Every key of the vocabulary, for `meanings`."""
    return keys_of(vocabulary)


@pytest.fixture(scope="session")
def phrases(shared: Path) -> list[dict[str, str]]:
    """The phrases of the corpus that have a meaning; the test is skipped where the corpus is not there."""
    with (shared / "samples" / "dosage" / "dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if row["expected"] == "whole"]
