"""What each phrase of the grammar means: a function an alternative, from its parts to a value; None where it has none.

A clause's items are fragments, pairs of a name and a value; `clause.py` puts them together. Keywords and signs are not
among the parts, but for those that `KEYWORDS` gives a value.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from converter.dosage.fragment import BY_SIGN, BY_WORD, DOUBTFUL, PAUSE, SENTENCE, Fragment, Parts
from converter.dosage.fragment_amounts import (
    amount_a_period,
    amount_of,
    counted,
    divided_into,
    from_to,
    most_a_period,
    most_in,
    number,
    ordinal_number,
    pieces_of,
)
from converter.dosage.fragment_joins import and_more, before_items, two_clauses
from converter.dosage.fragment_moments import (
    before_or_after,
    events_at,
    last_hour,
    more_hours,
    offset_at,
    pattern_for,
    pattern_of,
    planned_at,
)
from converter.dosage.fragment_times import (
    GENITIVE,
    MOST_BY_SIGN,
    bounded,
    dated,
    day_to_day,
    days_a_week,
    days_of,
    each_from_to,
    each_of,
    each_one,
    every_other_weekday,
    length_twice,
    limited,
    often_for,
    other_part,
    parts_a_week,
    phase_of,
    phase_ordinal,
    so_often,
    spanned,
    start_day,
    times_a_period,
    times_alone,
    times_every,
)
from converter.dosage.lexer import Lexeme
from converter.model.meaning import Bound, Cycle, Frequency, Limit, Moment, Often, Per, Rate

KEYWORDS: Mapping[str, Mapping[str, Any]] = {
    "per": {"DAILY": Per.DAY, "WEEKLY": Per.WEEK, "MONTHLY": Per.MONTH, "YEARLY": Per.YEAR},
    "relation": {"TIL": "with", "WITH": "with", "VED": "with", "BEFORE": "before", "AFTER": "after"},
    "before_after": {"BEFORE": "before", "AFTER": "after"},
    "bound": {"UPTO": Bound.UP_TO, "ATMOST": Bound.UP_TO, "ATLEAST": Bound.AT_LEAST, "EARLIEST": Bound.AT_LEAST},
    "most": {"ATMOST": "ATMOST", "UPTO": "UPTO", "NOT_MORE": "NOT_MORE"},
}
"""Rules of one keyword whose word matters, with what it says."""


def _joined(one: tuple[Any, ...], other: Any) -> tuple[Any, ...]:
    return (*one, *other) if isinstance(other, tuple) else (*one, other)


def _named(field: str) -> Callable[..., Fragment]:
    return lambda value: (field, value)


def _word(field: str) -> Callable[..., Fragment | None]:
    return lambda lexeme: (field, lexeme.word.value) if lexeme.word is not None else None


def _fixed(field: str, value: Any) -> Callable[..., Fragment]:
    return lambda *_: (field, value)


MEANINGS: Mapping[str, Callable[..., Any]] = {
    # numbers, amounts
    "num": number,
    "exactly": lambda one: (one, one),
    "from_to": from_to,
    "one_or_two": lambda low, high: from_to(low, high) if high - low == 1 else None,
    "counted": counted,
    "pieces": pieces_of,
    "bare": lambda numbers: amount_of(numbers, ""),
    "dose": _named("dose"),
    "dose_said_twice": lambda dose, other: ("both", (("dose", dose), ("equal", other))),
    "layer": _word("layer"),
    "divided": lambda count, unit: divided_into(count) if unit.word.value == "dose" else None,
    "divided_times": lambda count: divided_into(count),
    "most_a_day": lambda word, amount: most_in(word, amount, Per.DAY),
    "most_a_week": lambda word, amount: most_in(word, amount, Per.WEEK),
    "most_a_period": most_a_period,
    "most_alone": lambda amount: ("most", Rate(amount)),
    "amount_a_period": amount_a_period,
    # how often
    "daily_by_sign": lambda numbers: so_often(numbers, Per.DAY) if numbers[1] <= MOST_BY_SIGN else None,
    "times": so_often,
    "daily_for_days": often_for,
    "daily_for": often_for,
    "up_to_daily": lambda numbers: so_often(numbers, Per.DAY, Bound.UP_TO),
    "up_to": lambda numbers, per: so_often(numbers, per, Bound.UP_TO),
    "times_a_period": times_a_period,
    "up_to_a_period": lambda numbers, period: times_a_period(numbers, period, Bound.UP_TO),
    "times_alone": times_alone,
    "times_every": times_every,
    "parts_of_day_a_week": parts_a_week,
    "days_a_week": days_a_week,
    "several": _fixed("frequency", Frequency(Often.SEVERAL)),
    "bare_per": _named("per"),
    "every": _named("every"),
    "each_one": each_one,
    "each_some": lambda count, period: each_of(ordinal_number(count) if isinstance(count, Lexeme) else count, period),
    "each_from_to": lambda low, high, period: each_from_to(
        ordinal_number(low) if isinstance(low, Lexeme) else low,
        ordinal_number(high) if isinstance(high, Lexeme) else high,
        period,
    ),
    "each_other": lambda period: each_of(Decimal(2), period),
    "each_other_part_of_day": other_part,
    "every_day": _fixed("per", Per.DAY),
    "single": _fixed("frequency", Frequency(Often.ONCE)),
    "each_time": _fixed("each_time", True),
    "one_go": _fixed("one_go", True),
    "in_all": lambda count: ("count", int(count)) if count == int(count) else None,
    "gap": _named("gap"),
    "apart": lambda span: span,
    "apart_bound": lambda bound, span: bounded(span, bound) if bound is Bound.AT_LEAST else None,
    # when
    "at": _named("at"),
    "plan": _named("plan"),
    "broken_plan": lambda plan: ("both", (("plan", plan), ("broken", True))),
    "planned": planned_at,
    "placed": lambda moments, amount: planned_at(amount, moments),
    "two_planned": _joined,
    "more_planned": _joined,
    "pattern": pattern_of,
    "pattern_of": pattern_of,
    "pattern_for_days": pattern_for,
    "days": _named("days"),
    "same_day": _fixed("days", ("same",)),
    "same_day_each_week": _fixed("both", (("days", ("same",)), ("each_week", True))),
    "same_date": _fixed("days", ("same date",)),
    "except_days": lambda days: ("except", days),
    "other_days": _fixed("other_days", True),
    "phase": phase_of,
    "phase_ordinal": phase_ordinal,
    "one_moment": lambda moments: moments,
    "more_moments": _joined,
    "time": lambda word: (Moment(word.word.value, DOUBTFUL if word.doubtful else ""),),
    "hours": lambda hours: hours,
    "events": events_at,
    "one_event": lambda event: (event,),
    "several_events": lambda event, events: (event, *events),
    "offset": offset_at,
    "offset_bound": lambda bound, span, relation, event: offset_at(bounded(span, bound), relation, event),
    "before_or_after": before_or_after,
    "last_hour": last_hour,
    "more_hours": more_hours,
    "one_day": lambda days: days,
    "more_days": _joined,
    "day": days_of,
    "day_to_day": day_to_day,
    "every_other_weekday": every_other_weekday,
    # how long
    "length": _named("length"),
    "length_alone": lambda span: (
        ("both", (("length", span), ("length_alone", True))) if span.unit in {"d", "wk", "mo"} else None
    ),
    "length_up_to": lambda span: ("length", bounded(span, Bound.UP_TO)),
    "length_at_least": lambda span: ("length", bounded(span, Bound.AT_LEAST)),
    "length_twice": length_twice,
    "until": lambda word: ("until", Limit(word.word.value)),
    "until_date": lambda word: dated("until", word),
    "start_date": lambda word: dated("start", word),
    "until_offset": limited("until", "after"),
    "until_length_after": limited("until_after", "after"),
    "start": lambda word: ("start", Limit(word.word.value)),
    "start_offset": limited("start", "before"),
    "start_day": start_day,
    "start_numbered_day": lambda count, period, noun: start_day(period, count, noun),
    "cycle": lambda on, off: ("cycle", Cycle(on, off)),
    "again": lambda fragment: fragment,
    "may_repeat": _named("may_repeat"),
    "may_repeat_least": lambda span: ("may_repeat", bounded(span, Bound.AT_LEAST)),
    "repeat": _named("repeat"),
    "repeat_least": lambda span: ("repeat", bounded(span, Bound.AT_LEAST)),
    "span": lambda numbers, period: None if period.word.kind == GENITIVE else spanned(numbers, period),
    "lapse": spanned,
    # why
    "needed": _fixed("needed", True),
    "in_case_of": _named("reason"),
    "against": _named("against"),
    "purpose": lambda word: ("purpose", (word.word.value,)),
    "one_condition": lambda word: (word.word.value,),
    "more_conditions": lambda word, values: (word.word.value, *values),
    # how
    "act": _word("act"),
    "act_on": lambda act, where: ("both", (("act", act.word.value), ("site", where.word.value))),
    "route": _word("route"),
    "site": _word("site"),
    "site_after": _word("site"),
    "filler": _fixed("filler", True),
    "starting": _fixed("starting", True),
    "food": lambda word: ("food", (Moment(word.word.value),)),
    "advice": lambda word: ("advice", (word.word.value,)),
    "second_advice": lambda _, word: ("advice", (word.word.value,)),
    "food_and_advice": lambda food, word: (
        "both",
        (("food", (Moment(food.word.value),)), ("advice", (word.word.value,))),
    ),
    "two_advices": lambda one, other: ("advice", (one.word.value, other.word.value)),
    # a clause's items in order, and clauses
    "last": lambda fragment: (fragment,),
    "before": lambda fragment, fragments: before_items(fragment, fragments),
    "before_pause": lambda fragment, fragments: before_items(fragment, (PAUSE, *fragments)),
    "before_sentence": lambda fragment, fragments: before_items(fragment, (SENTENCE, *fragments)),
    "bracketed": lambda fragment: fragment,
    "two": lambda one, other: (one, other),
    "further": lambda one, several: (one, *several),
    "by_sign": _fixed("join", BY_SIGN),
    "by_word": _fixed("join", BY_WORD),
    "two_joined": lambda one, join, other: ((one, other), (join[1],)) if two_clauses(one, other) else None,
    "more_joined": lambda one, join, several: (
        ((one, *several[0]), (join[1], *several[1])) if two_clauses(one, several[0][0]) else None
    ),
    # the whole
    "one": lambda fragments: Parts((fragments,)),
    "together": lambda joined: Parts(*joined),
    "phases": lambda clauses: Parts(clauses, then=True),
    "phases_stop": lambda clauses: Parts(clauses, then=True, stop=True),
    "phases_stop_and": lambda clauses, more: Parts(and_more(clauses, more), then=True, stop=True),
    "clause_stop_and": lambda clause, more: Parts(and_more((clause,), more), then=True, stop=True),
    "clause_stop": lambda fragments: Parts((fragments,), then=True, stop=True),
}
"""By the name of the alternative in grammar.lark."""
