"""How often, held against times, intervals and days; what is said twice of it must agree."""

from dataclasses import replace

from converter.dosage.clause_amounts import HOURS
from converter.dosage.clause_moments import EACH_MEAL
from converter.dosage.clause_whole import HOURS_OF
from converter.dosage.faults import Fault, Unsound
from converter.dosage.saying import Said
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import FOOD, WEEK, Amount, Bound, Clause, Frequency, Moment, Often, Per, Rate, Span

MEALS_OF_A_DAY = frozenset({EACH_MEAL, "each main meal"})
NOT_DAILY = frozenset({"exercise", "sexual activity", "travel", "procedure"})
"""Events that do not come every day, so that `daglig` beside them says something."""
MAX_A_DAY = 24
MAX_EVERY = {"min": 0, "h": 168, "d": 366, "wk": 104, "mo": 60, "yr": 10}


def with_period(clause: Clause, said: Said, vocabulary: Vocabulary) -> Clause:
    """A bare `daglig`, `ukentlig`: how often one dose is taken, or a total of which the doses are not said."""
    if said.has("each_week") and not said.has("per") and clause.frequency is None and clause.every is None:
        said.values["per"] = [Per.WEEK]  # `på samme dag hver uke`
    per = said.one("per")
    if per is None:
        if clause.split is not None:
            raise Unsound(Fault.INCOMPLETE)
        return clause
    if (
        clause.frequency is not None
        or clause.every is not None
        or (clause.days_per_week is not None and per is not Per.DAY)
    ):
        raise Unsound(Fault.CONTRADICTION)
    if per is Per.DAY and said.has("except") and clause.dose is not None and not _single(clause.dose, vocabulary):
        raise Unsound(Fault.AMBIGUOUS)  # `2 tabletter daglig unntatt mandag`
    if per is Per.DAY and (said.has("except") or clause.plan):
        return clause
    one_day = clause.days if len(clause.days) == 1 else ()
    if (clause.days and per is Per.DAY) or len(clause.days) > 1 or clause.plan:
        raise Unsound(Fault.CONTRADICTION)
    if per is Per.WEEK and one_day and one_day[0] in WEEK:
        return clause
    if per is Per.DAY and clause.at:
        seldom = clause.at[0].name in NOT_DAILY
        if len(clause.at) > 1 or clause.at[0].name == EACH_MEAL or clause.split is not None or seldom:
            raise Unsound(Fault.CONTRADICTION)
        return clause
    dose, each = clause.dose, Frequency(per=per)
    if dose is None:
        if clause.split is not None:
            raise Unsound(Fault.INCOMPLETE)
        return replace(clause, frequency=each)
    single = (_single(dose, vocabulary) and clause.split is None) or bool(one_day) or said.has("one_go")
    if single or per in {Per.MONTH, Per.YEAR}:
        return replace(clause, frequency=each)
    if clause.at or clause.equal is not None or (dose.unit == "" and dose.is_range):
        raise Unsound(Fault.AMBIGUOUS)
    return replace(clause, dose=None, total=Rate(dose, per))


def _single(dose: Amount, vocabulary: Vocabulary) -> bool:
    """Whether an amount can only be one dose: a piece, or part of one."""
    word = vocabulary.find("units", dose.unit) if dose.unit else None
    return dose.high <= 1 and (dose.unit == "" or (word is not None and word.counted))


def with_weekdays(clause: Clause, said: Said) -> Clause:
    """The days named, or all but those; so many times a week as there are days says no more."""
    left_out = said.one("except", ())
    if left_out:
        if clause.days or clause.frequency not in (None, Frequency()) or len(set(left_out)) != len(left_out):
            raise Unsound(Fault.CONTRADICTION)
        clause = replace(clause, frequency=None, days=tuple(d for d in WEEK if d not in left_out))
    days = tuple(d for d in WEEK if d in clause.days) or clause.days
    if len(set(clause.days)) != len(clause.days) or len(clause.days) == len(WEEK):
        raise Unsound(Fault.CONTRADICTION)
    count = clause.days_per_week
    if count is not None and (days or (clause.frequency is not None and clause.frequency.per is not Per.DAY)):
        if count != len(days) or not set(days) <= set(WEEK):
            raise Unsound(Fault.CONTRADICTION)
        count = None  # `5 dager i uken, mandag til fredag`
    return replace(clause, days=days, days_per_week=count)


