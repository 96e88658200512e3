"""The document's own words reach the pharmacist whole, in JSON and on the page; what is not read is named."""

import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from converter.answers.ep_to_view import EpToViewAnswer
from converter.conversion.ep_to_view.unread_words import named
from converter.conversion.ep_to_view.view import Verdict, verdict
from converter.model.draft_rows import DRAFT
from converter.model.foreign_prescription import ForeignPrescription
from converter.service.pages.document import view_document
from tests.builders.foreign import AT, codes, foreign, outcome_of, part_of, shown, stops

REFERENCE = '<reference value="#dosage-original"/>'
TAGS = re.compile(r"<[^>]*>")


def with_words(narrative: str, inline: str = "") -> bytes:
    """The prescription with this narrative, and these words beside the reference of its instruction."""
    text = foreign().decode()
    begin, end = text.index("<text>"), text.index("</text>")
    text = f"{text[:begin]}<text>{narrative}{text[end:]}"
    return text.replace(REFERENCE, inline + REFERENCE).encode()


def read(document: bytes) -> ForeignPrescription:
    """What is shown of it."""
    return shown(document).prescription


def page(document: bytes, at: datetime = AT) -> str:
    """The page that stands alone."""
    outcome = outcome_of(document, at)
    assert outcome.details is not None
    return view_document(outcome, outcome.details, "no")


INSTRUCTIONS = {
    "a break": ('<content ID="dosage-original">Take 1<br/>3 times daily</content>', "Take 1\n3 times daily"),
    "raised": ('<content ID="dosage-original">1<sup>1/2</sup> tablets</content>', "1^(1/2) tablets"),
    "a table": (
        '<table ID="dosage-original"><tbody><tr><td>Morning</td><td>1</td></tr><tr><td>2</td><td>Evening</td></tr>'
        "</tbody></table>",
        "Morning | 1\n2 | Evening",
    ),
}


@pytest.mark.parametrize("name", INSTRUCTIONS)
def test_an_instruction_is_as_the_document_has_it(name: str) -> None:
    """In the view, in its JSON and on the page."""
    narrative, text = INSTRUCTIONS[name]
    document = with_words(narrative)
    assert read(document).dosage.instructions == (text,)
    outcome = outcome_of(document)
    assert outcome.details is not None
    answer = EpToViewAnswer.with_view(outcome, outcome.details)
    assert answer.view.dosage.instructions == (text,)
    assert answer.view.narrative == tuple(text.split("\n"))
    for word in re.findall(r"\w+", text):
        assert word in unescape(TAGS.sub(" ", page(document)))


def test_text_beside_a_reference_is_shown_too() -> None:
    """In the order of the document."""
    document = with_words('<content ID="dosage-original">1 tablett</content>', "Never with alcohol. ")
    assert read(document).dosage.instructions == ("Never with alcohol.", "1 tablett")


def test_the_item_s_own_words_are_among_the_instructions() -> None:
    """As Denmark writes a dosage."""
    document = foreign().replace(b'<reference value="#medicine"/>', b"1 tablet 3 gange daglig")
    assert read(document).dosage.instructions == (
        "1 tabletti 3 kertaa p\u00e4iv\u00e4ss\u00e4",
        "1 tablet 3 gange daglig",
    )


def test_the_page_has_lists_and_tables_and_no_live_address() -> None:
    """Everything of the document is escaped."""
    said = page(
        with_words(
            "<list listType='ordered'><item>5 mg &lt;script&gt;</item></list><table><thead><tr><th>h</th></tr></thead>"
            "<tbody><tr><td colspan='2'>1<br/>2</td></tr></tbody></table><content revised='delete'>old</content>"
            "<linkHtml href='javascript:alert(1)'>see</linkHtml>10<sup>3</sup><footnote ID='n'>note</footnote>"
            "<renderMultiMedia referencedObject='mm1'/>"
        )
    )
    for html in (
        '<ul class="said"><li><span class="label">1)</span> 5 mg &lt;script&gt;</li></ul>',
        '<thead><tr><th scope="col">h</th></tr></thead><tbody><tr><td colspan="2">1<br>2</td></tr></tbody>',
        "[slettet: <del>old</del>]",
        'see <span class="note">[adresse: javascript:alert(1)]</span>',
        '10<sup><span class="heard">^(</span>3<span class="heard">)</span></sup>',
        '<span class="note">[fotnote 1: note]</span>',
        '<span class="note">[bilde: mm1]</span>',
    ):
        assert html in said, html
    assert "<script" not in said.replace("<script src", "")
    assert not re.search(r"href=.javascript", said)


