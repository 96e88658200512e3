"""The example messages: valid, synthetic, and deciding as they say."""

import base64
import re

import pytest

from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.conversion.m1_to_ep.route import each_m1_to_ep, m1_to_ep
from converter.conversion.moment import moment
from converter.examples import NAMES, example
from converter.formats.xml import parse
from converter.model.identity_number import read_identity_number
from tests.builders.loaded import details_of

DECISIONS = {
    "m1-tablets": "converted",
    "m1-locked": "excluded",
    "m1-unmapped-form": "rejected",
    "m94-example": "converted",
}


@pytest.mark.parametrize("name", DECISIONS)
def test_decides_as_it_says_and_is_valid(converter, name):
    assert m1_to_ep(example(name), converter, moment("2026-11-23")).decision == DECISIONS[name]
    assert converter.norway.check(parse(example(name))) == []


def test_converts_with_nothing_but_the_pending_identifiers_to_remark(converter):
    outcome = m1_to_ep(example("m1-tablets"), converter, moment("2026-11-23"))
    assert [f.code for f in outcome.findings] == ["identifiers-pending"]
    assert b'<numerator xsi:type="PQ" value="400" unit="mg"/>' in (outcome.document or b"")


def test_the_list_has_one_of_each(converter):
    answers = each_m1_to_ep(example("m96-example"), converter, moment("2026-11-23"))
    assert [o.decision for o in answers.answers] == ["converted", "excluded", "rejected"]
    assert converter.norway.check(parse(example("m96-example"))) == []
    assert set(NAMES) == {*DECISIONS, "m96-example", "ed-tablets", "ed-discard", "ep-finnish"}


@pytest.mark.parametrize("name", ["ed-tablets", "ed-discard"])
def test_the_eds_come_back_from_the_first(converter, name):
    outcome = ed_to_m10(example(name), converter, moment("2026-11-23"), example("m1-tablets"))
    assert {f.code for f in outcome.findings} == {"ed-register-unasked", "identifiers-pending"}
    assert (outcome.decision, details_of(outcome).finished) == ("converted", False)


def test_the_m94_holds_the_m1():
    assert base64.b64encode(example("m1-tablets")) in example("m94-example")


@pytest.mark.parametrize("name", [n for n in NAMES if n.startswith("m1")])
def test_identity_numbers_are_synthetic(name):
    numbers = re.findall(rb"<Id>(\d{11})</Id>", example(name))
    assert len(numbers) == 1
    assert read_identity_number(numbers[0].decode()) is not None
    assert 81 <= int(numbers[0][2:4]) <= 92  # Tenor: month + 80


def test_there_is_no_other():
    with pytest.raises(KeyError):
        example("../settings")
