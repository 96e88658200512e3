"""An M10 beside the dispense: of the same patient and prescription, or refused; what it says otherwise is told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.exchange import steady
from tests.builders.foreign import foreign
from tests.builders.norwegian import made, refused
from tests.builders.numbers import number_for
from tests.conversion.m10_to_ed.test_m10_to_ed import own_m10, posted

LIST = "2.16.578.1.12.4.1.1.8116"
OF_ANOTHER = {"m10-of-another-patient"}
BORN, NUMBER = "1980-02-29", "FI-TEST-0071"


def person(family: str = "Esimerkki", given_name: str = "Aino", born: str = BORN, *ids: tuple[str, str]) -> str:
    """A patient as MsgHead has them; without a birth date where it is empty."""
    day = f"<DateOfBirth>{born}</DateOfBirth>" if born else ""
    idents = "".join(f'<Ident><Id>{i}</Id><TypeId V="{kind}" S="{LIST}" DN="x"/></Ident>' for i, kind in ids)
    return f"<FamilyName>{family}</FamilyName><GivenName>{given_name}</GivenName>{day}{idents}"


def told(patient: str) -> set[str]:
    """What is told of the patient of an M10 that is taken."""
    outcome = made(foreign(), posted(own_m10("990003", "2", patient=patient), substituted="generic"))
    assert outcome.document is not None, [f.code for f in outcome.findings]
    return {f.code for f in outcome.findings} - {"identifiers-pending"}


def not_taken(patient: str) -> set[str]:
    """Why the M10 is not taken."""
    return refused(foreign(), posted(own_m10("990003", "2", patient=patient), substituted="generic"))


FNR_1980 = number_for(date(1980, 2, 29))
FNR_1968 = number_for(date(1968, 3, 14))
SAME = {
    "by number and birth date": person("Esimerkki", "Aino", BORN, (NUMBER, "UID")),
    "by number, however it is written": person("Esimerkki", "Aino", BORN, ("fi test 0071", "XXX")),
    "by number alone": person("Esimerkki", "Aino", "", (NUMBER, "UID")),
    "by birth date and name": person(),
    "by the birth date in a Norwegian number": person("Esimerkki", "Aino", "", (FNR_1980, "FNR")),
    "beside a passport": person("Esimerkki", "Aino", BORN, ("P1", "PNR")),
    "names in another order": person("Aino", "Esimerkki"),
    "in capitals": person("ESIMERKKI", "AINO"),
    "beside a hospital's number": person("Esimerkki", "Aino", BORN, (NUMBER, "UID"), ("77-1", "XXX")),
}


@pytest.mark.parametrize("how", SAME)
def test_the_same_patient_is_known(how: str) -> None:
    assert told(SAME[how]) == set()


SPELT = {
    "a name fewer": person("Esimerkki", "Ainu"),
    "another name, the same number": person("Testi", "Toinen", BORN, (NUMBER, "UID")),
    "other letters, the same number": person("Есимеркки", "Аино", BORN, (NUMBER, "UID")),
    "a hyphen and a name more": person("Esimerkki-Test", "Aino"),
}


@pytest.mark.parametrize("how", SPELT)
def test_another_spelling_is_told(how: str) -> None:
    assert told(SPELT[how]) == {"m10-name-differs"}


OTHERS = {
    "another birth date": person(born="1980-02-28"),
    "another birth date, the same number": person("Esimerkki", "Aino", "1980-02-28", (NUMBER, "UID")),
    "another number": person("Esimerkki", "Aino", BORN, ("FI-TEST-0072", "UID")),
    "a number of another land": person("Esimerkki", "Aino", BORN, ("FI-TEST-0072", "SEF")),
    "one number the same and one another": person("Esimerkki", "Aino", BORN, (NUMBER, "UID"), ("2", "DKF")),
    "another birth date in a Norwegian number": person("Esimerkki", "Aino", "", (FNR_1968, "FNR")),
    "two birth dates": person("Esimerkki", "Aino", BORN, (FNR_1968, "FNR")),
    "neither number nor birth date": person(born=""),
    "a passport alone": person("Esimerkki", "Aino", "", ("P1", "PNR")),
    "the same birth date, another name": person("Testi", "Toinen"),
    "a twin": person("Esimerkki", "Matti"),
    "a namesake": person("Nowak", "Aino"),
}


@pytest.mark.parametrize("how", OTHERS)
def test_another_patient_is_refused(how: str) -> None:
    """And so is one of whom it is not known."""
    assert not_taken(OTHERS[how]) == OF_ANOTHER


def test_a_norwegian_number_on_both_sides_is_the_same_or_another() -> None:
    """An eP may name a patient by one."""
    own = b'<id root="2.16.840.1.113883.3.9999.20.3" extension="FI-TEST-0071"/>'
    both = own + f'<id root="2.16.578.1.12.4.1.4.1" extension="{FNR_1980}"/>'.encode()
    ep = foreign().replace(own, both)
    assert ep != foreign()
    for number, same in ((FNR_1980, True), (number_for(date(1980, 2, 29), start=40), False)):
        m10 = own_m10("990003", "2", patient=person("Esimerkki", "Aino", BORN, (number, "FNR")))
        assert (made(ep, posted(m10, substituted="generic")).document is not None) == same


@pytest.mark.parametrize("number", ["FI-2026-0042", "fi-2026-0042", "2.16.840.1.113883.3.9999.20.2^FI-2026-0042"])
def test_the_prescription_is_known_by_its_id(number: str) -> None:
    m10 = own_m10("990003", "2", prescription=number)
    assert made(foreign(), posted(m10, substituted="generic")).document is not None


@pytest.mark.parametrize("number", ["FI-2026-0043", "d08bddcb-079c-4301-8c84-a2b1ae7898de", "2.16.840", "0042"])
def test_another_prescription_is_refused(number: str) -> None:
    m10 = own_m10("990003", "2", prescription=number)
    assert refused(foreign(), posted(m10, substituted="generic")) == {"m10-of-another-prescription"}


def test_the_case_of_another_patient(shared: Path) -> None:
    """As it was reported: a Norwegian patient's M10 beside a Finnish patient's prescription."""
    m10 = (shared / "cases" / "inbound" / "m10-of-another-patient.xml").read_bytes()
    assert refused(foreign(), posted(m10, substituted="generic")) == {*OF_ANOTHER, "m10-of-another-prescription"}


@pytest.mark.parametrize(
    ("field", "value"),
    [("varenr", "990004"), ("packages", "1"), ("dispensedAt", "2026-11-22T10:00:00+01:00")],
)
def test_what_the_m10_says_otherwise_is_told(field: str, value: str) -> None:
    """The JSON goes first, and nobody is left to believe that both say it."""
    dispense = posted(own_m10("990003", "2"), substituted="generic", **{field: value})
    told_at = {f.path for f in made(foreign(), dispense).findings if f.code == "dispense-differs-from-m10"}
    assert told_at == {f"/dispense/{field}"}
    usual = made(foreign(), posted(own_m10("990003", "2"), substituted="generic", packages="2.0"))
    assert "dispense-differs-from-m10" not in {f.code for f in usual.findings}


def of(given: str, family: str) -> bytes:
    """The prescription, of a patient with this name."""
    own = b"<given>Aino</given>"
    text = foreign().decode()
    assert own.decode() in text
    begin = text.index("<family>")
    text = text[:begin] + f"<family>{family}" + text[text.index("</family>", begin) :]
    return text.replace(own.decode(), f"<given>{given}</given>").encode()


@pytest.mark.parametrize(
    ("given_name", "family", "own", "own_family"),
    [
        ("Michał", "Łukaszewicz", "Michal", "Lukaszewicz"),
        ("Søren", "Østergård", "Soren", "Oestergaard"),
        ("Jürgen", "Größe", "Juergen", "Grosse"),
        ("Đorđe", "Đukić", "Dorde", "Dukic"),
        ("Bjørn Ærlig", "Åse", "Bjorn Aerlig", "Aase"),
        ("Þóra", "Jónsdóttir", "Thora", "Jonsdottir"),
        ("María José", "García y Lopez", "Maria Jose", "Garcia Lopez"),
    ],
)
def test_letters_of_other_countries_are_the_same_persons(
    given_name: str, family: str, own: str, own_family: str
) -> None:
    """By birth date, without any number; either way round."""
    for one, other in (((given_name, family), (own, own_family)), ((own, own_family), (given_name, family))):
        m10 = own_m10("990003", "2", patient=person(other[1], other[0]))
        assert made(of(*one), posted(m10, substituted="generic")).document is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Matti", "Esimerkki"), ("Aino", "Esimerkki")),
        (("Anna", "Hansen"), ("Anna", "Nowak")),
        (("Jan", "van Dijk"), ("Piet", "van Berg")),
        (("Anna Maria", "Hansen"), ("Kari", "Hansen")),
    ],
)
def test_a_name_that_is_wholly_another_is_another_person(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Though the birth date is the same; a number that both have says that it is one."""
    for given_name, family in (one, other):
        for own, own_family in (one, other):
            m10 = own_m10("990003", "2", patient=person(own_family, own))
            taken = made(of(given_name, family), posted(m10, substituted="generic")).document is not None
            assert taken == ((given_name, family) == (own, own_family))
            m10 = own_m10("990003", "2", patient=person(own_family, own, BORN, (NUMBER, "UID")))
            assert made(of(given_name, family), posted(m10, substituted="generic")).document is not None


days = st.dates().map(lambda day: day.isoformat()) | st.just(BORN)


@steady(200)
@given(st.text("0123456789FITES-", max_size=12) | st.just(NUMBER), st.sampled_from(["UID", "SEF", "DKF", "XXX"]), days)
def test_no_other_number_and_no_other_day_is_taken(number: str, kind: str, born: str) -> None:
    """Whoever it is."""
    same = "".join(c for c in number.casefold() if c.isalnum()) == "fitest0071"
    ids = ((number, kind),) if number not in {"", "0"} else ()  # 0 is no number
    dispense = posted(own_m10("990003", "2", patient=person("Esimerkki", "Aino", born, *ids)), substituted="generic")
    taken = made(foreign(), dispense).document is not None
    assert taken == (born == BORN and (same or not ids))
