"""A dosage that another country wrote: what is read, and each thing that leaves dose or times unclear."""

from datetime import date
from decimal import Decimal

import pytest

from converter.formats.cda.foreign import Reading
from converter.formats.cda.foreign_dosage import read_dosage
from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage
from tests.builders.snippets import h, noted

ONE = Quantity(Decimal(1), "{Tablet}")
DAILY = Quantity(Decimal(1), "d")
FIRST = date(2026, 11, 1)
BOUNDS = '<effectiveTime x:type="IVL_TS"><low value="20261101"/>{}</effectiveTime>'
PERIOD = '<period value="1" unit="d"/>'
EVENT = '<event code="HS" codeSystem="1.2"/>'


def read(*parts: str) -> tuple[ForeignDosage, list[str]]:
    """The dosage of an item with these parts, and what was noted."""
    reading = Reading()
    return read_dosage(h(f"<x>{''.join(parts)}</x>"), ("own words",), reading), noted(reading)


def pivl(inside: str = PERIOD, attributes: str = "") -> str:
    """An interval."""
    return f'<effectiveTime x:type="PIVL_TS"{attributes}>{inside}</effectiveTime>'


def eivl(inside: str = EVENT, attributes: str = "") -> str:
    """An event of the day."""
    return f'<effectiveTime x:type="EIVL_TS"{attributes}>{inside}</effectiveTime>'


def test_nothing_said_is_nothing() -> None:
    """But for the words."""
    assert read() == (ForeignDosage(instructions=("own words",)), [])


@pytest.mark.parametrize(
    ("inside", "start", "end", "length", "unclear"),
    [
        ("", date(2026, 11, 1), None, None, 0),
        ('<high value="20261110"/>', date(2026, 11, 1), date(2026, 11, 10), None, 0),
        ('<high nullFlavor="UNK"/>', date(2026, 11, 1), None, None, 0),
        ('<high value="x"/>', date(2026, 11, 1), None, None, 1),
        ('<width value="10" unit="d"/>', date(2026, 11, 1), None, Quantity(Decimal(10), "d"), 0),
        ('<width nullFlavor="UNK"/>', date(2026, 11, 1), None, None, 0),
        ('<width value="0" unit="d"/>', date(2026, 11, 1), None, None, 1),
        ('<width value="x" unit="d"/>', date(2026, 11, 1), None, None, 1),
        ('<center value="20261105"/>', date(2026, 11, 1), None, None, 1),
        ('<center nullFlavor="UNK"/>', date(2026, 11, 1), None, None, 0),
    ],
)
def test_the_time_of_treatment(
    inside: str, start: date, end: date | None, length: Quantity | None, unclear: int
) -> None:
    """First day, last day and length; what cannot be read is told."""
    found, codes = read(BOUNDS.format(inside))
    assert (found.start, found.end, found.length) == (start, end, length)
    assert found.times == ()
    assert codes == ["ed-structure-unclear"] * unclear


def test_bounds_without_type_are_bounds_where_they_hold_something() -> None:
    """An interval of any other type is a time."""
    assert read('<effectiveTime><low value="20261101"/></effectiveTime>')[0].start == date(2026, 11, 1)
    found, codes = read('<effectiveTime value="20261101"/>')
    assert (found.start, found.times) == (None, None)
    assert codes == ["ed-structure-unclear"]


def dose(inside: str = "", attributes: str = "") -> str:
    """A doseQuantity."""
    return f"<doseQuantity{attributes}>{inside}</doseQuantity>"


def between(low: str, high: str, unit: str = "{Tablet}", more: str = "") -> str:
    """A dose from low to high."""
    return dose(f'<low value="{low}" unit="{{Tablet}}"{more}/><high value="{high}" unit="{unit}"/>')


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        (dose(attributes=' value="1" unit="{Tablet}"'), ONE, ONE),
        (between("1", "1"), ONE, ONE),
        (between("1", "2"), ONE, Quantity(Decimal(2), "{Tablet}")),
        (between("0", "1"), Quantity(Decimal(0), "{Tablet}"), ONE),
        (between("1", "1", more=' inclusive="true"'), ONE, ONE),
        (between("1", "1", more=' inclusive="1"'), ONE, ONE),
        (dose(attributes=' value="1"'), Quantity(Decimal(1), "1"), Quantity(Decimal(1), "1")),
        (
            dose("<translation><originalText>spoon</originalText></translation>", ' value="1" unit="1"'),
            Quantity(Decimal(1), "1", "spoon"),
            Quantity(Decimal(1), "1", "spoon"),
        ),
    ],
)
def test_a_dose(given: str, low: Quantity, high: Quantity) -> None:
    """One number, or from one to another."""
    found, codes = read(given)
    assert (found.low, found.high, found.times) == (low, high, ())
    assert codes == []


