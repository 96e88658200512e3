"""The clauses of a reading put together: one instruction, several side by side, or one after the other."""

from collections.abc import Sequence
from dataclasses import fields, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from converter.dosage.clause import clause_of
from converter.dosage.clause_amounts import IN_MICROGRAMS, least_a_day, whole_pieces
from converter.dosage.clause_whole import ORGANS, complete, timed
from converter.dosage.faults import Fault, Unsound
from converter.dosage.fragment import BY_SIGN, SENTENCE, Fragments, Parts
from converter.dosage.normal import of_equal_doses
from converter.dosage.saying import flat
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import FOOD, NOTHING, STOP, WEEK, Clause, Meaning, Often, Order, Rate

SHARED = ("route", "site", "purpose", "advice")
"""What is said of all phases where the first or the last alone has it."""
OTHER_DAYS = "other_days"
STARTING = "starting"
"""`Start med` asks for what follows it."""


def meaning_of(parts: Parts, vocabulary: Vocabulary) -> Meaning:
    """The meaning of one reading. Raises Unsound."""
    others = [any(name == OTHER_DAYS for name, _ in flat(f)) for f in parts.clauses]
    clauses = [of_equal_doses(clause_of(f, vocabulary)) for f in parts.clauses]
    begun = [any(name == STARTING for name, _ in flat(f)) for f in parts.clauses]
    if any(begun[1:]) or (begun[0] and not parts.then):
        raise Unsound(Fault.INCOMPLETE)
    if not all(whole_pieces(c, vocabulary) for c in clauses):
        raise Unsound(Fault.NUMBER)
    if parts.then or (len(clauses) > 1 and all(c.phase is not None for c in clauses)):
        if any(others):
            raise Unsound(Fault.CONTRADICTION)
        return _of_all(_phases(clauses, parts.stop), parts.clauses[-1])
    if len(clauses) == 1:
        if any(others) or clauses[0].phase is not None:
            raise Unsound(Fault.INCOMPLETE)
        complete(clauses[0])
        return Meaning(tuple(clauses))
    return _of_all(_together(clauses, others, parts.joins), parts.clauses[-1])


def _of_all(meaning: Meaning, last: Fragments) -> Meaning:
    """`Tas til mat.` as a sentence of its own after the last of several clauses is about all of them."""
    own = last[last.index(SENTENCE) :] if SENTENCE in last else ()
    about = any(name == FOOD or (name == "at" and all(m.name == FOOD for m in value)) for name, value in flat(own))
    having = [number for number, clause in enumerate(meaning.clauses) if clause.food]
    if not about or not having:
        return meaning
    if len(having) > 1 or meaning.common.food:
        raise Unsound(Fault.TWICE)
    clauses = list(meaning.clauses)
    food = clauses[having[0]].food
    clauses[having[0]] = replace(clauses[having[0]], food=())
    return replace(meaning, clauses=tuple(clauses), common=replace(meaning.common, food=food))


def _phases(clauses: list[Clause], stop: bool) -> Meaning:
    """One after the other: each but the last with an end, each with its own times; a dose may be the one before's."""
    for number in range(1, len(clauses)):
        clauses[number] = _inheriting(clauses[number], clauses[number - 1])
    for number, clause in enumerate(clauses):
        complete(clause)
        last = number == len(clauses) - 1 and not stop
        if not timed(clause) and (clause.phase is None or clause.phase.unit != "day"):
            raise Unsound(Fault.PHASES)
        if not last and not _ends(clause):
            raise Unsound(Fault.PHASES)
        if clause.cycle is not None or clause.most is not None or (clause.until is not None and not last):
            raise Unsound(Fault.PHASES)
    _follow(clauses)
    _one_medicine(clauses)
    clauses, common = _shared(clauses, SHARED)
    whole = (*clauses, STOP) if stop else tuple(clauses)
    return Meaning(whole, Order.THEN, common)


