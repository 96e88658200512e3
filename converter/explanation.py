"""Shows on a terminal what became of each field of a message."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from converter.conversion.explain import Explained, Explanation
from converter.conversion.outcome import Decision
from converter.fields.page import FATES
from converter.fields.register import Fate
from converter.model.finding import Finding

COLOURS = {Fate.CARRIED: "green", Fate.TRANSLATED: "cyan", Fate.USED: "yellow", Fate.WITHHELD: "dim"}
HEADS = {
    "en": ("field", "what became of it", "where, or why not"),
    "no": ("felt", "hva som ble av det", "hvor, eller hvorfor ikke"),
}
UNKNOWN = {"en": "not in the register of fields", "no": "ikke i feltregisteret"}
DECISIONS = {
    "en": {
        Decision.CONVERTED: "Converted: it may leave Norway.",
        Decision.EXCLUDED: "Excluded: it stays in Norway.",
        Decision.REJECTED: "Rejected: it could not be converted.",
        Decision.DEFECT: "A defect of the converter: nothing was made.",
    },
    "no": {
        Decision.CONVERTED: "Konvertert: den kan forlate Norge.",
        Decision.EXCLUDED: "Utelukket: den blir i Norge.",
        Decision.REJECTED: "Avvist: den kunne ikke konverteres.",
        Decision.DEFECT: "Feil i konverteren: ingenting ble laget.",
    },
}
NOT_SENT = {"en": "Not sent", "no": "Ikke sendt"}
NOWHERE = {"en": "says nothing that this document has", "no": "sier ikke noe som dette dokumentet har"}
NOT_CONVERTED = {"en": "no document was made", "no": "det ble ikke laget noe dokument"}


def show(explanation: Explanation, lang: str, console: Console) -> None:
    """Prints the decision with its findings, then the table; a value of the message is never shown.

    Args:
        explanation: what to show.
        lang: `en` or `no`.
        console: where to.
    """
    outcome = explanation.outcome
    console.print(f"[bold]{DECISIONS[lang][outcome.decision]}[/]")
    for found in outcome.findings:
        console.print(f"  {escape(_text(found, lang))} [dim]{escape(f'({found.code}) {found.path}'.strip())}[/]")
    if not explanation.leaves:
        return
    console.print()
    table = Table(*HEADS[lang], box=None, pad_edge=False, header_style="bold")
    table.columns[0].overflow = "fold"
    table.columns[2].overflow = "fold"
    for leaf in explanation.leaves:
        colour = COLOURS.get(leaf.row.fate, "red") if leaf.row else "red"
        why = [why_words(leaf, explanation, lang), *(f"→ {_text(f, lang)}" for f in leaf.findings)]
        table.add_row(escape(leaf.path), f"[{colour}]{fate_words(leaf, explanation, lang)}[/]", escape("\n".join(why)))
    console.print(table)


def _text(found: Finding, lang: str) -> str:
    text, hint = (found.text_en, found.hint_en) if lang == "en" else (found.text_no, found.hint_no)
    return f"{text} {hint}".strip()


def fate_words(leaf: Explained, explanation: Explanation, lang: str) -> str:
    """What became of a leaf."""
    if leaf.row is None:
        return UNKNOWN[lang]
    if leaf.row.policy is None and not leaf.outputs:
        return NOT_SENT[lang]
    english, norwegian = FATES[leaf.row.fate]
    return english if lang == "en" else norwegian


def why_words(leaf: Explained, explanation: Explanation, lang: str) -> str:
    """Where it went, or why it did not."""
    if leaf.row is None:
        return ""
    note = leaf.row.note_en if lang == "en" else leaf.row.note_no
    if leaf.row.policy is not None:
        reason = leaf.row.policy.text_en if lang == "en" else leaf.row.policy.text_no
        return f"{reason} {note}".strip()
    if explanation.outcome.document is None:
        return NOT_CONVERTED[lang]
    if not leaf.outputs:
        return NOWHERE[lang]
    table = f" ({leaf.row.table})" if leaf.row.table else ""
    return ", ".join(leaf.outputs) + table
