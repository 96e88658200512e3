"""`check`."""

import pytest

from tests.cli.command import CONVERTED, run


def test_check_says_that_tables_are_sound_and_what_is_pending(capsys: pytest.CaptureFixture[str]) -> None:
    """`converter check`."""
    assert run("check") == CONVERTED
    out = capsys.readouterr().out
    assert "rules" in out
    assert "prescription-root" in out
