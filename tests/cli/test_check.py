"""`check`."""

import pytest

from converter.dosage.words import REQUIRED
from tests.cli.command import CONVERTED, run


def test_check_says_that_tables_are_sound_and_what_is_pending(capsys: pytest.CaptureFixture[str]) -> None:
    """`converter check`."""
    assert run("check") == CONVERTED
    out = capsys.readouterr().out
    assert "rules" in out
    assert "prescription-root" in out


def test_check_lists_the_words_of_dosages_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """Rows and drafts of each file of mappings/dosage/."""
    assert run("check") == CONVERTED
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    words = [line for line in lines if "(dosage)" in line]
    assert len(words) == len(REQUIRED)
    assert "periods (dosage) 6 words: 0 draft" in words
