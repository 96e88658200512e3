"""Of a patient's address and telephone leaves what the rules let leave; of a protected one the country at most."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.m1_to_ep.least_data import least_personal
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.model.national import NationalPerson
from converter.model.party import Address
from converter.rules.m1_to_ep import address_of
from converter.rules.rule import Rule
from tests.builders.exchange import steady
from tests.builders.loaded import convert, loaded, remarks
from tests.builders.messages import AT, CITY, STREET, m1
from tests.rules.test_m1_to_ep_facts import prescription

PHONE = b"tel:+4799000000"
WORDS = [
    "Fortrolig adresse",
    "STRENGT FORTROLIG ADRESSE",
    "SPERRET ADRESSE",
    "Kode 6",
    "kode 7",
    "Klientadresse",
    "Sperra adresse",
    "Adresse sperra",
    "Fortruleg adresse",
    "Hemmeleg adr.",
    "SKJERMA",
    "Gradert adresse",
    "Taushetsbelagt",
    "Ikke offentlig",
    "Ikkje offentleg",
]


def person(street: str, city: str, postal: str, kind: str = "H") -> NationalPerson:
    """A patient with an address."""
    return NationalPerson("Kvist", "", "Inge", (), address=Address(street, city, postal, "NO"), address_type=kind)


def test_a_whole_address_leaves_as_it_is() -> None:
    """With the telephone number: no rule withholds them."""
    document = convert(m1(country="NO")).document or b""
    assert STREET.encode() in document
    assert CITY.encode() in document
    assert PHONE in document


@steady(60)
@given(st.sampled_from(WORDS), st.sampled_from(["street", "city"]), st.sampled_from(["", " (se egen sak)"]))
def test_nothing_of_a_protected_address_leaves(word: str, field: str, more: str) -> None:
    """But the country; nor the telephone number, which tells where its holder lives."""
    answer = convert(m1(country="NO", **{field: word + more}))
    document = answer.document or b""
    assert "withheld-protected-address" in remarks(answer)
    assert document
    for gone in (STREET.encode(), CITY.encode(), b"9999<", word.encode(), PHONE):
        assert gone not in document.partition(b"<author")[0]
    assert b"<country>NO</country>" in document.partition(b"<author")[0]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (None, "none"),
        (person("", "", ""), "none"),
        (person("Veien 1", "Lia", "9998"), "whole"),
        (person("Kodeveien 6", "Lia", "9998"), "whole"),
        (person("", "Lia", "9998"), "incomplete"),
        (person("Veien 1", "", "9998"), "incomplete"),
        (person("Veien 1", "Lia", ""), "incomplete"),
        (person("Veien 1", "Lia", "0000"), "incomplete"),
        (person("Veien 1", "Lia", "9998", "BAD"), "incomplete"),
    ],
)
def test_what_an_address_is(given: NationalPerson | None, wanted: str) -> None:
    """By its words and its parts."""
    assert address_of(given, protected=False) == wanted
    assert given is None or address_of(given, protected=True) == "protected"


@pytest.mark.parametrize("street", ["Skjermveien 2", "Sperreveien 1", "Kodeveien 6", "Graderveien 3"])
def test_a_street_that_sounds_like_a_protected_address_leaves(street: str) -> None:
    """It is another word."""
    assert street.encode() in (convert(m1(street=street)).document or b"")


@pytest.mark.parametrize("left_out", ["street", "city", "postal_code"])
def test_half_an_address_stays_and_the_telephone_number_too(left_out: str) -> None:
    """What is left out may have been left out to protect."""
    answer = convert(m1(**{"country": "NO", left_out: None}))
    patient = (answer.document or b"").partition(b"<author")[0]
    assert "withheld-incomplete-address" in remarks(answer)
    assert b"<country>NO</country>" in patient
    for gone in (STREET.encode(), CITY.encode(), PHONE):
        assert gone not in patient


@pytest.mark.parametrize(("fact", "value"), [("patient-address", "whole"), ("patient-telephone", "yes")])
def test_a_row_withholds_street_and_telephone(fact: str, value: str) -> None:
    """By policy, of everybody."""
    row = {"id": "withheld-by-policy", "fact": fact, "test": "is", "values": (value,), "effect": "withhold"}
    more = {"path": "/x", "reason_no": "nei", "reason_en": "no", "basis": "b", "openncp": "WARNING_EP_GENERIC"}
    rule = Rule.model_validate({**row, **more})
    rules = {**loaded().rules, "m1-to-ep": (*loaded().rules["m1-to-ep"], rule)}
    document = m1_to_ep(m1(country="NO"), replace(loaded(), rules=rules), AT).document or b""
    assert (STREET.encode() in document) is (fact != "patient-address")
    assert (PHONE in document) is (fact != "patient-telephone")


def test_without_a_patient_there_is_nothing_to_withhold() -> None:
    """Such a prescription is excluded."""
    nobody = prescription(patient=None)
    assert least_personal(nobody, ()) == nobody
