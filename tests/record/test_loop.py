"""The loop closes: what left and what remains is always what was prescribed, over repeats, parts and discards."""

from pathlib import Path

from tests.record.loop import walk_all


def test_what_left_and_what_remains_is_always_what_was_prescribed(tmp_path: Path) -> None:
    """`python -m tests.record.loop 20000 1` walks as many as one likes."""
    assert walk_all(tmp_path, seed=7, walks=60) > 60
