"""What of a dosage becomes structure, from a prescription's own parts: each reason to leave it text alone."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from converter.conversion.m1_to_ep.dosage import (
    CODE_DIFFERS,
    SHORT_DIFFERS,
    SHORT_UNTOLD,
    TEXT_DIFFERS,
    fitting,
    translate_dosage,
)
from converter.conversion.m1_to_ep.dosage_reading import BY_RULE
from converter.conversion.session import Notes
from converter.model.coded import Coded, Null
from converter.model.dosage import Dosage, Dose, Frequency, Schedule, Timing
from converter.model.national import DosingPhase, NationalDose, NationalQuantity, ShortDoseGiven
from tests.builders.loaded import loaded
from tests.builders.medicines import ORAL_SOLUTION, TABLET, codes, notes
from tests.conversion.m1_to_ep.test_dosage_words import DAILY, NEEDED, dose, phase, so_many
from tests.rules.test_m1_to_ep_facts import prescription

INHALED_CAPSULE = Coded("11110000", "x", "Inhalation powder, hard capsule")
"""A form of which one piece may be the capsule or the inhaler."""
START, END = date(2026, 11, 1), date(2026, 11, 10)
THRICE = ShortDoseGiven("160", "1 tablett 3 ganger daglig", "1x3")
ONE_TABLET = Dose(Decimal(1), Decimal(1), "{Tablet}")


def made(
    text: str = "",
    *phases: DosingPhase,
    short: ShortDoseGiven | None = None,
    start: date | None = START,
    end: date | None = None,
    **more: Any,
) -> tuple[Dosage, Notes]:
    """The dosage, and what was noted."""
    noted = notes()
    given = prescription(dosage=Dosage(text, start, end), phases=phases, short_dose=short, **more)
    return translate_dosage(given, loaded().vocabulary, noted), noted


def scheduled(*doses: NationalDose) -> Schedule | None:
    """The structure of one phase of these doses."""
    return made("", phase(*doses))[0].schedule


def every(value: int, unit: str) -> Timing:
    """An interval."""
    return Timing(Frequency.EVERY, Decimal(value), unit)


@pytest.mark.parametrize(
    ("doses", "timing"),
    [
        ((dose(),), every(1, "d")),
        ((dose(interval=so_many("8", "Time")),), every(8, "h")),
        ((dose(interval=so_many("8", "TIME")),), every(8, "h")),
        ((dose(clock="08:00:00"),), Timing(Frequency.CLOCK, clock=(time(8),))),
        ((dose(clock="08:00:00", interval=None),), Timing(Frequency.CLOCK, clock=(time(8),))),
        (
            (dose(clock="20:30:00"), dose(clock="08:00:00")),
            Timing(Frequency.CLOCK, clock=(time(8), time(20, 30))),
        ),
    ],
)
def test_a_dose_that_structure_says(doses: tuple[NationalDose, ...], timing: Timing) -> None:
    """The same amount at hours of the day, or at an interval."""
    assert scheduled(*doses) == Schedule(ONE_TABLET, timing)


@pytest.mark.parametrize(
    "doses",
    [
        (dose(so_many(None)),),
        (dose(so_many("0")),),
        (dose(so_many("-1")),),
        (dose(so_many("1", "nowhere")),),
        (dose(so_many("1", "plaster")),),
        (dose(interval=None),),
        (dose(interval=so_many("1", "Måned")),),
        (dose(interval=so_many(None, "Døgn")),),
        (dose(interval=so_many("0", "Døgn")),),
        (dose(interval=so_many("-1", "Døgn")),),
        (dose(), dose()),
        (dose(clock="08:00:00"), dose()),
        (dose(clock="08:00:00"), dose(so_many("2"), clock="20:00:00")),
        (dose(clock="08:00:00"), dose(clock="20:00:00", interval=None)),
        (dose(clock="08:00:00"), dose(clock="08:00:00")),
        (dose(clock="08:00:01"),),
        (dose(clock="08:00:00", interval=so_many("2", "Døgn")),),
        (dose(clock="08:00:00", interval=so_many("1", "Time")),),
        (dose(weekdays=("1",)),),
        (dose(clock="08:00:00", weekdays=("1",)),),
        (dose(time_of_day="1"),),
        (dose(days_on=21),),
        (dose(days_off=7),),
        (dose(infusion=(so_many("50", "ml"), "Time")),),
        (dose(needed=NEEDED),),
        (dose(clock="08:00:00"), dose(clock="20:00:00", needed=NEEDED)),
    ],
)
def test_a_dose_that_is_more_than_structure_says(doses: tuple[NationalDose, ...]) -> None:
    """Each for one reason; that is told."""
    found, noted = made("", phase(*doses))
    assert found.schedule is None
    assert "dosage-as-text" in codes(noted)


@pytest.mark.parametrize(
    "phases",
    [(phase(), phase()), (replace(phase(), by_rule=True),), (replace(phase(), doses=()),)],
    ids=["two", "by rule", "no doses"],
)
def test_phases_that_are_more_than_structure_says(phases: tuple[DosingPhase, ...]) -> None:
    """One phase with doses, that depends on nothing."""
    found, noted = made("", *phases)
    assert found.schedule is None
    assert "dosage-as-text" in codes(noted)


def test_a_short_dose_is_english_and_structure() -> None:
    """Where its text is its code's."""
    found, noted = made("1 tablett 3 ganger daglig", short=THRICE)
    assert found.schedule == Schedule(ONE_TABLET, Timing(Frequency.PER_DAY, Decimal(3)))
    assert found.english == "1 tablet three times daily"
    assert codes(noted) == []
    assert (noted.choices["schedule"], noted.choices["dosage-english"]) == ("short", "short")


