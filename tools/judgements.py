"""The page `docs/judgements.md`: what the tables map, and every judgement behind it, for a terminologist to read."""

from collections.abc import Iterable

from converter.terminology.code_table import CodeTable, Row
from converter.terminology.tables import Tables

EXACT = ("exact", "policy")
"""How the note of a row begins that is no judgement but a join on the term itself, or a policy."""

REASONS = (
    (("for animals",), "for animals"),
    (("deprecated",), "the EDQM term is deprecated"),
    (("not in the value set", "not in the set", "outside the value set", "not in eHDSI"), "outside the value set"),
    (("homonym", "same words", " for both"), "the same words for two EDQM terms"),
    (("would lose", "lost:"), "something that matters would be lost"),
    (("not said", "does not say", "not stated", "not told apart"), "the code says too little to choose"),
    (("two uses", "three uses", "combination pack"), "several uses or components in one"),
    (("no EDQM", "EDQM has", "names no", "no such", "no published root"), "the target system has no such concept"),
    (("not a container", "not the container", "not a dose form", "a route,"), "another kind of thing"),
    (("may be", "may count", "or two"), "one may be several"),
    (("policy", "depends on", "not ours to give"), "policy"),
)
"""Classes of reasons for `none`, by words of the notes."""

COMMON_FORMS = (
    *("53", "891", "890", "32", "25", "28", "24", "27", "57", "16", "48", "5", "50", "52", "743", "449"),
    *("9", "842", "840", "14", "6", "748", "224", "139", "425"),
    *("816", "426", "101", "814", "789", "858"),
    *("34", "46", "29", "66", "720", "90", "94", "80", "832", "833", "74"),
    *("861", "99", "424", "869", "112", "753", "123", "120", "58"),
)
"""Dose forms (7448) that most prescriptions have: those of the demo register and the common ones of a pharmacy."""


def judgements_page(tables: Tables, rewrite: str) -> str:
    """The page as Markdown; `rewrite` says how to write it anew."""
    lines = [
        "# Judgements in the code tables",
        "",
        f"{rewrite} Source: `mappings/codes/`.",
        "",
        "Exact joins on a term are `approved`; a judgement is a `draft` until a terminologist confirms it.",
        "",
        *_counts(tables),
        *_forms(tables),
        *_why_none(tables),
    ]
    for name in ("package-type-7449", "dose-form-7448", "unit-7480", "unit-7484"):
        lines += _judged(tables.table(name))
    return "\n".join(lines) + "\n"


def _counts(tables: Tables) -> list[str]:
    lines = [
        "## Counts",
        "",
        "| table | codes | equivalent | broader | narrower | none | without a row | draft |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, c in sorted(tables.coverage().items()):
        rows = c.equivalent + c.broader + c.narrower + c.none
        lines.append(
            f"| `{name}` | {c.codes} | {c.equivalent} | {c.broader} | {c.narrower} | {c.none} | {c.codes - rows}"
            f" | {c.draft} |"
        )
    return [*lines, ""]


def _forms(tables: Tables) -> list[str]:
    table = tables.table("dose-form-7448")
    lines = [
        "## Common dose forms",
        "",
        "| 7448 | term | EDQM | relation | status | why |",
        "|---|---|---|---|---|---|",
    ]
    for code in COMMON_FORMS:
        row = table.row(code)
        if row is None:
            raise KeyError(code)
        target = "-" if row.target is None else f"{row.target.code} {row.target.display}"
        lines.append(f"| {code} | {row.term} | {target} | {row.relation} | {row.status} | {row.note} |")
    return [*lines, ""]


def _why_none(tables: Tables) -> list[str]:
    lines = ["## Not mapped, by reason", "", "| table | rows | reason |", "|---|---|---|"]
    for name, table in sorted(tables.tables.items()):
        reasons: dict[str, int] = {}
        for row in table:
            if row.relation == "none":
                reason = _reason(row.note)
                reasons[reason] = reasons.get(reason, 0) + 1
        lines += [f"| `{name}` | {count} | {reason} |" for reason, count in sorted(reasons.items(), key=_most)]
    return [*lines, ""]


def _most(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _reason(note: str) -> str:
    """The class of a reason, by the first of its words that matters; the row itself says it in full."""
    return next((reason for words, reason in REASONS if any(w in note for w in words)), "decided one by one")


def _judged(table: CodeTable) -> list[str]:
    """Every row that is not an exact join, those with the same target and reason together."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in table:
        if not row.note.startswith(EXACT) or row.target is None:
            target = "-" if row.target is None else row.target.display
            groups.setdefault((target, row.relation, row.note), []).append(row)
    lines = [
        f"## Judged one by one: `{table.name}`",
        "",
        "| target | relation | why | codes |",
        "|---|---|---|---|",
    ]
    for (target, relation, why), rows in sorted(groups.items()):
        lines.append(f"| {target} | {relation} | {why} | {_named(rows)} |")
    return [*lines, ""]


def _named(rows: Iterable[Row]) -> str:
    return "; ".join(f"{row.code} {row.term}" for row in rows)
