"""Where a message contradicts itself, its register or its container: refused, or said with what was signed alone."""

import pytest
from lxml import etree

from converter.conversion.answer import Answer, Decision
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.coded import Null
from converter.model.prescription import Exchange
from tests.builders import m1_parts as p
from tests.builders.loaded import assert_sound, convert, details_of, remarks, stops
from tests.builders.messages import DOSAGE, FAMILY, MARKERS, NUMBER, m1, m94

M94_NS = f'xmlns="{p.M94}"'


def exchange(outcome: Answer[Prescribed]) -> Exchange:
    """What the document says."""
    assert outcome.document is not None
    return read_ep(parse(outcome.document)).prescription


def phase(start: str, end: str) -> str:
    """A structured dosage with a period."""
    dose = '<DoseFastTidspunkt><Mengde V="1" U="tablett"/><GisEksakt>false</GisEksakt></DoseFastTidspunkt>'
    return f'<Dosering><Starttidspunkt V="{start}"/><Sluttidspunkt V="{end}"/>{dose}</Dosering>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (m1(short_dose="10 tabletter 3 ganger daglig"), "dosage-contradicts"),
        (m1(raw_dosing=phase("2026-12-31", "2026-11-01")), "treatment-period-contradicts"),
        (m1(name="Paracet tab 500 mg", atc="N02BE01"), "register-contradicts"),
        (m1(name="Fiktivprofen tab 800 mg"), "register-contradicts"),
        (m1(name="Annetprofen tab 400 mg", atc=None), "register-contradicts"),
        (m1(brand="Annetprofen", atc="N02BE01"), "register-contradicts"),
        (
            m1(raw_dosing=phase("2026-12-10", "2026-12-01") + phase("2026-12-02", "2027-01-01")),
            "treatment-period-contradicts",
        ),
        (m1(raw_dosing=phase("2010-01-01", "2010-02-01")), "treatment-period-contradicts"),
        (m1(varenr="000000"), "varenr-malformed"),
        (m1(size="0,5"), "package-size-unreadable"),
        (m1(size="1,000"), "package-size-unreadable"),
        (m1(repeats="-1"), "repeats-negative"),
        (m1(quantity="0.01"), "quantity-not-positive"),
        (m1(quantity="1.0001"), "quantity-not-positive"),
        (m1(verified=("LE",), verified_number="999900018"), "prescriber-hpr-differs"),
        (m1(prescriber_ids=(("000000000", "HPR"),)), "prescriber-hpr-missing"),
        (m1(organisation_ids=((NUMBER, "ENH"),)), "organisation-incomplete"),
    ],
)
def test_a_contradiction_is_refused(data: bytes, code: str) -> None:
    """None of two answers is picked."""
    outcome = convert(data)
    assert_sound(outcome, MARKERS)
    assert code in stops(outcome)


@pytest.mark.parametrize("varenr", ["0990003", "990 003", "\u200b990003", "99003", "990003x", "", "9" * 5000])
def test_a_varenr_that_is_not_written_as_the_register_writes_it_is_refused(varenr: str) -> None:
    """Taken for unknown, it would step round the register's prescription group."""
    assert {"varenr-malformed", "text-controls"} & stops(convert(m1(varenr=varenr)))


def test_an_empty_reference_number_protects_too() -> None:
    """It is there, and that is what counts."""
    for number in ("", " ", "\u00a0"):
        assert "excluded-reference-number" in stops(convert(m1(reference_number=number)))


@pytest.mark.parametrize(
    "said",
    [
        "<DatoSoknadSendtSLV>2026-11-01</DatoSoknadSendtSLV>",
        "<InnvligetGodkjFritak>true</InnvligetGodkjFritak>",
        '<StatusSoknadSlv V="3" DN="navn"/>',
    ],
)
def test_a_special_permit_in_the_container_excludes(said: str) -> None:
    """The M9.4 says so where the M1 does not."""
    status = '<Status V="E" DN="Ekspederbar"/>'
    inside = f"{status}{said}" if said.startswith("<StatusSoknadSlv") else f"{said}{status}"
    raw = p.document(f"<ReseptNedlasting {M94_NS}>{inside}</ReseptNedlasting>")
    data = m94(m1(), status="E")
    own = data[data.index(b"<Document>") : data.index(b"</Document>") + len(b"</Document>")]
    assert "excluded-special-permit" in stops(convert(data.replace(own, raw.encode(), 1)))


def test_nothing_of_another_medicine_in_the_register_is_used() -> None:
    """Name differs: form by the prescription's own code, no container, no route, no substance, no number."""
    told = convert(m1(name="Fiktivprofen tabletter 400 mg"))
    assert "name-differs-from-register" in remarks(told)
    product = exchange(told).product
    assert product.form.display == "Tablet"
    assert product.layers[0].container is Null.UNK
    assert product.layers[-1].code is None
    assert product.ingredients == ()
    assert product.substances == ()
    assert exchange(told).route is None


def test_another_brand_is_another_medicine() -> None:
    """Refused: the name that was signed is not its own; a name that begins alike is said as it was signed."""
    assert "brand-contradicts-name" in stops(convert(m1(brand="Annetprofen")))
    told = convert(m1(brand="Fiktivprofen NAF"))
    assert {"name-differs-from-register", "brand-differs-from-name"} <= remarks(told)
    assert exchange(told).product.layers[-1].code is None


