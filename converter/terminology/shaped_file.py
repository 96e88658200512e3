"""A file of the tables in its shape, with the places of its rows."""

from typing import TypeVar

from converter.sources.problems import ProblemList
from converter.sources.shape import Shape, shaped
from converter.sources.yaml_source import read_yaml
from converter.terminology.heads import TablePlace
from converter.terminology.home import Home

S = TypeVar("S", bound=Shape)


def read_shaped(file: str, shape: type[S], files: Home, problems: ProblemList) -> tuple[S, TablePlace] | None:
    """The file's content and its places; None, with every problem added, where it is missing or has another shape."""
    text = files.text(file, problems)
    root = None if text is None else read_yaml(text, file, problems)
    found = None if root is None else shaped(root, shape, file, problems)
    return None if root is None or found is None else (found, TablePlace(file, root, problems))
