"""The shape of each kind of YAML file. The JSON Schemas in mappings/schema/ are made from these models."""

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from converter.terminology.problems import Place, ProblemList
from converter.terminology.yaml_source import Fields, Items, Node, Scalar, plain

Filled = Annotated[str, StringConstraints(min_length=1)]
Oid = Annotated[str, StringConstraints(pattern=r"^[0-2](\.(0|[1-9][0-9]*))+$")]
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]+$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Relation = Literal["equivalent", "broader", "narrower", "none"]
Status = Literal["approved", "draft"]


class Shape(BaseModel):
    """A mapping with the fields below and no others, every value text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceHead(Shape):
    """What the codes are: a code list, a value set or a free text. Exactly one of the three."""

    list: str = Field("", description="Number of a Norwegian code list in codelists/index.yaml.")
    value_set: str = Field("", description="Name of a value set in valuesets/index.yaml.")
    text: str = Field("", description="Name of a field whose text, in lower case, is the key.")
    oid: str = Field("", description="OID of the list or value set; none for a text.")
    version: Filled = Field(description="Version or date of the copy.")


class TargetHead(Shape):
    """What the targets are: a value set or identifier roots. Exactly one of `value_set` and `list`."""

    value_set: str = Field("", description="Name of a value set in valuesets/index.yaml.")
    braces: str = Field("", description="Units only: the value set whose terms may stand in braces, as in {Tablet}.")
    list: Literal["", "OID"] = Field("", description="OID: the targets are OIDs, for tables of identifier types.")
    oid: str = Field("", description="OID of the value set.")
    version: Filled = Field(description="Version of the value set.")


class CodeRow(Shape):
    """One code and what it becomes."""

    code: Filled = Field(description="Source code. Quote it: an editor reads 08 and no as something else.")
    term: Filled = Field(description="The source list's own term.")
    target: str = Field("", description="Target code; none where `relation` is none.")
    target_term: str = Field("", description="The target value set's own term, to the letter.")
    relation: Relation = Field(
        description="What the target is to the source: equivalent; broader (says less); narrower (says more); none."
    )
    status: Status = Field(description="approved, or draft: a judgement that a terminologist has yet to confirm.")
    note: str = Field("", description="Evidence or reason. Required for draft rows and where `relation` is none.")


class CodeFile(Shape):
    """A code table: mappings/codes/<table>.yaml."""

    table: Name = Field(description="Name of the table, the file's name without .yaml.")
    title: Filled
    source: SourceHead
    target: TargetHead
    complete: Literal["yes", "no"] = Field(description="yes: every code of the source list must have a row.")
    maintainer: Filled
    licence: Filled
    note: Filled
    rows: Annotated[list[CodeRow], Field(min_length=1)]


class TextRow(Shape):
    """One code and its English words."""

    code: Filled
    term: Filled = Field(description="The source list's own term.")
    english: Filled
    status: Status
    note: str = Field("", description="Evidence or reason. Required for draft rows.")


class TextFile(Shape):
    """English words for a code list without an EU value set: mappings/texts/<texts>.yaml."""

    texts: Name = Field(description="Name of the file without .yaml.")
    title: Filled
    source: SourceHead
    maintainer: Filled
    note: Filled
    rows: Annotated[list[TextRow], Field(min_length=1)]


class ValueSetEntry(Shape):
    """A value set; its concepts are in valuesets/<name>.csv."""

    name: Filled
    oid: Oid
    version: Filled
    system: Oid = Field(description="OID of the code system.")
    concepts: Number
    source: Filled


class ValueSetIndex(Shape):
    """mappings/valuesets/index.yaml."""

    value_sets: Annotated[list[ValueSetEntry], Field(min_length=1)]


class CodeListEntry(Shape):
    """A Norwegian code list; its codes are in codelists/<list>.csv."""

    list: Number
    title: Filled
    oid: Oid
    version: Filled
    codes: Number
    source: Filled


class CodeListIndex(Shape):
    """mappings/codelists/index.yaml."""

    code_lists: Annotated[list[CodeListEntry], Field(min_length=1)]


ShapeT = TypeVar("ShapeT", bound=Shape)


def shaped(node: Node, shape: type[ShapeT], file: str, problems: ProblemList) -> ShapeT | None:
    """The node as `shape`, or None with every misfit added to `problems`."""
    try:
        return shape.model_validate(plain(node))
    except ValidationError as misfits:
        for misfit in misfits.errors(include_url=False):
            _explain(node, shape, misfit["type"], misfit["loc"], misfit.get("ctx", {}), file, problems)
        return None


def node_at(node: Node, path: tuple[int | str, ...]) -> Node:
    """The deepest node along `path` that exists."""
    for step in path:
        if isinstance(node, Fields) and step in node.nodes:
            node = node.nodes[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
            node = node.nodes[step]
        else:
            break
    return node


def _explain(
    root: Node,
    shape: type[Shape],
    kind: str,
    path: tuple[int | str, ...],
    context: dict[str, object],
    file: str,
    problems: ProblemList,
) -> None:
    node = node_at(root, path)
    place = Place(file, node.line, node.column)
    name = str(path[-1]) if path else ""
    found = node.text if isinstance(node, Scalar) else ""
    if kind == "extra_forbidden":
        parent = node_at(root, path[:-1])
        key = parent.keys[name] if isinstance(parent, Fields) else Scalar(name, *place[1:])
        known = ", ".join(_fields(shape, path[:-1]))
        problems.add("shape-unknown-field", Place(file, key.line, key.column), found=name, wanted=known)
    elif kind == "missing":
        problems.add("shape-missing-field", place, found=name)
    elif kind == "literal_error":
        problems.add("shape-word", place, found=found, wanted=str(context["expected"]).replace(" or ", " / "))
    elif kind == "string_pattern_mismatch":
        problems.add("shape-pattern", place, found=found, wanted=context["pattern"])
    elif kind in ("string_too_short", "too_short"):
        problems.add("shape-empty", place, found=name)
    else:
        norwegian, english = KINDS.get(kind, ("felt med navn, «navn: verdi»", "named fields, 'name: value'"))
        problems.add("shape-kind", place, wanted_no=norwegian, wanted=english)


KINDS = {
    "string_type": ("en tekst", "a text"),
    "list_type": ("en liste, med «- » foran hver rad", "a list, with '- ' before each row"),
}


def _fields(shape: type[Shape], path: tuple[int | str, ...]) -> list[str]:
    """Names of the fields that are allowed at `path`."""
    for step in path:
        if isinstance(step, int):
            continue
        inner = shape.model_fields[step].annotation
        arguments = getattr(inner, "__args__", ())
        candidate = arguments[0] if arguments else inner
        if isinstance(candidate, type) and issubclass(candidate, Shape):
            shape = candidate
    return list(shape.model_fields)
