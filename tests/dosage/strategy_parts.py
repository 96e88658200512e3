"""The parts of a meaning drawn at random: amounts, spans, frequencies and moments, and the keys that they name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import (
    FOOD,
    Amount,
    Bound,
    Frequency,
    Moment,
    Often,
    Per,
    Planned,
    Span,
)

MEALS = ("breakfast", "lunch", "dinner", "supper", "each meal", "each main meal", "snacks")
PIECES = ["0.25", "0.5", "1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10", "12"]
MEASURES = ["0.25", "0.3", "0.5", "1", "2.5", "5", "7.5", "10", "15", "20", "37.5", "50", "100", "150", "1000", "20000"]
PIECE_RANGES = [("0.5", "1"), ("1", "1.5"), ("1", "2"), ("2", "3"), ("2", "4"), ("1.5", "2"), ("10", "20")]
MEASURE_RANGES = [("2.5", "5"), ("5", "10"), ("15", "30"), ("0.5", "1"), ("50", "100")]
ACTS_BY_UNIT = {
    "cm": ("apply", "massage"),
    "fingertip unit": ("massage",),
    "g": ("apply",),
    "ml": ("rinse", "inject"),
    "mg": ("inject",),
    "IU": ("inject",),
    "unit": ("inject",),
}
SITED = {"", "drop", "spray", "dose", "piece", "pump", "patch", "cm", "fingertip unit", "g", "ml", "mg", "IU", "unit"}
"""Units that are put or given in a place of the body."""
HOURS = {"min": Decimal(1) / 60} | {
    u: Decimal(n) for u, n in (("h", 1), ("d", 24), ("wk", 168), ("mo", 720), ("yr", 8760))
}
TIMINGS = (
    *("day", "day", "day", "day", "at", "at", "at", "per", "every"),
    *("every-at", "days", "same", "fixed", "week", "once", "gap"),
)
FOOD_MOMENTS = (
    (Moment(FOOD, "with"),),
    (Moment(FOOD, "before"),),
    (Moment(FOOD, "after"),),
    (Moment(FOOD, "before", Span(Decimal(30), Decimal(30), "min")),),
    (Moment(FOOD, "before", Span(Decimal(30), Decimal(30), "min", Bound.AT_LEAST)),),
    (
        Moment(FOOD, "before", Span(Decimal(1), Decimal(1), "h")),
        Moment(FOOD, "after", Span(Decimal(2), Decimal(2), "h")),
    ),
)


@dataclass(frozen=True)
class Keys:
    """Keys of the rows that a meaning may name, by kind; `counted` are the units of pieces."""

    counted: tuple[str, ...] = ("capsule", "drop", "inhalation", "piece", "spray", "tablet", "vaginal tablet")
    measured: tuple[str, ...] = ("IU", "g", "mg", "mg/kg", "ml", "unit", "cm")
    layers: tuple[str, ...] = ("thin layer", "thick layer")
    acts: tuple[str, ...] = ("apply", "inject", "massage", "rinse")
    routes: tuple[str, ...] = ("oral", "subcutaneous", "vaginal", "inhalation")
    sites: tuple[str, ...] = ("each eye", "right eye", "left eye", "skin", "affected area", "each nostril")
    times: tuple[str, ...] = ("morning", "noon", "evening", "night", "bedtime")
    related: tuple[tuple[str, str], ...] = (
        *(("with", "breakfast"), ("with", "dinner"), ("with", "each meal")),
        *(("before", "breakfast"), ("after", "dinner"), ("before", "each meal"), ("before", "bedtime")),
    )
    reasons: tuple[str, ...] = ("pain", "fever", "attack", "blocked nose")
    purposes: tuple[str, ...] = ("high blood pressure", "asthma", "contraception")
    food: tuple[str, ...] = ("empty stomach", "between", "regardless")
    advice: tuple[str, ...] = ("swallow whole", "shake before use", "no alcohol", "with a glass of water")
    until: tuple[str, ...] = ("pack empty", "further notice")
    starts: tuple[str, ...] = ("first day of period",)
    ends_offset: tuple[str, ...] = ("travel", "symptom free")
    starts_offset: tuple[str, ...] = ("travel",)


FEW = Keys()


def keys_of(vocabulary: Vocabulary) -> Keys:
    """Every key of a vocabulary's rows that a meaning may name. A dose by body weight is left to a unit of its own."""
    units = vocabulary.kinds["units"].values()
    events = [word for word in vocabulary.kinds["events"].values() if word.value != FOOD]
    meals = [word.value for word in events if word.value in MEALS]
    conditions = vocabulary.kinds["conditions"].values()
    ends, starts = vocabulary.kinds["until"].values(), vocabulary.kinds["from"].values()
    return Keys(
        counted=tuple(word.value for word in units if word.counted),
        measured=tuple(word.value for word in units if not word.counted),
        layers=tuple(vocabulary.kinds["layers"]),
        acts=tuple(vocabulary.kinds["acts"]),
        routes=tuple(vocabulary.kinds["routes"]),
        sites=tuple(vocabulary.kinds["sites"]),
        times=tuple(vocabulary.kinds["times"]),
        related=(
            *(("with", meal) for meal in meals),
            *((r, word.value) for word in events for r in ("before", "after") if r in (word.relations or ("before",))),
            *(("after", meal) for meal in meals),
        ),
        reasons=tuple(word.value for word in conditions if not word.used_as or "reason" in word.used_as),
        purposes=(
            *(word.value for word in conditions if not word.used_as or "purpose" in word.used_as),
            *vocabulary.kinds["purposes"],
        ),
        food=tuple(vocabulary.kinds["food"]),
        advice=tuple(vocabulary.kinds["advice"]),
        until=tuple(word.value for word in ends if word.norwegian),
        starts=tuple(word.value for word in starts if word.norwegian),
        ends_offset=tuple(word.value for word in ends if word.nouns),
        starts_offset=tuple(word.value for word in starts if word.nouns),
    )