@pytest.mark.parametrize(
    ("narrative", "code"),
    [
        ("<content revised='delete'>2</content>", "view-text-deleted"),
        ("<renderMultiMedia referencedObject='mm1'/>", "view-image-not-shown"),
    ],
)
def test_what_a_person_must_know_of_the_words_is_told(narrative: str, code: str) -> None:
    """And looked at before dispensing."""
    document = with_words(f"{narrative}<content ID='dosage-original'>1</content>")
    assert code in codes(document)
    assert verdict(outcome_of(document)) is Verdict.CHECK


def section(entry: str, title: str = "Prescriptions") -> str:
    """A section."""
    return f"<section><title>{title}</title><text>words of it</text>{entry}</section>"


@pytest.mark.parametrize("place", ["</structuredBody>", "</section>"])
def test_a_second_prescription_stops_and_is_named(place: str) -> None:
    """Beside the section of the first or in it; the words of both are shown."""
    more = f"<component>{section('<entry>' + part_of('item') + '</entry>')}</component>"
    document = foreign().replace(place.encode(), more.encode() + place.encode(), 1)
    found = next(f for f in outcome_of(document).findings if f.code == "view-second-prescription")
    assert "en resept til" in found.text_no
    assert "view-second-prescription" in stops(document)
    assert "words of it" in read(document).narrative


def test_another_section_is_told_and_shown() -> None:
    """It has no order: a person looks at it."""
    more = f"<component>{section('', 'Allergies')}</component></structuredBody>"
    document = foreign().replace(b"</structuredBody>", more.encode())
    assert "view-section-unread" in codes(document)
    assert stops(document) == set()
    assert read(document).narrative[-2:] == ("Allergies", "words of it")


