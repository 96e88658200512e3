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
