"""An opioid in an eD is group A wherever it stands; what nothing says the substance of is told as not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.back import back, handed_out, report_of, told
from tests.builders.ed_products import (
    IBUPROFEN,
    NORWEGIAN_ATC,
    OXYCODONE,
    code_of,
    ingredient,
    kind,
    product,
    translation,
)
from tests.builders.exchange import steady

NO_SUBSTANCE = ingredient("x", None)
PLACES = {
    "a group as ATC code": product(kinds=kind(("N02A", "OPIOIDS")), ingredients=NO_SUBSTANCE),
    "the substance as ATC code": product(kinds=kind(OXYCODONE), ingredients=NO_SUBSTANCE),
    "ATC code with blanks": product(kinds=kind(("N02A A05", "x")), ingredients=NO_SUBSTANCE),
    "a translation": product(kinds=kind(IBUPROFEN, translation("N02AA05", "oxycodone"))),
    "a group as a translation": product(kinds=kind(IBUPROFEN, translation("N02A", "OPIOIDS"))),
    "a null code's translation": product(kinds=kind(None, translation("N02AA05")), ingredients=NO_SUBSTANCE),
    "the code of the material": product(code=code_of(OXYCODONE, tag="code")),
    "another class of kind": product(kinds=kind(OXYCODONE, of="GEN"), ingredients=NO_SUBSTANCE),
    "another class of kind beside": product(kinds=kind(IBUPROFEN) + kind(OXYCODONE, of="GEN")),
    "Norway's list": product(ingredients=ingredient(inside=translation("N02AA05", "Oksykodon", NORWEGIAN_ATC))),
    "Norway's list, a group": product(ingredients=ingredient(inside=translation("N02A", "", NORWEGIAN_ATC))),
    "the code of a substance": product(kinds="", ingredients=ingredient("x", OXYCODONE)),
    "the name of a substance": product(kinds="", ingredients=ingredient("oxycodone", None)),
    "the name of a second substance": product(ingredients=ingredient() + ingredient("Oksykodon", None)),
    "the name alone": product("Oxycodone Teva", kinds="", ingredients=NO_SUBSTANCE),
}


@pytest.mark.parametrize("place", PLACES)
def test_an_opioid_is_group_a_wherever_it_stands(place: str) -> None:
    """And the prescription stays open: it is no ibuprofen."""
    outcome = back(handed_out(raw_product=PLACES[place]))
    report = report_of(outcome)
    assert report.package.group.code == "A"
    assert "dispensed-group-a-b" in told(outcome)
    assert report.remark.startswith("Reseptgruppe A er den utleverte varens; forskrevet i gruppe C")
    assert not report.finished


@pytest.mark.parametrize("kinds", ["", kind(("M01AE", "Propionic acid derivatives"))])
def test_a_substance_without_a_code_is_told(kinds: str) -> None:
    """The group is the prescription's, and nobody has looked."""
    outcome = back(handed_out(raw_product=product(kinds=kinds, ingredients=ingredient("Abcdefin", None))))
    assert "dispensed-group-of-prescription" in told(outcome) or "dispensed-group-unsaid" in told(outcome)
    assert "Reseptgruppen er reseptens" in report_of(outcome).remark


def test_a_trade_name_that_sounds_like_one_is_told_only() -> None:
    """The codes are of ibuprofen."""
    outcome = back(handed_out(raw_product=product("Morfinal")))
    report = report_of(outcome)
    assert report.package.group.code == "C"
    assert ("dispensed-name-a-b" in told(outcome)) == ("ligner et virkestoff" in report.remark)


@steady(90)
@given(st.sampled_from(sorted(PLACES)), st.sampled_from(["", "400 mg"]), st.integers(1, 3))
def test_no_amount_of_an_opioid_is_held_against_the_prescribed(place: str, words: str, number: int) -> None:
    """By whatever it is told."""
    given = PLACES[place].replace("<pharm:desc>400 mg</pharm:desc>", f"<pharm:desc>{words}</pharm:desc>")
    outcome = back(handed_out(raw_product=given, packages=str(number)))
    report = report_of(outcome)
    assert report.package.group.code == "A"
    assert not report.finished
