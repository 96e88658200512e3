"""The choice of mutants: the same every time, and from everywhere."""

from pathlib import Path

import pytest

from tools.mutation.choice import all_mutants, choose
from tools.mutation.mutant import Mutant

SOURCE = "def f(a, b):\n    if a == b and a < 7:\n        return a + b\n    return not a\n"


@pytest.fixture
def mutants(tmp_path: Path) -> list[Mutant]:
    """The slips of two files, one of them long."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "short.py").write_text(SOURCE)
    (tmp_path / "room" / "long.py").write_text("\n".join(SOURCE.replace("f(", f"f{n}(") for n in range(30)))
    return all_mutants(tmp_path, ["room"])


def test_the_same_seed_chooses_the_same(mutants: list[Mutant]) -> None:
    """In whichever order the slips are found."""
    assert choose(mutants, 20, 1) == choose(list(reversed(mutants)), 20, 1)
    assert choose(mutants, 20, 1) != choose(mutants, 20, 2)


def test_a_larger_sample_holds_the_smaller(mutants: list[Mutant]) -> None:
    """So that two scores of one seed can be compared."""
    assert set(choose(mutants, 10, 1)) < set(choose(mutants, 30, 1))


def test_every_file_and_operator_has_one_before_any_has_two(mutants: list[Mutant]) -> None:
    """A long file does not push a short one out."""
    strata = {(m.path, m.operator) for m in mutants}
    chosen = choose(mutants, len(strata), 1)
    assert {(m.path, m.operator) for m in chosen} == strata


def test_all_are_chosen_where_there_are_fewer(mutants: list[Mutant]) -> None:
    """No slip twice."""
    assert sorted(choose(mutants, 10**6, 1)) == sorted(set(mutants))


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A room that was moved is no empty sample."""
    with pytest.raises(SystemExit, match="no such file"):
        all_mutants(tmp_path, ["nowhere"])
