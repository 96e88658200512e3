"""How often, in a document's words and in its structure, where both say it for sure.

Of the words are read: a number of times a day, a week or a month (`3 times daily`, `kerran viikossa`, `tre ganger om
dagen`), with `up to` before them as the most; every so many hours; `1-0-1`; and a dose `weekly`. Two in one text that
differ leave doubt. What is not read is held against nothing. The weekly ones matter most: methotrexate taken daily
kills.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from converter.conversion.ep_to_view.frequency_words import (
    A_DAY,
    A_MONTH,
    A_WEEK,
    ALONE,
    DOSING,
    EVERY,
    NUMBERS,
    ONCE,
    TIMES,
    UP_TO,
)
from converter.model.foreign_prescription import DoseTime, ForeignDosage


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


WORD_OF = {word: number for number, words in NUMBERS.items() for word in words}
ONCE_OF = {word: number for number, words in ONCE.items() for word in words}
COUNT = rf"(?:[0-9]{{1,3}}|{_any(WORD_OF)})"
RANGE = rf"(?<![0-9.,/\w-])(?:(?P<least>{COUNT})\s?-\s?)?(?P<most>{COUNT})"
PER = rf"(?:\s*/\s*|\s+)(?:(?P<day>{_any(A_DAY)})|(?P<week>{_any(A_WEEK)})|(?P<month>{_any(A_MONTH)}))(?!\w)"
OFTEN = re.compile(
    rf"(?P<upto>\b(?:{_any(UP_TO)})\s+)?(?:{RANGE}\s?(?:{_any(TIMES)})|(?<!\w)(?P<once>{_any(ONCE_OF)})){PER}", re.I
)
HOURS = re.compile(
    "|".join(rf"(?<!\w){b}\s*(?P<n{i}>[0-9]{{1,2}})\s*{a}(?!\w)" for i, (b, a) in enumerate(EVERY)), re.I
)
PARTS = re.compile(r"(?<![0-9.,/-])(?P<parts>[0-9](?:\s?[-\u2013+]\s?[0-9]){2,3})(?![0-9.,/-])")
"""So many in the morning, at noon, in the evening (and at night)."""
PIECE = (
    r"(?:tab(?:l|s|let\w*|lett\w*)?|tbl|kaps\w*|caps\w*|cap|c[\u00e1\u00e0]ps\w*|comp(?:r|rim\w*|ress\w*)?|g\u00e9lules?|stk|st|kpl"
    r"|pieces?|pills?|dragee?s?|dropper?|tobol\w*|\u03b4\u03b9\u03c3\u03ba\u03af\w*)\b\.?"
)
"""What a dose is counted in."""
AMOUNT = rf"(?P<amount>[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?|{_any(WORD_OF)})"
DOSE = re.compile(rf"(?:\w+ )?{AMOUNT}\s?(?P<piece>{PIECE}|ml\b)[ ,]*", re.I)
"""`1 tablet ...`, with at most a word before it (`Take`)."""
WEEKLY = re.compile(rf"(?:{_any(ALONE)})(?!\w)", re.I)
INSTRUCTS = re.compile(
    rf"(?<!\w)(?:{_any({*A_DAY, *A_WEEK, *A_MONTH, *DOSING})})(?!\w)|(?<![0-9])\s[x\u00d7]\s?[0-9]", re.I
)
ONCE_A_DAY = frozenset({"HS", "WAKE", "CM", "CD", "CV", "ACM", "ACD", "ACV", "PCM", "PCD", "PCV", "ICM", "ICD", "ICV"})
"""HL7 TimingEvent: what comes once a day; a meal (`C`) comes as often as one eats."""
DAYS = {"min": Fraction(1, 1440), "h": Fraction(1, 24), "d": Fraction(1), "wk": Fraction(7)}
WEEK, SHORTEST_MONTH, LONGEST_MONTH, DAY_HOURS = 7, 28, 31, 24


@dataclass(frozen=True, slots=True)
class Often:
    """Times a day: at least and at most; `upto` where less is permitted."""

    least: Fraction
    most: Fraction
    upto: bool = False


def another_frequency(text: str, dosage: ForeignDosage) -> bool:
    """Whether a text says for sure how often, and the structure says otherwise.

    Args:
        text: one instruction.
        dosage: as read.
    """
    said, entry = frequency_of(text), times_a_day(dosage)
    if said is None or entry is None:
        return False
    return entry > said.most or (entry < said.least and not said.upto)


def frequency_of(text: str) -> Often | None:
    """How often a text says; None where it does not say it for sure, or says it twice and differs."""
    found = [*_of_times(text), *_of_hours(text), *_of_parts(text)]
    dose = DOSE.match(text)
    if not found and dose is not None and WEEKLY.match(text, dose.end()):
        found.append(Often(Fraction(1, WEEK), Fraction(1, WEEK)))
    return found[0] if len(set(found)) == 1 and (len(found) == 1 or not found[0].upto) else None


def dose_of(text: str) -> tuple[Fraction, bool] | None:
    """The dose that a text begins with, where how often stands right behind it; and whether it is in millilitres."""
    if (parts := PARTS.fullmatch(text.strip(" ."))) is not None:
        numbers = {n for n in re.findall("[0-9]", parts["parts"]) if n != "0"}
        return (Fraction(numbers.pop()), False) if len(numbers) == 1 else None
    dose = DOSE.match(text)
    if dose is None:
        return None
    behind = (OFTEN.match(text, dose.end()), HOURS.match(text, dose.end()), WEEKLY.match(text, dose.end()))
    if not any(behind):
        return None
    given = dose["amount"].casefold()
    value = Fraction(WORD_OF[given]) if given in WORD_OF else Fraction(Decimal(given.replace(",", ".")))
    return value, dose["piece"].casefold() == "ml"


def says_dosage(text: str) -> bool:
    """Whether a text holds an instruction: numbers in it may be of a dose."""
    return INSTRUCTS.search(text) is not None or frequency_of(text) is not None


def _of_times(text: str) -> Iterator[Often]:
    for said in OFTEN.finditer(text):
        most = ONCE_OF[said["once"].casefold()] if said["once"] else _number(said["most"])
        least = most if not said["least"] else _number(said["least"])
        if said["month"]:
            short, long = Fraction(least, LONGEST_MONTH), Fraction(most, SHORTEST_MONTH)
        else:
            days = WEEK if said["week"] else 1
            short, long = Fraction(least, days), Fraction(most, days)
        yield Often(short, long, bool(said["upto"]))


def _of_hours(text: str) -> Iterator[Often]:
    for said in HOURS.finditer(text):
        hours = int(next(n for n in said.groups() if n is not None))
        if hours > 0:
            yield Often(Fraction(DAY_HOURS, hours), Fraction(DAY_HOURS, hours))


def _of_parts(text: str) -> Iterator[Often]:
    for said in PARTS.finditer(text):
        times = Fraction(sum(n != "0" for n in re.findall("[0-9]", said["parts"])))
        if times:
            yield Often(times, times)


def _number(word: str) -> int:
    return WORD_OF.get(word.casefold(), 0) or int(word)


def times_a_day(dosage: ForeignDosage) -> Fraction | None:
    """How often a day by the structure, below one where it is less; None where it is not sure."""
    if not dosage.times or dosage.unread:
        return None
    each = [_rate(time) for time in dosage.times]
    known = [rate for rate in each if rate is not None]
    return sum(known, Fraction(0)) if len(known) == len(each) else None


def _rate(time: DoseTime) -> Fraction | None:
    if time.event is not None:
        return Fraction(1) if time.event.code in ONCE_A_DAY and time.period is None else None
    days = None if time.period is None else DAYS.get(time.period.unit)
    if time.period is None or days is None or not Decimal(0) < time.period.value <= Decimal(10_000):
        return None
    return 1 / (Fraction(time.period.value) * days)