@pytest.mark.parametrize(
    ("short", "code", "english"),
    [
        (replace(THRICE, code="nowhere"), "short-dose-unknown", ""),
        (replace(THRICE, code="?"), "short-dose-unknown", ""),
        (replace(THRICE, text="2 tabletter 3 ganger daglig"), "short-dose-text-differs", CODE_DIFFERS),
        (replace(THRICE, shown="2x3"), "short-dose-text-differs", CODE_DIFFERS),
        (replace(THRICE, text="1 hurv 3 ganger daglig"), "short-dose-without-unit", ""),
    ],
    ids=["unknown", "another list", "another text", "another short form", "no unit"],
)
def test_a_short_dose_that_is_not_its_code_s(short: ShortDoseGiven, code: str, english: str) -> None:
    """No English and no structure comes of it; that code and text differ is told the pharmacist.

    A text that only lacks a unit of the list is read as any text; here it has no known word.
    """
    found, noted = made("text", short=short)
    assert (found.english, found.schedule) == (english, None)
    unread = ["dosage-words-unknown"] if code == "short-dose-without-unit" else []
    assert codes(noted) == [*unread, code]
    assert noted.choices["dosage-english"] == ("differs" if english else "none")


def test_the_text_stands_for_a_short_dose_s_own() -> None:
    """Where that has none, or no short form."""
    found, _ = made("1 tablett 3 ganger daglig", short=replace(THRICE, text="", shown=""))
    assert found.schedule is not None
    assert made("2 tabletter 3 ganger daglig", short=replace(THRICE, text=""))[0].schedule is None


def test_a_unit_without_exact_eu_unit_is_said_in_english_only() -> None:
    """`plaster` has no reviewed row."""
    found, noted = made("1 plaster 3 ganger daglig", short=replace(THRICE, text="1 plaster 3 ganger daglig"))
    assert found.english == "1 plaster three times daily"
    assert found.schedule is None
    assert "short-dose-as-text" in codes(noted)


