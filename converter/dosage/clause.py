"""The fragments of one instruction put together: one meaning, or why they are none.

Nothing is left out and nothing weighed against anything: what is said twice, or against something else that is said, is
no meaning (docs/dosage.md).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from converter.dosage.clause_amounts import check_equal, with_ceiling
from converter.dosage.clause_moments import moments_and_food, plan_in_one_unit
from converter.dosage.clause_times import checked_often, with_meals, with_period, with_weekdays
from converter.dosage.clause_whole import TRAVEL, without_said_act
from converter.dosage.faults import Fault, Unsound
from converter.dosage.fragment import PAUSE, SENTENCE, Fragment
from converter.dosage.saying import Said, flat
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Clause, Often

OF_THE_LAST = (
    "length",
    "until",
    "until_after",
    "cycle",
    "count",
    "needed",
    "reason",
    "days",
    "except",
    "every",
)
"""What may be said of the last alone of doses that full stops or lines part."""
ENTIRE = frozenset({"swallow whole", "do not split crush or chew"})
UNCHEWED = ENTIRE | {"do not chew", "do not crush or chew", "do not split or chew"}
UNCRUSHED = ENTIRE | {"do not crush", "do not crush or chew", "do not split or crush"}
CLASHING = {
    "chew": UNCHEWED,
    "may be chewed": UNCHEWED,
    "may be crushed": UNCRUSHED,
    "may be split": frozenset(
        {"do not split", "do not split or crush", "do not split or chew", "do not split crush or chew"}
    ),
    "may be opened": frozenset({"do not open"}),
    "dissolve in mouth": frozenset({"swallow whole", "chew", "dissolve in water"}),
    "melt on tongue": frozenset({"swallow whole", "chew", "dissolve in water"}),
    "dissolve in water": frozenset({"swallow whole", "chew"}),
    "spit out": frozenset({"swallow whole"}),
}
"""Advice that says no to other advice."""
NEEDS = frozenset({"needed", "reason"})
CEILINGS = frozenset({"most", "up_to", "most_only"})
REPEATS = frozenset({"repeat", "may_repeat"})
AMOUNTS = frozenset({"dose", "plan", "rate"})
TIMED = frozenset({"frequency", "at", "every", "per", "plan", "days"})


def clause_of(fragments: Sequence[Fragment], vocabulary: Vocabulary) -> Clause:
    """One instruction. It may lack a dose or a time, which those before it may have: `complete` asks for them.

    Raises Unsound.
    """
    values: dict[str, list[Any]] = {}
    for name, value in flat(f for f in fragments if f not in (PAUSE, SENTENCE)):
        values.setdefault(name, []).append(value)
    said = Said(values)
    at, food = moments_and_food(said)
    clause = Clause(
        dose=said.one("dose"),
        layer=said.same("layer", ""),
        equal=said.one("equal"),
        split=said.one("split"),
        plan=plan_in_one_unit(said.one("plan", ())),
        act=said.same("act", ""),
        route=said.same("route", ""),
        site=said.same("site", ""),
        frequency=said.same("frequency") if _once(said) else said.one("frequency"),
        every=said.one("every"),
        at=at,
        days=said.one("days", ()),
        days_per_week=said.one("days_per_week"),
        gap=said.one("gap"),
        phase=said.one("phase"),
        may_repeat=said.one("may_repeat"),
        repeat=said.one("repeat"),
        most=said.one("most", said.one("most_only", said.one("up_to"))),
        count=said.one("count"),
        length=said.one("length"),
        until=said.one("until", said.one("until_after")),
        start=said.one("start"),
        cycle=said.one("cycle"),
        food=food,
        advice=tuple(dict.fromkeys(a for advice in values.get("advice", []) for a in advice)),
    )
    names = list(values)
    if said.has("most_only") and not set(names[: names.index("most_only")]) & {"dose", "plan", "rate", "layer"}:
        raise Unsound(Fault.INCOMPLETE)  # `ikke mer enn` limits a dosage that stands before it
    if said.has("up_to") and set(names[names.index("up_to") :]) & {"dose", "plan", "rate", "layer"}:
        raise Unsound(Fault.TWICE)  # `inntil 3 tabletter daglig` is a dosage of its own
    bare_most = "most" in names and clause.most is not None and not clause.most.amount.unit
    if bare_most and "dose" in names[names.index("most") :]:
        raise Unsound(Fault.AMBIGUOUS)  # `maks 8 pr døgn 1 dråpe`
    _check_order(fragments)
    if said.has("length_alone") and clause.dose is not None and clause.dose.unit == "":
        raise Unsound(Fault.AMBIGUOUS)
    if sum(map(said.has, ("most", "most_only", "up_to"))) > 1 or (
        said.has("per") and clause.most and clause.most.per is None
    ):
        raise Unsound(Fault.TWICE)
    if sum(map(said.has, ("dose", "layer", "plan", "rate"))) > 1:
        raise Unsound(Fault.TWICE)
    if clause.site and vocabulary.find("sites", clause.site) is None:  # a condition is a place only where a row says so
        raise Unsound(Fault.CONTRADICTION)
    if clause.equal is not None:
        check_equal(clause.dose, clause.equal, vocabulary)
    clause = _why(clause, said, vocabulary)
    clause = with_period(_with_rate(clause, said), said, vocabulary)
    clause = with_weekdays(clause, said)
    after = said.one("until_after")
    if after is not None and (said.has("until") or (after.name == TRAVEL and clause.start is None)):
        raise Unsound(Fault.AMBIGUOUS)  # `i 7 dager etter reisen`: then alone, or till then
    if said.has("broken") and (food or said.has(*OF_THE_LAST)):
        raise Unsound(Fault.AMBIGUOUS)  # `1 tablett morgen. 2 tabletter kveld i 5 dager`
    if any(one in clause.advice and others & set(clause.advice) for one, others in CLASHING.items()):
        raise Unsound(Fault.CONTRADICTION)
    ends = [day for limit in (clause.start, clause.until) if limit is not None and (day := limit.day) is not None]
    if len(ends) > 1 and ends[0] > ends[1]:
        raise Unsound(Fault.CONTRADICTION)
    if said.has("each_time") and (clause.dose is None or clause.most is not None):
        raise Unsound(Fault.AMBIGUOUS)  # `maks 2 tabletter om gangen`, `2 tabletter om gangen daglig`
    return with_ceiling(without_said_act(with_meals(checked_often(clause))))


def _check_order(fragments: Sequence[Fragment]) -> None:
    """What `ved behov`, `inntil` and an act belong to, where there is more than one thing. Raises Unsound.

    `1 tablett x 2, ved behov inntil 4` is two dosages; `gjentas ved behov` is about the repeat; `smøres på ved behov. 5
    dråper i øret 2 ganger daglig` is two medicines.
    """
    parts = _parts(fragments)
    before: set[str] = set()
    later = False
    for part in parts:
        names = set(part)
        always = before & TIMED and not before & NEEDS
        for one, other in pairwise(part):
            if always and {one, other} & NEEDS and {one, other} & CEILINGS:
                raise Unsound(Fault.AMBIGUOUS)
            if one in NEEDS and other in REPEATS and (before | set(part[: part.index(one)])) & TIMED:
                raise Unsound(Fault.AMBIGUOUS)
        later = later or bool(always and names & NEEDS and SENTENCE in fragments)
        if later and names & CEILINGS:
            raise Unsound(Fault.AMBIGUOUS)
        before |= names
    acts = [set(part) for part in parts if "act" in part and not set(part) & AMOUNTS]
    doses = [set(part) for part in parts if set(part) & AMOUNTS]
    if any(part & (TIMED | NEEDS) for part in acts) and any(part & (TIMED | NEEDS) for part in doses):
        raise Unsound(Fault.TWO_MEDICINES)
    order = [name for part in parts for name in part]
    for at, name in enumerate(order):
        if name in NEEDS and set(order[:at]) & (REPEATS | {"plan"}):
            raise Unsound(Fault.AMBIGUOUS)  # `1 tablett morgen og 2 tabletter kveld ved behov`: which of them
    if "up_to" in order and set(order) & TIMED and "dose" in order:
        raise Unsound(Fault.AMBIGUOUS)  # `1 tablett daglig, inntil 3 tabletter daglig`


def _parts(fragments: Sequence[Fragment]) -> list[list[str]]:
    """The names of what is said, between signs."""
    parts: list[list[str]] = [[]]
    for fragment in fragments:
        if fragment in (PAUSE, SENTENCE):
            parts.append([])
        else:
            parts[-1] += [name for name, _ in flat((fragment,))]
    return parts


def _once(said: Said) -> bool:
    return all(f.kind is Often.ONCE for f in said.values.get("frequency", []))


def _with_rate(clause: Clause, said: Said) -> Clause:
    """`20 mg/døgn`: an amount and how often, as `20 mg daglig`."""
    rate = said.one("rate")
    if rate is None:
        return clause
    if clause.dose is not None or said.has("per"):
        raise Unsound(Fault.TWICE)
    said.values["per"] = [rate.per]
    return replace(clause, dose=rate.amount)


def _why(clause: Clause, said: Said, vocabulary: Vocabulary) -> Clause:
    """As needed, with its reasons; or for a purpose."""
    reasons, against, purpose = said.one("reason", ()), said.one("against", ()), said.one("purpose", ())
    if reasons and (against or purpose):
        raise Unsound(Fault.TWICE)
    needed = said.one("needed", False) or bool(reasons)
    if not needed:
        if against and purpose:
            raise Unsound(Fault.TWICE)
        return replace(clause, purpose=against or purpose)
    named = reasons or against
    words = [vocabulary.find("conditions", name) for name in named]
    if any(w is None or (w.used_as and "reason" not in w.used_as) for w in words):
        raise Unsound(Fault.CONTRADICTION)
    return replace(clause, as_needed=named or ("yes",), purpose=purpose)