def _inheriting(clause: Clause, before: Clause) -> Clause:
    """A phase that says no dose has the one before's; a number without a unit, its unit."""
    own, unit = clause.total, _unit(before)
    if own is not None and own.amount.unit == "" and unit:
        return replace(clause, total=replace(own, amount=replace(own.amount, unit=unit)))
    if clause.dose is not None and clause.dose.unit == "" and before.dose is not None:
        return replace(clause, dose=replace(clause.dose, unit=before.dose.unit))
    if clause.dose is None and clause.total is None and not clause.plan and not clause.layer:
        act = clause.act or before.act
        if before.dose is not None or before.layer:
            return replace(clause, dose=before.dose, equal=before.equal, layer=before.layer, act=act)
        if before.total is None and not before.plan:
            return replace(clause, act=act, route=clause.route)
        raise Unsound(Fault.PHASES)
    return clause


def _unit(clause: Clause) -> str:
    return clause.taken[0].unit if clause.taken else ""


def _one_medicine(clauses: Sequence[Clause]) -> None:
    """Raises Unsound where phases have units of two kinds; of weights they may."""
    units = {unit for c in clauses if (unit := _unit(c))}
    amounts = {bool(c.taken) for c in clauses}
    if len(amounts) > 1 or (len(units) > 1 and not units <= set(IN_MICROGRAMS)):
        raise Unsound(Fault.TWO_MEDICINES)


def _ends(clause: Clause) -> bool:
    once = clause.frequency is not None and clause.frequency.kind is Often.ONCE
    exact = clause.length is not None and clause.length.bound == ""
    return exact or clause.phase is not None or once or clause.count is not None


def _follow(clauses: Sequence[Clause]) -> None:
    """Phases named by day or week follow one another without a gap."""
    named = [c.phase for c in clauses if c.phase is not None]
    for one, other in pairwise(named):
        if one.unit != other.unit or other.low != one.high + 1:
            raise Unsound(Fault.PHASES)
    if named and clauses[0].phase is not None and clauses[0].phase.low != 1:
        raise Unsound(Fault.PHASES)


def _together(clauses: list[Clause], others: list[bool], joins: tuple[str, ...]) -> Meaning:
    """Side by side: on other days, at other places, or one of them as needed; by a word, or plainly so."""
    if any(others):
        clauses = _other_days(clauses, others)
    clauses = _units(clauses)
    if any(_one_plan(one, other) for one, other in pairwise(clauses)):
        raise Unsound(Fault.TWICE)  # the grammar has it as a plan
    for clause in clauses:
        complete(clause)
        if clause.dose is None and clause.total is None and not clause.plan and not clause.layer:
            raise Unsound(Fault.INCOMPLETE)
        if clause.phase is not None or clause.cycle is not None:
            raise Unsound(Fault.PHASES)
        if clause.purpose or (clause.length is not None and clause is not clauses[-1]):
            raise Unsound(Fault.AMBIGUOUS)
    if len({organ for c in clauses for organ in ORGANS if organ in c.site}) > 1:
        raise Unsound(Fault.TWO_MEDICINES)  # drops for the eye and drops for the ear
    if BY_SIGN in joins and not _no_raise(clauses):
        raise Unsound(Fault.AMBIGUOUS)
    often = [bool(c.frequency or c.every or c.at or c.plan or c.total) for c in clauses if not c.as_needed]
    if len(set(often)) > 1:
        raise Unsound(Fault.AMBIGUOUS)  # `1 dråpe i høyre øye og 1 dråpe i venstre øye x 2`
    apart = _other(clauses, "days") or _other(clauses, "site") or _beside_needed(clauses)
    said_apart = BY_SIGN not in joins and len(set(clauses)) == len(clauses) and all(timed(c) for c in clauses)
    if not apart and not said_apart:
        raise Unsound(Fault.AMBIGUOUS)
    clauses, common = _shared(clauses, ("advice",))
    last = clauses[-1]
    if last.most is not None and all(c.most is None for c in clauses[:-1]):
        clauses, common = [*clauses[:-1], replace(last, most=None)], replace(common, most=last.most)
    if last.length is not None:
        raise Unsound(Fault.AMBIGUOUS)
    if common.most is not None and _least(clauses, common.most) > common.most.amount.high:
        raise Unsound(Fault.CONTRADICTION)
    return Meaning(tuple(clauses), Order.TOGETHER, common)


