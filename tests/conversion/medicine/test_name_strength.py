"""The register's strength against the signed name: the same, another number, another unit, not as many."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.medicine.name_strength import NameSays, agreed, agreed_parts, name_says
from converter.conversion.medicine.strength import ingredients_of
from converter.conversion.paths import MEDICINE
from converter.model.medicine import PackageContent, RegisterQuantity, SubstanceStrength
from converter.model.product import Ingredient, Part
from tests.builders.exchange import steady
from tests.builders.medicines import IBUPROFEN, TABLET, codes, content, known, notes, ratio, signed, substance


def of(value: str, unit: str = "mg", per: str = "", below: str = "") -> SubstanceStrength:
    """A register's strength, with what it is per."""
    return substance(value, unit, denominator=RegisterQuantity(Decimal(per or "1"), below) if below else None)


@pytest.mark.parametrize(
    ("name", "substances", "contents"),
    [
        ("Fiktiv tab 400 mg", [of("400")], []),
        ("Fiktiv tab 0,4 g", [of("400")], []),
        ("Fiktiv tab 400 mikrog", [of("0.40")], []),
        ("Fiktiv tab 400", [of("400")], []),
        ("Fiktiv kaps 20000 IE", [of("20000", "IE")], []),
        ("Fiktiv kaps 20 000 IE", [of("20000", "IE")], []),
        ("Fiktiv tab 100 mg", [of("100", "mg Fe")], []),
        ("Fiktiv tab 100 mg Fe", [of("100", "mg Fe")], []),
        ("Fiktiv tab 400 mg/30 mg", [of("400"), of("30")], []),
        ("Fiktiv tab 30 mg/400 mg", [of("400"), of("30")], []),
        ("Fiktiv mikst 0,5 mg/ml", [of("0.5", below="ml")], []),
        ("Fiktiv inf 5 mg/100 ml", [of("0.05", below="ml")], []),
        ("Fiktiv inj 0,25 mg/0,19 ml", [of("0.25", per="0.19", below="ml")], []),
        ("Fiktiv inj 40 mg/sprøyte", [of("40", per="0.4", below="ml")], []),
        ("Fiktiv inj 15 mg", [of("50", below="ml")], [content("0.3", "ml")]),
        ("Fiktiv inj 900 IE", [of("600", "IE", below="ml")], [content("1.5", "ml")]),
        (
            "Fiktiv inh 160 mikrog/4,5 mikrog",
            [of("160", "mikrog", below="dose"), of("4.5", "mikrog", below="dose")],
            [],
        ),
        ("Fiktiv krem 1 %", [of("10", below="g")], []),
        ("Fiktiv krem 10 mg/1 g", [of("10", below="g")], []),
        ("Fiktiv plaster 50 mikrog/24 timer", [of("50", "mikrog", per="24", below="timer")], []),
        ("Fiktiv 30 inj 100 IE/ml", [of("100", "IE", below="ml")], []),
    ],
)
def test_the_same_strength(name: str, substances: list[SubstanceStrength], contents: list[PackageContent]) -> None:
    """However it is written, and whatever it is said per, exactly."""
    assert name_says(name, "Fiktiv 30" if " 30 inj" in name else "Fiktiv", substances, contents) is NameSays.SAME


@pytest.mark.parametrize(
    ("name", "substances", "said"),
    [
        ("Fiktiv mikst", [of("400")], NameSays.NOTHING),
        ("Fiktiv tab 400 mg", [of("40")], NameSays.OTHER_NUMBER),
        ("Fiktiv tab 400 mg", [of("400", "mikrog")], NameSays.OTHER_UNIT),
        ("Fiktiv tab 400 mg", [of("400", "IE")], NameSays.OTHER_UNIT),
        ("Fiktiv inj 100 E/ml", [of("100", "IE", below="ml")], NameSays.OTHER_UNIT),
        ("Fiktiv tab 100 mg Fe", [of("100")], NameSays.OTHER_UNIT),
        ("Fiktiv tab 42 mg", [of("6", "mmol Li")], NameSays.OTHER_UNIT),
        ("Fiktiv tab 40", [of("400")], NameSays.OTHER_NUMBER),
        ("Fiktiv mikst 400 mg/ml", [of("400", per="5", below="ml")], NameSays.OTHER_UNIT),
        ("Fiktiv tab 400 mg", [of("400"), of("30")], NameSays.OTHER_COUNT),
        ("Fiktiv tab 400 mg/30 mg", [of("400")], NameSays.OTHER_COUNT),
        ("Fiktiv tab 400 mg/30 mg", [of("400"), of("50")], NameSays.OTHER_NUMBER),
        ("Fiktiv krem 1 %", [of("1", below="g")], NameSays.OTHER_UNIT),
        ("Fiktiv krem 1 %", [of("100", below="g")], NameSays.OTHER_UNIT),
        ("Fiktiv tab 1.000 mg", [of("1000")], NameSays.SAME),  # the register's number is one of the two
        ("Fiktiv tab 1.000 mg", [of("1")], NameSays.SAME),
        ("Fiktiv tab 1.000 mg", [of("100")], NameSays.UNREADABLE),
        ("Fiktiv kaps 20.000 IE", [of("20000", "IE")], NameSays.SAME),
        ("Fiktiv mikst 1,250 mg/ml", [of("1.25", below="ml")], NameSays.SAME),
        ("Fiktiv tab40mg", [of("400")], NameSays.UNREADABLE),
        ("Fiktiv tab -40 mg", [of("400")], NameSays.UNREADABLE),
        ("Fiktiv tab ½ mg", [of("400")], NameSays.OTHER_NUMBER),
        ("Fiktiv tab .5 mg", [of("400")], NameSays.OTHER_NUMBER),
        ("Fiktiv tab 0 ,5 mg", [of("5")], NameSays.UNREADABLE),
        ("Fiktiv tab 0, 5 mg", [of("5")], NameSays.UNREADABLE),
        ("Fiktiv tab 2x500 mg", [of("500")], NameSays.UNREADABLE),
        ("Fiktiv tab 2 x 500 mg", [of("500")], NameSays.UNREADABLE),
        ("Fiktiv tab 40 gram", [of("400")], NameSays.OTHER_NUMBER),
        ("Fiktiv tab 40 milligram", [of("400")], NameSays.OTHER_NUMBER),
        ("Fiktiv tab 40 milligram", [of("40")], NameSays.SAME),
        ("Fiktiv B12 inj 1 mg", [of("1")], NameSays.SAME),
        ("Fiktiv tab (40 mg)", [of("40")], NameSays.SAME),
        ("Fiktiv tab 125-140 mg", [of("125")], NameSays.UNREADABLE),
    ],
)
def test_another_strength(name: str, substances: list[SubstanceStrength], said: NameSays) -> None:
    """Number, unit, how many; and what cannot be read."""
    assert name_says(name, "Fiktiv", substances) is said


