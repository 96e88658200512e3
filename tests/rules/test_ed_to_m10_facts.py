"""The facts of a dispensation that comes back."""

from fractions import Fraction

import pytest

from converter.rules.ed_to_m10 import FACTS, DispensationFacts

NUMBERS = {"minutes-ahead": Fraction(6), "times-prescribed": Fraction(51)}


def test_each_fact_has_its_own_value() -> None:
    """No two are mixed up, and none is left out."""
    names = [n.replace("-", "_") for n in FACTS if n not in {"dispensed", *NUMBERS}]
    numbers = {n.replace("-", "_"): value for n, value in NUMBERS.items()}
    facts = DispensationFacts(dispensed=("in-time", "after-today"), **numbers, **{n: n for n in names}).as_facts()  # type: ignore[arg-type]
    assert facts.pop("dispensed") == ("in-time", "after-today")
    assert {n: facts.pop(n) for n in NUMBERS} == NUMBERS
    assert facts == {n: (n.replace("-", "_"),) for n in FACTS if n not in {"dispensed", *NUMBERS}}


@pytest.mark.parametrize("name", sorted(set(FACTS) - {"prescription"}))
def test_what_is_not_known_is_said_by_no_value(name: str) -> None:
    """An empty text would be a value that a rule could miss."""
    assert not DispensationFacts("known").as_facts()[name]
