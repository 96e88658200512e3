"""The rooms: who may import whom, and that no page drifts from the code it is written from."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tools.pages import pages

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "converter"
ALLOWED = {
    "model": set(),
    "sources": {"model"},
    "formats": {"model"},
    "terminology": {"model", "sources"},
    "dosage": {"model", "sources", "terminology"},
    "rules": {"model", "sources"},
    "fields": {"model", "sources"},
    "validation": {"model", "formats"},
    "enrichment": {"model", "formats", "settings"},
    "examples": set(),
    "conversion": {
        "model",
        "sources",
        "formats",
        "terminology",
        "dosage",
        "rules",
        "fields",
        "validation",
        "enrichment",
        "settings",
        "commit",
    },
    "coverage": {"model", "formats", "rules", "enrichment", "conversion", "settings"},
    "answers": {"model", "fields", "dosage", "conversion", "coverage"},
    "record": {"model", "formats", "conversion", "settings"},
    "service": {
        "model",
        "answers",
        "sources",
        "formats",
        "conversion",
        "rules",
        "enrichment",
        "settings",
        "examples",
        "terminology",
        "dosage",
        "record",
    },
    "cli": {
        "model",
        "answers",
        "sources",
        "formats",
        "dosage",
        "conversion",
        "rules",
        "fields",
        "enrichment",
        "settings",
        "record",
        "service",
        "coverage",
    },
}
FLOORS = {
    "": set(),
    "medicine": {""},
    "m1_to_ep": {"", "medicine"},
    "prescriptions": {"", "m1_to_ep"},
    "ed_to_m10": {"", "medicine", "m1_to_ep", "ep_to_view"},
    "ep_to_view": {"", "medicine"},
    "m10_to_ed": {"", "medicine", "ep_to_view"},
}
"""Within `conversion`: the routes stand on what they share, one on another only where it reads what that one reads."""
FRAMEWORK = {"fastapi", "starlette", "uvicorn", "prometheus_client"}
DATABASE = {"sqlalchemy", "alembic", "psycopg", "cryptography"}
MODULES = [p for room in ALLOWED for p in sorted((PACKAGE / room).rglob("*.py"))]


def imports(path: Path) -> set[str]:
    """Every module that a file imports, by full name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_every_room_is_known() -> None:
    """A new room must be given its place."""
    rooms = {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    assert rooms - {"data"} == set(ALLOWED)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_arrows_point_one_way(path: Path) -> None:
    """A room imports only rooms below it; only the service imports the web framework."""
    room = path.relative_to(PACKAGE).parts[0]
    names = imports(path)
    ours = {n.split(".")[1] for n in names if n.startswith("converter.")} - {room, "__version__"}
    assert ours <= ALLOWED[room]
    if room != "service":
        assert not {n.split(".")[0] for n in names} & FRAMEWORK
    if room != "record":
        assert not {n.split(".")[0] for n in names} & DATABASE


@pytest.mark.parametrize("path", sorted((PACKAGE / "conversion").rglob("*.py")), ids=lambda p: p.name)
def test_arrows_within_conversion_point_one_way(path: Path) -> None:
    """No route reaches back into another that stands on it, and what they share knows none of them."""
    room = floor_of(path.relative_to(PACKAGE / "conversion").parts)
    names = [n.split(".")[2:] for n in imports(path) if n.startswith("converter.conversion.")]
    assert {floor_of(tuple(n)) for n in names} - {room} <= FLOORS[room]


def floor_of(steps: tuple[str, ...]) -> str:
    """The room of a module in `conversion`; empty for the files of the room itself."""
    return steps[0] if steps[0] in FLOORS else ""


RETIRED = {"inbound", "outbound", "dispense"}
"""Words that meant different things in different rooms; the four routes are called by their own names."""


def names_in(path: Path) -> set[str]:
    """What a file is called, and what it defines: classes and functions."""
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.suffix == ".py" else ast.Module([], [])
    return {path.stem, path.parent.name, *(node.name for node in ast.walk(tree) if isinstance(node, kinds))}


def test_the_words_of_before_name_nothing() -> None:
    """No module, class, function, rule file or command; addresses, finding codes and examples are stable and stay."""
    files = [p for p in PACKAGE.rglob("*.py") if "data" not in p.parts]
    files += [*(ROOT / "mappings").rglob("*.yaml"), *(ROOT / "tools").rglob("*.py"), *(ROOT / "bench").glob("*.py")]
    found = {name for path in files for name in names_in(path)}
    words = {name: set(re.findall("[A-Z]?[a-z0-9]+", name)) for name in found}
    assert {name for name, parts in words.items() if {w.lower() for w in parts} & RETIRED} == set()


@cache
def written() -> dict[str, str]:
    """The pages as they would be written now."""
    return pages(ROOT)


@pytest.mark.parametrize(
    "name",
    [
        *("fields-m1.md", "fields-ed.md", "findings.md", "rules.md", "judgements.md", "settings.md"),
        "dosage-sentences.md",
    ],
)
def test_pages_follow_the_code(name: str) -> None:
    """The written pages are up to date."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == written()[name]
