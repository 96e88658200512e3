"""What a command says of an answer: a summary to read, and the exit code."""

import argparse
from collections.abc import Iterable

from lxml import etree

from converter.cli.exits import CONVERTED, DEFECT, EXCLUDED, REJECTED
from converter.conversion.answer import Decision
from converter.conversion.converter import Versions
from converter.model.finding import Finding

EXIT = {
    Decision.CONVERTED: CONVERTED,
    Decision.EXCLUDED: EXCLUDED,
    Decision.REJECTED: REJECTED,
    Decision.DEFECT: DEFECT,
}
NOT_THE_INPUT = "record-unavailable"
"""A refusal that says nothing of the input: the exchange record does not answer."""


def exit_code(decision: Decision, findings: Iterable[Finding]) -> int:
    """The exit code of an answer."""
    return DEFECT if any(f.code == NOT_THE_INPUT for f in findings) else EXIT[decision]


def summary(called: str, findings: tuple[Finding, ...], versions: Versions) -> str:
    """What the answer is called, and each finding: English, with Norwegian below it."""
    count = len(findings)
    lines = [f"{called}: {count} finding{'s' if count != 1 else ''}"]
    for f in findings:
        lines.append(f"  {f.severity.value:8} {f.code}")
        lines.append(f"           {f.text_en}{f' {f.hint_en}' if f.hint_en else ''}")
        lines.append(f"           {f.text_no}{f' {f.hint_no}' if f.hint_no else ''}")
        if f.path:
            lines.append(f"           at {f.path}")
        if f.basis:
            lines.append(f"           basis: {f.basis}")
    demo = " (demo extract)" if versions.fest_is_demo else ""
    lines.append(f"converter {versions.build}, tables {versions.tables[:12]}, FEST {versions.fest}{demo}")
    return "\n".join(lines)


def as_asked(document: bytes | None, options: argparse.Namespace) -> bytes | None:
    """A document as it leaves; indented for eyes where `--pretty` asks for it and no file gets it."""
    if document is None or not options.pretty or options.out is not None:
        return document
    root = etree.fromstring(document)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"
