"""The canonical line of a meaning and back: what two texts that mean the same have in common, to the letter.

`clause`, or `[clause] + [clause]; common`, or `[clause] >> [stop]; common`; a clause is `key=value; key=value` in the
order of `KEYS`. Equal meanings have equal lines and equal lines equal meanings.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from converter.dosage import canonical_values as v
from converter.dosage.normal import with_unit
from converter.model.meaning import NOTHING, STOP, Clause, Meaning, Order

LAYERS = ("thin layer", "thick layer")
STOPPED = "stop"
LIST, EITHER = ",", "|"
CLAUSES = re.compile(r"\[[^\[\]]*\](?: (?:\+|>>) \[[^\[\]]*\])+")


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the line: the field it stands for, and how its value is written and read."""

    key: str
    field: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def _whole(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,3}", text):
        raise ValueError(f"no whole number: {text!r}")
    return int(text)


def _listed(sign: str, write: Callable[[Any], str], read: Callable[[str], Any]) -> tuple[Callable[[Any], str], Any]:
    def all_written(values: tuple[Any, ...]) -> str:
        return sign.join(write(value) for value in values)

    def all_read(text: str) -> tuple[Any, ...]:
        return tuple(read(part) for part in text.split(sign))

    return all_written, all_read


KEYS = (
    Key("dose", "dose", v.amount, v.read_amount),
    Key("dose", "layer", v.name, v.name),
    Key("eq", "equal", v.amount, v.read_amount),
    Key("total", "total", v.rate, v.read_rate),
    Key("split", "split", str, _whole),
    Key("plan", "plan", *_listed(LIST, v.planned, v.read_planned)),
    Key("act", "act", v.name, v.name),
    Key("route", "route", v.name, v.name),
    Key("site", "site", v.name, v.name),
    Key("freq", "frequency", v.frequency, v.read_frequency),
    Key("every", "every", v.span, v.read_span),
    Key("at", "at", *_listed(LIST, v.moment, v.read_moment)),
    Key("days", "days", *_listed(LIST, v.name, v.name)),
    Key("daysPerWk", "days_per_week", str, _whole),
    Key("gap", "gap", v.span, v.read_span),
    Key("on", "phase", v.phase, v.read_phase),
    Key("asNeeded", "as_needed", *_listed(EITHER, v.name, v.name)),
    Key("mayRepeat", "may_repeat", v.after, v.read_after),
    Key("repeat", "repeat", v.after, v.read_after),
    Key("max", "most", v.rate, v.read_rate),
    Key("count", "count", str, _whole),
    Key("for", "length", v.span, v.read_span),
    Key("until", "until", v.limit, v.read_limit),
    Key("from", "start", v.limit, v.read_limit),
    Key("cycle", "cycle", v.cycle, v.read_cycle),
    Key("food", "food", *_listed(EITHER, v.to_food, v.read_to_food)),
    Key("purpose", "purpose", *_listed(EITHER, v.name, v.name)),
    Key("advice", "advice", *_listed(LIST, v.name, v.name)),
)
"""Every key in the order of the line; `dose` stands for an amount or for a layer."""
BY_FIELD = {key.field: key for key in KEYS}


def line(meaning: Meaning) -> str:
    """The canonical line.

    Raises:
        ValueError: the meaning is not well formed: an order without clauses for it, dose and layer together, a key of
            a row that has a sign of the notation in it.
    """
    if meaning.order is Order.ONE:
        if len(meaning.clauses) != 1 or meaning.common != NOTHING:
            raise ValueError("a single clause stands alone, with nothing in common")
        return _clause(meaning.clauses[0])
    if len(meaning.clauses) < 2:
        raise ValueError("an order of fewer than two clauses")
    clauses = f" {meaning.order} ".join(f"[{_clause(clause)}]" for clause in meaning.clauses)
    return f"{clauses}; {_clause(meaning.common)}" if meaning.common.said() else clauses


def read_line(text: str) -> Meaning:
    """The meaning of a canonical line. A maximum without a unit takes that of the dose beside it.

    Raises:
        ValueError: a key is unknown, twice or out of order, or its value is not of its notation.
    """
    if not text.startswith("["):
        return Meaning((_read_clause(text),))
    found = CLAUSES.match(text)
    if found is None:
        raise ValueError(f"no clauses in brackets: {text!r}")
    rest = text[found.end() :]
    if rest and not rest.startswith("; "):
        raise ValueError(f"nothing in common: {rest!r}")
    signs = set(re.findall(r"\] (\+|>>) \[", found[0]))
    if len(signs) != 1:
        raise ValueError(f"clauses side by side and one after the other: {text!r}")
    clauses = tuple(_read_clause(part) for part in re.findall(r"\[([^\[\]]*)\]", found[0]))
    return Meaning(clauses, Order(signs.pop()), _read_clause(rest[2:]) if rest else NOTHING)


def _clause(clause: Clause) -> str:
    said = clause.said()
    if clause.stop:
        if said != ("stop",):
            raise ValueError("a clause that stops says nothing more")
        return STOPPED
    if not said or (clause.dose is not None and clause.layer):
        raise ValueError("a clause that says nothing, or an amount and a layer at once")
    return "; ".join(f"{BY_FIELD[f].key}={BY_FIELD[f].write(getattr(clause, f))}" for f in said)


def _read_clause(text: str) -> Clause:
    if text == STOPPED:
        return STOP
    values: dict[str, Any] = {}
    last = -1
    for part in text.split("; "):
        word, sign, value = part.partition("=")
        place, key = _key(word, value)
        if not sign or place <= last:
            raise ValueError(f"a key twice, out of order or without a value: {part!r}")
        last = len(LAYERS) - 1 if word == "dose" else place
        values[key.field] = key.read(value)
    return with_unit(Clause(**values))


def _key(word: str, value: str) -> tuple[int, Key]:
    """Place and key of a word; a dose that is a layer has a field of its own."""
    for place, key in enumerate(KEYS):
        if key.key == word and (word != "dose" or (key.field == "layer") == (value in LAYERS)):
            return place, key
    raise ValueError(f"no key of the canonical line: {word!r}")
