"""What an eD says twice of its substance or dose form, and not alike: told, and never taken for the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ed_to_m10.contradicted import more_substances
from converter.conversion.medicine.comparison import Agreement
from converter.model.coded import Coded, Null, Quantity, Ratio
from converter.model.foreign_prescription import Said, SaidSubstance
from converter.model.product import Ingredient, PackageLayer, Product
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


def prescribed(*names: str) -> Product:
    """A product of these substances, each 400 mg."""
    strength = Ratio(Quantity(Decimal(400), "mg"), Quantity(Decimal(1), "{Tablet}"))
    layer = PackageLayer(Quantity(Decimal(30), "{Tablet}"), Null.UNK)
    return Product("X", "X", Null.UNK, (layer,), ingredients=tuple(Ingredient(name, strength) for name in names))


def handed(*names: str) -> Said:
    """What an eD says that names these substances."""
    return Said(substances=tuple(SaidSubstance(name, ()) for name in names))


@pytest.mark.parametrize(
    ("said", "own", "wanted"),
    [
        (None, prescribed("ibuprofen"), Agreement.UNKNOWN),
        (handed("ibuprofen"), None, Agreement.UNKNOWN),
        (handed(), prescribed("ibuprofen"), Agreement.UNKNOWN),
        (handed("ibuprofen"), prescribed(), Agreement.UNKNOWN),
        (handed("ibuprofen"), prescribed("ibuprofen"), Agreement.SAME),
        (handed("ibuprofen", "ibuprofen lysine"), prescribed("ibuprofen"), Agreement.SAME),
        (handed("ibuprofen", "codeine"), prescribed("ibuprofen"), Agreement.OTHER),
        (handed("ibuprofen", "codeine"), prescribed("ibuprofen", "codeine"), Agreement.SAME),
        (handed("ibuprofen", "ibuprofen", "codeine"), prescribed("ibuprofen", "codeine"), Agreement.SAME),
    ],
)
def test_how_many_substances_are_handed_out(said: Said | None, own: Product | None, wanted: Agreement) -> None:
    """More than prescribed is another medicine; a salt beside its base is no more; a silent side says nothing."""
    assert more_substances(said, own) is wanted


def test_one_code_that_two_share_makes_them_one() -> None:
    """Whatever else they are called; of several names one that is the same will do."""
    code = Coded("M01AE01", "2.16.840.1.113883.6.73", "ibuprofen")
    two = Said(substances=(SaidSubstance("Ibumetin", (code,)), SaidSubstance("ibuprofen", ())))
    assert more_substances(two, prescribed("ibuprofen")) is Agreement.SAME
