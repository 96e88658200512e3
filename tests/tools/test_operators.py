"""Each operator makes the slip that it says, and leaves alone what changes nothing that leaves the converter."""

import ast

import pytest

from tools.mutation.operators import mutants_of


def made(source: str, operator: str = "") -> set[str]:
    """The texts that the operators make of a source; each still compiles and keeps its lines."""
    data = source.encode()
    found = set()
    for mutant in mutants_of("x.py", data):
        text = mutant.applied(data).decode()
        assert ast.dump(ast.parse(text)) != ast.dump(ast.parse(source))
        assert text.count("\n") == source.count("\n")
        if mutant.operator == operator or not operator:
            found.add(text)
    return found


@pytest.mark.parametrize(
    ("operator", "source", "wanted"),
    [
        ("comparison", "def f(a, b):\n    g(a == b)\n", {"g(a != b)"}),
        ("comparison", "def f(a, b):\n    g(a <= b < 7)\n", {"g(a < b < 7)", "g(a <= b <= 7)"}),
        ("comparison", "def f(a, b):\n    g(a not  in b)\n", {"g(a in b)"}),
        ("comparison", "def f(a):\n    g(a is not None)\n", {"g(a is None)"}),
        ("and-or", "def f(a, b, c):\n    g(a and b or c)\n", {"g(a or b or c)", "g(a and b and c)"}),
        ("operand", "def f(a, b):\n    g(a and b)\n", {"g(True and b)", "g(a and True)"}),
        ("operand", "def f(a, b):\n    g(a or b)\n", {"g(False or b)", "g(a or False)"}),
        ("negate", "def f(a):\n    if a:\n        g()\n", {"if (not (a)):\n        g()"}),
        ("negate", "def f(a):\n    g(1 if a else 2)\n", {"g(1 if (not (a)) else 2)"}),
        ("negate", "def f(a):\n    g([x for x in a if x < 1])\n", {"g([x for x in a if (not (x < 1))])"}),
        ("not", "def f(a):\n    g(not a)\n", {"g((a))"}),
        ("arithmetic", "def f(a, b):\n    g(a - b)\n", {"g(a + b)"}),
        ("arithmetic", "def f(a, b):\n    a *= b\n", {"a /= b"}),
        ("any-all-min-max", "def f(a):\n    g(any(a), max(a))\n", {"g(all(a), max(a))", "g(any(a), min(a))"}),
        ("return", "def f(a):\n    return a\n", {"return None"}),
        ("return", "def f():\n    return False\n", set()),
        ("delete", "def f(a):\n    a.add(1)\n", {"pass"}),
        ("delete", "def f(a):\n    a.add(\n        1,\n    )\n    x = 1\n", {"pass\n\n\n    x = 1"}),
        ("constant", "def f():\n    g(0, '', True, 'code')\n", {
            "g(1, '', True, 'code')", 'g(0, "x", True, \'code\')', "g(0, '', False, 'code')", "g(0, '', True, \"\")",
        }),
        ("element", "def f(a):\n    g(a in {3, 4})\n", {"g(a in {*(), 4})", "g(a in {3, *()})"}),
        ("element", "A = frozenset({B, C})\n", {"frozenset({*(), C})", "frozenset({B, *()})"}),
        ("element", "A = {B: C, D: E}\n", {"{**{}, D: E}", "{B: C, **{}}"}),
    ],
)  # fmt: skip
def test_it_makes_the_slip_that_it_says(operator: str, source: str, wanted: set[str]) -> None:
    """All slips of the operator in the source, and no other."""
    found = made(source, operator)
    assert len(found) == len(wanted)
    assert all(any(part in text for text in found) for part in wanted), found


@pytest.mark.parametrize(
    "source",
    [
        '"""Documentation."""\n',
        "def f(a: 'int' = None) -> 'str':\n    pass\n",
        "from a import b\n",
        "@given(1)\ndef f():\n    pass\n",
        "__all__ = ['a', 'b']\n",
        "class A:\n    __slots__ = ('a', 'b')\n",
        "def f():\n    assert g() is None\n",
        "def f(a):\n    g(f'{a or 1}', 'text for people')\n    return None\n".replace("    g(", "    x = (").replace(
            "')", "')"
        ),
        "A = B | C\n",
        "if TYPE_CHECKING:\n    A = 1\n",
    ],
)
def test_it_leaves_alone_what_is_not_the_program(source: str) -> None:
    """Documentation, types, decorators, imports, assertions and text for people."""
    assert made(source) == set()


def test_lines_keep_their_numbers_where_an_expression_of_several_is_replaced() -> None:
    """The functions below must keep the place by which they are found."""
    (found,) = made("def f(a, b):\n    return (\n        a,\n        b,\n    )\n", "return")
    assert ast.parse(found).body[0].body[0].value.value is None  # type: ignore[attr-defined]


def test_a_mutant_knows_the_lines_that_a_test_must_reach() -> None:
    """The statement that it stands in; of a compound one, its head and not what is in it."""
    source = b"def f(a):\n    if (\n        a\n        == 1\n    ):\n        g(2)\n"
    places = {(m.operator, m.before): (m.first, m.last, m.line) for m in mutants_of("x.py", source)}
    assert places["comparison", "=="] == (2, 5, 4)
    assert places["constant", "2"] == (6, 6, 6)


def test_bytes_count_and_not_characters() -> None:
    """A slip after a letter of two bytes is where it says."""
    assert made("def f(å):\n    g('ø', å == 1)\n", "comparison") == {"def f(å):\n    g('ø', å != 1)\n"}
