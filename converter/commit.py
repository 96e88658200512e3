"""Which commit a build is of: written down by whoever built it, else read from the repository that it runs in.

Standard library only, and no other module of ours: the hook that builds a wheel runs this file by itself.
"""

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
WRITTEN = "commit.txt"
"""Beside this file: the hook writes it into a wheel, the Dockerfile into an image."""
HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
TOLD = re.compile(r"[0-9a-f]{7,64}")
SHOWN = 7
REFERENCE, LINK = "ref: ", "gitdir: "


def known_commit(package: Path = PACKAGE) -> str:
    """The first seven digits of the commit that this build is of; empty where nobody says.

    Whether the files were changed since is not looked at.
    """
    told = _read(package / WRITTEN).lower()
    return (told if TOLD.fullmatch(told) else head_of(package.parent))[:SHOWN]


def head_of(repository: Path) -> str:
    """The commit that a repository, or a worktree, stands at; empty where it is none or cannot be read."""
    folder = _git_folder(repository)
    head = _read(folder / "HEAD")
    if not head.startswith(REFERENCE):
        return head if HASH.fullmatch(head) else ""
    name = head.removeprefix(REFERENCE)
    common = _read(folder / "commondir")
    places = (folder, folder / common) if common else (folder,)
    found = next((h for p in places if HASH.fullmatch(h := _read(p / name))), "")
    return found or next((h for p in places if (h := _packed(p, name))), "")


def _git_folder(repository: Path) -> Path:
    """`.git`, or where a worktree's says that it is."""
    own = repository / ".git"
    link = _read(own) if own.is_file() else ""
    return repository / link.removeprefix(LINK) if link.startswith(LINK) else own


def _packed(folder: Path, name: str) -> str:
    for line in _read(folder / "packed-refs").splitlines():
        commit, _, named = line.partition(" ")
        if named == name and HASH.fullmatch(commit):
            return commit
    return ""


def _read(path: Path) -> str:
    """A small text file without the white space around it; empty where it cannot be read."""
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
