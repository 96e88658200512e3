"""Characters that nobody sees: which they are, that both ways of finding them agree, and what is confused encoding."""

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model.signs import GARBLED, SIGNS, TURNING, holds_signs, may_be_garbled, without_signs

IN_XML = [c for c in map(chr, range(sys.maxunicode + 1)) if c in "\t\n\r" or (c >= " " and category(c) != "Cs")]
VISIBLE = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that are seen: number signs of Arabic, Syriac and Kaithi."""


def test_what_nobody_sees_is_a_sign() -> None:
    """Every control and format character of Unicode but those that are seen, and blanks; and no letter or number."""
    signs = {c for c in IN_XML if SIGNS.match(c)}
    unseen = {c for c in IN_XML if category(c) in {"Cc", "Cf", "Zl", "Zp"}} - VISIBLE - set("\t\n\r")
    shorthand = {c for c in unseen if 0x13430 <= ord(c) <= 0x1345F or 0x1BCA0 <= ord(c) <= 0x1BCAF}
    assert unseen - shorthand <= signs
    assert {c for c in signs if category(c) in {"Lu", "Ll", "Nd", "No", "Sm", "Sc", "Po", "Pd"}} == set()
    assert {c for c in IN_XML if TURNING.match(c)} <= signs


def test_bytes_tell_the_same_as_letters() -> None:
    """Of every character that XML can hold."""
    assert [c for c in IN_XML if holds_signs(f"5 {c} mg".encode()) != bool(SIGNS.search(c))] == []


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])))
def test_what_is_taken_out_is_gone_and_the_rest_is_there(text: str) -> None:
    """Once and for all."""
    clean = without_signs(text)
    assert SIGNS.search(clean) is None
    assert without_signs(clean) == clean
    assert [c for c in clean if c != " "] == [c for c in text if c != " " and not SIGNS.match(c)]


def test_what_parts_words_still_does() -> None:
    """Two numbers are not made one."""
    assert without_signs("1\u2028tablett\u2029kl. 8\u0085daglig") == "1 tablett kl. 8 daglig"
    assert without_signs("Fiktiv\u00adprofen\u200b 400\u202e mg") == "Fiktivprofen 400 mg"
    assert without_signs("1\ttablett\r\n") == "1\ttablett\r\n"


@given(st.text(st.sampled_from("æøåÆØÅäöüéèßčžőŁłñç½µ–’“”°"), min_size=1, max_size=8))
def test_letters_of_europe_read_in_another_encoding_are_found(text: str) -> None:
    """As Latin-1 and as Windows-1252, where that can say them; the letters themselves never are."""
    assert GARBLED.search(text) is None
    for encoding in ("latin-1", "cp1252"):
        wrong = "".join(c.encode().decode(encoding, "replace") for c in text if c in "æøåÆØÅäöüéèßñç½µ°–’“”")
        if wrong:
            assert GARBLED.search(wrong), ascii(wrong)
            assert may_be_garbled(wrong.encode())


@pytest.mark.parametrize("text", ["JOÃO", "SÃO PAULO", "BLÅBÆR", "Âge", "«Â»", "pâte", "château", "Ã", "Åse Ø"])
def test_names_of_europe_are_not_taken_for_it(text: str) -> None:
    """They have the same letters."""
    assert GARBLED.search(text) is None
