"""No dose, period or English leaves but from a text and a structure that are the same.

Word for word, or each of them understood whole and their meanings in agreement.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.conversion.answer import Decision
from converter.conversion.m1_to_ep.dosage import (
    CODE_DIFFERS,
    SHORT_DIFFERS,
    SHORT_UNTOLD,
    TEXT_DIFFERS,
    translate_dosage,
)
from converter.conversion.m1_to_ep.dosage_reading import BY_RULE, counted_in
from converter.conversion.m1_to_ep.dosage_words import say_phases
from converter.conversion.m1_to_ep.national_clause import WhyNot
from converter.conversion.m1_to_ep.national_meaning import phases_meaning
from converter.dosage.cda import meaning_of
from converter.dosage.english import in_english
from converter.dosage.relation import Relation, relation
from converter.dosage.understand import understand
from converter.formats.cda.ep_reader import read_ep
from converter.formats.xml import parse
from converter.model.dosage import Dosage
from converter.model.meaning import Meaning
from converter.model.national import DosingPhase, ShortDoseGiven
from tests.builders.exchange import steady
from tests.builders.loaded import convert, loaded, remarks, stops
from tests.builders.medicines import codes, notes
from tests.conversion.m1_to_ep.test_dosage_words import NEEDED, dose, phase, so_many
from tests.rules.test_m1_to_ep_facts import prescription

START, END = date(2026, 11, 1), date(2026, 11, 10)
TOLD = {TEXT_DIFFERS, CODE_DIFFERS, SHORT_DIFFERS, SHORT_UNTOLD}
DOSES = (
    (dose(),),
    (dose(so_many("2")),),
    (dose(so_many("8")),),
    (dose(so_many("1", "kapsel")),),
    (dose(so_many("10", "ml")),),
    (dose(so_many("1", "ukjent")),),
    (dose(interval=so_many("2", "Døgn")),),
    (dose(interval=so_many("8", "Time")),),
    (dose(interval=so_many("12", "Time")),),
    (dose(interval=so_many("1", "Måned")),),
    (dose(time_of_day="1"),),
    (dose(time_of_day="5"),),
    (dose(time_of_day="1"), dose(time_of_day="5")),
    tuple(dose(time_of_day=code) for code in "135"),
    tuple(dose(so_many("10", "ml"), time_of_day=code) for code in "135"),
    (dose(clock="08:00:00"), dose(clock="20:00:00")),
    (dose(weekdays=("1",), interval=None),),
    (dose(days_on=21, days_off=7),),
    (dose(interval=None, needed=NEEDED),),
)
PHASES = [
    *((phase(*doses, start=START),) for doses in DOSES),
    *((phase(*doses, start=START, end=END),) for doses in DOSES),
    (phase(end=END),),
    (replace(phase(start=START), by_rule=True),),
    (phase(start=START, end=START), phase(dose(so_many("2")), start=END)),
]
SAID = sorted({w.norwegian for p in PHASES if (w := say_phases(p, notes()))})
AGREEING = (
    "En tablett daglig",
    "1 tablett  DAGLIG.",
    "1 tabl x 1",
    "1 tablett ukentlig",
    "1 tablett hver dag i 10 dager",
    "Én tablett annenhver dag",
    "1 tablett morgen og kveld",
    "1 tablett 2 ganger daglig",
    "1 tablett 3 ganger daglig",
    "1 tablett kl 8 og kl 20",
    "1 tablett hver mandag",
    "10 ml morgen, middag og kveld",
)
"""Not in a structure's own words, but of the same meaning as some."""
TEXTS = (
    *SAID,
    "8 tabletter én gang per uke, samme ukedag",
    "8 tabletter hver time",
    "1 tablett ved behov, maks 4 per døgn",
    "Skal ikke tas",
    "Som avtalt",
    "1 tablett daglig...",
    "1 tablett daglig i 11 dager",
    "½ tablett daglig",
    "1 tablett i én dag, deretter 2 tabletter daglig",
    *AGREEING,
)
WORDS = loaded().vocabulary
SHORT_DOSES = (
    ShortDoseGiven("93", "1 tablett daglig", "1 daglig"),
    ShortDoseGiven("160", "1 tablett 3 ganger daglig", "1x3"),
    ShortDoseGiven("223", "10 ml 3 ganger daglig", "10x3"),
    ShortDoseGiven("109", "1 tablett 1 gang daglig i 10 dager", "1x1x10"),
    ShortDoseGiven("56", "1 tablett hver 12. time", "1 hver 12. time"),
    ShortDoseGiven("2", "1 tablett ved sengetid", "1 ved sengetid"),
    ShortDoseGiven("21", "1 tablett kveld", "0+0+1"),
    ShortDoseGiven("233", "1-2 tabletter inntil 3 ganger daglig", "1-2 inntil x3"),
)


