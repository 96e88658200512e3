"""Short doses (7478): what each row says as structure is what its term and its English say, and no more."""

import random
import re
from decimal import Decimal
from pathlib import Path

import pytest

from converter.model.coded import plain
from converter.model.dosage import Frequency
from converter.sources.problems import ProblemList
from converter.terminology.lists import Lists
from converter.terminology.short_dose import ShortDose, ShortDoses, read_dose, read_short_doses, read_timing
from converter.terminology.short_dose_words import english_start, is_notation, missing_in
from converter.terminology.tables import Tables

TIMES = {1: "once daily", 2: "twice daily", 3: "three times daily", 4: "four times daily"}
UNITS = {"h": "hours", "d": "days", "wk": "weeks"}
NOTATION = re.compile(r"[0-9,]+(?:-[0-9,]+)?x([1-9])(?:x[0-9]+)?")
NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


TERM, ENGLISH = "short-dose-term", "short-dose-english"


@pytest.fixture
def doses(shipped: Tables) -> ShortDoses:
    return shipped.short_doses["short-dose-7478"]


def _structured(doses: ShortDoses) -> list[ShortDose]:
    return [row for row in doses if row.timing is not None]


def _amount(row: ShortDose) -> str:
    assert row.dose is not None
    low, high = row.dose
    return plain(low) if low == high else f"{plain(low)}-{plain(high)}"


def test_every_code_of_the_list_has_a_row(doses: ShortDoses, shipped: Tables) -> None:
    assert {row.code: row.term for row in doses} == dict(shipped.code_list("7478").terms)


def test_every_term_that_is_a_dose_and_times_a_day_has_a_structure(doses: ShortDoses) -> None:
    """Where the times divide the day; a row that comes new is held to it too."""
    plainly = [row for row in doses if (found := NOTATION.fullmatch(row.term)) and 24 % int(found[1]) == 0]
    assert plainly
    assert [row.term for row in plainly if row.timing is None] == []


def test_the_structure_gives_back_the_term_in_its_notation(doses: ShortDoses) -> None:
    """Doses x times a day x days, with decimal comma: from structure to text, to the letter."""
    checked = 0
    for row in _structured(doses):
        assert row.timing is not None
        if row.timing.frequency is Frequency.PER_DAY and "x" in row.term:
            days = f"x{row.days}" if row.days else ""
            assert f"{_amount(row)}x{row.timing.value}{days}".replace(".", ",") == row.term
            checked += 1
    assert checked > 70


def test_the_structure_says_what_the_english_says(doses: ShortDoses) -> None:
    for row in _structured(doses):
        assert row.timing is not None
        timing, head = row.timing, f"{_amount(row)} <dose> "
        if timing.frequency is Frequency.PER_DAY:
            times = int(timing.value)
            when = TIMES.get(times, f"{times} times daily")
        elif timing.frequency is Frequency.EVERY:
            when = (
                "every week"
                if (timing.value, timing.unit) == (1, "wk")
                else f"every {timing.value} {UNITS[timing.unit]}"
            )
        else:
            when = {Frequency.BEDTIME: "at bedtime", Frequency.BEFORE_MEALS: "before meals"}[timing.frequency]
        days = f" for {row.days} day{'s' if row.days > 1 else ''}" if row.days else ""
        fixed = ", on a fixed weekday" if row.term.endswith("på fast ukedag") else ""  # every 7 days is always that day
        assert row.english == head + when + days + fixed, row


def test_every_number_of_a_term_is_in_its_english(doses: ShortDoses) -> None:
    """Written as a digit or a word; zero is left out, and a pause or an abbreviation is no number."""
    words = {"1": ("once", "every hour", "half an hour to 1 hour"), "2": ("twice",), "3": ("three",), "4": ("four",)}
    words |= {"5": ("fifth",)}
    for row in doses:
        if not row.english:
            continue
        for number in NUMBERS.findall(row.term.replace("1/2", "")):
            said = number.replace(",", ".")
            known = said in NUMBERS.findall(row.english) or any(w in row.english for w in words.get(said, ()))
            # `x1` is the day itself, and a zero is no dose
            assert known or Decimal(said) == 0, row


def test_a_structure_is_reviewed_and_a_place_or_a_second_dosage_has_none(doses: ShortDoses) -> None:
    """How and where it is given, up to, as needed and what follows it would be lost."""
    for row in _structured(doses):
        assert row.status == "approved"
        assert not re.search(r"\$|inntil|behov|øye|øre|nese|Påsmør|Påfør|innføres|huden|sc |\+", row.term), row


@pytest.mark.parametrize(
    ("code", "english", "timing"),
    [
        ("223", "10 <dose> three times daily", True),
        ("93", "1 <dose> once daily", True),
        ("21", "1 <dose> in the evening", False),
        ("216", "1 <dose> in the morning, 1 <dose> at midday and 1 <dose> in the evening", False),
        ("233", "1-2 <dose> up to three times daily", False),
        ("118", "1 <dose> once daily for 7 days, then 2 <dose> once daily", False),
        ("181", "1 <dose> 5 times daily", False),
        ("266", "2 <dose> daily", False),
        ("5348", "1 <dose> on the same date every month", False),
        ("5394", "", False),
    ],
)
def test_rows_where_a_mistake_would_harm(doses: ShortDoses, code: str, english: str, timing: bool) -> None:
    row = doses.row(code)
    assert row is not None
    assert (row.english, row.timing is not None) == (english, timing)


