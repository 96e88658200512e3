"""Strengths in the words of a name: each writing once, what may be two things twice or not at all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.model.strength_chain import Said
from converter.model.strength_english import english_strength
from converter.model.strength_units import unit_of
from converter.model.strength_words import read_strengths
from converter.model.strength_writing import same_numbers, same_writing
from tests.builders.exchange import steady


def shown(said: Said) -> str:
    """A strength in one line: `1/10 g/1 mL`."""
    below = f"/{said.per} {said.below}" if said.below else ""
    return f"{said.value} {said.of}{said.element and ' ' + said.element}{below}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Paracet Tab 500 mg", ["1/2 g"]),
        ("Fiktiv tab 400 mg/30 mg", ["2/5 g", "3/100 g"]),
        ("mikst 100 mg/ml", ["1/10 g/1 mL"]),
        ("Inh pulv 160 mikrog/4,5 mikrog/inh", ["1/6250 g/1 dose", "9/2000000 g/1 dose"]),
        ("160/4,5 mikrog/inh", ["1/6250 g/1 dose", "9/2000000 g/1 dose"]),
        ("øredr 3 mg/ml/1 mg/ml", ["3/1000 g/1 mL", "1/1000 g/1 mL"]),
        ("0,120 mg/0,015 mg/24 timer", ["3/25000 g/24 h", "3/200000 g/24 h"]),
        ("inj, oppl 0,25 mg/0,19 ml", ["1/4000 g/19/100 mL"]),
        ("inj 30 mill E/0,5 ml", ["30000000 unit/1/2 mL"]),
        ("100 000 IE/ml", ["100000 [IU]/1 mL"]),
        ("20\u00a0000 IE", ["20000 [IU]"]),
        ("5 mill IE", ["5000000 [IU]"]),
        ("10 000 IE anti-Xa/ml", ["10000 [IU]/1 mL"]),
        ("0,125 mg", ["1/8000 g"]),
        ("krem 0,1 %/2,5 %", ["1/10 %", "5/2 %"]),
        ("salve 0,1 % w/w", ["1/10 %"]),
        ("depotplaster 12 mikrog/time", ["3/250000 g/1 h"]),
        ("tab 100 mg Fe", ["1/10 g Fe"]),
        ("tab 400", ["400 "]),
        ("500 mg vagitorie + krem 10 mg/g", ["1/2 g", "1/100 g/1 g"]),
        ("Vitamin B12 inj 1 mg/ml", ["1/1000 g/1 mL"]),
        ("NovoMix 30 Penfill inj, susp 100 E/ml", ["100 unit/1 mL"]),
        ("Ibux 400 mg tab", ["2/5 g"]),
        ("mikst", []),
        ("1 vaginaltablett", []),
    ],
)
def test_a_strength_in_words(text: str, wanted: list[str]) -> None:
    """One reading, in base units."""
    found = read_strengths(text)
    assert found is not None
    assert [[shown(s) for s in reading] for reading in found] == [wanted]


@pytest.mark.parametrize("text", ["tab 1.000 mg", "tab 1,000 mg", "mikst 2.500 mg/ml", "tab 125-140 mg"])
def test_what_may_be_another_number_is_not_read(text: str) -> None:
    """A thousand or one; an interval."""
    assert read_strengths(text) is None


def test_a_gram_below_may_be_a_second_substance() -> None:
    """Both readings are there."""
    found = read_strengths("krem 10 mg/1 g")
    assert found is not None
    assert {tuple(shown(s) for s in r) for r in found} == {("1/100 g", "1 g"), ("1/100 g/1 g",)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Divisun Kaps 20000 IE", "DIVISUN  kaps 20 000 IE"),
        ("Fiktiv tab 0,5 mg", "Fiktiv tab 0,50 mg"),
        ("Fiktiv tab 1 g", "Fiktiv tab 1000 mg"),
        ("Fiktiv tab 0.5 mg", "Fiktiv tab 500 mikrog"),
        ("Fiktiv tab 5mg", "Fiktiv tab 5 mg"),
        ("Fiktiv inj 5 mill IE", "Fiktiv inj 5 000 000 IE"),
    ],
)
def test_what_is_only_written_otherwise_is_the_same(one: str, other: str) -> None:
    """And has the same numbers."""
    assert same_writing(one, other)
    assert same_numbers(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fiktiv tab 5 mg", "Fiktiv tab 50 mg"),
        ("Fiktiv inj 100 E/ml", "Fiktiv inj 100 IE/ml"),
        ("Fiktiv tab 1.000 mg", "Fiktiv tab 1000 mg"),
        ("Fiktiv tab 1.000 mg", "Fiktiv tab 1 mg"),
        ("Fiktiv tab 100 mg", "Fiktiv tab 100 mg Fe"),
        ("Fiktiv 30 tab 5 mg", "Fiktiv tab 5 mg"),
        ("Fiktiv krem 1 % w/w", "Fiktiv krem 1 % w/v"),
    ],
)
def test_another_number_or_unit_is_another(one: str, other: str) -> None:
    """E is not IU, and a thousand that may be one is itself alone."""
    assert not same_writing(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fiktiv tab 400", "Fiktiv tabletter 400 mg", True),
        ("Fiktiv tab 400 mg", "Fiktiv tab 400 mikrog", False),
        ("Fiktiv tab 400 mg", "Fiktiv tab", False),
        ("Fiktiv tab 1.000 mg", "Fiktiv tab 1.000 mg", True),
        ("Fiktiv tab 1.000", "Fiktiv tab 1000", False),
        ("Fiktiv tab 40", "Fiktiv tab 400 mg", False),
    ],
)
def test_numbers_of_two_names(one: str, other: str, same: bool) -> None:
    """With their units where both have one."""
    assert same_numbers(one, other) is same


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("mg", ("g", Fraction(1, 1000), "")),
        ("mmol Li", ("mol", Fraction(1, 1000), "Li")),
        ("IE anti-Xa", ("[IU]", Fraction(1), "")),
        ("anti-Xa IE", ("[IU]", Fraction(1), "")),
        ("mill E", ("unit", Fraction(10**6), "")),
        ("SQ-T", None),
        ("", None),
    ],
)
def test_a_unit_of_the_list(code: str, wanted: tuple[str, Fraction, str] | None) -> None:
    """By what it measures."""
    assert unit_of(code) == wanted


@steady(200)
@given(st.text(max_size=40) | st.from_regex(r"[a-z ]{0,9}[0-9 .,x/+%-]{0,12}(mg|IE|ml|g|E| )*", fullmatch=True))
def test_no_text_stops_the_reading(text: str) -> None:
    """It ends, and its numbers do too."""
    read_strengths(text)
    assert same_writing(text, text)
    assert same_numbers(text, text)


FORM = ("Fiktivsulin", "Injeksjonsvæske, oppløsning", "Solution for injection")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("100 IE", "100 international units"),
        ("30 mill E/0,5 ml", "30 million units per 0.5 mL"),
        ("Fiktivsulin inj væske, oppl 100 E/ml", "100 units per mL"),
        ("Fiktivsulin® inj 100 E/ml", "100 units per mL"),
        ("inj, oppl 1,2 mill. IE", "1.2 million international units"),
    ],
)
def test_units_in_english(text: str, wanted: str) -> None:
    """After nothing but the brand and the form."""
    assert english_strength(text, FORM) == wanted


@pytest.mark.parametrize(
    "words",
    [
        *("mindre enn", "under", "minst", "ca.", "ca", "inntil", "over", "opptil", "mer enn", "tilsvarende", "maks"),
        *("til", "fra", "<", ">", "≥", "~", "±", "x", "omtrent", "opp til", "per", "halv"),
    ],
)
@pytest.mark.parametrize("before", ["", "Fiktivsulin ", "Fiktivsulin inj væske, oppl ", "Fiktivsulin inj, "])
def test_a_limit_is_no_strength(before: str, words: str) -> None:
    """Words that nobody knows stay Norwegian, and so does their number."""
    assert english_strength(f"{before}{words} 100 IE", (*FORM, "Konsentrat til infusjonsvæske")) == ""
