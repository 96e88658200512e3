"""The facts of a dispensation that comes back."""

from fractions import Fraction

import pytest

from converter.rules.ed_to_m10 import FACTS, DispensationFacts

NUMBERS = ("minutes-ahead", "times-prescribed")


def test_each_fact_has_its_own_value() -> None:
    """No two are mixed up, and none is left out."""
    days = ("before-written", "after-last-day")
    names = {n: n.replace("-", "_") for n in FACTS if n not in {"dispensed", *NUMBERS}}
    facts = DispensationFacts(
        dispensed=days,
        minutes_ahead=Fraction(1),
        times_prescribed=Fraction(2),
        **{n: n for n in names.values()},  # type: ignore[arg-type]
    ).as_facts()
    assert [facts.pop(n) for n in ("dispensed", *NUMBERS)] == [days, 1, 2]
    assert facts == {name: (field,) for name, field in names.items()}


@pytest.mark.parametrize("name", sorted(set(FACTS) - {"prescription"}))
def test_what_is_not_known_is_said_by_no_value(name: str) -> None:
    """An empty text would be a value that a rule could miss."""
    assert DispensationFacts("known").as_facts()[name] == (None if name in NUMBERS else ())
