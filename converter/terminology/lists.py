"""Reads the value sets and code lists that the indexes name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from converter.sources.problems import Place, ProblemList
from converter.sources.shape import ShapeT, node_at, shaped
from converter.sources.yaml_source import Node, read_yaml
from converter.terminology.home import INDEX, Home
from converter.terminology.shapes import CodeListIndex, ValueSetIndex
from converter.terminology.value_set import CodeList, ValueSet, read_terms


@dataclass(slots=True)
class Lists:
    """Value sets by name and code lists by number."""

    value_sets: dict[str, ValueSet] = field(default_factory=dict)
    code_lists: dict[str, CodeList] = field(default_factory=dict)


def read_lists(home: Home, problems: ProblemList) -> Lists:
    """All lists of both indexes; whatever is wrong is added to `problems`."""
    return Lists(_value_sets(home, problems), _code_lists(home, problems))


def _value_sets(home: Home, problems: ProblemList) -> dict[str, ValueSet]:
    found: dict[str, ValueSet] = {}

    def add(index: ValueSetIndex, place: Callable[[int], Place]) -> None:
        for number, entry in enumerate(index.value_sets):
            if entry.name in found:
                problems.add("index-duplicate", place(number), found=entry.name)
                continue
            terms, _ = _terms(home, "valuesets", entry.name, entry.concepts, problems)
            found[entry.name] = ValueSet(entry.name, entry.oid, entry.version, entry.system, terms)

    _indexed(home, "valuesets", ValueSetIndex, "value_sets", add, problems)
    _unlisted(home, "valuesets", found, problems)
    return found


def _code_lists(home: Home, problems: ProblemList) -> dict[str, CodeList]:
    found: dict[str, CodeList] = {}

    def add(index: CodeListIndex, place: Callable[[int], Place]) -> None:
        for number, entry in enumerate(index.code_lists):
            if entry.list in found:
                problems.add("index-duplicate", place(number), found=entry.list)
                continue
            terms, short = _terms(home, "codelists", entry.list, entry.codes, problems, short_form=True)
            found[entry.list] = CodeList(entry.list, entry.title, entry.oid, entry.version, terms, short)

    _indexed(home, "codelists", CodeListIndex, "code_lists", add, problems)
    _unlisted(home, "codelists", found, problems)
    return found


def _indexed(
    home: Home,
    folder: str,
    shape: type[ShapeT],
    rows: str,
    add: Callable[[ShapeT, Callable[[int], Place]], None],
    problems: ProblemList,
) -> None:
    """Reads an index and hands it to `add` together with a function from row number to place."""
    file = f"mappings/{folder}/{INDEX}"
    text = home.text(file, problems)
    root = None if text is None else read_yaml(text, file, problems)
    if root is None:
        return
    index = shaped(root, shape, file, problems)
    if index is not None:
        add(index, lambda number: _place(root, rows, number, file))


def _place(root: Node, rows: str, number: int, file: str) -> Place:
    node = node_at(root, (rows, number))
    return Place(file, node.line, node.column)


def _terms(
    home: Home, folder: str, name: str, count: str, problems: ProblemList, *, short_form: bool = False
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    file = f"mappings/{folder}/{name}.csv"
    text = home.text(file, problems)
    if text is None:
        return {}, {}
    return read_terms(text, file, count, problems, short_form=short_form)


def _unlisted(home: Home, folder: str, found: Mapping[str, object], problems: ProblemList) -> None:
    for file in home.inside(folder):
        if file.removeprefix(f"mappings/{folder}/").removesuffix(".csv") not in found:
            problems.add("file-unlisted", Place(file))
