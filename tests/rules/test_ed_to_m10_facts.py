"""The facts of a dispensation that comes back."""

from fractions import Fraction
from typing import Any

import pytest

from converter.rules.ed_to_m10 import FACTS, DispensationFacts

OTHERS: dict[str, Any] = {
    "dispensed": ("in-time", "before-written"),
    "minutes_ahead": Fraction(7),
    "times_prescribed": Fraction(3),
}
"""Facts that are not of one word."""


def test_each_fact_has_its_own_value() -> None:
    """No two are mixed up, and none is left out."""
    fields = {name: name.replace("-", "_") for name in FACTS}
    words = {field: field for field in fields.values() if field not in OTHERS}
    facts = DispensationFacts(**words, **OTHERS).as_facts()
    assert facts == {name: OTHERS.get(field, (field,)) for name, field in fields.items()}


@pytest.mark.parametrize("name", sorted(set(FACTS) - {"prescription"}))
def test_what_is_not_known_is_said_by_no_value(name: str) -> None:
    """An empty text would be a value that a rule could miss."""
    assert DispensationFacts("known").as_facts()[name] in ((), None)