def test_a_number_that_the_name_contradicts_is_not_sent() -> None:
    """And the finding points at the name."""
    noted = notes()
    given, record = signed(), known(substances=(substance("40"),))
    ingredients = ingredients_of(record, TABLET, IBUPROFEN, noted)
    assert ingredients
    assert agreed(ingredients, given, record, noted) == ()
    assert codes(noted) == ["name-number-differs"]
    assert noted.findings[0].path == f"{MEDICINE}/NavnFormStyrke"


@pytest.mark.parametrize(
    ("name", "kept", "told"),
    [
        ("Fiktiv kombinasjonspakning 50 mg + 25 mg", True, []),
        ("Fiktiv kombinasjonspakning 4 tabletter + 24 tabletter", True, []),
        ("Fiktiv kombinasjonspakning 50 mg", True, []),
        ("Fiktiv kombinasjonspakning 500 mg + 25 mg", False, ["name-number-differs"]),
        ("Fiktiv kombinasjonspakning 500 mg", False, ["name-number-differs"]),
        ("Fiktiv kombinasjonspakning 2", False, ["name-number-differs"]),
        ("Fiktiv kombinasjonspakning 50 mg + 4 stk", True, []),
        ("Fiktiv kombinasjonspakning 50 mg + 25 mg + 5 mg", False, ["name-number-differs"]),
        ("Fiktiv kombinasjonspakning 50 mkg", False, ["name-strength-unreadable"]),
        ("Fiktiv kombinasjonspakning 50-100 mg", False, ["name-strength-unreadable"]),
        ("Fiktiv kombinasjonspakning 50 mikrog + 25 mg", False, ["name-unit-differs"]),
    ],
)
def test_the_parts_of_a_pack_are_held_against_its_name(name: str, kept: bool, told: list[str]) -> None:
    """A name may say some of them, and may count what is in the pack; any other number is a contradiction."""
    noted = notes()
    own = tuple(content("4", brand_name=b, substances=(substance(v),)) for b, v in (("A", "50"), ("B", "25")))
    parts = tuple(Part(b, TABLET, (), (Ingredient("x", ratio(v)),)) for b, v in (("A", "50"), ("B", "25")))
    given, record = signed(name_form_strength=name, brand_name="Fiktiv"), known(contents=own, substances=())
    found = agreed_parts(parts, given, record, noted)
    assert found is not None
    assert [bool(p.ingredients) for p in found] == [kept, kept]
    assert codes(noted) == told


def test_a_number_that_the_name_says_is_sent() -> None:
    """Nothing is told."""
    noted = notes()
    ingredients = ingredients_of(known(), TABLET, IBUPROFEN, noted)
    assert agreed(ingredients, signed(), known(), noted) == ingredients
    assert codes(noted) == []


@steady(300)
@given(
    st.sampled_from(["", "tab", "-", " -", ".", " .", ",", "x", "2x", "½ ", "0 ,", "0, ", "B12 ", "(", "~", "+", "a1"]),
    st.sampled_from(["40", "4,5", "20 000"]),
    st.sampled_from(["", " "]),
    st.sampled_from(["mg", "g", "IE", "mikrog", "gram", "milligram", "%"]),
)
def test_no_number_with_a_unit_is_unseen(before: str, number: str, blank: str, unit: str) -> None:
    """Whatever stands before it: the register's other number is never taken for the name's."""
    said = name_says(f"Fiktiv tab {before}{number}{blank}{unit}", "Fiktiv", [of("7777", "mmol")])
    assert said not in {NameSays.NOTHING, NameSays.SAME}
