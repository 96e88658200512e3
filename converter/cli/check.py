"""The command `check`: whether tables, rules, identifiers and schemas are sound, and what is pending."""

import argparse

from converter.cli.exits import CONVERTED, Commands
from converter.cli.streams import show_text
from converter.conversion.converter import Converter, load_converter
from converter.settings import read_settings


def add(commands: Commands) -> argparse.ArgumentParser:
    """Adds the command's parser."""
    return commands.add_parser("check", help="check tables, rules, identifiers and schemas, and say what is pending")


def run(_: argparse.Namespace) -> int:
    """Runs the command."""
    settings = read_settings()
    converter = load_converter(settings)
    show_text("\n".join([f"checked {settings.home / 'mappings'}", *_lines(converter)]) + "\n")
    return CONVERTED


def _lines(converter: Converter) -> list[str]:
    lines = [f"tables {converter.versions.tables[:12]}: {sum(map(len, converter.rules.values()))} rules"]
    for name, covered in sorted(converter.tables.coverage().items()):
        rows = covered.equivalent + covered.broader + covered.narrower + covered.none
        lines.append(
            f"  {name:20} {covered.codes:5} codes: {covered.equivalent} equivalent, {covered.broader} broader, "
            f"{covered.narrower} narrower, {covered.none} none, {covered.codes - rows} without a row; "
            f"{covered.draft} draft"
        )
    for short in converter.tables.short_doses.values():
        structured = sum(row.timing is not None for row in short)
        lines.append(f"  {short.name:20} {len(short):5} codes: {structured} with structure; {short.drafts()} draft")
    for texts in converter.tables.all_texts.values():
        lines.append(f"  {texts.name:20} {len(texts):5} codes: in words; {texts.drafts()} draft")
    for terms in converter.tables.norwegian.values():
        name = f"{terms.name} (norsk)"
        lines.append(f"  {name:20} {terms.concepts:5} codes: {len(terms)} in Norwegian; {terms.drafts()} draft")
    forms = converter.tables.forms
    lines.append(f"  {'routes, words (forms)':20} {forms.rows:5} rows: {forms.drafts} draft")
    for kind, rows in sorted(converter.policy.rows.items()):
        lines.append(f"  {f'{kind} (policy)':20} {rows:5} rows: {converter.policy.drafts[kind]} draft")
    for kind, rows in sorted(converter.limits.rows.items()):
        lines.append(f"  {f'{kind} (dosage limits)':20} {rows:5} rows: {converter.limits.drafts[kind]} draft")
    for kind, words in sorted(converter.vocabulary.kinds.items()):
        drafts = sum(word.status == "draft" for word in words.values())
        name = f"{kind} (dosage)"
        lines.append(f"  {name:20} {len(words):5} words: {drafts} draft")
    lines.append(f"rows to be reviewed: {converter.draft_rows}")
    lines.append(f"pending identifiers: {', '.join(converter.identifiers.pending) or 'none'}")
    lines.append("all is well / alt er i orden")
    return lines
