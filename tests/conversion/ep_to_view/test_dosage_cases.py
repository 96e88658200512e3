"""The reference cases of dosages from abroad: Norwegian only where all is said. Without the reference, skipped."""

from pathlib import Path

import pytest

from tests.builders.foreign import outcome_of, shown

SAID = {
    "weekly-monday-day-dropped": "1 tablett hver mandag.",
    "ep-period-six-hours": "1 tablett hver 6. time.",
}
UNSAID = {
    "dosage-annotation-foreign": "the unit of the dose has no Norwegian word here",
    "dosage-event-of-foreign-system": "an event of the day",
    "dosage-low-high-different-words": "the dose is ambiguous",
    "dosage-said-though-precondition-unread": "a condition, such as when needed",
    "dosage-said-though-step-dose-unread": "a step with a dose or times of its own",
    "dosage-unit-1-bare": "the unit of the dose is not given",
    "dosage-unit-word-with-number": "the unit of the dose is said in words that are not known",
    "ep-dose-center": "the dose is ambiguous",
    "ep-dose-translation-other-value": "the dose is ambiguous",
    "ep-period-standard-deviation": "a time or an interval",
    "ep-time-daily-and-weekly": "how the times apply together",
    "ep-time-frequency-unknown": "when the dose is to be taken is not given",
}


@pytest.mark.parametrize("name", SAID)
def test_what_can_be_said_whole_is_said(shared: Path, name: str) -> None:
    """The weekday too."""
    assert shown((shared / f"cases/inbound/{name}.xml").read_bytes()).dosage == SAID[name]


@pytest.mark.parametrize("name", UNSAID)
def test_what_cannot_is_named_and_the_original_stands_alone(shared: Path, name: str) -> None:
    """No unit is invented, no half of it said."""
    document = (shared / f"cases/inbound/{name}.xml").read_bytes()
    view = shown(document)
    assert view.dosage == ""
    assert view.prescription.dosage.instructions
    told = [f for f in outcome_of(document).findings if f.code in {"view-dosage-unsaid", "view-dosage-unread"}]
    assert any(UNSAID[name] in f.text_en for f in told)
