"""The parts of one clause in Norwegian, each with the fields that it says."""

from decimal import Decimal

from converter.dosage.norwegian_amounts import IN_ALL, amount, cycle, every, frequency, most, span
from converter.dosage.norwegian_when import SAME, food, limit, moment, moments, needed, phase, purpose, weekdays
from converter.dosage.said import NONE, Part, Parts, UnsaidError, listed, part
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Bound, Clause, Frequency, Often, Span

FORTNIGHT = Span(Decimal(2), Decimal(2), "wk")
USED = "brukes"
"""A verb that says nothing, where a clause has neither an amount nor an act."""


def body(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """All of a clause that is one sentence."""
    return (
        *(part(f"{phase(clause.phase)}:", "phase") if clause.phase is not None else NONE),
        *_what(clause, vocabulary),
        *place(clause, vocabulary),
        *_times(clause, vocabulary),
        *meals(clause, vocabulary),
        *condition(clause, vocabulary),
        *_bounds(clause, vocabulary),
        *reason(clause, vocabulary),
    )


def _what(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """An amount or none, and what is done. One dose a day of one piece is said as such; a total of that is none."""
    act = part(vocabulary.word("acts", clause.act).norwegian, "act") if clause.act else NONE
    if clause.plan:
        if len({each.amount for each in clause.plan}) < 2:
            raise UnsaidError("a plan of equal doses")
        doses = [f"{amount(each.amount, vocabulary)} {moment(each.moment, vocabulary)}" for each in clause.plan]
        return (*part(listed(doses, "og"), "plan"), *act)
    if clause.total is not None:
        return (*_total(clause, vocabulary), *act)
    if clause.layer:
        verb = act or part(USED)
        return (*verb, *part(vocabulary.word("layers", clause.layer).norwegian, "layer"))
    if clause.dose is None:
        return act or part(_verb(clause, vocabulary))
    dose = part(amount(clause.dose, vocabulary), "dose")
    equal = part(f"({amount(clause.equal, vocabulary)})", "equal") if clause.equal is not None else NONE
    return (*dose, *equal, *act)


def _verb(clause: Clause, vocabulary: Vocabulary) -> str:
    """`brukes`, where the route is not a verb itself."""
    is_verb = clause.route and vocabulary.word("routes", clause.route).norwegian.endswith("es")
    return "" if is_verb else USED


def _total(clause: Clause, vocabulary: Vocabulary) -> Parts:
    total = clause.total
    if total is None or total.per is None:
        raise UnsaidError("a total without a period")
    unit = vocabulary.word("units", total.amount.unit) if total.amount.unit else None
    if unit is None or (unit.counted and total.amount.high <= 1):
        raise UnsaidError("a total that would read as one dose")
    split = part(f"fordelt på {clause.split} doser", "split") if clause.split is not None else NONE
    return (*part(f"{amount(total.amount, vocabulary)} {IN_ALL[total.per]}", "total"), *split)


def place(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """Route and site."""
    return (
        *(part(vocabulary.word("routes", clause.route).norwegian, "route") if clause.route else NONE),
        *(part(vocabulary.word("sites", clause.site).norwegian, "site") if clause.site else NONE),
    )


def _times(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """How often and when. A number without a unit takes the sign, so that no two numbers stand together."""
    per_week = clause.days_per_week
    if clause.every == FORTNIGHT and len(clause.days) == 1 and clause.days not in SAME:
        day = vocabulary.word("weekdays", clause.days[0]).norwegian
        at = part(moments(clause.at, vocabulary), "at") if clause.at else NONE
        return (*part(f"annenhver {day}", "every", "days"), *at)
    return (
        *(part(_often(clause.frequency, clause), "frequency") if clause.frequency is not None else NONE),
        *(part(every(clause.every, vocabulary), "every") if clause.every is not None else NONE),
        *(part(weekdays(clause.days, vocabulary), "days") if clause.days else NONE),
        *(part(moments(clause.at, vocabulary), "at") if clause.at else NONE),
        *(part(f"{per_week} dager i uken", "days_per_week") if per_week is not None else NONE),
    )


def _often(often: Frequency, clause: Clause) -> str:
    bare = clause.dose is not None and not clause.dose.unit
    if often.bound is Bound.AT_LEAST:
        raise UnsaidError("at least so many times")
    if bare and often.kind is Often.TIMES and often.bound is Bound.EXACT:
        if often.low != often.high:
            raise UnsaidError("from and to so many times of a number without a unit")
        return frequency(often).replace("én gang", "x 1").replace(f"{often.low} ganger", f"x {often.low}")
    return frequency(often)


def meals(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """In relation to food."""
    return part(food(clause.food, vocabulary), "food") if clause.food else NONE


def condition(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """When needed, and for what."""
    return part(needed(clause.as_needed, vocabulary), "as_needed") if clause.as_needed else NONE


def reason(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """What for. Beside `ved behov` it would read as the reason for which the medicine is needed."""
    if clause.purpose and clause.as_needed:
        raise UnsaidError("a purpose beside a need")
    return part(purpose(clause.purpose, vocabulary), "purpose") if clause.purpose else NONE


def _bounds(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """From when, for how long, until when, how many times."""
    times = "gang" if clause.count == 1 else "ganger"
    return (
        *(part(limit(clause.start, vocabulary, "from"), "start") if clause.start is not None else NONE),
        *(part(f"i {span(clause.length, vocabulary)}", "length") if clause.length is not None else NONE),
        *(part(limit(clause.until, vocabulary, "until"), "until") if clause.until is not None else NONE),
        *(part(cycle(clause.cycle, vocabulary), "cycle") if clause.cycle is not None else NONE),
        *(part(f", totalt {clause.count} {times}", "count") if clause.count is not None else NONE),
    )


def after(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """What stands as sentences of its own, without capital and full stop."""
    gap, again, later = clause.gap, clause.may_repeat, clause.repeat
    advice = [vocabulary.word("advice", each).norwegian for each in clause.advice]
    return (
        *(part(f"{span(gap, vocabulary)} mellom dosene", "gap") if gap is not None else NONE),
        *(part(f"kan gjentas etter {span(again, vocabulary)}", "may_repeat") if again is not None else NONE),
        *(part(f"gjentas etter {span(later, vocabulary)}", "repeat") if later is not None else NONE),
        *(part(most(clause.most, vocabulary), "most") if clause.most is not None else NONE),
        *(Part(text, () if number else ("advice",)) for number, text in enumerate(advice)),
    )
