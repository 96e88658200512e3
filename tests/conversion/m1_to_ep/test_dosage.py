"""Dosage: what becomes structure, what stays text and why, and that the English says what the Norwegian does."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Answer, Decision
from converter.conversion.m1_to_ep.dosage import CODE_DIFFERS, SHORT_DIFFERS, SHORT_UNTOLD, TEXT_DIFFERS
from converter.conversion.m1_to_ep.dosage_plausible import IMPLAUSIBLE, UNCHECKED
from converter.conversion.m1_to_ep.dosage_reading import BY_RULE
from converter.conversion.m1_to_ep.route import Asked, m1_to_ep
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.dosage import Dosage, Dose, Frequency, Schedule, Timing
from tests.builders.exchange import steady
from tests.builders.loaded import convert, loaded, remarks, stops, words_of
from tests.builders.messages import AT, extension, m1

TABLET, DROP, ML = "{Tablet}", "{Drop}", "mL"
VAGUE = "<GisEksakt>false</GisEksakt>"


def short(code: str, text: str, code_list: str = "2.16.578.1.12.4.1.1.7478") -> dict[str, str]:
    """A short dose whose full text is the free text too."""
    term = loaded().tables.code_list("7478").terms.get(code, "kort")
    element = f'<Kortdose V="{code}" S="{code_list}" DN="{term}" OT="{text}"/>'
    return {"dosage": text, "raw_dosing": element}


def dose(amount: str, unit: str = "tablett", when: str = VAGUE, every: str = "1 Døgn", more: str = "") -> str:
    """A DoseFastTidspunkt; `when` is everything after the interval."""
    value, _, period = every.partition(" ")
    interval = f'<Intervall V="{value}" U="{period}"/>' if every else ""
    return f'<DoseFastTidspunkt><Mengde V="{amount}" U="{unit}"/>{interval}{more}{when}</DoseFastTidspunkt>'


def at(hour: str, exact: str = "true") -> str:
    return f"<Klokkeslett>{hour}</Klokkeslett><GisEksakt>{exact}</GisEksakt>"


def part(code: str) -> str:
    """A time of day."""
    return f'<Tidsomrade V="{code}" DN="tid"/>{VAGUE}'


def phase(*doses: str, start: str = "2026-11-01", end: str = "", rule: str = "") -> str:
    last = f'<Sluttidspunkt V="{end}"/>' if end else ""
    first = f'<Starttidspunkt V="{start}"/>' if start else ""
    return f"<Dosering>{first}{last}{rule}{''.join(doses)}</Dosering>"


def said(outcome: Answer[Prescribed]) -> Dosage:
    assert outcome.document is not None, stops(outcome)
    return read_ep(parse(outcome.document)).prescription.dosage


def per_day(times: int) -> Timing:
    return Timing(Frequency.PER_DAY, Decimal(times))


def of(low: str, unit: str, timing: Timing, days: int | None = None, high: str = "") -> Schedule:
    return Schedule(Dose(Decimal(low), Decimal(high or low), unit), timing, days)


MIXTURE = {
    "form": "842",
    "form_name": "Mikstur",
    "name": "Ukjent mikst",
    "brand": "Ukjent",
    "varenr": "000012",
    "unit": "ml",
}
STRUCTURED = {
    "10x3": ({**short("223", "10 ml 3 ganger daglig"), **MIXTURE}, of("10", ML, per_day(3)), "10 mL three times daily"),
    "1 daglig": (short("93", "1 tablett daglig"), of("1", TABLET, per_day(1)), "1 tablet once daily"),
    "0,5x2": (short("14", "0,5 tablett 2 ganger daglig"), of("0.5", TABLET, per_day(2)), "0.5 tablet twice daily"),
    "1-2x3": (
        short("240", "1-2 tabletter 3 ganger daglig"),
        of("1", TABLET, per_day(3), high="2"),
        "1-2 tablets three times daily",
    ),
    "1x1x10": (
        short("109", "1 tablett 1 gang daglig i 10 dager"),
        of("1", TABLET, per_day(1), 10),
        "1 tablet once daily for 10 days",
    ),
    "every 12 hours": (
        short("56", "1 tablett hver 12. time"),
        of("1", TABLET, Timing(Frequency.EVERY, Decimal(12), "h")),
        "1 tablet every 12 hours",
    ),
    "every week": (
        short("62", "1 tablett hver uke"),
        of("1", TABLET, Timing(Frequency.EVERY, Decimal(1), "wk")),
        "1 tablet every week",
    ),
    "bedtime": (
        short("3", "2 tabletter ved sengetid"),
        of("2", TABLET, Timing(Frequency.BEDTIME)),
        "2 tablets at bedtime",
    ),
    "before meals": (
        short("5382", "1 tablett før måltidene"),
        of("1", TABLET, Timing(Frequency.BEFORE_MEALS)),
        "1 tablet before meals",
    ),
    "interval of two days": (
        {"raw_dosing": phase(dose("2", every="2 Døgn"))},
        of("2", TABLET, Timing(Frequency.EVERY, Decimal(2), "d")),
        "2 tablets every 2 days",
    ),
    "interval of hours, by the unit's code": (
        {"raw_dosing": phase(dose("3", unit="3", every="6 Time")), **MIXTURE},
        of("3", DROP, Timing(Frequency.EVERY, Decimal(6), "h")),
        "3 drops every 6 hours",
    ),
    "hours of the day": (
        {"raw_dosing": phase(dose("1", when=at("20:00:00")), dose("1", when=at("08:30:00")))},
        of("1", TABLET, Timing(Frequency.CLOCK, clock=(time(8, 30), time(20, 0)))),
        "1 tablet at exactly 20:00 and 1 tablet at exactly 08:30",
    ),
}


@pytest.mark.parametrize("name", STRUCTURED)
def test_what_cda_can_say_whole_is_structure_with_the_same_in_english(name: str) -> None:
    knobs, schedule, english = STRUCTURED[name]
    outcome = convert(m1(**{"dosage": None, **knobs}))
    dosage = said(outcome)
    assert (dosage.schedule, dosage.english) == (schedule, english)
    assert not remarks(outcome) & {"dosage-as-text", "short-dose-as-text", "draft-row-used"}


MORNING, MIDDAY, EVENING = part("1"), part("3"), part("5")
RULE = '<Doseringsregel><DoseresEtter V="1" DN="Vekt"/><Merknad>44 kg</Merknad></Doseringsregel>'
WEEKDAYS = '<FastDose><FasteUkedager V="1" DN=""/><FasteUkedager V="4" DN=""/></FastDose>'
CYCLE = "<FastDose><DagerPa>21</DagerPa><DagerAv>7</DagerAv></FastDose>"
RATE = '<Infusjonshastighet><Volum V="100" U="ml"/><Tidsenhet V="Time" DN="Time"/></Infusjonshastighet>'
NEEDED = (
    '<DoseEtterBehov><Mengde V="1" U="tablett"/><DoseDognMaks V="4" U="tablett"/><DoseTidsromMaks V="2" U="tablett"/>'
    '<Tidsrom V="8" U="Time"/><DoseIntervallMin V="4" U="Time"/></DoseEtterBehov>'
)
TEXT = {
    "times of day, as in the official sample": (
        phase(*(dose("1", when=w) for w in (MORNING, MIDDAY, EVENING)), start="2026-11-01", end="2026-12-04"),
        "1 tablet in the morning, 1 tablet at midday and 1 tablet in the evening for 33 days",
        "1 tablett morgen, 1 tablett midt på dagen og 1 tablett kveld i 33 dager",
    ),
    "unequal doses": (
        phase(dose("2", when=at("08:00:00")), dose("1", when=at("20:00:00"))),
        "2 tablets at exactly 08:00 and 1 tablet at exactly 20:00",
        "2 tabletter nøyaktig kl. 08:00 og 1 tablett nøyaktig kl. 20:00",
    ),
    "tapering": (
        phase(dose("2"), end="2026-11-08") + phase(dose("1"), start="2026-11-08", end="2026-11-15"),
        "from 2026-11-01 to 2026-11-07: 2 tablets daily for 7 days; then from 2026-11-08 to 2026-11-14: 1 tablet daily"
        " for 7 days",
        "fra 2026-11-01 til 2026-11-07: 2 tabletter daglig i 7 dager; deretter fra 2026-11-08 til 2026-11-14: 1 tablett"
        " daglig i 7 dager",
    ),
    "weekdays": (
        phase(dose("1", every="", when=VAGUE + WEEKDAYS)),
        "1 tablet on Mondays and Thursdays",
        "1 tablett på mandager og torsdager",
    ),
    "days on and off": (
        phase(dose("1", every="", when=VAGUE + CYCLE)),
        "1 tablet, 21 days with and 7 days without, in turn",
        "1 tablett, 21 dager på og 7 dager av, vekselvis",
    ),
    "as needed": (
        phase(NEEDED),
        "1 tablet as needed, at most 4 tablets in 24 hours and 2 tablets in 8 hours, with at least 4 hours between",
        "1 tablett ved behov, høyst 4 tabletter i døgnet og 2 tabletter på 8 timer, med minst 4 timer mellom",
    ),
    "infusion": (
        phase(dose("2", unit="tablett", more=RATE)),
        "2 tablets, infused at 100 mL per hour daily",
        "2 tabletter, infunderes med 100 ml per time daglig",
    ),
    "unit that has no EU unit": (
        phase(dose("10", unit="E")),
        "10 units daily",
        "10 E daglig",
    ),
}


@pytest.mark.parametrize("name", TEXT)
def test_what_cda_cannot_say_whole_stays_text_in_english_and_norwegian(name: str) -> None:
    """With no free text beside it, the Norwegian is made from the structure too."""
    dosing, english, norwegian = TEXT[name]
    product = MIXTURE if "unit" in name else {}
    outcome = convert(m1(dosage=None, raw_dosing=dosing, **product))
    if english is None:
        assert stops(outcome) == {"dosage-structured-only"}
        return
    dosage = said(outcome)
    assert dosage.schedule is None
    assert (dosage.english, dosage.text) == (english, norwegian)
    assert "dosage-as-text" in remarks(outcome)


def test_as_needed_and_an_interval_at_once_has_no_words() -> None:
    dosing = phase(NEEDED.replace("<DoseDognMaks", '<Intervall V="1" U="Døgn"/><DoseDognMaks'))
    assert stops(convert(m1(dosage=None, raw_dosing=dosing))) == {"dosage-structured-only"}


@pytest.mark.parametrize(
    "dosing",
    [
        phase(dose("1"), rule=RULE),
        phase(dose("0")),
        phase(dose("-1")),
        phase(dose("1E400")),
        phase(dose("INF")),
        phase(dose("1." + "1" * 30)),
        phase(dose("1", unit="noe ukjent")),
        phase(dose("1", every="1 Uke")),
        phase(dose("1", every="0 Døgn")),
        phase(dose("1", when=part("9"))),
        phase(dose("1", every="", when=VAGUE + CYCLE.replace("21", "0"))),
        phase(dose("1", every="2 Døgn"), dose("1", every="3 Døgn")),
        phase(dose("1", when=at("06:00:00Z"))),
        phase(dose("1", when=at("06:30:45.5+05:00"))),
        phase(dose("1"), end="2026-11-08") + phase(dose("2"), end="2026-11-08"),
        phase(dose("1"), start="2026-12-01") + phase(dose("2"), start="2026-11-01"),
        phase(dose("1"), start="2026") + phase(dose("2"), start="2027-01"),
        phase(dose("1", when=VAGUE + "<FastDose><DagerPa>0</DagerPa></FastDose>")),
    ],
)
def test_what_cannot_be_said_is_not_said_by_halves(dosing: str) -> None:
    """With a text beside it only the text is sent, and that is told; without one it is refused. No guess."""
    free = "2 tabletter etter avtale"
    assert said(convert(m1(dosage=free, raw_dosing=dosing))) == Dosage(free, english=TEXT_DIFFERS)
    alone = convert(m1(dosage=None, raw_dosing=dosing))
    assert alone.decision is Decision.REJECTED
    assert "dosage-structured-only" in stops(alone)


EVERY_OTHER_DAY = phase(dose("2", every="2 Døgn"), start="2027-02-02", end="2027-03-04")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3 tabletter daglig", "dosage-numbers-differ"),
        ("2 tabletter annenhver dag i 31 dager", "dosage-numbers-differ"),
        ("To tabletter annenhver dag", "dosage-worded-otherwise"),
        ("2 tabletter ikke hver 2. døgn i 30 dager", "dosage-worded-otherwise"),
    ],
)
def test_a_text_in_other_words_than_the_structure_goes_alone(text: str, code: str) -> None:
    """No dose, no period, no English of the structure; pharmacist and sender are told."""
    outcome = convert(m1(dosage=text, raw_dosing=EVERY_OTHER_DAY))
    assert said(outcome) == Dosage(text, english=TEXT_DIFFERS)
    assert code in remarks(outcome)
    assert outcome.document is not None
    assert b"doseQuantity" not in outcome.document
    assert b"202702" not in outcome.document


def test_a_text_in_the_structure_s_own_words_goes_with_it() -> None:
    """Whatever the case and the blanks."""
    text = "2  Tabletter hver 2. døgn i 30 dager."
    outcome = convert(m1(dosage=text, raw_dosing=EVERY_OTHER_DAY))
    every = Schedule(Dose(Decimal(2), Decimal(2), TABLET), Timing(Frequency.EVERY, Decimal(2), "d"))
    english = "2 tablets every 2 days for 30 days"
    assert said(outcome) == Dosage(text, date(2027, 2, 2), date(2027, 3, 3), english, every)
    assert not {"dosage-numbers-differ", "dosage-worded-otherwise"} & remarks(outcome)


@pytest.mark.parametrize(
    ("knobs", "code"),
    [
        (short("99999", "1 tablett daglig"), "short-dose-unknown"),
        ({**short("223", "10 ml 3 ganger daglig", "2.16.578.1.12.4.1.1.7480"), **MIXTURE}, "short-dose-unknown"),
        (short("223", "10 fingerbøl 3 ganger daglig"), "short-dose-without-unit"),
        (short("339", "5 tabletter morgen og 5 kapsler kveld"), "short-dose-without-unit"),
        (short("223", "5 ml 3 ganger daglig"), "short-dose-text-differs"),
        (short("223", "10 ml eller 10 dråper 3 ganger daglig"), "short-dose-text-differs"),
        (short("240", "1 tablett 3 ganger daglig"), "short-dose-text-differs"),
        (short("160", "1 tablett 1 gang daglig"), "short-dose-text-differs"),
        (short("281", "1/2 tablett 3 ganger daglig"), "short-dose-text-differs"),
        (short("281", "1½-2 tabletter 3 ganger daglig"), "short-dose-text-differs"),
        (short("160", "½-1 tablett 3 ganger daglig"), "short-dose-text-differs"),
        (short("240", "1-2 tabletter 3 ganger daglig, i 10-14 dager"), "short-dose-text-differs"),
        (short("160", "1 tablett inntil 3 ganger daglig ved behov, maks 2 per døgn"), "short-dose-text-differs"),
        (short("160", "1" * 40_000), "short-dose-text-differs"),
        (
            {
                "dosage": "1 tablett 3 ganger daglig",
                "raw_dosing": '<Kortdose V="160" S="2.16.578.1.12.4.1.1.7478"'
                ' DN="1x1" OT="1 tablett 3 ganger daglig"/>',
            },
            "short-dose-text-differs",
        ),
    ],
)
def test_a_short_dose_that_its_text_does_not_bear_out_is_text_only(knobs: dict[str, str], code: str) -> None:
    outcome = convert(m1(**knobs))
    dosage = said(outcome)
    assert (dosage.english, dosage.schedule) == (CODE_DIFFERS if code == "short-dose-text-differs" else "", None)
    assert code in remarks(outcome)


@pytest.mark.parametrize(
    ("code", "text", "schedule", "english"),
    [
        ("160", "En tablett tre ganger om dagen", of("1", TABLET, per_day(3)), "Take 1 tablet three times daily."),
        ("93", "1 tabl x 1", of("1", TABLET, per_day(1)), "Take 1 tablet once daily."),
        ("160", "1 tablett kl 8, kl 14 og kl 20", None, "Take 1 tablet at 08:00, 14:00 and 20:00."),
        ("160", "1 tablett 3 ganger daglig mot smerter", None, "Take 1 tablet three times daily, for pain."),
    ],
)
def test_a_short_dose_whose_text_says_it_in_other_words_is_read(
    code: str, text: str, schedule: Schedule | None, english: str
) -> None:
    """Text and code are each known and agree; or the text says it more exactly, and all of that is said."""
    outcome = convert(m1(**short(code, text)))
    dosage = said(outcome)
    assert (dosage.text, dosage.schedule) == (text, schedule)
    assert dosage.english.startswith(english)
    assert dosage.english.endswith(BY_RULE)
    assert not {"short-dose-text-differs", "dosage-not-understood"} & remarks(outcome)


@pytest.mark.parametrize(
    ("shown", "reads"),
    [("1x3", True), ("", True), ("1 x 3", True), ("1x1", False), ("1-2x3", False), ("1x3x10", False), ("x", False)],
)
def test_a_short_form_is_held_against_text_and_code(shown: str, reads: bool) -> None:
    """All that is said in three places must be known and agree."""
    text = "En tablett tre ganger om dagen"
    dosing = f'<Kortdose V="160" S="2.16.578.1.12.4.1.1.7478" DN="{shown}" OT="{text}"/>'
    outcome = convert(m1(dosage=text, raw_dosing=dosing))
    assert (said(outcome).english == CODE_DIFFERS) is not reads
    assert (said(outcome).schedule is None) is not reads
    assert ("short-dose-text-differs" in remarks(outcome)) is not reads


@pytest.mark.parametrize(
    ("code", "text", "english"),
    [
        ("160", "1 tabl 3 ganger daglig", f"Take 1 tablet three times daily. {BY_RULE}"),
        ("160", "1 barndose 3 ganger daglig", ""),
        ("160", "1x3", f"1 each time, three times daily. {BY_RULE}"),
        ("154", "1x2-3", ""),
        ("217", "1+1+1+1", ""),
        ("11", "0,3x2", ""),
    ],
)
def test_a_short_dose_whose_unit_the_list_does_not_have_is_its_text(code: str, text: str, english: str) -> None:
    """Notation, or another word for the unit: text and code do not differ, and the text is read as any text is."""
    outcome = convert(m1(**short(code, text)))
    assert replace(said(outcome), schedule=None) == Dosage(text, english=english)
    assert (said(outcome).schedule is not None) is english.startswith("Take")
    assert ("short-dose-without-unit" in remarks(outcome)) is not bool(english)
    assert "short-dose-text-differs" not in remarks(outcome)
    structured = phase(dose("1", every="8 Time"))
    both = convert(m1(**{**short(code, text), "raw_dosing": short(code, text)["raw_dosing"] + structured}))
    assert said(both) == Dosage(text, english=TEXT_DIFFERS)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (
            "1 tablett daglig i en uke, så 2 tabletter én gang daglig",
            f"Take 1 tablet once daily for 1 week, then take 2 tablets once daily. {BY_RULE}",
        ),
        ("1 tablett daglig i en uke, så 3 tabletter én gang daglig", CODE_DIFFERS),
        ("1 tablett daglig i to uker, så 2 tabletter én gang daglig", CODE_DIFFERS),
        ("1 tablett daglig i en uke", CODE_DIFFERS),
    ],
)
def test_what_comes_after_in_a_short_dose_is_held_against_the_text(text: str, english: str) -> None:
    """`1x1x7$2x1`: one for seven days, then two."""
    assert said(convert(m1(**short("118", text)))).english == english


def test_a_short_dose_without_full_text_is_held_against_the_free_text() -> None:
    alone = '<Kortdose V="160" S="2.16.578.1.12.4.1.1.7478"/>'
    assert said(convert(m1(dosage="1 tablett 3 ganger daglig", raw_dosing=alone))).schedule is not None
    outcome = convert(m1(dosage="1 tablett inntil 3 ganger daglig", raw_dosing=alone))
    assert (said(outcome).english, said(outcome).schedule) == (CODE_DIFFERS, None)
    assert "short-dose-text-differs" in remarks(outcome)


def test_words_of_an_extension_may_change_the_dose_so_all_of_it_is_text() -> None:
    more = extension("<Dosering><Tilleggstekst>Etter 3 dager halveres dosen</Tilleggstekst></Dosering>")
    for knobs in (short("160", "1 tablett 3 ganger daglig"), {"raw_dosing": phase(dose("1", every="2 Døgn"))}):
        outcome = convert(m1(**knobs, raw_documents=more))
        dosage = said(outcome)
        assert (dosage.schedule, dosage.start) == (None, None)
        assert dosage.english == (TEXT_DIFFERS if "Dosering" in knobs["raw_dosing"] else "")
        assert "dosage-amended" in remarks(outcome)


def test_as_needed_has_no_schedule_whatever_the_short_dose_says() -> None:
    outcome = convert(m1(use="3", **short("160", "1 tablett 3 ganger daglig")))
    assert said(outcome).schedule is None
    assert "dosage-as-text" in remarks(outcome)


def test_free_text_alone_is_read_whole() -> None:
    """English and structure, marked as by rule; without structure where CDA has no room for all of it."""
    dosage = said(convert(m1(dosage="10 ml 3 ganger daglig", **MIXTURE)))
    assert dosage.english == f"Take 10 ml three times daily. {BY_RULE}"
    assert dosage.schedule == of("10", ML, per_day(3))
    for text, english in {
        "1 tablett morgen og kveld": "Take 1 tablet in the morning and 1 tablet in the evening.",
        "1 tablett daglig mot høyt blodtrykk": "Take 1 tablet once daily, for high blood pressure.",
        "2 tabletter daglig": "Take 2 tablets daily.",
    }.items():
        assert said(convert(m1(dosage=text))) == Dosage(text, english=f"{english} {BY_RULE}")


def test_what_stays_text_of_a_text_is_told_there() -> None:
    """Hours of the day have no place in CDA without a first day of treatment."""
    outcome = convert(m1(dosage="1 tablett kl 8 og kl 20"))
    assert said(outcome) == Dosage("1 tablett kl 8 og kl 20", english=f"Take 1 tablet at 08:00 and 20:00. {BY_RULE}")
    told = [f.path.rsplit("/", 1)[1] for f in outcome.findings if f.code == "dosage-as-text"]
    assert told == ["DosVeiledEnkel"]


@pytest.mark.parametrize(
    ("text", "english", "code"),
    [
        ("Som avtalt", f"Use as agreed. {BY_RULE}", "dosage-elsewhere"),
        ("Fiktivprofen 1 tablett daglig", "", "dosage-words-unknown"),
        ("1 tablet(t)er?? daglig", "", "dosage-words-unknown"),
        ("1 tablett daglig annenhver uke", "", "dosage-not-understood"),
        ("1 tablett middag", "", "dosage-not-understood"),
        ("Skal ikke tas", "", "dosage-words-unknown"),
        ("1 tablett morgen og", "", "dosage-not-understood"),
    ],
)
def test_free_text_alone_that_is_not_understood_leaves_as_it_is(text: str, english: str, code: str) -> None:
    """No word of it in English, no dose, and the sender is told why."""
    outcome = convert(m1(dosage=text))
    assert said(outcome) == Dosage(text, english=english)
    assert code in remarks(outcome)


def test_the_end_of_a_treatment_is_not_a_day_of_it() -> None:
    """The official sample: 17 July to 19 August is 33 days."""
    dosing = phase(dose("1", every="2 Døgn"), start="2026-07-17", end="2026-08-19")
    dosage = said(convert(m1(written="2026-07-01", expires="2027-07-01", dosage=None, raw_dosing=dosing)))
    assert (dosage.start, dosage.end) == (date(2026, 7, 17), date(2026, 8, 18))
    in_the_day = phase(dose("1", every="2 Døgn"), start="2026-07-17", end="2026-08-19T12:00:00")
    later = said(convert(m1(written="2026-07-01", expires="2027-07-01", dosage=None, raw_dosing=in_the_day)))
    assert later.end == date(2026, 8, 19)


numbers = st.decimals(Decimal("0.25"), Decimal(40), places=2, allow_nan=False)
units = st.sampled_from([r for r in loaded().tables.texts("dose-words-7480") if r.code != "0"])


def can_be_odd(amount: Decimal, unit: str, length: int, period: str) -> bool:
    """Whether it is not of a tablet, or more than 24 of it in a day: only then may it be implausible."""
    a_day = amount * 24 / length if period == "Time" else amount
    return unit != "tablett" or a_day > 24


@steady(150)
@given(numbers, units, st.integers(1, 30), st.sampled_from(("Døgn", "Time")))
def test_amount_unit_and_interval_are_in_both_languages_and_in_the_structure(amount, unit, length, period) -> None:
    """Whatever the unit; where there is a structure, it says the very same numbers."""
    dosing = phase(dose(f"{amount:f}", unit=unit.term, every=f"{length} {period}"))
    dosage = said(convert(m1(dosage=None, raw_dosing=dosing)))
    number = f"{amount:f}".rstrip("0").rstrip(".")
    if dosage.english in {IMPLAUSIBLE, UNCHECKED}:
        assert dosage.schedule is None
        assert can_be_odd(amount, unit.term, length, period)
        return
    assert dosage.english.startswith(f"{number} ")
    assert unit.english in dosage.english or unit.english_plural in dosage.english
    assert dosage.text.startswith(f"{number} ".replace(".", ","))
    if dosage.schedule is not None:
        assert dosage.schedule.dose.low == dosage.schedule.dose.high == amount
        assert dosage.schedule.timing.value == length
        assert dosage.schedule.timing.unit == {"Døgn": "d", "Time": "h"}[period]


@pytest.mark.parametrize("unit", ["ml", "dråpe"])
def test_millilitres_of_a_tablet_are_no_structure(unit: str) -> None:
    """What is counted is not measured by volume: told, and sent as the text that it is."""
    outcome = convert(m1(dosage=None, raw_dosing=phase(dose("10", unit=unit))))
    assert said(outcome).schedule is None
    assert "dose-unit-unfit" in remarks(outcome)
    assert said(convert(m1(dosage=None, raw_dosing=phase(dose("10", unit=unit)), **MIXTURE))).schedule


def test_a_short_dose_and_a_structure_that_differ_are_text() -> None:
    """One tablet three times a day, and two every day: neither is taken."""
    both = short("160", "1 tablett 3 ganger daglig")
    outcome = convert(m1(**{**both, "raw_dosing": both["raw_dosing"] + phase(dose("2"))}))
    assert said(outcome) == Dosage("1 tablett 3 ganger daglig", english=SHORT_DIFFERS)
    assert "dosage-structures-differ" in remarks(outcome)
    parts = phase(*(dose("1", when=when) for when in (MORNING, MIDDAY, EVENING)))
    same = convert(m1(**{**both, "raw_dosing": both["raw_dosing"] + parts}))
    assert said(same).english == "1 tablet three times daily"
    assert "dosage-structures-differ" not in remarks(same)


def test_three_times_a_day_is_not_every_eight_hours() -> None:
    """An interval is kept by night too; the hours of so many times a day are one's own."""
    both = short("160", "1 tablett 3 ganger daglig")
    outcome = convert(m1(**{**both, "raw_dosing": both["raw_dosing"] + phase(dose("1", every="8 Time"))}))
    assert said(outcome) == Dosage("1 tablett 3 ganger daglig", english=SHORT_UNTOLD)
    assert "dosage-worded-otherwise" in remarks(outcome)


@pytest.mark.parametrize(
    ("code", "text"), [("2", "1 tablett daglig"), ("21", "1 tablett daglig"), ("5382", "Ta 1 tablett 3 ganger daglig")]
)
def test_a_code_that_says_more_than_its_text_is_not_believed(code: str, text: str) -> None:
    """`At bedtime`, which the prescriber's words do not say."""
    outcome = m1_to_ep(m1(**short(code, text)), loaded(), AT, Asked(provenance=True))
    assert said(outcome) == Dosage(text, english=CODE_DIFFERS)
    assert "provenance-incomplete" not in remarks(outcome)


def test_the_drafts_of_what_is_said_are_told() -> None:
    """The structure says the forenoon, a word that is not reviewed; the text does not."""
    doses = phase(dose("1", when=part("2")), dose("1", when=part("6")))
    outcome = convert(m1(dosage="Ta 1 tablett 2 ganger daglig", raw_dosing=doses))
    assert "in the late morning" in said(outcome).english
    drafts = [words_of(f) for f in outcome.findings if f.code == "draft-row-used"]
    assert any("mappings/dosage/times.yaml" in told for told in drafts)