def _no_raise(clauses: Sequence[Clause]) -> bool:
    """Whether what is as needed can only be an addition: `10 E kveld. Ved behov 12 E kveld` may be the dose instead.

    No more than the least of the fixed doses, and no number of times, total or moment of its own.
    """
    fixed = [p for c in clauses if not c.as_needed for p in (c.dose, *(p.amount for p in c.plan)) if p is not None]
    for clause in clauses:
        if clause.as_needed and len(clauses) > 1:
            own = clause.frequency or clause.every or clause.at or clause.plan or clause.total or clause.days
            if own or clause.dose is None or not fixed or clause.dose.high > min(p.low for p in fixed):
                return False
    return True


def _one_plan(one: Clause, other: Clause) -> bool:
    """Whether two clauses are doses of one day: `1 tablett morgen`, `1 tablett kveld`."""
    return bool(one.at and other.at) and replace(one, at=(), dose=None) == replace(other, at=(), dose=None)


def _least(clauses: Sequence[Clause], most: Rate) -> Decimal:
    """The least that clauses side by side have one take in a day; those on other days do not add up."""
    each = [least_a_day(c, most.per) for c in clauses if not c.as_needed]
    needed = [c.dose.low for c in clauses if c.as_needed and c.dose is not None]
    each += [min(needed)] if needed else []
    return max(each, default=Decimal(0)) if _other(clauses, "days") else sum(each, Decimal(0))


def _units(clauses: list[Clause]) -> list[Clause]:
    """One unit for all: another would be another medicine."""
    units = {c.dose.unit for c in clauses if c.dose is not None} | {p.amount.unit for c in clauses for p in c.plan}
    units |= {c.total.amount.unit for c in clauses if c.total is not None}
    named = units - {""}
    if len(named) > 1 or (named and any(c.layer for c in clauses)):
        raise Unsound(Fault.TWO_MEDICINES)
    unit = named.pop() if named else ""
    if unit and clauses[0].dose is not None and not clauses[0].dose.unit:
        raise Unsound(Fault.AMBIGUOUS)  # `1x3, i tillegg 1 ss kveld`
    return [replace(c, dose=replace(c.dose, unit=unit)) if c.dose is not None else c for c in clauses]


def _other_days(clauses: list[Clause], others: list[bool]) -> list[Clause]:
    """`de andre dagene`: those that no other clause names."""
    if sum(others) != 1 or clauses[others.index(True)].days:
        raise Unsound(Fault.CONTRADICTION)
    named = {d for c in clauses for d in c.days}
    rest = tuple(d for d in WEEK if d not in named)
    if not named or not rest or not named <= set(WEEK):
        raise Unsound(Fault.INCOMPLETE)
    return [replace(c, days=rest) if other else c for c, other in zip(clauses, others, strict=True)]


def _other(clauses: Sequence[Clause], field: str) -> bool:
    """Whether each clause has a value of its own: no weekday twice, no eye twice."""
    values = [getattr(c, field) for c in clauses]
    if not all(values):
        return False
    each = [v for value in values for v in (value if isinstance(value, tuple) else (value,))]
    return len(set(each)) == len(each) and not {"same", "same date"} & set(each) and not _both(each)


def _both(sites: Sequence[str]) -> bool:
    """Whether one of several places holds another: each eye and the left eye."""
    return len(sites) > 1 and any(s.startswith(("each", "affected", "the ")) for s in sites)


def _beside_needed(clauses: Sequence[Clause]) -> bool:
    """Whether the last is as needed, beside one that is taken always, or several that are apart by themselves."""
    always = clauses[:-1]
    apart = len(always) == 1 or _other(always, "days") or _other(always, "site")
    needed = bool(clauses[-1].as_needed) and not any(c.as_needed for c in always)
    return needed and apart and all(timed(c) for c in clauses)


def _shared(clauses: Sequence[Clause], names: tuple[str, ...]) -> tuple[list[Clause], Clause]:
    """What the first or the last clause alone says of some fields, taken out as common."""
    common: dict[str, Any] = {}
    found = list(clauses)
    empty: dict[str, Any] = {f.name: f.default for f in fields(Clause)}
    for name in names:
        having = [n for n, c in enumerate(clauses) if getattr(c, name) != empty[name]]
        if having in ([0], [len(clauses) - 1]):
            common[name] = getattr(clauses[having[0]], name)
            found[having[0]] = replace(found[having[0]], **{name: empty[name]})
        elif having and name in {"advice", "purpose"}:
            raise Unsound(Fault.TWICE)
    return found, replace(NOTHING, **common)
