"""The page about a field register, for people who read no code."""

from converter.fields.register import FATES, Fate, FieldRegister, FieldRow

REPORTED = {
    Fate.CARRIED: ("Reported as it is", "Rapporteres som det er"),
    Fate.TRANSLATED: ("Reported in Norwegian terms", "Rapporteres i norske termer"),
    Fate.USED: ("Used, not reported", "Brukes, rapporteres ikke"),
    Fate.WITHHELD: ("Not reported", "Rapporteres ikke"),
}
"""The fates of what comes back to Norway."""
MESSAGES = {"m1": ("an M1", FATES), "ed": ("an eD", REPORTED)}


def fields_page(name: str, register: FieldRegister, rewrite: str) -> str:
    """The register of this name as a page: its policies, then its rows by fate."""
    message, fates = MESSAGES[name]
    lines = [
        f"# {register.title}: what becomes of each field",
        "",
        f"{rewrite} Source: `mappings/fields/{name}.yaml`.",
        "",
        f"Every element text and attribute that {message} may have is in a row. `{{a,b}}` stands for either, `**` for"
        " all below, and the most specific row counts. The tests change each of them in a valid message and hold what"
        " comes against its row.",
        "",
        "## Policies",
        "",
        "| policy | English | norsk |",
        "|---|---|---|",
    ]
    lines += [f"| {p.id} | {p.text_en} | {p.text_no} |" for p in register.policies.values()]
    for fate, (english, norwegian) in fates.items():
        rows = [row for row in register.rows if row.fate is fate]
        lines += ["", f"## {english} ({norwegian.lower()}): {len(rows)} rows", ""]
        lines += ["| field | goes to, or why not | note |", "|---|---|---|"]
        lines += [f"| `{row.path}` | {_what(row)} | {row.note_en} |" for row in rows]
    return "\n".join(lines) + "\n"


def _what(row: FieldRow) -> str:
    if row.policy:
        return row.policy
    places = ", ".join(f"`{end}`" for end in row.to)
    table = f" by `{row.table}`" if row.table else ""
    return f"{places}{table}" + (" (readable part only)" if row.narrative else "")
