"""The structured dosage in Norwegian: what each shape says, and that it is read as the same again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.ep_to_view.dosage_words import say_dosage
from converter.conversion.session import Notes
from converter.dosage.understand import understand
from converter.model.coded import Coded, Quantity
from converter.model.foreign_prescription import DoseTime, ForeignDosage
from converter.model.meaning import Amount
from tests.builders.foreign import codes, foreign, shown
from tests.builders.loaded import loaded

ONE = '<doseQuantity><low value="1" unit="{Tablet}"/><high value="1" unit="{Tablet}"/></doseQuantity>'
TIMING = "2.16.840.1.113883.5.139"


def every(value: str, unit: str, *, flexible: bool = False, hour: str = "", day: bool = False) -> str:
    """An interval (PIVL_TS) from an hour of, or on, a Sunday."""
    own = ' institutionSpecified="true"' if flexible else ""
    phase = f'<phase><low value="20261101{hour}"/></phase>' if hour or day else ""
    period = f'<period value="{value}" unit="{unit}"/>'
    return f'<effectiveTime xsi:type="PIVL_TS" operator="A"{own}>{phase}{period}</effectiveTime>'


def at_event(code: str, offset: str = "") -> str:
    """An event of the day (EIVL_TS)."""
    shift = f'<offset><low value="{offset}" unit="min"/></offset>' if offset else ""
    return (
        f'<effectiveTime xsi:type="EIVL_TS" operator="A"><event code="{code}" codeSystem="{TIMING}"/>{shift}'
        "</effectiveTime>"
    )


def also(xml: str) -> str:
    """The same time beside another (I): with A, only where both are."""
    return xml.replace('operator="A"', 'operator="I"')


SAID = {
    every("8", "hr", flexible=True): "1 tablett 3 ganger daglig.",
    every("1", "wk", day=True).replace(' operator="A"', ' alignment="DW"'): "1 tablett hver søndag.",
    every("8", "h", flexible=True): "1 tablett 3 ganger daglig.",
    every("24", "h", flexible=True): "1 tablett én gang daglig.",
    every("1", "d", flexible=True): "1 tablett én gang daglig.",
    every("12", "h"): "1 tablett hver 12. time.",
    every("2", "h"): "1 tablett hver 2. time.",
    every("1", "d"): "1 tablett én gang daglig.",
    every("2", "d"): "1 tablett annenhver dag.",
    every("72", "h", flexible=True): "1 tablett hver 3. dag.",
    every("1", "wk"): "1 tablett én gang i uken.",
    every("1", "wk", flexible=True): "1 tablett én gang i uken.",
    every("1", "wk", day=True): "1 tablett hver søndag.",
    every("1", "mo"): "1 tablett én gang i måneden.",
    every("3", "mo"): "1 tablett hver 3. måned.",
    every("1", "d", hour="08"): "1 tablett kl. 08.00.",
    every("1", "d", hour="0830"): "1 tablett kl. 08.30.",
    every("12", "h", hour="08"): "1 tablett kl. 08.00 og kl. 20.00.",
    every("1", "wk", hour="08"): "1 tablett hver søndag kl. 08.00.",
    every("1", "d", hour="20") + also(every("1", "d", hour="0800")): "1 tablett kl. 08.00 og kl. 20.00.",
    every("1", "d", hour="20") + also(at_event("HS")): "1 tablett kl. 20.00 og ved sengetid.",
    at_event("HS"): "1 tablett ved sengetid.",
    at_event("AC"): "1 tablett før hvert måltid.",
    at_event("PC"): "1 tablett etter hvert måltid.",
    at_event("IC"): "1 tablett mellom måltidene.",
    at_event("ACD"): "1 tablett før lunsj.",
    at_event("PCD"): "1 tablett etter lunsj.",
    at_event("PCM"): "1 tablett etter frokost.",
    at_event("PCV"): "1 tablett etter middagen.",
    at_event("ACM") + also(at_event("ACV")): "1 tablett før frokost og før middagen.",
}


@pytest.mark.parametrize("xml", SAID, ids=list(SAID.values()))
def test_each_shape_is_said(xml: str) -> None:
    assert shown(foreign(time=xml)).dosage == SAID[xml]


WORDS = "<translation><originalText>{}</originalText></translation>"
DOSES = {
    '<doseQuantity value="2" unit="{Tablet}"/>': "2 tabletter 3 ganger daglig.",
    '<doseQuantity><low value="1" unit="{Tablet}"/><high value="2" unit="{Tablet}"/></doseQuantity>': (
        "1-2 tabletter 3 ganger daglig."
    ),
    '<doseQuantity><low value="0.5" unit="mL"/><high value="0.5" unit="mL"/></doseQuantity>': "0,5 ml 3 ganger daglig.",
    '<doseQuantity value="1.5" unit="{Tablet}"/>': "1½ tabletter 3 ganger daglig.",
    '<doseQuantity value="500" unit="mg"/>': "500 mg 3 ganger daglig.",
    '<doseQuantity value="2" unit="{drop}"/>': "2 dråper 3 ganger daglig.",
    '<doseQuantity value="2" unit="{Actuation}"/>': "2 aktiveringer 3 ganger daglig.",
    '<doseQuantity value="1" unit="{Sachet}"/>': "1 pose 3 ganger daglig.",
    '<doseQuantity value="10" unit="[IU]"/>': "10 IE 3 ganger daglig.",
    '<doseQuantity value="1" unit="{Tablet}"><translation value="1"/></doseQuantity>': "1 tablett 3 ganger daglig.",
    '<doseQuantity value="10" unit="[iU]"/>': "10 IE 3 ganger daglig.",
    '<doseQuantity value="5" unit="ml"/>': "5 ml 3 ganger daglig.",
    '<doseQuantity value="2" unit="{tablet}"/>': "2 tabletter 3 ganger daglig.",
    '<doseQuantity value="2" unit="{tablets}"/>': "2 tabletter 3 ganger daglig.",
    '<doseQuantity value="2" unit="{Tablett}"/>': "2 tabletter 3 ganger daglig.",
    '<doseQuantity value="3" unit="[drp]"/>': "3 dråper 3 ganger daglig.",
    f'<doseQuantity value="2" unit="1">{WORDS.format("tablets")}</doseQuantity>': "2 tabletter 3 ganger daglig.",
    f'<doseQuantity value="4" unit="{{Drop}}">{WORDS.format("drop")}</doseQuantity>': "4 dråper 3 ganger daglig.",
}


@pytest.mark.parametrize("xml", DOSES, ids=list(DOSES.values()))
def test_each_dose_is_said(xml: str) -> None:
    unknown = '<pharm:formCode nullFlavor="UNK"/>'  # millilitres of tablets would not be said
    assert shown(foreign(dose=xml, form=unknown)).dosage == DOSES[xml]


CLOCKS = "Klokkeslettene er i dokumentets tidssone; norsk tid er "
OTHER_CLOCKS = {
    every("1", "d", hour="0800+0200"): "1 tablett kl. 08.00. {}kl. 07.00.",
    every("12", "h", hour="0800+0200"): ("1 tablett kl. 08.00 og kl. 20.00. {}kl. 07.00 og kl. 19.00."),
    every("1", "d", hour="000000+0200"): ("1 tablett kl. 00.00. {}kl. 23.00."),
    every("1", "wk", hour="0800+0200"): ("1 tablett hver søndag kl. 08.00. {}kl. 07.00."),
}


@pytest.mark.parametrize("xml", OTHER_CLOCKS, ids=range(len(OTHER_CLOCKS)))
def test_clock_times_of_another_zone_say_so(xml: str) -> None:
    """By both clocks, and it is told."""
    document = foreign(time=xml)
    assert shown(document).dosage == OTHER_CLOCKS[xml].format(CLOCKS)
    assert "view-dosage-zone" in codes(document)
    assert "view-dosage-zone" not in codes(foreign(time=xml.replace("+0200", "+0100")))


@pytest.mark.parametrize(
    "xml",
    [
        every("1", "wk", hour="0030+0200"),
        every("1", "d", hour="0800+0200") + also(every("1", "d", hour="2000+0100")),
    ],
)
def test_a_clock_of_another_zone_that_makes_another_day_is_not_said(xml: str) -> None:
    """Sunday at half past midnight is Saturday in Norway; two zones have no one clock."""
    assert shown(foreign(time=xml)).dosage == ""
    assert "view-dosage-unsaid" in codes(foreign(time=xml))


def test_a_clock_without_a_zone_is_that_of_the_document() -> None:
    """The document's own moment says how far ahead it is."""
    document = foreign(time=every("1", "d", hour="08"))
    assert b"20261123120000+0100" in document
    helsinki = shown(document.replace(b"20261123120000+0100", b"20261123130000+0200"))
    assert helsinki.dosage.endswith("norsk tid er kl. 07.00.")


