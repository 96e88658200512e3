"""The report of a conversion, as plain values for JSON. Holds nothing of the patient."""

from typing import Any

from converter.conversion.outcome import Outcome
from converter.model.finding import Finding


def report(outcome: Outcome) -> dict[str, Any]:
    """Decision, findings and versions; the document is not part of it."""
    versions = outcome.versions
    return {
        "decision": outcome.decision.value,
        "repeats": outcome.repeats,
        "findings": [finding_values(f) for f in outcome.findings],
        "versions": {
            "software": versions.software,
            "tables": versions.tables,
            "fest": versions.fest,
            "festIsDemo": versions.fest_is_demo,
            "pendingIdentifiers": list(versions.pending_identifiers),
        },
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
