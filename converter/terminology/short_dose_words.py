"""What a short dose (list 7478) must say: its structure against its Norwegian term, and its English against both.

The notation is that of M30 v2.5, pages 28 and 29: doses x times a day x days; a+b+c is morning, midday and evening.
"""

import re
from decimal import Decimal

from converter.model.dosage import Frequency, Timing

NUMBER = r"[0-9]+(?:,[0-9]+)?"
RANGE = rf"{NUMBER}(?:-{NUMBER})?"
TIMES = re.compile(rf"({RANGE})x([0-9]+(?:-[0-9]+)?)(?:x([0-9]+(?:-[0-9]+)?))?")
PLUS = re.compile(rf"({RANGE}(?:\+{RANGE}){{1,3}})(?:x([0-9]+))?(?![-+0-9,])")
AMOUNT = re.compile(rf"({RANGE}) (?=[a-zæøå])")
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
IN_DIGITS = {"1": ("en time",), "2": ("annen",), "24": ("døgn",)}
"""Numbers that Norwegian says as words and English in digits."""
WEEKDAYS = (
    ("man", "monday"),
    ("tirs", "tuesday"),
    ("ons", "wednesday"),
    ("tors", "thursday"),
    ("fre", "friday"),
    ("lør", "saturday"),
    ("søn", "sunday"),
)
SAID = tuple(
    (re.compile(norwegian), re.compile(english))
    for norwegian, english in (
        (r"venstre", r"\bleft\b"),
        (r"høyre", r"\bright\b"),
        (r"øye", r"\beye"),
        (r"\bør(?:et|e|ene|er)\b", r"\bears?\b"),
        (r"\bhvert (?:øye|øre|nesebor)", r"\beach\b"),
        (r"nese", r"\bnostril"),
        (r"skjeden", r"\bvagina\b"),
        (r"endetarmen", r"\brectum\b"),
        (r"under tungen", r"\bunder the tongue\b"),
        (r"\bhud", r"\bskin\b"),
        (r"inntil", r"\bup to\b"),
        (r"behov|eventuelt", r"\bneed"),
        (r"anfall", r"\battack"),
        (r"sengetid", r"\bbedtime\b"),
        (r"måltid", r"\bmeals?\b"),
        (r"\bfør\b", r"\bbefore\b"),
        (r"\better\b", r"\bafter\b"),
        (r"\btime(?:r|rs)?\b|pr døgn", r"\bhours?\b"),
        (r"\b(?:min\b|minutt)", r"\bminutes?\b"),
        (r"dag(?:er|en)?\b|x[0-9]+x[0-9]", r"days?\b"),
        (r"\buke", r"\bweek"),
        (r"(?<!ganger )\bukentlig", r"\bweekly\b"),
        (r"måned", r"\bmonth"),
        (r"daglig|(?<!gjentas )x[0-9]", r"\bdaily\b"),
        (r"gang(?:er)? (?:i uken|pr\.? uke|ukentlig)", r"\b(?:once|twice|times) a week\b"),
        (r"morgen|\+0\+0", r"\bmornings?\b"),
        (r"kveld|0\+0\+", r"\bevenings?\b"),
        (r"natt", r"\bnight\b"),
        *((rf"\b{norwegian}dag", english) for norwegian, english in WEEKDAYS),
        (r"engangsdose", r"\bsingle dose\b"),
        (r"\bunntatt\b", r"\bexcept\b"),
    )
)
"""What a term says outside its notation and English must say as well, and the other way round, in lower case."""


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
    """How the English of a term in notation, or after an amount, must begin; empty where the term is words alone."""
    if found := TIMES.match(term):
        return f"{_amount(found[1])} {_daily(found[2])}{_for_days(found[3] or '')}"
    if found := UP_TO.match(term):
        return f"{_amount(found[1])} up to {_daily(found[2])}"
    if found := PLUS.match(term):
        return _over_the_day(found[1].split("+")) + _for_days(found[2] or "")
    return _amount(found[1]) if (found := AMOUNT.match(term)) else ""


def is_notation(term: str) -> bool:
    """Whether a term is notation and nothing more, so that `english_start` is all of its English."""
    return bool(english_start(term)) and not _words(term)


def missing_in(term: str, english: str) -> list[str]:
    """What only one of a term and its English says: numbers, sides, places, times, limits and conditions.

    Zero is no dose, and `1/2` is said as a half. What the notation says is left to `english_start`.
    """
    numbers = [n.replace(",", ".") for n in DIGITS.findall(term.replace("1/2", ""))]
    said = DIGITS.findall(english)
    missing = [n for n in numbers if n not in said and Decimal(n) != 0]
    missing = [n for n in missing if not any(word in english for word in IN_WORDS.get(n, ()))]
    more = [n for n in said if n not in numbers and not any(word in term for word in IN_DIGITS.get(n, ()))]
    words, own = _words(term).casefold(), english.removeprefix(english_start(term)).casefold()
    pairs = [(norwegian.search(words), text.search(own)) for norwegian, text in SAID]
    alone = [one or other for one, other in pairs if bool(one) != bool(other)]
    return missing + more + [found[0] for found in alone if found is not None]


def _words(term: str) -> str:
    """A term without the notation that it begins with."""
    found = TIMES.match(term) or UP_TO.match(term) or PLUS.match(term)
    return term[found.end() :].strip() if found else term


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
