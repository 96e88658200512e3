"""A route of four facts, one of each kind, and a home with a file of rules for it: quick to load, and all in view."""

from collections.abc import Mapping
from pathlib import Path

from converter.rules.floor import Placed
from converter.rules.rule import Effect
from converter.rules.table import read_rules
from converter.rules.vocabulary import YES_NO, Codes, Day, FactRow, Number, Stop, Vocabulary, by_name
from converter.sources.problems import ProblemList, TableProblem

FACTS = by_name(
    FactRow("group", "the group", Codes("1", ("none",))),
    FactRow("locked", "whether it is locked", YES_NO),
    FactRow("last-day", "the last day", Day()),
    FactRow("times", "how many times", Number(2, 1000)),
)
SMALL = Vocabulary("small", FACTS, {Effect.REJECT, Effect.REMARK})
LIST = "code,term\nA,Alfa\nB,Beta\n\n"

GROUP = {"fact": "group", "test": "in", "values": "[A, none]"}
LOCKED = {"fact": "locked", "test": "is", "values": '["yes"]'}
DAY = {"fact": "last-day", "test": "before-today", "values": "[]"}
TIMES = {"fact": "times", "test": "more-than", "values": '["50"]', "reason_no": "Mer enn 50.", "reason_en": "Above 50."}


def row(rule: str = "a-rule", **fields: str) -> str:
    """The text of a rule's row: each field a line of its own, in this order."""
    given = {"effect": "reject", "path": '""', "reason_no": "Nei.", "reason_en": "No.", "basis": "a law"}
    lines = {"id": rule, **given, **fields, "openncp": "ERROR_EP_GENERIC"}
    return "  - " + "    ".join(f"{name}: {value}\n" for name, value in lines.items())


def read(
    folder: Path, *rows: str, floor: tuple[Stop, ...] = (), head: Mapping[str, str] | None = None, codes: str = LIST
) -> tuple[tuple[Placed, ...], list[TableProblem], list[str]]:
    """The rules of such a file as they are read, what is wrong with them, and the lines of the file."""
    fields = {"rules": "small", "title": "Small", "maintainer": "us", "retired": "[]", **(head or {})}
    text = "".join(f"{name}: {value}\n" for name, value in fields.items()) + "rows:\n" + "".join(rows)
    for name, content in (("rules/small.yaml", text), ("codelists/1.csv", codes)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    problems = ProblemList()
    words = Vocabulary(SMALL.name, SMALL.facts, SMALL.effects, floor)
    return read_rules(folder, words, problems), list(problems), text.splitlines()
