"""Amounts and texts at their limits: each converts unharmed, or is refused by name; never half, never a defect."""

import re

import pytest
from lxml import etree

from converter.conversion.answer import Decision
from tests.builders.loaded import assert_sound, convert, remarks, stops
from tests.builders.messages import m1

V3 = "{urn:hl7-org:v3}"


def phase(start: str, end: str, amount: str) -> str:
    """A Dosering of one dose every other day."""
    return (
        f'<Dosering><Starttidspunkt V="{start}"/><Sluttidspunkt V="{end}"/><DoseFastTidspunkt>'
        f'<Mengde V="{amount}" U="tablett"/><Intervall V="2" U="Døgn"/><GisEksakt>false</GisEksakt>'
        "</DoseFastTidspunkt></Dosering>"
    )


def original(message: bytes) -> str:
    """The dosage's original text in the eP."""
    root = etree.fromstring(convert(message).document or b"")
    return next(e.text or "" for e in root.iter(f"{V3}content") if e.get("ID") == "dosage-original")


@pytest.mark.parametrize("amount", ["0", "-1", "INF", "NaN", "1E400", "0." + "3" * 30])
def test_a_dose_of_no_usable_amount_stays_text(amount: str) -> None:
    """The text is sent; no doseQuantity is, and the reason is told."""
    outcome = convert(m1(raw_dosing=phase("2026-11-03", "2027-01-03", amount)))
    assert outcome.decision is Decision.CONVERTED
    assert b"doseQuantity" not in (outcome.document or b"")
    assert "dosage-worded-otherwise" in remarks(outcome)


@pytest.mark.parametrize("amount", ["1.5", "0.25", "1.50"])
def test_a_decimal_dose_is_sent_as_it_is(amount: str) -> None:
    """Its digits are kept."""
    document = convert(m1(dosage=None, raw_dosing=phase("2026-11-03", "2027-01-03", amount))).document or b""
    assert f'<low value="{amount}" unit="{{Tablet}}"/>'.encode() in document


@pytest.mark.parametrize("message", [m1(quantity="1,5"), m1(quantity=None, amount=("1,5", "ml"))])
def test_a_decimal_comma_is_no_number(message: bytes) -> None:
    """XML Schema's numbers have a point: a comma is refused and not read as anything."""
    assert stops(convert(message)) == {"schema-fault"}


def test_a_treatment_that_ends_before_it_starts_is_refused() -> None:
    """By its own name."""
    assert stops(convert(m1(raw_dosing=phase("2027-01-03", "2026-11-03", "1")))) == {"treatment-period-contradicts"}


@pytest.mark.parametrize(
    "text",
    [
        "1 tablett \U0001f48a morgen",
        "\u05d8\u05d1\u05dc\u05d9\u05d4 1,5 ml",
        "pa\u030a kvelden",
        "1\u00a0tablett",
        "Ⅳ tabletter ½ time",
        "x" * 100_000,
        "1 tablett\n2 tabletter\tog 3",
    ],
    ids=["emoji", "right to left", "decomposed", "no-break space", "letters like numbers", "100 kB", "line break"],
)
def test_text_of_any_kind_comes_out_as_it_went_in(text: str) -> None:
    """Every character of the prescriber's text is in the eP."""
    message = m1(dosage=text)
    assert_sound(convert(message), [text])
    assert re.sub(r"\s", " ", original(message)) == re.sub(r"\s", " ", text)


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x0b"])
def test_control_characters_are_no_xml(character: str) -> None:
    """Nothing of such a message is read."""
    assert stops(convert(m1(dosage=f"1 tablett{character}"))) == {"not-xml"}


@pytest.mark.parametrize(
    "message",
    [
        m1(size="1" + " " * 100_000 + "y"),
        m1(size="1x" * 50_000),
        m1(dosage=None, raw_dosing=f'<Kortdose V="160" S="2.16.578.1.12.4.1.1.7478" DN="1x3" OT="{"1" * 200_000}"/>'),
        m1(dosage="1," * 100_000, raw_dosing='<Kortdose V="160" S="2.16.578.1.12.4.1.1.7478"/>'),
    ],
    ids=["blanks", "layers", "short dose", "free text"],
)
def test_a_long_text_costs_no_more_than_its_length(message: bytes) -> None:
    """Each was minutes once. Ended by the suite's own patience, and by no clock: what is read at all is bounded."""
    assert convert(message).decision in {Decision.REJECTED, Decision.CONVERTED}


@pytest.mark.parametrize(
    "message",
    [
        m1(dosage="PLACE").replace(b"PLACE", b"&gt;" * 250_000),
        m1(varenr="000012", name="Fiktivprofen " + "x" * 400_000),
    ],
    ids=["escapes", "name"],
)
def test_an_ep_too_large_for_anyone_is_refused_and_no_defect_of_ours(message: bytes) -> None:
    outcome = convert(message)
    assert outcome.decision is Decision.REJECTED
    assert stops(outcome) <= {"document-too-large", "too-large"}
