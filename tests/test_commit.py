"""Which commit a build is of, and who tells it."""

from dataclasses import replace
from pathlib import Path

import pytest

from converter.answers.versions import VersionsAnswer
from converter.commit import head_of, known_commit
from converter.conversion.converter import Versions
from converter.conversion.ed_to_m10.receipt import receipt_of
from converter.conversion.ed_to_m10.route import ed_to_m10
from converter.conversion.m1_to_ep.route import m1_to_ep
from converter.examples import example
from tests.builders.foreign import AT
from tests.builders.loaded import loaded

COMMIT, OTHER = "0123456789abcdef0123456789abcdef01234567", "f" * 40
VERSIONS = Versions("0.2.0", "", "", True, ())


def write(folder: Path, **files: str) -> Path:
    """A folder with these files; two underscores in a name stand for a slash."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", "-")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="ascii")
    return folder


REPOSITORIES = {
    "on a branch": {"HEAD": "ref: refs/heads/main\n", "refs__heads__main": f"{COMMIT}\n"},
    "on no branch": {"HEAD": f"{COMMIT}\n"},
    "with packed references": {
        "HEAD": "ref: refs/heads/main\n",
        "packed_refs": f"# pack-refs with: peeled\n{OTHER} refs/heads/mainly\n{COMMIT} refs/heads/main\n^{OTHER}\n",
    },
    "loose before packed": {
        "HEAD": "ref: refs/heads/main\n",
        "refs__heads__main": COMMIT,
        "packed_refs": f"{OTHER} refs/heads/main\n",
    },
}


@pytest.mark.parametrize("kind", REPOSITORIES)
def test_a_repository_tells_its_commit(tmp_path: Path, kind: str) -> None:
    """Without a program of Git's."""
    write(tmp_path / ".git", **REPOSITORIES[kind])
    assert head_of(tmp_path) == COMMIT


@pytest.mark.parametrize("relative", [True, False])
def test_a_worktree_tells_its_own_commit(tmp_path: Path, relative: bool) -> None:
    """Its `.git` is a file that says where its HEAD is; its branches are the repository's."""
    git = write(tmp_path / "main" / ".git", HEAD="ref: refs/heads/main\n", refs__heads__main=OTHER)
    write(git, refs__heads__part=COMMIT)
    write(git / "worktrees" / "part", HEAD="ref: refs/heads/part\n", commondir="../..\n")
    tree = tmp_path / "part"
    tree.mkdir()
    link = "../main/.git/worktrees/part" if relative else str(git / "worktrees" / "part")
    (tree / ".git").write_text(f"gitdir: {link}\n", encoding="ascii")
    assert head_of(tree) == COMMIT


BROKEN = {
    "none": {},
    "no commit yet": {"HEAD": "ref: refs/heads/main\n"},
    "no words of Git's": {"HEAD": "hello"},
    "a branch that is no commit": {"HEAD": "ref: refs/heads/main\n", "refs__heads__main": "hello"},
    "another way to keep references": {"HEAD": "ref: refs/heads/.invalid\n", "reftable__tables.list": "x"},
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_read_tells_nothing(tmp_path: Path, kind: str) -> None:
    """And stops nothing."""
    write(tmp_path / ".git", **BROKEN[kind])
    assert head_of(tmp_path) == ""


def test_bytes_that_are_no_text_tell_nothing(tmp_path: Path) -> None:
    """As a file of another kind would have."""
    (tmp_path / ".git").write_bytes(b"\xff\xfe")
    assert head_of(tmp_path) == ""


@pytest.mark.parametrize(
    ("written", "known"), [(OTHER, "fffffff"), ("FFFFFFF\n", "fffffff"), ("", "0123456"), ("main", "0123456")]
)
def test_what_the_build_wrote_goes_first(tmp_path: Path, written: str, known: str) -> None:
    """Where it is a commit; else the repository tells."""
    write(tmp_path / ".git", HEAD=COMMIT)
    package = write(tmp_path / "converter", **{"commit.txt": written})
    assert known_commit(package) == known


def test_two_builds_of_one_version_are_told_apart() -> None:
    """In JSON; where the commit is not known, the version stands alone."""
    assert VersionsAnswer.of(replace(VERSIONS, commit="0123456")).software == "0.2.0+0123456"
    assert VersionsAnswer.of(VERSIONS).software == "0.2.0"


def test_documents_and_receipts_do_not_change_with_the_commit() -> None:
    """They say the version alone."""
    one, other = (replace(loaded(), versions=replace(loaded().versions, commit=c)) for c in ("", "0123456"))
    assert m1_to_ep(example("m1-tablets"), one, AT).document == m1_to_ep(example("m1-tablets"), other, AT).document
    receipts = [receipt_of(ed_to_m10(example("ed-tablets"), c, AT), c, AT, example("ed-tablets")) for c in (one, other)]
    assert receipts[0] == receipts[1]
    assert loaded().versions.software.encode() in receipts[0]