@st.composite
def amounts(draw: st.DrawFn, unit: str, counted: bool) -> Amount:
    """An amount of this unit, now and then a range."""
    if draw(st.integers(0, 3)) == 0:
        low, high = draw(st.sampled_from(PIECE_RANGES if counted else MEASURE_RANGES))
        return Amount(Decimal(low), Decimal(high), unit)
    value = Decimal(draw(st.sampled_from(PIECES if counted else MEASURES)))
    return Amount(value, value, unit)


@st.composite
def spans(
    draw: st.DrawFn, units: str, most: int, bounds: Iterable[Bound] = (Bound.EXACT,), ranges: bool = True
) -> Span:
    """A length of time in one of these units (`h d`), up to so many of them."""
    low = draw(st.integers(1, most - 1))
    bound = draw(st.sampled_from(list(bounds)))
    is_range = ranges and bound is Bound.EXACT and draw(st.integers(0, 4)) == 0
    high = draw(st.integers(low + 1, most)) if is_range else low
    return Span(Decimal(low), Decimal(high), draw(st.sampled_from(units.split())), bound)


@st.composite
def frequencies(draw: st.DrawFn, period: Per = Per.DAY) -> Frequency:
    """So many times a period: exactly, from and to, at most, or several."""
    several = ["several"] if period is Per.DAY else []
    kind = draw(st.sampled_from(["exact", "exact", "exact", "range", "upto", "upto", *several]))
    if kind == "several":
        return Frequency(Often.SEVERAL, per=period)
    low = draw(st.integers(1, 4 if kind == "range" else 6))
    if kind == "range":
        return Frequency(low=low, high=low + draw(st.integers(1, 2)), per=period)
    return Frequency(low=low, high=low, per=period, bound=Bound.UP_TO if kind == "upto" else Bound.EXACT)


@st.composite
def moments(draw: st.DrawFn, keys: Keys) -> Moment:
    """A moment in relation to an event, with and without an offset."""
    relation, event = draw(st.sampled_from(keys.related))
    if relation == "with" or draw(st.booleans()):
        return Moment(event, relation)
    low = draw(st.sampled_from([1, 2, 15, 30]))
    high = low * 2 if draw(st.integers(0, 3)) == 0 else low
    bound = Bound.AT_LEAST if low == high and draw(st.integers(0, 3)) == 0 else Bound.EXACT
    return Moment(event, relation, Span(Decimal(low), Decimal(high), "h" if low < 15 else "min", bound))


@st.composite
def several_moments(draw: st.DrawFn, keys: Keys, least: int = 1) -> tuple[Moment, ...]:
    """Times of the day in order, hours in order, meals, or one moment in relation to an event."""
    kind = draw(st.sampled_from(["times", "times", "hours", "meals", "event"]))
    if kind == "hours":
        hours = draw(st.lists(st.integers(0, 23), min_size=least, max_size=4, unique=True))
        return tuple(Moment(f"{h:02}:{draw(st.sampled_from([0, 0, 30])):02}") for h in sorted(hours))
    if kind == "event" and least == 1:
        return (draw(moments(keys)),)
    meals = [meal for meal in MEALS if ("with", meal) in keys.related and not meal.startswith(("each", "snacks"))]
    if kind == "meals" and len(meals) >= least:
        named = draw(st.sets(st.sampled_from(meals), min_size=least, max_size=3))
        return tuple(Moment(m, "with") for m in meals if m in named)
    chosen = draw(st.sets(st.sampled_from(keys.times), min_size=least, max_size=4))
    return tuple(Moment(t) for t in keys.times if t in chosen)


@st.composite
def plans(draw: st.DrawFn, keys: Keys) -> tuple[Planned, ...]:
    """Unequal amounts of one unit at two to four moments."""
    unit = draw(st.sampled_from(keys.counted + keys.measured))
    at = draw(several_moments(keys, 2))
    parts = [draw(amounts(unit, unit in keys.counted)) for _ in at]
    if len(set(parts)) == 1:
        parts[-1] = replace(parts[-1], low=parts[-1].high * 2, high=parts[-1].high * 2)
    return tuple(Planned(a, m) for a, m in zip(parts, at, strict=True))
