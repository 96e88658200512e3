"""Shows on a terminal what became of each field of a message."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from converter.conversion.explain import Explained, Explanation
from converter.fields.page import FATES
from converter.fields.register import Fate

COLOURS = {Fate.CARRIED: "green", Fate.TRANSLATED: "cyan", Fate.USED: "yellow", Fate.WITHHELD: "dim"}
HEADS = {
    "en": ("field", "what became of it", "where, or why not"),
    "no": ("felt", "hva som ble av det", "hvor, eller hvorfor ikke"),
}
UNKNOWN = {"en": "not in the register of fields", "no": "ikke i feltregisteret"}
NOT_SENT = {"en": "Not sent", "no": "Ikke sendt"}
NOT_CONVERTED = {"en": "no document was made", "no": "det ble ikke laget noe dokument"}


def show(explanation: Explanation, lang: str, console: Console) -> None:
    """Prints the table; a value of the message is never shown.

    Args:
        explanation: what to show.
        lang: `en` or `no`.
        console: where to.
    """
    table = Table(*HEADS[lang], box=None, pad_edge=False, header_style="bold")
    table.columns[0].overflow = "fold"
    table.columns[2].overflow = "fold"
    for leaf in explanation.leaves:
        colour = COLOURS.get(leaf.row.fate, "red") if leaf.row else "red"
        table.add_row(
            escape(leaf.path), f"[{colour}]{_fate(leaf, explanation, lang)}[/]", escape(_why(leaf, explanation, lang))
        )
    console.print(table)


def _fate(leaf: Explained, explanation: Explanation, lang: str) -> str:
    if leaf.row is None:
        return UNKNOWN[lang]
    if leaf.row.policy is None and explanation.outcome.document is None:
        return NOT_SENT[lang]
    english, norwegian = FATES[leaf.row.fate]
    return english if lang == "en" else norwegian


def _why(leaf: Explained, explanation: Explanation, lang: str) -> str:
    if leaf.row is None:
        return ""
    note = leaf.row.note_en if lang == "en" else leaf.row.note_no
    if leaf.row.policy is not None:
        reason = leaf.row.policy.text_en if lang == "en" else leaf.row.policy.text_no
        return f"{reason} {note}".strip()
    if explanation.outcome.document is None:
        return NOT_CONVERTED[lang]
    table = f" ({leaf.row.table})" if leaf.row.table else ""
    return ", ".join(leaf.outputs or leaf.row.to) + table
