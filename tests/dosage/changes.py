"""Meanings a little different from a meaning: one field left out, one number changed, clauses in another order."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from converter.dosage.canonical import KEYS
from converter.model.meaning import NOTHING, Amount, Clause, Frequency, Meaning, Often, Order, Rate, Span


def changed(meaning: Meaning) -> Iterator[Meaning]:
    """Every meaning that differs in one thing said."""
    for number, clause in enumerate(meaning.clauses):
        for other in _clauses(clause):
            yield replace(meaning, clauses=(*meaning.clauses[:number], other, *meaning.clauses[number + 1 :]))
    if meaning.order is not Order.ONE:
        yield from (replace(meaning, common=other) for other in _clauses(meaning.common))
        yield replace(meaning, clauses=meaning.clauses[::-1])
        yield replace(meaning, order=Order.THEN if meaning.order is Order.TOGETHER else Order.TOGETHER)


def _clauses(clause: Clause) -> Iterator[Clause]:
    for key in KEYS:
        value = getattr(clause, key.field)
        if value == getattr(NOTHING, key.field):
            continue
        others: list[Any] = [getattr(NOTHING, key.field), *_values(value)]
        if isinstance(value, tuple) and len(value) > 1:
            others += [value[::-1], value[1:]]
        for other in others:
            field: dict[str, Any] = {key.field: other}
            yield replace(clause, **field)


def _values(value: object) -> Iterator[object]:
    """The value with each of its numbers one higher."""
    one = Decimal(1)
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        yield value + 1
    elif isinstance(value, Amount):
        yield Amount(value.low + one, value.high + one, value.unit)
        yield Amount(value.low, value.high + one, value.unit)
    elif isinstance(value, Span):
        yield Span(value.low + one, value.high + one, value.unit, value.bound)
        yield Span(value.low, value.high, "h" if value.unit == "d" else "d", value.bound)
    elif isinstance(value, Rate):
        yield from (Rate(amount, value.per) for amount in _values(value.amount) if isinstance(amount, Amount))
    elif isinstance(value, Frequency) and value.kind is Often.TIMES:
        yield Frequency(low=value.low + 1, high=value.high + 1, per=value.per, bound=value.bound)
        yield Frequency(low=value.low, high=value.high + 1, per=value.per, bound=value.bound)
