"""Patient and prescriber from national to exchange terms: each reason alone why one cannot be named."""

from dataclasses import replace
from datetime import date

import pytest

from converter.conversion.m1_to_ep.party import Numbers, translate_patient, translate_prescriber
from converter.conversion.m1_to_ep.sent import facts_of
from converter.model.coded import Coded, Null
from converter.model.national import (
    NationalOrganisation,
    NationalPerson,
    NationalTelecom,
    TypedId,
    VerifiedProfessional,
)
from converter.model.party import Address, Patient, PersonName, Professional, Telecom
from tests.builders.loaded import loaded
from tests.builders.medicines import codes, notes, notes_with
from tests.builders.messages import BORN, NUMBER
from tests.builders.numbers import new_number, number_for
from tests.rules.test_m1_to_ep_facts import prescription

OTHER = number_for(date(1980, 1, 1))
D_NUMBER = number_for(BORN, d_number=True)
NUMBERS = Numbers(date(2026, 11, 23))
HOME = Address("Veien 1", "Lia", "9999", "")
PERSON = NationalPerson("Kvist", "", "Inge", (TypedId(NUMBER, "FNR"),), sex="2", address=HOME)


def patient(**changes: object) -> tuple[Patient | None, list[str]]:
    """The patient with these changes, and what was noted."""
    noted = notes()
    return translate_patient(replace(PERSON, **changes), NUMBERS, noted), codes(noted)  # type: ignore[arg-type]


def test_a_patient() -> None:
    """Number, name, birth date of the number, gender and address."""
    found, noted = patient(middle="Ask", telecoms=(NationalTelecom("tel:22 00", "MC"),))
    assert found is not None
    assert (found.ids[0].extension, found.name, found.birth_date) == (
        NUMBER,
        PersonName("Kvist", ("Inge", "Ask")),
        BORN,
    )
    assert found.address == HOME
    assert found.telecoms == (Telecom("tel:2200", "MC"),)
    assert noted == []
    assert translate_patient(None, NUMBERS, notes()) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"family": ""}, "patient-name-missing"),
        ({"given": ""}, "patient-name-missing"),
        ({"ids": (TypedId(NUMBER, "FNR"), TypedId(OTHER, "FNR"))}, "identity-number-several"),
        ({"ids": (TypedId(NUMBER, "FNR"), TypedId(OTHER, "DNR"))}, "identity-number-several"),
        ({"ids": (TypedId("12345678901", "FNR"),)}, "identity-number-invalid"),
        ({"ids": (TypedId(NUMBER, "DNR"),)}, "identity-number-type"),
        ({"ids": (TypedId(D_NUMBER, "FNR"),)}, "identity-number-type"),
        ({"birth_date": date(1980, 1, 1)}, "birth-date-contradicts"),
        ({"ids": ()}, "birth-date-unknown"),
    ],
)
def test_a_patient_who_cannot_be_named(changes: dict[str, object], code: str) -> None:
    """Each for one reason, told once."""
    assert patient(**changes) == (None, [code])


def test_who_is_not_born_yet_is_no_patient() -> None:
    """By the date given and by that in the number; who is born today is one."""
    tomorrow, today = date(2026, 11, 24), date(2026, 11, 23)
    late, now = (TypedId(number_for(day), "FNR") for day in (tomorrow, today))
    assert patient(ids=(late,)) == (None, ["birth-date-in-the-future"])
    assert patient(ids=(), birth_date=tomorrow) == (None, ["birth-date-in-the-future"])
    found, noted = patient(ids=(now,))
    assert found is not None
    assert (found.birth_date, noted) == (today, [])


@pytest.mark.parametrize(("synthetic", "told"), [(0, []), (40, ["identity-number-local"]), (65, []), (80, [])])
def test_numbers_that_the_population_register_did_not_issue(synthetic: int, told: list[str]) -> None:
    """Are taken outside production, a hospital's own told; in production they name nobody."""
    person = replace(PERSON, ids=(TypedId(number_for(BORN, synthetic=synthetic), "FNR"),))
    for national_only in (False, True):
        noted = notes()
        found = translate_patient(person, replace(NUMBERS, national_only=national_only), noted)
        refused = national_only and synthetic != 0
        assert (found is None) is refused
        assert codes(noted) == (["identity-number-not-national"] if refused else told)


def test_a_number_of_2032_with_and_without_the_date_of_birth() -> None:
    """Without it the century is told to be unsure; with it, it is the one given; and an impossible one is refused."""
    number = next(n for i in range(500, 999) if (n := new_number(date(2032, 3, 1), i, 2)))
    person = replace(PERSON, ids=(TypedId(number, "FNR"),))
    for born, wanted, told in (
        (None, date(2032, 3, 1), ["birth-century-unsure"]),
        (date(1932, 3, 1), date(1932, 3, 1), []),
        (date(1932, 3, 2), None, ["birth-date-contradicts"]),
    ):
        noted = notes()
        found = translate_patient(replace(person, birth_date=born), Numbers(date(2033, 11, 23)), noted)
        assert (found and found.birth_date, codes(noted)) == (wanted, told)