def checked_often(clause: Clause) -> Clause:
    """How often, held against times, intervals and days."""
    frequency, every, days, at = clause.frequency, clause.every, clause.days, clause.at
    named = tuple(d for d in days if d in WEEK)
    if every is not None:
        _interval(every, clause)
    if clause.plan and (at or frequency is not None or every is not None):
        raise Unsound(Fault.CONTRADICTION)
    if frequency is None:
        if (days == ("same date",) and every is None) or (days == ("same",) and every is None):
            raise Unsound(Fault.INCOMPLETE)
        return clause
    if frequency.kind is Often.ONCE:
        again = (every, days, clause.days_per_week, clause.length, clause.most, clause.gap, clause.count, clause.cycle)
        if len(at) > 1 or any(again):
            raise Unsound(Fault.CONTRADICTION)
        return clause
    if frequency.kind is Often.SEVERAL:
        if at or every is not None or days:
            raise Unsound(Fault.CONTRADICTION)
        return clause
    if frequency.per is Per.DAY and frequency.high > MAX_A_DAY:
        raise Unsound(Fault.NUMBER)
    if frequency.per is not Per.DAY and frequency.high > 7:  # a number of times a week, a month or a year
        raise Unsound(Fault.NUMBER)
    daily = frequency.per is Per.DAY and frequency.bound is Bound.EXACT
    if clause.gap is not None and daily and clause.gap.low * HOURS_OF[clause.gap.unit] * frequency.low > HOURS:
        raise Unsound(Fault.CONTRADICTION)  # `4 ganger daglig med 8 timers mellomrom`
    fixed = frequency.low == frequency.high and frequency.bound is Bound.EXACT
    once = fixed and frequency.low == 1
    if every is not None and not (every.unit == "h" and frequency.bound is Bound.UP_TO and frequency.per is Per.DAY):
        raise Unsound(Fault.CONTRADICTION)
    if days and not named:
        wanted = Per.WEEK if days == ("same",) else Per.MONTH
        if not (once and frequency.per is wanted) or len(at) > 1:
            raise Unsound(Fault.CONTRADICTION)
        return clause
    if named:  # `2,5 mg x 6 mandag` is six times a day to nobody
        if not fixed or frequency.per is not Per.WEEK or frequency.low != len(named):
            raise Unsound(Fault.CONTRADICTION)
        return replace(clause, frequency=None)
    if at and not (frequency.per is Per.DAY and _about_meals(at)):
        if frequency.per is not Per.DAY:
            if len(at) > 1:
                raise Unsound(Fault.CONTRADICTION)
            return clause
        if not fixed or frequency.low != len(at) or any(m.name in NOT_DAILY for m in at):
            raise Unsound(Fault.CONTRADICTION)
        return replace(clause, frequency=None)
    return clause


def _about_meals(at: tuple[Moment, ...]) -> bool:
    return len(at) == 1 and at[0].name == EACH_MEAL


def _interval(every: Span, clause: Clause) -> None:
    if not 0 < every.high <= MAX_EVERY[every.unit]:
        raise Unsound(Fault.NUMBER)
    if clause.at and (every.unit in {"h", "min"} or len(clause.at) > 1) and not _about_meals(clause.at):
        raise Unsound(Fault.CONTRADICTION)
    weekly = every.unit == "wk" and len(clause.days) == 1 and clause.days != ("same date",)
    monthly = every.unit == "mo" and clause.days == ("same date",)
    if clause.days and not weekly and not monthly:
        raise Unsound(Fault.CONTRADICTION)
    if clause.days_per_week is not None:
        raise Unsound(Fault.CONTRADICTION)


def with_meals(clause: Clause) -> Clause:
    """`før måltid` beside a number of times is about food; alone it is the moment."""
    if any(m.name in MEALS_OF_A_DAY for m in clause.at) and (clause.days or clause.days_per_week):
        raise Unsound(Fault.AMBIGUOUS)  # `4 tabletter hver mandag til måltid`: one meal, or each
    if not (_about_meals(clause.at) and (clause.frequency is not None or clause.every is not None)):
        return clause
    if clause.food:
        raise Unsound(Fault.TWICE)
    moment = clause.at[0]
    return replace(clause, at=(), food=(Moment(FOOD, moment.relation, moment.offset),))
