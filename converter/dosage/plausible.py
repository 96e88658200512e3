"""Whether a meaning can be meant: what is implausible is never said, however well it was read.

A slip of the pen reads as well as a dosage does: 8 tablets every hour, methotrexate every day, tablets of a mixture.
The tables are mappings/dosage-limits/; that nothing is found does not make a dosage right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from converter.dosage.day import apart, in_a_day
from converter.dosage.limits import SELDOM, UNITS, Limits, Seldom, UnitLimit
from converter.model.coded import Coded, Null
from converter.model.meaning import WEEK, Amount, Clause, Meaning, Order, Per
from converter.terminology.code_table import CodeTable, Row

ANY_UNIT = frozenset({"", "piece", "dose"})
"""Units that do not tell of what."""
PIECE = "piece"
NOTHING, ONE = Decimal(0), Decimal(1)
MUCH_IN_ONE = frozenset({"{Sachet}", "{Pouch}", "{System}"})
LONGEST = {Per.WEEK: 7, Per.MONTH: 31, Per.YEAR: 366}
"""The most days that each may have."""


class Implausible(StrEnum):
    """Why a meaning cannot be meant."""

    TOO_MUCH = "too-much"  # more in a day than any regimen has
    ABOVE_CEILING = "above-ceiling"  # its own maximum is less than what is to be taken
    TOO_OFTEN = "too-often"  # a medicine that is taken seldom, more often, or not said how often
    UNIT_UNFIT = "unit-unfit"  # a unit that this dose form cannot have


@dataclass(frozen=True, slots=True)
class Judged:
    """Why a meaning cannot be meant, and by which rows that have yet to be reviewed: file and key, each once."""

    reasons: tuple[Implausible, ...]
    drafts: tuple[tuple[str, str], ...] = ()


Decided = list[UnitLimit | Seldom | Row]
"""The rows by which something is implausible; none where it is not."""


def judged(meaning: Meaning, atc: str, form: Coded | Null | None, limits: Limits, pieces: CodeTable) -> Judged:
    """Every reason why a meaning cannot be meant of this medicine; none found is no proof.

    Args:
        meaning: whole.
        atc: code of the medicine; empty where it is not known.
        form: dose form of eHDSIDoseForm; what is not known is not held against the unit.
        limits: the tables.
        pieces: piece-by-form.
    """
    known = form if isinstance(form, Coded) else None
    units = {a.unit for a in _amounts(meaning)}
    seldom = limits.seldom.get(atc)
    often = seldom is not None and _concerns(seldom, units, known, limits, pieces) and _too_often(meaning, seldom)
    rows: dict[Implausible, Decided] = {
        Implausible.TOO_MUCH: [*_too_much(meaning, limits, known, pieces), *_too_many_times(meaning, limits)],
        Implausible.TOO_OFTEN: [seldom] if often and seldom is not None else [],
        Implausible.UNIT_UNFIT: [] if known is None else [r for u in units for r in _unfit(u, known, limits, pieces)],
    }
    reasons = {reason for reason, found in rows.items() if found}
    if _above_ceiling(meaning):
        reasons.add(Implausible.ABOVE_CEILING)
    drafts = sorted({key for found in rows.values() for row in found if (key := _draft(row))[1]})
    return Judged(tuple(reason for reason in Implausible if reason in reasons), tuple(drafts))


def implausible(
    meaning: Meaning, atc: str, form: Coded | Null | None, limits: Limits, pieces: CodeTable
) -> tuple[Implausible, ...]:
    """The reasons of `judged` alone."""
    return judged(meaning, atc, form, limits, pieces).reasons


def _draft(row: UnitLimit | Seldom | Row) -> tuple[str, str]:
    """The file and the key of a row that has yet to be reviewed; the key empty of one that was."""
    if isinstance(row, Row):
        return row.file, row.code if row.status == "draft" else ""
    return (UNITS if isinstance(row, UnitLimit) else SELDOM), row.draft


def _amounts(meaning: Meaning) -> Iterator[Amount]:
    """Every amount that is to be taken, and every ceiling."""
    for clause in (*meaning.clauses, meaning.common):
        yield from clause.taken
        if clause.most is not None:
            yield clause.most.amount


def _on_one_day(meaning: Meaning) -> Iterator[tuple[Clause, ...]]:
    """The clauses that come together on a day: of those side by side, weekday by weekday."""
    if meaning.order is not Order.TOGETHER:
        yield from ((clause,) for clause in meaning.clauses)
        return
    for day in WEEK:
        yield tuple(c for c in meaning.clauses if not set(c.days) & set(WEEK) or day in c.days)


def _is_counted(form: Coded | None, pieces: CodeTable) -> bool:
    """Whether a form comes in pieces of which each is small; what a sachet holds may be much."""
    row = None if form is None else pieces.row(form.code)
    return row is not None and row.target is not None and row.target.code not in MUCH_IN_ONE


def _too_many_times(meaning: Meaning, limits: Limits) -> Decided:
    """The limits of pieces that are taken oftener in a day than any is."""
    found: Decided = []
    for clause in (c for c in meaning.clauses if c.total is None):
        limit = limits.units.get(_unit_of(clause) or "")
        once = replace(clause, dose=Amount(ONE, ONE, ""), plan=(), most=None)
        if (
            limit is not None
            and limit.times is not None
            and max(in_a_day(once), Decimal(len(clause.plan))) > limit.times
        ):
            found.append(limit)
    return found


def _too_much(meaning: Meaning, limits: Limits, form: Coded | None, pieces: CodeTable) -> Decided:
    """The limits that a day's amount, or a ceiling, is above; and the row by which a form is counted, if that tells."""
    counted = _is_counted(form, pieces)
    found: Decided = []
    for limit, amount, days in _held(meaning, limits):
        if amount > (limit.counted if counted else limit.most) * days:
            found.append(limit)
            if amount <= limit.most * days and form is not None and (row := pieces.row(form.code)) is not None:
                found.append(row)
    return found


