"""`record`: its key, its tables, what it holds."""

import json
from pathlib import Path

import pytest

from tests.cli.command import CONVERTED, DAY, DEFECT, run


@pytest.mark.usefixtures("record")
def test_a_record_is_made_kept_counted_and_purged(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From nothing to a discard."""
    assert run("record", "status") == DEFECT
    assert "record upgrade" in capsys.readouterr().err
    assert run("record", "upgrade") == CONVERTED
    kept = ("--m1", files["m1-tablets"], "--at", DAY, "--keep", "-o", tmp_path / "out.xml")
    assert run("ed-to-m10", files["ed-tablets"], *kept) == CONVERTED
    assert run("ed-to-m10", files["ed-discard"], *kept) == CONVERTED
    assert b"<Annullering>true" in (tmp_path / "out.xml").read_bytes()
    capsys.readouterr()
    assert run("record", "status") == CONVERTED
    assert json.loads(capsys.readouterr().out) == {"prescription": 1, "sent": 0, "dispensation": 1}
    assert run("record", "purge") == CONVERTED
    assert capsys.readouterr().out == "0\n"


def test_a_new_key_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("record", "key") == CONVERTED
    assert len(capsys.readouterr().out.strip()) == 44
