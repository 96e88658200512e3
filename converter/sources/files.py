"""Text files of `mappings/`, read so that a file that is gone or of another encoding is a problem and no traceback."""

from pathlib import Path

from converter.sources.problems import Place, ProblemList


def read_file(path: Path, file: str, problems: ProblemList) -> str | None:
    """The text of `path`; None, with a problem under the name `file`, where it is not there or not UTF-8."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        problems.add("file-missing", Place(file))
        return None
    return decoded(content, file, problems)


def decoded(content: bytes, file: str, problems: ProblemList) -> str | None:
    """The bytes as UTF-8, with or without byte order mark; None, with a problem at the line, where they are none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        problems.add("file-encoding", Place(file, content.count(b"\n", 0, broken.start) + 1))
        return None