def plain(text: str) -> str:
    """What counts of a text."""
    return " ".join(text.casefold().split()).removesuffix(".")


def meanings_of(text: str, phases: tuple[DosingPhase, ...]) -> list[Meaning]:
    """What text and structure mean; none where one of them is not understood."""
    read, structure = understand(text, WORDS).meaning, phases_meaning(phases, WORDS, notes())
    return [] if read is None or isinstance(structure, WhyNot) else [read, structure]


def all_said(meanings: list[Meaning]) -> list[Meaning]:
    """Those that say all that each of the others says; none where two of them differ."""
    all_of = {Relation.EQUAL, Relation.A_MORE_EXACT}
    return [one for one in meanings if all(relation(one, other) in all_of for other in meanings)]


def coded_within(found: Dosage, meanings: list[Meaning]) -> bool:
    """Whether a structure that leaves says what one of these means and nothing else."""
    units = {"{Tablet}": "tablet", "{Capsule}": "capsule", "mL": "ml"}
    schedule = found.schedule
    assert schedule is not None
    if found.end is not None and found.start is not None:  # a last day says how long, and a structure not again
        schedule = replace(schedule, days=(found.end - found.start).days + 1)
    coded = meaning_of(schedule, units[schedule.dose.unit])
    return any(relation(coded, meaning) is Relation.EQUAL for meaning in meanings)


def assert_said(found: Dosage, period: Dosage, meanings: list[Meaning]) -> None:
    """Text and period as they were, the most exact meaning in English, and a structure that is one of the meanings."""
    assert found.meaning in all_said(meanings)
    english = f"{in_english(found.meaning, WORDS)} {BY_RULE}"
    assert replace(found, schedule=None, meaning=None) == replace(period, english=english)
    assert found.schedule is None or coded_within(found, meanings)


@steady(1000)
@given(st.sampled_from(TEXTS), st.sampled_from(PHASES), st.sampled_from(("", "1", "3")))
def test_nothing_leaves_from_a_structure_that_is_not_the_text(
    text: str, phases: tuple[DosingPhase, ...], use: str
) -> None:
    """Any text beside any structure: the very words of it, or one meaning; else the text alone, the pharmacist told."""
    words, meanings = say_phases(phases, notes()), meanings_of(text, phases)
    period = Dosage(text, phases[0].start, phases[-1].end)
    noted = notes()
    found = translate_dosage(prescription(dosage=period, phases=phases, use=use), WORDS, noted)
    told = {"dosage-numbers-differ", "dosage-worded-otherwise"} & set(codes(noted))
    if words is not None and plain(text) == plain(words.norwegian) and phases[0].start:
        assert replace(found, schedule=None) == replace(period, english=words.english)
        assert not told
    elif all_said(meanings):
        assert_said(found, period, meanings)
        assert found.schedule is None or use != "3"
        assert not told
    else:
        assert found == Dosage(text, english=TEXT_DIFFERS)
        assert told


def test_texts_in_other_words_than_their_structure_are_found() -> None:
    """The property above is not met by silence: what says the same, or says it more exactly, leaves."""
    sent = [
        (text, n)
        for text in TEXTS
        if text not in SAID
        for n, phases in enumerate(PHASES)
        if translate_dosage(prescription(dosage=Dosage(text, START), phases=phases), WORDS, notes()).english
        != TEXT_DIFFERS
    ]
    assert {text for text, _ in sent} == set(AGREEING)
    assert len(sent) == 21, sent


@steady(600)
@given(st.sampled_from(SHORT_DOSES), st.sampled_from(SHORT_DOSES), st.sampled_from(PHASES))
def test_nothing_leaves_from_a_structure_that_is_not_the_short_dose(
    short: ShortDoseGiven, code: ShortDoseGiven, phases: tuple[DosingPhase, ...]
) -> None:
    """Any short dose, its text its own or another's, beside any structure: all three agree, or the text is alone."""
    given_short = replace(short, code=code.code, shown=code.shown)
    period = Dosage(short.text, phases[0].start, phases[-1].end)
    noted = notes()
    found = translate_dosage(
        prescription(dosage=period, phases=phases, short_dose=given_short), loaded().vocabulary, noted
    )
    if found.english in TOLD:
        assert found == Dosage(short.text, english=found.english)
        told = {"dosage-structures-differ", "dosage-worded-otherwise", "short-dose-text-differs"}
        assert told & set(codes(noted))
        return
    if short is not code or found.english.endswith(BY_RULE):
        term = loaded().tables.short_doses["short-dose-7478"].row(code.code)
        coded = understand("" if term is None else term.term, WORDS).meaning
        meanings = meanings_of(short.text, phases)
        assert coded is not None
        assert meanings
        unit = {"tablett": "tablet", "tabletter": "tablet", "ml": "ml"}[short.text.split()[1]]
        assert_said(found, period, [counted_in(coded, unit), *meanings])
        return
    assert len(phases) == 1
    assert (found.start, found.end) == (period.start, period.end)
    amounts = {(d.amount.value, d.amount.unit) for d in phases[0].doses}
    assert len(amounts) == 1
    value, unit = amounts.pop()
    assert short.text.startswith(f"{value} {unit}")
    assert found.english.startswith(f"{value} ")


