"""The values of the canonical line: amounts, spans, moments and limits, as text and back.

The notation is that of the corpus of dosage phrases: `1..2 tablet`, `atLeast 6 h`, `30 min before bedtime`.
"""

import re
from decimal import Decimal

from converter.model.coded import for_people
from converter.model.meaning import (
    DAY_OF,
    FOOD,
    Amount,
    Bound,
    Cycle,
    Frequency,
    Limit,
    Moment,
    Often,
    Per,
    Phase,
    Planned,
    Rate,
    Span,
)

N = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
WORD = r"[^\s,;|@\[\]=+>]+"
NAME = re.compile(rf"(?!\d+\.\.)(?=\D|\d\d:\d\d|\d{{4}}-){WORD}(?: {WORD})*")
"""Key of a row, an hour or a date: no sign of the notation in it, and no number before it."""
NUMBERS = rf"({N})(?:\.\.({N}))?"
SPAN_UNITS = "min|h|d|wk|mo|yr"
SPAN = rf"(?:(upto|atLeast) )?{NUMBERS} ({SPAN_UNITS})"
AMOUNT = re.compile(rf"{NUMBERS}(?: (\S+(?: \S+)*))?")
LENGTH = re.compile(SPAN)
RATE = re.compile(rf"(.+?)/({'|'.join(Per)})")
TIMES = re.compile(rf"(?:(upto|atLeast) )?([1-9][0-9]*)(?:\.\.([1-9][0-9]*))?/({'|'.join(Per)})")
SEVERAL = re.compile(rf"several/({'|'.join(Per)})")
RELATED = re.compile(rf"(?:({SPAN}) )?(with|before|after) (\S.*)")
TO_FOOD = re.compile(rf"(?:({SPAN}) )?(with|before|after)")
DAY_IN = re.compile(rf"day ({N}) of (\S.*)")
PHASE = re.compile(r"(day|week) ([1-9][0-9]*)(?:\.\.([1-9][0-9]*))?")
REPEAT = "after "


def name(value: str) -> str:
    """A key that the notation can hold; ValueError where a sign of the notation is in it."""
    if NAME.fullmatch(value) is None:
        raise ValueError(f"no name that the canonical line can hold: {value!r}")
    return value


def _numbers(low: Decimal | int, high: Decimal | int) -> str:
    one, other = for_people(Decimal(low)), for_people(Decimal(high))
    return one if one == other else f"{one}..{other}"


def _range(low: str, high: str | None) -> tuple[Decimal, Decimal]:
    least, most = Decimal(low), Decimal(high or low)
    if not 0 < least <= most or (high is not None and least == most):
        raise ValueError(f"no amount, or no range that rises: {low}..{high or low}")
    return least, most


def amount(value: Amount) -> str:
    """`1..2 tablet`; the number alone where there is no unit."""
    numbers = _numbers(value.low, value.high)
    return f"{numbers} {name(value.unit)}" if value.unit else numbers


def read_amount(text: str) -> Amount:
    """The amount in `text`; ValueError where it is none."""
    found = _match(AMOUNT, text, "amount")
    return Amount(*_range(found[1], found[2]), name(found[3]) if found[3] else "")


def rate(value: Rate) -> str:
    """`8 tablet/d`; the amount alone where it is bound to no period."""
    return amount(value.amount) if value.per is None else f"{amount(value.amount)}/{value.per}"


def read_rate(text: str) -> Rate:
    """The amount in a period; what follows the last stroke is the period where it can be one (`mg/kg` has none)."""
    found = RATE.fullmatch(text)
    return Rate(read_amount(text)) if found is None else Rate(read_amount(found[1]), Per(found[2]))


def span(value: Span) -> str:
    """`7..10 d`, `upto 10 d`."""
    return " ".join(w for w in (value.bound, _numbers(value.low, value.high), value.unit) if w)


def read_span(text: str) -> Span:
    """The length of time in `text`; ValueError where it is none."""
    found = _match(LENGTH, text, "length of time")
    return Span(*_range(found[2], found[3]), found[4], Bound(found[1] or ""))


def after(value: Span) -> str:
    """`after 2 h`."""
    return REPEAT + span(value)


