"""What a command says of an answer: a summary to read, and the exit code."""

import argparse

from lxml import etree

from converter.cli.exits import CONVERTED, DEFECT, EXCLUDED, REJECTED
from converter.cli.places import Standard
from converter.conversion.answer import Answer, Decision

EXIT = {
    Decision.CONVERTED: CONVERTED,
    Decision.EXCLUDED: EXCLUDED,
    Decision.REJECTED: REJECTED,
    Decision.DEFECT: DEFECT,
}
NOT_THE_INPUT = "record-unavailable"
"""A refusal that says nothing of the input: the exchange record does not answer."""


def exit_code(answer: Answer[object]) -> int:
    """The exit code of an answer."""
    return DEFECT if any(f.code == NOT_THE_INPUT for f in answer.findings) else EXIT[answer.decision]


def summary(answer: Answer[object], called: str = "") -> str:
    """The decision, or what it is called instead, and each finding: English, with Norwegian below it."""
    count = len(answer.findings)
    lines = [f"{called or answer.decision.value}: {count} finding{'s' if count != 1 else ''}"]
    for f in answer.findings:
        lines.append(f"  {f.severity.value:8} {f.code}")
        lines.append(f"           {f.text_en}{f' {f.hint_en}' if f.hint_en else ''}")
        lines.append(f"           {f.text_no}{f' {f.hint_no}' if f.hint_no else ''}")
        if f.path:
            lines.append(f"           at {f.path}")
        if f.basis:
            lines.append(f"           basis: {f.basis}")
    versions = answer.versions
    demo = " (demo extract)" if versions.fest_is_demo else ""
    lines.append(f"converter {versions.software}, tables {versions.tables[:12]}, FEST {versions.fest}{demo}")
    return "\n".join(lines)


def as_asked(document: bytes | None, options: argparse.Namespace) -> bytes | None:
    """A document as it leaves; indented for eyes where `--pretty` asks for it and no file gets it."""
    if document is None or not options.pretty or options.out is not Standard.OUTPUT:
        return document
    root = etree.fromstring(document)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"
