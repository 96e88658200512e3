"""What stands around a prescription and may change it: titles, extensions, what it replaces; each told once."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from converter.answers.ep_to_view import EpToViewAnswer
from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.service.pages.document import view_document
from tests.builders.foreign import codes, foreign, outcome_of, shown
from tests.conversion.ep_to_view.test_persons import BIRTH, with_patient

UNREAD = "view-part-unread"


@pytest.mark.parametrize("title", ["<title>Prescriptions</title>", "<title>ePrescription</title>"])
def test_titles_are_shown(title: str) -> None:
    """In JSON and on the page: one may say that it is cancelled."""
    document = foreign().replace(title.encode(), title.replace("</", " - CANCELLED</").encode())
    assert document != foreign()
    outcome = outcome_of(document)
    assert outcome.details is not None
    assert any("CANCELLED" in t for t in EpToViewAnswer.with_view(outcome, outcome.details).view.titles)
    assert "CANCELLED" in view_document(outcome, outcome.details, "no")


@pytest.mark.parametrize(("kind", "told"), [("RPLC", True), ("APND", True), ("XFRM", False)])
def test_that_it_replaces_another_is_told(kind: str, told: bool) -> None:
    """What a translation comes from is nothing to know."""
    related = (
        f'<relatedDocument typeCode="{kind}"><parentDocument><id root="1.2.3"/></parentDocument></relatedDocument>'
    )
    document = foreign().replace(b"<component>", f"{related}<component>".encode(), 1)
    assert ("view-replaces-another" in codes(document)) == told


def test_a_status_of_an_extension_is_named() -> None:
    """HL7's own extension may say that a document is nullified."""
    status = '<sdtc:statusCode xmlns:sdtc="urn:hl7-org:sdtc" code="nullified"/><recordTarget>'
    document = foreign().replace(b"<recordTarget>", status.encode())
    told = [f.text_no for f in outcome_of(document).findings if f.code == UNREAD]
    assert any("status" in text for text in told)


PLACES = [
    number
    for number, element in enumerate(etree.fromstring(foreign()).iter(etree.Element))
    if not any(e.tag == "{urn:hl7-org:v3}text" for e in (element, *element.iterancestors()))
]


@settings(max_examples=80, deadline=None)
@given(place=st.sampled_from(PLACES), space=st.sampled_from(["urn:hl7-org:v3", "urn:x", "urn:hl7-org:sdtc", ""]))
def test_what_no_schema_has_is_named_wherever_it_stands(place: int, space: str) -> None:
    """Not as a fault of form alone."""
    root = etree.fromstring(foreign())
    element = list(root.iter(etree.Element))[place]
    element.append(etree.fromstring(f'<unknown xmlns="{space}" code="x">words</unknown>'))
    document = etree.tostring(root)
    assert codes(document) & {UNREAD, "view-person-unread", "view-words-aside"}
    assert verdict(outcome_of(document)) is not Verdict.DISPENSABLE


def test_two_birth_dates_are_told_once() -> None:
    """As of the person."""
    document = with_patient(BIRTH, BIRTH + BIRTH.replace("1980", "1981"))
    found = [f for f in outcome_of(document).findings if f.path.endswith("birthTime[2]")]
    assert [f.code for f in found] == ["view-person-unread"]


def test_a_thousand_extensions_are_told_a_bounded_number_of_times() -> None:
    """Twenty are enough to look at the document."""
    more = "".join(f'<x:a{n} xmlns:x="urn:x"/>' for n in range(1000))
    document = re.sub(rb"<recordTarget>", f"{more}<recordTarget>".encode(), foreign(), count=1)
    assert shown(document) is not None
    assert len([f for f in outcome_of(document).findings if f.code == UNREAD]) <= 20
