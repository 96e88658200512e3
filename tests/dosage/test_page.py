"""docs/dosage.md: its examples are read as it says, and it has every code that a text can get."""

import re

import pytest

from converter.answers.dosage import DosageReading
from converter.dosage.speech import OUTCOMES, UNDERSTOOD
from tests.builders.loaded import loaded
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "dosage.md").read_text(encoding="utf-8")


def rows(heading: str, columns: int) -> list[list[str]]:
    """The rows of the table under a heading."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line[:1] == "|"]
    assert found
    assert {len(row) for row in found} == {columns}
    return found[2:]


@pytest.mark.parametrize(("text", "meaning"), rows("Understood", 2))
def test_a_text_is_understood_as_the_page_says(text: str, meaning: str) -> None:
    reading = DosageReading.of(text, loaded().vocabulary)
    assert (f"`{reading.meaning}`", reading.outcome) == (meaning, UNDERSTOOD)


@pytest.mark.parametrize(
    ("code", "text"),
    [(row[0].strip("`"), text) for row in rows("Not understood", 3) for text in row[2].split("; ") if text],
)
def test_a_text_is_refused_as_the_page_says(code: str, text: str) -> None:
    assert DosageReading.of(text, loaded().vocabulary).outcome == code


def test_the_page_has_every_code() -> None:
    """In the order in which they are tested for."""
    assert [UNDERSTOOD, *(row[0].strip("`") for row in rows("Not understood", 3))] == list(OUTCOMES)


def test_every_part_that_the_page_names_is_there() -> None:
    """The files of the room that the design goes through."""
    design = PAGE.partition("\n## How it is done\n")[2]
    named = {
        name for line in re.findall(r"^\d+\. (.*?):", design, re.MULTILINE) for name in re.findall(r"`([\w.]+)`", line)
    }
    room = ROOT / "converter" / "dosage"
    assert len(named) > 10
    assert [name for name in named if not (room / (name if "." in name else f"{name}.py")).exists()] == []
