"""The rules of all routes, loaded together."""

from pathlib import Path

from converter.rules.ed_to_m10 import ED_TO_M10
from converter.rules.ep_to_view import EP_TO_VIEW
from converter.rules.floor import Placed
from converter.rules.m1_to_ep import M1_TO_EP
from converter.rules.m10_to_ed import M10_TO_ED
from converter.rules.rule import Rule, Test
from converter.rules.table import read_rules
from converter.sources.problems import Place, ProblemList

ROUTES = (M1_TO_EP, ED_TO_M10, EP_TO_VIEW, M10_TO_ED)


def load_routes(home: Path, problems: ProblemList) -> dict[str, tuple[Rule, ...]]:
    """The rules of every route by its name, as `m1-to-ep`; what is wrong is added to `problems`.

    A code means one rule in all of them, and a limit that two routes share is the same number in both.
    """
    found = {words.name: read_rules(home, words, problems) for words in ROUTES}
    _check_codes(found, problems)
    _check_limits(found, problems)
    _check_files(home, problems)
    return {name: tuple(placed.rule for placed in rows) for name, rows in found.items()}


def _check_codes(found: dict[str, tuple[Placed, ...]], problems: ProblemList) -> None:
    route_of: dict[str, str] = {}
    for name, rows in found.items():
        for placed in rows:
            if route_of.setdefault(placed.rule.id, name) != name:
                problems.add("rule-code-used", placed.place, found=placed.rule.id)


def _check_limits(found: dict[str, tuple[Placed, ...]], problems: ProblemList) -> None:
    first: dict[str, Placed] = {}
    for placed in (p for rows in found.values() for p in rows if p.rule.test is Test.MORE_THAN):
        known = first.setdefault(placed.rule.fact, placed)
        if known.rule.values != placed.rule.values:
            where = f"{known.place.file}:{known.place.line}"
            limits = {"found": ", ".join(placed.rule.values), "wanted": ", ".join(known.rule.values)}
            problems.add("rule-limit", placed.place, fact=placed.rule.fact, where=where, **limits)


def _check_files(home: Path, problems: ProblemList) -> None:
    """A file that no route reads would be edited in vain."""
    names = {words.name for words in ROUTES}
    for path in sorted((home / "rules").glob("*")):
        if path.name not in {f"{name}.yaml" for name in names} and not path.name.startswith("."):
            problems.add("rule-file", Place(f"mappings/rules/{path.name}"), wanted=" / ".join(sorted(names)))
