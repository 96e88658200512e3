"""What holds for every input: a documented outcome, no defect, nothing leaked, and the same answer every time."""

import re
from datetime import UTC, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Decision
from converter.examples import NAMES, example
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.signs import SIGNS
from tests.builders.exchange import CHARACTERS, steady
from tests.builders.loaded import assert_sound, convert
from tests.builders.messages import AT, MARKERS, m1, m94
from tests.builders.mutations import MUTATIONS, mutate

SEEDS = (m1(), m1(varenr="000001", size="2 x 10", verified=("LE",)), m94(m1(middle="Tuvslått")))
TEXTS = st.text(CHARACTERS, max_size=30).filter(lambda text: SIGNS.search(text) is None)
"""What somebody sees."""


@steady(300)
@given(st.binary(max_size=200))
def test_any_bytes_have_a_documented_outcome(data: bytes) -> None:
    """Bytes that were never a message are rejected."""
    outcome = convert(data)
    assert_sound(outcome, ())
    assert outcome.decision is Decision.REJECTED


@steady(200)
@given(TEXTS.map(lambda t: f"<MsgHead>{t}</MsgHead>".encode()))
def test_any_text_in_an_element_has_a_documented_outcome(data: bytes) -> None:
    """Text that may hold markup of any kind."""
    assert_sound(convert(data), ())


@pytest.mark.parametrize("block", range(8))
def test_damaged_messages_have_a_documented_outcome(block: int) -> None:
    """100 messages a block, with bytes or elements changed; bench/fuzz.py does the same a hundred thousand times."""
    for number in range(100):
        data = mutate(Random(f"properties/{block}/{number}"), SEEDS)
        assert_sound(convert(data), MARKERS)


def test_every_kind_of_damage_is_dealt() -> None:
    """Each mutation changes the message, so that the test above says something."""
    for n, mutation in enumerate(dict.fromkeys(MUTATIONS)):
        assert any(mutation(SEEDS[0], Random(f"{n}/{i}"), SEEDS) != SEEDS[0] for i in range(5)), mutation.__name__


@steady(120)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("family", "given", "middle", "street", "city"), TEXTS)))
def test_any_words_about_the_patient_cross_whole(words: dict[str, str]) -> None:
    """Names and address arrive as they were, without white space around them; or the name's lack is said."""
    outcome = convert(m1(**words))
    assert_sound(outcome, ())
    nameless = any(n in words and not words[n].strip() for n in ("family", "given"))
    assert (outcome.decision is Decision.REJECTED) == nameless
    if outcome.document is None:
        return
    patient = read_ep(parse(outcome.document)).prescription.patient
    whole = all(words.get(n, "x").strip() for n in ("street", "city"))
    assert (patient.address is not None) is whole
    for name, found in {
        "family": patient.name.family,
        "given": patient.name.given[0],
        **({"street": patient.address.street, "city": patient.address.city} if patient.address else {}),
    }.items():
        assert name not in words or found == words[name].strip()


@steady(120)
@given(TEXTS.filter(str.strip), TEXTS)
def test_any_words_of_the_prescriber_cross_whole(dosage: str, indication: str) -> None:
    """Dosage and indication, to the letter."""
    outcome = convert(m1(dosage=dosage, indication=indication))
    assert_sound(outcome, ())
    prescription = read_ep(parse(outcome.document or b"")).prescription
    assert (prescription.dosage.text, prescription.indication) == (dosage.strip(), indication.strip())


@pytest.mark.parametrize("data", [*SEEDS, *map(example, NAMES)], ids=range(len(SEEDS) + len(NAMES)))
def test_the_same_input_gives_the_same_answer(data: bytes) -> None:
    """Byte for byte, and every finding."""
    assert convert(data) == convert(data)


@pytest.mark.parametrize("data", SEEDS, ids=range(len(SEEDS)))
def test_another_clock_changes_the_times_only(data: bytes) -> None:
    """The document's time and the authenticator's; what is prescribed stays."""
    one = convert(data).document or b""
    other = convert(data, AT + timedelta(days=3, hours=1, seconds=7)).document or b""
    assert one != other
    times = re.compile(rb'(<(?:effectiveTime|legalAuthenticator><time) value=")[0-9+-]+"')
    assert len(times.findall(one)) == 2
    assert times.sub(rb'\1"', one) == times.sub(rb'\1"', other)


def test_the_clock_is_the_moment_and_not_its_zone() -> None:
    """The same moment told in another zone gives the same bytes."""
    assert convert(SEEDS[0], AT.astimezone(UTC)) == convert(SEEDS[0], AT)