def test_the_length_of_treatment_is_said() -> None:
    bounds = '<effectiveTime xsi:type="IVL_TS"><width value="10" unit="d"/></effectiveTime>'
    assert shown(foreign(bounds=bounds)).dosage == "1 tablett 3 ganger daglig i 10 dager."


def test_the_draft_rows_of_what_is_said_are_told_and_no_others() -> None:
    """Those of a dosage that is not said made nothing."""

    def drafts(dosage: ForeignDosage) -> set[str]:
        notes = Notes(loaded().tables)
        say_dosage(dosage, loaded().vocabulary, notes)
        return {row.file for f in notes.findings for row in f.rows}

    night, drop = DoseTime(event=Coded("HS", TIMING, "")), Quantity(Decimal(1), "mL")
    assert drafts(ForeignDosage(drop, drop, (night,))) == {"mappings/norwegian/timing-event.yaml"}
    assert drafts(ForeignDosage(drop, drop, ())) == set()


def test_every_event_of_the_table_that_is_said_is_the_moment_of_its_english_term() -> None:
    """The grammar reads the table's Norwegian; the value set's English says before or after which meal."""
    one = Quantity(Decimal(1), "{Tablet}")
    english = loaded().tables.value_set("eHDSITimingEvent").terms
    said = {}
    for code in loaded().tables.norwegian["timing-event"].rows:
        dosage = ForeignDosage(one, one, (DoseTime(event=Coded(code, TIMING, "")),))
        said[code] = say_dosage(dosage, loaded().vocabulary, Notes(loaded().tables))
    assert {code for code, words in said.items() if not words} == {"ICD", "ICM", "ICV"}
    for code, words in said.items():
        for norwegian, term in (("før", "before"), ("etter", "after"), ("mellom", "between")):
            assert not words or (f" {norwegian} " in words) == english[code].startswith(term)
        for norwegian, term in (("frokost", "breakfast"), ("lunsj", "lunch"), ("middagen", "dinner")):
            assert not words or (norwegian in words) == (term in english[code])


