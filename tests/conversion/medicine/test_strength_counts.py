"""Words to the dispenser on what a label's number counts: of the brand, form and strength that say it, and no other."""

from dataclasses import replace
from decimal import Decimal

import pytest

from converter.conversion.medicine.product import translate_product
from converter.conversion.medicine.strength_counts import WORDS, counts_words
from converter.model.medicine import Medicine
from converter.model.national import Kind, PrescribedMedicine
from tests.builders.loaded import loaded
from tests.builders.medicines import content, known, listed, notes, signed, size, substance

DEPOT = listed("25", "7448", "Depottablett")
ATC_CODE = listed("C07AB02", "7180", "Metoprolol")


def record(value: str, brand: str = "Selo-Zok") -> Medicine:
    """A register's record of metoprolol."""
    return known(
        name_form_strength=f"{brand} Depottab {value.replace('.', ',')} mg",
        brand_name=brand,
        atc=ATC_CODE,
        form=DEPOT,
        form_long="Depottablett",
        contents=(content("98"),),
        substances=(substance(value, name="Metoprolol succinate"),),
    )


def told(prescribed: PrescribedMedicine, registered: Medicine | None) -> str:
    """What the dispenser is told."""
    noted = notes()
    product = translate_product(prescribed, None, registered, "2.16", noted)
    assert product is not None
    return counts_words(prescribed, registered, product, noted)


def of(registered: Medicine, **changes: object) -> PrescribedMedicine:
    """What was signed of a record."""
    given = {
        "name_form_strength": registered.name_form_strength,
        "brand_name": registered.brand_name,
        "atc": registered.atc,
        "form": registered.form,
        "sizes": (size("98"),),
    }
    return signed(**{**given, **changes})


@pytest.mark.parametrize(("label", "succinate"), [("25", "23.75"), ("50", "47.5"), ("100", "95"), ("200", "190")])
@pytest.mark.parametrize("in_register", [True, False])
@pytest.mark.parametrize("brand", ["Selo-Zok", "SELO-ZOK", "Selo-Zok®", "Selo-Zok Import"])
def test_selo_zok_counts_tartrate(label: str, succinate: str, in_register: bool, brand: str) -> None:
    """By the register's number or, where it has none, by the signed one; the label's number stays what is sent."""
    registered = record(label, brand)
    words = told(of(registered), registered if in_register else None)
    assert words.startswith(f"{label} mg is the strength as metoprolol tartrate: a tablet holds {succinate} mg ")


@pytest.mark.parametrize(
    ("value", "brand", "changes"),
    [
        ("47.5", "Selo-Zok", {}),
        ("50", "Metoprolol Sandoz", {}),
        ("50", "Selo", {}),
        ("50", "", {"kind": Kind.SUBSTANCE, "brand_name": ""}),
        ("50", "Selo-Zok", {"atc": listed("C07AB03", "7180", "Atenolol")}),
        ("50", "Selo-Zok", {"form": listed("53", "7448", "Tablett")}),
        ("500", "Selo-Zok", {}),
    ],
)
def test_nothing_is_said_of_another(value: str, brand: str, changes: dict[str, object]) -> None:
    """Another number (47.5 mg is the succinate already), brand, substance or form: its label may count the salt."""
    assert told(of(record(value, brand), **changes), None) == ""


def test_several_substances_have_no_such_words() -> None:
    """Logimax is felodipine with metoprolol: which number is meant is not said."""
    registered = replace(record("50"), substances=(*record("50").substances, substance("5", name="Felodipine")))
    assert told(of(registered, name_form_strength="Selo-Zok Depottab 50 mg/5 mg"), registered) == ""


def test_each_row_says_its_own_number() -> None:
    """The number of the key is the label's, and 0.95 of it is metoprolol succinate (Felleskatalogen 563801)."""
    for row in loaded().tables.texts(WORDS):
        label = row.code.split()[-2]
        assert row.english.startswith(f"{label} mg ")
        assert f"holds {format((Decimal(label) * Decimal('0.95')).normalize(), 'f')} mg" in row.english
