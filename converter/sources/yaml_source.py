"""Strict YAML: every scalar is text, nothing is shared, merged or typed, and every node knows where it stands.

YAML 1.1 reads `no` as false, `NO` likewise and `010` as eight. Table codes are text, so no scalar is resolved here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from converter.sources.problems import Place, ProblemList


@dataclass(slots=True)
class Scalar:
    """A text. Line and column count from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Items:
    """A list of nodes."""

    nodes: "list[Node]"
    line: int
    column: int


@dataclass(slots=True)
class Fields:
    """Named nodes; `keys` holds the place of each name."""

    nodes: "dict[str, Node]"
    keys: dict[str, Scalar]
    line: int
    column: int


Node = Scalar | Items | Fields
Plain = str | list["Plain"] | dict[str, "Plain"]


def read_yaml(text: str, file: str, problems: ProblemList) -> Node | None:
    """The document in `text`, or None when it cannot be used; whatever is wrong is added to `problems`."""
    before = len(problems)
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line:
            problems.add("yaml-tab", Place(file, number, line.index("\t") + 1))
    if len(problems) > before:
        return None
    try:
        root = _Builder(text, file, problems).document()
    except yaml.MarkedYAMLError as broken:
        mark = broken.problem_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        problems.add("yaml-broken", place, found=broken.problem or "?")
        return None
    except yaml.reader.ReaderError as broken:
        before_it = text[: broken.position]
        place = Place(file, before_it.count("\n") + 1, len(before_it) - before_it.rfind("\n"))
        problems.add("yaml-broken", place, found=broken.reason)
        return None
    if root is None:
        problems.add("file-empty", Place(file))
    return root if len(problems) == before else None


def plain(node: Node) -> Plain:
    """The node as texts, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(each) for each in node.nodes]
    return {name: plain(each) for name, each in node.nodes.items()}


class _Builder:
    """Builds nodes from libyaml's events, since its own nodes hide anchors and its dictionaries hide duplicates."""

    def __init__(self, text: str, file: str, problems: ProblemList) -> None:
        # Any: the stubs give libyaml's events no marks.
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CBaseLoader)
        self.file = file
        self.problems = problems

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.problems.add("yaml-documents", self.place(event))
                    break
            elif isinstance(event, yaml.NodeEvent):
                root = self.node(event)
        if isinstance(root, Scalar) and not root.text:
            return None
        return root

    def node(self, event: Any) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if event.anchor is not None:
            self.problems.add("yaml-alias", Place(self.file, line, column))
        if isinstance(event, yaml.AliasEvent):
            return Scalar("", line, column)
        if event.tag is not None:
            self.problems.add("yaml-tag", Place(self.file, line, column), found=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(self.items(), line, column)
        fields = Fields({}, {}, line, column)
        self.fill(fields)
        return fields

    def items(self) -> list[Node]:
        nodes: list[Node] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            nodes.append(self.node(event))
        return nodes

    def fill(self, fields: Fields) -> None:
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self.node(event)
            value = self.node(next(self.events))
            place = Place(self.file, key.line, key.column)
            if not isinstance(key, Scalar):
                self.problems.add("yaml-key", place)
            elif key.text == "<<":
                self.problems.add("yaml-alias", place)
            elif key.text in fields.nodes:
                self.problems.add("yaml-duplicate-key", place, found=key.text)
            else:
                fields.nodes[key.text] = value
                fields.keys[key.text] = key

    def place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
