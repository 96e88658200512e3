"""The canonical line: a meaning and its line say the same, both ways."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from converter.dosage.canonical import KEYS, line, read_line
from converter.model.meaning import NOTHING, Amount, Clause, Meaning, Order
from tests.dosage.strategies import meanings


def phrases(shared: Path) -> list[dict[str, str]]:
    """The phrases of the corpus that have a meaning."""
    with (shared / "samples" / "dosage" / "dev.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if row["expected"] == "whole"]


def test_every_line_of_the_corpus_comes_back(shared: Path) -> None:
    """All meanings of the corpus, to the letter."""
    lines = {row["meaning"] for row in phrases(shared)}
    assert len(lines) > 300
    assert {text for text in lines if line(read_line(text)) != text} == set()


def test_every_value_of_the_vocabulary_can_be_held(shared: Path) -> None:
    """Each of the fixed values stands in a line and comes back."""
    keys = {"unit": "dose=2 {}", "until": "until={}", "from": "from={}"}
    rows = [r.split("\t") for r in (shared / "samples/dosage/vocabulary.tsv").read_text("utf-8").splitlines()[1:]]
    lines = [keys.get(key, key + "={}").format(value) for key, value in rows if "layer" not in value]
    assert [text for text in lines if line(read_line(text)) != text] == []


@settings(max_examples=200)
@given(meanings())
def test_every_meaning_comes_back(meaning: Meaning) -> None:
    """Meaning, line, meaning: the same."""
    assert read_line(line(meaning)) == meaning


def test_the_strategy_says_every_field() -> None:
    """What the property shows, it shows of all fields of a clause."""
    seen: set[str] = set()

    @settings(max_examples=1500, database=None, derandomize=True)
    @given(meanings())
    def collect(meaning: Meaning) -> None:
        for clause in (*meaning.clauses, meaning.common):
            seen.update(clause.said())

    collect()
    assert seen == {key.field for key in KEYS} | {"stop"}


@pytest.mark.parametrize(
    "text",
    [
        "dose=1 tablet; at=30..60 min before bedtime,with each meal",
        "dose=1; freq=upto 3..4/d; max=4",
        "dose=15 mg/kg; asNeeded=fever; max=60 mg/kg/d",
        "total=50 mg/kg/d; split=3; count=5",
        "dose=1 tablet; freq=1/d; until=2026-12-24; from=day 16 of cycle",
        "dose=1 tablet; freq=once; repeat=after atLeast 2 wk; food=1 h before|2 h after",
        "[dose=1 tablet; freq=1/d; on=day 1] >> [dose=2 tablet; freq=1/d; on=day 2..7] >> [stop]; purpose=pain|fever",
    ],
)
def test_shapes_come_back(text: str) -> None:
    """Notation that the corpus has seldom."""
    assert line(read_line(text)) == text


def test_a_maximum_takes_the_unit_of_the_dose() -> None:
    """`max=8/d` beside tablets is 8 tablets; alone it has no unit, and a unit of its own stays."""
    assert line(read_line("dose=2 tablet; asNeeded=yes; max=8/d")) == "dose=2 tablet; asNeeded=yes; max=8 tablet/d"
    assert line(read_line("asNeeded=pain; max=8/d")) == "asNeeded=pain; max=8/d"
    assert line(read_line("dose=2 tablet; max=4 g/d")) == "dose=2 tablet; max=4 g/d"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "a key twice, out of order or without a value|no key"),
        ("dose", "a key twice, out of order or without a value|no key"),
        ("colour=red", "no key"),
        ("freq=1/d; dose=1 tablet", "out of order"),
        ("dose=1 tablet; dose=2 tablet", "twice"),
        ("dose=thin layer; dose=2 tablet", "twice"),
        ("dose=0 tablet", "no amount"),
        ("dose=2..1 tablet", "rises"),
        ("dose=1..1 tablet", "rises"),
        ("dose=01 tablet", "no amount"),
        ("dose=1,5 tablet", "no amount|no name"),
        ("freq=3", "no frequency"),
        ("freq=3/h", "no frequency"),
        ("every=8 hours", "no length of time"),
        ("split=0", "no whole number"),
        ("plan=1 tablet", "no moment"),
        ("mayRepeat=2 h", "no repetition"),
        ("cycle=21 d on", "no cycle"),
        ("on=day 0", "no phase"),
        ("at=", "no name"),
        ("at=30 min morning", "no name"),
        ("[dose=1 tablet]", "no clauses in brackets"),
        ("[dose=1 tablet] >> [stop] + [dose=1 tablet]", "side by side and one after the other"),
        ("[dose=1 tablet] >> [stop] site=skin", "nothing in common"),
        ("[dose=1 tablet; freq=1/d", "no clauses in brackets"),
    ],
)
def test_what_is_no_line_is_refused(text: str, why: str) -> None:
    """A line that is not of the notation is no meaning."""
    with pytest.raises(ValueError, match=why):
        read_line(text)


@pytest.mark.parametrize(
    "meaning",
    [
        Meaning(()),
        Meaning((NOTHING,)),
        Meaning((Clause(act="apply"), Clause(act="apply"))),
        Meaning((Clause(act="apply"),), Order.THEN),
        Meaning((Clause(act="apply"),), common=Clause(site="skin")),
        Meaning((Clause(act="apply", stop=True),)),
        Meaning((Clause(site="skin; freq=1/d"),)),
        Meaning((Clause(layer="thin layer", dose=Amount(Decimal(1), Decimal(1), "g")),)),
    ],
)
def test_what_is_not_well_formed_has_no_line(meaning: Meaning) -> None:
    """Neither an order without clauses nor a key that would read as something else."""
    with pytest.raises(ValueError, match=r"clause|canonical line"):
        line(meaning)
