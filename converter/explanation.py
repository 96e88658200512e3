"""Shows on a terminal what became of each field of a message."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from converter.conversion.m1_to_ep.explain import DECISIONS, Explanation, fate_words, why_words
from converter.fields.register import Fate
from converter.model.finding import Finding

COLOURS = {Fate.CARRIED: "green", Fate.TRANSLATED: "cyan", Fate.USED: "yellow", Fate.WITHHELD: "dim"}
HEADS = {
    "en": ("field", "what became of it", "where, or why not"),
    "no": ("felt", "hva som ble av det", "hvor, eller hvorfor ikke"),
}


def show(explanation: Explanation, lang: str, console: Console) -> None:
    """Prints the decision with its findings, then the table; a value of the message is never shown.

    Args:
        explanation: what to show.
        lang: `en` or `no`.
        console: where to.
    """
    outcome = explanation.answer
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
