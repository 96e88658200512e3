"""Hours, parts of the day, meals: what the phrases of moments mean, and of the doses at them."""

import re
from decimal import Decimal

from converter.dosage.fragment import Fragment
from converter.dosage.fragment_amounts import Numbers
from converter.dosage.fragment_times import HOUR, MINUTE, span_of
from converter.dosage.lexer import Lexeme
from converter.model.meaning import FOOD, Amount, Moment, Planned, Span

Moments = tuple[Moment, ...]
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])(?:[.:]([0-5][0-9]))?")
MEALS = frozenset({"breakfast", "lunch", "dinner", "supper", "each meal", "each main meal", "snacks", "food"})


def _hour(word: Lexeme) -> str | None:
    found = CLOCK.fullmatch(word.text)
    return None if found is None else f"{int(found[1]):02}:{found[2] or '00'}"


def last_hour(word: Lexeme) -> Moments | None:
    hour = _hour(word)
    return None if hour is None else (Moment(hour),)


def more_hours(word: Lexeme, hours: Moments) -> Moments | None:
    hour = _hour(word)
    return None if hour is None else (Moment(hour), *hours)


def _event(relation: str, event: Lexeme) -> Moments | None:
    """With a meal, before or after what the row allows."""
    if event.word is None or (event.word.relations and relation not in event.word.relations):
        return None
    if relation == "with" and event.word.value not in MEALS:
        return None
    return (Moment(event.word.value, relation),)


def events_at(relation: str, events: tuple[Lexeme, ...]) -> Moments | None:
    """`til frokost, lunsj og middag`."""
    found = [_event(relation, event) for event in events]
    return tuple(moment for moments in found if moments is not None for moment in moments) if all(found) else None


def offset_at(span: Span, relation: str, event: Lexeme) -> Moments | None:
    """So long before or after, on the same day: `1 tablett daglig 7 dager etter reise` is no time of the day."""
    if event.word is None or span.unit not in {HOUR, MINUTE}:
        return None
    return (Moment(event.word.value, relation, span),)


def before_or_after(before: Span, after: Span, event: Lexeme) -> Moments | None:
    """`1 time før eller 2 timer etter mat`: of food, not two moments of which each takes a dose."""
    if event.word is None or event.word.value not in {FOOD, "each meal"}:
        return None
    return (Moment(FOOD, "before", before), Moment(FOOD, "after", after))


def planned_at(amount: Amount, moments: Moments) -> tuple[Planned, ...]:
    return tuple(Planned(amount, moment) for moment in moments)


def pattern_of(first: Numbers, second: Numbers, third: Numbers, unit: Lexeme | None = None) -> Fragment | None:
    """`1+0+1`: morning, midday and evening (M30 v2.5, pages 28, 29)."""
    name = unit.word.value if unit is not None and unit.word is not None else ""
    doses = zip((first, second, third), ("morning", "noon", "evening"), strict=True)
    plan = tuple(Planned(Amount(*dose, name), Moment(when)) for dose, when in doses if any(dose))
    return ("plan", plan) if plan and all(p.amount.low > 0 for p in plan) else None


def pattern_for(first: Numbers, second: Numbers, third: Numbers, count: Decimal) -> Fragment | None:
    plan, length = pattern_of(first, second, third), span_of((count, count), "d")
    return None if plan is None or length is None else ("both", (plan, ("length", length)))
