"""Register's words: the number and unit that no code says, and none that the signed name contradicts."""

from decimal import Decimal

import pytest

from converter.conversion.medicine.product import product_of, translate_product
from converter.model.coded import Bilingual
from converter.model.medicine import Medicine, PackageComponent, PackageContent, RegisterQuantity, SubstanceStrength
from converter.model.product import Product
from tests.builders.medicines import content, known, listed, notes, signed, substance


def of(value: str, unit: str) -> RegisterQuantity:
    """An amount of FEST's."""
    return RegisterQuantity(Decimal(value), unit)


def record(*substances: SubstanceStrength, **changes: object) -> Medicine:
    """A register's record whose name has no number."""
    return known(**{"name_form_strength": "Fiktivprofen tab", "substances": substances, **changes})


def made(registered: Medicine) -> Product:
    """What an eP says of a record."""
    product = product_of(registered, "2.16", notes())
    assert product is not None
    return product


@pytest.mark.parametrize(
    ("given", "english", "norwegian"),
    [
        (substance("20", "mg NE"), "Ibuprofen 20 mg NE", "Ibuprofen 20 mg NE"),
        (substance("7500", "SQ-T"), "Ibuprofen 7500 SQ-T", "Ibuprofen 7500 SQ-T"),
        (substance("2.5", "%"), "Ibuprofen 2.5 %", "Ibuprofen 2,5 %"),
        (substance(operator="M"), "Ibuprofen less than 400 mg", "Ibuprofen mindre enn 400 mg"),
        (substance(operator="S"), "Ibuprofen more than 400 mg", "Ibuprofen mer enn 400 mg"),
        (substance(operator="?"), "Ibuprofen not exactly 400 mg", "Ibuprofen ikke nøyaktig 400 mg"),
        (
            substance("100", upper=of("300", "mg"), operator="I"),
            "Ibuprofen from 100 mg to 300 mg",
            "Ibuprofen fra 100 mg til 300 mg",
        ),
        (substance("5", denominator=of("5", "ml")), "Ibuprofen 5 mg per 5 mL", "Ibuprofen 5 mg per 5 ml"),
        (
            substance(alternative=of("0.4", "IE"), alternative_denominator=of("1", "dose")),
            "Ibuprofen 400 mg, also given as 0.4 international units per dose",
            "Ibuprofen 400 mg, også oppgitt som 0,4 IE per dose",
        ),
        (
            SubstanceStrength("Noe ekstrakt", "Some extract", of("10", "mikrog"), operator="M"),
            "Some extract less than 10 micrograms",
            "Noe ekstrakt mindre enn 10 mikrog",
        ),
    ],
)
def test_what_no_code_says_is_said_in_words(given: SubstanceStrength, english: str, norwegian: str) -> None:
    """Number and unit, interval, denominator and alternative, as FEST has them."""
    assert made(record(given)).strength_in_register == Bilingual(english, norwegian)


def test_what_codes_say_is_not_said_again() -> None:
    """Nor an alternative that is the strength itself."""
    assert made(record(substance())).strength_in_register is None
    again = substance(alternative=of("400", "mg"))
    assert made(record(again)).strength_in_register is None


def test_one_that_cannot_be_coded_puts_all_in_words() -> None:
    """All the substances, with their numbers."""
    product = made(record(substance("5", name="Thiamine"), substance("20", "mg NE", name="Nicotinamide")))
    assert product.ingredients == ()
    assert product.strength_in_register == Bilingual(*["Thiamine 5 mg ; Nicotinamide 20 mg NE"] * 2)


