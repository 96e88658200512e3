"""Names of substances: which are found in words, and which are of one substance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.terminology.substance_identity import (
    another,
    holds,
    is_class,
    is_combination,
    named_in,
    one_substance,
    same,
    words_of,
)
from tests.builders.exchange import steady
from tests.builders.loaded import loaded

TABLES = loaded().tables
ATC = "2.16.840.1.113883.6.73"
TERMS = {c: sorted(t) for c, t in TABLES.displays[ATC].terms.items() if len(c) == len("N02BE01")}
SINGLE = {c: t for c, t in TERMS.items() if not any(is_class(x) or is_combination(x) for x in t)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Warfarin sodium", "B01AA03"),
        ("Natriumvalproat", ""),
        ("Insulinum glarginum", "A10AE04"),
        ("insulin aspart protamine", "A10AB05"),
        ("Metotreksaatti", "L01BA01"),
        ("Kodeiinifosfaatti", "R05DA04"),
        ("potassium chloride", "A12BA01"),
        ("acid", ""),
        ("sodium", ""),
        ("Testimed 400", ""),
    ],
)
def test_the_longest_name_is_found(text: str, found: str) -> None:
    codes = {c for n in named_in(text, TABLES.names) for c in n.codes}
    assert found in codes if found else not codes


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("folic acid", "tranexamic acid", False),
        ("insulin aspart", "insulin glargine", False),
        ("prednisolone", "prednisone", False),
        ("potassium chloride", "sodium chloride", False),
        ("hydrocortisone", "hydrocortisone butyrate", False),
        ("candesartan", "candesartan and diuretics", False),
        ("potassium chloride", "potassium chloride", True),
        ("levothyroxine sodium", "levothyroxine", True),
    ],
)
def test_one_substance_is_told_by_what_others_do_not_share(one: str, other: str, wanted: bool) -> None:
    assert same(one, other) is wanted
    assert same(other, one) is wanted


@pytest.mark.parametrize(
    ("term", "wanted"),
    [
        ("candesartan and diuretics", True),
        ("levodopa decarboxylase inhibitor and comt inhibitor", True),
        ("electrolytes", True),
        ("noretisteron og østrogen", True),
        ("tacrolimus", False),
        ("degareliks", False),
        ("codeine and paracetamol", False),
    ],
)
def test_a_class_holds_what_it_does_not_name(term: str, wanted: bool) -> None:
    assert is_class(term) is wanted


def test_a_term_holds_its_own_words() -> None:
    assert holds("codeine and paracetamol", ("paracetamol",))
    assert not holds("codeine and paracetamol", ("ibuprofen",))


def begun(code: str) -> set[str]:
    """The first four letters of each word that a substance is called by."""
    return {word[:4] for term in TERMS[code] for word in words_of(term)}


@pytest.mark.parametrize(
    ("name", "term", "wanted"),
    [
        ("interferon beta-1b", "cepeginterferon alfa-2b", True),
        ("interferon beta-1a", "interferon alfa-2a", True),
        ("interferon alfa-2a", "interferon alfa-2b", True),
        ("sulfathiazole sodium", "magnesium sulfate", True),
        ("acetylsalicylic acid", "ferric acetyl transferrin", True),
    ],
)
def test_a_letter_or_a_shared_beginning_makes_no_two_one(name: str, term: str, wanted: bool) -> None:
    """Of interferons the Greek and the Latin letter tell, both."""
    codes = frozenset(code for code, terms in TERMS.items() if term in terms)
    assert another(name, [term], codes, TABLES.names) is wanted


@steady(2000)
@given(st.sampled_from(sorted(SINGLE)), st.sampled_from(sorted(SINGLE)), st.sampled_from(("", "um", " sodium", "i")))
def test_another_substance_s_name_is_told(own: str, other: str, end: str) -> None:
    """Of any two substances of ATC that are called otherwise, in any spelling that adds an ending."""
    name = TERMS[other][0] + end
    if set(TERMS[own]) & set(TERMS[other]) or not named_in(name, TABLES.names):
        return
    told = another(name, TERMS[own], frozenset({own}), TABLES.names)
    alike = any(holds(t, n.words) for t in TERMS[own] for n in named_in(name, TABLES.names))
    within = any(own in n.codes for n in named_in(name, TABLES.names))
    assert told or alike or within
    if alike:
        assert begun(own) & begun(other), name


@steady(2000)
@given(st.sampled_from(sorted(SINGLE)), st.sampled_from(("", "um", " hydrochloride", " sodium")))
def test_its_own_name_is_never_told(own: str, end: str) -> None:
    for term in TERMS[own]:
        assert not another(term + end, TERMS[own], frozenset({own}), TABLES.names)


@pytest.mark.parametrize(
    ("one", "other", "same_one"),
    [
        ("sodium alginate", "alginic acid", True),
        ("Warfarin sodium", "warfariini", True),
        ("Ibuprofeeni", "ibuprofenum", True),
        ("paracetamol", "ibuprofen", False),
        ("codeine, combinations", "ibuprofen, combinations", False),
        ("Tranexamic acid", "folic acid", False),
        ("insulin aspart", "insulin glargine", False),
        ("prednisone", "prednisolone", False),
        ("codeine and paracetamol", "paracetamol", False),
    ],
)
def test_two_names_of_one_substance(one: str, other: str, same_one: bool) -> None:
    """By the words that tell it; a part of a combination is not all of it."""
    assert one_substance(one, other) is one_substance(other, one) is same_one


def test_a_combination_holds_its_parts() -> None:
    """Of which each is named."""
    assert holds("codeine and paracetamol", words_of("paracetamol"))
