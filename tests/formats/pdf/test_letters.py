"""Letters: either a page whose text holds them, or the clear refusal, and the refusal quotes none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.formats.pdf.ep import PdfEp
from converter.formats.pdf.face import BREAK, face, plain_text
from converter.model.catalogue import CATALOGUE
from converter.model.finding import Problem
from converter.model.prescription import Exchange
from tests.builders.exchange import steady
from tests.builders.exchange import texts as any_texts
from tests.builders.loaded import convert, details_of, loaded, words_of
from tests.builders.meant import prescribed
from tests.builders.messages import m1
from tests.builders.pages import letters, made, text_of

PAGE = PdfEp()
KNOWN = "".join(sorted(face().widths))
known_texts = st.text(st.sampled_from(KNOWN + "\n   ---"), min_size=1, max_size=200)
wide_texts = st.text("iIlWM-mw .,/0123456789æøå", min_size=1, max_size=300)
texts = any_texts | known_texts | wide_texts


def said(family: str, given_name: str, dosage: str, indication: str) -> Exchange:
    """A prescription with these texts."""
    usual = prescribed()
    patient = replace(usual.patient, name=replace(usual.patient.name, family=family, given=(given_name,)))
    return replace(usual, patient=patient, dosage=replace(usual.dosage, text=dosage), indication=indication)


@steady(150)
@given(st.tuples(texts, texts, texts, texts))
def test_a_page_holds_the_letters_or_is_refused(given_texts: tuple[str, str, str, str]) -> None:
    """Whatever letters a name or a dosage has: no defect, nothing lost, nothing else said."""
    if any(face().lacks(plain_text(text)) for text in given_texts):
        with pytest.raises(Problem, match=r"^l1-letter-missing(, l1-letter-missing)*$"):
            PAGE.write(said(*given_texts))
        return
    written = PAGE.write(said(*given_texts))
    assert written.read_back() == []
    page = text_of(written.document)
    assert [text for text in given_texts if letters(plain_text(text)) not in page] == []


@pytest.mark.parametrize("start", range(0, len(KNOWN), 250))
def test_every_letter_of_the_font_is_shown_and_read_back(start: int) -> None:
    """Each letter that is not refused is on the page as itself."""
    some = KNOWN[start : start + 250]
    written = PAGE.write(said("A", "B", some, "C"))
    assert written.read_back() == []
    assert letters(plain_text(some)) in text_of(written.document)


@pytest.mark.parametrize(
    "name",
    [
        "Ánnámáret Čáppa Đuŋŋá Šaŧŧá Žiŋŋá",
        "Łukasz Żółć Șerban Țiriac Ğül İlkay Ştefan",
        "Þórdís Guðmundsdóttir Nguyễn Ðặng",
        "Παπαδόπουλος Јовановић Шевченко",
        "O'Brien-Smith d’Arc “X” ½ ≥ µ – …",
        "Bjørkemo\u0301 pa\u030a",
    ],
)
def test_letters_that_people_in_norway_have(name: str) -> None:
    """Sami, Polish, Romanian, Turkish, Icelandic, Vietnamese, Greek, Serbian, Ukrainian; decomposed ones composed."""
    page = made(m1(family=name))
    assert page is not None
    assert letters(name) in text_of(page)


@pytest.mark.parametrize(
    "name", ["\u05d0\u05d1", "\u0645\u062d\u0645\u062f", "\u738b", "\U0001f48a", "\u01e5", "x\u0325"]
)
def test_a_letter_that_the_font_has_not_refuses_the_page_alone(name: str) -> None:
    """With a code of its own, its place, in both languages with a hint, and without the letter; level 3 leaves."""
    message = m1(family=name)
    assert convert(message).document is not None
    with pytest.raises(Problem) as caught:
        PAGE.write(said(name, "x", "y", "z"))
    (found,) = caught.value.findings
    assert (found.code, found.path) == ("l1-letter-missing", "/patient")
    assert found.openncp == "ERROR_EP_PDF_FORMAT_NOT_PROVIDED"
    assert all((found.text_no, found.text_en, found.hint_no, found.hint_en))
    assert name not in words_of(found)
    assert name not in str(caught.value)
    assert made(message) is None


def test_what_was_found_before_is_told_with_the_refusal() -> None:
    """A refusal of the page does not hide what the rules and the tables said."""
    from converter.conversion.converter import PDF
    from converter.conversion.m1_to_ep.route import Asked, m1_to_ep
    from tests.builders.messages import AT

    answer = m1_to_ep(m1(family="\u05d0", remark="Ring meg"), loaded(), AT, Asked(format=PDF))
    usual = convert(m1(family="\u05d0", remark="Ring meg"))
    assert answer.decision.value == "rejected"
    assert {f.code for f in answer.findings} - {f.code for f in usual.findings} == {"l1-letter-missing"}
    assert details_of(answer).repeats == 0


def test_texts_that_are_too_long_are_refused() -> None:
    """Of all of them, or of a person; a page that is nearly so long is made."""
    assert PAGE.write(said("A", "B", "ord " * 4000, "C")).read_back() == []
    for long in (said("A", "B", "ord " * 5100, "C"), said("A" * 1001, "B", "x", "C")):
        with pytest.raises(Problem, match=r"^l1-too-long$"):
            PAGE.write(long)
    assert CATALOGUE["l1-too-long"].severity == "reject"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pa\u030a", "på"),
        ("a\u2011b\u2010c", "a-b-c"),
        ("\ufb01n", "fin"),
        ("1\u2009mg\u00a0x\ty", "1 mg x y"),
        ("a\r\nb\rc\x0bd", "a\nb\nc\nd"),
        ("a\n \n\t\n\nb", "a\n\nb"),
        ("\u202e1,5 ml\u202c", "1,5 ml"),
        ("1\u200b3", "1 3"),
        ("\ufeffa\x00b\x9f", "ab"),
    ],
)
def test_texts_are_made_ready(text: str, shown: str) -> None:
    """Composed, plain blanks, lines kept, nothing that nobody sees; a digit is not joined to another."""
    assert plain_text(text) == shown


def test_a_word_is_broken_only_where_it_is_too_wide() -> None:
    """At its hyphens first, and a number is never parted from its unit."""
    known = face()
    assert known.breakable("tre små ord", 3000) == "tre små ord"
    assert known.breakable("500 mg og 3 ganger", 9000) == "500\u00a0mg og 3\u00a0ganger"
    assert known.breakable("20 000 IE, 1 1000", 9000) == "20\u00a0000\u00a0IE, 1 1000"
    assert known.breakable("Anne-Marie-Elisabeth", 5000) == f"Anne-{BREAK}Marie-{BREAK}Elisabeth"
    assert known.breakable("W" * 13, 3000) == BREAK.join(("W" * 6, "W" * 6, "W"))
