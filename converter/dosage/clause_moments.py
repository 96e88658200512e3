"""The moments of an instruction, and the unequal doses at them: each once, and none that may be another."""

from dataclasses import replace

from converter.dosage.faults import Fault, Unsound
from converter.dosage.fragment import DOUBTFUL
from converter.dosage.fragment_moments import MEALS
from converter.dosage.saying import Said
from converter.model.meaning import FOOD, Moment, Planned

REFINED = {
    "morning": frozenset({"breakfast", "waking"}),
    "evening": frozenset({"bedtime", "supper", "dinner"}),
    "noon": frozenset({"lunch"}),
}
"""A part of the day said beside the moment in it: `om morgenen, en halv time før frokost`."""
DAYPARTS = frozenset({"morning", "forenoon", "afternoon", "evening", "night", "bedtime", "waking"})
"""In a row with one of these, `middag` is noon."""
EACH_MEAL = "each meal"
SPOKEN_FOR = frozenset({"morning", "noon", "afternoon", "evening", "breakfast", "lunch", "dinner", "supper"})
"""What each meal may be the same as."""
PART_OF_DAY = {"morning": range(5, 11), "noon": range(11, 14), "afternoon": range(13, 18), "evening": range(17, 24)}
"""The hours in a part of the day: `kl. 8 om morgenen` is that hour; `kl. 8 om kvelden` is refused."""
UNFED = frozenset({"empty stomach", "between"})


def moments_and_food(said: Said) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """The moments that take a dose, and those that are about food alone."""
    food: list[Moment] = []
    groups: list[tuple[Moment, ...]] = []
    for moments in said.values.get("at", []):
        own = tuple(m for m in moments if m.name != FOOD)
        about = tuple(m for m in moments if m.name == FOOD)
        if own and about:
            raise Unsound(Fault.CONTRADICTION)
        food += about
        groups += [own] if own else []
    for words in said.values.get("food", []):
        food += words
    if len(groups) == 2:
        groups = _refined(*groups)
    if len(groups) > 1:
        raise Unsound(Fault.TWICE)
    at = groups[0] if groups else ()
    if any(m.name in UNFED for m in food) and any(m.name in MEALS and m.relation in {"with", "after"} for m in at):
        raise Unsound(Fault.CONTRADICTION)
    kinds = {(m.relation, m.name) for m in food}
    if len(kinds) != len(food) or (len(food) > 1 and not all(m.offset for m in food)):
        raise Unsound(Fault.TWICE)
    return _sure(at), tuple(food)


def _refined(one: tuple[Moment, ...], other: tuple[Moment, ...]) -> list[tuple[Moment, ...]]:
    """A part of the day and a moment in it are that moment."""
    for part, moment in ((one, other), (other, one)):
        if len(part) == len(moment) == 1:
            name, within = part[0].name, moment[0].name
            if within in REFINED.get(name, ()) or (within[:2].isdigit() and _hour_within({name, within})):
                return [moment]
    return [one, other]


def _sure(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """The moments, each once, with `middag` as noon where a neighbour says so."""
    if len(set(moments)) != len(moments):
        raise Unsound(Fault.TWICE)
    if any(m.relation and m.name in REFINED.get(part.name, ()) for part in moments for m in moments):
        raise Unsound(Fault.AMBIGUOUS)
    names = {m.name for m in moments}
    events = [(m.name, m.relation) for m in moments if m.relation in {"before", "after"}]
    if len(set(events)) != len(events) or any(not m.relation and (m.name, "before") in events for m in moments):
        raise Unsound(Fault.AMBIGUOUS)  # `1 tablett 1 time før sengetid og før sengetid`
    if (EACH_MEAL in names and names & SPOKEN_FOR) or _hour_within(names):
        raise Unsound(Fault.AMBIGUOUS)
    doubtful = any(m.relation == DOUBTFUL for m in moments)
    if doubtful and (not any(m.name in DAYPARTS for m in moments) or any(m.name in MEALS for m in moments)):
        raise Unsound(Fault.AMBIGUOUS)  # `til frokost, middag og kveld`: to dinner, or at noon
    return tuple(replace(m, relation="") if m.relation == DOUBTFUL else m for m in moments)


def _hour_within(names: set[str]) -> bool:
    """Whether an hour lies in a part of the day that is named too: is it one dose or two?"""
    hours = [int(name[:2]) for name in names if name[:2].isdigit()]
    return any(hour in PART_OF_DAY[part] for part in names & PART_OF_DAY.keys() for hour in hours)


def plan_in_one_unit(plan: tuple[Planned, ...]) -> tuple[Planned, ...]:
    """The plan with the unit that one of its doses has for all, and each moment once."""
    units = {p.amount.unit for p in plan} - {""}
    if len(units) > 1:
        raise Unsound(Fault.TWO_MEDICINES)
    unit = units.pop() if units else ""
    if any(p.moment.name == FOOD for p in plan):
        raise Unsound(Fault.AMBIGUOUS)
    moments = _sure(tuple(p.moment for p in plan))
    return tuple(Planned(replace(p.amount, unit=unit), moment) for p, moment in zip(plan, moments, strict=True))
