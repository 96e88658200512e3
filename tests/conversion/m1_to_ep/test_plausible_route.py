"""A dosage that cannot be meant, through the whole route: nothing of it is said, sender and pharmacist are told."""

import pytest

from converter.conversion.m1_to_ep.dosage import CODE_DIFFERS, TEXT_DIFFERS
from converter.conversion.m1_to_ep.dosage_plausible import IMPLAUSIBLE, UNCHECKED
from converter.conversion.m1_to_ep.dosage_reading import BY_RULE
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.model.dosage import Dosage
from tests.builders.loaded import convert, remarks
from tests.builders.messages import AT, m1
from tests.builders.norwegian import package, shelf
from tests.conversion.m1_to_ep.test_dosage import MIXTURE, dose, part, phase, said, short

METHOTREXATE = {
    "atc": "L04AX03",
    "atc_name": "Metotreksat",
    "name": "Ukjentreksat tab 2,5 mg",
    "brand": "Ukjentreksat",
    "varenr": "000012",
}


@pytest.mark.parametrize(
    "knobs",
    [
        {"dosage": "4 tabletter daglig", **METHOTREXATE},
        {"dosage": "1 tablett daglig", "raw_dosing": phase(dose("1")), **METHOTREXATE},
        {"dosage": None, "raw_dosing": phase(dose("1")), **METHOTREXATE},
        {"dosage": "Én tablett hver dag", "raw_dosing": phase(dose("1")), **METHOTREXATE},
        {**short("93", "1 tablett daglig"), **METHOTREXATE},
        {**short("93", "En tablett hver dag"), **METHOTREXATE},
        {**short("11", "0,3 tablett 2 ganger daglig"), **METHOTREXATE},
        {"dosage": "1 tablett morgen og kveld", **METHOTREXATE},
        {"dosage": "4 tabletter", **METHOTREXATE},
        {"dosage": "8 tabletter hver time"},
        {"dosage": None, "raw_dosing": phase(dose("8", every="1 Time"))},
        {"dosage": "10 ml 3 ganger daglig"},
        {"dosage": "1 tablett 3 ganger daglig", **MIXTURE},
    ],
    ids=lambda knobs: f"{knobs['dosage']} {knobs.get('atc', knobs.get('form', ''))} {'Dosering' in str(knobs)}",
)
def test_what_cannot_be_meant_leaves_as_text(knobs: dict[str, str]) -> None:
    """Methotrexate every day, a tablet every few minutes, millilitres of a tablet: no English, dose or period."""
    outcome = convert(m1(**knobs))
    found = said(outcome)
    assert found == Dosage(found.text, english=IMPLAUSIBLE)
    assert found.text
    assert outcome.document is not None
    assert b"doseQuantity" not in outcome.document
    assert b"<period" not in outcome.document
    assert "dosage-implausible" in remarks(outcome)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("4 tabletter én gang i uken", "Take 4 tablets once a week."),
        ("4 tabletter hver mandag", "Take 4 tablets every Monday."),
        ("4 tabletter ukentlig på samme ukedag", "Take 4 tablets once a week (same day each week)."),
    ],
)
def test_methotrexate_once_a_week_is_said(text: str, english: str) -> None:
    """As it is usual."""
    outcome = convert(m1(dosage=text, **METHOTREXATE))
    assert said(outcome).english == f"{english} {BY_RULE}"
    assert "dosage-implausible" not in remarks(outcome)


@pytest.mark.parametrize(
    ("knobs", "english"),
    [
        ({"dosage": "4 tabletter ukentlig", "raw_dosing": phase(dose("4"))}, TEXT_DIFFERS),
        ({"dosage": "4 tabletter hver mandag", "raw_dosing": phase(dose("4", every="7 Døgn"))}, TEXT_DIFFERS),
        (short("93", "1 tablett ukentlig"), CODE_DIFFERS),
    ],
)
def test_what_differs_is_told_as_that(knobs: dict[str, str], english: str) -> None:
    """Weekly in words and daily in structure: of two dosages it is not known which is implausible."""
    outcome = convert(m1(**{**knobs, **METHOTREXATE}))
    assert said(outcome) == Dosage(str(knobs["dosage"]), english=english)
    assert "dosage-implausible" not in remarks(outcome)


END_ALONE = f'<Dosering><Sluttidspunkt V="2026-12-05"/>{dose("1")}</Dosering>'
GAP = phase(dose("1"), start="2026-11-02", end="2026-11-10") + phase(dose("1"), start="2026-11-20", end="2026-12-10")
EXACT = phase(dose("1", when="<GisEksakt>true</GisEksakt>"))
TWICE = phase(dose("1", when=part("1")), dose("1", when=part("1")))
IN_REGISTER: dict[str, str | None] = {"atc": None}
"""The register's own package, of which neither message nor register says the ATC code."""
WITHOUT_MEANING: dict[str, dict[str, str | None]] = {
    "an end without a beginning": {"dosage": None, "raw_dosing": END_ALONE},
    "a gap": {"dosage": None, "raw_dosing": GAP},
    "exactly at no hour": {"dosage": None, "raw_dosing": EXACT},
    "twice in the morning": {"dosage": None, "raw_dosing": TWICE},
    "every other day, three times a week": {**short("52", "1 tablett annenhver dag 3 ganger i uken")},
    "every four hours, as decided": {**short("61", "1 tablett hver 4. time slik legen har bestemt")},
}


@pytest.mark.parametrize("name", WITHOUT_MEANING)
@pytest.mark.parametrize("medicine", [METHOTREXATE, IN_REGISTER], ids=["methotrexate", "unknown"])
def test_what_has_no_meaning_is_not_said_of_a_seldom_or_an_unknown_medicine(
    name: str, medicine: dict[str, str | None]
) -> None:
    """Structure and short doses have words that no limit can be held against."""
    register = shelf(package("990003", atc=None))
    outcome = m1_to_ep(m1(**{**WITHOUT_MEANING[name], **medicine}), register, AT)
    found = said(outcome)
    assert found == Dosage(found.text, english=UNCHECKED)
    assert outcome.document is not None
    assert b"doseQuantity" not in outcome.document
    assert "dosage-unchecked" in remarks(outcome)


@pytest.mark.parametrize("name", WITHOUT_MEANING)
def test_what_has_no_meaning_is_never_coded(name: str) -> None:
    """Of another medicine it is said in words."""
    found = said(convert(m1(**WITHOUT_MEANING[name])))
    assert found.schedule is None
    assert found.english.startswith(("1 tablet", "from "))


@pytest.mark.parametrize(
    "knobs",
    [
        {"dosage": None, "raw_dosing": END_ALONE.replace('V="1" U="tab', 'V="100" U="tab')},
        {"dosage": None, "raw_dosing": END_ALONE.replace('V="1" U="Døgn', 'V="30" U="Minutt')},
        {"dosage": None, "raw_dosing": END_ALONE.replace("tablett", "ml")},
        {"dosage": None, "raw_dosing": GAP.replace('V="1" U="tab', 'V="25" U="tab')},
        {**short("136", "1 tablett 2 ganger daglig i hvert øye"), **MIXTURE},
    ],
)
def test_its_amounts_are_held_against_the_limits(knobs: dict[str, str]) -> None:
    """Too many in a day, or no unit of this form."""
    outcome = convert(m1(**knobs))
    assert said(outcome) == Dosage(said(outcome).text, english=IMPLAUSIBLE)
    assert "dosage-implausible" in remarks(outcome)
