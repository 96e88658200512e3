"""Reading the envelope: who sends, nested organisations, identifiers that are none, addresses, what was verified."""

from converter.formats.norway.msghead import Envelope, open_envelope, read_person, read_sender, read_verified
from converter.formats.xml import parse
from converter.model.national import NationalTelecom, TypedId, VerifiedProfessional
from converter.model.party import Address
from tests.builders import m1_parts as p
from tests.builders.messages import CITY, FAMILY, GIVEN, MESSAGE_ID, NUMBER, STREET, Message, m1

GOOD = m1()
PERSON = (
    f"<HealthcareProfessional>{p.cs('TypeHealthcareProfessional', 'LE')}{p.leaf('FamilyName', 'Inne')}"
    f"{p.idents((('7', 'HPR'),), '8116')}</HealthcareProfessional>"
)


def envelope(data: bytes = GOOD) -> Envelope:
    """The envelope of a message."""
    return open_envelope(parse(data))


def with_sender(sender: str) -> Envelope:
    """An envelope with this sender."""
    return envelope(p.head("ERM1", MESSAGE_ID, sender, "", p.document("<x/>")).encode())


def test_the_envelope_names_type_id_and_payload() -> None:
    """As the message says."""
    found = envelope()
    assert (found.type_code, found.message_id) == ("ERM1", MESSAGE_ID)
    assert [payload.tag for payload in found.payloads] == [f"{{{p.M1}}}Resept"]
    assert found.signature is None


def test_a_patient_is_read_whole() -> None:
    """Names, number, sex, address, telephone; the number 0 is none."""
    data = m1(patient_ids=(("0", "FNR"), (NUMBER, "FNR"), ("", "DNR")), middle=" Tuva ", country="SE")
    patient = envelope(data).patient
    assert patient is not None
    read = read_person(patient)
    assert (read.family, read.middle, read.given, read.sex) == (FAMILY, "Tuva", GIVEN, "2")
    assert read.ids == (TypedId(NUMBER, "FNR"),)
    assert read.address == Address(STREET, CITY, "9999", "SE")
    assert read.telecoms == (NationalTelecom("tel:+4799000000", "HP"),)
    assert read.birth_date is None


def test_a_postbox_stands_in_for_a_street() -> None:
    """Where there is no street."""
    data = GOOD.replace(f"<StreetAdr>{STREET}</StreetAdr>".encode(), b"")
    data = data.replace(f"<City>{CITY}</City>".encode(), f"<City>{CITY}</City><Postbox>Boks 1</Postbox>".encode())
    patient = envelope(data).patient
    assert patient is not None
    assert read_person(patient).address == Address("Boks 1", CITY, "9999")


def test_an_empty_address_is_none() -> None:
    """No parts, no address."""
    patient = envelope(m1(street="", city=" ", postal_code=None)).patient
    assert patient is not None
    assert read_person(patient).address is None


def test_the_professional_of_a_nested_organisation_is_found_with_what_stands_around() -> None:
    """A department without address has the hospital's; its own name and number come first."""
    ward = p.organisation("Avdelingen", (("2", "RSH"),), PERSON)
    hospital = p.organisation("Sykehuset", (("1", "ENH"),), p.address("Veien 1", "Byen", "0001", None) + ward)
    organisation, person = read_sender(with_sender(hospital).sender)
    assert organisation.name == "Avdelingen"
    assert organisation.ids == (TypedId("2", "RSH"), TypedId("1", "ENH"))
    assert organisation.address == Address("Veien 1", "Byen", "0001")
    assert person is not None
    assert (person.family, person.ids[0].value, person.profession) == ("Inne", "7", "LE")


def test_the_professional_of_the_outer_organisation_is_not_lost() -> None:
    """Where the nested organisation has none."""
    ward = p.organisation("Avdelingen", (("2", "RSH"),))
    organisation, person = read_sender(with_sender(p.organisation("Kontoret", (("1", "ENH"),), ward + PERSON)).sender)
    assert organisation.name == "Kontoret"
    assert person is not None


def test_a_sender_without_professional_has_none() -> None:
    """The rest is still read."""
    organisation, person = read_sender(with_sender(p.organisation("Kontoret", (("1", "ENH"),))).sender)
    assert (organisation.name, person) == ("Kontoret", None)


def test_what_was_verified_stands_in_the_signature() -> None:
    """Number and every profession; nothing without a signature."""
    assert read_verified(envelope(m1(verified=("LE", "TL"))).signature) == VerifiedProfessional(
        "999900017", ("LE", "TL")
    )
    assert read_verified(None) == VerifiedProfessional()
    assert read_verified(envelope(m1(verified=())).signature) == VerifiedProfessional("999900017", ())


def test_the_builder_s_prescription_is_the_payload() -> None:
    """The builder and the reader mean the same element."""
    assert Message().resept().encode() in GOOD