@pytest.mark.parametrize(
    ("given", "english", "code"),
    [
        (dose(interval=so_many("8", "Time")), SHORT_UNTOLD, "dosage-worded-otherwise"),
        (dose(interval=so_many("12", "Time")), SHORT_DIFFERS, "dosage-structures-differ"),
        (dose(so_many("2"), interval=so_many("8", "Time")), SHORT_DIFFERS, "dosage-structures-differ"),
        (dose(so_many("1", "ml"), interval=so_many("8", "Time")), SHORT_DIFFERS, "dosage-structures-differ"),
        (dose(interval=so_many("1", "Døgn")), SHORT_DIFFERS, "dosage-structures-differ"),
        (dose(clock="08:00:00"), SHORT_DIFFERS, "dosage-structures-differ"),
        (dose(so_many("1", "nowhere")), SHORT_UNTOLD, "dosage-worded-otherwise"),
        (dose(so_many(None)), SHORT_DIFFERS, "dosage-structures-differ"),
        (dose(time_of_day="9"), SHORT_DIFFERS, "dosage-structures-differ"),
        (dose(clock="08:00:01"), SHORT_UNTOLD, "dosage-worded-otherwise"),
        (dose(interval=so_many("1", "Måned")), SHORT_UNTOLD, "dosage-worded-otherwise"),
        (dose(interval=so_many("8", "Time"), weekdays=("1",)), SHORT_UNTOLD, "dosage-worded-otherwise"),
        (dose(interval=so_many("8", "Time"), days_on=2, days_off=2), SHORT_UNTOLD, "dosage-worded-otherwise"),
        (dose(interval=None, needed=NEEDED), SHORT_UNTOLD, "dosage-worded-otherwise"),
        (dose(clock="08:00:00", interval=so_many("8", "Time")), SHORT_UNTOLD, "dosage-worded-otherwise"),
    ],
)
def test_a_short_dose_against_a_structure(given: NationalDose, english: str, code: str) -> None:
    """Not the same dose as often: both are left out, with the period; every eight hours is kept by night too."""
    found, noted = made("1 tablett 3 ganger daglig", phase(given), short=THRICE)
    assert found.english == english
    assert [c for c in codes(noted) if c.startswith("dosage-")] == [code]
    assert (found.schedule, found.start) == (None, None)
    assert noted.choices["dosage-english"] == "differs"


TEN_DAYS = ShortDoseGiven("109", "1 tablett 1 gang daglig i 10 dager", "1x1x10")
ONCE = ShortDoseGiven("93", "1 tablett daglig", "1 daglig")
EVERY_EIGHT = ShortDoseGiven("5448", "2 tabletter hver 8. time", "2 hver 8.time")


@pytest.mark.parametrize(
    "times",
    [[dose(clock=f"{h:02}:00:00") for h in (8, 14, 20)], [dose(time_of_day=c) for c in "135"]],
    ids=["hours", "parts of the day"],
)
def test_three_times_of_the_day_are_three_times_a_day(times: list[NationalDose]) -> None:
    """Two are not, nor are two of the same; every eight hours is no time of the day."""
    found, noted = made(THRICE.text, phase(*times), short=THRICE)
    assert (found.english, found.start) == ("1 tablet three times daily", START)
    assert found.schedule == Schedule(ONE_TABLET, Timing(Frequency.PER_DAY, Decimal(3)))
    assert codes(noted) == []
    assert made(THRICE.text, phase(*times[:2]), short=THRICE)[0].english == SHORT_DIFFERS
    assert made(THRICE.text, phase(*times[:2], times[0]), short=THRICE)[0].english == SHORT_UNTOLD
    unequal = phase(*times[:2], replace(times[2], amount=so_many("2")))
    assert made(THRICE.text, unequal, short=THRICE)[0].english == SHORT_DIFFERS
    two = phase(*(replace(t, amount=so_many("2")) for t in times))
    assert made(EVERY_EIGHT.text, two, short=EVERY_EIGHT)[0].english == SHORT_UNTOLD


