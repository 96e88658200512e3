"""The report of a conversion, as plain values for JSON. Holds nothing of the patient."""

from typing import Any

from converter.conversion.outcome import Outcome, Outcomes, Versions
from converter.model.finding import Finding


def report(outcome: Outcome) -> dict[str, Any]:
    """Decision, findings, versions and, where asked for, provenance; the document is not part of it."""
    return {
        "decision": outcome.decision.value,
        "repeats": outcome.repeats,
        "findings": [finding_values(f) for f in outcome.findings],
        "versions": _versions(outcome.versions),
        **_provenance(outcome),
    }


def _provenance(outcome: Outcome) -> dict[str, Any]:
    """The origin of each value of the document, where it was asked for."""
    if outcome.provenance is None:
        return {}
    return {
        "provenance": [
            {"output": o.output, "kind": o.kind.value, "source": o.source, "table": o.table, "row": o.row}
            for o in outcome.provenance
        ]
    }


def list_values(answers: Outcomes) -> dict[str, Any]:
    """The outcomes of a message's prescriptions, in its order; `document` is the text of the XML, or null."""
    return {
        "outcomes": [
            {
                "position": position,
                "decision": outcome.decision.value,
                "repeats": outcome.repeats,
                "document": None if outcome.document is None else outcome.document.decode("utf-8"),
                "findings": [finding_values(f) for f in outcome.findings],
                **_provenance(outcome),
            }
            for position, outcome in enumerate(answers.outcomes, 1)
        ],
        "versions": _versions(answers.versions),
    }


def _versions(versions: Versions) -> dict[str, Any]:
    return {
        "software": versions.software,
        "tables": versions.tables,
        "fest": versions.fest,
        "festIsDemo": versions.fest_is_demo,
        "pendingIdentifiers": list(versions.pending_identifiers),
    }


def finding_values(finding: Finding) -> dict[str, Any]:
    """One finding; texts in Norwegian (`no`) and English (`en`)."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "text": {"no": finding.text_no, "en": finding.text_en},
        "hint": {"no": finding.hint_no, "en": finding.hint_en},
        "basis": finding.basis,
        "openncp": finding.openncp,
    }
