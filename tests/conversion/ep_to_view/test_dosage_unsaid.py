"""A structured dosage that cannot be read or said whole: nothing of it is said, it is told, and the original stands."""

import pytest
from lxml import etree

from converter.conversion.ep_to_view.dosage_meaning import Unsaid
from converter.conversion.ep_to_view.dosage_unsaid import WORDS
from converter.formats.cda.foreign_beside import NAMED, PARTED
from tests.builders.foreign import codes, foreign, outcome_of, part_of, shown
from tests.conversion.ep_to_view.test_dosage_words import TIMING, at_event, every

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
    "an event that is not the EU's": at_event("HS").replace(TIMING, "1.2.3"),
    "an event under another's word": at_event("ACM").replace("/>", ' displayName="etter frokost"/>', 1),
    "two times of which both must be": every("1", "d", hour="08") + every("1", "d", hour="20"),
    "an event that no table has": at_event("C"),
    "between lunch and dinner": at_event("ICD"),
    "three times a day and every week": every("8", "h", flexible=True) + every("1", "wk"),
    "every second day from a day that is not the first": every("2", "d", day=True),
    "an hour that need not be kept": every("1", "d", flexible=True, hour="08"),
    "once in five hours of one's own choosing": every("5", "h", flexible=True),
    "each of 96 times a day": every("0.25", "h", flexible=True),
    "how often is not known": every("1", "d").replace('value="1" unit="d"', 'nullFlavor="UNK"'),
    "an event without a code": '<effectiveTime xsi:type="EIVL_TS" operator="A"><event/></effectiveTime>',
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_times_that_cannot_be_read_are_not_half_said(name: str) -> None:
    document = foreign(time=UNREADABLE[name])
    assert shown(document).dosage == ""
    assert shown(document).prescription.dosage.instructions == ("1 tabletti 3 kertaa päivässä",)
    assert codes(document) & {"view-dosage-unread", "view-dosage-unsaid", "view-dosage-implausible"}


BOUND = '<doseQuantity><low value="{}" unit="{}"{}/><high value="{}" unit="{}"/></doseQuantity>'
HALF_SAID = {
    "no most": '<doseQuantity><low value="1" unit="{Tablet}"/></doseQuantity>',
    "no least": '<doseQuantity><high value="1" unit="{Tablet}"/></doseQuantity>',
    "more than one, to three": BOUND.format(1, "{Tablet}", ' inclusive="false"', 3, "{Tablet}"),
    "millilitres to milligrams": BOUND.format(1, "mL", "", 10, "mg"),
    "most before least": BOUND.format(5, "{Tablet}", "", 2, "{Tablet}"),
    "nothing": BOUND.format(0, "{Tablet}", "", 0, "{Tablet}"),
    "another number beside it": '<doseQuantity value="1" unit="{Tablet}"><translation value="2"/></doseQuantity>',
    "two doses": '<doseQuantity value="1" unit="{Tablet}"/><doseQuantity value="2" unit="{Tablet}"/>',
}


@pytest.mark.parametrize("name", HALF_SAID)
def test_a_dose_that_leaves_open_what_is_meant_silences_the_times_too(name: str) -> None:
    document = foreign(dose=HALF_SAID[name])
    assert shown(document).dosage == ""
    assert "view-dosage-unread" in codes(document)


UNSAYABLE = {
    "no unit": '<doseQuantity><low value="1"/><high value="1"/></doseQuantity>',
    "a unit in foreign words": (
        '<doseQuantity value="1" unit="1"><translation><originalText>5 ml</originalText></translation></doseQuantity>'
    ),
    "a unit that no table has": '<doseQuantity value="1" unit="{half tablet}"/>',
    "a unit that UCUM does not have": '<doseQuantity value="1" unit="mcg"/>',
    "a unit in capitals": '<doseQuantity value="1" unit="MG"/>',
    "another word beside the unit": (
        '<doseQuantity value="1" unit="{Tablet}"><translation><originalText>teaspoon</originalText></translation>'
        "</doseQuantity>"
    ),
    "a word of which nobody knows the unit": (
        '<doseQuantity value="1" unit="1"><translation><originalText>lusikka</originalText></translation>'
        "</doseQuantity>"
    ),
    "pieces of nothing": (
        '<doseQuantity value="1" unit="1"><translation><originalText>pcs</originalText></translation></doseQuantity>'
    ),
    "an annotation beside a unit": '<doseQuantity value="1" unit="mg{total}"/>',
    "a bottle": '<doseQuantity value="1" unit="{Bottle}"/>',
    "a unit of time": '<doseQuantity value="1" unit="h"/>',
    "a rate": '<doseQuantity value="1" unit="mL/d"/>',
    "a dose that nobody knows": '<doseQuantity nullFlavor="UNK"/>',
    "no dose, or one": BOUND.format(0, "{Tablet}", "", 1, "{Tablet}"),
    "a third of a tablet": '<doseQuantity value="0.33" unit="{Tablet}"/>',
}


