"""The commands as a set: each file offers the same two functions, and one line makes it a command."""

import argparse
import inspect
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import converter.cli
from converter.cli.exits import Commands
from converter.cli.main import COMMANDS, load
from tests.cli.command import CONVERTED, run

SHARED = {"__init__", "main", "boundary", "exits", "files", "options", "places", "streams", "summary"}
"""What the commands share."""


def test_every_file_is_a_command_or_shared() -> None:
    """No command is forgotten in the list, and none is named twice."""
    folder = Path(converter.cli.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} == {*COMMANDS, *SHARED}
    assert len(set(COMMANDS)) == len(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_adds_its_parser_and_runs(name: str) -> None:
    """Under its file's name."""
    command = load(name)
    commands = argparse.ArgumentParser().add_subparsers()
    added = command.add(commands)
    assert list(commands.choices) == [name.replace("_", "-")]
    assert commands.choices[name.replace("_", "-")] is added
    assert next(iter(inspect.signature(command.run).parameters.values())).annotation is argparse.Namespace
    assert inspect.signature(command.run).return_annotation is int


def test_one_line_adds_a_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name in the list: parser and dispatch follow."""

    def add(commands: Commands) -> argparse.ArgumentParser:
        return commands.add_parser("added", help="a new one")

    new = SimpleNamespace(add=add, run=lambda _: 3)
    monkeypatch.setitem(sys.modules, "converter.cli.added", new)
    monkeypatch.setattr(sys.modules["converter.cli.main"], "COMMANDS", (*COMMANDS, "added"))
    assert run("added") == 3
    assert run("--help") == CONVERTED
    assert "a new one" in capsys.readouterr().out
