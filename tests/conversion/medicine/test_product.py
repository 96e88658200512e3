"""The product: its name, strength in words, form and code, each from the source that may say it."""

from decimal import Decimal

import pytest

from converter.conversion.medicine.dose_form import find_form, translate_form
from converter.conversion.medicine.product import product_of, strength_text, translate_product
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null, Quantity
from converter.model.medicine import Medicine
from converter.model.national import Kind, NationalQuantity, PrescribedMedicine
from converter.model.product import Product
from tests.builders.medicines import TABLET, codes, content, known, listed, notes, notes_with, signed, size, substance

ROOT = "1.2.3"
FILM_COATED = Coded("10221000", TABLET.system, "Film-coated tablet")
UNMAPPED = listed("0", "7448")


def made(
    medicine: PrescribedMedicine, registered: Medicine | None = None, amount: NationalQuantity | None = None
) -> tuple[Product | None, Notes]:
    """The product, and what was noted."""
    noted = notes()
    return translate_product(medicine, amount, registered, ROOT, noted), noted


@pytest.mark.parametrize(
    ("medicine", "registered", "name", "choice"),
    [
        (signed(), known(), "Fiktivprofen", "brand"),
        (signed(brand_name="Annet"), known(), "Annet", "brand"),
        (signed(brand_name=""), known(), "Fiktivprofen", "register"),
        (signed(brand_name=""), known(brand_name=""), "Fiktivprofen tab 400 mg", "whole"),
        (signed(brand_name=""), None, "Fiktivprofen tab 400 mg", "whole"),
        (signed(kind=Kind.SUBSTANCE), known(), "Ibuprofen", "substances"),
        (signed(kind=Kind.SUBSTANCE), None, "ibuprofen", "atc"),
        (signed(kind=Kind.SUBSTANCE, atc=listed("M01AE", "7180")), None, "Fiktivprofen tab 400 mg", "whole"),
        (signed(kind=Kind.SUBSTANCE, atc=None), None, "Fiktivprofen tab 400 mg", "whole"),
        (
            signed(kind=Kind.SUBSTANCE),
            known(substances=(substance(), substance(name="Codeine"))),
            "Ibuprofen + Codeine",
            "substances",
        ),
        (
            signed(kind=Kind.SUBSTANCE),
            known(substances=(substance(), substance(name_english=""))),
            "ibuprofen",
            "atc",
        ),
    ],
)
def test_the_name(medicine: PrescribedMedicine, registered: Medicine | None, name: str, choice: str) -> None:
    """The brand signed, else the register's; a substance's in English where all are known, else ATC's; the whole."""
    product, noted = made(medicine, registered)
    assert product is not None
    assert product.name == name
    assert noted.choices["name"] == choice


def test_no_name_at_all_is_refused() -> None:
    """And told."""
    product, noted = made(signed(brand_name="", name_form_strength=""))
    assert product is None
    assert "product-name-missing" in codes(noted)


@pytest.mark.parametrize(
    ("whole", "text"),
    [
        ("Fiktivprofen Tab 400 mg", "400 mg"),
        ("fiktivprofen tablett 400 mg", "400 mg"),
        ("Fiktivprofen tab forte 400 mg", "Fiktivprofen tab forte 400 mg"),
        ("Fiktivprofen  tab 400 mg", "Fiktivprofen  tab 400 mg"),
        ("Fiktivprofen kaps 400 mg", "Fiktivprofen kaps 400 mg"),
        ("Annet tab 400 mg", "Annet tab 400 mg"),
        ("Annetprofens tab 400 mg", "Annetprofens tab 400 mg"),
        ("Fiktivprofen tab 5 mg", "5 mg"),
        ("Fiktivprofen tab ", "Fiktivprofen tab "),
    ],
)
def test_the_strength_in_words(whole: str, text: str) -> None:
    """What follows brand and form, where a number does; else the whole, cut nowhere."""
    assert strength_text(signed(name_form_strength=whole), "Fiktivprofen", notes()) == text