@pytest.mark.parametrize("text", ["0", "0-1", "2-1", "1-1", "1,5", "-1", "1.2345", "en", "12345"])
def test_what_is_no_dose(text: str) -> None:
    assert read_dose(text) is None


@pytest.mark.parametrize(
    "text", ["5 per day", "0 per day", "every 0 h", "every 2 mo", "3 per week", "Bedtime", "every h"]
)
def test_what_is_no_timing(text: str) -> None:
    assert read_timing(text) is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"1 ved sengetid", dose: "1"', '"1 ved sengetid", dose: "2"', TERM),
        ('"1 ved sengetid", dose: "1", timing: bedtime', '"1 ved sengetid", dose: "1", timing: before meals', TERM),
        ("timing: every 12 h", "timing: every 8 h", TERM),
        ("timing: every 2 wk", "timing: every 2 d", TERM),
        ('"0,5x2", dose: "0.5", timing: 2 per day', '"0,5x2", dose: "0.5", timing: 3 per day', TERM),
        ('"0,5x2", dose: "0.5", timing: 2 per day', '"0,5x2", dose: "0.5", timing: 2 per day, days: "2"', TERM),
        ('"1+1+1", english', '"1+1+1", dose: "1", timing: 3 per day, english', TERM),
        ('timing: bedtime, english: "1 <', 'timing: bedtime, english: "10 <', ENGLISH),
        ('english: "1 <dose> every 12 hours"', 'english: "1 <dose> every 12 days"', ENGLISH),
        ('english: "1 <dose> before meals"', 'english: "1 <dose> with meals"', ENGLISH),
        ('english: "10 <dose> three times daily"', 'english: "10 <dose> twice daily"', ENGLISH),
        ('english: "15 <dose> in the morning"', 'english: "15 <dose> in the evening"', ENGLISH),
        ('"5 <dose> up to three times', '"5 <dose> three times', ENGLISH),
        ("three times daily for 10 days", "three times daily for 7 days", ENGLISH),
        ("into the left eye", "into the right eye", "short-dose-lacks"),
        ("1 <dose> every other day, 3 times a week", "1 <dose> every other day", "short-dose-lacks"),
        ("1 <dose> into each eye every 4 hours", "1 <dose> into each eye every 4 days", "short-dose-lacks"),
        ("10 <dose> before bedtime", "10 <dose> after bedtime", "short-dose-lacks"),
        ("1 <dose> weekly for 4 weeks", "1 <dose> daily for 4 weeks", "short-dose-lacks"),
        ("inserted into the vagina twice a week", "inserted into the vagina twice daily", "short-dose-lacks"),
        ("except Saturdays and Sundays", "except Mondays and Sundays", "short-dose-lacks"),
        ("during the night", "during the evening", "short-dose-lacks"),
        ("4 <dose> as a single dose", "4 <dose> as needed", "short-dose-lacks"),
        ("1 <dose> every 3 months", "3 <dose> every 3 months", ENGLISH),
        ("5 <dose> daily", "5 <dose> daily for 8 days", "short-dose-lacks"),
        ('english: "15 <dose> in the morning"', 'english: "15 <dose> in the morning, into each eye"', ENGLISH),
    ],
)
def test_a_row_that_says_other_than_its_term_is_a_mistake(
    old: str, new: str, code: str, shipped: Tables, mappings: Path
) -> None:
    """Found when the tables are checked, not when a patient takes it."""
    text = (mappings / "doses" / "short-dose-7478.yaml").read_text(encoding="utf-8")
    assert text.count(old) >= 1
    problems = ProblemList()
    lists = Lists(dict(shipped.value_sets), dict(shipped.code_lists))
    read_short_doses(text.replace(old, new, 1), "doses/short-dose-7478.yaml", lists, problems)
    assert [p.code for p in problems] == [code]


def test_the_english_of_another_short_dose_is_seen(shipped: Tables) -> None:
    """Of 40 wrong texts for each row without structure: at least 99 in 100, but for texts that are the same."""
    chance = random.Random(13)
    rows = [r for r in shipped.short_doses["short-dose-7478"] if r.timing is None and r.english]
    pairs = [(row, other.english) for row in rows for other in chance.sample(rows, 40) if other.english != row.english]
    accepted = [(row.term, english) for row, english in pairs if _accepted(row.term, english)]
    assert len(pairs) > 15_000
    assert len(accepted) <= len(pairs) / 100


def _accepted(term: str, english: str) -> bool:
    start = english_start(term)
    fits = english == start if is_notation(term) else english.startswith(start)
    return fits and not missing_in(term, english)
