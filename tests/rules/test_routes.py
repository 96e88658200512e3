"""What is asked of the rules of all routes together: one meaning a code, one number a limit, no file in vain."""

from pathlib import Path

from converter.rules.routes import ROUTES, load_routes
from converter.sources.problems import ProblemList
from tests.rules.edits import MAPPINGS, Edit, edited, home_with, problems_in

IN = "m10-to-ed"


def test_the_rules_that_ship_are_those_of_four_routes_by_name(tmp_path: Path) -> None:
    """Each file's rows in their order; nothing is wrong with them; what an editor leaves beside a file is let be."""
    text = (MAPPINGS / "rules" / f"{IN}.yaml").read_text(encoding="utf-8")
    home = home_with(tmp_path, IN, text)
    (home / "rules" / f".{IN}.yaml.swp").write_text("an editor's own", encoding="utf-8")
    problems = ProblemList()
    found = load_routes(home, problems)
    assert list(problems) == []
    assert list(found) == ["m1-to-ep", "ed-to-m10", "ep-to-view", IN] == [words.name for words in ROUTES]
    ids = [f"  - id: {rule.id}" for rule in found[IN]]
    assert ids == [line for line in text.splitlines() if line.startswith("  - id: ")]


def test_a_limit_of_two_routes_is_one_number(tmp_path: Path) -> None:
    """The other route's file and line are named, and both numbers; it is told once, where the second stands."""
    text = edited(Edit(IN, "dispense-implausibly-much", '["50"]', '["60"]', ""))
    (problem,) = problems_in(home_with(tmp_path, IN, text))
    assert (problem.code, problem.file) == ("rule-limit", f"mappings/rules/{IN}.yaml")
    other = (MAPPINGS / "rules" / "ed-to-m10.yaml").read_text(encoding="utf-8")
    line = other.count("\n", 0, other.index("- id: dispensed-implausibly-much")) + 1
    assert (
        f"The limit of 'times-prescribed' is '60', but mappings/rules/ed-to-m10.yaml:{line} has '50'" in problem.english
    )


def test_a_code_means_one_rule_in_all_routes(tmp_path: Path) -> None:
    """Said of the second route that has it."""
    text = edited(Edit(IN, "", "id: dispense-veterinary", "id: view-not-active", ""))
    (problem,) = problems_in(home_with(tmp_path, IN, text))
    assert (problem.code, problem.file) == ("rule-code-used", f"mappings/rules/{IN}.yaml")
    assert text.splitlines()[problem.line - 1] == "  - id: view-not-active"
    assert "'view-not-active' has been used" in problem.english


def test_a_file_that_no_route_reads_is_told_with_the_names_of_those_that_are(tmp_path: Path) -> None:
    """Whatever it ends in: someone would edit it and believe that it holds."""
    home = home_with(tmp_path, IN, (MAPPINGS / "rules" / f"{IN}.yaml").read_text(encoding="utf-8"))
    (home / "rules" / f"{IN}.yml").write_text("rules: m10-to-ed\n", encoding="utf-8")
    (problem,) = problems_in(home)
    assert (problem.code, problem.file) == ("rule-file", f"mappings/rules/{IN}.yml")
    assert problem.english.endswith("as a route: ed-to-m10 / ep-to-view / m1-to-ep / m10-to-ed.")
