"""What a short dose (list 7478) must say: its structure against its Norwegian term, and its English against both.

The notation is that of M30 v2.5, pages 28 and 29: doses x times a day x days; a+b+c is morning, midday and evening.
"""

import re
from decimal import Decimal

from converter.model.dosage import Frequency, Timing

NUMBER = r"[0-9]+(?:,[0-9]+)?"
RANGE = rf"{NUMBER}(?:-{NUMBER})?"
TIMES = re.compile(rf"({RANGE})x([0-9]+(?:-[0-9]+)?)(?:x([0-9]+(?:-[0-9]+)?))?")
PLUS = re.compile(rf"({NUMBER}(?:\+{NUMBER}){{2,3}})(?:x([0-9]+))?(?![+0-9,])")
UP_TO = re.compile(rf"({RANGE}) inntil ?x([0-9]+)")
DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
ORDINAL = re.compile(r"([0-9])\. ?(?=[a-z])")
"""`8.time` and `8. time` are the same."""
OFTEN = {"1": "once daily", "2": "twice daily", "3": "three times daily", "4": "four times daily"}
PARTS_OF_DAY = ("in the morning", "at midday", "in the evening")
UNITS = {"h": ("hour", "time"), "d": ("day", "dag"), "wk": ("week", "uke")}
IN_WORDS = {
    "1": ("once", "every hour", "half an hour to 1 hour"),
    "2": ("twice",),
    "3": ("three",),
    "4": ("four",),
    "5": ("fifth",),
}
"""Numbers that English says as words."""
SAID = (
    ("venstre", "left"),
    ("høyre", "right"),
    ("øye", "eye"),
    ("nese", "nostril"),
    ("inntil", "up to"),
    ("behov", "need"),
    ("anfall", "attack"),
    ("sengetid", "bedtime"),
    ("måned", "month"),
)
"""Words of the list that English may not lose."""


def terms_of(dose: str, timing: Timing, days: str) -> frozenset[str]:
    """The Norwegian terms that say this and nothing more, in the list's own notation and words.

    Args:
        dose: as the row has it, `1` or `0.5-1`.
        timing: when.
        days: for how many; empty for no end.
    """
    amount = dose.replace(".", ",")
    if timing.frequency is Frequency.PER_DAY:
        said = {f"{amount}x{timing.value}" + (f"x{days}" if days else "")}
        return frozenset(said | {f"{amount} daglig"} if timing.value == 1 and not days else said)
    if days:
        return frozenset()
    return frozenset(f"{amount} {when}" for when in _norwegian(timing))


def plain_term(term: str) -> str:
    """A term as `terms_of` writes it."""
    return ORDINAL.sub(r"\1. ", term)


def english_of(dose: str, timing: Timing, days: str, term: str) -> str:
    """The English that says dose, timing and days; on a fixed weekday where the term has it."""
    fixed = ", on a fixed weekday" if term.endswith("på fast ukedag") else ""  # every 7 days is always that day
    return f"{dose} <dose> {_english(timing)}{_for_days(days)}{fixed}"


def english_start(term: str) -> str:
    """How the English of a term in notation must begin; empty where the term is words of its own."""
    if found := TIMES.match(term):
        return f"{_amount(found[1])} {_daily(found[2])}{_for_days(found[3] or '')}"
    if found := UP_TO.match(term):
        return f"{_amount(found[1])} up to {_daily(found[2])}"
    if found := PLUS.match(term):
        return _over_the_day(found[1].split("+")) + _for_days(found[2] or "")
    return ""


def missing_in(term: str, english: str) -> list[str]:
    """What a term says and its English does not: numbers, sides, places, limits and conditions.

    Zero is no dose, and `1/2` is said as a half.
    """
    said = set(DIGITS.findall(english))
    numbers = [n.replace(",", ".") for n in DIGITS.findall(term.replace("1/2", ""))]
    missing = [n for n in numbers if n not in said and Decimal(n) != 0]
    missing = [n for n in missing if not any(word in english for word in IN_WORDS.get(n, ()))]
    return missing + [word for norwegian, word in SAID if norwegian in term and word not in english]


def _norwegian(timing: Timing) -> tuple[str, ...]:
    if timing.frequency is Frequency.BEDTIME:
        return ("ved sengetid",)
    if timing.frequency is Frequency.BEFORE_MEALS:
        return ("før måltidene",)
    every = f"hver {timing.value}. {UNITS[timing.unit][1]}"
    words = {
        (1, "h"): ("hver time",),
        (1, "d"): ("daglig", "hver dag"),
        (2, "d"): ("annenhver dag",),
        (1, "wk"): ("hver uke", "ukentlig", "hver uke på fast ukedag"),
        (2, "wk"): ("annenhver uke",),
    }
    return words.get((int(timing.value), timing.unit), (every,))


def _english(timing: Timing) -> str:
    if timing.frequency is Frequency.BEDTIME:
        return "at bedtime"
    if timing.frequency is Frequency.BEFORE_MEALS:
        return "before meals"
    if timing.frequency is Frequency.PER_DAY:
        return _daily(str(timing.value))
    unit = UNITS[timing.unit][0]
    return f"every {unit}" if timing.value == 1 else f"every {timing.value} {unit}s"


def _amount(dose: str) -> str:
    return f"{dose.replace(',', '.')} <dose>"


def _daily(times: str) -> str:
    return OFTEN.get(times) or f"{times.replace('-', ' to ')} times daily"


def _for_days(days: str) -> str:
    return f" for {days.replace('-', ' to ')} day{'' if days == '1' else 's'}" if days else ""


def _over_the_day(doses: list[str]) -> str:
    if len(doses) != len(PARTS_OF_DAY):  # which times of day four are, the list does not tell
        return _joined([_amount(dose) for dose in doses if dose != "0"]) + " over the day, at the times of the original"
    return _joined([f"{_amount(dose)} {when}" for dose, when in zip(doses, PARTS_OF_DAY, strict=True) if dose != "0"])


def _joined(parts: list[str]) -> str:
    *first, last = parts or [""]
    return f"{', '.join(first)} and {last}" if first else last
