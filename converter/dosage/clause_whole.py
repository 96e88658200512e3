"""Whether an instruction says enough to take a medicine by, and nothing that cannot be done with it."""

from dataclasses import replace
from decimal import Decimal

from converter.dosage.clause_amounts import HOURS, ONE, amounts_of, check_most_alone
from converter.dosage.faults import Fault, Unsound
from converter.model.meaning import Clause, Often, Per, Span

HOURS_OF = {"min": ONE / 60, "h": ONE, "d": HOURS, "wk": 7 * HOURS, "mo": 28 * HOURS, "yr": 365 * HOURS}
"""The hours in a unit of time; the shortest month."""
TRAVEL = "travel"
INJECTED = frozenset({"subcutaneous", "intramuscular"})
INTO_THE_BODY = INJECTED | {"intravenous"}
SOLID = frozenset({"lozenge", "gum", "suppository", "pessary"})
"""What is neither applied nor injected nor rinsed with, beside tablets and capsules."""
NOT_INJECTED = frozenset(
    {"inhalation", "spray", "sachet", "enema", "teaspoon", "tablespoon", "ring", "applicator", "cm"}
)
NOT_APPLIED = frozenset({"inhalation", "injection", "syringe", "pen", "enema", "ring"})
ORGANS = ("eye", " ear", "nostril")
FOR_SOLIDS = frozenset({"", "mouth", "anus", "vulva"})
SWALLOWED = frozenset(
    {"swallow whole", "chew", "do not chew", "do not crush or chew", "dissolve in mouth", "melt on tongue"}
)
STAYING = frozenset({"ring"})
"""Units that stay where they are put: `1 ring i skjeden i 3 uker` says all."""


def without_said_act(clause: Clause) -> Clause:
    """An act that the route says already is left out."""
    if clause.act == "inject" and clause.route in INJECTED:
        return replace(clause, act="")
    if clause.act and (clause.route or (clause.act == "inject" and clause.site)) and clause.act != "inject":
        raise Unsound(Fault.CONTRADICTION)
    return clause


def timed(clause: Clause) -> bool:
    """Whether a clause says when, or how much in which time."""
    when = (clause.frequency, clause.every, clause.at, clause.days, clause.total, clause.plan, clause.as_needed)
    return any(when)


def complete(clause: Clause) -> None:
    """Raises Unsound where a clause says too little to take a medicine by."""
    what = clause.dose or clause.layer or clause.total or clause.plan
    if not (what or clause.act or clause.route or clause.most):
        raise Unsound(Fault.INCOMPLETE)
    if clause.most is not None and not (what or clause.act or clause.route):
        check_most_alone(clause, clause.most)
    bare = clause.dose is not None and clause.dose.unit == ""
    on_a_day = clause.dose is not None and not bare and clause.phase is not None and clause.phase.unit == "day"
    stays = clause.dose is not None and clause.dose.unit in STAYING
    asks_when = bare or not (clause.dose or clause.most) or ((clause.length or clause.cycle) and not stays)
    if asks_when and not timed(clause) and not on_a_day:
        raise Unsound(Fault.INCOMPLETE)
    times = clause.frequency
    if bare and ((times and times.low != times.high) or clause.days):  # `2 søndager`
        raise Unsound(Fault.AMBIGUOUS)
    if clause.length is not None and (clause.until is not None or clause.cycle is not None):
        raise Unsound(Fault.CONTRADICTION)
    _check_place(clause)
    if any(not _can_be(amount.unit, clause) for amount in amounts_of(clause)):
        raise Unsound(Fault.TWO_MEDICINES)  # `1 tablett ved smerter. Påsmøres 2 ganger daglig`
    for span in (clause.length, clause.cycle.on if clause.cycle else None):
        if span is not None and _in_hours(span) < _period(clause):
            raise Unsound(Fault.CONTRADICTION)  # `1 tablett i 3 dager i uken`, `1 plaster i 12 timer daglig`


def _check_place(clause: Clause) -> None:
    """Raises Unsound where what is taken is not for that place: a tablet in the eye, an injection there."""
    solid = any(_is_solid(amount.unit) for amount in amounts_of(clause))
    if (solid and clause.site not in FOR_SOLIDS) or (clause.route and any(o in clause.site for o in ORGANS)):
        raise Unsound(Fault.CONTRADICTION)
    if (clause.act or clause.layer or clause.route in INTO_THE_BODY) and SWALLOWED & set(clause.advice):
        raise Unsound(Fault.TWO_MEDICINES)


def _can_be(unit: str, clause: Clause) -> bool:
    """Whether what has this unit can be applied, injected or rinsed with as the clause says."""
    if clause.route in INTO_THE_BODY or clause.act == "inject":
        return not _is_solid(unit) and unit not in NOT_INJECTED
    return not clause.act or not (_is_solid(unit) or unit in NOT_APPLIED)


def _is_solid(unit: str) -> bool:
    return unit.endswith(("tablet", "capsule")) or unit in SOLID


def _period(clause: Clause) -> Decimal:
    """In hours, that in which a clause's times come again; zero where it says none."""
    found = [_in_hours(clause.every)] if clause.every is not None else []
    if clause.frequency is not None and clause.frequency.kind is not Often.ONCE:
        found.append(HOURS_OF[clause.frequency.per])
    if clause.total is not None and clause.total.per is not None:
        found.append(HOURS_OF[clause.total.per])
    if clause.days or clause.days_per_week:
        found.append(HOURS_OF[Per.MONTH if clause.days == ("same date",) else Per.WEEK])
    if clause.at or clause.plan or not found:
        found.append(HOURS)
    return max(found)


def _in_hours(span: Span) -> Decimal:
    return span.high * HOURS_OF[span.unit]
