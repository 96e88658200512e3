"""The page about a field register, for people who read no code."""

from converter.fields.register import Fate, FieldRegister, FieldRow

FATES = {
    Fate.CARRIED: ("Sent as it is", "Sendes som det er"),
    Fate.TRANSLATED: ("Sent in EU terms", "Sendes i EU-termer"),
    Fate.USED: ("Used, not sent", "Brukes, sendes ikke"),
    Fate.WITHHELD: ("Stays in Norway", "Blir i Norge"),
}


def fields_page(register: FieldRegister, rewrite: str) -> str:
    """The register as a page: its policies, then its rows by fate."""
    lines = [
        f"# {register.title}: what becomes of each field",
        "",
        f"{rewrite} Source: `mappings/fields/m1.yaml`.",
        "",
        "Every element text and attribute that an M1 may have is in a row. `{a,b}` stands for either, `**` for all"
        " below, and the most specific row counts. The tests change each of them in a valid message and hold what comes"
        " against its row.",
        "",
        "## Policies",
        "",
        "| policy | English | norsk |",
        "|---|---|---|",
    ]
    policies = {row.policy.id: row.policy for row in register.rows if row.policy is not None}
    lines += [f"| {p.id} | {p.text_en} | {p.text_no} |" for p in policies.values()]
    for fate, (english, norwegian) in FATES.items():
        rows = [row for row in register.rows if row.fate is fate]
        lines += ["", f"## {english} ({norwegian.lower()}): {len(rows)} rows", ""]
        lines += ["| field | goes to, or why not | note |", "|---|---|---|"]
        lines += [f"| `{row.path}` | {_what(row)} | {row.note_en} |" for row in rows]
    return "\n".join(lines) + "\n"


def _what(row: FieldRow) -> str:
    if row.policy is not None:
        return row.policy.id
    places = ", ".join(f"`{end}`" for end in row.to)
    table = f" by `{row.table}`" if row.table else ""
    return f"{places}{table}" + (" (readable part only)" if row.narrative else "")
