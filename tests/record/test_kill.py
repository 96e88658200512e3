"""Killed at any moment: what was answered is there, once, and nothing half (`bench.kill` does it for longer)."""

import os

import pytest

from bench.kill import kill
from tests.builders.loaded import loaded


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forks")
def test_a_killed_writer_leaves_nothing_lost_doubled_or_half(where: str) -> None:
    """Twelve kills."""
    loaded()
    told = kill(where, rounds=12, seed=7)
    assert len(told.hashes) >= 12
    assert (told.lost, told.doubled) == (0, 0)