def test_a_form_without_terms_cuts_nothing() -> None:
    """Two blanks are not a brand, a form and a strength."""
    medicine = signed(name_form_strength="Fiktivprofen  400 mg", form=None)
    assert strength_text(medicine, "Fiktivprofen", notes()) == "Fiktivprofen  400 mg"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"kind": Kind.SUBSTANCE, "name_form_strength": "Ibuprofen tab 400 mg"}, "400 mg"),
        ({"kind": Kind.PACKAGE, "name_form_strength": "Ibuprofen tab 400 mg"}, "Ibuprofen tab 400 mg"),
        ({"kind": Kind.SUBSTANCE, "name_form_strength": "Ibuprofen tab 400 mg", "atc": None}, "400 mg"),
        (
            {"kind": Kind.SUBSTANCE, "name_form_strength": "X tab 400 mg", "atc": listed("M01AE01", "7180", "x")},
            "400 mg",
        ),
    ],
    ids=["substance", "package", "substance without ATC", "ATC's own term"],
)
def test_a_substance_s_words_begin_with_atc_s_term(changes: dict[str, object], text: str) -> None:
    """And a package's with its brand."""
    product, _ = made(signed(**changes), known())
    assert product is not None
    assert product.strength_text == text


@pytest.mark.parametrize(
    ("own", "registered", "code", "choice"),
    [
        (listed("M01AE01", "7180", "Ibuprofen"), known(atc=listed("M01AE02", "7180")), "M01AE01", "message"),
        (None, known(), "M01AE01", "register"),
        (None, known(atc=None), None, "register"),
        (None, None, None, "register"),
    ],
)
def test_the_atc_code(own: Coded | None, registered: Medicine | None, code: str | None, choice: str) -> None:
    """The message's, else the register's."""
    product, noted = made(signed(atc=own), registered)
    assert product is not None
    assert (product.atc and product.atc.code) == code
    assert noted.choices["atc"] == choice
    assert "atc-not-sent" not in codes(noted)


def test_an_atc_code_that_the_eu_does_not_have_is_left_out_and_told() -> None:
    """The words stay."""
    product, noted = made(signed(atc=listed("M99ZZ99", "7180")))
    assert product is not None
    assert product.atc is None
    assert "atc-not-sent" in codes(noted)


@pytest.mark.parametrize(("display", "originals"), [("Ibuprofen", 1), ("", 0)])
def test_the_national_code_goes_along_where_it_has_a_term(display: str, originals: int) -> None:
    """A code without words says nothing beside the EU's."""
    product, _ = made(signed(atc=listed("M01AE01", "7180", display)))
    assert product is not None
    assert product.atc is not None
    assert len(product.atc.originals) == originals


def test_substances_are_named_where_their_strengths_are_not_said() -> None:
    """And not beside the strengths."""
    product, _ = made(signed(), known(substances=(substance(unit="Pst"),)))
    assert product is not None
    assert (product.ingredients, product.substances) == ((), ("Ibuprofen",))
    product, _ = made(signed(), known())
    assert product is not None
    assert (len(product.ingredients), product.substances) == (1, ())


def test_an_amount_is_prescribed_without_a_package() -> None:
    """The size is not looked at; nothing else says how much."""
    product, noted = made(signed(sizes=()), known(contents=()), NationalQuantity(Decimal(20), "stk"))
    assert product is not None
    assert product.by_amount
    assert product.layers[0].content.value == 20
    assert noted.choices["size"] == "amount"
    assert made(signed(), None, NationalQuantity(Decimal(20), "nowhere"))[0] is None


@pytest.mark.parametrize(("form", "code"), [(None, "dose-form-missing"), (UNMAPPED, "dose-form-unmapped")])
def test_a_product_has_a_form(form: Coded | None, code: str) -> None:
    """What has none is refused, by name."""
    product, noted = made(signed(form=form))
    assert product is None
    assert [c for c in codes(noted) if c.startswith("dose-form")] == [code]


BOTH = (size("4", brand="A"), size("24", brand="B"))


