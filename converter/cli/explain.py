"""The command `explain`: shows on a terminal what became of each field of a message."""

import argparse
import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from converter.answers.m1_to_ep import DispensedAnswer
from converter.cli.exits import Commands
from converter.cli.files import read_input
from converter.cli.options import MESSAGE, add_caller, add_moment_and_register, caller_of, moment_of, settings_of
from converter.cli.places import input_named
from converter.cli.streams import show_text
from converter.cli.summary import exit_code
from converter.conversion.answer import Answer
from converter.conversion.converter import load_converter
from converter.conversion.m1_to_ep.explain import DECISIONS, Explanation, explain, fate_words, why_words
from converter.conversion.m1_to_ep.route import Asked
from converter.conversion.m1_to_ep.sent import Prescribed
from converter.fields.register import Fate
from converter.model.finding import Finding
from converter.record.opening import opened_record
from converter.record.sending import with_record

WIDE = 200
"""Columns where nobody says how wide the paper is."""
COLOURS = {Fate.CARRIED: "green", Fate.TRANSLATED: "cyan", Fate.USED: "yellow", Fate.WITHHELD: "dim"}
HEADS = {
    "en": ("field", "what became of it", "where, or why not"),
    "no": ("felt", "hva som ble av det", "hvor, eller hvorfor ikke"),
}
DISPENSED = {
    "en": "Handed out before: {before} of {whole} ({unit}), {one} each time. Remaining: {left}.",
    "no": "Utlevert før: {before} av {whole} ({unit}), {one} hver gang. Gjenstår: {left}.",
}
NOT_KNOWN = {"en": "not known", "no": "ikke kjent"}
NORWEGIAN_UNITS = {"piece": "stk", "package": "pakning", "dose": "dose", "drop": "dråpe", "[IU]": "IE"}


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    command = commands.add_parser("explain", help="show what becomes of each field of a message")
    command.add_argument("file", type=input_named, help=MESSAGE)
    add_moment_and_register(command)
    add_caller(command)
    command.add_argument("--lang", choices=("no", "en"), default="no", help="Norwegian (default) or English")
    return command


def run(options: argparse.Namespace) -> int:
    """Runs the command; the exit code is that of the worst outcome."""
    data = read_input(options.file)
    settings = settings_of(options)
    converter, at = load_converter(settings), moment_of(options)
    asked = Asked(caller_of(options, converter))
    with opened_record(settings) as record:  # asked what was dispensed; nothing is recorded
        explanations = explain(data, converter, at, with_record(asked, record, at))
    console = Console(width=None if sys.stdout is not None and sys.stdout.isatty() else WIDE)
    with console.capture() as shown:
        for position, explanation in enumerate(explanations, 1):
            if len(explanations) > 1:
                console.print(f"[bold]{position}.[/]")
            show(explanation, options.lang, console)
    show_text(shown.get())
    return max(exit_code(e.answer) for e in explanations)


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
    if told := _dispensed(outcome, lang):
        console.print(f"  {escape(told)}")
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


def _dispensed(outcome: Answer[Prescribed], lang: str) -> str:
    """What was handed out before and what remains, in numbers; empty where nothing was."""
    amounts = DispensedAnswer.of(outcome)
    if amounts is None or amounts.before == "0":
        return ""
    before, remaining = amounts.before or NOT_KNOWN[lang], amounts.remaining or NOT_KNOWN[lang]
    unit = NORWEGIAN_UNITS.get(amounts.unit, amounts.unit) if lang == "no" else amounts.unit
    words = DISPENSED[lang]
    return words.format(before=before, whole=amounts.prescribed, one=amounts.one_dispense, left=remaining, unit=unit)


def _text(found: Finding, lang: str) -> str:
    text, hint = (found.text_en, found.hint_en) if lang == "en" else (found.text_no, found.hint_no)
    return f"{text} {hint}".strip()
