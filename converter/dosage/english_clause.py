"""The parts of one clause in English, each with the fields that it says."""

from dataclasses import replace

from converter.dosage.english_amounts import IN_ALL, amount, every, frequency, in_words, most, span
from converter.dosage.english_verbs import Doing, doing
from converter.dosage.english_when import (
    SAME,
    cycle,
    food,
    limit,
    moment,
    moments,
    needed,
    phase,
    purpose,
    weekdays,
)
from converter.dosage.said import NONE, Part, Parts, UnsaidError, listed, part
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Clause, Often

PATCH = "patch"


def body(clause: Clause, vocabulary: Vocabulary, with_place: bool = True) -> Parts:
    """All of a clause that is one sentence; without the place where another clause has said it."""
    done = doing(clause, vocabulary)
    return (
        *_phase(clause),
        *_what(clause, done, done.place if with_place else "", vocabulary),
        *meals(clause, vocabulary),
        *condition(clause, vocabulary),
        *bounds(clause, vocabulary),
        *(part(f", {purpose(clause.purpose, vocabulary)}", "purpose") if clause.purpose else NONE),
    )


def _phase(clause: Clause) -> Parts:
    return part(f"{phase(clause.phase)}:", "phase") if clause.phase is not None else NONE


def _what(clause: Clause, done: Doing, at_place: str, vocabulary: Vocabulary) -> Parts:
    """What is taken, where and how often. Amounts of two kinds at once have no sentence."""
    by_verb = [field for field in ("act", *done.by_verb) if getattr(clause, field)]
    verb = part(done.verb.lower() if clause.phase else done.verb, *by_verb)
    place = part(at_place, *(f for f in ("site", "route") if getattr(clause, f) and f not in done.by_verb))
    if clause.plan:
        return (*verb, *_plan(clause, done, vocabulary), *place, *_times(clause, vocabulary))
    if clause.total is not None:
        return (*verb, *_total(clause, done, vocabulary), *place, *_split(clause), *_times(clause, vocabulary))
    if clause.layer:
        layer = part(vocabulary.word("layers", clause.layer).english, "layer")
        return (*verb, *layer, *place, *_times(clause, vocabulary))
    if clause.dose is not None:
        return (*verb, *_dose(clause, done, place, vocabulary))
    return (*verb, *_ceiling(clause, vocabulary), *place, *_times(clause, vocabulary))


def _dose(clause: Clause, done: Doing, place: Parts, vocabulary: Vocabulary) -> Parts:
    """One dose: `1 tablet once daily`, `1 tablet in the morning and 1 tablet in the evening`, `2 each time, daily`."""
    assert clause.dose is not None
    text = f"{done.before}{amount(clause.dose, vocabulary)}"
    fields = ["dose"]
    if clause.equal is not None:
        text += f" ({amount(clause.equal, vocabulary)})"
        fields.append("equal")
    if _each_with_its_own(clause, done):
        each = listed([f"{text} {moment(at, vocabulary)}" for at in clause.at], "and")
        return (*part(each, *fields, "at"), *place)
    dose = part(text, *fields)
    often = clause.frequency
    if not clause.dose.unit and often is not None and often.kind is not Often.ONCE:
        return (*dose, *part("each time"), *place, *part(","), *_times(clause, vocabulary))
    return (*dose, *place, *_times(clause, vocabulary))


def _each_with_its_own(clause: Clause, done: Doing) -> bool:
    """Whether each moment is said with its dose: not where a place stands between, nor where they are hours."""
    seldom = clause.frequency or clause.every or clause.days or clause.days_per_week
    return len(clause.at) > 1 and not seldom and not done.place and not all(at.is_hour for at in clause.at)


def _plan(clause: Clause, done: Doing, vocabulary: Vocabulary) -> Parts:
    if len({each.amount for each in clause.plan}) < 2:
        raise UnsaidError("a plan of equal doses")
    doses = [
        f"{done.before}{amount(each.amount, vocabulary)} {moment(each.moment, vocabulary)}" for each in clause.plan
    ]
    return part(listed(doses, "and"), "plan")