def read_after(text: str) -> Span:
    """The length of time of `after 2 h`."""
    if not text.startswith(REPEAT):
        raise ValueError(f"no repetition: {text!r}")
    return read_span(text.removeprefix(REPEAT))


def frequency(value: Frequency) -> str:
    """`2..3/d`, `upto 3/d`, `several/d`, `once`. Both numbers are the limit where there is a bound and no range."""
    if value.kind is Often.ONCE:
        return "once"
    if value.kind is Often.SEVERAL:
        return f"several/{value.per}"
    return f"{value.bound} {_numbers(value.low, value.high)}/{value.per}".strip()


def read_frequency(text: str) -> Frequency:
    """How often; ValueError where it is none."""
    if text == "once":
        return Frequency(Often.ONCE)
    if found := SEVERAL.fullmatch(text):
        return Frequency(Often.SEVERAL, per=Per(found[1]))
    found = _match(TIMES, text, "frequency")
    low, high = _range(found[2], found[3])
    return Frequency(Often.TIMES, int(low), int(high), Per(found[4]), Bound(found[1] or ""))


def moment(value: Moment) -> str:
    """`morning`, `08:00`, `30 min before bedtime`."""
    offset = "" if value.offset is None else span(value.offset)
    if offset and not value.relation:
        raise ValueError(f"an offset from nothing: {value.name!r}")
    return " ".join(w for w in (offset, value.relation, name(value.name)) if w)


def read_moment(text: str) -> Moment:
    """The moment in `text`; ValueError where it is none."""
    found = RELATED.fullmatch(text)
    if found is None:
        return Moment(name(text))
    return Moment(name(found[7]), found[6], read_span(found[1]) if found[1] else None)


def to_food(value: Moment) -> str:
    """`with`, `1 h before`, `empty stomach`."""
    if value.name != FOOD:
        return moment(value)
    if not value.relation:
        raise ValueError("food without a relation to it")
    return moment(value).removesuffix(f" {FOOD}")


def read_to_food(text: str) -> Moment:
    """A moment in relation to food; other names stand for themselves (`between`, `empty stomach`)."""
    found = TO_FOOD.fullmatch(text)
    if found is None:
        return Moment(name(text))
    return Moment(FOOD, found[6], read_span(found[1]) if found[1] else None)


def planned(value: Planned) -> str:
    """`2 tablet@morning`."""
    return f"{amount(value.amount)}@{moment(value.moment)}"


def read_planned(text: str) -> Planned:
    """An amount at a moment."""
    one, sign, other = text.partition("@")
    if not sign:
        raise ValueError(f"no moment for a dose of the plan: {text!r}")
    return Planned(read_amount(one), read_moment(other))


def limit(value: Limit) -> str:
    """`pack empty`, `2 d after symptom free`, `day 16 of cycle`."""
    if value.relation == DAY_OF and value.offset is not None:
        return f"day {for_people(value.offset.low)} of {name(value.name)}"
    return moment(Moment(value.name, value.relation, value.offset))


def read_limit(text: str) -> Limit:
    """A beginning or an end that is not a length."""
    if found := DAY_IN.fullmatch(text):
        day = Decimal(found[1])
        return Limit(name(found[2]), Span(day, day, "d"), DAY_OF)
    read = read_moment(text)
    return Limit(read.name, read.offset, read.relation)


def phase(value: Phase) -> str:
    """`day 4..7`."""
    return f"{value.unit} {_numbers(value.low, value.high)}"


def read_phase(text: str) -> Phase:
    """The days or weeks that name a phase."""
    found = _match(PHASE, text, "phase")
    low, high = _range(found[2], found[3])
    return Phase(found[1], int(low), int(high))


def cycle(value: Cycle) -> str:
    """`21 d on,7 d off`."""
    return f"{span(value.on)} on,{span(value.off)} off"


def read_cycle(text: str) -> Cycle:
    """With and without, in turn."""
    on, comma, off = text.partition(" on,")
    if not comma or not off.endswith(" off"):
        raise ValueError(f"no cycle: {text!r}")
    return Cycle(read_span(on), read_span(off.removesuffix(" off")))


def _match(pattern: re.Pattern[str], text: str, wanted: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError(f"no {wanted}: {text!r}")
    return found
