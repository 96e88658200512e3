"""Prescriptions from abroad that went wrong, and what is right of group, contradiction, order and time.

They are reference material and not part of the repository; without it the tests are skipped. Their kinds are tests of
this folder that run everywhere.
"""

from pathlib import Path

import pytest

from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.model.draft_rows import DRAFT
from tests.builders.foreign import outcome_of

NOT, CHECK, MAY = Verdict.NOT_DISPENSABLE, Verdict.CHECK, Verdict.DISPENSABLE
NARCOTIC = "view-group-a-b"
CASES: dict[str, tuple[Verdict, set[str]]] = {
    "codeine-by-other-code-system-verdict-dispensable": (NOT, {"view-substance-named-a-b", "view-substance-unchecked"}),
    "group-ab-atc-only-in-translation-verdict-dispensable": (NOT, {NARCOTIC}),
    "atc-ab-under-classcode-GEN": (NOT, {NARCOTIC, "view-display-contradicts"}),
    "ingredient-translation-is-fentanyl": (NOT, {NARCOTIC, "view-codes-contradict"}),
    "two-atc-codes-second-group-ab": (NOT, {NARCOTIC}),
    "ep-atc-N02AJ06": (NOT, {NARCOTIC}),
    "ep-atc-C01EB16": (CHECK, {"view-group-unknown"}),
    "ep-atc-M01AE": (CHECK, {"view-atc-group"}),
    "substance-contradicts-atc-no-warning": (CHECK, {"view-substance-contradicts"}),
    "form-code-ear-tampon-display-tablet-no-warning": (CHECK, {"view-display-contradicts"}),
    "substitution-N-in-translation-of-null": (CHECK, {"view-substitution-doubtful"}),
    "mood-evn-administered-not-prescribed": (NOT, {"view-event"}),
    "ep-mood-event": (NOT, {"view-event"}),
    "ep-item-negated": (NOT, {"view-not-active"}),
    "ep-suspended": (NOT, {"view-not-active"}),
    "ep-two-items": (NOT, {"ep-several-items"}),
    "supply-two-quantities": (NOT, {"view-packages-unread"}),
    "supply-validity-low-width-expired": (NOT, {"view-expired"}),
    "supply-validity-month-expired": (NOT, {"view-expired", "view-validity-partial"}),
    "treatment-period-over": (CHECK, {"view-treatment-over"}),
    "written-five-years-ago-no-validity": (CHECK, {"view-written-long-ago"}),
    "written-in-the-future": (NOT, {"view-written-ahead"}),
    "ep-layers-3-of-10": (MAY, set()),
    "ep-period-six-hours": (CHECK, {"view-narrative-contradicts"}),  # its words say 3 times a day, its structure 4
}
"""The verdict, and what must be told among other things."""


def document(shared: Path, name: str) -> bytes:
    return (shared / "cases" / "inbound" / f"{name}.xml").read_bytes()


@pytest.mark.parametrize("name", CASES)
def test_the_verdict_and_what_is_told(shared: Path, name: str) -> None:
    outcome = outcome_of(document(shared, name))
    told = {f.code for f in outcome.findings} - {DRAFT}
    wanted, among = CASES[name]
    assert verdict(outcome) is wanted
    assert among <= told
    assert told or wanted is MAY


def test_an_opioid_s_group_beside_paracetamol_is_never_dispensable(shared: Path) -> None:
    """By the register's group above, it is one; where that is not known, it is for a person to find out."""
    outcome = outcome_of(document(shared, "atc-opioid-group-level-plus-paracetamol"))
    assert verdict(outcome) is not MAY
    assert {f.code for f in outcome.findings} & {NARCOTIC, "view-atc-group"}
    assert "view-substance-contradicts" in {f.code for f in outcome.findings}


@pytest.mark.parametrize(
    "name", ["form-code-ear-tampon-display-tablet-no-warning", "substance-contradicts-atc-no-warning"]
)
def test_what_contradicts_itself_suggests_nothing(shared: Path, name: str) -> None:
    details = outcome_of(document(shared, name)).details
    assert details is not None
    assert details.suggestions == ()


def test_a_form_and_the_word_beside_it_are_both_shown(shared: Path) -> None:
    details = outcome_of(document(shared, "form-code-ear-tampon-display-tablet-no-warning")).details
    assert details is not None
    assert details.product is not None
    assert (details.product.form.text, details.product.form.original) == ("Øretampong", "Tablet")


def test_no_substitution_wins_over_null(shared: Path) -> None:
    details = outcome_of(document(shared, "substitution-N-in-translation-of-null")).details
    assert details is not None
    assert details.substitution.code == "N"


CONTRADICTIONS = frozenset(
    {
        *("view-display-contradicts", "view-codes-contradict", "view-substance-contradicts", "view-words-contradict"),
        *("view-form-word-contradicts", "view-substitution-doubtful", "view-validity-contradicts"),
        *("view-word-named-a-b",),
    }
)


def test_no_real_document_contradicts_itself(shared: Path) -> None:
    """Of all that other countries tested with, and of those that follow the guide to the letter."""
    files = [
        f for folder in ("ep", "constructs", "skeleton") for f in (shared / "samples" / "eu" / folder).glob("*.xml")
    ]
    alarms = {
        f.name: found
        for f in files
        if (found := {x.code for x in outcome_of(f.read_bytes()).findings} & CONTRADICTIONS)
    }
    assert len(files) > 30
    ten = {"view-words-contradict"}  # ten unlike substances without codes, in a product of codeine and paracetamol
    assert alarms == {"no-subst.xml": ten, "strength-shapes.xml": ten}