@pytest.mark.parametrize(
    "changes",
    [
        {"birth_date": BORN},
        {"ids": (TypedId("x", "PNR"), TypedId(NUMBER, "FNR"))},
        {"ids": (TypedId(D_NUMBER, "DNR"),)},
        {"ids": (TypedId(NUMBER, "FNR"), TypedId(NUMBER, "FNR"))},
    ],
)
def test_what_says_the_same_is_no_contradiction(changes: dict[str, object]) -> None:
    """Nor is a number of another kind."""
    found, noted = patient(**changes)
    assert found is not None
    assert noted == []


def test_a_patient_without_number_is_not_named_by_a_birth_date() -> None:
    """A rule tells that the number is missing."""
    assert patient(ids=(), birth_date=BORN) == (None, [])
    assert translate_patient(PERSON, NUMBERS, notes_with("identifier-8116", "FNR", target=None)) is None


@pytest.mark.parametrize(("sex", "gender"), [("1", "M"), ("2", "F"), ("", None), ("x", None)])
def test_the_gender(sex: str, gender: str | None) -> None:
    """Unknown where the table has none."""
    found, _ = patient(sex=sex)
    assert found is not None
    assert (found.gender.code if isinstance(found.gender, Coded) else None) == gender
    assert gender is not None or found.gender is Null.UNK


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (None, None),
        (Address("", "", "", "nowhere"), None),
        (Address("", "", "", "NO"), Address("", "", "", "NO")),
        (Address("a", "b", "c", "nowhere"), Address("a", "b", "c", "")),
    ],
)
def test_an_address_keeps_a_country_that_is_one(address: Address | None, wanted: Address | None) -> None:
    """And is none where nothing is left."""
    found, _ = patient(address=address)
    assert found is not None
    assert found.address == wanted


@pytest.mark.parametrize(("kind", "use"), [("MC", "MC"), ("HP", ""), ("HV", ""), ("WC", ""), ("nowhere", "")])
def test_a_patient_s_number_says_what_it_is_for_where_that_is_exact(kind: str, use: str) -> None:
    """Less than that, or nothing, is not said."""
    found, _ = patient(telecoms=(NationalTelecom("22", kind),))
    assert found is not None
    assert [t.use for t in found.telecoms] == [use]


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("22 00 00 00", "tel:22000000"),
        ("tel:+47%2022", "tel:+4722"),
        ("TEL:22", "tel:22"),
        ("fax:22", "fax:22"),
        ("mailto:a@b.no", "mailto:a@b.no"),
        ("mailto:a b@c.no", "mailto:ab@c.no"),
        ("tel:a@b.no", None),
        ("mailto:22", None),
        ("mailto:a@b@c", None),
        ("http://b.no", None),
        ("sms:22", None),
        ("ring meg", None),
    ],
)
def test_a_number_or_address_has_a_format_that_is_allowed(value: str, wanted: str | None) -> None:
    """Or is left out, which is told."""
    found, noted = patient(telecoms=(NationalTelecom(value, "HP"), NationalTelecom(value, "HP")))
    assert found is not None
    assert [t.value for t in found.telecoms] == ([wanted] if wanted else [])
    assert noted == ([] if wanted else ["telecom-not-sent"])


DOCTOR = NationalPerson(
    "Ask", "", "Trygve", (TypedId("9144900", "HPR"),), profession="LE", address=HOME, address_type="WP",
    telecoms=(NationalTelecom("22", "WP"),),
)  # fmt: skip
PLACE = NationalOrganisation("Lia legesenter", (TypedId("313000117", "ENH"),), HOME, (NationalTelecom("33", "HP"),))
NOT_VERIFIED = VerifiedProfessional()


def prescriber(
    person: NationalPerson | None = DOCTOR,
    verified: VerifiedProfessional = NOT_VERIFIED,
    specialty: str = "",
    place: NationalOrganisation = PLACE,
) -> tuple[Professional | None, list[str]]:
    """The prescriber, and what was noted."""
    noted = notes()
    return translate_prescriber(person, verified, specialty, place, loaded().identifiers, noted), codes(noted)


def test_a_prescriber() -> None:
    """HPR number, name, role, work address and organisation."""
    found, noted = prescriber()
    assert found is not None
    assert (found.ids[0].extension, found.name, found.role.code) == ("9144900", PersonName("Ask", ("Trygve",)), "221")
    assert (found.address, found.telecoms) == (HOME, (Telecom("tel:22", "WP"),))
    assert (found.organisation.id.extension, found.organisation.name) == ("313000117", "Lia legesenter")
    assert found.organisation.address == replace(HOME, country="NO")
    assert found.organisation.telecoms == (Telecom("tel:33", "WP"),)
    assert noted == []


