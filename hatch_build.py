"""Writes into a wheel the commit that it is built from, where that is known; a source archive carries it along."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = "commit.txt"
"""At the root of a source archive."""


class CommitHook(BuildHookInterface):
    """The build hook that pyproject.toml names."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the file; `version` is the kind of wheel, and an editable one reads the repository itself."""
        root = Path(self.root)
        ours = runpy.run_path(str(root / "converter" / "commit.py"))
        carried = root / CARRIED
        commit = ours["known_commit"]() or (carried.read_text("ascii") if carried.is_file() else "")
        if not commit or version == "editable":
            return
        folder = Path(self.directory)
        folder.mkdir(parents=True, exist_ok=True)
        written = folder / CARRIED
        written.write_text(commit, encoding="ascii")
        target = f"converter/{ours['WRITTEN']}" if self.target_name == "wheel" else CARRIED
        build_data["force_include"][str(written)] = target

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes the file that was made for it."""
        (Path(self.directory) / CARRIED).unlink(missing_ok=True)