def test_phases_are_said_as_of_some_pieces() -> None:
    """No number is each tablet's."""
    said = made(record(substance("50", "mikrog"), substance("75", "mikrog"))).strength_in_register
    assert said is not None
    assert said.english == "of some of the pieces in the package: Ibuprofen 50 micrograms ; Ibuprofen 75 micrograms"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Fiktivprofen tab", True),
        ("Fiktivprofen tab 400 mg", True),
        ("Fiktivprofen tab 200 mg", False),
        ("Fiktivprofen tab 400 mikrog", False),
        ("Fiktivprofen tab 400 mg/5 mg", False),
        ("Fiktivprofen tab 1.000 mg", False),
    ],
)
def test_a_number_that_the_signed_name_contradicts_stays_out(name: str, said: bool) -> None:
    """In words as in codes: what was signed wins."""
    registered = record(substance(operator="M"))
    product = translate_product(signed(name_form_strength=name), None, registered, "2.16", notes())
    assert product is not None
    assert (product.strength_in_register is not None) is said


def test_a_name_that_says_some_of_the_numbers_lets_the_others_be_said() -> None:
    """The name of 400 mg alone, of a tablet that has 5 mg of another too."""
    registered = record(substance(), substance("5", name="Annet"))
    product = translate_product(signed(name_form_strength="Fiktivprofen tab 400 mg"), None, registered, "2.16", notes())
    assert product is not None
    assert product.ingredients == ()
    assert product.strength_in_register == Bilingual(*["Ibuprofen 400 mg ; Annet 5 mg"] * 2)


@pytest.mark.parametrize(
    ("held", "english"),
    [
        (content("10", container="37"), "type of package: vial"),
        (content("10", container="161"), "type of package: ampoule"),
        (content("10", container="1"), None),
        (content("1", container="37"), None),
        (
            content(
                "1",
                "S",
                has_components=True,
                components=(
                    PackageComponent(listed("37", "7449"), of("1", "mg"), 5),
                    PackageComponent(listed("27", "7449"), of("1.5", "ml")),
                ),
            ),
            "5 x vial of 1 mg ; pre-filled syringe of 1.5 mL",
        ),
    ],
)
def test_the_type_of_package_and_its_components(held: PackageContent, english: str | None) -> None:
    """Where no code says them: ten pieces in a vial, in an ampoule; a set of one or of five vials."""
    powder = listed("789", "7448", "Pulver til injeksjonsvæske, oppløsning")
    said = made(record(substance(), contents=(held,), form=powder)).package_in_register
    assert (None if said is None else said.english) == english


def pack(*parts: PackageContent) -> Medicine:
    """A combination pack of parts of their own brands."""
    return record(name_form_strength="Fikt kit", contents=parts)


def part(brand: str, *substances: SubstanceStrength) -> PackageContent:
    """Fourteen tablets of a brand."""
    form = listed("53", "7448", "Tablett")
    return content("14", brand_name=brand, form=form, form_long="Tablett", substances=substances)


def test_the_exact_strength_of_a_kits_part_stays() -> None:
    """Though that of another part cannot be said: whose substances are named, with their numbers in words."""
    one = part("Nex", substance("20", "mg NE", name="Nicotinamide"))
    product = made(pack(one, part("Ama", substance("500", name="Amoxicillin"))))
    assert [[i.name for i in p.ingredients] for p in product.parts] == [[], ["Amoxicillin"]]
    assert product.strength_in_register == Bilingual("part 1: Nicotinamide 20 mg NE", "del 1: Nicotinamide 20 mg NE")


def test_a_kit_whose_name_says_other_numbers_names_substances_alone() -> None:
    """No number of the register's stands against what was signed."""
    registered = pack(part("Nex", substance("20", name="One")), part("Ama", substance("500", name="Other")))
    name = signed(name_form_strength="Fikt kit 30 mg/500 mg", brand_name="Fikt", sizes=())
    product = translate_product(name, None, registered, "2.16", notes())
    assert product is not None
    assert product.strength_in_register == Bilingual("part 1: One ; part 2: Other", "del 1: One ; del 2: Other")


def test_a_part_that_the_register_knows_nothing_of_keeps_all_strengths_out() -> None:
    """It would look like a part without a substance."""
    product = made(pack(part("Nex"), part("Ama", substance("500", name="Amoxicillin"))))
    assert [p.ingredients for p in product.parts] == [(), ()]
