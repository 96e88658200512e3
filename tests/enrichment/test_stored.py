"""Frozen dataclasses as JSON and back: digits kept, defaults left out."""

from decimal import Decimal

import pytest

from converter.enrichment.fest_database import MEDICINE
from converter.enrichment.medicines import demo_extract, open_register
from converter.enrichment.stored import Stored
from converter.model.coded import Coded
from converter.model.medicine import RegisterQuantity
from tests.formats.fest_files import FS

CODED = Stored(Coded)


def test_every_medicine_of_the_demo_comes_back_equal() -> None:
    from lxml import etree

    register = open_register(None)
    numbers = [element.text or "" for element in etree.parse(str(demo_extract())).iter(f"{{{FS}}}Varenr")]
    for varenr in numbers:
        medicine = register.find(varenr)
        assert medicine is not None
        assert MEDICINE.read(MEDICINE.text(medicine)) == medicine


@pytest.mark.parametrize("value", ["0.10", "1E+2", "100000000000000000000.1", "0E-7"])
def test_decimals_keep_their_digits(value: str) -> None:
    quantity = RegisterQuantity(Decimal(value), "mg")
    stored = Stored(RegisterQuantity)
    assert stored.text(quantity) == f'{{"value":"{value}","unit":"mg"}}'
    assert str(stored.read(stored.text(quantity)).value) == value


def test_nested_and_recursive() -> None:
    coded = Coded("a", "1.2", "ø", (Coded("b", "1.3", "æ"), Coded("c", "1.4", "å", (Coded("d", "1", ""),))))
    assert CODED.read(CODED.text(coded)) == coded


def test_defaults_are_left_out() -> None:
    assert CODED.text(Coded("a", "b", "c")) == '{"code":"a","system":"b","display":"c"}'


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"code":"a"}', '{"code":1,"system":"b","display":"c"}'])
def test_what_is_no_record_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        CODED.read(text)