@pytest.mark.parametrize(
    ("part", "before", "words"),
    [
        ("content", '<pharm:riskCode code="X"/>', "(legemidlet)"),
        ("dose", '<maxDoseQuantity><numerator value="3"/></maxDoseQuantity>', "h\u00f8yeste dose (reseptlinjen)"),
        ("quantity", '<repeatNumber value="3"/>', "antall gjentakelser (utleveringen)"),
        ("ratio", '<pharm:desc>per vial</pharm:desc>', "en beskrivelse (et virkestoff)"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_in_words(part: str, before: str, words: str) -> None:
    """And the path beside it."""
    document = foreign(**{part: before + part_of(part)})
    told = [f for f in outcome_of(document).findings if f.code == "view-part-unread"]
    assert any(words in f.text_no and f.path for f in told), [f.text_no for f in told]


@pytest.mark.parametrize(
    ("path", "no", "en"),
    [
        ("/a/supply/quantity[2]", "en mengde (utleveringen)", "an amount (the supply)"),
        ("/x", "\u00abx\u00bb", "\u201cx\u201d"),
        ("/a/?", "noe som formatet ikke kjenner", "something that the format does not know"),
        ("", "noe som formatet ikke kjenner", "something that the format does not know"),
    ],
)
def test_the_words_of_a_place(path: str, no: str, en: str) -> None:
    """By its last step, and what that is about."""
    assert named(path) == (no, en)


def test_a_line_separator_parts_words() -> None:
    """It is no sign that may be taken out: `1` and `3` are no 13."""
    assert read(with_words("<content ID='dosage-original'>Take 1\u20283 times</content>")).narrative == (
        "Take 1 3 times",
    )


CASES = {
    "narrative-br": ("Line one", "Line two MAX 4", "Line three"),
    "narrative-content-outside-paragraph": ("Top-level content outside paragraph",),
    "narrative-free-text-after-paragraph": ("Free tail text here: allergic to penicillin",),
    "narrative-list": ("Dosage", "\u2022 Morning:", "  2 tablets", "\u2022 Evening: 1 tablet"),
    "narrative-mixed-content": ("Take two tablets, not more than 8 a day",),
    "narrative-repeated-lines-dropped": ("Morning", "1 tablet", "Evening", "1 tablet", "Night", "1 tablet"),
    "narrative-table-cell-with-paragraph": ("Warning: may cause drowsiness; Dose 1; tail after | second cell",),
}
INSTRUCTED = {
    "pinstruct-br-glues-digits": ("Take 1\n3 times daily",),
    "pinstruct-inline-text-and-reference": (
        "Never with alcohol.",
        "1 tablett inntil 3 ganger daglig mot smerter",
    ),
    "pinstruct-sup-glued": ("1^(1/2) tablets daily",),
    "pinstruct-table-glued": ("Morning | 1\n2 | Evening",),
}


@pytest.mark.parametrize("name", CASES)
def test_the_narratives_that_lost_words(shared: Path, name: str) -> None:
    lines = read((shared / "cases" / "inbound" / f"{name}.xml").read_bytes()).narrative
    at = lines.index(CASES[name][0])
    assert lines[at : at + len(CASES[name])] == CASES[name]


@pytest.mark.parametrize("name", INSTRUCTED)
def test_the_instructions_that_were_glued(shared: Path, name: str) -> None:
    found = read((shared / "cases" / "inbound" / f"{name}.xml").read_bytes())
    assert found.dosage.instructions == INSTRUCTED[name]


def test_the_cases_of_what_was_silent(shared: Path) -> None:
    second = (shared / "cases" / "inbound" / "nested-section-second-prescription-silent.xml").read_bytes()
    assert "view-second-prescription" in stops(second)
    unknown = (shared / "cases" / "inbound" / "material-unknown-element-silent.xml").read_bytes()
    assert "view-part-unread" in codes(unknown)


def test_a_sound_prescription_has_nothing_more_said_of_it() -> None:
    assert {f.code for f in outcome_of(foreign()).findings} == {DRAFT}


FAR = "<td colspan='99' rowspan='99'>1</td>"
LARGE = {
    "a megabyte of lines": "<paragraph>Take 1<br/>3 times</paragraph>" * 15_000,
    "one line of a megabyte": "Take 1 " * 140_000,
    "cells that reach far": f"<table><tbody><tr>{FAR * 20_000}</tr></tbody></table>",
    "as many footnotes": "".join(f"<footnote ID='f{n}'>1</footnote><footnoteRef IDREF='f{n}'/>" for n in range(9000)),
    "identifiers that repeat": "<content ID='a'>1</content><footnoteRef IDREF='a'/>" * 15_000,
    "as deep as XML may be": "<list><item>1" * 115 + "</item></list>" * 115,
    "spans in spans": "<content>1" * 230 + "</content>" * 230,
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_large_narrative_is_shown_whole(name: str) -> None:
    """Every digit of it, on the page too."""
    document = with_words(LARGE[name])
    ones = re.sub(r"<[^>]*>", "", LARGE[name]).count("1")
    lines = [re.sub(r"\[fotnote [0-9]+", "", line) for line in read(document).narrative]
    assert sum(line.count("1") for line in lines) == ones
    assert page(document)


def test_ten_thousand_nested_lists_are_refused_clearly() -> None:
    """By the parser's own bound, at once."""
    assert codes(with_words("<list><item>" * 10_000 + "1" + "</item></list>" * 10_000)) == {"too-deep"}
