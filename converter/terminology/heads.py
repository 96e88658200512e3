"""Checks the head of a table: that its source and target exist and are named as the indexes name them."""

from collections.abc import Iterable
from dataclasses import dataclass

from converter.sources.problems import Place, ProblemList
from converter.sources.shape import node_at
from converter.sources.yaml_source import Node
from converter.terminology.lists import Lists
from converter.terminology.shapes import SourceHead, TargetHead
from converter.terminology.value_set import CodeList, ValueSet


@dataclass(slots=True)
class TablePlace:
    """A file and its nodes, from which places are found."""

    file: str
    root: Node
    problems: ProblemList

    def at(self, *path: int | str) -> Place:
        """The place of the node along `path`, or of its nearest parent."""
        node = node_at(self.root, path)
        return Place(self.file, node.line, node.column)

    def add(self, code: str, *path: int | str, **values: object) -> None:
        """Adds a problem at the node along `path`."""
        self.problems.add(code, self.at(*path), **values)


def check_name(name: str, field: str, where: TablePlace) -> None:
    """The table's name is its file's."""
    stem = where.file.rsplit("/", 1)[-1].removesuffix(".yaml")
    if name != stem:
        where.add("file-name", field, found=name, wanted=stem)


def source_of(head: SourceHead, lists: Lists, where: TablePlace) -> CodeList | ValueSet | None:
    """The list that the source codes are from; None for a free text, and where the head is wrong."""
    if not _one_of("source", [head.list, head.value_set, head.text], ["list", "value_set", "text"], where):
        return None
    if head.text:
        return None
    if head.list:
        return _code_list(head.list, head.oid, head.version, lists, ("source", "list"), where)
    return _value_set(head.value_set, head.oid, head.version, lists, "source", where)


def target_of(head: TargetHead, lists: Lists, where: TablePlace) -> CodeList | ValueSet | None:
    """What the targets are from; None for OIDs, and where the head is wrong."""
    given = [head.value_set, head.code_list, head.list]
    if not _one_of("target", given, ["value_set", "code_list", "list"], where) or head.list:
        return None
    if head.code_list:
        return _code_list(head.code_list, head.oid, head.version, lists, ("target", "code_list"), where)
    return _value_set(head.value_set, head.oid, head.version, lists, "target", where)


def braces_of(head: TargetHead, lists: Lists, where: TablePlace) -> ValueSet | None:
    """The value set whose terms may stand in braces; None for tables without units."""
    if not head.braces:
        return None
    value_set = lists.value_sets.get(head.braces)
    if value_set is None:
        where.add("head-set", "target", "braces", found=head.braces, wanted=_words(lists.value_sets))
    return value_set


def _value_set(name: str, oid: str, version: str, lists: Lists, part: str, where: TablePlace) -> ValueSet | None:
    value_set = lists.value_sets.get(name)
    if value_set is None:
        where.add("head-set", part, "value_set", found=name, wanted=_words(lists.value_sets))
        return None
    _same(oid, value_set.oid, part, "oid", where)
    _same(version, value_set.version, part, "version", where)
    return value_set


def _code_list(
    number: str, oid: str, version: str, lists: Lists, field: tuple[str, str], where: TablePlace
) -> CodeList | None:
    code_list = lists.code_lists.get(number)
    if code_list is None:
        where.add("head-list", *field, found=number, wanted=_words(lists.code_lists))
        return None
    _same(oid, code_list.oid, field[0], "oid", where)
    _same(version, code_list.version, field[0], "version", where)
    return code_list


def _same(found: str, wanted: str, part: str, field: str, where: TablePlace) -> None:
    if found != wanted:
        where.add("head-differs", part, field, found=found, wanted=wanted)


def _one_of(part: str, given: list[str], fields: list[str], where: TablePlace) -> bool:
    if sum(map(bool, given)) == 1:
        return True
    where.add("head-one-of", part, found=part, wanted=" / ".join(fields))
    return False


def _words(names: Iterable[str]) -> str:
    return " / ".join(sorted(names))
