"""A step or a condition silences the Norwegian dosage in whatever statement of the item it stands, however deep."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.foreign import codes, foreign, shown
from tests.conversion.ep_to_view.test_second_prescription import MATERIAL, STEP

STEPS = (
    STEP.format(MATERIAL.format("")),
    '<substanceAdministration classCode="SBADM" moodCode="INT"><doseQuantity value="4"/></substanceAdministration>',
    '<act classCode="ACT" moodCode="INT"><code code="X"/></act>',
)
IN = {
    "the supply": '<quantity value="2" unit="1"/>',
    "words to the patient": "</act>",
    "the choice": 'displayName="generic"/>',
    "the item": "</substanceAdministration>",
}
TO_PHARMACY = (
    '<entryRelationship typeCode="SUBJ"><act classCode="ACT" moodCode="INT"><code code="FINSTRUCT"/>{}</act>'
    "</entryRelationship>"
)
CONDITION = '<precondition typeCode="PRCN"><criterion><text>pain</text></criterion></precondition>'


def within(place: str, xml: str) -> bytes:
    """The prescription with something in a place of its item."""
    if place == "words to the pharmacy":
        place, xml = "the item", TO_PHARMACY.format(xml)
    mark = IN[place]
    put = xml + mark if mark.startswith("</") else mark + xml
    text = foreign().decode()
    assert mark in text
    return text.replace(mark, put, 1).encode()


PLACES = [*IN, "words to the pharmacy"]


@settings(max_examples=60, deadline=None)
@given(
    place=st.sampled_from(PLACES),
    step=st.sampled_from(STEPS),
    around=st.lists(st.sampled_from(["act", "observation", "supply"]), max_size=3),
)
def test_no_sentence_beside_a_step(place: str, step: str, around: list[str]) -> None:
    """It is told why, and the words stand."""
    inside = step
    for tag in around:
        inside = f'<{tag} moodCode="INT"><code code="Y"/><entryRelationship>{inside}</entryRelationship></{tag}>'
    document = within(place, f'<entryRelationship typeCode="COMP">{inside}</entryRelationship>')
    assert shown(document).dosage == ""
    assert "view-dosage-unsaid" in codes(document)
    assert shown(document).prescription.dosage.instructions == ("1 tabletti 3 kertaa päivässä",)


@pytest.mark.parametrize("place", PLACES)
def test_no_sentence_beside_a_condition(place: str) -> None:
    """Whatever it is a condition of."""
    assert shown(within(place, CONDITION)).dosage == ""


def test_words_to_the_pharmacy_alone_leave_the_sentence() -> None:
    """They say nothing of how it is taken."""
    document = within("words to the pharmacy", "<text>in blister</text><statusCode code='completed'/>")
    assert shown(document).dosage == "1 tablett 3 ganger daglig."


BOUNDS = '<effectiveTime xsi:type="IVL_TS"><low value="{}"/><high value="{}"/></effectiveTime>'


@pytest.mark.parametrize(
    ("low", "high", "days", "told"),
    [
        ("20261123", "20261130", (23, 30), False),
        ("20261123000000+0200", "20261130235959+0200", (23, 30), False),
        ("20261123000000+0100", "20261130000000+0100", (23, 30), False),
        ("20261123080000+0100", "20261130200000+0100", (23, 30), True),
        ("20261122233000+0000", "20261130", (23, 30), True),
        ("20261124003000+0200", "20261130", (23, 30), True),
    ],
)
def test_an_hour_of_treatment_is_told_and_its_day_is_norway_s(
    low: str, high: str, days: tuple[int, int], told: bool
) -> None:
    """The view has days alone; the first and the last moment of a day are that day, wherever."""
    document = foreign(bounds=BOUNDS.format(low, high))
    dosage = shown(document).prescription.dosage
    assert dosage.start is not None
    assert dosage.end is not None
    assert (dosage.start.day, dosage.end.day) == days
    assert ("view-part-unread" in codes(document)) == told


def test_a_moment_that_no_other_zone_has_is_no_failure() -> None:
    """At either end of the calendar."""
    for value in ("00010101080000+1400", "99991231200000-1200"):
        assert shown(foreign(bounds=BOUNDS.format(value, value))) is not None


def test_null_with_content_is_told_in_the_item_too() -> None:
    """`null` alone says nothing."""
    for content, told in (
        ('<maxDoseQuantity nullFlavor="NI"/>', False),
        ('<maxDoseQuantity nullFlavor="NI" value="3"/>', True),
    ):
        assert ("view-part-unread" in codes(within("the item", content))) == told