@pytest.mark.parametrize(
    "given",
    [
        dose(attributes=' value="0"'),
        dose(attributes=' value="-1"'),
        dose(attributes=' value="x"'),
        dose('<low value="1"/>'),
        dose('<high value="1"/>'),
        dose(),
        between("2", "1"),
        between("-1", "1"),
        between("0", "0"),
        between("1", "2", "mL"),
        between("1", "2", more=' inclusive="false"'),
        dose('<translation value="2"/>', ' value="1"'),
        dose('<low value="1"><translation value="2"/></low><high value="1"/>'),
        dose('<low value="1"/><high value="1"/>', ' value="1"'),
        dose('<center value="1"/>', ' value="1"'),
        dose('<low value="1"/><low value="2"/><high value="3"/>'),
        dose('<low value="1"/><high value="3"/><width value="2"/>'),
        dose('<low value="1"/><high value="3"/>', ' unit="mg"'),
        dose('<low value="1"/><high value="3"/>', ' operator="E"'),
        dose('<low value="1" nullFlavor="UNK"/><high value="3"/>'),
        dose('<low value="1"/><high value="3"/>most'),
        dose(attributes=' value="1" nullFlavor="UNK"'),
        dose(attributes=' value="1" operator="E"'),
        dose(attributes=' value="1" x:type="PPD_PQ"'),
        dose('<translation value="1" code="mg"/>', ' value="1"'),
        dose(
            "<translation><originalText>a</originalText></translation><translation><originalText>b</originalText>"
            "</translation>",
            ' value="1"',
        ),
        dose(
            '<low value="1"><translation><originalText>drop</originalText></translation></low><high value="1">'
            "<translation><originalText>spoon</originalText></translation></high>"
        ),
    ],
)
def test_a_dose_that_is_unclear_leaves_the_times_unread(given: str) -> None:
    """When to take what nobody knows."""
    found, codes = read(given, pivl())
    assert (found.low, found.high, found.times) == (None, None, None)
    assert codes == ["ed-structure-unclear"]


def test_a_dose_that_is_null_says_nothing_and_two_say_too_much() -> None:
    """The times of the first are read."""
    found, codes = read(dose(attributes=' nullFlavor="UNK"'), pivl())
    assert (found.low, found.times, codes) == (None, (DoseTime(DAILY),), [])
    found, _ = read(between("1", "1"), between("1", "1"))
    assert (found.low, found.times) == (None, None)
    assert read(*[dose(attributes=' nullFlavor="UNK"')] * 2)[0].times == ()


@pytest.mark.parametrize(
    ("given", "time"),
    [
        (pivl(), DoseTime(DAILY)),
        (pivl(attributes=' institutionSpecified="true"'), DoseTime(DAILY, True)),
        (pivl(attributes=' institutionSpecified="false"'), DoseTime(DAILY)),
        (pivl(attributes=' operator="A"'), DoseTime(DAILY)),
        (pivl(attributes=' operator="I"'), DoseTime(DAILY)),
        (pivl('<phase><low value="202611010830"/></phase>' + PERIOD), DoseTime(DAILY, hour="08:30", day=FIRST)),
        (pivl('<phase><low value="2026110108"/></phase>' + PERIOD), DoseTime(DAILY, hour="08:00", day=FIRST)),
        (pivl('<phase><low value="20261101083000.0+0100"/></phase>' + PERIOD),
         DoseTime(DAILY, hour="08:30", day=FIRST)),
        (pivl('<phase><low value="20261101"/></phase>' + PERIOD), DoseTime(DAILY, day=FIRST)),
        (pivl('<phase><low value="20261101080000+0200"/></phase>' + PERIOD),
         DoseTime(DAILY, hour="08:00", day=FIRST, ahead=60)),
        (pivl('<phase><low value="20260701080000+0200"/></phase>' + PERIOD),
         DoseTime(DAILY, hour="08:00", day=date(2026, 7, 1))),
        (pivl('<phase><low value="20261101"/></phase><period value="1" unit="wk"/>', ' alignment="DW"'),
         DoseTime(Quantity(Decimal(1), "wk"), day=FIRST)),
        (pivl('<phase><low nullFlavor="UNK"/></phase>' + PERIOD), DoseTime(DAILY)),
        (pivl('<phase/>' + PERIOD), DoseTime(DAILY)),
        (pivl('<phase><low value="2026110108"/><high nullFlavor="NI"/></phase>' + PERIOD),
         DoseTime(DAILY, hour="08:00", day=FIRST)),
        (eivl(), DoseTime(event=Coded("HS", "1.2", ""))),
        (eivl('<event code="HS" codeSystem="1.2" displayName="d"/><offset value="5" unit="min"/>'),
         DoseTime(event=Coded("HS", "1.2", "d"), offset=Quantity(Decimal(5), "min"))),
        (eivl(EVENT + '<offset><low value="-30" unit="min"/></offset>'),
         DoseTime(event=Coded("HS", "1.2", ""), offset=Quantity(Decimal(-30), "min"))),
        (eivl(EVENT + '<offset value="5" unit="min"/>'),
         DoseTime(event=Coded("HS", "1.2", ""), offset=Quantity(Decimal(5), "min"))),
    ],
)  # fmt: skip
def test_a_time(given: str, time: DoseTime) -> None:
    """An interval with or without an hour, or an event of the day."""
    assert read(given) == (ForeignDosage(times=(time,), instructions=("own words",)), [])


