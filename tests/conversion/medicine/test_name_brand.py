"""Brand, name and ATC code: of two medicines, or of one by another name."""

import pytest

from converter.conversion.medicine.name_brand import check_names
from converter.conversion.paths import MEDICINE
from converter.model.national import Kind
from tests.builders.medicines import codes, known, listed, notes, signed

MARKED = listed("M01AE01", "7180", "Ibuprofen")


@pytest.mark.parametrize(
    ("brand", "name", "told"),
    [
        ("Fiktivprofen", "Fiktivprofen tab 400 mg", []),
        ("FIKTIVPROFEN", "Fiktivprofen  tab 400 mg", []),
        ("", "Fiktivprofen tab 400 mg", []),
        ("Fiktivprofen NAF", "Fiktivprofen Orifarm tab 400 mg", ["brand-differs-from-name"]),
        ("Fiktivprofen", "FiktivprofenMer tab 400 mg", ["brand-differs-from-name"]),
        ("Ibux", "Ibuprofen tab 400 mg", ["brand-differs-from-name"]),
        ("Marevan", "Fiktivprofen tab 400 mg", ["brand-contradicts-name"]),
        ("Ibuprofen", "Ibuprofen tab 400 mg", []),
        ("Paracetamol", "Paracetamol tab 400 mg", ["name-contradicts-atc"]),
        ("Panodil", "Paracetamol tab 400 mg", ["brand-contradicts-name", "name-contradicts-atc"]),
    ],
)
def test_brand_name_and_atc(brand: str, name: str, told: list[str]) -> None:
    """The name begins with the brand, or with what the ATC code is called; else it is another medicine's."""
    noted = notes()
    check_names(signed(brand_name=brand, name_form_strength=name, atc=MARKED), None, noted)
    assert codes(noted) == told


def test_the_registers_own_names_are_one_medicines() -> None:
    """Whatever they are called."""
    noted = notes()
    check_names(signed(brand_name="Lanoxin", name_form_strength="Digoxin tab 62,5 mikrog"), known(), noted)
    assert codes(noted) == []


@pytest.mark.parametrize(("kind", "inside"), [(Kind.PACKAGE, "PakningsinfoResept/Varenavn"), (Kind.BRAND, "Varenavn")])
def test_a_contradiction_points_at_the_brand(kind: Kind, inside: str) -> None:
    """Where it stands in the message."""
    noted = notes()
    check_names(signed(kind=kind, brand_name="Marevan"), None, noted)
    assert [f.path for f in noted.findings] == [f"{MEDICINE}/{inside}"]


@pytest.mark.parametrize(
    ("atc", "name"),
    [
        (listed("N02AJ06", "7180"), "Kodein tab 25 mg"),  # codeine and paracetamol
        (listed("M01A", "7180"), "Paracetamol tab 500 mg"),  # a group
        (None, "Paracetamol tab 500 mg"),
    ],
)
def test_a_substance_is_not_held_against_a_mixture_or_a_group(atc: object, name: str) -> None:
    """What holds it, or does not say a substance."""
    noted = notes()
    check_names(signed(brand_name="", name_form_strength=name, atc=atc), None, noted)
    assert codes(noted) == []


@pytest.mark.parametrize(
    ("brand", "name"),
    [
        ("NovoMix 30", "NovoMix 50 inj 100 E/ml"),
        ("Humalog Mix25", "Humalog Mix50 inj 100 E/ml"),
        ("Cozaar Comp", "Cozaar tab 50 mg"),
        ("Cozaar", "Cozaar Comp tab 50 mg/12,5 mg"),
        ("Paralgin Forte", "Paralgin Minor tab"),
        ("Fiktivprofen", "FiktivprofenForte tab 400 mg"),
        ("Fiktiv Retard", "Fiktiv tab 60 mg"),
        ("Fiktiv Junior", "Fiktiv Mite tab 60 mg"),
        *[(f"Fiktiv {word}", "Fiktiv tab 60 mg") for word in ("compositum", "plus", "mix", "duo", "novum")],
        *[("Fiktiv", f"Fiktiv {word} tab 60 mg") for word in ("baby", "barn", "extra", "minor", "comp")],
    ],
)
def test_a_number_or_a_qualifier_is_of_another_medicine(brand: str, name: str) -> None:
    """Though the first word is the same."""
    noted = notes()
    check_names(signed(brand_name=brand, name_form_strength=name, atc=None), None, noted)
    assert codes(noted) == ["brand-contradicts-name"]


@pytest.mark.parametrize(
    ("brand", "name", "told"),
    [
        ("Weifa-C", "WeifaC tab 1 g", []),
        ("WeifaC", "Weifa-C tab 1 g", []),
        ("Selo-Zok", "Selozok depottab 50 mg", []),
        ("Vitamin B12", "B12 tab 1 mg", ["brand-differs-from-name"]),
        ("NovoMix 30", "NovoMix30 inj 100 E/ml", []),
        ("Furix Retard", "Furix Retard kaps 60 mg", []),
        ("Fiktiv Retard", "Fiktiv depottab 60 mg", ["brand-differs-from-name"]),
    ],
)
def test_hyphens_and_blanks_make_no_other_medicine(brand: str, name: str, told: list[str]) -> None:
    """Nor does a word left out that says nothing of it."""
    noted = notes()
    check_names(signed(brand_name=brand, name_form_strength=name, atc=None), None, noted)
    assert codes(noted) == told


@pytest.mark.parametrize(
    ("brand", "name", "atc"),
    [
        ("Warfarin Orion", "Warfarin Orion tab 2,5 mg", "M01AE01"),
        ("Metotreksat Pfizer", "Metotreksat Pfizer tab 2,5 mg", "M01AE01"),
        ("Paracetamol Accord", "Paracetamol Accord tab 500 mg", "M01AE01"),
        ("", "Esomeprazol tab 20 mg", "A02BC01"),
        ("", "Metoprololsuksinat tab 50 mg", "C10AA01"),
        ("", "Warfarin tab 2,5 mg", "N02BE51"),  # paracetamol, combinations
    ],
)
def test_substances_are_compared_word_by_word(brand: str, name: str, atc: str) -> None:
    """Norwegian generics are called substance and firm."""
    noted = notes()
    check_names(signed(brand_name=brand, name_form_strength=name, atc=listed(atc, "7180")), None, noted)
    assert codes(noted) == ["name-contradicts-atc"]


@pytest.mark.parametrize(
    ("name", "atc"),
    [
        ("Natriumklorid B. Braun inf 9 mg/ml", "B05BB01"),  # electrolytes
        ("Glukose B. Braun inf 50 mg/ml", "B05BA03"),  # carbohydrates
        ("Dorzolamid øyedr 20 mg/ml", "S01ED51"),  # timolol, combinations
        ("Klortalidon tab 25 mg", "C07CB03"),  # atenolol and other diuretics
        ("Losartan/Hydroklortiazid Teva tab 50 mg/12,5 mg", "C09DA01"),
        ("Metoprololsuksinat Orion depottab 50 mg", "C07AB02"),
        ("Metronidazol i natriumklorid inf 5 mg/ml", "J01XD01"),
        ("Lidokain Accord inj 10 mg/ml", "C01BB01"),  # one of its codes
    ],
)
def test_other_codes_of_a_substance_and_mixtures_with_it_are_no_contradiction(name: str, atc: str) -> None:
    """Nor a salt, nor what it is in."""
    noted = notes()
    check_names(signed(brand_name="", name_form_strength=name, atc=listed(atc, "7180")), None, noted)
    assert codes(noted) == []