def test_the_same_of_short_dose_and_structure_is_found() -> None:
    """The property above is not met by silence alone."""
    sent = [
        (short.code, n)
        for short in SHORT_DOSES
        for n, phases in enumerate(PHASES)
        if translate_dosage(
            prescription(dosage=Dosage(short.text, phases[0].start), phases=phases, short_dose=short),
            loaded().vocabulary,
            notes(),
        ).english
        not in TOLD
    ]
    assert len(sent) == 12, sent
    assert {short for short, _ in sent} == {"93", "160", "223", "109", "56", "2", "21"}


ALONE = {
    "dosage-numbers-differ-structure-still-coded.m1.xml": (TEXT_DIFFERS, "dosage-numbers-differ"),
    "dosage-text-2-structure-1-every-12h.m1.xml": (TEXT_DIFFERS, "dosage-numbers-differ"),
    "dosage-text-as-needed-structure-every-6h.m1.xml": (TEXT_DIFFERS, "dosage-numbers-differ"),
    "dosage-text-weekly-structure-daily-methotrexate.m1.xml": (TEXT_DIFFERS, "dosage-worded-otherwise"),
    "m1-dose-text-every-hour.xml": (TEXT_DIFFERS, "dosage-worded-otherwise"),
    "m1-dose-text-must-not-be-taken.xml": (TEXT_DIFFERS, "dosage-worded-otherwise"),
    "m1-dose-text-weekly-structure-daily.xml": (TEXT_DIFFERS, "dosage-worded-otherwise"),
    "kortdose-1x2-dosering-2plus2.m1.xml": (SHORT_DIFFERS, "dosage-structures-differ"),
}


@pytest.mark.parametrize("name", ALONE)
def test_the_cases_that_went_wrong_leave_as_text(name: str, shared: Path) -> None:
    """Text, short dose and structure mean different things: only the text stands, and that is told."""
    english, code = ALONE[name]
    outcome = convert((shared / "cases/outbound" / name).read_bytes())
    assert outcome.decision is Decision.CONVERTED, stops(outcome)
    assert outcome.document is not None
    read = read_ep(parse(outcome.document))
    dosage = read.prescription.dosage
    assert dosage == Dosage(dosage.text, english=english)
    assert dosage.text
    assert "period" not in read.texts
    assert b"doseQuantity" not in outcome.document
    assert code in remarks(outcome)


def test_a_short_dose_and_a_structure_of_the_same_raise_no_alarm(shared: Path) -> None:
    """10 mL three times daily is 10 mL morning, midday and evening."""
    outcome = convert((shared / "cases/outbound/kortdose-dosering-same-false-alarm.m1.xml").read_bytes())
    assert outcome.document is not None, stops(outcome)
    dosage = read_ep(parse(outcome.document)).prescription.dosage
    assert dosage.english == "10 mL three times daily"
    assert dosage.start == date(2026, 11, 20)
    assert dosage.schedule is not None
    assert not {"dosage-structures-differ", "dosage-worded-otherwise", "dosage-as-text"} & remarks(outcome)


@pytest.mark.parametrize("name", ["dose-capsule-of-a-tablet.m1.xml", "dose-capsule-of-a-mixture.m1.xml"])
def test_a_capsule_of_what_is_no_capsule_is_not_coded(name: str, shared: Path) -> None:
    """The dose's unit cannot be a unit of this form: told."""
    outcome = convert((shared / "cases/outbound" / name).read_bytes())
    assert outcome.document is not None, stops(outcome)
    assert read_ep(parse(outcome.document)).prescription.dosage.schedule is None
    assert "dose-unit-unfit" in remarks(outcome)


@pytest.mark.parametrize("name", ["m1-dose-mojibake.xml", "m1-xml-comment-in-dose.xml"])
def test_free_text_alone_says_nothing_in_english(name: str, shared: Path) -> None:
    """Broken letters, or a comment within a number."""
    outcome = convert((shared / "cases/outbound" / name).read_bytes())
    if outcome.document is None:
        assert stops(outcome)
        return
    dosage = read_ep(parse(outcome.document)).prescription.dosage
    assert (dosage.english, dosage.schedule, dosage.start) == ("", None, None)