@pytest.mark.parametrize(
    "given",
    [
        pivl(attributes=' operator="E"'),
        pivl(attributes=' operator="H"'),
        pivl(attributes=' alignment="DW"'),
        pivl('<phase><low value="20261101"/></phase>' + PERIOD, ' alignment="DW"'),
        pivl('<phase><low value="20261101"/></phase><period value="1" unit="wk"/>', ' alignment="DM"'),
        pivl('<period value="1" unit="wk"/>', ' alignment="DW"'),
        pivl(attributes=' operator="A"'),
        pivl(attributes=' institutionSpecified="yes"'),
        pivl(attributes=' value="20261101"'),
        pivl(attributes=' nullFlavor="UNK"'),
        pivl(PERIOD + PERIOD),
        pivl(PERIOD + "<comp/>"),
        pivl(PERIOD + "when needed"),
        pivl('<period value="1" unit="d" nullFlavor="UNK"/>'),
        pivl('<period value="1" unit="d"><translation value="2"/></period>'),
        pivl('<period value="8" unit="h"><standardDeviation value="2" unit="h"/></period>'),
        pivl('<phase value="20261101"/>' + PERIOD),
        pivl("<phase/><phase/>" + PERIOD),
        pivl('<phase><low value="20261101" inclusive="false"/></phase>' + PERIOD),
        pivl('<phase><low value="20261101" nullFlavor="UNK"/></phase>' + PERIOD),
        pivl('<phase><low value="20261101083015"/></phase>' + PERIOD),
        pivl('<phase><low value="2026110108"/><low value="2026110120"/></phase>' + PERIOD),
        eivl('<event code="HS" codeSystem="1.2" nullFlavor="NI"/>'),
        eivl('<event code="HS" codeSystem="1.2"><qualifier/></event>'),
        eivl(EVENT + EVENT),
        eivl(EVENT + '<offset nullFlavor="UNK"/>'),
        eivl(EVENT + '<offset><low value="5" unit="min"/><high value="9" unit="min"/></offset>'),
        pivl('<period value="0" unit="d"/>'),
        pivl('<period value="-1" unit="d"/>'),
        pivl('<period value="x" unit="d"/>'),
        pivl('<phase><low value="2026110108"/></phase>'),
        pivl('<phase><low value="20261101250000"/></phase>' + PERIOD),
        pivl('<phase><low value="x"/></phase>' + PERIOD),
        pivl('<phase><low value="20261301"/></phase>' + PERIOD),
        pivl('<phase><low value="202611"/></phase>' + PERIOD),
        pivl('<phase><low value="2026110108"/><high value="2026110109"/></phase>' + PERIOD),
        eivl("<event/><offset><low value='1'/></offset>"),
        eivl(EVENT + '<offset><low value="x"/></offset>'),
        eivl(attributes=' operator="E"'),
        '<effectiveTime x:type="TS" value="20261101"/>',
    ],
)
def test_a_time_that_is_unclear_leaves_all_unread(given: str) -> None:
    """Another time beside it would look like all of them."""
    found, codes = read(pivl(), given)
    assert found.times is None
    assert codes == ["ed-structure-unclear"]


@pytest.mark.parametrize(
    "given",
    [
        pivl("", ' nullFlavor="UNK"'),
        pivl('<period nullFlavor="UNK"/>'),
        pivl(""),
        eivl('<event nullFlavor="UNK"/>'),
    ],
)
def test_a_time_that_says_nothing_is_none(given: str) -> None:
    """Beside another it is a time that nobody knows."""
    found, codes = read(pivl(), given)
    assert (found.times, [unread.what for unread in found.unread]) == (None, ["null-time"])
    assert codes == ["ed-structure-unclear"]
    assert read(given) == (ForeignDosage(instructions=("own words",)), [])


RELATED = '<entryRelationship typeCode="COMP">{}</entryRelationship>'
INSTRUCTION = '<act classCode="ACT"><code code="{}"/></act>'


