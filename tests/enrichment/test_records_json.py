"""Frozen dataclasses as JSON and back."""

from decimal import Decimal

import pytest

from converter.enrichment.medicines import demo_extract, open_register
from converter.enrichment.records_json import decoder, encode
from converter.model.coded import Coded
from converter.model.medicine import Medicine, RegisterQuantity
from tests.formats.fest_files import FS


def test_every_medicine_of_the_demo_comes_back_equal() -> None:
    from lxml import etree

    register = open_register(None)
    read = decoder(Medicine)
    numbers = [element.text or "" for element in etree.parse(str(demo_extract())).iter(f"{{{FS}}}Varenr")]
    for varenr in numbers:
        medicine = register.find(varenr)
        assert medicine is not None
        assert read(encode(medicine)) == medicine


@pytest.mark.parametrize("value", ["0.10", "1E+2", "100000000000000000000.1", "0E-7"])
def test_decimals_keep_their_digits(value: str) -> None:
    quantity = RegisterQuantity(Decimal(value), "mg")
    assert str(decoder(RegisterQuantity)(encode(quantity)).value) == value


def test_nested_and_recursive() -> None:
    coded = Coded("a", "1.2", "ø", (Coded("b", "1.3", "æ"), Coded("c", "1.4", "å", (Coded("d", "1", ""),))))
    assert decoder(Coded)(encode(coded)) == coded


def test_defaults_are_left_out() -> None:
    assert encode(Coded("a", "b", "c")) == '{"code":"a","system":"b","display":"c"}'
