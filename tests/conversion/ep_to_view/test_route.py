"""What the route itself adds to a view: what is wrong with the document as a whole, and where it says so."""

import pytest

from converter.conversion.answer import Answer, Decision, Made, settled
from converter.conversion.ep_to_view.view import Verdict, View, verdict
from converter.model.finding import finding
from tests.builders.foreign import foreign, outcome_of, part_of, shown
from tests.builders.loaded import loaded

WEAKER = part_of("ingredient").replace('value="400" unit="mg"', 'value="100" unit="ug"')
EVERY_8_MG = part_of("time").replace('unit="h"', 'unit="mg"')


def paths(document: bytes, code: str) -> list[str]:
    """Where a finding of this code points."""
    return [f.path for f in outcome_of(document).findings if f.code == code]


def test_a_sound_prescription_has_nothing_said_of_it() -> None:
    """By the route; the shipped one is sound. Rows that have yet to be reviewed are told of any."""
    assert {f.code for f in outcome_of(foreign()).findings} == {"draft-row-used"}


@pytest.mark.parametrize(
    ("document", "code", "path"),
    [
        (foreign(ingredient=WEAKER), "view-strength-contradicts", "/ClinicalDocument/component"),
        (foreign(time=EVERY_8_MG), "view-dosage-unsaid", "/ClinicalDocument/component"),
        (foreign(desc="", ratio=""), "view-form-faults", "/ClinicalDocument"),
    ],
)
def test_what_the_route_finds_points_at_the_part_of_the_document(document: bytes, code: str, path: str) -> None:
    """Once."""
    assert paths(document, code) == [path]


def test_a_prescriber_s_address_has_the_parts_that_are_said() -> None:
    """Street, postal code and place; nothing for what is missing."""
    address = part_of("author")
    full = address.replace("<city>", "<streetAddressLine>Gata 1</streetAddressLine><postalCode>9999</postalCode><city>")
    for author, said in ((address, "Esimerkkilä"), (full, "Gata 1, 9999 Esimerkkilä")):
        prescriber = shown(foreign(author=author)).prescriber
        assert prescriber is not None
        assert prescriber.address == said


def test_a_package_is_shown_by_name_and_code() -> None:
    """The code with what it is of."""
    product = shown(foreign()).product
    assert product is not None
    assert product.package == ("Buranisti 400 mg, 30 tablettia", "FI-PKG-1 (2.16.840.1.113883.3.9999.20.6)")


def test_an_answer_to_be_read_is_given_short_of_a_defect() -> None:
    """Whatever speaks against dispensing."""
    against, defect = finding("not-an-ep"), finding("read-back-differs", "/x")
    made: list[Made[None]] = [Made([f], b"x", shown=True) for f in (against, defect)]
    answers = [settled(m, (), loaded().versions) for m in made]
    assert [a.decision for a in answers] == [Decision.CONVERTED, Decision.DEFECT]
    assert [a.document for a in answers] == [b"x", None]


def test_a_verdict_is_one_of_three_words() -> None:
    """What has nothing to show is not dispensable."""
    assert [v.value for v in Verdict] == ["dispensable", "check", "not-dispensable"]
    nothing: Answer[View] = Answer(Decision.CONVERTED, (), loaded().versions)
    assert verdict(nothing) is Verdict.NOT_DISPENSABLE
    assert verdict(outcome_of(foreign())) is Verdict.DISPENSABLE
