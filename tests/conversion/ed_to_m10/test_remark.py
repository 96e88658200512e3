"""Merknad and NavnFormStyrke: every doubt stands, however long the document's own words are; parts of packs too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ed_to_m10.lengths import NAME, REMARK
from converter.conversion.ed_to_m10.norwegian_words import without_strength
from tests.builders.back import back, handed_out, report_of, told
from tests.builders.ed_products import OXYCODONE, ingredient, kind, layers, part, product
from tests.builders.exchange import steady
from tests.builders.messages import m1

LONG = st.sampled_from(["y " * 600, "x" * 900, "abc " * 450, ""])


@steady(60)
@given(LONG, LONG, LONG)
def test_doubts_stand_first_whatever_is_long(name: str, words: str, form: str) -> None:
    """Of strength, group, name and reservation at once."""
    made = product(
        f"Oxy 10 mg {name}",
        words=f"600 mg {words}",
        form=("99", f"Foo{form}"),
        kinds=kind(OXYCODONE),
        ingredients=ingredient("oxycodone", OXYCODONE),
    )
    message = m1(substitution="1")
    outcome = back(handed_out(message, raw_product=made), message)
    report = report_of(outcome)
    before, _, after = report.remark.partition("Utlevert i utlandet (PL)")
    assert "Reseptgruppe A" in before
    assert "Styrken er motstridende: i koder 400 mg" in before
    assert "reservert seg mot bytte" in before
    assert "30 tabletter" in after
    assert len(report.remark) <= REMARK
    assert len(report.package.name_form_strength) <= NAME
    assert ("ed-text-cut" in told(outcome)) == bool(name or words or form)
    assert not any(c.isdigit() for c in report.package.name_form_strength)


@steady(60)
@given(st.integers(1, 60), LONG)
def test_a_strength_is_in_the_name_whole_or_not_at_all(count: int, name: str) -> None:
    """Part of one is another one."""
    many = "".join(ingredient(f"S{n}", None, str(1000 + n)) for n in range(count))
    report = report_of(back(handed_out(raw_product=product(f"Ibum {name}", words="", ingredients=many))))
    said = report.package.name_form_strength
    assert len(said) <= NAME
    assert said.endswith(" mg") == (f"{1000 + count - 1} mg" in said) == ("1000 mg" in said)


@pytest.mark.parametrize(
    "name", ["Ibum 400 mg", "Ibum 400mg", "Ibum 400", "Ibum 400 mg/ml", "Ibum 0,4 g", "Ibum, 400 MG"]
)
@pytest.mark.parametrize("words", ["400 mg", ""])
def test_a_contradictory_strength_stands_in_no_name(name: str, words: str) -> None:
    """Nor in Varenavn; Merknad has both. A bare number is held against nothing, but stands in no name either."""
    if name.endswith(" 400"):
        words = "400 mg"
    given = product(name, words=words, ingredients=ingredient(number="600"))
    report = report_of(back(handed_out(raw_product=given)))
    assert report.package.name_form_strength == "Ibum tab"
    assert [size.brand_name for size in report.package.sizes] == ["Ibum"]
    assert name in report.remark


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Vitamin B12 1 mg", "Vitamin B12"),
        ("Insulin 100 IU/ml Penfill", "Insulin Penfill"),
        ("400 mg", ""),
        ("Forte", "Forte"),
        ("Ibum 200 mg / 30 mg tabletter", "Ibum tabletter"),
    ],
)
def test_a_name_without_its_strength(name: str, bare: str) -> None:
    """Numbers, and what they count."""
    assert without_strength(name) == bare


def test_parts_of_a_combination_pack_are_told_with_form_and_strength() -> None:
    """Two packs that differ in a part's strength are told apart."""

    def pack(number: str) -> str:
        tablets = part("Del A", ("10221000", "x"), layers(("10", "{Tablet}")) + ingredient(number=number))
        cream = part("Del B", ("10502000", "Cream"), layers(("20", "g")) + ingredient(number="10", per="g"))
        made = product("Kombi", words="", content=layers(("1", "1")), ingredients="", parts=tablets + cream)
        return report_of(back(handed_out(raw_product=made))).remark

    assert "Del A (tablett, filmdrasjert, 400 mg, 10 tabletter) + Del B (krem, 10 mg/g, 20 g)" in pack("400")
    assert pack("400") != pack("800")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Fiktivprofen400", False),
        ("Fiktivprofen-400", False),
        ("Fiktiv Profen", False),
        ("Fíktivprofén 400 mg", False),
        ("Ibum", True),
        ("Fiktivprofenum", True),
    ],
)
def test_blanks_digits_and_marks_make_no_other_preparation(name: str, other: bool) -> None:
    """Where the prescriber reserved against another."""
    message = m1(substitution="1")
    outcome = back(handed_out(message, name=name), message)
    assert ("dispensed-other-name-though-forbidden" in told(outcome)) == other


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (product(words="400 mg film-coated tablets", ingredients=""), "Ibum tab"),
        (product(words="0.5 mg", ingredients=""), "Ibum tab 0,5 mg"),
        (product(words="", ingredients=ingredient(number="20", unit="k[iU]")), "Ibum tab"),
        (product(words="", ingredients=ingredient(number="20", unit="[iU]")), "Ibum tab 20 IE"),
    ],
)
def test_a_strength_in_the_name_is_in_norwegian_units_only(made: str, name: str) -> None:
    """Merknad has the document's own words."""
    assert report_of(back(handed_out(raw_product=made))).package.name_form_strength == name
