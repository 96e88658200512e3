"""What a receipt means: accepted or not, what is done, and what a country abroad is told."""

import csv
from pathlib import Path

import pytest

from converter.conversion.ed_to_m10.apprec import code_of_list, judge
from converter.model.finding import Problem
from converter.model.receipt import Action
from tests.builders.loaded import loaded
from tests.builders.receipts import apprec

ABOUT = "8ee55fbb-1036-5618-a7fe-7f0cbea72894"
ROWS = loaded().policy.receipts
DISPENSABLE, OURS = "ERROR_ED_NOT_DISPENSABLE_EPRESCRIPTION", "ERROR_ED_INTERNAL_ERROR"
REGISTRY, NOT_UPDATED = "ERROR_ED_REGISTRY_NOT_AVAILABLE", "ERROR_ED_EPRESCRIPTION_NOT_UPDATED"


@pytest.mark.parametrize(
    ("status", "codes", "accepted", "action", "openncp"),
    [
        ("1", (), True, Action.NONE, ""),
        ("1", ("264",), False, Action.PERSON, NOT_UPDATED),
        ("2", (), False, Action.PERSON, NOT_UPDATED),
        ("2", ("65",), True, Action.NONE, ""),
        ("2", ("65", "313"), True, Action.NONE, ""),
        ("2", ("65", "264"), False, Action.CORRECT, OURS),
        ("2", ("65", "1"), False, Action.PERSON, DISPENSABLE),
        ("2", ("313",), False, Action.AGAIN, OURS),
        ("2", ("313", "132"), False, Action.CORRECT, OURS),
        ("2", ("132", "96"), False, Action.PERSON, DISPENSABLE),
        ("2", ("38",), False, Action.CORRECT, REGISTRY),
        ("2", ("50",), False, Action.AGAIN, REGISTRY),
        ("2", ("9999",), False, Action.PERSON, NOT_UPDATED),
        ("2", ("65", "9999"), False, Action.PERSON, NOT_UPDATED),
        ("3", (), False, Action.PERSON, NOT_UPDATED),
        ("3", ("65",), False, Action.PERSON, NOT_UPDATED),
        ("3", ("313",), False, Action.PERSON, NOT_UPDATED),
    ],
)
def test_status_and_codes_decide_together(
    status: str, codes: tuple[str, ...], accepted: bool, action: Action, openncp: str
) -> None:
    """The most careful of what the codes ask for; what was accepted in part is never sent again."""
    judged = judge(apprec(ABOUT, status, *codes), ROWS)
    assert (judged.accepted, judged.action, judged.openncp) == (accepted, action, openncp)
    assert judged.message_id == ABOUT


def test_a_receipt_about_another_kind_of_message_is_refused() -> None:
    with pytest.raises(Problem, match="apprec-of-another-kind"):
        judge(apprec(ABOUT, kind="ERM1"), ROWS)


def test_what_looks_like_no_code_is_not_repeated() -> None:
    assert code_of_list("Kari Nordmann", ROWS).code == ""
    assert code_of_list("777", ROWS).code == "777"
    assert code_of_list("777", ROWS).action is Action.PERSON


def test_the_norwegian_words_are_the_lists_own(shared: Path) -> None:
    """And each code is one of it; what OpenNCP is told is one of its own codes."""
    with (shared / "codes" / "norway" / "7419.csv").open(encoding="utf-8") as file:
        listed = {row["code"]: row["display"].strip() for row in csv.DictReader(file)}
    assert {code: row.no for code, row in ROWS.items()} == {code: listed[code] for code in ROWS}
    with (shared / "codes" / "openncp-error-codes.csv").open(encoding="utf-8") as file:
        known = {row[0] for row in csv.reader(file) if row}
    assert {row.openncp for row in ROWS.values()} - {""} <= known


def test_every_code_that_the_dossier_names_of_m10_has_a_row() -> None:
    """5.5 of the connector's: those that RF may answer an M10 with."""
    named = (357, 41, 226, 302, 313, 65, 314, 45, 264, 356, 265, 276, 271, 275, 115, 132, 225, 25, 220, 238, 38, 68, 77,
             78, 286, 378, 387, 124, 66, 67, 1, 62, 63, 64, 69, 70, 96, 97)  # fmt: skip
    assert {str(code) for code in named} <= ROWS.keys()
