"""A coded strength that is not read, or that words contradict, is the same as nothing: neither shown nor sent so."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m10_to_ed.held import held
from converter.conversion.medicine.comparison import Agreement
from converter.conversion.session import open_session
from tests.builders.foreign import AT, foreign, part_of, shown
from tests.builders.loaded import loaded
from tests.builders.norwegian import IBUPROFEN, entered, package, told

NOT_COMPARED = {"dispense-not-compared", "dispense-amount-not-compared"}


def strength(document: bytes) -> Agreement | None:
    """How the preview holds the strengths of this prescription and of 400 mg ibuprofen."""
    found = held(shown(document), package(IBUPROFEN), Decimal(2), open_session(loaded(), AT))
    return {fact.what: fact.agreement for fact in found}["strength"]


def ratio(numerator: str, denominator: str = 'value="1" unit="{Tablet}"') -> bytes:
    """The prescription with this coded strength beside the words 400 mg."""
    usual = part_of("ratio")
    changed = usual.replace('value="400" unit="mg"', numerator).replace('value="1" unit="{Tablet}"', denominator)
    return foreign(ratio=changed)


@pytest.mark.parametrize(
    "document",
    [
        ratio('value="400" unit="mcg"'),
        ratio('value="400" unit="MG"'),
        ratio('value="400"'),
        ratio('value="400" unit="%"'),
        ratio('value="4OO" unit="mg"'),
        ratio('value="400" unit="ug"'),
        ratio('value="400" unit="mg"', 'value="1" unit="tbl"'),
        foreign(desc="<pharm:desc>400 mikrogrammaa</pharm:desc>"),
        foreign(desc="<pharm:desc>400 micrograms</pharm:desc>"),
        foreign(desc="<pharm:desc>200 mg</pharm:desc>"),
        foreign(name="<name>Buranisti 200 mg</name>"),
    ],
)
def test_what_is_not_read_or_contradicted_is_not_the_same(document: bytes) -> None:
    assert strength(document) is Agreement.UNKNOWN
    assert told(document, entered()) >= NOT_COMPARED


@pytest.mark.parametrize("name", ["ep-strength-mcg-words-mg", "ep-strength-words-finnish-microgram"])
def test_the_reference_cases(shared: Path, name: str) -> None:
    document = (shared / "cases" / "inbound" / f"{name}.xml").read_bytes()
    assert strength(document) is Agreement.UNKNOWN
    assert told(document, entered()) >= NOT_COMPARED


@pytest.mark.parametrize(
    "document",
    [
        foreign(),
        ratio('value="0.4" unit="g"'),
        ratio('value="400000" unit="ug"'),
        ratio('nullFlavor="UNK"'),
        foreign(desc="<pharm:desc>0,4 g</pharm:desc>"),
        foreign(desc="<pharm:desc>400 milligrammaa</pharm:desc>"),
        foreign(name="<name>Buranisti 400 mg</name>"),
    ],
)
def test_the_same_in_another_way_is_the_same(document: bytes) -> None:
    assert strength(document) is Agreement.SAME
    assert not told(document, entered()) & NOT_COMPARED


@given(
    st.sampled_from(["400", "0.4", "4", "40", "200", "400000", ""]),
    st.sampled_from(
        ["mg", "MG", "mcg", "ug", "g", "kg", "ng", "%", "[iU]", "1", "", "milligram", "{mg}", "mL", "mmol"]
    ),
    st.sampled_from(["400 mg", "400 mikrogrammaa", "0,4 g", "200 mg", "400", "", "400 IU"]),
)
def test_same_only_where_code_and_words_both_say_it(value: str, unit: str, words: str) -> None:
    """Whatever a coded strength and its words are: same is 400 mg in the code and no other strength in the words."""
    said = f'value="{value}"' * bool(value) + f' unit="{unit}"' * bool(unit)
    ratio_xml = part_of("ratio").replace('value="400" unit="mg"', said or 'nullFlavor="UNK"')
    found = strength(foreign(ratio=ratio_xml, desc=f"<pharm:desc>{words}</pharm:desc>"))
    coded = {"mg": "400", "g": "0.4", "ug": "400000"}.get(unit) == value
    nothing = not value and words in {"400 mg", "0,4 g"}
    if found is Agreement.SAME:
        assert nothing or (coded and words not in {"400 mikrogrammaa", "200 mg", "400 IU"})
