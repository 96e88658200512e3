"""What an eD says twice of its substance or dose form, and not alike: told, and never taken for the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.back import back, handed_out, report_of, told
from tests.builders.ed_products import IBUPROFEN, ingredient, kind, product
from tests.builders.exchange import steady

WARFARIN, CODEINE = ("M01AE01", "warfarin"), ("R05DA04", "codeine")
NAMES = ("Warfarin", "warfarine", "Warfaryna", "Warfarinum", "Βαρφαρίνη", "варфарин", "Varfariini", "warfarin sodium")
OWN_NAMES = ("Ibuprofen", "ibuprofène", "Ibuprofenum", "ibuprofeeni", "Ιβουπροφαίνη", "Ибупрофен", "Ibuprofen lysine")


@pytest.mark.parametrize(
    "given",
    [
        product("Marevan", kinds=kind(WARFARIN), ingredients=ingredient("Warfarin", WARFARIN)),
        product("Marevan", ingredients=ingredient("Warfarin")),
        product("Marevan", ingredients=ingredient("Warfarin", None)),
        product("Warfarin Orion", ingredients=ingredient("Warfarin", None)),
        product("Ibum", ingredients=ingredient(code=WARFARIN)),
    ],
)
def test_another_substance_in_words_is_told_and_left_open(given: str) -> None:
    """By a display, the name of an ingredient, or of one without a code."""
    outcome = back(handed_out(raw_product=given))
    report = report_of(outcome)
    assert "ed-substance-contradicts" in told(outcome)
    assert "Virkestoffet er motstridende" in report.remark
    assert "arfarin" in report.remark
    assert report.package.atc is None
    assert not report.finished
    assert outcome.details is not None
    assert outcome.details.consumption is not None
    assert outcome.details.consumption.now is None


@steady(60)
@given(st.sampled_from(NAMES), st.sampled_from([None, IBUPROFEN]))
def test_in_whatever_language_the_other_substance_is_named(name: str, code: tuple[str, str] | None) -> None:
    """By its stem."""
    outcome = back(handed_out(raw_product=product("Marevan", ingredients=ingredient(name, code))))
    assert "ed-substance-contradicts" in told(outcome)


@steady(60)
@given(st.sampled_from(OWN_NAMES), st.sampled_from([None, IBUPROFEN]))
def test_a_substance_in_other_words_is_the_same(name: str, code: tuple[str, str] | None) -> None:
    """It is finished as before."""
    outcome = back(handed_out(raw_product=product(ingredients=ingredient(name, code))))
    assert "ed-substance-contradicts" not in told(outcome)
    assert report_of(outcome).finished


@pytest.mark.parametrize("code", [None, CODEINE])
@pytest.mark.parametrize("words", ["", "400 mg/30 mg"])
def test_one_substance_more_is_another_medicine(code: tuple[str, str] | None, words: str) -> None:
    """Ibuprofen with codeine under the code of ibuprofen."""
    both = ingredient() + ingredient("codeine phosphate", code, "30")
    report = report_of(back(handed_out(raw_product=product(words=words, ingredients=both))))
    assert "annet virkestoff" in report.changes[0]
    assert not report.finished


def test_a_salt_beside_its_base_is_one_substance() -> None:
    """Some countries give both."""
    both = ingredient() + ingredient("ibuprofen lysine", None, "400")
    outcome = back(handed_out(raw_product=product(ingredients=both)))
    assert "dispensed-other-substance" not in told(outcome)


def test_a_form_under_another_display_is_claimed_by_neither() -> None:
    """10714000 is an ear tampon."""
    outcome = back(handed_out(raw_product=product(form=("10714000", "Tablet"))))
    report = report_of(outcome)
    assert "ed-form-contradicts" in told(outcome)
    assert report.package.form is None
    assert report.package.name_form_strength == "Ibum 400 mg"
    assert "Legemiddelformen er motstridende: kode 10714000 «Tablet»" in report.remark
    assert "dispensed-other-form" not in told(outcome)