@pytest.mark.parametrize("name", UNSAYABLE)
def test_a_dose_that_norwegian_cannot_say_is_not_said(name: str) -> None:
    document = foreign(dose=UNSAYABLE[name])
    assert shown(document).dosage == ""
    assert "view-dosage-unsaid" in codes(document)


MORE = {
    "when needed": '<precondition typeCode="PRCN"><criterion><text>tarvittaessa</text></criterion></precondition>',
    "a highest dose": '<maxDoseQuantity><numerator value="4" unit="g"/></maxDoseQuantity>',
    "a rate": '<rateQuantity value="1" unit="mL/h"/>',
    "a step": (
        '<entryRelationship typeCode="COMP"><substanceAdministration classCode="SBADM" moodCode="INT">'
        '<doseQuantity value="2" unit="{Tablet}"/><consumable/></substanceAdministration></entryRelationship>'
    ),
}


@pytest.mark.parametrize("name", MORE)
def test_what_the_structure_says_beside_dose_and_times_silences_them(name: str) -> None:
    """Dose and times alone would be another dosage."""
    dose = part_of("dose")
    document = foreign(dose=dose + MORE[name])
    assert shown(document).dosage == ""
    assert codes(document) >= {"view-dosage-unsaid", "view-part-unread"}


@pytest.mark.parametrize("bounds", ['<width value="x" unit="d"/>', '<width value="10" unit="s"/>', "<center/>"])
def test_a_length_that_cannot_be_read_silences_dose_and_times(bounds: str) -> None:
    assert shown(foreign(bounds=f'<effectiveTime xsi:type="IVL_TS">{bounds}</effectiveTime>')).dosage == ""


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


METHOTREXATE = part_of("atc").replace("M01AE01", "L04AX03")
SUBSTANCE = part_of("ingredient").replace("M01AE01", "L04AX03")
WEEKLY = every("1", "wk")
IMPLAUSIBLE = {
    "100 tablets every hour": {"dose": BOUND.format(100, "{Tablet}", "", 100, "{Tablet}"), "time": every("1", "h")},
    "millilitres of a tablet": {"dose": BOUND.format(5, "mL", "", 5, "mL")},
    "methotrexate every day": {"atc": METHOTREXATE, "time": every("1", "d")},
    "methotrexate every day, by its substance": {"ingredient": SUBSTANCE, "time": every("1", "d")},
}


@pytest.mark.parametrize("name", IMPLAUSIBLE)
def test_a_dosage_that_cannot_be_meant_is_not_said(name: str) -> None:
    """The prescriber's own words stand, and why is told once."""
    document = foreign(**IMPLAUSIBLE[name])
    assert shown(document).dosage == ""
    assert shown(document).prescription.dosage.instructions == ("1 tabletti 3 kertaa päivässä",)
    assert "view-dosage-implausible" in codes(document)
    assert "view-dosage-unsaid" not in codes(document)


def test_what_can_be_meant_is_said() -> None:
    """Methotrexate once a week."""
    assert "M01AE01" not in METHOTREXATE + SUBSTANCE
    document = foreign(atc=METHOTREXATE, ingredient=SUBSTANCE, time=WEEKLY)
    assert shown(document).dosage == "1 tablett én gang i uken."
    assert "view-dosage-implausible" not in codes(document)


def test_every_reason_has_words_in_both_languages() -> None:
    """Each its own, and each name that the reader gives is one of them."""
    named = {etree.QName(tag).localname for tag in NAMED} | set(PARTED.values())
    assert named | set(Unsaid) - {Unsaid.UNREAD} <= WORDS.keys()
    for norwegian, english in WORDS.values():
        assert norwegian
        assert english
    assert len(set(WORDS.values())) == len(WORDS)


@pytest.mark.parametrize("name", MORE)
def test_what_is_not_understood_is_named(name: str) -> None:
    """In people's words, at its place."""
    outcome = outcome_of(foreign(dose=part_of("dose") + MORE[name]))
    (told,) = [f for f in outcome.findings if f.code == "view-dosage-unsaid"]
    assert any(norwegian in told.text_no and english in told.text_en for norwegian, english in WORDS.values())
    assert "substanceAdministration/" in told.path
