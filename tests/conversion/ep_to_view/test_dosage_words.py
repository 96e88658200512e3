"""The structured dosage in Norwegian: what each shape says, and that nothing is said where not all of it can be."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ep_to_view.dosage_words import say_dosage
from converter.conversion.session import Notes
from converter.model.coded import Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage
from tests.builders.foreign import codes, foreign, part_of, shown
from tests.builders.loaded import loaded

ONE = '<doseQuantity><low value="1" unit="{Tablet}"/><high value="1" unit="{Tablet}"/></doseQuantity>'
TIMING = "2.16.840.1.113883.5.139"


def every(value: str, unit: str, *, flexible: bool = False, hour: str = "") -> str:
    """An interval (PIVL_TS)."""
    own = ' institutionSpecified="true"' if flexible else ""
    phase = f'<phase><low value="20261101{hour}"/></phase>' if hour else ""
    period = f'<period value="{value}" unit="{unit}"/>'
    return f'<effectiveTime xsi:type="PIVL_TS" operator="A"{own}>{phase}{period}</effectiveTime>'


def at_event(code: str, offset: str = "") -> str:
    """An event of the day (EIVL_TS)."""
    shift = f'<offset><low value="{offset}" unit="min"/></offset>' if offset else ""
    return (
        f'<effectiveTime xsi:type="EIVL_TS" operator="A"><event code="{code}" codeSystem="{TIMING}"/>{shift}'
        "</effectiveTime>"
    )


SAID = {
    every("8", "h", flexible=True): "1 tablett 3 ganger daglig",
    every("24", "h", flexible=True): "1 tablett 1 gang daglig",
    every("1", "d", flexible=True): "1 tablett 1 gang daglig",
    every("12", "h"): "1 tablett hver 12. time",
    every("1", "d"): "1 tablett hver dag",
    every("2", "d"): "1 tablett hver 2. dag",
    every("1", "wk"): "1 tablett hver uke",
    every("1", "wk", flexible=True): "1 tablett 1 gang i uken",
    every("1", "mo"): "1 tablett hver måned",
    every("5", "h", flexible=True): "1 tablett 1 gang per 5 timer",
    every("1", "d", hour="08"): "1 tablett daglig kl. 08:00",
    every("1", "d", hour="0830"): "1 tablett daglig kl. 08:30",
    every("1", "d", hour="20") + every("1", "d", hour="0800"): "1 tablett daglig kl. 08:00 og 20:00",
    at_event("HS"): "1 tablett ved sengetid",
    at_event("ACM") + at_event("ACV"): "1 tablett før frokost og før middag",
}


@pytest.mark.parametrize("xml", SAID, ids=list(SAID.values()))
def test_each_shape_is_said(xml: str) -> None:
    assert shown(foreign(time=xml)).dosage == SAID[xml]


DOSES = {
    '<doseQuantity value="2" unit="{Tablet}"/>': "2 tabletter 3 ganger daglig",
    '<doseQuantity><low value="1" unit="{Tablet}"/><high value="2" unit="{Tablet}"/></doseQuantity>': (
        "1-2 tabletter 3 ganger daglig"
    ),
    '<doseQuantity><low value="0.5" unit="mL"/><high value="0.5" unit="mL"/></doseQuantity>': "0,5 ml 3 ganger daglig",
    '<doseQuantity><low value="1"/><high value="1"/></doseQuantity>': "1 dose 3 ganger daglig",
    '<doseQuantity nullFlavor="UNK"/>': "3 ganger daglig",
}


@pytest.mark.parametrize("xml", DOSES, ids=list(DOSES.values()))
def test_each_dose_is_said(xml: str) -> None:
    assert shown(foreign(dose=xml)).dosage == DOSES[xml]


def test_the_length_of_treatment_is_said() -> None:
    bounds = '<effectiveTime xsi:type="IVL_TS"><width value="10" unit="d"/></effectiveTime>'
    assert shown(foreign(bounds=bounds)).dosage == "1 tablett 3 ganger daglig i 10 dager"


UNREADABLE = {
    "SXPR": (
        '<effectiveTime xsi:type="SXPR_TS"><comp xsi:type="PIVL_TS"><period value="8" unit="h"/></comp></effectiveTime>'
    ),
    "no period": (
        '<effectiveTime xsi:type="PIVL_TS" operator="A"><phase><low value="20261101"/></phase></effectiveTime>'
    ),
    "an excluded time": every("1", "d").replace('operator="A"', 'operator="E"'),
    "an alignment": every("1", "wk").replace('operator="A"', 'operator="A" alignment="DW"'),
    "a time that lasts": every("1", "d", hour="08").replace("</phase>", '<width value="2" unit="h"/></phase>'),
    "so long from a meal": at_event("ACM", "-30"),
    "a negative period": every("-8", "h"),
    "a unit of no time": every("8", "mg"),
    "an unknown hour": every("1", "d", hour="99"),
    "a period that is no number": every("eight", "h"),
    "an event without a code": '<effectiveTime xsi:type="EIVL_TS" operator="A"><event/></effectiveTime>',
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_times_that_cannot_be_read_are_not_half_said(name: str) -> None:
    document = foreign(time=UNREADABLE[name])
    assert shown(document).dosage == ""
    assert shown(document).prescription.dosage.instructions == ("1 tabletti 3 kertaa päivässä",)
    assert codes(document) & {"view-dosage-unread", "view-dosage-unsaid"}


BOUND = '<doseQuantity><low value="{}" unit="{}"{}/><high value="{}" unit="{}"/></doseQuantity>'
HALF_SAID = {
    "no most": '<doseQuantity><low value="1" unit="{Tablet}"/></doseQuantity>',
    "no least": '<doseQuantity><high value="1" unit="{Tablet}"/></doseQuantity>',
    "more than one, to three": BOUND.format(1, "{Tablet}", ' inclusive="false"', 3, "{Tablet}"),
    "millilitres to milligrams": BOUND.format(1, "mL", "", 10, "mg"),
    "most before least": BOUND.format(5, "{Tablet}", "", 2, "{Tablet}"),
    "nothing": BOUND.format(0, "{Tablet}", "", 0, "{Tablet}"),
    "two doses": '<doseQuantity value="1" unit="{Tablet}"/><doseQuantity value="2" unit="{Tablet}"/>',
}


@pytest.mark.parametrize("name", HALF_SAID)
def test_a_dose_that_leaves_open_what_is_meant_silences_the_times_too(name: str) -> None:
    document = foreign(dose=HALF_SAID[name])
    assert shown(document).dosage == ""
    assert "view-dosage-unread" in codes(document)


def test_one_unreadable_time_among_several_silences_all() -> None:
    assert shown(foreign(time=every("8", "h") + UNREADABLE["SXPR"])).dosage == ""


def test_a_greek_instruction_is_shown_as_it_stands() -> None:
    greek = "Ένα δισκίο κάθε 8 ώρες"
    view = shown(foreign(instruction=greek))
    assert view.prescription.dosage.instructions == (greek,)


def test_a_dosage_that_is_not_there_is_told() -> None:
    text = foreign(time="", dose="", bounds='<effectiveTime nullFlavor="NI"/>', instruction="").decode()
    assert "view-dosage-missing" in codes(text.encode())
    assert part_of("dose") in foreign().decode()


amounts = st.decimals(Decimal("0.01"), Decimal(9999), places=2).map(Decimal.normalize)


@given(low=amounts, more=amounts, period=st.integers(1, 400), unit=st.sampled_from(["h", "d", "wk", "mo"]))
def test_the_numbers_said_are_the_document_s(low: Decimal, more: Decimal, period: int, unit: str) -> None:
    """Neither rounded nor turned into another: least, most and interval stand in the words, or nothing does."""
    dosage = ForeignDosage(
        Quantity(low, "mL"), Quantity(low + more, "mL"), (DoseTime(Quantity(Decimal(period), unit)),)
    )
    said = say_dosage(dosage, Notes(loaded().tables))
    words = said.split()
    assert [Decimal(w.replace(",", ".")) for w in words[0].split("-")] == [low, low + more]
    assert words[1:3] == ["ml", "hver"]
    assert period == 1 or words[3] == f"{period}."
