"""Generated register records: no number that the signed name contradicts is sent, and the agreeing ones keep theirs.

A small count in the suite; the whole count once:
`PROPERTY_EXAMPLES=20000 python -m pytest -q -n 0 tests/conversion/medicine/test_register_records.py`
"""

import os

from hypothesis import given

from converter.conversion.medicine.dose_form import find_form
from converter.conversion.medicine.name_strength import AGREES, agreed, name_says
from converter.conversion.medicine.strength import ingredients_of
from converter.model.coded import Coded
from converter.model.medicine import Medicine
from converter.model.product import Ingredient
from tests.builders.exchange import steady
from tests.builders.medicines import codes, notes, signed
from tests.builders.register_records import Recorded, recorded

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "300"))


def sent(name: str, record: Medicine) -> tuple[tuple[Ingredient, ...], list[str], bool]:
    """The ingredients that leave, what is told, and whether the register alone could be said in EU codes."""
    noted = notes()
    given_medicine = signed(name_form_strength=name, form=record.form)
    form = find_form(given_medicine, None, noted)
    assert isinstance(form, Coded)
    own = ingredients_of(record, form, None, noted)
    return agreed(own, given_medicine, record, noted), codes(noted), bool(own)


@steady(EXAMPLES)
@given(recorded())
def test_no_number_that_the_name_contradicts_is_sent(one: Recorded) -> None:
    """And it is told."""
    ingredients, told, codable = sent(one.contradicting, one.record)
    assert ingredients == ()
    assert not codable or any(code.startswith("name-") for code in told)


@steady(EXAMPLES)
@given(recorded())
def test_every_agreeing_record_keeps_its_numbers(one: Recorded) -> None:
    """However the name writes them: all of those that EU codes can say, where 99 of 100 are asked for."""
    ingredients, _, codable = sent(one.agreeing, one.record)
    assert name_says(one.agreeing, "Fiktivprofen", one.record.substances, one.record.contents) in AGREES
    assert bool(ingredients) is codable
