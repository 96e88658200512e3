"""Writes the pages of `docs/` that follow from code and tables. Run as a module."""

from pathlib import Path

from converter.fields.register import load_fields
from converter.model.catalogue import CATALOGUE
from converter.rules.ed_to_m10 import ED_TO_M10
from converter.rules.m1_to_ep import M1_TO_EP
from converter.rules.rule import Rule
from converter.rules.table import Vocabulary, load_rules
from converter.sources.problems import ProblemList, TableProblems
from converter.terminology.tables import load_tables
from tools.fields_page import MESSAGES, fields_page
from tools.judgements import judgements_page
from tools.settings_page import settings_page

REWRITE = "Written by `python -m tools.regenerate`; change the source, not this page."


def findings_page() -> str:
    """Every code of the catalogue with its texts."""
    lines = [
        "# Findings",
        "",
        f"{REWRITE} Source: `converter/model/catalogue/`. The codes of rules are in [rules](rules.md).",
        "",
        "A code is stable and never reused. `reject`: the input cannot be converted. `remark`: for information."
        " `defect`: ours, and nothing leaves.",
        "",
        "| code | severity | English | Norwegian | OpenNCP |",
        "|---|---|---|---|---|",
    ]
    for code, entry in sorted(CATALOGUE.items()):
        lines.append(f"| `{code}` | {entry.severity} | {entry.en} | {entry.no} | `{entry.openncp}` |")
    return "\n".join(lines) + "\n"


def rules_page(routes: dict[str, tuple[Vocabulary, tuple[Rule, ...]]]) -> str:
    """Every fact and every rule, by title of the route."""
    lines = [
        "# Rules",
        "",
        f"{REWRITE} Source: `mappings/rules/` and `converter/rules/`.",
        "",
        '"Step 1 policy" is the policy of Norway\'s first step: minimal conversion at the border, while the national'
        " format stays as it is.",
        "",
        "A rule tests one fact. Every rule is tested and every reason is reported. Unknown is never taken for allowed.",
        "",
    ]
    for title, (words, rules) in routes.items():
        lines += _of_route(title, words, rules)
    return "\n".join(lines[:-1]) + "\n"


def _of_route(title: str, words: Vocabulary, rules: tuple[Rule, ...]) -> list[str]:
    lines = [f"## {title}", "", "| code | when | effect | reason | basis |", "|---|---|---|---|---|"]
    for rule in rules:
        values = ", ".join(sorted(rule.values))
        when = f"`{rule.fact}` {rule.test.value} {values}".strip()
        lines.append(f"| `{rule.id}` | {when} | {rule.effect.value} | {rule.reason_en} | {rule.basis} |")
    lines += ["", "| fact | says |", "|---|---|"]
    lines += [f"| `{name}` | {says} |" for name, says in sorted(words.facts.items())]
    return [*lines, ""]


def pages(home: Path) -> dict[str, str]:
    """The pages by file name.

    Raises:
        TableProblems: the rules or tables cannot be read.
    """
    problems = ProblemList()
    routes = {
        "M1 to eP": (M1_TO_EP, load_rules(home / "mappings", M1_TO_EP, problems)),
        "eD to M10": (ED_TO_M10, load_rules(home / "mappings", ED_TO_M10, problems)),
    }
    fields = {name: load_fields(home / "mappings", name, problems) for name in MESSAGES}
    if problems:
        raise TableProblems(tuple(problems))
    return {
        **{f"fields-{name}.md": fields_page(name, found, REWRITE) for name, found in fields.items() if found},
        "findings.md": findings_page(),
        "rules.md": rules_page(routes),
        "settings.md": settings_page(REWRITE),
        "judgements.md": judgements_page(load_tables(home / "mappings"), REWRITE),
    }


def write_pages(home: Path) -> None:
    """Writes all pages to `docs/`; raises as `pages`."""
    for name, text in pages(home).items():
        (home / "docs" / name).write_text(text, encoding="utf-8")
