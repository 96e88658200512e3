"""Checks the rows of code tables and texts and turns them into what the converter looks up."""

import re
from types import MappingProxyType

from converter.model.coded import Coded
from converter.sources.problems import ProblemList
from converter.sources.shape import shaped
from converter.sources.yaml_source import read_yaml
from converter.terminology.code_table import CodeTable, Row, Texts, text_key
from converter.terminology.heads import TablePlace, braces_of, check_name, source_of, target_of
from converter.terminology.joins import PARTIAL, check_join, check_source
from converter.terminology.lists import Lists
from converter.terminology.shapes import OID, CodeFile, CodeRow, TextFile, TextRow
from converter.terminology.units import find_unit, unit_problem
from converter.terminology.value_set import CodeList, ValueSet, hint

Source = CodeList | ValueSet | None
ROOT = re.compile(OID)


def read_code_table(text: str, file: str, lists: Lists, problems: ProblemList) -> CodeTable | None:
    """The table in `text`; None when its YAML or shape is wrong. Wrong rows are left out and added to `problems`."""
    root = read_yaml(text, file, problems)
    shape = None if root is None else shaped(root, CodeFile, file, problems)
    if root is None or shape is None:
        return None
    where = TablePlace(file, root, problems)
    check_name(shape.table, "table", where)
    check_join(shape.table, shape.source, shape.target, shape.complete, where)
    source = source_of(shape.source, lists, where)
    targets = target_of(shape.target, lists, where)
    braces = braces_of(shape.target, lists, where)
    rows: dict[str, Row] = {}
    lines: dict[str, int] = {}
    for number, row in enumerate(shape.rows):
        if _known(row, number, lines, source, where):
            _check_note(row, number, where)
            target = _target(row, number, shape, source, targets, braces, where)
            line = lines[row.code] = where.at("rows", number).line
            rows[row.code] = Row(row.code, row.term, target, row.relation, row.status, row.note, file, line)
    if shape.complete == "no" and isinstance(source, CodeList):
        where.add("head-complete", "complete")
    if shape.complete == "yes" and source is not None:
        _check_complete(rows, source, where)
    named = shape.source.list or shape.source.value_set or shape.source.text
    target_name = shape.target.value_set or shape.target.code_list or shape.target.list
    return CodeTable(shape.table, shape.title, file, named, target_name, shape.target.version, MappingProxyType(rows))


def read_texts(text: str, file: str, lists: Lists, problems: ProblemList) -> Texts | None:
    """The texts in `text`; None when its YAML or shape is wrong. Every code of the source list must have a row."""
    root = read_yaml(text, file, problems)
    shape = None if root is None else shaped(root, TextFile, file, problems)
    if root is None or shape is None:
        return None
    where = TablePlace(file, root, problems)
    check_name(shape.texts, "texts", where)
    check_source(shape.texts, shape.source, where)
    source = source_of(shape.source, lists, where)
    rows: dict[str, TextRow] = {}
    lines: dict[str, int] = {}
    for number, row in enumerate(shape.rows):
        if not _known(row, number, lines, source, where):
            continue
        if row.status == "draft" and not row.note:
            where.add("note-missing", "rows", number, found="draft")
        rows[row.code], lines[row.code] = row, where.at("rows", number).line
    if source is not None and shape.texts not in PARTIAL:
        _check_complete(rows, source, where)
    named = shape.source.list or shape.source.value_set or shape.source.text
    return Texts(shape.texts, shape.title, file, named, MappingProxyType(rows), MappingProxyType(lines))


def _known(row: CodeRow | TextRow, number: int, lines: dict[str, int], source: Source, where: TablePlace) -> bool:
    """Whether the row's code is new and in the source; its term is compared too."""
    code, term = row.code, row.term
    if code in lines:
        where.add("row-duplicate", "rows", number, "code", found=code, wanted=lines[code])
        return False
    if source is None:
        if code != text_key(code):
            where.add("row-case", "rows", number, "code", found=code, wanted=text_key(code))
        return True
    own = source.terms.get(code)
    if own is None:
        meant = hint(code, term, source.terms)
        where.add("row-not-in-list", "rows", number, "code", found=code, list=_title(source), wanted=meant)
        return False
    if own != term:
        where.add("row-term", "rows", number, "term", found=term, list=_title(source), wanted=own)
    return True


def _check_note(row: CodeRow, number: int, where: TablePlace) -> None:
    if row.note:
        return
    if row.relation == "none":
        where.add("note-missing", "rows", number, found="relation: none")
    elif row.status == "draft":
        where.add("note-missing", "rows", number, found="draft")


def _target(
    row: CodeRow,
    number: int,
    shape: CodeFile,
    source: Source,
    targets: CodeList | ValueSet | None,
    braces: ValueSet | None,
    where: TablePlace,
) -> Coded | None:
    """The row's target with its original; None for `relation: none` and where it is wrong."""
    if row.relation == "none":
        if row.target or row.target_term:
            where.add("target-with-none", "rows", number, "target", found=row.target or row.target_term)
        return None
    if not row.target:
        where.add("target-missing", "rows", number, found=row.relation)
        return None
    originals = (Coded(row.code, source.oid, row.term),) if isinstance(source, CodeList) else ()
    if shape.target.list:
        _check_root(row, number, where)
        return Coded(row.target, "", row.target_term, originals)
    if targets is None or (shape.target.braces and braces is None):
        return None
    listed = _title(targets)
    if braces is not None and isinstance(targets, ValueSet):
        found = find_unit(row.target, targets, braces)
    else:
        found = targets.find(row.target)
    if found is None:
        meant = "" if row.target in targets else hint(row.target, row.target_term, targets.terms)
        listed = f"{listed}, {{{braces.name}}}" if braces is not None else listed
        where.add("target-not-in-set", "rows", number, "target", found=row.target, list=listed, wanted=meant)
        return None
    if found.display != row.target_term:
        values = {"found": row.target_term, "list": _title(targets), "wanted": found.display}
        where.add("target-term", "rows", number, "target_term", **values)
    if braces is not None and (problem := unit_problem(row.target, row.relation)):
        where.add(problem, "rows", number, "relation", found=row.target)
    return Coded(found.code, found.system, found.display, originals)


def _check_root(row: CodeRow, number: int, where: TablePlace) -> None:
    """An identifier root is an OID under a name of its own, and says neither more nor less than the type."""
    if not ROOT.fullmatch(row.target):
        where.add("target-not-in-set", "rows", number, "target", found=row.target, list="OID", wanted="")
    if not row.target_term:
        where.add("target-term-missing", "rows", number, found=row.target)
    if row.relation != "equivalent":
        where.add("root-not-equivalent", "rows", number, "relation", found=row.relation)


def _check_complete(rows: dict[str, Row] | dict[str, TextRow], source: CodeList | ValueSet, where: TablePlace) -> None:
    for code, term in source.terms.items():
        if code not in rows:
            where.add("list-incomplete", "rows", found=code, term=term, list=_title(source))


def _title(source: CodeList | ValueSet) -> str:
    return f"{source.number} {source.title}" if isinstance(source, CodeList) else source.name
