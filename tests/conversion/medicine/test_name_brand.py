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
        ("Fiktivprofen", "FiktivprofenForte tab 400 mg", ["brand-differs-from-name"]),
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
