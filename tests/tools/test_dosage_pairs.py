"""Our own phrases beside the structures of all of them: nothing leaves of two different dosages, all of one does."""

from pathlib import Path

import pytest

from converter.dosage.canonical import line, read_line
from tests.builders.loaded import loaded
from tests.builders.medicines import notes
from tools.dosage_pairs import (
    FIRST,
    Figures,
    Phrase,
    Structure,
    compare,
    main,
    misread,
    read_phrases,
    structures_of,
    verdict,
)
from tools.dosing import dosing_of, instance_of

FILE = Path(__file__).parents[1] / "dosage" / "phrases.tsv"
PHRASES = read_phrases(FILE)
STRUCTURES = structures_of(PHRASES, loaded())


def test_nothing_of_two_different_dosages_leaves() -> None:
    """A part of the texts, beside all structures; each pair of different meaning is told, and no other."""
    figures = Figures()
    compare(PHRASES[::9], STRUCTURES, loaded(), figures)
    assert figures.faults == []
    assert verdict(figures)
    assert figures.counts["exact, different"] > 2500
    assert figures.counts["exact, not a dosage"] > 1000
    assert figures.counts["exact, equal"] > 10


def test_structures_are_read_as_what_they_say() -> None:
    """They are made from the meaning, and read by the converter."""
    assert len(STRUCTURES) > 60
    assert misread(STRUCTURES, loaded()) == []


@pytest.mark.parametrize(
    "meaning",
    [
        "dose=1 tablet; freq=3/d",
        "dose=1..2 tablet; freq=1/d",
        "dose=1 tablet; freq=1/wk",
        "dose=1; freq=1/d",
        "dose=1 tablet; freq=1/d; purpose=allergy",
        "dose=1 tablet; at=bedtime",
        "dose=1 tablet; at=with breakfast",
        "dose=1 tablet; asNeeded=yes",
        "dose=1 tablet; asNeeded=pain; max=4 tablet/d",
        "dose=1 tablet; freq=1/d; for=1 mo",
        "dose=1 tablet; freq=1/d; for=upto 7 d",
        "total=3 tablet/d",
        "dose=thin layer; freq=1/d",
        "[dose=1 tablet; freq=1/d] >> [dose=2 tablet; freq=1/d]",
        "[dose=1 tablet; at=morning] + [dose=1 capsule; at=evening]",
    ],
)
def test_what_a_dosering_has_no_room_for_is_no_structure(meaning: str) -> None:
    """More than a phase can say, or less."""
    assert dosing_of(read_line(meaning), FIRST, loaded().vocabulary, notes()) == ()


@pytest.mark.parametrize(
    ("meaning", "instance"),
    [
        ("dose=1 tablet; freq=2/d", "dose=1 tablet; at=morning,evening"),
        ("dose=1 tablet; freq=1/wk", "dose=1 tablet; days=mon"),
        ("total=10 ml/d", "dose=10 ml; freq=1/d"),
        ("dose=1 tablet; freq=1/d", None),
        ("dose=1 tablet; freq=upto 3/d", None),
        ("[dose=1 tablet; freq=1/d; for=7 d] >> [dose=2 tablet; freq=2/d]", None),
    ],
)
def test_an_instance_says_a_meaning_more_exactly(meaning: str, instance: str | None) -> None:
    found = instance_of(read_line(meaning))
    assert (None if found is None else line(found)) == instance


def test_the_verdict_bites() -> None:
    """A structure that claims to mean the text and does not, a text that claims to be no dosage, and no pair at all."""
    tablet, capsule = read_line("dose=1 tablet; freq=1/d"), read_line("dose=1 capsule; freq=1/d")
    made = dosing_of(tablet, FIRST, loaded().vocabulary, notes())
    for phrase, meaning, kind in (
        (Phrase("1 tablett daglig", tablet), capsule, "exact, different: CODED"),
        (Phrase("1 tablett daglig", None), tablet, "exact, not a dosage: ENGLISH"),
        (Phrase("1 kapsel daglig", tablet), tablet, "exact, equal: told"),
    ):
        figures = Figures()
        compare([phrase], [Structure(made, meaning, True)], loaded(), figures)
        assert figures.counts[kind] == 1
        assert not verdict(figures)
    assert not verdict(Figures())


def test_the_figures_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the exit code says whether they are good."""
    corpus = tmp_path / "corpus.tsv"
    rows = ["text\texpected\tmeaning", "1 tablett daglig\twhole\tdose=1 tablet; freq=1/d", "1 tablett middag\tnot\t"]
    corpus.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert main([str(corpus)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "texts 2, structures 1"
    corpus.write_text("\n".join(rows).replace("1 tablett daglig", "2 tabletter daglig"), encoding="utf-8")
    assert main([str(corpus)]) == 1
    assert "'2 tabletter daglig' beside" in capsys.readouterr().out