@pytest.mark.parametrize(
    ("short", "given", "english"),
    [
        (TEN_DAYS, phase(start=START, end=END), "1 tablet once daily for 10 days"),
        (TEN_DAYS, phase(start=START), SHORT_UNTOLD),
        (TEN_DAYS, phase(end=END), SHORT_UNTOLD),
        (TEN_DAYS, phase(start=START, end=START), SHORT_DIFFERS),
        (ONCE, phase(start=START), "1 tablet once daily"),
        (ONCE, phase(start=START, end=END), SHORT_UNTOLD),
    ],
)
def test_a_short_dose_is_for_as_long_as_the_structure(short: ShortDoseGiven, given: DosingPhase, english: str) -> None:
    """A length that one of them says and the other does not is not the same."""
    assert made(short.text, given, short=short, end=given.end)[0].english == english


def test_a_short_dose_without_structure_is_its_text() -> None:
    """Only a structure that says the very words is the same."""
    evening = ShortDoseGiven("21", "1 tablett kveld", "0+0+1")
    found, noted = made(evening.text, phase(dose(time_of_day="5")), short=evening)
    assert (found.start, found.english) == (START, "1 tablet in the evening")
    assert "dosage-worded-otherwise" not in codes(noted)
    other = made(evening.text, phase(dose(time_of_day="1")), short=evening)[0]
    assert other == Dosage(evening.text, english=SHORT_UNTOLD)


def test_a_short_dose_that_its_text_does_not_bear_out_takes_the_structure_with_it() -> None:
    """Text and structure agree, but the code says something else: whichever was meant is not for us to tell."""
    found, _ = made("1 tablett daglig", phase(), short=replace(THRICE, text="1 tablett daglig"))
    assert found == Dosage("1 tablett daglig", english=CODE_DIFFERS)


def test_a_short_dose_that_is_not_known_leaves_text_and_structure() -> None:
    """They are the same word for word, or the text stands alone; a code alone is no text."""
    unknown = replace(THRICE, code="nowhere", text="1 tablett daglig")
    assert made("1 tablett daglig", phase(), short=unknown)[0].schedule is not None
    assert made("1 tablett daglig", phase(dose(so_many("2"))), short=unknown)[0].english == TEXT_DIFFERS
    assert made("", phase(), short=replace(unknown, text=""))[0] == Dosage("", english=TEXT_DIFFERS)


def test_a_dose_at_bedtime_says_no_hours_to_differ_in() -> None:
    """Only its amount is held against the structure."""
    bedtime = ShortDoseGiven("2", "1 tablett ved sengetid", "1 ved sengetid")
    assert made("1 tablett ved sengetid", phase(), short=bedtime)[0].schedule is not None
    assert made("1 tablett ved sengetid", phase(dose(so_many("2"))), short=bedtime)[0].schedule is None


def test_the_short_dose_s_structure_goes_before_the_other() -> None:
    """They say the same."""
    found, noted = made(THRICE.text, phase(*(dose(time_of_day=c) for c in "135")), short=THRICE)
    assert found.schedule is not None
    assert found.schedule.timing.frequency is Frequency.PER_DAY
    assert noted.choices["schedule"] == "short"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ""),
        ("1 tablett daglig", ""),
        ("1 TABLETT \u00a0daglig.", ""),
        ("1 tablett om morgenen og kvelden", "dosage-worded-otherwise"),
        ("1 tablett daglig, svelges hele og uknust av snille barn", "dosage-worded-otherwise"),
        ("1 tablett daglig..", "dosage-worded-otherwise"),
        ("1 tablett daglig,", "dosage-worded-otherwise"),
        ("1 tablett ikke daglig", "dosage-worded-otherwise"),
        ("2 tabletter daglig", "dosage-numbers-differ"),
        ("1 tablett daglig i 7 dager", "dosage-numbers-differ"),
        ("1 tablett hver 24. time", "dosage-numbers-differ"),
    ],
)
def test_a_text_against_a_structure(text: str, code: str) -> None:
    """Word for word the same, or of another meaning or none: then only the text goes, with no dose and no period."""
    found, noted = made(text, phase())
    assert [c for c in codes(noted) if c.startswith("dosage-")] == ([code] if code else [])
    if code:
        assert found == Dosage(text, english=TEXT_DIFFERS)
        assert (noted.choices["dosage-text"], noted.choices["dosage-english"]) == ("given", "differs")
        return
    same = Schedule(ONE_TABLET, every(1, "d"))
    assert found == Dosage(text or "1 tablett daglig", START, None, "1 tablet daily", same)
    assert noted.choices["dosage-text"] == ("given" if text else "structure")
    assert noted.choices["dosage-english"] == "structure"