@pytest.mark.parametrize(
    ("stated", "verified", "number", "code"),
    [
        (("9144900",), "", "9144900", ""),
        (("009144900",), "", "9144900", ""),
        ((), "009144900", "9144900", ""),
        (("009144900",), "9144900", "9144900", ""),
        (("9144900", "009144900"), "", "9144900", ""),
        (("9144900",), "9144901", None, "prescriber-hpr-differs"),
        (("9144900", "9144901"), "", None, "prescriber-hpr-differs"),
        ((), "", None, "prescriber-hpr-missing"),
        (("0",), "", None, "prescriber-hpr-missing"),
        (("9144900", "x"), "", None, "prescriber-hpr-missing"),
        (("9144900",), "x", None, "prescriber-hpr-missing"),
    ],
)
def test_the_hpr_number(stated: tuple[str, ...], verified: str, number: str | None, code: str) -> None:
    """One, from message and verified data; leading zeros do not make it another."""
    ids = tuple(TypedId(n, "HPR") for n in stated)
    found, noted = prescriber(replace(DOCTOR, ids=(TypedId(NUMBER, "FNR"), *ids)), VerifiedProfessional(verified))
    assert (found and found.ids[0].extension) == number
    assert noted == ([code] if code else [])


@pytest.mark.parametrize(
    ("person", "place", "code"),
    [
        (None, PLACE, "prescriber-missing"),
        (replace(DOCTOR, family=""), PLACE, "prescriber-missing"),
        (replace(DOCTOR, given=""), PLACE, "prescriber-missing"),
        (replace(DOCTOR, profession=""), PLACE, "role-missing"),
        (replace(DOCTOR, profession="XX"), PLACE, "role-missing"),
        (replace(DOCTOR, profession="nowhere"), PLACE, "role-unmapped"),
        (DOCTOR, replace(PLACE, name=""), "organisation-incomplete"),
        (DOCTOR, replace(PLACE, ids=()), "organisation-incomplete"),
        (DOCTOR, replace(PLACE, ids=(TypedId("31300011", "ENH"),)), "organisation-incomplete"),
        (DOCTOR, replace(PLACE, ids=(TypedId(NUMBER, "HER"),)), "organisation-incomplete"),
        (DOCTOR, replace(PLACE, ids=(TypedId("313000117", "XYZ"),)), "organisation-incomplete"),
    ],
)
def test_a_prescriber_who_cannot_be_named(
    person: NationalPerson | None, place: NationalOrganisation, code: str
) -> None:
    """Each for one reason."""
    assert prescriber(person, place=place) == (None, [code])


@pytest.mark.parametrize(
    ("ids", "number"),
    [
        ((("1", "HER"), ("2", "RSH"), ("313000117", "ENH")), "313000117"),
        ((("1", "HER"), ("2", "RSH"), ("31300011", "ENH")), "2"),
        ((("1", "HER"),), "1"),
    ],
)
def test_an_organisation_has_one_number(ids: tuple[tuple[str, str], ...], number: str) -> None:
    """The register of enterprises' before the others."""
    found, _ = prescriber(place=replace(PLACE, ids=tuple(TypedId(v, t) for v, t in ids)))
    assert found is not None
    assert found.organisation.id.extension == number


def test_an_organisation_without_address_is_in_norway() -> None:
    """As every prescriber of ours."""
    found, _ = prescriber(place=replace(PLACE, address=None))
    assert found is not None
    assert found.organisation.address == Address(country="NO")


@pytest.mark.parametrize(
    ("stated", "verified", "role", "told"),
    [
        ("LE", (), "221", []),
        ("LE", ("TL",), "2261", ["profession-differs"]),
        ("LE", ("SP",), "2221", ["profession-differs"]),
        ("TL", ("LE", "TL"), "2261", []),
        ("LE", ("XX",), "221", []),
        ("", ("LE",), "221", []),
        ("XX", ("LE",), "221", []),
        ("TL", (), "2261", []),
    ],
)
def test_the_role(stated: str, verified: tuple[str, ...], role: str, told: list[str]) -> None:
    """As verified, and as stated where that is among them or none is; unknown is none."""
    found, noted = prescriber(replace(DOCTOR, profession=stated), VerifiedProfessional("", verified))
    assert found is not None
    assert found.role.code == role
    assert [code for code in noted if code != "draft-row-used"] == told


def test_private_contacts_stay() -> None:
    """An address or a number that is not of the work place, told once each."""
    home = replace(DOCTOR, address_type="HP", telecoms=(NationalTelecom("22", "HP"), NationalTelecom("33", "WC")))
    found, noted = prescriber(home)
    assert found is not None
    assert (found.address, found.telecoms) == (None, (Telecom("tel:33", "WP"),))
    assert noted == ["private-contact-withheld"] * 2
    assert prescriber(replace(DOCTOR, address=None, address_type="HP"))[1] == []


@pytest.mark.parametrize(
    ("groups", "wanted"), [(("C",), "C"), (("C", "C"), "C"), (("", "C"), "C"), (("C", "F"), ""), ((), "")]
)
def test_a_report_has_the_one_group_that_was_prescribed(groups: tuple[str, ...], wanted: str) -> None:
    """Of several groups none is picked."""
    facts = facts_of(prescription({"groups": groups, "repeats": -1}), None)
    assert (facts.group, facts.repeats) == (wanted, 0)
    assert (facts.packages, facts.product, facts.may_substitute) == (None, None, None)