def _total(clause: Clause, done: Doing, vocabulary: Vocabulary) -> Parts:
    if clause.total is None or clause.total.per is None:
        raise UnsaidError("a total without a period")
    return part(f"{done.before}{amount(clause.total.amount, vocabulary)} {IN_ALL[clause.total.per]}", "total")


def _split(clause: Clause) -> Parts:
    return part(f", divided into {clause.split} doses", "split") if clause.split is not None else NONE


def _ceiling(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """`up to 3 tablets in 24 hours`, where that is the only amount."""
    if clause.most is None or not _is_ceiling(clause):
        return NONE
    return part(f"up to {most(clause.most, vocabulary)}", "most")


def _is_ceiling(clause: Clause) -> bool:
    """Whether the maximum is all that is said of amounts: it is what one may take, then."""
    amounts = clause.dose or clause.total or clause.plan or clause.layer or clause.act
    return clause.most is not None and bool(clause.most.amount.unit) and not amounts


def _times(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """How often and when."""
    at = "" if not clause.at else moments(clause.at, vocabulary)
    if clause.every is not None and clause.days not in ((), *SAME):
        days = listed([vocabulary.word("weekdays", day).english for day in clause.days], "and")
        on = part(f"on {days}, {every(clause.every, vocabulary)}", "days", "every")
        return (*on, *(part(at, "at") if at else NONE))
    return (
        *(part(frequency(clause.frequency), "frequency") if clause.frequency is not None else NONE),
        *(part(every(clause.every, vocabulary), "every") if clause.every is not None else NONE),
        *(part(_weekdays(clause, vocabulary), "days") if clause.days else NONE),
        *(part(at, "at") if at else NONE),
        *(part(f"on {clause.days_per_week} days a week", "days_per_week") if clause.days_per_week else NONE),
    )


def _weekdays(clause: Clause, vocabulary: Vocabulary) -> str:
    """Day by day for what stays on: a patch `from Monday to Friday` is one patch."""
    if clause.dose is None or clause.dose.unit != PATCH or clause.days in SAME:
        return weekdays(clause.days, vocabulary)
    return f"every {listed([vocabulary.word('weekdays', day).english for day in clause.days], 'and')}"


def meals(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """In relation to food."""
    return part(food(clause.food, vocabulary), "food") if clause.food else NONE


def condition(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """When needed, and for what."""
    return part(needed(clause.as_needed, vocabulary), "as_needed") if clause.as_needed else NONE


def bounds(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """From when, for how long, until when, how many times: after a comma where a reason stands before it."""
    said = (
        *(part(limit(clause.start, vocabulary, "from"), "start") if clause.start is not None else NONE),
        *(part(f"for {span(clause.length, vocabulary)}", "length") if clause.length is not None else NONE),
        *(part(limit(clause.until, vocabulary, "until"), "until") if clause.until is not None else NONE),
        *(part(cycle(clause.cycle, vocabulary), "cycle") if clause.cycle is not None else NONE),
        *(part(f"{in_words(clause.count)} times in total", "count") if clause.count is not None else NONE),
    )
    comma = ", " if said and (clause.as_needed or said[0].fields == ("count",)) else ""
    return (Part(comma + said[0].text, said[0].fields), *said[1:]) if said else NONE


def after(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """What stands as sentences of its own, without capital and full stop."""
    if _is_ceiling(clause):
        clause = replace(clause, most=None)  # it is the sentence itself
    return sentences(clause, vocabulary)


def sentences(clause: Clause, vocabulary: Vocabulary) -> Parts:
    """The sentences of what is said beside, or of all clauses."""
    advice = [vocabulary.word("advice", each).english for each in clause.advice]
    return (
        *(part(f"leave {span(clause.gap, vocabulary)} between doses", "gap") if clause.gap is not None else NONE),
        *_repetition("may be repeated", "may_repeat", clause, vocabulary),
        *_repetition("repeat", "repeat", clause, vocabulary),
        *(part(f"maximum {most(clause.most, vocabulary)}", "most") if clause.most else NONE),
        *(Part(text, () if place else ("advice",)) for place, text in enumerate(advice)),
    )


def _repetition(verb: str, field: str, clause: Clause, vocabulary: Vocabulary) -> Parts:
    length = getattr(clause, field)
    return part(f"{verb} after {span(length, vocabulary)}", field) if length is not None else NONE
