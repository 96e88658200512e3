"""The command line. A command is a file of this folder, and a line in `main.py`."""

from converter.cli.main import main

__all__ = ["main"]