def test_reasons_to_exclude_are_told_beside_a_contradiction() -> None:
    """A locked prescription is excluded as locked, whatever else is wrong with it."""
    found = stops(convert(m1(short_dose="1 tablett", locked="true", reference_number="X")))
    assert {"excluded-locked", "dosage-contradicts"} <= found


def test_an_application_for_the_medicine_excludes() -> None:
    """List 7422: 1 is not to be applied for; anything else is."""
    at, to = b"<Varenr>", '<TypeSoknadSlv V="{}" DN="x"/><Varenr>'
    assert "excluded-special-permit" in stops(convert(m1().replace(at, to.format("2").encode())))
    assert stops(convert(m1().replace(at, to.format("1").encode()))) == set()


@pytest.mark.parametrize("same", [f"{DOSAGE}.", DOSAGE.upper()])
def test_a_short_dose_that_differs_in_spelling_only_is_the_same(same: str) -> None:
    """Capitals and a full stop make no other dosage."""
    assert stops(convert(m1(short_dose=same))) == set()


@pytest.mark.parametrize("quantity", ["1.0000", "1.5000", "2.5", "0.1"])
def test_zeros_behind_a_number_do_not_refuse_it(quantity: str) -> None:
    """They are legal, and change nothing."""
    assert convert(m1(quantity=quantity)).decision is Decision.CONVERTED


@pytest.mark.parametrize("strength", ["1.000 mg", "2.500 mg/ml", "1,000 mg"])
def test_a_strength_that_may_be_a_thousand_times_another_is_not_put_into_english(strength: str) -> None:
    """It stands as written, in the original column only."""
    told = convert(m1(name=f"Fiktivprofen tab {strength}", varenr="123456"))
    assert told.document is not None
    assert read_ep(parse(told.document)).texts["strength"] == "see original text (Norwegian)"


def test_the_same_medicine_in_the_register_is_used() -> None:
    """The control: all of these are there when name, form and ATC code agree."""
    product = exchange(convert(m1())).product
    assert product.form.display == "Film-coated tablet"
    assert product.layers[-1].code is not None
    assert product.ingredients


def test_substances_are_named_where_their_strength_is_text() -> None:
    """Per cent of nobody knows what: the name is said, no number is."""
    told = convert(
        m1(
            varenr="990030",
            brand="Fiktivkortison",
            name="Fiktivkortison krem 1 %",
            atc=None,
            form=None,
            size="30",
            unit="g",
        )
    )
    assert "strength-as-text" in remarks(told)
    assert exchange(told).product.substances
    assert exchange(told).product.ingredients == ()


def test_a_prescribers_private_address_and_numbers_stay() -> None:
    """Only a work address and work numbers leave."""

    def with_contact(kind: str, telecom: str) -> bytes:
        street = f"<Address><Type V='{kind}' DN='x'/><StreetAdr>Privatveien 7</StreetAdr></Address>"
        return m1(raw_prescriber=street + p.telecoms(((telecom, "tel:+4791000000"),)))

    home, work = convert(with_contact("H", "HV")), convert(with_contact("WP", "WD"))
    assert b"Privatveien" not in (home.document or b"")
    assert b"+4791000000" not in (home.document or b"")
    assert exchange(home).prescriber.address is None
    assert b"Privatveien" in (work.document or b"")
    assert b"+4791000000" in (work.document or b"")


def test_what_stays_is_named_one_by_one() -> None:
    """Reimbursement too: each element that says who pays."""
    outcome = convert(m1(legal_basis="200", raw_dosing=phase("2026-11-01", "2026-12-01")))
    said = {f.text_en for f in outcome.findings}
    assert "RefHjemmel stays in Norway." in said
    assert "dosage-worded-otherwise" in remarks(outcome)


def test_the_report_says_how_many_repeats_there_are() -> None:
    """They stay in Norway, and the gateway is told of them."""
    assert details_of(convert(m1(repeats="3"))).repeats == 3
    assert convert(b"<a/>").details is None


@pytest.mark.parametrize("note", [b"<?x?>", b"<!---->"])
def test_many_notes_are_judged_once_a_parent(note: bytes) -> None:
    """Far more than a test could wait for, were each to look at all its siblings."""
    assert convert(b"<a>" + note * 40_000 + b"</a>").decision is Decision.REJECTED


def test_many_attributes_are_refused_without_explanation_of_each() -> None:
    """xmlschema's time for one element grows faster than its attributes."""
    many = "".join(f' a{n}="1"' for n in range(5000))
    outcome = convert(m1().replace(b'<Sex V="2"', f'<Sex{many} V="2"'.encode()))
    assert stops(outcome) == {"schema-fault"}
    assert FAMILY not in etree.tostring(etree.Element("x", text=str(outcome.findings)), encoding="unicode")


def test_a_very_long_number_of_repeats_is_a_number() -> None:
    """Leading zeros are legal, however many."""
    assert details_of(convert(m1(repeats="0" * 5000 + "1"))).repeats == 1
