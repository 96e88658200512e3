"""The shape of a YAML file as a pydantic model, and every misfit explained with its place."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from converter.sources.problems import Place, ProblemList
from converter.sources.yaml_source import Fields, Items, Node, Scalar, plain

Filled = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Shape(BaseModel):
    """A mapping with the fields below and no others, every value text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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
    elif kind in ("literal_error", "enum"):
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
    "tuple_type": ("en liste, med «- » foran hver rad", "a list, with '- ' before each row"),
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
