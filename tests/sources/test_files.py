"""Files of `mappings/` that cannot be read: each loader says which and where, and raises nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from converter.conversion.identifiers import load_identifiers
from converter.fields.origins import load_origins
from converter.fields.register import load_fields
from converter.sources.files import read_file
from converter.sources.problems import ProblemList

LOADERS: dict[str, Callable[[Path, ProblemList], object]] = {
    "identifiers.yaml": load_identifiers,
    "fields/m1.yaml": lambda home, problems: load_fields(home, "m1", problems),
    "fields/ep.yaml": lambda home, problems: load_origins(home, "ep", problems),
}


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (None, "file-missing", 1),
        ("a: 1\nb: på\n".encode("latin-1"), "file-encoding", 2),
        (b"\xff\xfea\x00", "file-encoding", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    name: str, content: bytes | None, code: str, line: int, tmp_path: Path
) -> None:
    """Gone, or saved in another encoding: the start stops with file and line."""
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    if content is not None:
        file.write_bytes(content)
    problems = ProblemList()
    assert LOADERS[name](tmp_path, problems) is None
    assert [(p.code, p.file, p.line) for p in problems] == [(code, f"mappings/{name}", line)]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    (tmp_path / "x").write_bytes(b"\xef\xbb\xbfa: 1")
    problems = ProblemList()
    assert read_file(tmp_path / "x", "x", problems) == "a: 1"
    assert read_file(tmp_path, "folder", problems) is None
    assert [p.code for p in problems] == ["file-missing"]
