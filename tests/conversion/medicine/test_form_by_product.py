"""Smeltetablett: a tablet or a lyophilisate, by brand and substance; desmopressin of an unlisted brand is neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.medicine.form_by_product import is_by_product, key_of
from converter.conversion.medicine.product import translate_product
from converter.model.national import Kind
from converter.terminology.joins import BY_PRODUCT
from converter.terminology.product_forms import brand_words
from tests.builders.exchange import steady
from tests.builders.loaded import loaded
from tests.builders.medicines import codes, content, known, listed, notes, signed, size, substance

LYOPHILISATE, TABLET = "10224000", "10223000"
ROOT = "2.16.578.1.34.9999.4"


@pytest.mark.parametrize(
    ("atc", "brand", "key"),
    [
        ("H01BA02", "Minirin", "48 h01ba02 minirin"),
        ("H01BA02", "Minirin Ferring import", "48 h01ba02 minirin"),
        ("H01BA02", "Minirinette", "48 h01ba02"),
        ("H01BA02", "Desmopressin Ferring", "48 h01ba02 desmopressin ferring"),
        ("H01BA02", "Desmopressin Teva", "48 h01ba02"),
        ("N02CC04", "MAXALT  Rapitab", "48 n02cc04 maxalt"),
        ("N02CC04", "Rizatriptan Maxalt", "48 n02cc04"),
        ("N02CC04", "", "48 n02cc04"),
        ("M01AE01", "Minirin", "48"),
        ("", "Minirin", "48"),
    ],
)
def test_the_longest_key_that_fits_decides(atc: str, brand: str, key: str) -> None:
    """The first words of the brand, whole; then the substance; then the form alone."""
    assert key_of("48", atc, brand, notes()) == key


@pytest.mark.parametrize(
    "brand",
    [
        "Maxalt®",
        "Maxalt® Rapitab",
        "Maxalt®Rapitab",
        "Maxalt™",
        "Maxalt©",
        "Maxalt, Rapitab",
        "Maxalt-Rapitab",
        "«Maxalt»",
        "Maxalt/Rapitab",
        "Maxalt.",
        "Max\u00adalt",
        "Maxalt\u00a0Rapitab",
        "Maxalt\u200b",
        "(Maxalt)",
        "Maxalt_Rapitab",
    ],
)
def test_a_sign_in_a_brand_is_no_other_brand(brand: str) -> None:
    """Of a trade mark, a hyphen, or one that nobody sees."""
    assert key_of("48", "N02CC04", brand, notes()) == "48 n02cc04 maxalt"


def test_a_hyphen_of_the_brand_s_own() -> None:
    """Clarityn-S is not Clarityn, however it is written."""
    keys = {brand: key_of("48", "R06AX13", brand, notes()) for brand in ("Clarityn-S", "Clarityn S", "Clarityn")}
    assert keys == {"Clarityn-S": "48 r06ax13 clarityn s", "Clarityn S": "48 r06ax13 clarityn s", "Clarityn": "48"}


@given(st.sampled_from(["Maxalt Rapitab", "Minirin", "Zofran", "Kestine"]), st.data())
@steady(150)
def test_signs_change_no_key(brand: str, data: st.DataObject) -> None:
    """Whatever signs stand around the words of a brand."""
    signs = st.text("®™©℠.,;:!?'\"«»()[]/*-–—_ \u00a0\u00ad\u200b", max_size=3)
    words = [data.draw(signs) + word + data.draw(signs) for word in brand.split()]
    assert brand_words(" ".join(words)) == tuple(brand.casefold().split())


def test_only_forms_of_the_table_are_decided_by_it() -> None:
    """A tablet is a tablet whatever it is called."""
    assert is_by_product("48", notes())
    assert not is_by_product("53", notes())


@pytest.mark.parametrize(
    ("atc", "brand", "form", "piece"),
    [
        ("H01BA02", "Minirin", LYOPHILISATE, "{Lyophilisate}"),
        ("N05AH03", "Zyprexa Velotab", TABLET, "{Tablet}"),
        ("A04AA01", "Zofran", LYOPHILISATE, "{Lyophilisate}"),
        ("A04AA01", "Ondansetron Orifarm", TABLET, "{Tablet}"),
        ("M01AE01", "Nyhet", TABLET, "{Tablet}"),
    ],
)
def test_form_and_piece_of_a_product(atc: str, brand: str, form: str, piece: str) -> None:
    """The Norwegian word goes with the form; the draft row is told."""
    name, own, noted = f"{brand} smeltetab 5 mg", listed("48", "7448", "Smeltetablett"), notes()
    given = signed(name_form_strength=name, brand_name=brand, atc=listed(atc, "7180"), form=own)
    record = known(
        name_form_strength=name,
        brand_name=brand,
        atc=listed(atc, "7180"),
        form=own,
        contents=(content("30"),),
        substances=(substance("5"),),
    )
    made = translate_product(given, None, record, ROOT, noted)
    assert made is not None
    assert (made.form.code, made.form.originals[0].display) == (form, "Smeltetablett")
    assert made.layers[0].content.unit == made.ingredients[0].strength.denominator.unit == piece
    assert "draft-row-used" in codes(noted)


def test_desmopressin_of_an_unlisted_brand_stays() -> None:
    """Lyophilisate and tablet differ in strength: neither form is said."""
    noted = notes()
    given = signed(
        name_form_strength="Desmopressin Teva smeltetab 120 mikrog",
        brand_name="Desmopressin Teva",
        atc=listed("H01BA02", "7180"),
        form=listed("48", "7448"),
    )
    assert translate_product(given, None, None, ROOT, noted) is None
    assert "dose-form-unmapped" in codes(noted)


def test_what_was_signed_decides_without_a_register() -> None:
    """Brand and ATC code are in the message."""
    given = signed(
        name_form_strength="Minirin smeltetab 60 mikrog",
        brand_name="Minirin",
        atc=listed("H01BA02", "7180"),
        form=listed("48", "7448"),
    )
    made = translate_product(given, None, None, ROOT, notes())
    assert made is not None
    assert made.form.code == LYOPHILISATE


def test_of_a_substance_the_code_decides() -> None:
    """A prescription of a substance has no brand: its products' form."""
    given = signed(
        kind=Kind.SUBSTANCE,
        name_form_strength="rizatriptan smeltetab 10 mg",
        brand_name="",
        varenr="",
        atc=listed("N02CC04", "7180", "rizatriptan"),
        form=listed("48", "7448"),
        sizes=(size("6"),),
    )
    made = translate_product(given, None, None, ROOT, notes())
    assert made is not None
    assert made.form.code == TABLET


def test_every_row_names_a_substance_of_the_list_and_one_of_the_two_forms() -> None:
    """A key of another code, or of another form, would never be found."""
    tables = loaded().tables
    substances = tables.value_set("eHDSIActiveIngredient").terms
    for row in tables.table(BY_PRODUCT):
        form, _, rest = row.code.partition(" ")
        atc, _, brand = rest.partition(" ")
        assert form == "48"
        assert not atc or atc.upper() in substances, row.code
        assert bool(atc) or not brand
        assert row.target is None or row.target.code in {LYOPHILISATE, TABLET}
