"""Words of a prescription that are no value are shown with the prescriber's own, and told, wherever they stand."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.answers.ep_to_view import EpToViewAnswer
from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.service.pages.document import view_document
from tests.builders.foreign import codes, foreign, outcome_of, part_of, shown

ASIDE, UNREAD = "view-words-aside", "view-part-unread"
SAYS = "Allergic to lactose"
CHOICE = 'displayName="generic"/>'


def put(mark: str, xml: str) -> bytes:
    """The prescription with something behind a mark, or before an end."""
    text = foreign().decode()
    assert mark in text
    return text.replace(mark, xml + mark if mark.startswith("</") else mark + xml, 1).encode()


def relation(statement: str) -> str:
    """A statement of the item."""
    return f'<entryRelationship typeCode="RSON">{statement}</entryRelationship>'


ITEM = "</substanceAdministration>"
REASON = '<observation classCode="OBS" moodCode="EVN"><code code="75326-9" codeSystem="1.2"/>{}</observation>'
ACT = '<act classCode="ACT" moodCode="INT"><code code="{}"/>{}</act>'
TEXT = f"<text>{SAYS}</text>"
PLACES = {
    "text of the choice": (put('displayName="Substitution"/>', TEXT), "bytte", ASIDE),
    "the choice's own words": (
        foreign(
            substitution=part_of("substitution").replace(
                "/>", f"><originalText>{SAYS}</originalText></value>"
            )
        ),
        "bytte",
        ASIDE,
    ),
    "a reason": (put(ITEM, relation(REASON.format(TEXT))), "en opplysning, for eksempel en diagnose", UNREAD),
    "an act of another code": (put(ITEM, relation(ACT.format("X", TEXT))), "en beskjed", UNREAD),
    "an act without code": (put(ITEM, relation(f"<act>{TEXT}</act>")), "en beskjed", UNREAD),
    "the supply": (put('<quantity value="2" unit="1"/>', TEXT), "utleveringen", UNREAD),
    "a condition": (
        put(ITEM, f'<precondition typeCode="PRCN"><criterion>{TEXT}</criterion></precondition>'),
        "et vilkår, for eksempel ved behov",
        UNREAD,
    ),
    "a second name of the package": (
        put("Buranisti 400 mg, 30 tablettia</pharm:name>", f"<pharm:name>{SAYS}</pharm:name>"), "legemidlet", ASIDE,
    ),
    "another entry": (put("</entry>", f"</entry><entry>{ACT.format('X', TEXT)}"), "en beskjed", UNREAD),
    "a route without code": (
        foreign(route=f'<routeCode nullFlavor="OTH"><originalText>{SAYS}</originalText></routeCode>'),
        "administrasjonsveien",
        ASIDE,
    ),
    "a form without code": (
        foreign(form=f'<pharm:formCode nullFlavor="OTH"><originalText>{SAYS}</originalText></pharm:formCode>'),
        "legemidlet",
        ASIDE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_words_are_shown_and_told_wherever_they_stand(name: str) -> None:
    """In the view, its JSON and on the page; with what they are about."""
    document, about, told = PLACES[name]
    outcome = outcome_of(document)
    view = outcome.details
    assert view is not None
    assert (about, SAYS) in [(a.about_no, a.words.text) for a in view.aside]
    assert told in codes(document)
    assert verdict(outcome) is not Verdict.DISPENSABLE
    answer = EpToViewAnswer.with_view(outcome, view)
    assert SAYS in [a.text for a in answer.view.aside]
    assert SAYS in unescape(re.sub(r"\s+", " ", view_document(outcome, view, "no")))


def test_a_sound_prescription_has_none() -> None:
    """All its words are read."""
    assert shown(foreign()).aside == ()


def test_words_of_a_unit_are_shown_and_leave_the_verdict() -> None:
    """The reader of doses judges them."""
    words = "<translation><originalText>tablet</originalText></translation>"
    dose = f'<doseQuantity value="1" unit="{{Tablet}}">{words}</doseQuantity>'
    assert [a.words.text for a in shown(foreign(dose=dose)).aside] == ["tablet"]
    assert verdict(outcome_of(foreign(dose=dose))) is Verdict.DISPENSABLE


@pytest.mark.parametrize("bytes_", ['representation="B64"', 'mediaType="application/pdf"'])
def test_bytes_are_no_words(bytes_: str) -> None:
    """They are told, and not shown: in an entry, and as a narrative."""
    document = put('displayName="Substitution"/>', f"<text {bytes_}>JVBERi0xLjQK</text>")
    assert shown(document).aside == ()
    assert UNREAD in codes(document)
    narrative = re.sub(rb"<text>\s*<table>", f"<text {bytes_}>JVBERi0xLjQK<table>".encode(), foreign(), count=1)
    assert "JVBERi0xLjQK" not in "".join(shown(narrative).prescription.narrative)
    assert UNREAD in codes(narrative)


@settings(max_examples=60, deadline=None)
@given(
    place=st.sampled_from(["</act>", "</observation>", "</supply>", ITEM, "</entry>", "</consumable>"]),
    tags=st.lists(
        st.sampled_from(["act", "observation", "organizer", "component", "reference", "text", "x"]), max_size=5
    ),
    said=st.text("abcdefgh", min_size=12, max_size=20),
)
def test_no_words_of_an_entry_are_lost(place: str, tags: list[str], said: str) -> None:
    """However deep, in whatever elements."""
    inside = f"<text>{said}</text>"
    for tag in tags:
        inside = f"<{tag}>{inside}</{tag}>"
    view = shown(put(place, inside))
    words = view.prescription.words
    every = [*(a.words for a in words.aside), *words.to_patient, *words.to_dispenser, words.narrative]
    assert any(said in w.text for w in every)
    assert verdict(outcome_of(put(place, inside))) is not Verdict.DISPENSABLE


def test_a_thousand_words_aside_are_bounded_and_that_is_told() -> None:
    """One by one no more than a person reads."""
    more = relation(REASON.format(TEXT)) * 1000
    document = put(ITEM, more)
    assert len(shown(document).aside) < 100
    assert "view-words-cut" in codes(document)


def test_what_has_a_name_is_called_by_it() -> None:
    """A condition, and a group of statements."""
    for xml, words in (
        ('<precondition typeCode="PRCN"><criterion/></precondition>', "et vilkår"),
        (relation("<organizer/>"), "en gruppe av opplysninger"),
    ):
        told = [f.text_no for f in outcome_of(put(ITEM, xml)).findings if f.code == UNREAD]
        assert any(words in text for text in told), told