@pytest.mark.parametrize(
    ("text", "english", "source"),
    [
        ("En tablett hver dag", "Take 1 tablet once daily.", "text"),
        ("1 tablett om morgenen", "Take 1 tablet in the morning.", "text"),
        ("1 tablett daglig mot smerter", "Take 1 tablet once daily, for pain.", "text"),
    ],
)
def test_a_text_in_other_words_that_means_the_structure(text: str, english: str, source: str) -> None:
    """It says the same, or the same more exactly: English by rule, the dose that CDA can hold, the period."""
    found, noted = made(text, phase())
    assert (found.text, found.start) == (text, START)
    assert found.english == f"{english} {BY_RULE}"
    assert [c for c in codes(noted) if c.startswith("dosage-")] == []
    assert (noted.choices["dosage-english"], noted.choices["schedule"]) == (source, source)


def test_a_structure_that_says_a_text_more_exactly_is_what_is_said() -> None:
    """In English the structure's times; as dose what the text says, which the times are an instance of."""
    found, noted = made("1 tablett 2 ganger daglig", phase(dose(time_of_day="1"), dose(time_of_day="5")))
    assert found.english == f"Take 1 tablet in the morning and 1 tablet in the evening. {BY_RULE}"
    assert found.schedule == Schedule(ONE_TABLET, Timing(Frequency.PER_DAY, Decimal(2)))
    assert (noted.choices["dosage-english"], noted.choices["schedule"]) == ("structure", "text")


def test_composed_and_decomposed_letters_are_the_same() -> None:
    """Messages have both."""
    given = phase(dose(weekdays=("1",), interval=None))
    assert made("1 tablett pa\u030a mandager", given)[0].english == "1 tablet on Mondays"


@pytest.mark.parametrize(
    "given",
    [
        phase(dose(so_many("1", "nowhere"))),
        replace(phase(), by_rule=True),
        replace(phase(), doses=()),
        phase(end=END),
    ],
    ids=["unit", "rule", "no dose", "end without a beginning"],
)
def test_a_structure_that_no_words_say_whole_is_no_text_s_equal(given: DosingPhase) -> None:
    """It cannot be held against the text, so nothing of it goes."""
    found, noted = made("1 tablett daglig", given, end=given.end)
    assert found == Dosage("1 tablett daglig", english=TEXT_DIFFERS)
    assert "dosage-worded-otherwise" in codes(noted)


def test_a_draft_word_of_a_structure_that_does_not_go_is_not_told() -> None:
    """It is nowhere in the answer."""
    assert "draft-row-used" in codes(made("", phase(dose(time_of_day="2")))[1])
    assert "draft-row-used" not in codes(made("x", phase(dose(time_of_day="2")))[1])


def test_a_text_alone_is_read_whole_or_not_at_all() -> None:
    """English, dose and meaning; or nothing, and what stopped it is noted."""
    found, noted = made("1 tablett 3 ganger daglig")
    assert found.english == f"Take 1 tablet three times daily. {BY_RULE}"
    assert found.schedule == Schedule(ONE_TABLET, Timing(Frequency.PER_DAY, Decimal(3)))
    assert codes(noted) == []
    assert noted.choices["dosage-english"] == "text"
    for text, code in {"1 dings daglig": "dosage-words-unknown", "1 tablett middag": "dosage-not-understood"}.items():
        found, noted = made(text)
        assert found == Dosage(text, START)
        assert codes(noted) == [code]
        assert noted.choices["dosage-english"] == "none"


@pytest.mark.parametrize(("end", "days"), [(None, 10), (END, None)])
def test_a_last_day_says_how_long(end: date | None, days: int | None) -> None:
    """An interval has no room for both."""
    short = ShortDoseGiven("109", "1 tablett 1 gang daglig i 10 dager", "1x1x10")
    found, _ = made("x", short=short, end=end)
    assert found.schedule is not None
    assert found.schedule.days == days


