"""What an eD marks as not said or as denied, and says all the same: no report, whichever part it is."""

import pytest

from tests.builders.back import back, handed_out, refused, report_of, told
from tests.builders.ed_products import product

MARKS = {
    "inFulfillmentOf": ("<inFulfillmentOf>", '<inFulfillmentOf nullFlavor="NI">'),
    "order": ('<order moodCode="RQO">', '<order moodCode="RQO" nullFlavor="NI">'),
    "order denied": ('<order moodCode="RQO">', '<order moodCode="RQO" negationInd="true">'),
    "performer": ('<performer typeCode="PRF">', '<performer typeCode="PRF" nullFlavor="UNK">'),
    "time": ('<performer typeCode="PRF"><time ', '<performer typeCode="PRF"><time nullFlavor="UNK" '),
    "asContent": ('<pharm:asContent classCode="CONT">', '<pharm:asContent classCode="CONT" nullFlavor="NI">'),
    "package amount": ('<pharm:quantity value="30"', '<pharm:quantity nullFlavor="NI" value="30"'),
    "ingredient": ('<pharm:ingredient classCode="ACTI">', '<pharm:ingredient classCode="ACTI" nullFlavor="NI">'),
    "kind": (
        '<pharm:asSpecializedKind classCode="GRIC">',
        '<pharm:asSpecializedKind classCode="GRIC" nullFlavor="NI">',
    ),
    "patientRole": ("<patientRole", '<patientRole nullFlavor="NI"'),
    "recordTarget": ("<recordTarget", '<recordTarget nullFlavor="NI"'),
    "related item": ('<entryRelationship typeCode="REFR">', '<entryRelationship typeCode="REFR" nullFlavor="NI">'),
    "related item denied": ('typeCode="REFR">', 'typeCode="REFR" negationInd="true">'),
    "status": ("<quantity value=", '<statusCode code="completed" nullFlavor="NI"/><quantity value='),
}


@pytest.mark.parametrize("what", MARKS)
def test_what_is_marked_as_not_said_makes_no_report(what: str) -> None:
    """It says two things at once."""
    old, new = MARKS[what]
    assert refused(back(handed_out(raw_product=product(), raw={old: new})))


def test_an_order_that_is_an_event_is_told() -> None:
    """The id says which prescription it is all the same."""
    outcome = back(handed_out(raw={'<order moodCode="RQO">': '<order moodCode="EVN">'}))
    assert "ed-item-not-an-order" in told(outcome)


def test_an_empty_part_that_is_null_says_nothing() -> None:
    """As countries write what they do not know."""
    empty = product().replace("</manufacturedMaterial>", '<pharm:ingredient nullFlavor="NI"/></manufacturedMaterial>')
    assert report_of(back(handed_out(raw_product=empty)))
    null = {"<quantity value=": '<statusCode nullFlavor="NI"/><quantity value='}
    assert report_of(back(handed_out(raw_product=product(), raw=null)))
