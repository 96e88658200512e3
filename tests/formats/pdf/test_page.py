"""The page says all that the structured document says, for every golden and every package of the demo register."""

from dataclasses import replace

import pytest
from hypothesis import given

from converter.formats.cda.narrative import rows
from converter.formats.pdf import labels
from converter.formats.pdf.ep import PdfEp
from converter.formats.pdf.ep_sheet import sheet_of
from converter.formats.pdf.extraction import pages_of
from converter.model.prescription import Exchange
from converter.model.signs import holds_signs
from converter.model.wording import Wording
from tests.builders.exchange import exchanges, steady
from tests.builders.meant import prescribed
from tests.builders.messages import m1
from tests.builders.pages import both, facts, letters, made, missing, text_of
from tests.enrichment.demo_facts import by_id, packages
from tests.enrichment.demo_messages import message
from tests.golden.test_golden import CASES

LACKING = {"hostile-text"}
"""Goldens with letters that the font has not."""


@pytest.mark.parametrize("name", CASES)
def test_a_golden_s_page_says_what_its_document_says(name: str) -> None:
    """Where there is a document there is a page, but for letters that no font has, and nothing of it is missing."""
    document, page = both(CASES[name])
    assert (page is None) == (document is None or name in LACKING)
    if document is not None and page is not None:
        assert missing(document, page) == []


@pytest.mark.parametrize("varenr", sorted(packages()))
def test_a_package_s_page_says_what_its_document_says(varenr: str) -> None:
    """The same for each package of the demo register."""
    document, page = both(message(packages()[varenr], by_id("LegemiddelMerkevare")))
    assert (page is None) == (document is None)
    if document is not None and page is not None:
        assert missing(document, page) == []


def test_what_a_page_lacks_is_found() -> None:
    """The comparison is one that can fail: the page of another dosage lacks this one, and nothing else."""
    document, _ = both(m1())
    _, page = both(m1(dosage="1 tablett hver morgen"))
    assert document is not None
    assert page is not None
    assert [f.startswith("Take 2") or f.startswith("2 tabl") for f in missing(document, page)] == [True, True]
    assert len(list(facts(document))) > 40


def test_what_stays_in_norway_is_not_on_the_page() -> None:
    """Payer, repeats, legal basis: what level 3 has not, the page has not."""
    page = made(m1(repeats="3", legal_basis="200", raw_payers="<Frikort>true</Frikort>"))
    plain = made(m1())
    assert page == plain


def test_the_moment_of_conversion_is_not_on_the_page() -> None:
    """Only dates of the prescription are."""
    page = made(m1())
    assert page is not None
    assert "2026-11-23" not in text_of(page)


def test_markup_stays_text() -> None:
    """What would be markup of typst, JSON, PDF or XML is shown as it stands."""
    markup = '#eval("1+1") *fet* _kursiv_ $x^2$ @ref <a> `kode` \\ [x] // --- "q" {"a": 1} ) Tj ET &amp; ~ ...'
    page = made(m1(dosage=markup))
    assert page is not None
    assert letters(markup) in text_of(page)


def test_nothing_unseen_reaches_the_page() -> None:
    """Marks of direction and controls are taken out; the letters around them stay."""
    turned = replace(prescribed(), indication="\u202e1,5 ml\u202c dag\u200blig\x85")
    written = PdfEp().write(turned)
    assert written.read_back() == []
    assert "1,5mldaglig" in text_of(written.document)
    assert not holds_signs("".join(pages_of(written.document)).replace("\u200b", "").encode())


def test_a_page_is_one_where_it_fits_else_numbered() -> None:
    """Each page says which it is, and of which prescription; all but the last that there is more."""
    (one,) = pages_of(made(m1()) or b"")
    assert "Side 1 av 1 · Page 1 of 1" in one
    assert labels.CONTINUES not in one
    several = pages_of(made(m1(dosage="Ta 2 tabletter hver kveld. " * 100)) or b"")
    assert len(several) == 2
    for number, page in enumerate(several, 1):
        assert f"Side {number} av 2 · Page {number} of 2" in page
        assert "ReseptId 7e0c1f7a-58d4-4a11-9d3e-0b6a4c52e9f1" in page
        assert (labels.CONTINUES in page) == (number == 1)


def test_a_dosage_is_not_parted_by_a_page_s_end() -> None:
    """As long as it fits on a page: half of it could be read for all of it."""
    text = "Ta 2 tabletter hver kveld. " * 40
    found = [letters(page) for page in pages_of(made(m1(dosage=text)) or b"")]
    assert sum(letters(text) in page for page in found) == 1


@steady(40)
@given(exchanges)
def test_every_line_of_the_narrative_has_its_place(prescription: Exchange) -> None:
    """A new line there needs a Norwegian label here, for the sheet fails without."""
    said = [text for line in sheet_of(prescription, Wording()).lines() for text in line.said]
    for row in rows(prescription, Wording()):
        assert row.id == labels.PRESCRIBER or any(letters(row.english) in letters(text) for text in said) or row.english