@pytest.mark.parametrize(
    ("given", "more"),
    [
        ('<precondition><criterion/></precondition>', "precondition"),
        ('<precondition nullFlavor="NI"/>', ""),
        ('<precondition nullFlavor="NI"><criterion><text>pain</text></criterion></precondition>', "precondition"),
        ('<maxDoseQuantity/>', "maxDoseQuantity"),
        ('<doseCheckQuantity/>', "doseCheckQuantity"),
        ('<rateQuantity value="1" unit="mL/h"/>', "rateQuantity"),
        ('<administrationUnitCode code="1"/>', "administrationUnitCode"),
        ('<repeatNumber value="3"/>', "repeatNumber"),
        ('<approachSiteCode code="1"/>', "approachSiteCode"),
        ('<priorityCode code="PRN"/>', "priorityCode"),
        ('<specimen/>', "element"),
        ('<reference/>', "element"),
        ('<p:desc>x</p:desc>', "element"),
        ('<performer/>', "performer"),
        ('<author/>', ""),
        ('<code code="DRUG"/>', ""),
        ('<code nullFlavor="NI"/>', ""),
        ('<code code="PRN"/>', "statement"),
        ('<code code="DRUG"><translation code="PRN"/></code>', "statement"),
        ('<text><reference value="#a"/></text>', ""),
        ('<text>when needed<reference value="#a"/></text>', "statement"),
        ('<routeCode code="1"/>', ""),
        ('<routeCode code="1"/><routeCode code="2"/>', "routes"),
        ('<routeCode nullFlavor="NI"/><routeCode code="2"/>', ""),
        ('<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.7.1"/>', ""),
        ('<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.8"/>', "tapered"),
        ('<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.9"/>', "split"),
        ('<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.10"/>', "conditional"),
        (RELATED.format('<substanceAdministration/>'), "substanceAdministration"),
        (RELATED.format('<substanceAdministration nullFlavor="NI"/>'), ""),
        (RELATED.format('<sequenceNumber value="2"/><supply/>'), "sequenceNumber"),
        (RELATED.format('<seperatableInd value="true"/><supply/>'), "statement"),
        (RELATED.replace('"COMP"', '"COMP" negationInd="true"').format("<supply/>"), "element"),
        (RELATED.replace('"COMP"', '"COMP" other="x"').format("<supply/>"), "element"),
        (RELATED.format(INSTRUCTION.format("PINSTRUCT")), ""),
        (RELATED.format('<act negationInd="true"><code code="PINSTRUCT"/></act>'), "negation"),
        (RELATED.format('<act><code code="PINSTRUCT"/><effectiveTime value="2026"/></act>'), "statement"),
        (RELATED.format(INSTRUCTION.format("FINSTRUCT")), ""),
        (RELATED.format(INSTRUCTION.format("OTHER")), "statement"),
        (RELATED.format('<observation><code code="SUBST"/></observation>'), ""),
        (RELATED.format('<observation><code code="BP"/></observation>'), "statement"),
        (RELATED.format("<supply/>"), ""),
        (RELATED.format("<supply/>when needed"), "element"),
        ("when needed", "element"),
        ('<effectiveTime x:type="IVL_TS"><width value="x" unit="d"/></effectiveTime>', "bounds"),
        ('<effectiveTime x:type="IVL_TS"><center value="20261101"/></effectiveTime>', "bounds"),
        ('<effectiveTime x:type="IVL_TS"><high value="202611"/></effectiveTime>', "bounds"),
        ('<effectiveTime x:type="IVL_TS"><high value="20261101" inclusive="false"/></effectiveTime>', "bounds"),
        ('<effectiveTime x:type="IVL_TS"><high value="20261101" other="x"/></effectiveTime>', "bounds"),
        ('<effectiveTime x:type="IVL_TS"><low value="20261102"/><high value="20261101"/></effectiveTime>', "bounds"),
        ('<effectiveTime x:type="IVL_TS" other="x"><high value="20261101"/></effectiveTime>', "bounds"),
        ('<effectiveTime x:type="IVL_TS" operator="E"><high value="20261101"/></effectiveTime>', "operator"),
        ('<effectiveTime x:type="IVL_TS"><width value="3" unit="d"/></effectiveTime>', ""),
        ('<effectiveTime x:type="IVL_TS" operator="A"><high value="20261101"/></effectiveTime>', ""),
    ],
)  # fmt: skip
def test_more_is_said_where_anything_beside_bears_on_how_it_is_taken(given: str, more: str) -> None:
    """Null says nothing, nor do an author, the route, the instructions and what is handed out."""
    assert [unread.what for unread in read(given)[0].unread] == ([more] if more else [])
