"""The amounts of an instruction: what they are in another unit, what is taken at least, and the ceiling."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from converter.dosage.faults import Fault, Unsound
from converter.dosage.vocabulary import Vocabulary
from converter.model.meaning import Amount, Bound, Clause, Per, Rate

MAX_AMOUNT = Decimal(1_000_000)
FINEST = Decimal("0.001")
"""A strength has no finer part."""
QUARTER = Decimal("0.25")
ONE = Decimal(1)
HOURS = Decimal(24)
IN_MICROGRAMS = {"microgram": ONE, "mg": Decimal(1_000), "g": Decimal(1_000_000)}


def check_equal(dose: Amount | None, equal: Amount, vocabulary: Vocabulary) -> None:
    """Raises Unsound where a dose said twice is two doses: of two kinds of pieces, or of two weights."""
    if dose is None or equal.unit in {"", dose.unit} or dose.is_range != equal.is_range:
        raise Unsound(Fault.CONTRADICTION)
    words = [vocabulary.find("units", unit) for unit in (dose.unit, equal.unit)]
    if all(word is not None and word.counted for word in words):
        raise Unsound(Fault.TWO_MEDICINES)
    if {dose.unit, equal.unit} <= set(IN_MICROGRAMS) and _least(dose, equal.unit) != equal.low:
        raise Unsound(Fault.CONTRADICTION)
    weight, pieces = (dose, equal) if dose.unit in IN_MICROGRAMS else (equal, dose)
    if weight.unit in IN_MICROGRAMS and (weight.low / pieces.low) % FINEST:
        raise Unsound(Fault.AMBIGUOUS)  # `6 tabletter (2,5 mg)`: of each


def with_ceiling(clause: Clause) -> Clause:
    """The maximum in the dose's unit, and not under what is to be taken."""
    for amount in amounts_of(clause):
        _possible(amount)
    most = clause.most
    if most is None:
        return clause
    if clause.layer:
        raise Unsound(Fault.TWO_MEDICINES)
    if most.amount.is_range:
        raise Unsound(Fault.AMBIGUOUS)
    if not clause.taken:
        return clause
    own = clause.taken[0]
    if not most.amount.unit:
        if own.unit in IN_MICROGRAMS:
            raise Unsound(Fault.AMBIGUOUS)  # `0,5 g ved smerter. Maks 3 per døgn`: grams, or doses
        most = replace(most, amount=replace(most.amount, unit=own.unit))
    if _least(most.amount, own.unit) < least_a_day(clause, most.per):
        raise Unsound(Fault.CONTRADICTION)
    return replace(clause, most=most)


def _least(amount: Amount, unit: str) -> Decimal:
    """The amount in another unit: of weight into weight only. Raises Unsound."""
    if amount.unit == unit:
        return amount.low
    if amount.unit not in IN_MICROGRAMS or unit not in IN_MICROGRAMS:
        raise Unsound(Fault.CONTRADICTION)
    return amount.low * IN_MICROGRAMS[amount.unit] / IN_MICROGRAMS[unit]


def least_a_day(clause: Clause, per: Per | None) -> Decimal:
    """The least that a clause has one take in a day (in a week, where `per` is that), as far as it says."""
    if clause.plan:
        return sum((p.amount.low for p in clause.plan), Decimal(0))
    if clause.total is not None:
        return clause.total.amount.low if clause.total.per is per else Decimal(0)
    if clause.dose is None:
        return Decimal(0)
    one, frequency, every = clause.dose.low, clause.frequency, clause.every
    if per is not Per.DAY:
        return one
    if clause.at:
        return one * len(clause.at)
    if frequency is not None and frequency.per is Per.DAY and frequency.bound is Bound.EXACT:
        return one * frequency.low
    if every is not None and every.unit == "h" and every.high <= HOURS and not clause.as_needed:
        return one * int(HOURS / every.high)
    return one


def amounts_of(clause: Clause) -> Iterable[Amount]:
    """What is taken, the same in another unit, and the maximum."""
    found = (*clause.taken, clause.equal, clause.most and clause.most.amount)
    yield from (amount for amount in found if amount)


def _possible(amount: Amount) -> None:
    if amount.high > MAX_AMOUNT:
        raise Unsound(Fault.NUMBER)


def whole_pieces(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether every number of pieces is of wholes, halves and quarters: `1,2 tabletter` may be one to two."""
    for amount in amounts_of(clause):
        word = vocabulary.find("units", amount.unit)
        counted = amount.unit == "" or word is None or word.counted
        if counted and any(n % QUARTER for n in (amount.low, amount.high)):
            return False
    return True


def check_most_alone(clause: Clause, most: Rate) -> None:
    """Raises Unsound where a maximum without a dose is of no period, or beside times: `maks 2 tabletter om kvelden`."""
    times = (clause.frequency, clause.every, clause.at, clause.days, clause.days_per_week, clause.gap, clause.count)
    bare = most.amount.unit == "" and not clause.as_needed
    if most.per is None or bare or any(times):
        raise Unsound(Fault.INCOMPLETE)
