"""Code lists and groups of FEST as they are read, each field by itself."""

from datetime import UTC, date, datetime

import pytest
from lxml import etree

from converter.formats.norway.fest_code_list import read_code_list
from converter.formats.norway.fest_errors import TEXTS, FestCode
from converter.formats.norway.fest_group import read_generic_group
from converter.formats.norway.fest_values import M30, children_of, text_of, texts_of
from converter.model.medicine import ListedCode

CHANGED = datetime(2026, 11, 1, tzinfo=UTC)
INFO = "<Info><Id>1.2</Id><Betegnelse>Former</Betegnelse></Info>"


def m30(name: str, inside: str) -> etree._Element:
    """An element of M30 with this inside."""
    return etree.fromstring(f'<{name} xmlns="{M30[1:-1]}">{inside}</{name}>')


def term(text: str, language: str | None = None) -> str:
    """A term of a code."""
    said = "" if language is None else f'<Sprak V="{language}"/>'
    return f"<Term><Term>{text}</Term><BeskrivelseTerm>om {text}</BeskrivelseTerm>{said}</Term>"


@pytest.mark.parametrize(
    ("terms", "chosen"),
    [
        (term("a", "en") + term("b", "no"), "b"),
        (term("a", "en") + term("b", "NB"), "b"),
        (term("a", "en") + term("b", "nn"), "b"),
        (term("a", "en") + term("b"), "b"),
        (term("a", "nn") + term("b", "nb") + term("c", "no"), "c"),
        (term("a") + term("b", "nn"), "b"),
        (term("a", "en") + term("b", "se"), "a"),
    ],
)
def test_the_norwegian_term_is_chosen(terms: str, chosen: str) -> None:
    """Bokmål before nynorsk, before one whose language is not said; else the first that there is."""
    found = read_code_list(m30("OppfKodeverk", f"{INFO}<Element><Kode>1</Kode>{terms}</Element>"), CHANGED, True)
    assert found is not None
    assert found.codes == (ListedCode("1", chosen, f"om {chosen}"),)


def test_a_list_without_an_oid_is_none() -> None:
    """There is nothing that a code could name it by."""
    for inside in ("", "<Info/>", "<Info><Id> </Id></Info>"):
        assert read_code_list(m30("OppfKodeverk", inside), CHANGED, True) is None


def test_a_code_without_a_code_is_left_out_and_a_parent_is_named_by_its_code() -> None:
    """Elements name each other by ids of their own; one without an id is nobody's parent."""
    elements = (
        "<Element><Id>x</Id><Kode>1</Kode></Element><Element><Id>y</Id></Element>"
        "<Element><Id>z</Id><Kode>2</Kode><ParentId>x</ParentId></Element>"
        "<Element><Kode>3</Kode></Element>"
    )
    found = read_code_list(m30("OppfKodeverk", INFO + elements), CHANGED, False)
    assert found is not None
    assert [(c.code, c.parent) for c in found.codes] == [("1", ""), ("2", "1"), ("3", "")]
    assert (found.oid, found.title, found.active, found.changed) == ("1.2", "Former", False, CHANGED)


@pytest.mark.parametrize(("word", "meant"), [("true", True), ("1", True), ("false", False), ("0", False), ("", False)])
def test_a_generic_group_has_a_remark_or_none(word: str, meant: bool) -> None:
    """Both words of the schema for true."""
    inside = (
        f'<Kode V=" B1 "/><MerknadTilByttbarhet>{word}</MerknadTilByttbarhet>'
        "<BeskrivelseByttbarhet>Se SPC</BeskrivelseByttbarhet><GyldigFraDato>2024-01-01</GyldigFraDato>"
    )
    element = m30("Byttegruppe", inside)
    found = read_generic_group(element, children_of(element), "/x")
    assert (found.code, found.has_remark, found.remark) == ("B1", meant, "Se SPC")
    assert (found.valid_from, found.valid_until) == (date(2024, 1, 1), None)


def test_every_error_has_a_code_of_its_own_and_both_languages() -> None:
    """None is empty."""
    assert set(TEXTS) == set(FestCode)
    assert all(code.value.startswith("fest-") for code in FestCode)
    assert all(norwegian and english for norwegian, english, *_ in TEXTS.values())


def test_what_nobody_sees_is_left_out_of_a_register() -> None:
    """A name of a register leaves as a prescription's words do."""
    element = etree.fromstring("<a><n>Fiktiv\u00adprofen\u200b 400 \u202emg</n><n>x\ufeff</n></a>")
    assert text_of({"n": element[0]}, "n") == "Fiktivprofen 400 mg"
    assert texts_of(element, "n") == ("Fiktivprofen 400 mg", "x")