UNITS = {"mL": "ml", "mg": "mg", "{Tablet}": "tablet", "{Capsule}": "capsule", "[IU]": "IU"}
amounts = st.decimals(Decimal("0.01"), Decimal(9999), places=2).map(Decimal.normalize)


@given(
    low=amounts,
    more=st.just(Decimal(0)) | amounts,
    unit=st.sampled_from(sorted(UNITS)),
    period=st.integers(1, 400),
    of=st.sampled_from(["h", "d", "wk", "mo"]),
    flexible=st.booleans(),
)
def test_what_is_said_is_read_as_the_document_s_numbers(
    low: Decimal, more: Decimal, unit: str, period: int, of: str, flexible: bool
) -> None:
    """Neither rounded nor turned into another: the grammar reads the same dose and interval, or nothing is said."""
    time = DoseTime(Quantity(Decimal(period), of), flexible)
    dosage = ForeignDosage(Quantity(low, unit), Quantity(low + more, unit), (time,))
    said = say_dosage(dosage, loaded().vocabulary, Notes(loaded().tables))
    if not said:
        return
    meaning = understand(said, loaded().vocabulary).meaning
    assert meaning is not None
    (clause,) = meaning.clauses
    assert clause.dose == Amount(low, low + more, UNITS[unit])
    if clause.every is not None:
        kept = Quantity(clause.every.low, clause.every.unit)
        assert kept == time.period or (flexible and (kept.value * 24, kept.unit, of) == (period, "d", "h"))
    else:
        often = clause.frequency
        assert often is not None
        assert often.low == often.high
        assert (often.per, period) == (of, 1) or (flexible and (often.per, often.low * period, of) == ("d", 24, "h"))


def test_plain_dosages_are_said_in_every_unit_of_theirs() -> None:
    """So that the test above holds of something."""
    times = (DoseTime(Quantity(Decimal(8), "h")),)
    for unit in UNITS:
        dosage = ForeignDosage(Quantity(Decimal(2), unit), Quantity(Decimal(3), unit), times)
        assert say_dosage(dosage, loaded().vocabulary, Notes(loaded().tables)).endswith(" hver 8. time.")
