"""What holds of the relation of any two meanings."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from converter.dosage.canonical import line
from converter.dosage.normal import normal
from converter.dosage.relation import Relation, relation
from converter.model.meaning import Amount, Clause, Frequency, Meaning, Moment, Per, Rate, Span
from tests.dosage.strategies import meanings

EQUAL, A, B, DIFFERENT = Relation
TURNED = {EQUAL: EQUAL, A: B, B: A, DIFFERENT: DIFFERENT}


@settings(max_examples=200)
@given(meanings())
def test_a_meaning_is_equal_to_itself(meaning: Meaning) -> None:
    """Through its one form, too, which has one form."""
    assert relation(meaning, meaning) is EQUAL
    assert relation(meaning, normal(meaning)) is EQUAL
    assert normal(normal(meaning)) == normal(meaning)


@st.composite
def near(draw: st.DrawFn, meaning: Meaning) -> Meaning:
    """The same, or another that is a little more, less or other."""
    place = draw(st.integers(0, len(meaning.clauses) - 1))
    clause = meaning.clauses[place]
    changed = draw(st.sampled_from([*_variants(clause), clause]))
    return replace(meaning, clauses=(*meaning.clauses[:place], changed, *meaning.clauses[place + 1 :]))


def _variants(clause: Clause) -> Iterator[Clause]:
    """Clauses beside this one: times named or counted, doses summed, things left out or added."""
    times = (Moment("morning"), Moment("noon"), Moment("evening"), Moment("night"), Moment("bedtime"))
    daily = clause.frequency.low if clause.frequency is not None and clause.frequency.per is Per.DAY else 0
    if 0 < daily <= len(times):
        yield replace(clause, frequency=None, at=times[:daily])
        yield replace(clause, frequency=None, at=(Moment("08:00"), *times[1:daily]))
        if clause.dose is not None:
            whole = clause.dose.low * daily
            yield replace(
                clause, dose=None, frequency=None, total=Rate(Amount(whole, whole, clause.dose.unit), Per.DAY)
            )
    if clause.frequency is not None and clause.frequency.per is Per.WEEK:
        yield replace(clause, frequency=None, days=("mon", "tue", "wed", "thu", "fri", "sat")[: clause.frequency.low])
        yield replace(clause, frequency=None, every=Span(Decimal(1), Decimal(1), "wk"))
        yield replace(clause, days=("same",))
    if clause.total is not None:
        amount = clause.total.amount
        yield replace(clause, total=None, split=None, dose=amount, frequency=Frequency(per=clause.total.per or Per.DAY))
        yield replace(clause, split=None)
    if clause.at:
        yield replace(clause, at=(), frequency=Frequency(low=len(clause.at), high=len(clause.at)))
    yield replace(clause, advice=())
    yield replace(clause, advice=("swallow whole",))
    yield replace(clause, advice=("no alcohol", "swallow whole"))
    yield replace(clause, purpose=("asthma",))
    yield replace(clause, food=(Moment("empty stomach"),))
    if clause.as_needed:
        yield replace(clause, as_needed=("yes",))
        yield replace(clause, as_needed=("pain",))
    yield replace(clause, length=Span(Decimal(7), Decimal(7), "d"))
    yield replace(clause, length=Span(Decimal(1), Decimal(1), "wk"))


@settings(max_examples=600)
@given(st.data())
def test_the_relation_turns_with_its_sides_and_goes_on(data: st.DataObject) -> None:
    """Turned round it is the same turned round; what is more exact than the more exact is more exact."""
    one = data.draw(meanings())
    two = data.draw(near(one))
    three = data.draw(near(two))
    first, second = relation(one, two), relation(two, three)
    assert relation(two, one) is TURNED[first]
    if first is EQUAL:
        assert relation(one, three) is second
    elif second is EQUAL or (first is second and first is not DIFFERENT):
        assert relation(one, three) is first


def test_the_property_meets_every_relation() -> None:
    """Chains of two steps in one direction, too."""
    met: set[tuple[Relation, Relation]] = set()

    @settings(max_examples=900, database=None, derandomize=True)
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        one = data.draw(meanings())
        two = data.draw(near(one))
        met.add((relation(one, two), relation(two, data.draw(near(two)))))

    collect()
    assert {(A, A), (B, B), (EQUAL, A), (B, EQUAL), (A, B), (DIFFERENT, DIFFERENT)} <= met


def _numbers(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all numbers in a meaning, hours of the day and dates included."""
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | Decimal) or (isinstance(value, str) and value[:1].isdigit()):
        yield path
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _numbers(item, (*path, place))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _numbers(getattr(value, field.name), (*path, field.name))


def _changed(value: Any, path: tuple[Any, ...]) -> Any:
    if not path:
        if isinstance(value, str):
            return value[:-1] + ("1" if value[-1] != "1" else "2")
        return value + 1
    step, rest = path[0], path[1:]
    if isinstance(value, tuple):
        return (*value[:step], _changed(value[step], rest), *value[step + 1 :])
    return replace(value, **{step: _changed(getattr(value, step), rest)})


SILENT = {"once", "several"}


@settings(max_examples=500)
@given(meanings(), st.data())
def test_any_other_number_is_a_difference(meaning: Meaning, data: st.DataObject) -> None:
    """Wherever it stands."""
    places = [p for p in _numbers(meaning) if p[-1] != "order"]
    assume(places)
    path = data.draw(st.sampled_from(places))
    owner: Any = meaning
    for step in path[:-1]:
        owner = owner[step] if isinstance(step, int) else getattr(owner, step)
    assume(not (isinstance(owner, Frequency) and owner.kind in SILENT))
    other = _changed(meaning, path)
    assert relation(meaning, other) is DIFFERENT, (line(meaning), path)
