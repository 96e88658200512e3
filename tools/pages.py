"""Writes the pages of `docs/` that follow from code and tables. Run as a module."""

from pathlib import Path

from converter.dosage.words import read_vocabulary
from converter.fields.register import load_fields
from converter.model.catalogue import CATALOGUE
from converter.rules.routes import ROUTES, load_routes
from converter.rules.rule import Rule
from converter.rules.vocabulary import Stop, Vocabulary
from converter.sources.problems import ProblemList, TableProblems
from converter.terminology.home import read_home
from converter.terminology.tables import load_tables
from tools.fields_page import MESSAGES, fields_page
from tools.judgements import judgements_page
from tools.sentences_page import sentences_page
from tools.settings_page import settings_page

TITLES = {"m1-to-ep": "M1 to eP", "ed-to-m10": "eD to M10", "ep-to-view": "eP to view", "m10-to-ed": "Dispense to eD"}
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


def rules_page(rules: dict[str, tuple[Rule, ...]]) -> str:
    """Every rule, floor and fact of every route."""
    lines = [
        "# Rules",
        "",
        f"{REWRITE} Source: `mappings/rules/` and `converter/rules/`.",
        "",
        '"Step 1 policy" is the policy of Norway\'s first step: minimal conversion at the border, while the national'
        " format stays as it is.",
        "",
        "A rule tests one fact. Every rule is tested and every reason is reported. Unknown is never taken for allowed.",
        "Each value must be one that its fact can have. What stands under a floor must be stopped by some rule of the"
        " file, or nothing starts: the floor is code (`converter/rules/`), and is changed by review only.",
        "",
    ]
    for words in ROUTES:
        lines += _of_route(TITLES[words.name], words, rules[words.name])
    return "\n".join(lines[:-1]) + "\n"


def _of_route(title: str, words: Vocabulary, rules: tuple[Rule, ...]) -> list[str]:
    lines = [f"## {title}", "", "| code | when | effect | reason | basis |", "|---|---|---|---|---|"]
    for rule in rules:
        lines.append(f"| `{rule.id}` | {_when(rule)} | {rule.effect.value} | {rule.reason_en} | {rule.basis} |")
    lines += ["", "| floor | effect |", "|---|---|"]
    lines += [f"| {_when(stop)} | {stop.effect.value} |" for stop in words.floor]
    lines += ["", "| fact | says | can be |", "|---|---|---|"]
    lines += [f"| `{name}` | {fact.says} | {fact.domain} |" for name, fact in sorted(words.facts.items())]
    return [*lines, ""]


def _when(row: Rule | Stop) -> str:
    return f"`{row.fact}` {row.test.value} {', '.join(sorted(row.values))}".strip()


def pages(home: Path) -> dict[str, str]:
    """The pages by file name.

    Raises:
        TableProblems: the rules or tables cannot be read.
    """
    problems = ProblemList()
    rules = load_routes(home / "mappings", problems)
    fields = {name: load_fields(home / "mappings", name, problems) for name in MESSAGES}
    vocabulary = read_vocabulary(read_home(home / "mappings", problems), problems)
    if problems:
        raise TableProblems(tuple(problems))
    return {
        "dosage-sentences.md": sentences_page(vocabulary, REWRITE),
        **{f"fields-{name}.md": fields_page(name, found, REWRITE) for name, found in fields.items() if found},
        "findings.md": findings_page(),
        "rules.md": rules_page(rules),
        "settings.md": settings_page(REWRITE),
        "judgements.md": judgements_page(load_tables(home / "mappings"), REWRITE),
    }


def write_pages(home: Path) -> None:
    """Writes all pages to `docs/`; raises as `pages`."""
    for name, text in pages(home).items():
        (home / "docs" / name).write_text(text, encoding="utf-8")
