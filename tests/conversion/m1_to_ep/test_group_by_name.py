"""A medicine that is named as one of group A or B stays in Norway, whatever group and ATC code the message gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Decision
from converter.model.groups import NEVER_ABROAD
from tests.builders.exchange import steady
from tests.builders.loaded import convert, loaded, remarks, stops
from tests.builders.messages import m1

TABLES, REGISTER = loaded().tables, loaded().register
KEPT = sorted(t for t, codes in TABLES.substances.items() if REGISTER.group_of_substance(codes) in NEVER_ABROAD)
"""Substances that the demo register has in group A or B only."""
FIRMS = ("", " Sandoz", " Orion", "-Teva", " NAF")
CODES = ("N02", "M01AE01", "R05", "M01A", "C10AA01")


@pytest.mark.parametrize(
    ("brand", "name", "form", "atc"),
    [
        ("Fentanyl Sandoz", "Fentanyl Sandoz depotplaster 12 mikrog/t", "58", "N02"),
        ("Fentanyl Sandoz", "Fentanyl Sandoz depotplaster 12 mikrog/t", "58", "M01AE01"),
        ("Fentanyl", "Fentanyl depotplaster 12 mikrog/t", "58", "N02"),
        ("Fentanylsitrat Teva", "Fentanylsitrat Teva tab 100 mikrog", "53", "N02"),
        ("Cosylan", "Cosylan Mikst 1,7 mg/ml", "9", "R05"),
        ("COSYLAN", "Cosylan\u00ae mikst 1,7 mg/ml", "9", "R05"),
        ("Fiktivtanyl", "Fiktivtanyl depotplaster 12 mikrog/t", "58", "N02"),
        ("Fiktiv-tanyl", "Fiktiv-tanyl depotplaster 12 mikrog/t", "58", "N02"),
        ("", "Fiktivtanyl depotplaster 12 mikrog/t", "58", "N02"),
    ],
)
def test_a_narcotic_by_its_name_stays(brand: str, name: str, form: str, atc: str) -> None:
    """As group C, with a varenr that the register does not know, and another code or a group's."""
    answer = convert(m1(varenr="123456", brand=brand, name=name, form=form, atc=atc, atc_name="", group="C"))
    assert "excluded-group-a-b" in stops(answer)
    assert "remark-group-by-name" in remarks(answer)


def test_a_narcotic_by_the_name_of_a_substance_stays() -> None:
    """Where a substance is prescribed."""
    name = "Fentanyl depotplaster 12 mikrog/t"
    given = m1(kind="substance", name=name, form="58", atc="N02", atc_name="", quantity=None, amount=("5", "stk"))
    assert "excluded-group-a-b" in stops(convert(given))


@steady(60)
@given(st.sampled_from(KEPT), st.sampled_from(FIRMS), st.sampled_from(CODES), st.booleans(), st.booleans())
def test_no_substance_of_a_or_b_leaves_by_any_code(term: str, firm: str, atc: str, upper: bool, second: bool) -> None:
    """Its word in any case, before a firm, first or after another substance."""
    called = f"{'Paracetamol/' if second else ''}{term.upper() if upper else term.capitalize()}{firm}"
    answer = convert(m1(varenr="123456", brand=called, name=f"{called} tab 5 mg", atc=atc, atc_name="", group="C"))
    assert "excluded-group-a-b" in stops(answer), called


def test_other_names_are_of_no_group() -> None:
    """A brand or a substance that may leave, also where its name begins like one that may not."""
    for brand in ("Fiktivprofen", "Fentan", "Kodeinfri", "Cosylanol", "Paracetamol"):
        assert "excluded-group-a-b" not in stops(convert(m1(varenr="123456", brand=brand, name=f"{brand} tab 5 mg")))
    assert convert(m1()).decision is Decision.CONVERTED
