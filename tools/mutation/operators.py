"""The slips: what a tired hand could have written instead.

Text for people, documentation, annotations, decorators, imports and assertions are left alone: no slip there changes
what leaves the converter.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.mutation.mutant import Mutant

Function = ast.FunctionDef | ast.AsyncFunctionDef
Spanned = ast.expr | ast.stmt

COMPARED: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
COMPUTED: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.BitOr: ("|", "&"),
    ast.BitAnd: ("&", "|"),
}
CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
SILENT = {"__all__", "__slots__"}


@dataclass(frozen=True)
class Place:
    """Where in the file the walk is."""

    function: str = ""
    first: int = 0
    last: int = 0


def mutants_of(path: str, source: bytes) -> list[Mutant]:
    """Every slip that the operators know for one file, in the order of the file."""
    found = sorted(set(_Walk(path, source).walk()))
    return [m for i, m in enumerate(found) if not i or (m.start, m.end, m.after) != _edit(found[i - 1])]


def _edit(mutant: Mutant) -> tuple[int, int, str]:
    return mutant.start, mutant.end, mutant.after


class _Walk:
    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source
        self.tree = ast.parse(source)
        self.lines = [0]
        for line in source.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def walk(self) -> Iterator[Mutant]:
        yield from self._body(self.tree.body, Place())

    # where things stand

    def _start(self, node: Spanned) -> int:
        return self.lines[node.lineno - 1] + node.col_offset

    def _end(self, node: Spanned) -> int:
        return self.lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or node.col_offset)

    def _text(self, node: Spanned) -> str:
        return self.source[self._start(node) : self._end(node)].decode()

    def _span(self, place: Place, operator: str, start: int, end: int, after: str) -> Mutant:
        line = self.source.count(b"\n", 0, start) + 1
        before = self.source[start:end].decode()
        return Mutant(self.path, start, end, operator, before, after, line, place.first, place.last, place.function)

    def _whole(self, place: Place, operator: str, node: Spanned, after: str) -> Mutant:
        return self._span(place, operator, self._start(node), self._end(node), after)

    def _between(
        self, place: Place, operator: str, left: Spanned, right: Spanned, swap: tuple[str, str]
    ) -> Iterator[Mutant]:
        start, end = self._end(left), self._start(right)
        pattern = r"\s+".join(re.escape(word) for word in swap[0].split())
        if found := re.search(pattern.encode(), self.source[start:end]):
            yield self._span(place, operator, start + found.start(), start + found.end(), swap[1])

    # statements

    def _body(self, body: list[ast.stmt], place: Place) -> Iterator[Mutant]:
        for statement in body:
            yield from self._statement(statement, place)

    def _statement(self, node: ast.stmt, place: Place) -> Iterator[Mutant]:
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.Global | ast.Nonlocal):
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # documentation
            return
        if isinstance(node, Function):
            defaults = [*node.args.defaults, *(d for d in node.args.kw_defaults if d)]
            yield from self._all(defaults, Place(place.function, node.lineno, node.body[0].lineno))
            yield from self._body(node.body, Place(place.function or _name(node), 0, 0))
            return
        if isinstance(node, ast.ClassDef):
            yield from self._body(node.body, place)
            return
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in SILENT for t in node.targets):
            return
        here = Place(place.function, node.lineno, _head_end(node))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in self._text(node.test):
            return
        yield from self._change_of_statement(node, here)
        for field, value in ast.iter_fields(node):
            if field == "annotation" or (field in {"target", "targets"} and not isinstance(node, ast.For)):
                continue
            yield from self._field(value, here)

    def _field(self, value: object, here: Place) -> Iterator[Mutant]:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, ast.stmt):
                yield from self._statement(item, here)
            elif isinstance(item, ast.ExceptHandler):
                yield from self._body(item.body, here)
            elif isinstance(item, ast.match_case):
                yield from self._case(item, here)
            elif isinstance(item, ast.withitem):
                yield from self._expression(item.context_expr, here)
            elif isinstance(item, ast.expr):
                yield from self._expression(item, here)

    def _case(self, case: ast.match_case, here: Place) -> Iterator[Mutant]:
        head = Place(here.function, case.pattern.lineno, (case.guard or case.pattern).end_lineno or 0)
        for pattern in ast.walk(case.pattern):
            if isinstance(pattern, ast.MatchValue):
                yield from self._expression(pattern.value, head)
        if case.guard:
            yield from self._condition(case.guard, head)
            yield from self._expression(case.guard, head)
        yield from self._body(case.body, here)

    def _change_of_statement(self, node: ast.stmt, here: Place) -> Iterator[Mutant]:
        match node:
            case ast.If(test=test) | ast.While(test=test):
                yield from self._condition(test, here)
            case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
                yield self._whole(here, "return", value, "None")
            case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
                yield self._whole(here, "delete", node, "pass")
            case ast.Continue() | ast.Break():
                yield self._whole(here, "delete", node, "pass")
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                yield self._whole(here, "delete", node, "pass")
            case ast.AugAssign(op=op, target=target, value=value):
                yield self._whole(here, "delete", node, "pass")
                if type(op) in COMPUTED:
                    old, new = COMPUTED[type(op)]
                    yield from self._between(here, "arithmetic", target, value, (old + "=", new + "="))
            case ast.Assign(targets=[ast.Name()], value=value) | ast.AnnAssign(value=ast.expr() as value):
                if not here.function:
                    yield from self._elements(value, here)

    # expressions

    def _all(self, nodes: list[ast.expr], place: Place) -> Iterator[Mutant]:
        for node in nodes:
            yield from self._expression(node, place)

    def _expression(self, node: ast.expr, place: Place) -> Iterator[Mutant]:
        """The changes of an expression and of all inside it."""
        if isinstance(node, ast.JoinedStr) or _is_type(node):
            return
        yield from self._change_of_expression(node, place)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from self._expression(child, place)
            elif isinstance(child, ast.keyword):
                yield from self._expression(child.value, place)
            elif isinstance(child, ast.comprehension):
                yield from self._expression(child.iter, place)
                for condition in child.ifs:
                    yield from self._condition(condition, place)
                    yield from self._expression(condition, place)

    def _change_of_expression(self, node: ast.expr, place: Place) -> Iterator[Mutant]:
        match node:
            case ast.Compare():
                yield from self._compare(node, place)
            case ast.BoolOp():
                yield from self._boolean(node, place)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield self._whole(place, "not", node, f"({self._text(operand)})")
            case ast.IfExp(test=test):
                yield from self._condition(test, place)
            case ast.BinOp(op=op, left=left, right=right) if type(op) in COMPUTED and _numbers(left, right):
                if isinstance(op, ast.BitOr) and not place.function:  # a union of types
                    return
                yield from self._between(place, "arithmetic", left, right, COMPUTED[type(op)])
            case ast.Call(func=ast.Name(id=name) as called) if name in CALLED:
                yield self._whole(place, "any-all-min-max", called, CALLED[name])
            case ast.Call(func=ast.Name(id="frozenset" | "set" | "tuple"), args=[literal]):
                yield from self._elements(literal, place)
            case ast.Set():
                yield from self._elements(node, place)
            case ast.Constant(value=value):
                if (after := _other(value)) is not None:
                    yield self._whole(place, "constant", node, after)
            case _:
                pass

    def _condition(self, test: ast.expr, place: Place) -> Iterator[Mutant]:
        """A condition the wrong way round; where swapping the comparison or dropping `not` says the same, not again."""
        same = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], same):
            return
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return
        yield self._whole(place, "negate", test, f"(not ({self._text(test)}))")

    def _compare(self, node: ast.Compare, place: Place) -> Iterator[Mutant]:
        sides = [node.left, *node.comparators]
        for left, op, right in zip(sides, node.ops, node.comparators, strict=False):
            yield from self._between(place, "comparison", left, right, COMPARED[type(op)])
            if isinstance(op, ast.In | ast.NotIn):
                yield from self._elements(right, place)

    def _boolean(self, node: ast.BoolOp, place: Place) -> Iterator[Mutant]:
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            yield from self._between(place, "and-or", left, right, (old, new))
        neutral = "True" if old == "and" else "False"
        for value in node.values:
            if not any(isinstance(n, ast.NamedExpr) for n in ast.walk(value)) and not isinstance(value, ast.Constant):
                yield self._whole(place, "operand", value, neutral)

    def _elements(self, node: ast.expr, place: Place) -> Iterator[Mutant]:
        """A literal collection without one of its elements."""
        parts: list[tuple[ast.expr, ast.expr]] = []
        if isinstance(node, ast.Set | ast.Tuple | ast.List) and node.elts and self._text(node)[0] in "{([":
            parts = [(e, e) for e in node.elts]
        elif isinstance(node, ast.Dict):
            parts = [(k, v) for k, v in zip(node.keys, node.values, strict=True) if k is not None]
        if len(parts) < 2:
            return
        nothing = "**{}" if isinstance(node, ast.Dict) else "*()"
        for start, end in parts:
            found = self._span(place, "element", self._start(start), self._end(end), nothing)
            if found.before.count("(") == found.before.count(")"):  # else a value that stands in brackets
                yield found


def _name(node: Function) -> str:
    return f"{node.name}:{node.lineno}"


def _head_end(node: ast.stmt) -> int:
    """The last line of a statement; of a compound one, of its head."""
    bodies = [b for b in (getattr(node, "body", None), getattr(node, "cases", None)) if isinstance(b, list) and b]
    if not bodies:
        return node.end_lineno or node.lineno
    first = bodies[0][0]
    line: int = first.pattern.lineno if isinstance(first, ast.match_case) else first.lineno
    return max(node.lineno, line - 1)


def _is_type(node: ast.expr) -> bool:
    """Code for the type checker alone, or `A | B` of classes."""
    match node:
        case ast.Call(func=ast.Name(id="TypeVar" | "NewType" | "cast" | "isinstance")):
            return True
        case ast.Subscript(value=ast.Name(id=name)):
            return name[:1].isupper() and not name.isupper()
    return False


def _numbers(left: ast.expr, right: ast.expr) -> bool:
    """Whether a computation may be one of numbers or sets: no text or list is to be seen."""
    texts = (ast.JoinedStr, ast.List, ast.Tuple, ast.ListComp)
    return not any(
        isinstance(side, texts) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (left, right)
    )


def _other(value: object) -> str | None:
    """What else a constant could have been; None for text for people and for what has no near neighbour."""
    match value:
        case bool():
            return str(not value)
        case int():
            return str(value + 1)
        case "":
            return '"x"'
        case str() if not re.search(r"\s", value):
            return '""'
    return None