def test_a_combination_is_one_set_of_its_parts() -> None:
    """With the pack's number; its form may be unknown."""
    product, noted = made(signed(sizes=BOTH, form=None))
    assert product is not None
    assert (product.form, len(product.parts)) == (Null.UNK, 2)
    assert product.layers[0].code == Coded("990003", ROOT, "Fiktivprofen tab 400 mg")
    assert product.layers[0].content == Quantity(Decimal(1), "1")
    assert (noted.choices["size"], noted.choices["parts"]) == ("parts", "message")


def test_a_combination_of_the_register_is_the_register_s() -> None:
    """And has its form."""
    contents = (content("4", brand_name="A"), content("24", brand_name="B"))
    product, noted = made(signed(sizes=(size("1"),)), known(contents=contents))
    assert product is not None
    assert isinstance(product.form, Coded)
    assert noted.choices["parts"] == "register"


def test_a_combination_without_a_number_has_none() -> None:
    """An empty code is no code."""
    product, _ = made(signed(sizes=BOTH, varenr=""))
    assert product is not None
    assert product.layers[0].code is None


@pytest.mark.parametrize(
    ("medicine", "amount"),
    [
        (signed(sizes=BOTH), NationalQuantity(Decimal(1), "stk")),
        (signed(sizes=(size("4"), size("many"))), None),
        (signed(sizes=BOTH, brand_name="", name_form_strength=""), None),
    ],
    ids=["an amount of which part", "a part that cannot be said", "no name"],
)
def test_a_combination_that_cannot_be_said(medicine: PrescribedMedicine, amount: NationalQuantity | None) -> None:
    """Each for one reason."""
    product, noted = made(medicine, None, amount)
    assert product is None
    assert ("amount-ambiguous" in codes(noted)) is (amount is not None)


@pytest.mark.parametrize(
    ("own", "registered", "wanted", "choice"),
    [
        ("53", known(form_long="Tablett, filmdrasjert"), FILM_COATED.code, "long"),
        ("53", known(form_long="Nothing of the kind"), TABLET.code, "message"),
        ("53", known(), TABLET.code, "message"),
        ("53", known(form_long="Tablett, filmdrasjert", form=None), TABLET.code, "message"),
        ("", known(form_long="Tablett, filmdrasjert"), TABLET.code, "register"),
        ("53", None, TABLET.code, "message"),
        ("", None, None, "register"),
        ("", known(form=None), None, "register"),
    ],
)
def test_the_long_form_counts_where_both_give_the_short_one(
    own: str, registered: Medicine | None, wanted: str | None, choice: str
) -> None:
    """Else the short one, the message's before the register's."""
    noted = notes()
    found = find_form(signed(form=listed(own, "7448") if own else None), registered, noted)
    assert (found and found.code) == wanted
    assert noted.choices["form"] == choice


def test_the_national_form_goes_along_with_the_long_one() -> None:
    """With the list's own term; none where the list has no such code."""
    found = find_form(signed(), known(form_long="Tablett, filmdrasjert"), notes())
    assert found is not None
    assert [o.display for o in found.originals] == ["Tablett"]
    strange = find_form(signed(form=listed("x", "7448")), known(form_long="Tablett, filmdrasjert"), notes())
    assert strange is not None
    assert strange.originals == ()


def test_a_form_that_no_row_has_is_named_where_it_looks_like_a_code() -> None:
    """So that a terminologist finds it."""
    noted = notes_with("dose-form-7448", "53", target=None)
    assert translate_form(signed(), None, noted) is None
    assert " 53" in noted.findings[0].text_en


def test_a_register_s_package_is_a_product() -> None:
    """As if it were prescribed by its own words."""
    noted = notes()
    product = product_of(known(), ROOT, noted)
    assert product is not None
    assert (product.name, product.strength_text, product.form) == ("Fiktivprofen", "400 mg", made(signed())[0].form)  # type: ignore[union-attr]
    assert product.layers[0].code is not None
    assert product.layers[0].code.code == "990003"
    assert product.atc is not None
    assert codes(noted) == []
