"""Every short dose of list 7478 as a text: what is understood of it is what its row says."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from converter.conversion.m1_to_ep.dosage_reading import AFTER, THEN, counted_in
from converter.conversion.m1_to_ep.national_meaning import short_meaning
from converter.conversion.m1_to_ep.short_dose import ShortSaid, Standing
from converter.conversion.m1_to_ep.short_dose_text import TIMES
from converter.dosage.relation import Relation, relation
from converter.dosage.understand import understand
from converter.model.meaning import Meaning
from converter.terminology.short_dose import ShortDose
from tests.builders.loaded import loaded

ROWS = tuple(loaded().tables.short_doses["short-dose-7478"].rows.values())
WORDS = loaded().vocabulary
UNIT = next(row for row in loaded().tables.texts("dose-words-7480") if row.term == "dråpe")
"""Drops may be of any number: a tablet is not taken in thirds."""
SAME_DAY = {"1 hver uke på fast ukedag", *(f"{number} hver uke på fast ukedag" for number in "3456")}
"""Terms that say more than the row's structure, which is once a week on any day."""


def understood() -> Iterator[tuple[ShortDose, Meaning]]:
    """The rows whose term is understood, and its meaning in drops."""
    for row in ROWS:
        meaning = understand(row.term.replace(AFTER, THEN), WORDS).meaning
        if meaning is not None:
            yield row, counted_in(meaning, "drop")


def test_most_of_the_list_is_understood() -> None:
    """As notation: fewer would be a loss, and the rest stays text."""
    assert len(ROWS) == 532
    assert len(dict.fromkeys(row.code for row, _ in understood())) >= 380


def test_what_is_understood_of_a_term_is_what_its_structure_says() -> None:
    """The same, or more exactly where the structure has no room for all of the term."""
    differing, held = [], 0
    for row, meaning in understood():
        structure = short_meaning(ShortSaid(Standing.CONFIRMED, row.english, row, UNIT), WORDS)
        if structure is None:
            continue
        held += 1
        agree = Relation.A_MORE_EXACT if row.term in SAME_DAY else Relation.EQUAL
        if relation(meaning, structure) is not agree:
            differing.append(row.term)
    assert differing == []
    assert held >= 90


def test_a_notation_counts_what_it_says() -> None:
    """AxBxC: A is the dose, B how often a day, C for how many days, whatever words follow."""
    wrong, held = [], 0
    for row, meaning in understood():
        found = TIMES.match(row.term)
        if found is None or "-" in found[0] or "$" in row.term:
            continue
        held += 1
        (clause,) = meaning.clauses
        said = [None if part is None else Decimal(part.replace(",", ".")) for part in found.groups()]
        often = None if clause.frequency is None else Decimal(clause.frequency.high)
        often = Decimal(len(clause.at)) if clause.at and often is None else often
        length = None if clause.length is None or clause.length.unit != "d" else clause.length.low
        if clause.dose is None or [clause.dose.high, often, length] != said:
            wrong.append(row.term)
    assert wrong == []
    assert held >= 100


@pytest.mark.parametrize(
    "term",
    ["1+1+1+1", "1,25+1,25", "0,3x2", "1x2-3", "Brukes ifølge INR-verdi", "Settes inn i livmorhulen av lege"],
)
def test_what_a_term_does_not_say_beyond_doubt_is_not_read(term: str) -> None:
    """Four times of the day that the list does not tell, a dose that no tablet has, two numbers of times or two doses,
    and what is not for the patient to do."""
    assert any(row.term == term for row in ROWS)
    assert understand(term, WORDS).meaning is None
