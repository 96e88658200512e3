"""No word of a narrative is lost, moved or run into another: made up by the schema, of anything, and all real ones.

`NARRATIVES=50000 python -m pytest tests/formats/cda/test_strucdoc_whole.py` makes so many of each kind.
"""

import os
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.formats.cda.foreign import Reading, readable
from converter.formats.cda.strucdoc import notes_of, render
from converter.model.written import Kind, Written
from converter.service.pages.words import html_of
from tests.builders.exchange import steady
from tests.builders.narratives import MODELS, UNSEEN, narrative

EXAMPLES = int(os.environ.get("NARRATIVES", "400"))
OURS = (
    r"\[slettet: ?|\[fotnote (?:[0-9]+|\?): ?|\[fotnote [^\]\n]*\]|\[bilde: ?(?:mm1)?|\[adresse: [^\]\n]*\]|\[tabell: ?"
    r"|[\]\s|;\u2022\u2190\u2191]|[_^]\(|\)"
)
"""What plain text and page have beside the words of the document."""
NUMBERED = OURS + r"|(?<![(0-9])[0-9]+\)"
ANY, ALL, FEW = f"(?:{OURS})*+", f"(?:{NUMBERED})*+", f"(?:{NUMBERED})*?"
NOT_SEEN = re.compile(f"[{UNSEEN}]+")
AT_NUMBERS = re.compile(rf"(?<=[0-9\u00bd])[{UNSEEN}]+(?=\w)|(?<=\w)[{UNSEEN}]+(?=[0-9\u00bd])")
"""Where a sign that nobody sees stood beside a number: a blank shows it. In a word it parts nothing."""
XS = "{http://www.w3.org/2001/XMLSchema}"


def rendered(text: etree._Element) -> Written:
    """The words of a narrative, with the narrative's own footnotes."""
    return render(Reading(), notes_of(text), text)


def texts_of(element: etree._Element) -> list[str]:
    """The texts of a document in order, read by no code of the renderer."""
    seen = [NOT_SEEN.sub("", AT_NUMBERS.sub(" ", str(t))) for t in element.itertext()]
    return [words for text in seen if (words := readable(" ".join(text.split())))]


def holds(shown: str, wanted: list[str], marks: str) -> None:
    """What is shown is the wanted texts in order, with nothing but our marks between, and none run into another."""
    at, before = 0, ""
    for text in wanted:
        found = re.compile(f"({marks}){re.escape(text)}").match(shown, at)
        assert found, (shown, at, text)
        assert found[1] or not (before[-1:].isalnum() and text[0].isalnum()), (shown, at, text)
        at, before = found.end(), text
    assert re.fullmatch(marks, shown[at:]), (shown, at)


def check(text: etree._Element, marks: str) -> None:
    """Words, plain text and page of one narrative; `marks` are those that may stand between."""
    written, wanted = rendered(text), texts_of(text)
    own = "".join(p.text for p in written.parts if p.kind is Kind.WORDS)
    assert "".join(own.split()) == "".join("".join(wanted).split())
    holds(written.text, wanted, marks)
    page = etree.fromstring("<div>" + str(html_of(written, "no")).replace("<br>", "<br/>") + "</div>")
    assert not page.findall(".//a")
    assert "javascript" not in {k for e in page.iter() for k in e.attrib}
    for element in page.iter(
        "div", "ul", "li", "table", "td", "th", "tr", "br"
    ):  # the page breaks there, its text alone does not
        element.tail = f"\n{element.tail or ''}"
        element.text = f"\n{element.text or ''}"
    holds(" ".join("".join(map(str, page.itertext())).split()), wanted, marks)


@steady(EXAMPLES)
@given(st.integers(0, 10**12))
def test_no_word_of_a_narrative_by_the_schema_is_lost_or_glued(seed: int) -> None:
    """Every element in every place."""
    check(etree.fromstring(narrative(Random(seed))), ALL)


@steady(EXAMPLES)
@given(st.integers(0, 10**12))
def test_no_word_of_any_narrative_is_lost_or_glued(seed: int) -> None:
    """Cells without a table, words between rows, elements that nobody knows."""
    check(etree.fromstring(narrative(Random(seed), wild=True)), ANY)


def test_the_narratives_are_the_schema_s(shared: Path) -> None:
    """What the builder puts where is what the schema of CDA allows there."""
    schema = etree.parse(str(shared / "reference" / "xsd-cda" / "coreschemas" / "narrative-block.xsd")).getroot()
    for name, holds_ in MODELS.items():
        kind = next(
            t for t in schema.iter(f"{XS}complexType") if str(t.get("name")).lower() == f"strucdoc.{name.lower()}"
        )
        allowed = {e.get("name") for e in kind.iter(f"{XS}element")} - {"caption"}
        assert allowed == set(holds_), name


SAMPLES = ("ep", "ed", "constructs", "skeleton")


@pytest.mark.parametrize("folder", SAMPLES)
def test_no_word_of_a_real_document_is_lost_or_glued(shared: Path, folder: str) -> None:
    """Each narrative of each document at hand."""
    seen = 0
    for path in sorted((shared / "samples" / "eu" / folder).glob("*.xml")):
        for section in etree.parse(str(path)).iter("{urn:hl7-org:v3}section"):
            for text in section.iterchildren("{urn:hl7-org:v3}text"):
                check(text, FEW)
                seen += 1
    assert seen
