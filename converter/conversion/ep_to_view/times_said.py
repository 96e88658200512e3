"""How often a day, in a document's words and in its structure, where both say it for sure.

Of the words only digits before a word for times and one for the day are read (`3 times daily`, `3 kertaa päivässä`),
with `up to` before them as the most; twice in one text leaves doubt. What is not read is held against nothing.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from converter.model.foreign_prescription import DoseTime, ForeignDosage

TIMES = (
    "times", "ganger", "gang", "gange", "gånger", "gång", "kertaa", "mal", "fois", "veces", "vez", "vezes", "volte",
    "volta", "keer", "maal", "razy", "raz", "krát", "korda", "kord", "kartus", "reizes", "x", "×",
)  # fmt: skip
A_DAY = (
    "daily", "a day", "per day", "each day", "every day", "daglig", "om dagen", "i døgnet", "per døgn", "pr døgn",
    "per dag", "pr dag", "pr. dag", "dagligen", "om dygnet", "per dygn", "päivässä", "vuorokaudessa", "päivittäin",
    "täglich", "am tag", "pro tag", "par jour", "al día", "por día", "ao dia", "por dia", "al giorno", "daags",
    "dziennie", "na dobę", "denně", "denne", "päevas", "per dieną", "dienā", "naponta",
)  # fmt: skip
UP_TO = (
    "up to", "max", "max.", "maximum", "inntil", "maks", "maks.", "høyst", "op til", "upp till", "högst", "enintään",
    "bis zu", "jusqu'à", "hasta", "até", "fino a", "tot",
)  # fmt: skip
"""Words of the languages that prescriptions of the EU/EEA are written in, as far as they were seen or are plain."""


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


RANGE = r"(?<![0-9.,/-])(?:(?P<least>[0-9]{1,2})\s?-\s?)?(?P<most>[0-9]{1,2})"
OFTEN = re.compile(rf"(?P<upto>\b(?:{_any(UP_TO)})\s+)?{RANGE}\s?(?:{_any(TIMES)})\s+(?:{_any(A_DAY)})(?!\w)", re.I)
ONCE_A_DAY = frozenset({"HS", "WAKE", "CM", "CD", "CV", "ACM", "ACD", "ACV", "PCM", "PCD", "PCV", "ICM", "ICD", "ICV"})
"""HL7 TimingEvent: what comes once a day; a meal (`C`) comes as often as one eats."""
DAYS = {"min": Fraction(1, 1440), "h": Fraction(1, 24), "d": Fraction(1), "wk": Fraction(7)}


def another_frequency(text: str, dosage: ForeignDosage) -> bool:
    """Whether a text says for sure how often a day, and the structure says otherwise.

    Args:
        text: one instruction.
        dosage: as read.
    """
    said, entry = list(OFTEN.finditer(text)), times_a_day(dosage)
    if len(said) != 1 or entry is None:
        return False
    most = int(said[0]["most"])
    least = int(said[0]["least"] or most)
    return entry > most or (entry < least and not said[0]["upto"])


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