def _held(meaning: Meaning, limits: Limits) -> Iterator[tuple[UnitLimit, Decimal, int]]:
    """Each amount of a number of days with the limit of its unit."""
    for clauses in _on_one_day(meaning):
        taken: dict[str, Decimal] = {}
        for clause in clauses:
            if (unit := _unit_of(clause)) is not None:
                taken[unit or PIECE] = taken.get(unit or PIECE, NOTHING) + in_a_day(clause)
        for unit, amount in taken.items():
            if (limit := limits.units.get(unit)) is not None:
                yield limit, amount, 1
    for clause in (*meaning.clauses, meaning.common):
        if clause.most is not None:
            ceiling, row = clause.most, limits.units.get(clause.most.amount.unit or PIECE)
            if row is not None:
                yield row, ceiling.amount.high, LONGEST.get(ceiling.per or Per.DAY, 1)


def _unit_of(clause: Clause) -> str | None:
    return clause.taken[0].unit if clause.taken else None


def _above_ceiling(meaning: Meaning) -> bool:
    """Whether what is certain to be taken is above a ceiling: one dose, or all of a day that is not as needed."""
    for clause in meaning.clauses:
        most = clause.most or meaning.common.most
        unit = _unit_of(clause)
        if most is None or unit is None or most.amount.unit not in {"", unit}:
            continue
        least = replace(clause, as_needed=("yes",)) if most.per is not Per.DAY else clause
        if in_a_day(least, least=True) > most.amount.high:
            return True
    return False


def _concerns(seldom: Seldom, units: set[str], form: Coded | None, limits: Limits, pieces: CodeTable) -> bool:
    """Whether a row is about this form and these units; what is not known may be."""
    if seldom.forms and form is not None and limits.kind_of(form.display) not in seldom.forms:
        return False
    if not seldom.units or not units or units & set(seldom.units):
        return True
    if not units & ANY_UNIT:
        return False
    row = None if form is None else pieces.row(form.code)
    if row is None or row.target is None:
        return True
    return any(row.target.code in limits.units[u].pieces for u in seldom.units if u in limits.units)


def _too_often(meaning: Meaning, seldom: Seldom) -> bool:
    clauses = [c for c in meaning.clauses if not c.stop]
    if meaning.order is Order.TOGETHER:
        weekdays = [d for c in clauses for d in c.days]
        if not all(c.days for c in clauses) or len(set(weekdays)) < len(weekdays):
            return True
        together = tuple(d for d in WEEK if d in weekdays)
        clauses = [replace(c, days=together) for c in clauses]
    found = [apart(c) for c in clauses]
    return any(days is None or days < seldom.days for days in found)


def _unfit(unit: str, form: Coded, limits: Limits, pieces: CodeTable) -> Decided:
    """The rows by which a unit can be none of this form; none where it can, or one of the two is not known."""
    limit, row = limits.units.get(unit), pieces.row(form.code)
    if limit is None or (row is not None and row.target is None):
        return []
    if row is not None and row.target is not None:
        fits = row.target.code in limit.pieces if limit.pieces else PIECE not in limit.never
        return [] if fits else [limit, row]
    return [] if limits.kind_of(form.display) not in limit.never else [limit]