@pytest.mark.parametrize(
    ("start", "there"), [(START, True), (date(1900, 1, 1), True), (date(1899, 12, 31), False), (None, False)]
)
def test_hours_of_the_day_need_a_first_day(start: date | None, there: bool) -> None:
    """Of a year in which Norway's clock is what it is."""
    found, noted = made("", phase(dose(clock="08:00:00")), start=start)
    assert (found.schedule is not None) is there
    assert ("dosage-as-text" in codes(noted)) is not there
    assert made("", phase(dose()), start=None)[0].schedule is not None


@pytest.mark.parametrize(("use", "there"), [("3", False), ("1", True), ("", True)])
def test_what_is_taken_when_needed_has_no_schedule(use: str, there: bool) -> None:
    """Of either source; it is told where it stands."""
    for text, arguments, element in (("", (phase(),), "Dosering"), ("x", (), "Kortdose")):
        found, noted = made(text, *arguments, short=None if arguments else THRICE, use=use)
        assert (found.schedule is not None) is there
        assert [f.path.rpartition("/")[2] for f in noted.findings if f.code == "dosage-as-text"] == [element] * (
            not there
        )


@pytest.mark.parametrize(("short", "element"), [(THRICE, "Kortdose"), (None, "Dosering")])
def test_an_amended_dosage_stays_text(short: ShortDoseGiven | None, element: str) -> None:
    """Any word that is added may change the dose: then text and structure are not the same."""
    found, noted = made("x", phase(), short=short, amended=True)
    assert found == Dosage("x", english=TEXT_DIFFERS)
    assert made("x", short=THRICE, amended=True)[0] == Dosage("x", START)
    assert [(f.code, f.path.rpartition("/")[2]) for f in noted.findings] == [("dosage-amended", element)]
    chosen = [noted.choices[c] for c in ("dosage-text", "dosage-english", "schedule")]
    assert chosen == ["given", "differs", "structure"]


def of(unit: str) -> Dosage:
    """A dosage of one of a unit a day."""
    return Dosage("x", START, schedule=Schedule(Dose(Decimal(1), Decimal(1), unit), every(1, "d")))


@pytest.mark.parametrize(
    ("unit", "form", "fits"),
    [
        ("{Tablet}", TABLET, True),
        ("{Capsule}", TABLET, False),
        ("{Suppository}", TABLET, False),
        ("mg", TABLET, True),
        ("mL", TABLET, False),
        ("{Drop}", TABLET, False),
        ("spoon", TABLET, False),
        ("mL", ORAL_SOLUTION, True),
        ("{Drop}", ORAL_SOLUTION, True),
        ("{Tablet}", ORAL_SOLUTION, False),
        ("{Capsule}", ORAL_SOLUTION, False),
        ("{Capsule}", INHALED_CAPSULE, True),
        ("{Actuation}", ORAL_SOLUTION, False),
        ("{Actuation}", TABLET, False),
        ("[IU]", TABLET, True),
        ("{Vial}", ORAL_SOLUTION, False),
        ("1", TABLET, True),
        ("mL", Null.UNK, False),
        ("{Tablet}", Null.UNK, False),
        ("mg", Null.UNK, False),
        ("mL", None, True),
    ],
)
def test_a_dose_fits_what_is_counted(unit: str, form: Coded | Null | None, fits: bool) -> None:
    """No millilitres or drops of tablets."""
    noted = notes()
    found = fitting(of(unit), form, noted)
    assert found == (of(unit) if fits else replace(of(unit), schedule=None))
    assert codes(noted) == ([] if fits else ["dose-unit-unfit"])


def test_a_dosage_without_structure_fits_any_form() -> None:
    """Nothing is noted."""
    noted = notes()
    assert fitting(Dosage("x"), TABLET, noted) == Dosage("x")
    assert codes(noted) == []
    assert NationalQuantity(Decimal(1), "Døgn") == DAILY
